// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** A page of items: of one collection, or of a search over all of them. */
final class ItemsPage {

  /** More outlines than this only hide each other. */
  private static final int MAX_OUTLINES = 500;

  private ItemsPage() {}

  static String page(PageAddress address, JsonNode document) {
    List<String> steps = address.steps();
    boolean ofOne = steps.size() == 3 && steps.get(0).equals("collections");
    Html html = new Html();
    SearchForm.items(html, address, !ofOne);
    JsonNode items = document.path("features");
    Paging.summary(html, document, items.size(), "item");
    if (!items.isEmpty()) {
      table(html, address, items, !ofOne);
      Paging.links(html, document);
      map(html, address, items);
    }
    if (!ofOne) {
      return Frame.of(address, "Search").around(html);
    }
    String collection = steps.get(1);
    return Frame.of(
            address,
            "Items",
            new Frame.Step("Collections", address.at("/collections")),
            new Frame.Step(collection, address.at("/collections/" + Address.encoded(collection))))
        .around(html);
  }

  private static void table(Html html, PageAddress address, JsonNode items, boolean ofAll) {
    html.open("div", "class", "wide", "tabindex", "0").open("table", "class", "items");
    html.open("thead").open("tr");
    html.open("th", "scope", "col").element("span", "Picture", "class", "unseen").close();
    html.element("th", "Item", "scope", "col");
    if (ofAll) {
      html.element("th", "Collection", "scope", "col");
    }
    html.element("th", "Observed", "scope", "col")
        .element("th", "Cloud", "scope", "col", "class", "number")
        .element("th", "Platform", "scope", "col")
        .close(2);
    html.open("tbody");
    for (JsonNode item : items) {
      JsonNode properties = item.path("properties");
      html.open("tr").open("td", "class", "picture");
      Thumbnail.draw(html, item, address, 72);
      html.close().open("th", "scope", "row");
      html.link(self(address, item), item.path("id").asText()).close();
      if (ofAll) {
        html.element("td", item.path("collection").asText());
      }
      html.open("td").element("time", Values.observed(properties)).close();
      Optional<String> cloud = Values.percent(properties.path("eo:cloud_cover"));
      html.element("td", cloud.orElse("–"), "class", "number");
      html.element("td", properties.path("platform").asText("–")).close();
    }
    html.close(3);
  }

  private static String self(PageAddress address, JsonNode item) {
    return Links.of(item)
        .find("self")
        .orElseGet(() ->
            address.at(
                "/collections/"
                    + Address.encoded(item.path("collection").asText())
                    + "/items/"
                    + Address.encoded(item.path("id").asText())));
  }

  private static void map(Html html, PageAddress address, JsonNode items) {
    LandMap map = new LandMap(address, "Map of the outlines of the items on this page");
    int drawn = 0;
    for (JsonNode item : items) {
      if (drawn++ == MAX_OUTLINES) {
        break;
      }
      map.geometry(item.path("geometry"), item.path("bbox"));
    }
    html.element("h2", "Where they are").open("figure").add(map.drawing()).close();
  }
}
