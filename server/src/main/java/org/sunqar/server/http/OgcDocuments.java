// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What an OGC API that stands beside the STAC API, below an address of its own, answers with. */
public final class OgcDocuments {

  private OgcDocuments() {}

  /**
   * Begins the links of a landing page: itself, what it can do, and its collections.
   *
   * @param part the first segment of its addresses
   * @param data what its collections are
   */
  public static ArrayNode landing(ObjectNode json, Request request, String part, String data) {
    ArrayNode links = json.putArray("links");
    String base = request.address(part);
    link(links, "self", base, "application/json", "This document");
    link(links, "alternate", base + "?f=html", "text/html", "This document as a page");
    link(links, "conformance", base + "/conformance", "application/json", "What it can do");
    link(links, "data", base + "/collections", "application/json", data);
    return links;
  }

  /** The links to the description of the whole API. */
  public static void description(ArrayNode links, Request request) {
    link(
        links,
        "service-desc",
        request.address("openapi.json"),
        Kind.API_DEFINITION.jsonType(),
        "The API as an OpenAPI document");
    link(links, "service-doc", request.address("openapi"), "text/html", "The API as a page");
  }

  /** The conformance classes that it has. */
  public static ObjectNode conformance(List<String> classes) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    classes.forEach(json.putArray("conformsTo")::add);
    return json;
  }

  /** The list of its collections, which is one. */
  public static ObjectNode collections(Request request, String part, ObjectNode collection) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    link(
        json.putArray("links"),
        "self",
        request.address(part, "collections"),
        "application/json",
        "This document");
    json.putArray("collections").add(collection);
    return json;
  }

  /** Adds a link. */
  public static void link(ArrayNode links, String rel, String href, String type, String title) {
    links.addObject().put("rel", rel).put("href", href).put("type", type).put("title", title);
  }
}
