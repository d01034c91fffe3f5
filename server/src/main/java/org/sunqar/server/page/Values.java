// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** JSON values as people read them. */
final class Values {

  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

  /** Deeper than this, JSON is shown as it is. */
  private static final int MAX_DEPTH = 4;

  /** Longer lists and objects are cut (elements). */
  private static final int MAX_ELEMENTS = 200;

  private static final int MAX_TEXT = 2000;

  private Values() {}

  /** An instant of RFC 3339 to the minute in UTC, or the text as it is. */
  static String time(String text) {
    try {
      return MINUTES.format(OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC))
          + " UTC";
    } catch (DateTimeException e) {
      return text;
    }
  }

  /** The day of an instant of RFC 3339, or the text as it is. */
  static String day(String text) {
    return time(text).replaceFirst(" \\d\\d:\\d\\d UTC$", "");
  }

  /** From when to when, in days; either end may be open. */
  static String days(JsonNode interval) {
    JsonNode start = interval.path(0);
    JsonNode end = interval.path(1);
    String from = start.isTextual() ? day(start.textValue()) : "";
    String to = end.isTextual() ? day(end.textValue()) : "";
    if (from.isEmpty() && to.isEmpty()) {
      return "not known";
    }
    return from.equals(to)
        ? from
        : (from.isEmpty() ? "…" : from) + " – " + (to.isEmpty() ? "now" : to);
  }

  /** When an item was observed: an instant, or from when to when. */
  static String observed(JsonNode properties) {
    JsonNode datetime = properties.path("datetime");
    if (datetime.isTextual()) {
      return time(datetime.textValue());
    }
    return day(properties.path("start_datetime").asText("…"))
        + " – "
        + day(properties.path("end_datetime").asText("…"));
  }

  /** A size of a file: {@code 1.4 MB}. */
  static String size(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    String[] units = {"kB", "MB", "GB", "TB", "PB", "EB"};
    double value = bytes;
    int unit = -1;
    while (value >= 999.5) {
      value /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, value < 9.95 ? "%.1f %s" : "%.0f %s", value, units[unit]);
  }

  /** A number as short as it can be: no trailing zeros, at most six decimals. */
  static String number(JsonNode value) {
    if (value.isIntegralNumber()) {
      return value.asText();
    }
    double number = value.doubleValue();
    if (number != 0 && (Math.abs(number) < 1e-4 || Math.abs(number) >= 1e15)) {
      return value.asText();
    }
    return new java.math.BigDecimal(number)
        .setScale(6, java.math.RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }

  /** West, south, east and north in degrees. */
  static String box(JsonNode bbox) {
    if (bbox.size() != 4 && bbox.size() != 6) {
      return "not known";
    }
    int half = bbox.size() / 2;
    return String.format(
        Locale.ROOT,
        "%s to %s, %s to %s",
        degrees(bbox.path(0).asDouble(), "E", "W"),
        degrees(bbox.path(half).asDouble(), "E", "W"),
        degrees(bbox.path(1).asDouble(), "N", "S"),
        degrees(bbox.path(half + 1).asDouble(), "N", "S"));
  }

  private static String degrees(double value, String positive, String negative) {
    String number = String.format(Locale.ROOT, "%.2f", Math.abs(value));
    return number + "° " + (value < 0 ? negative : positive);
  }

  /** A share of 100. */
  static Optional<String> percent(JsonNode value) {
    return value.isNumber()
        ? Optional.of(String.format(Locale.ROOT, "%.0f %%", value.doubleValue()))
        : Optional.empty();
  }

  /** The name of a value of the catalogue, for people: {@code eo:cloud_cover} is "Cloud cover". */
  static String label(String name) {
    int colon = name.lastIndexOf(':');
    String plain = name.substring(colon + 1).replace('_', ' ').replace('-', ' ').strip();
    if (plain.isEmpty()) {
      return name;
    }
    String prefix = colon > 0 ? name.substring(0, colon) : "";
    String upper =
        plain.length() <= 4 && plain.matches("epsg|gsd|id|uri|url")
            ? plain.toUpperCase(Locale.ROOT)
            : "";
    String words =
        upper.isEmpty() ? Character.toUpperCase(plain.charAt(0)) + plain.substring(1) : upper;
    return prefix.equals("proj") ? "Projection " + plain : words;
  }

  /** A list of names and values. Those of no use to people are to be taken out before. */
  static void facts(Html html, Iterable<Map.Entry<String, JsonNode>> fields) {
    html.open("dl", "class", "facts");
    for (Map.Entry<String, JsonNode> field : fields) {
      html.open("div").open("dt").text(label(field.getKey())).text(" ");
      if (!label(field.getKey()).equalsIgnoreCase(field.getKey())) {
        html.element("code", field.getKey());
      }
      html.close().open("dd");
      value(html, field.getValue(), 0);
      html.close(2);
    }
    html.close();
  }

  static void value(Html html, JsonNode value, int depth) {
    switch (value.getNodeType()) {
      case STRING -> text(html, value.textValue());
      case NUMBER -> html.text(number(value));
      case BOOLEAN -> html.text(value.booleanValue() ? "yes" : "no");
      case NULL, MISSING -> html.element("span", "none", "class", "quiet");
      case ARRAY -> list(html, value, depth);
      case OBJECT -> object(html, value, depth);
      default -> html.text(cut(value.toString()));
    }
  }

  private static void text(Html html, String text) {
    if (text.startsWith("https://") || text.startsWith("http://")) {
      html.link(text, cut(text), "rel", "noreferrer");
    } else if (text.matches("\\d{4}-\\d\\d-\\d\\dT.{5,30}")) {
      html.element("time", time(text), "datetime", text);
    } else {
      html.text(cut(text));
    }
  }

  private static void list(Html html, JsonNode list, int depth) {
    if (list.isEmpty()) {
      html.element("span", "none", "class", "quiet");
      return;
    }
    boolean plain = true;
    for (JsonNode element : list) {
      plain &= element.isValueNode() && element.asText().length() <= 60;
    }
    if (plain) {
      List<String> texts = new ArrayList<>();
      for (JsonNode element : list) {
        texts.add(element.isNumber() ? number(element) : element.asText());
        if (texts.size() == MAX_ELEMENTS) {
          texts.add("… " + list.size() + " in all");
          break;
        }
      }
      html.text(String.join(", ", texts));
    } else if (depth >= MAX_DEPTH) {
      html.element("code", cut(list.toString()));
    } else {
      html.open("ul");
      int shown = 0;
      for (JsonNode element : list) {
        html.open("li");
        if (shown++ == MAX_ELEMENTS) {
          html.text("… " + list.size() + " in all").close();
          break;
        }
        value(html, element, depth + 1);
        html.close();
      }
      html.close();
    }
  }

  private static void object(Html html, JsonNode object, int depth) {
    if (object.isEmpty()) {
      html.element("span", "none", "class", "quiet");
    } else if (depth >= MAX_DEPTH) {
      html.element("code", cut(object.toString()));
    } else if (object.size() == 2 && object.has("minimum") && object.has("maximum")) {
      value(html, object.get("minimum"), depth + 1);
      html.text(" – ");
      value(html, object.get("maximum"), depth + 1);
    } else {
      html.open("dl", "class", "nested");
      int shown = 0;
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        html.open("div");
        if (shown++ == MAX_ELEMENTS) {
          html.element("dt", "…").element("dd", object.size() + " in all").close();
          break;
        }
        html.element("dt", field.getKey()).open("dd");
        value(html, field.getValue(), depth + 1);
        html.close(2);
      }
      html.close();
    }
  }

  static String cut(String text) {
    if (text.length() <= MAX_TEXT) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MAX_TEXT - 1)) ? MAX_TEXT - 1 : MAX_TEXT;
    return text.substring(0, end) + "…";
  }
}
