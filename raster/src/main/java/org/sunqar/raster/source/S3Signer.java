// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.source;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs GET requests to an S3 object store by AWS Signature Version 4, in headers. What is signed
 * are the address, the range and the time.
 *
 * @param region of the bucket
 * @param clock of the time of signing; a store accepts some minutes of difference
 */
record S3Signer(S3Access.Credentials credentials, String region, Clock clock)
    implements Authorization {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";

  /** SHA-256 of nothing: a GET has no body. */
  private static final String NO_BODY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  @Override
  public Map<String, String> headers(URI address, Map<String, String> headers) {
    String time = TIME.format(clock.instant());
    Map<String, String> added = new TreeMap<>();
    added.put("x-amz-content-sha256", NO_BODY);
    added.put("x-amz-date", time);
    if (!credentials.token().isEmpty()) {
      added.put("x-amz-security-token", credentials.token());
    }
    SortedMap<String, String> signed = new TreeMap<>(added);
    signed.put("host", address.getRawAuthority());
    String range = headers.get("Range");
    if (range != null) {
      signed.put("range", range);
    }
    String names = String.join(";", signed.keySet());
    String request =
        String.join(
            "\n",
            "GET",
            address.getRawPath().isEmpty() ? "/" : address.getRawPath(),
            query(address),
            signed.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining()),
            names,
            NO_BODY);
    String day = time.substring(0, 8);
    String scope = day + "/" + region + "/s3/aws4_request";
    String text = String.join("\n", ALGORITHM, time, scope, hex(sha256(request)));
    added.put(
        "Authorization",
        "%s Credential=%s/%s,SignedHeaders=%s,Signature=%s"
            .formatted(
                ALGORITHM, credentials.accessKey(), scope, names, hex(hmac(key(day), text))));
    return added;
  }

  private static String query(URI address) {
    String query = address.getRawQuery();
    if (query == null || query.isEmpty()) {
      return "";
    }
    return Arrays.stream(query.split("&"))
        .map(part -> part.indexOf('=') < 0 ? part + "=" : part)
        .sorted()
        .collect(Collectors.joining("&"));
  }

  private byte[] key(String day) {
    byte[] key = ("AWS4" + credentials.secretKey()).getBytes(StandardCharsets.UTF_8);
    for (String part : new String[] {day, region, "s3", "aws4_request"}) {
      key = hmac(key, part);
    }
    return key;
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
