// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How S3-compatible object stores are asked for objects.
 *
 * @param endpoint of a store other than that of AWS, with scheme and host
 * @param region that requests are signed for, such as {@code eu-central-1}
 * @param pathStyle whether the bucket is the first part of the path, not of the host name
 * @param credentials who asks; nobody for public buckets
 */
public record S3Access(
    Optional<URI> endpoint, String region, boolean pathStyle, Optional<Credentials> credentials) {

  /** Public buckets of AWS. */
  public static final S3Access ANONYMOUS =
      new S3Access(Optional.empty(), "us-east-1", false, Optional.empty());

  /**
   * Keys as an object store gives them.
   *
   * @param token of a session, empty for none
   */
  public record Credentials(String accessKey, String secretKey, String token) {
    public Credentials {
      if (accessKey.isEmpty() || secretKey.isEmpty()) {
        throw new IllegalArgumentException("an access key and a secret key belong together");
      }
    }

    /** Without the secrets. */
    @Override
    public String toString() {
      return accessKey + ": ...";
    }
  }

  /**
   * What the usual variables say: {@code AWS_ACCESS_KEY_ID}, {@code AWS_SECRET_ACCESS_KEY}, {@code
   * AWS_SESSION_TOKEN}, {@code AWS_REGION} or {@code AWS_DEFAULT_REGION}, {@code
   * AWS_ENDPOINT_URL_S3} or {@code AWS_ENDPOINT_URL} (by path unless {@code AWS_VIRTUAL_HOSTING} is
   * {@code TRUE}), {@code AWS_NO_SIGN_REQUEST} ({@code YES}); else the profile ({@code AWS_PROFILE}
   * or {@code default}) in the files {@code credentials} and {@code config}.
   *
   * @param folder where these files are, if they are; {@code ~/.aws} as a rule
   */
  public static S3Access of(Map<String, String> environment, Path folder) {
    String profile = first(environment, "AWS_PROFILE").orElse("default");
    Map<String, String> file = new HashMap<>(profile(folder.resolve("config"), profile));
    file.putAll(profile(folder.resolve("credentials"), profile));
    Optional<URI> endpoint =
        first(environment, "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL").map(S3Access::endpoint);
    String region =
        first(environment, "AWS_REGION", "AWS_DEFAULT_REGION")
            .orElse(file.getOrDefault("region", ANONYMOUS.region));
    boolean hosted =
        first(environment, "AWS_VIRTUAL_HOSTING").filter(text -> isYes(text)).isPresent();
    boolean unsigned =
        first(environment, "AWS_NO_SIGN_REQUEST").filter(text -> isYes(text)).isPresent();
    Optional<Credentials> credentials =
        credentials(environment, "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")
            .or(() ->
                credentials(
                    file, "aws_access_key_id", "aws_secret_access_key", "aws_session_token"));
    return new S3Access(
        endpoint,
        region,
        endpoint.isPresent() && !hosted,
        unsigned ? Optional.empty() : credentials);
  }

  private static boolean isYes(String text) {
    return List.of("yes", "true", "on", "1").contains(text.toLowerCase(Locale.ROOT));
  }

  private static URI endpoint(String text) {
    return HttpAddress.parse(text).address().uri();
  }

  private static Optional<Credentials> credentials(
      Map<String, String> from, String access, String secret, String token) {
    Optional<String> accessKey = first(from, access);
    Optional<String> secretKey = first(from, secret);
    return accessKey.isPresent() && secretKey.isPresent()
        ? Optional.of(
            new Credentials(accessKey.get(), secretKey.get(), first(from, token).orElse("")))
        : Optional.empty();
  }

  private static Optional<String> first(Map<String, String> from, String... names) {
    for (String name : names) {
      String text = from.getOrDefault(name, "").strip();
      if (!text.isEmpty()) {
        return Optional.of(text);
      }
    }
    return Optional.empty();
  }

  /** The settings of one section of a file; none without it. */
  private static Map<String, String> profile(Path file, String profile) {
    if (!Files.isReadable(file)) {
      return Map.of();
    }
    Map<String, String> settings = new HashMap<>();
    boolean inside = false;
    try {
      for (String line : Files.readAllLines(file)) {
        String text = line.strip();
        int equals = text.indexOf('=');
        if (text.startsWith("[") && text.endsWith("]")) {
          String section = text.substring(1, text.length() - 1).strip();
          inside = section.equals(profile) || section.equals("profile " + profile);
        } else if (inside && equals > 0 && !text.startsWith("#")) {
          settings.put(text.substring(0, equals).strip(), text.substring(equals + 1).strip());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
    return settings;
  }

  /** The address of an object. */
  String address(String bucket, String key) {
    String path = "/" + encoded(key);
    boolean byPath = pathStyle || bucket.indexOf('.') >= 0; // a certificate covers no further dot
    if (endpoint.isEmpty()) {
      String host = "s3." + region + ".amazonaws.com";
      return byPath
          ? "https://" + host + "/" + bucket + path
          : "https://" + bucket + "." + host + path;
    }
    URI at = endpoint.get();
    String base = at.getRawPath().replaceFirst("/+$", "");
    return byPath
        ? at.getScheme() + "://" + at.getRawAuthority() + base + "/" + bucket + path
        : at.getScheme() + "://" + bucket + "." + at.getRawAuthority() + base + path;
  }

  /** A key as part of a path: all but the unreserved characters and the slash are escaped. */
  static String encoded(String key) {
    StringBuilder path = new StringBuilder();
    for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "-._~/".indexOf(c) >= 0;
      if (plain) {
        path.append(c);
      } else {
        path.append('%').append(String.format(Locale.ROOT, "%02X", b & 0xff));
      }
    }
    return path.toString();
  }

  Authorization authorization() {
    return credentials
        .<Authorization>map(who -> new S3Signer(who, region, java.time.Clock.systemUTC()))
        .orElse(Authorization.NONE);
  }
}
