// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.server.http.Request;

/** Links in documents that the server makes. */
final class Links {

  /** Those that the server makes; such links of a document that comes in are dropped. */
  private static final Set<String> OWN =
      Set.of(
          "self",
          "root",
          "parent",
          "child",
          "item",
          "items",
          "collection",
          "data",
          "queryables",
          "http://www.opengis.net/def/rel/ogc/1.0/queryables",
          "aggregate",
          "aggregations",
          "next",
          "prev",
          "http://www.opengis.net/def/rel/ogc/1.0/map",
          "http://www.opengis.net/def/rel/ogc/1.0/tilesets-map",
          "http://www.opengis.net/def/rel/ogc/1.0/legend");

  private static final String AS_PAGE = "f=html";

  /** A template that is there when the server makes pictures. */
  static final String PICTURES = "/api/collections/{collection}/map";

  private Links() {}

  /** Adds links to the pictures of a collection or item, also as STAC's web map links. */
  static void addPictures(ArrayNode links, String address) {
    String ogc = "http://www.opengis.net/def/rel/ogc/1.0/";
    add(links, ogc + "map", address + "/map", "image/png", "A picture");
    add(links, ogc + "tilesets-map", address + "/map/tiles", "application/json", "Map tiles");
    add(links, ogc + "legend", address + "/legend", "application/json", "The legend");
    add(links, "tilejson", address + "/tilejson.json", "application/json", "Map tiles (TileJSON)");
    add(links, "xyz", address + "/xyz/{z}/{x}/{y}.png", "image/png", "Map tiles (XYZ)");
  }

  /** Whether a link of a document is one that the server makes. */
  static boolean isOwn(JsonNode link) {
    String rel = link.path("rel").asText();
    return OWN.contains(rel)
        || (rel.equals("alternate") && link.path("href").asText().endsWith(AS_PAGE));
  }

  /** Adds the link to the page for people that shows the same as the document of an address. */
  static void addPage(ArrayNode links, String address) {
    add(links, "alternate", page(address), "text/html", "This document as a page");
  }

  /** The address that was asked for, without what says in which form. */
  static String withoutForm(Request request) {
    StringBuilder address = new StringBuilder(request.selfWithoutParameters());
    char between = '?';
    for (Map.Entry<String, String> parameter : request.parameters().entrySet()) {
      if (!parameter.getKey().equals("f")) {
        address.append(between).append(Request.encode(parameter.getKey()));
        address.append('=').append(Request.encode(parameter.getValue()));
        between = '&';
      }
    }
    return address.toString();
  }

  /** The address of the page for people that shows the document of an address. */
  static String page(String address) {
    return address + (address.indexOf('?') < 0 ? "?" : "&") + AS_PAGE;
  }

  /** Adds a link and gives it back, for more fields. */
  static ObjectNode add(ArrayNode links, String rel, String href, String type, String title) {
    return add(links, rel, href, type).put("title", title);
  }

  static ObjectNode add(ArrayNode links, String rel, String href, String type) {
    return links.addObject().put("rel", rel).put("href", href).put("type", type);
  }

  /** What people call a collection. */
  static String title(Collection collection) {
    return Optional.ofNullable(collection.other().get("title"))
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .orElse(collection.id());
  }
}
