// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** The records of the catalogue: a list of them, and one. */
final class RecordPages {

  private static final Set<String> ELSEWHERE = Set.of("title", "description", "type");

  private RecordPages() {}

  static String landing(PageAddress address, JsonNode document) {
    Html html = new Html();
    html.element("p", document.path("description").asText(), "class", "lead");
    html.open("p", "class", "actions")
        .link(
            address.at("/records/collections/catalogue/items"),
            "Browse the records",
            "class",
            "button")
        .link(address.at("/records/collections"), "Collections of records")
        .link(address.at("/records/conformance"), "Standards")
        .close();
    html.element("h2", "Connect a program").open("dl", "class", "ways");
    LandingPage.way(
        html,
        "QGIS",
        "Web › MetaSearch, a new service of the type OGC API – Records, with this address:",
        address.at("/records/collections/catalogue"));
    LandingPage.way(
        html,
        "Python",
        "With OWSLib:",
        "from owslib.ogcapi.records import Records\nrecords = Records("
            + com.fasterxml.jackson.databind.node.TextNode.valueOf(address.at("/records"))
            + ")\nprint(records.collection_items(\"catalogue\", q=\"landsat\"))");
    html.close();
    return Frame.of(address, "Catalogue records").around(html);
  }

  static String collections(PageAddress address, JsonNode document) {
    Html html = new Html();
    html.open("ul");
    for (JsonNode collection : document.path("collections")) {
      html.open("li")
          .link(Links.of(collection).find("self").orElse("?"), collection.path("title").asText())
          .close();
    }
    html.close();
    return Frame.of(address, "Collections of records", step(address)).around(html);
  }

  static String collection(PageAddress address, JsonNode collection) {
    Html html = new Html();
    html.element("p", collection.path("description").asText(), "class", "lead");
    html.open("p", "class", "actions");
    Links.of(collection)
        .find("items")
        .ifPresent(items -> html.link(items, "Browse the records", "class", "button"));
    html.close().open("figure");
    JsonNode bbox = collection.at("/extent/spatial/bbox/0");
    html.add(new LandMap(address, "Map of what all records cover").box(bbox).drawing()).close();
    return Frame.of(address, collection.path("title").asText(), step(address)).around(html);
  }

  static String list(PageAddress address, JsonNode document) {
    Html html = new Html();
    SearchForm.collections(html, address);
    JsonNode records = document.path("features");
    Paging.summary(html, document, records.size(), "record");
    html.open("ul", "class", "cards");
    for (JsonNode item : records) {
      JsonNode properties = item.path("properties");
      html.open("li", "class", "card").open("div", "class", "card-picture");
      html.add(
          new LandMap(address, "").geometry(item.path("geometry"), item.path("bbox")).drawing());
      html.close().open("div", "class", "card-text").open("h2");
      html.link(Links.of(item).find("self").orElse("?"), title(item)).close();
      html.element("p", Values.cut(properties.path("description").asText()));
      html.element("p", Values.days(item.at("/time/interval")), "class", "quiet").close(2);
    }
    html.close();
    Paging.links(html, document);
    return Frame.of(address, "Records", step(address)).around(html);
  }

  static String one(PageAddress address, JsonNode item) {
    JsonNode properties = item.path("properties");
    Html html = new Html();
    html.element("p", Values.cut(properties.path("description").asText()), "class", "lead");
    html.open("p", "class", "actions");
    for (JsonNode link : item.path("links")) {
      String rel = link.path("rel").asText();
      if (!Set.of("self", "alternate", "collection", "root").contains(rel)) {
        html.link(link.path("href").asText(), link.path("title").asText(rel));
      }
    }
    html.close().open("figure");
    html.add(
            new LandMap(address, "Map of the extent")
                .geometry(item.path("geometry"), item.path("bbox"))
                .drawing())
        .close();
    html.element("p", "Time: " + Values.days(item.at("/time/interval")));
    Values.facts(
        html,
        properties.properties().stream().filter(e -> !ELSEWHERE.contains(e.getKey())).toList());
    return Frame.of(
            address,
            title(item),
            step(address),
            new Frame.Step("Records", address.base() + parent(address.path())))
        .around(html);
  }

  private static Frame.Step step(PageAddress address) {
    return new Frame.Step("Catalogue records", address.at("/records"));
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  private static String title(JsonNode item) {
    return item.path("properties").path("title").asText(item.path("id").asText());
  }
}
