// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import java.util.regex.Pattern;

/** Text from data, made safe for HTML and XML. */
final class Markup {

  private static final Pattern DATE = Pattern.compile("\\b\\d{4}-\\d{2}-\\d{2}\\b");

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

  /** Escaped text whose ISO dates are marked as such, so that no line breaks within one. */
  static String text(String text) {
    return DATE.matcher(escape(text)).replaceAll("<time>$0</time>");
  }

  /** A paragraph per text. */
  static String paragraphs(Iterable<String> texts) {
    StringBuilder out = new StringBuilder();
    for (String text : texts) {
      out.append("<p>").append(text(text)).append("</p>\n");
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
