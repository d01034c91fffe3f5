// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * A STAC link.
 *
 * @param rel what the target is to this document: {@code self}, {@code collection}, ...
 * @param href where it is: a URI or a reference relative to this document
 * @param other all other fields as they were read ({@code type}, {@code title}, ...)
 */
public record Link(String rel, String href, Map<String, JsonNode> other) {

  public Link {
    other = Json.copy(other);
  }

  public static Link of(String rel, String href) {
    return new Link(rel, href, Map.of());
  }

  static Link fromJson(ObjectNode json) {
    return new Link(
        Json.string(json, "rel"),
        Json.string(json, "href"),
        Json.fieldsBut(json, List.of("rel", "href")));
  }

  ObjectNode toJson() {
    ObjectNode json = Json.object().put("rel", rel).put("href", href);
    other.forEach(json::set);
    return json;
  }
}
