// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Parts of addresses. */
final class Address {

  private Address() {}

  /** A segment of a path or the value of a parameter. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
