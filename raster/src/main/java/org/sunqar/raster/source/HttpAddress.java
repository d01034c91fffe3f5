// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.source;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.sunqar.raster.RasterException;

/**
 * An HTTP or HTTPS address.
 *
 * @param uri with a host, without a user
 * @param name for messages: without what may be secret in the query
 */
record HttpAddress(URI uri, String name) {

  private static final String ILLEGAL = " \"<>\\^`{|}[]";

  /** An address as it is used in requests, and who its user is. */
  record WithUser(HttpAddress address, Optional<Authorization> user) {}

  static WithUser parse(String text) {
    URI given = uri(text, text);
    String scheme = given.getScheme() == null ? "" : given.getScheme().toLowerCase(Locale.ROOT);
    if (!(scheme.equals("http") || scheme.equals("https")) || given.getHost() == null) {
      throw refused(text);
    }
    Optional<Authorization> user = Optional.ofNullable(given.getRawUserInfo()).map(HttpAddress::of);
    StringBuilder plain = new StringBuilder(scheme).append("://").append(given.getHost());
    int usual = scheme.equals("https") ? 443 : 80;
    if (given.getPort() >= 0 && given.getPort() != usual) {
      plain.append(':').append(given.getPort());
    }
    String path = given.getRawPath();
    plain.append(path.isEmpty() ? "/" : path);
    String name = plain.toString();
    if (given.getRawQuery() != null) {
      plain.append('?').append(given.getRawQuery());
    }
    return new WithUser(new HttpAddress(uri(plain.toString(), text), name), user);
  }

  private static URI uri(String text, String shown) {
    StringBuilder legal = new StringBuilder(text.length());
    int authorityEnd = text.indexOf('/', text.indexOf("://") + 3);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // brackets are legal around an IPv6 address only
      boolean inHost = authorityEnd < 0 || i < authorityEnd;
      if (c > ' ' && (ILLEGAL.indexOf(c) < 0 || (inHost && (c == '[' || c == ']')))) {
        legal.append(c);
      } else {
        legal.append('%').append(String.format(Locale.ROOT, "%02X", (int) c));
      }
    }
    try {
      return new URI(new URI(legal.toString()).toASCIIString());
    } catch (URISyntaxException e) {
      throw refused(shown);
    }
  }

  private static RasterException refused(String text) {
    return new RasterException(
        RasterException.Key.NOT_FOUND,
        withoutSecrets(text) + " is not an address: https://host/path was expected");
  }

  private static String withoutSecrets(String text) {
    String path = text.replaceFirst("\\?.*", "");
    return path.replaceFirst("//[^/@]*@", "//");
  }

  private static Authorization of(String userInfo) {
    String[] parts = userInfo.split(":", 2);
    return Authorization.basic(
        URLDecoder.decode(parts[0].replace("+", "%2B"), StandardCharsets.UTF_8),
        parts.length < 2
            ? ""
            : URLDecoder.decode(parts[1].replace("+", "%2B"), StandardCharsets.UTF_8));
  }

  /**
   * Where a redirect leads.
   *
   * @throws RasterException when it leads out of HTTP, or from HTTPS to HTTP
   */
  HttpAddress redirected(String location) {
    URI target;
    try {
      target = uri.resolve(new URI(location));
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new RasterException(
          RasterException.Key.IO, name + " redirects to what is not an address", e);
    }
    if (!"https".equals(target.getScheme()) && !uri.getScheme().equals(target.getScheme())) {
      throw new RasterException(
          RasterException.Key.IO,
          name + " redirects to " + target.getScheme() + ", which is not followed");
    }
    return parse(target.toString()).address();
  }

  boolean hasOriginOf(HttpAddress other) {
    return uri.getScheme().equals(other.uri.getScheme())
        && uri.getHost().equalsIgnoreCase(other.uri.getHost())
        && uri.getPort() == other.uri.getPort();
  }
}
