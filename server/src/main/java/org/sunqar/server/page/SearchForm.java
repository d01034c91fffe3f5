// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The forms with which people search. A form without a script can only send each of its fields
 * under a name of its own, so that a box comes as four fields and empty fields come, too: {@link
 * #searchOf} makes the API's parameters of them.
 */
public final class SearchForm {

  /** Says that a query comes from a form; its value does not matter. */
  private static final String MARK = "form";

  private static final List<String> SIDES = List.of("west", "south", "east", "north");

  private SearchForm() {}

  /**
   * The query that a form stands for; empty for a query that does not come from a form.
   *
   * @param query percent-encoded, without the question mark
   */
  public static Optional<String> searchOf(String query) {
    Map<String, String> fields = new PageAddress("", "", query).parameters();
    if (!fields.containsKey(MARK)) {
      return Optional.empty();
    }
    Map<String, String> search = new LinkedHashMap<>(fields);
    search.remove(MARK);
    List<String> sides = SIDES.stream().map(side -> fields.getOrDefault(side, "").strip()).toList();
    if (sides.stream().anyMatch(side -> !side.isEmpty())) {
      search.put("bbox", String.join(",", sides));
    }
    String from = fields.getOrDefault("from", "").strip();
    String to = fields.getOrDefault("to", "").strip();
    if (!from.isEmpty() || !to.isEmpty()) {
      search.put("datetime", instant(from, "T00:00:00Z") + "/" + instant(to, "T23:59:59.999Z"));
    }
    SIDES.forEach(search::remove);
    search.remove("from");
    search.remove("to");
    List<String> parts = new ArrayList<>();
    search.forEach((name, value) -> {
      if (!value.isBlank()) {
        parts.add(Address.encoded(name) + "=" + Address.encoded(value.strip()));
      }
    });
    return Optional.of(String.join("&", parts));
  }

  private static String instant(String day, String time) {
    return day.isEmpty() ? ".." : day.matches("\\d{4}-\\d\\d-\\d\\d") ? day + time : day;
  }

  /** The form above a list of items. */
  static void items(Html html, PageAddress address, boolean ofAllCollections) {
    Map<String, String> now = address.parameters();
    open(html, address, now);
    box(html, now);
    times(html, now);
    html.open("div", "class", "fields");
    if (ofAllCollections) {
      field(
          html,
          "collections",
          "Collections",
          now.getOrDefault("collections", ""),
          "text",
          "Ids, separated by commas");
    }
    field(
        html,
        "filter",
        "Filter (CQL2)",
        now.getOrDefault("filter", ""),
        "text",
        "eo:cloud_cover < 20");
    html.open("div", "class", "field").element("label", "Order", "for", "sortby");
    html.open("select", "id", "sortby", "name", "sortby");
    String order = now.getOrDefault("sortby", "");
    option(html, "", "As given", order);
    option(html, "-datetime", "Newest first", order);
    option(html, "+datetime", "Oldest first", order);
    option(html, "+eo:cloud_cover", "Least cloud first", order);
    html.close(3);
    submit(html, address);
  }

  /** The form above a list of collections or records. */
  static void collections(Html html, PageAddress address) {
    Map<String, String> now = address.parameters();
    open(html, address, now);
    html.open("div", "class", "fields");
    field(html, "q", "Words", now.getOrDefault("q", ""), "search", "forest, landsat");
    html.close();
    box(html, now);
    times(html, now);
    submit(html, address);
  }

  private static void open(Html html, PageAddress address, Map<String, String> now) {
    html.open(
        "details",
        now.keySet().stream().anyMatch(name -> !name.equals("limit") && !name.equals("token"))
            ? new String[] {"class", "search", "open", "open"}
            : new String[] {"class", "search"});
    html.element("summary", "Search");
    html.open("form", "method", "get", "action", address.base() + address.path(), "role", "search");
    html.empty("input", "type", "hidden", "name", MARK, "value", "1");
  }

  private static void box(Html html, Map<String, String> now) {
    String[] sides = now.getOrDefault("bbox", "").split(",", -1);
    html.open("fieldset").element("legend", "Place (degrees)").open("div", "class", "fields");
    for (int i = 0; i < 4; i++) {
      String name = SIDES.get(i);
      String value = sides.length == 4 ? sides[i] : "";
      int limit = i % 2 == 0 ? 180 : 90;
      html.open("div", "class", "field")
          .element("label", Values.label(name), "for", name)
          .empty(
              "input",
              "type",
              "number",
              "step",
              "any",
              "min",
              Integer.toString(-limit),
              "max",
              Integer.toString(limit),
              "id",
              name,
              "name",
              name,
              "value",
              value)
          .close();
    }
    html.close(2);
  }

  private static void times(Html html, Map<String, String> now) {
    String[] ends = now.getOrDefault("datetime", "").split("/", -1);
    html.open("fieldset").element("legend", "Date").open("div", "class", "fields");
    field(html, "from", "From", day(ends[0]), "date", "");
    field(html, "to", "To", day(ends[ends.length - 1]), "date", "");
    html.close(2);
  }

  private static String day(String instant) {
    return instant.matches("\\d{4}-\\d\\d-\\d\\d.*") ? instant.substring(0, 10) : "";
  }

  private static void field(
      Html html, String name, String label, String value, String type, String hint) {
    html.open("div", "class", "field")
        .element("label", label, "for", name)
        .empty("input", "type", type, "id", name, "name", name, "value", value, "placeholder", hint)
        .close();
  }

  private static void option(Html html, String value, String text, String chosen) {
    if (value.equals(chosen) || value.equals("+" + chosen)) {
      html.element("option", text, "value", value, "selected", "selected");
    } else {
      html.element("option", text, "value", value);
    }
  }

  private static void submit(Html html, PageAddress address) {
    html.open("p", "class", "actions")
        .element("button", "Search", "type", "submit")
        .link(address.base() + address.path(), "Clear")
        .close(3);
  }
}
