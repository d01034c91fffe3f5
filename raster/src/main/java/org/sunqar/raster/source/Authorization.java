// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.source;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * Who asks: the headers that a GET request is given before it is sent. What was fetched for one is
 * given from the cache to an equal one only.
 */
@FunctionalInterface
public interface Authorization {

  /** Nobody in particular. */
  Authorization NONE = (_, _) -> Map.of();

  /**
   * Headers to add. They are sent to the origin of the address that was opened only: a redirect to
   * another one does not get them.
   *
   * @param address of this request
   * @param headers it has already, which a signature may cover
   */
  Map<String, String> headers(URI address, Map<String, String> headers);

  /** A bearer token (RFC 6750). */
  static Authorization bearer(String token) {
    return header("Authorization", "Bearer " + token);
  }

  /** A name and a password (RFC 7617). */
  static Authorization basic(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
  }

  /** A header that is the same for each request, such as an API key. */
  static Authorization header(String name, String value) {
    return new Header(name, value);
  }

  /** Equal for the same header, so that what one opening has fetched serves the next. */
  record Header(String name, String value) implements Authorization {
    @Override
    public Map<String, String> headers(URI address, Map<String, String> headers) {
      return Map.of(name, value);
    }

    /** Without the value, which is a secret. */
    @Override
    public String toString() {
      return name + ": ...";
    }
  }
}
