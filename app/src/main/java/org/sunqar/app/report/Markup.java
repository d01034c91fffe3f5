// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

/** Text from data, made safe for HTML and XML. */
final class Markup {

  private Markup() {}

  /**
   * Escapes text for element content and for attributes in either kind of quotes. Characters that
   * XML 1.0 forbids (most control characters, lone surrogates) become U+FFFD.
   */
  static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            case '\'' -> out.append("&#39;");
            default -> out.appendCodePoint(isXmlCharacter(c) ? c : 0xFFFD);
          }
        });
    return out.toString();
  }

  /** A paragraph per text. */
  static String paragraphs(Iterable<String> texts) {
    StringBuilder out = new StringBuilder();
    for (String text : texts) {
      out.append("<p>").append(escape(text)).append("</p>\n");
    }
    return out.toString();
  }

  /** The production Char of XML 1.0. */
  private static boolean isXmlCharacter(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || (c >= 0x10000 && c <= 0x10FFFF);
  }
}
