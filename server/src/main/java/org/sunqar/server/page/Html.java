// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.page;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * Writes HTML, or SVG within it, as text. Whatever is given as text or as the value of an attribute
 * is escaped here, so that data can never become markup; an address that is not of the web is
 * written as text, so that it can never become a script.
 */
final class Html {

  private final StringBuilder out = new StringBuilder(1 << 14);
  private final Deque<String> openElements = new ArrayDeque<>();

  /** Opens an element; attributes are name, value, name, value. Close it with {@link #close}. */
  Html open(String element, String... attributes) {
    start(element, attributes);
    out.append('>');
    openElements.push(element);
    return this;
  }

  Html close() {
    out.append("</").append(openElements.pop()).append(">\n");
    return this;
  }

  /** Closes the given number of elements. */
  Html close(int elements) {
    for (int i = 0; i < elements; i++) {
      close();
    }
    return this;
  }

  /** An element that never has content: {@code input}, {@code img}, {@code path}... */
  Html empty(String element, String... attributes) {
    start(element, attributes);
    out.append("/>");
    return this;
  }

  /** An element that holds text only. */
  Html element(String element, String text, String... attributes) {
    start(element, attributes);
    out.append('>');
    escape(text, out);
    out.append("</").append(element).append('>');
    return this;
  }

  Html text(String text) {
    escape(text, out);
    return this;
  }

  /** A link, or its text alone where the address is not one of the web. */
  Html link(String address, String text, String... attributes) {
    if (!isWebAddress(address)) {
      return text(text);
    }
    String[] all = new String[attributes.length + 2];
    all[0] = "href";
    all[1] = address;
    System.arraycopy(attributes, 0, all, 2, attributes.length);
    return element("a", text, all);
  }

  /** Markup that another writer made. */
  Html add(Html other) {
    out.append(other.finish());
    return this;
  }

  /** Closes what is open and returns the text. */
  String finish() {
    while (!openElements.isEmpty()) {
      close();
    }
    return out.toString();
  }

  /** Whether an address leads to a page or a file: http, https, or relative to this page. */
  static boolean isWebAddress(String address) {
    String plain = address.strip().toLowerCase(Locale.ROOT);
    if (plain.startsWith("http://") || plain.startsWith("https://")) {
      return true;
    }
    int colon = plain.indexOf(':');
    int end = plain.indexOf('/');
    return !plain.isEmpty() && (colon < 0 || (end >= 0 && end < colon) || plain.startsWith("?"));
  }

  private void start(String element, String... attributes) {
    out.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1], out);
      out.append('"');
    }
  }

  /**
   * Escapes text for content and for attributes in quotes. Control characters and lone surrogates,
   * which HTML does not allow, become U+FFFD.
   */
  private static void escape(String text, StringBuilder out) {
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            case '\'' -> out.append("&#39;");
            default -> out.appendCodePoint(isAllowed(c) ? c : 0xFFFD);
          }
        });
  }

  private static boolean isAllowed(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c < 0x7F)
        || (c >= 0xA0 && c <= 0xD7FF && !turnsText(c))
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }

  /** Marks that reverse the order of what follows, with which a name can pass for another. */
  private static boolean turnsText(int c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  }
}
