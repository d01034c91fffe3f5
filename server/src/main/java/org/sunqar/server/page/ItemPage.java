// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One item: what it shows, its files, and how to open them. */
final class ItemPage {

  /** What the page says elsewhere, or is of use to programs only. */
  private static final Set<String> ELSEWHERE =
      Set.of("datetime", "start_datetime", "end_datetime", "proj:projjson", "proj:wkt2", "title");

  private ItemPage() {}

  static String page(PageAddress address, JsonNode item) {
    JsonNode properties = item.path("properties");
    String collection = item.path("collection").asText();
    Html html = new Html();
    html.open("p", "class", "lead").text("Observed ").element("time", Values.observed(properties));
    Values.percent(properties.path("eo:cloud_cover")).ifPresent(c -> html.text(", cloud " + c));
    html.close();
    html.open("div", "class", "beside").open("figure");
    html.add(
        new LandMap(address, "Map of the outline: " + Values.box(item.path("bbox")))
            .geometry(item.path("geometry"), item.path("bbox"))
            .drawing());
    html.element("figcaption", Values.box(item.path("bbox"))).close();
    Optional<String> picture = Thumbnail.address(item, address);
    picture.ifPresent(src ->
        html.open("figure", "class", "preview")
            .empty("img", "src", src, "alt", "Picture of the scene")
            .close());
    html.close();
    assets(html, address, item.path("assets"));
    open(html, item.path("assets"));
    html.element("h2", "Properties");
    Values.facts(
        html,
        properties.properties().stream().filter(e -> !ELSEWHERE.contains(e.getKey())).toList());
    links(html, address, item);
    String title = properties.path("title").asText();
    return Frame.of(
            address,
            title.isBlank() ? item.path("id").asText() : title,
            new Frame.Step("Collections", address.at("/collections")),
            new Frame.Step(collection, address.at("/collections/" + Address.encoded(collection))),
            new Frame.Step(
                "Items", address.at("/collections/" + Address.encoded(collection) + "/items")))
        .around(html);
  }

  static void assets(Html html, PageAddress address, JsonNode assets) {
    if (assets.isEmpty()) {
      return;
    }
    html.element("h2", "Files").open("div", "class", "wide", "tabindex", "0").open("table");
    html.open("thead").open("tr");
    for (String head : List.of("File", "Title", "Format", "Roles")) {
      html.element("th", head, "scope", "col");
    }
    html.element("th", "Size", "scope", "col", "class", "number").close(2).open("tbody");
    for (Map.Entry<String, JsonNode> entry : assets.properties()) {
      JsonNode asset = entry.getValue();
      html.open("tr").open("th", "scope", "row");
      String href = asset.path("href").asText();
      if (href.startsWith(address.base() + "/")) {
        html.link(href, entry.getKey(), "download", "");
      } else {
        html.link(href, entry.getKey(), "rel", "noreferrer");
      }
      html.close().element("td", title(entry.getKey(), asset));
      html.element("td", format(asset.path("type").asText()), "title", asset.path("type").asText());
      html.open("td");
      Values.value(html, asset.path("roles"), 0);
      html.close();
      JsonNode size = asset.path("file:size");
      html.element(
          "td", size.isIntegralNumber() ? Values.size(size.longValue()) : "–", "class", "number");
      html.close();
    }
    html.close(3);
  }

  private static String title(String key, JsonNode asset) {
    String title = asset.path("title").asText();
    if (!title.isBlank() && !title.equals(key)) {
      return title;
    }
    StringBuilder bands = new StringBuilder();
    for (JsonNode band : asset.path("bands")) {
      String name = band.path("eo:common_name").asText(band.path("name").asText());
      bands.append(bands.isEmpty() ? "" : ", ").append(name);
    }
    return bands.toString();
  }

  /** A media type as people call it. */
  static String format(String type) {
    if (type.startsWith("image/tiff")) {
      return type.contains("cloud-optimized") ? "COG" : "GeoTIFF";
    }
    return switch (type.split(";", 2)[0].strip()) {
      case "image/png" -> "PNG";
      case "image/jpeg" -> "JPEG";
      case "image/webp" -> "WebP";
      case "image/jp2" -> "JPEG 2000";
      case "application/json", "application/geo+json" -> "JSON";
      case "application/xml", "text/xml" -> "XML";
      case "text/plain" -> "Text";
      case "" -> "–";
      default -> type;
    };
  }

  private static void open(Html html, JsonNode assets) {
    for (JsonNode asset : assets) {
      String href = asset.path("href").asText();
      if (asset.path("type").asText().startsWith("image/tiff") && href.startsWith("http")) {
        html.element("h2", "Open it elsewhere").open("dl", "class", "ways");
        LandingPage.way(
            html,
            "QGIS",
            "Layer › Add Layer › Add Raster Layer, Protocol HTTP(S), with this address:",
            href);
        LandingPage.way(
            html,
            "GDAL",
            "Reads only the parts that it needs:",
            "gdalinfo " + Command.quoted("/vsicurl/" + href));
        html.close();
        return;
      }
    }
  }

  private static void links(Html html, PageAddress address, JsonNode item) {
    Html list = new Html();
    boolean any = false;
    list.open("ul");
    for (JsonNode link : item.path("links")) {
      String href = link.path("href").asText();
      if (!href.equals(address.base()) && !href.startsWith(address.base() + "/")) {
        list.open("li")
            .link(href, link.path("title").asText(link.path("rel").asText()), "rel", "noreferrer");
        list.element("span", " (" + link.path("rel").asText() + ")", "class", "quiet").close();
        any = true;
      }
    }
    list.close();
    if (any) {
      html.element("h2", "See also").add(list);
    }
  }
}
