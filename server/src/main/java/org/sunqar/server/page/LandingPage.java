// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The first page: what is here, and how to connect. */
final class LandingPage {

  /** A way in: a relation of the landing page's links, and what it is for people. */
  private record Door(String path, String title, String text) {}

  private static final List<Door> DOORS =
      List.of(
          new Door("/collections", "Collections", "Scenes and products that belong together."),
          new Door("/search", "Search", "Find scenes by place, date and properties."),
          new Door("/records", "Catalogue records", "One record for each collection."),
          new Door("/openapi", "API documentation", "Every address, parameter and answer."),
          new Door("/queryables", "Queryables", "What filters may ask for."),
          new Door("/functions", "Functions", "What filters may call."),
          new Door("/conformance", "Standards", "The conformance classes that hold here."));

  private LandingPage() {}

  static String page(PageAddress address, JsonNode document) {
    Html html = new Html();
    html.element("p", document.path("description").asText(), "class", "lead");
    html.open("ul", "class", "doors");
    for (Door door : DOORS) {
      if (isLinked(document, address.at(door.path()))) {
        html.open("li")
            .open("a", "href", address.at(door.path()))
            .element("strong", door.title())
            .element("span", door.text())
            .close(2);
      }
    }
    html.close();
    collections(html, document);
    connect(html, address);
    return new Frame(address, document.path("title").asText("Sunqar"), List.of()).around(html);
  }

  private static boolean isLinked(JsonNode document, String address) {
    for (JsonNode link : document.path("links")) {
      if (link.path("href").asText().equals(address)) {
        return true;
      }
    }
    return false;
  }

  private static void collections(Html html, JsonNode document) {
    Html list = new Html();
    boolean any = false;
    list.open("ul", "class", "columns");
    for (JsonNode link : document.path("links")) {
      if (link.path("rel").asText().equals("child")) {
        String href = link.path("href").asText();
        list.open("li").link(href, link.path("title").asText(href)).close();
        any = true;
      }
    }
    list.close();
    if (any) {
      html.element("h2", "Collections").add(list);
    }
  }

  private static void connect(Html html, PageAddress address) {
    html.element("h2", "Connect a program");
    html.open("dl", "class", "ways");
    way(
        html,
        "QGIS",
        "Layer › Add Layer › Add WFS / OGC API – Features Layer, with this address:",
        address.base());
    way(html, "GDAL", "List the collections:", "ogrinfo OAPIF:" + address.base());
    way(
        html,
        "Python",
        "With pystac-client:",
        "from pystac_client import Client\ncatalog = Client.open(\""
            + address.base()
            + "\")\nfor item in catalog.search(max_items=10).items():\n    print(item.id, item.datetime)");
    html.close();
  }

  static void way(Html html, String program, String words, String command) {
    html.open("div").element("dt", program).open("dd").element("p", words);
    Command.block(html, command);
    html.close(2);
  }
}
