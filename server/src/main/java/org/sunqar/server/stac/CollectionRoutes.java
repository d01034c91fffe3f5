// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.stac;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.server.http.Answer;
import org.sunqar.server.http.Kind;
import org.sunqar.server.http.Problem;
import org.sunqar.server.http.Request;
import org.sunqar.server.http.Route;

/** The collections. */
final class CollectionRoutes {

  private final ItemStore store;

  CollectionRoutes(ItemStore store) {
    this.store = store;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/collections", Kind.COLLECTIONS, this::collections),
        Route.get(
            "/api/collections/{collection}",
            Kind.COLLECTION,
            request -> Answer.of(document(request, existing(request)))));
  }

  /** The collection that a request names; else 404. */
  Collection existing(Request request) {
    String id = request.segment("collection");
    return store
        .collection(id)
        .orElseThrow(() -> Problem.notFound("there is no collection '" + id + "'"));
  }

  private Answer collections(Request request) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode list = json.putArray("collections");
    store.collections().forEach(collection -> list.add(document(request, collection)));
    ArrayNode links = json.putArray("links");
    Links.add(links, "self", request.self(), "application/json");
    Links.add(links, "root", request.base(), "application/json");
    json.put("numberMatched", list.size()).put("numberReturned", list.size());
    return Answer.of(json);
  }

  /** A collection with the links that the server makes. */
  static ObjectNode document(Request request, Collection collection) {
    ObjectNode json = collection.toJson();
    ArrayNode kept = json.arrayNode();
    json.path("links")
        .forEach(link -> {
          if (!Links.OWN.contains(link.path("rel").asText())) {
            kept.add(link);
          }
        });
    String address = request.address("collections", collection.id());
    ArrayNode links = json.putArray("links");
    Links.add(links, "self", address, "application/json");
    Links.add(links, "root", request.base(), "application/json");
    Links.add(links, "parent", request.base(), "application/json");
    Links.add(links, "items", address + "/items", "application/geo+json", "Its items");
    links.addAll(kept);
    return json;
  }
}
