// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The list of collections, and one of them. */
final class CollectionPages {

  /** What the page says elsewhere, or is of use to programs only. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "type",
          "stac_version",
          "stac_extensions",
          "id",
          "title",
          "description",
          "license",
          "extent",
          "links",
          "summaries",
          "keywords",
          "providers",
          "assets",
          "item_assets",
          "crs",
          "storageCrs",
          "itemType");

  private CollectionPages() {}

  static String list(PageAddress address, JsonNode document) {
    Html html = new Html();
    SearchForm.collections(html, address);
    JsonNode collections = document.path("collections");
    Paging.summary(html, document, collections.size(), "collection");
    LandMap map = new LandMap(address, "The land that the collections on this page cover");
    html.open("ul", "class", "cards");
    for (JsonNode collection : collections) {
      JsonNode bbox = collection.path("extent").path("spatial").path("bbox").path(0);
      map.box(bbox);
      card(html, address, collection);
    }
    html.close();
    Paging.links(html, document);
    if (!collections.isEmpty()) {
      html.element("h2", "Where they are").open("figure").add(map.drawing()).close();
    }
    return Frame.of(address, "Collections").around(html);
  }

  private static void card(Html html, PageAddress address, JsonNode collection) {
    JsonNode extent = collection.path("extent");
    html.open("li", "class", "card").open("div", "class", "card-picture");
    Optional<String> picture = Thumbnail.address(collection, address);
    JsonNode bbox = extent.path("spatial").path("bbox").path(0);
    if (picture.isPresent()) {
      html.empty("img", "src", picture.get(), "alt", "", "loading", "lazy");
    } else {
      html.add(new LandMap(address, "").box(bbox).drawing());
    }
    html.close().open("div", "class", "card-text").open("h2");
    html.link(Links.of(collection).find("self").orElse("?"), title(collection)).close();
    html.element("p", firstParagraph(collection.path("description").asText()));
    html.open("p", "class", "quiet")
        .text(Values.days(extent.path("temporal").path("interval").path(0)))
        .close(3);
  }

  static String one(PageAddress address, JsonNode collection) {
    Html html = new Html();
    for (String paragraph : collection.path("description").asText().split("\n\\s*\n", 40)) {
      html.element("p", Values.cut(paragraph), "class", "lead");
    }
    JsonNode bbox = collection.path("extent").path("spatial").path("bbox").path(0);
    Links links = Links.of(collection);
    html.open("p", "class", "actions");
    links.find("items").ifPresent(items -> html.link(items, "Browse the items", "class", "button"));
    links
        .find("http://www.opengis.net/def/rel/ogc/1.0/queryables")
        .ifPresent(queryables -> html.link(queryables, "What can be searched for"));
    html.close();
    html.open("div", "class", "beside").open("figure");
    html.add(new LandMap(address, "Map of the extent: " + Values.box(bbox)).box(bbox).drawing());
    html.close().open("dl", "class", "facts");
    fact(html, "Identifier", new TextNode(collection.path("id").asText()));
    fact(html, "Observed", new TextNode(Values.days(collection.at("/extent/temporal/interval/0"))));
    fact(html, "Extent", new TextNode(Values.box(bbox)));
    fact(html, "Licence", collection.path("license"));
    fact(html, "Keywords", collection.path("keywords"));
    html.close(2);
    providers(html, collection.path("providers"));
    bands(html, collection.path("item_assets"));
    part(html, "What is in it", collection.path("summaries").properties());
    ItemPage.assets(html, address, collection.path("assets"));
    part(
        html,
        "More",
        collection.properties().stream().filter(e -> !ELSEWHERE.contains(e.getKey())).toList());
    connect(html, address, collection);
    return Frame.of(
            address, title(collection), new Frame.Step("Collections", address.at("/collections")))
        .around(html);
  }

  private static void providers(Html html, JsonNode providers) {
    if (providers.isEmpty()) {
      return;
    }
    html.element("h2", "Who made it").open("ul");
    for (JsonNode provider : providers) {
      html.open("li").link(provider.path("url").asText(), provider.path("name").asText());
      StringBuilder roles = new StringBuilder();
      provider
          .path("roles")
          .forEach(r -> roles.append(roles.isEmpty() ? "" : ", ").append(r.asText()));
      html.element("span", roles.isEmpty() ? "" : " (" + roles + ")", "class", "quiet").close();
    }
    html.close();
  }

  /** The files that its items have. */
  private static void bands(Html html, JsonNode assets) {
    if (assets.isEmpty()) {
      return;
    }
    html.element("h2", "Files of its items")
        .open("div", "class", "wide", "tabindex", "0")
        .open("table");
    html.open("thead").open("tr");
    for (String head : List.of("Asset", "Title", "Type", "Roles")) {
      html.element("th", head, "scope", "col");
    }
    html.close(2).open("tbody");
    for (Map.Entry<String, JsonNode> asset : assets.properties()) {
      html.open("tr").element("th", asset.getKey(), "scope", "row");
      html.element("td", asset.getValue().path("title").asText());
      html.element("td", asset.getValue().path("type").asText());
      html.open("td");
      Values.value(html, asset.getValue().path("roles"), 0);
      html.close(2);
    }
    html.close(3);
  }

  private static void part(
      Html html, String title, java.util.Collection<Map.Entry<String, JsonNode>> fields) {
    if (!fields.isEmpty()) {
      html.element("h2", title);
      Values.facts(html, fields);
    }
  }

  private static void fact(Html html, String name, JsonNode value) {
    if (value.isMissingNode() || value.asText("-").isEmpty()) {
      return;
    }
    html.open("div").element("dt", name).open("dd");
    Values.value(html, value, 0);
    html.close(2);
  }

  private static void connect(Html html, PageAddress address, JsonNode collection) {
    String id = collection.path("id").asText();
    html.element("h2", "Open it elsewhere").open("dl", "class", "ways");
    LandingPage.way(
        html,
        "QGIS",
        "Layer › Add Layer › Add WFS / OGC API – Features Layer, with this address, then \""
            + title(collection)
            + "\":",
        address.base());
    LandingPage.way(
        html,
        "GDAL",
        "The outlines, with their properties:",
        "ogrinfo -al -so " + Command.quoted("OAPIF:" + address.base()) + " " + Command.quoted(id));
    LandingPage.way(
        html,
        "GDAL",
        "The pictures, as one mosaic for each asset:",
        "gdalinfo "
            + Command.quoted(
                "STACIT:\"" + address.at("/search?collections=" + Address.encoded(id)) + "\""));
    LandingPage.way(
        html,
        "Python",
        "With pystac-client:",
        "from pystac_client import Client\ncatalog = Client.open("
            + TextNode.valueOf(address.base())
            + ")\nsearch = catalog.search(collections=["
            + TextNode.valueOf(id)
            + "], max_items=10)\nfor item in search.items():\n    print(item.id, item.datetime)");
    html.close();
  }

  static String title(JsonNode collection) {
    String title = collection.path("title").asText();
    return title.isBlank() ? collection.path("id").asText() : title;
  }

  private static String firstParagraph(String description) {
    String first = description.strip().split("\n", 2)[0];
    if (first.length() <= 220) {
      return first;
    }
    int space = first.lastIndexOf(' ', 220);
    return first.substring(0, space > 100 ? space : 220).strip() + "…";
  }
}
