// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.stac;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.stac.Json;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.server.crs.AxisCrs;
import org.sunqar.server.crs.CrsList;
import org.sunqar.server.http.Answer;
import org.sunqar.server.http.EntityTag;
import org.sunqar.server.http.Kind;
import org.sunqar.server.http.Problem;
import org.sunqar.server.http.Request;
import org.sunqar.server.http.Route;

/** The collections, and a search of them. */
final class CollectionRoutes {

  private final ItemStore store;

  CollectionRoutes(ItemStore store) {
    this.store = store;
  }

  List<Route> routes() {
    return List.of(
        Route.get(
            "/api/collections", Kind.COLLECTIONS, CollectionSearch.PARAMETERS, this::collections),
        Route.get("/api/collections/{collection}", Kind.COLLECTION, this::collection),
        Route.get("/api/children", Kind.CHILDREN, this::children));
  }

  /** The collection that a request names; else 404. */
  Collection existing(Request request) {
    String id = request.segment("collection");
    return store
        .collection(id)
        .orElseThrow(() -> Problem.notFound("there is no collection '" + id + "'"));
  }

  private Answer collection(Request request) {
    Collection collection = existing(request);
    return Answer.of(document(request, collection)).tagged(EntityTag.strong(version(collection)));
  }

  private Answer children(Request request) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode list = json.putArray("children");
    store.collections().forEach(collection -> list.add(document(request, collection)));
    ArrayNode links = json.putArray("links");
    Links.add(links, "self", request.self(), "application/json");
    Links.add(links, "root", request.base(), "application/json");
    return Answer.of(json);
  }

  private Answer collections(Request request) {
    CollectionSearch search = CollectionSearch.of(new SearchSource.Parameters(request));
    CollectionSearch.Found found = search.in(store.collections());
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode list = json.putArray("collections");
    for (Collection collection : found.page()) {
      ObjectNode document = document(request, collection);
      Optional<FieldSelection> fields = search.fields();
      list.add(fields.isPresent() ? fields.get().of(document) : document);
    }
    ArrayNode links = json.putArray("links");
    Links.add(links, "self", request.self(), "application/json");
    Links.addPage(links, Links.withoutForm(request));
    Links.add(links, "root", request.base(), "application/json");
    found
        .next()
        .ifPresent(place ->
            links.add(NextLink.ofParameters(request).to(place).put("type", "application/json")));
    json.put("numberMatched", found.matched()).put("numberReturned", list.size());
    return Answer.of(json).tagged(EntityTag.weak(hash(json.toString())));
  }

  /** Changes whenever the collection does. */
  static String version(Collection collection) {
    return hash(Json.write(collection.toJson()));
  }

  /** A collection with the links that the server makes. */
  static ObjectNode document(Request request, Collection collection) {
    ObjectNode json = collection.toJson();
    ArrayNode kept = json.arrayNode();
    json.path("links")
        .forEach(link -> {
          if (!Links.isOwn(link)) {
            kept.add(link);
          }
        });
    json.put("itemType", "feature");
    ArrayNode systems = json.putArray("crs");
    CrsList.of(collection.extent().bbox()).uris().forEach(systems::add);
    json.put("storageCrs", AxisCrs.CRS84.uri());
    String address = request.address("collections", collection.id());
    CollectionAssets.show(json, address);
    ArrayNode links = json.putArray("links");
    Links.add(links, "self", address, "application/json");
    Links.addPage(links, address);
    Links.add(links, "root", request.base(), "application/json");
    Links.add(links, "parent", request.base(), "application/json");
    Links.add(links, "items", address + "/items", "application/geo+json", "Its items");
    Links.add(
        links,
        Queryables.REL,
        address + "/queryables",
        "application/schema+json",
        "What filters can ask for");
    Links.add(links, "aggregate", address + "/aggregate", "application/json", "Aggregations of it");
    Links.add(
        links,
        "aggregations",
        address + "/aggregations",
        "application/json",
        "Which aggregations there are");
    if (request.isServed(Links.PICTURES) && collection.extent().bbox().isPresent()) {
      Links.addPictures(links, address);
    }
    links.addAll(kept);
    return json;
  }

  private static String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
