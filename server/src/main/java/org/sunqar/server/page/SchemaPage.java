// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** A JSON schema of names as a table: what can be filtered by, or sorted by. */
final class SchemaPage {

  private SchemaPage() {}

  static String page(PageAddress address, JsonNode schema, String title, String lead) {
    Html html = new Html();
    html.element("p", lead, "class", "lead");
    html.open("div", "class", "wide", "tabindex", "0").open("table").open("thead").open("tr");
    for (String head : List.of("Name", "Type", "Meaning")) {
      html.element("th", head, "scope", "col");
    }
    html.close(2).open("tbody");
    for (Map.Entry<String, JsonNode> entry : schema.path("properties").properties()) {
      JsonNode property = entry.getValue();
      html.open("tr").open("th", "scope", "row").element("code", entry.getKey()).close();
      html.element("td", type(property)).open("td");
      String meaning = property.path("title").asText();
      String more = property.path("description").asText();
      html.text(meaning.isEmpty() ? more : more.isEmpty() ? meaning : meaning + ": " + more);
      if (property.path("enum").isArray()) {
        html.text(" One of ");
        Values.value(html, property.path("enum"), 0);
      }
      html.close(2);
    }
    html.close(3);
    if (schema.path("additionalProperties").asBoolean(false)) {
      html.element("p", "Other properties of items can be named, too.");
    }
    List<String> steps = address.steps();
    if (steps.size() < 3) {
      return Frame.of(address, title).around(html);
    }
    String collection = steps.get(1);
    return Frame.of(
            address,
            title,
            new Frame.Step("Collections", address.at("/collections")),
            new Frame.Step(collection, address.at("/collections/" + Address.encoded(collection))))
        .around(html);
  }

  private static String type(JsonNode property) {
    String format = property.path("format").asText();
    JsonNode type = property.path("type");
    if (type.isTextual()) {
      return format.isEmpty() ? type.textValue() : format;
    }
    if (!format.isEmpty()) {
      return format.startsWith("geometry") ? "geometry" : format;
    }
    return property.path("$ref").asText().contains("geojson.org") ? "geometry" : "any";
  }
}
