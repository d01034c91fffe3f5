// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import org.sunqar.catalog.stac.Collection;

/** Links in documents that the server makes. */
final class Links {

  /** Those that the server makes; such links of a document that comes in are dropped. */
  static final Set<String> OWN =
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
          "prev");

  private Links() {}

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
