// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Writes one SVG drawing as text that can stand inside an HTML page and is well-formed XML. Text
 * and attribute values are escaped here; numbers are written with at most two decimals, so the same
 * input always gives the same bytes. Styling is by CSS class, in the page's style sheet.
 */
final class Svg {

  private final StringBuilder out = new StringBuilder(1 << 14);
  private static final Pattern RIGHT_TO_LEFT = Pattern.compile("\\p{IsArabic}");

  private final Deque<String> openElements = new ArrayDeque<>();

  /**
   * Starts a drawing.
   *
   * @param width of the view box; the page scales the drawing to its column
   * @param height of the view box
   * @param cssClass for the page's style sheet
   * @param description what a reader who cannot see the drawing should know
   */
  Svg(double width, double height, String cssClass, String description) {
    open(
        "svg",
        "viewBox",
        "0 0 " + number(width) + " " + number(height),
        "class",
        cssClass,
        "role",
        "img",
        "aria-label",
        description);
    newline();
  }

  /** Opens an element; attributes are name, value, name, value. Close it with {@link #close()}. */
  Svg open(String element, Object... attributes) {
    start(element, attributes);
    out.append('>');
    openElements.push(element);
    return this;
  }

  /** Opens a group with a CSS class. */
  Svg group(String cssClass) {
    return open("g", "class", cssClass);
  }

  Svg close() {
    out.append("</").append(openElements.pop()).append('>');
    return newline();
  }

  /** An element without content. */
  Svg element(String element, Object... attributes) {
    start(element, attributes);
    out.append("/>");
    return newline();
  }

  /** An element that holds text only. */
  Svg content(String element, String text, Object... attributes) {
    start(element, attributes);
    out.append('>').append(Markup.escape(text)).append("</").append(element).append('>');
    return newline();
  }

  Svg line(double x1, double y1, double x2, double y2, String cssClass) {
    return element("line", "x1", x1, "y1", y1, "x2", x2, "y2", y2, "class", cssClass);
  }

  Svg rect(double x, double y, double width, double height, String cssClass) {
    return element("rect", "x", x, "y", y, "width", width, "height", height, "class", cssClass);
  }

  Svg circle(double x, double y, double radius, String cssClass) {
    return element("circle", "cx", x, "cy", y, "r", radius, "class", cssClass);
  }

  Svg path(CharSequence data, String cssClass) {
    return data.isEmpty() ? this : element("path", "d", data, "class", cssClass);
  }

  Svg text(double x, double y, String text, String cssClass) {
    // drawings run from left to right in all languages; a text keeps the direction of its own
    String isolated = RIGHT_TO_LEFT.matcher(text).find() ? "\u2067" + text + "\u2069" : text;
    return content("text", isolated, "x", x, "y", y, "class", cssClass);
  }

  /** A picture inside the drawing, as a data URI. */
  Svg image(double x, double y, double width, double height, Picture picture) {
    return element(
        "image",
        "x",
        x,
        "y",
        y,
        "width",
        width,
        "height",
        height,
        "preserveAspectRatio",
        "none",
        "href",
        picture.dataUri());
  }

  /** Closes what is open and returns the drawing. */
  String finish() {
    while (!openElements.isEmpty()) {
      close();
    }
    return out.toString();
  }

  /** A number with at most two decimals, no trailing zeros, no exponent. */
  static String number(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a drawing cannot hold the coordinate " + value);
    }
    long hundredths = Math.round(value * 100);
    if (hundredths % 100 == 0) {
      return Long.toString(hundredths / 100);
    }
    return String.format(Locale.ROOT, hundredths % 10 == 0 ? "%.1f" : "%.2f", hundredths / 100.0);
  }

  private void start(String element, Object... attributes) {
    out.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      String value =
          attributes[i + 1] instanceof Number n
              ? number(n.doubleValue())
              : Markup.escape(attributes[i + 1].toString());
      out.append(' ').append(attributes[i]).append("=\"").append(value).append('"');
    }
  }

  private Svg newline() {
    out.append('\n');
    return this;
  }
}
