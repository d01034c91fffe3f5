// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Documents that need no page of their own kind. */
final class DocumentPage {

  private DocumentPage() {}

  /** The conformance classes, standard by standard. */
  static String conformance(PageAddress address, JsonNode document) {
    Map<String, Html> standards = new TreeMap<>();
    for (JsonNode uri : document.path("conformsTo")) {
      standards
          .computeIfAbsent(standard(uri.asText()), _ -> new Html().open("ul"))
          .open("li")
          .element("code", uri.asText())
          .close();
    }
    Html html = new Html();
    html.element("p", "What programs can rely on at this address.", "class", "lead");
    standards.forEach((name, list) -> html.element("h2", name).add(list));
    return Frame.of(address, "Standards").around(html);
  }

  private static String standard(String uri) {
    if (uri.startsWith("https://api.stacspec.org/")) {
      return "STAC API";
    }
    Map<String, String> names =
        Map.of(
            "ogcapi-features-1", "OGC API – Features – Part 1: Core",
            "ogcapi-features-2", "OGC API – Features – Part 2: Coordinate Reference Systems",
            "ogcapi-features-3", "OGC API – Features – Part 3: Filtering",
            "ogcapi-features-4", "OGC API – Features – Part 4: Create, Replace, Update, Delete",
            "ogcapi-common-1", "OGC API – Common – Part 1: Core",
            "ogcapi-common-2", "OGC API – Common – Part 2: Geospatial Data",
            "ogcapi-records-1", "OGC API – Records – Part 1: Core",
            "cql2", "Common Query Language (CQL2)");
    String[] parts = uri.split("/spec/", 2);
    String key = parts.length == 2 ? parts[1].split("/", 2)[0].toLowerCase(Locale.ROOT) : "";
    return names.getOrDefault(key, "Others");
  }

  /** A document without a page of its own, as names and values. */
  static String any(PageAddress address, JsonNode document, String title) {
    Html html = new Html();
    Values.facts(
        html, document.properties().stream().filter(e -> !e.getKey().equals("links")).toList());
    return Frame.of(address, title).around(html);
  }

  /** What filters can call. */
  static String functions(PageAddress address, JsonNode document) {
    Html html = new Html();
    html.element(
        "p", "What the filter of a search may call beyond the operators of CQL2.", "class", "lead");
    html.open("div", "class", "wide", "tabindex", "0").open("table").open("thead").open("tr");
    for (String head : List.of("Function", "Meaning", "Gives")) {
      html.element("th", head, "scope", "col");
    }
    html.close(2).open("tbody");
    for (JsonNode function : document.path("functions")) {
      StringBuilder call = new StringBuilder(function.path("name").asText()).append('(');
      for (JsonNode argument : function.path("arguments")) {
        call.append(call.charAt(call.length() - 1) == '(' ? "" : ", ");
        call.append(argument.path("title").asText());
      }
      html.open("tr").open("th", "scope", "row").element("code", call + ")").close();
      html.element("td", function.path("description").asText());
      html.element("td", function.path("returns").path(0).asText()).close();
    }
    html.close(3);
    return Frame.of(address, "Functions").around(html);
  }

  /** What the items that were asked for come to, as tables. */
  static String aggregations(PageAddress address, JsonNode document) {
    Html html = new Html();
    for (JsonNode aggregation : document.path("aggregations")) {
      String name = aggregation.path("name").asText();
      html.element("h2", Values.label(name));
      JsonNode buckets = aggregation.path("buckets");
      if (!buckets.isArray()) {
        html.open("p");
        Values.value(
            html,
            aggregation.has("value") ? aggregation.get("value") : aggregation.path("data_type"),
            0);
        html.close();
        continue;
      }
      html.open("div", "class", "wide", "tabindex", "0").open("table").open("thead").open("tr");
      for (String head : List.of("Value", "Items")) {
        html.element("th", head, "scope", "col");
      }
      html.close(2).open("tbody");
      for (JsonNode bucket : buckets) {
        html.open("tr").element("th", bucket.path("key").asText(), "scope", "row");
        html.element("td", bucket.path("frequency").asText(), "class", "number").close();
      }
      html.close(3);
    }
    return Frame.of(address, "Aggregation").around(html);
  }
}
