// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.stac.Json;
import org.sunqar.catalog.store.ItemConditions;
import org.sunqar.catalog.store.ItemDocument;
import org.sunqar.catalog.store.ItemQuery;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.server.http.Answer;
import org.sunqar.server.http.Kind;
import org.sunqar.server.http.Request;
import org.sunqar.server.http.Route;

/**
 * What filters can ask for: a JSON Schema of the properties that the items have. It is made from
 * the newest and the oldest items of a collection, and kept for a minute. Any other property can be
 * asked for as well; it is unknown for items that do not have it.
 */
final class Queryables {

  static final String REL = "http://www.opengis.net/def/rel/ogc/1.0/queryables";

  private static final int SAMPLE = 100;
  private static final int MOST_COLLECTIONS = 100;
  private static final long KEPT_NANOS = 60_000_000_000L;

  private record Kept(ObjectNode properties, long nanos) {}

  private final ItemStore store;
  private final CollectionRoutes collections;
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();

  Queryables(ItemStore store, CollectionRoutes collections) {
    this.store = store;
    this.collections = collections;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/queryables", Kind.QUERYABLES, this::all),
        Route.get("/api/collections/{collection}/queryables", Kind.QUERYABLES, this::ofCollection));
  }

  private Answer all(Request request) {
    ObjectNode properties = JsonNodeFactory.instance.objectNode();
    store.collections().stream()
        .limit(MOST_COLLECTIONS)
        .forEach(collection ->
            properties(collection)
                .properties()
                .forEach(property -> {
                  if (!properties.has(property.getKey())) {
                    properties.set(property.getKey(), withoutRange(property.getValue()));
                  }
                }));
    return schema(request.address("queryables"), "All items", core(properties));
  }

  private Answer ofCollection(Request request) {
    Collection collection = collections.existing(request);
    return schema(
        request.address("collections", collection.id(), "queryables"),
        Links.title(collection),
        core(properties(collection)));
  }

  private static Answer schema(String id, String title, ObjectNode properties) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("$schema", "https://json-schema.org/draft/2019-09/schema");
    json.put("$id", id).put("type", "object").put("title", title);
    json.set("properties", properties);
    json.put("additionalProperties", true);
    return Answer.of(json);
  }

  /** What every item has, before the rest. */
  private static ObjectNode core(ObjectNode others) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putObject("id").put("title", "Id").put("type", "string");
    json.putObject("collection").put("title", "Collection").put("type", "string");
    json.putObject("geometry")
        .put("title", "Footprint")
        .put("$ref", "https://geojson.org/schema/Geometry.json")
        .put("format", "geometry-any")
        .put("x-ogc-role", "primary-geometry");
    json.putObject("datetime")
        .put("title", "When it was acquired")
        .put("type", "string")
        .put("format", "date-time")
        .put("x-ogc-role", "primary-instant");
    others
        .properties()
        .forEach(field -> {
          if (!json.has(field.getKey())) {
            json.set(field.getKey(), field.getValue());
          }
        });
    return json;
  }

  private ObjectNode properties(Collection collection) {
    Kept known = kept.get(collection.id());
    if (known != null && System.nanoTime() - known.nanos < KEPT_NANOS) {
      return known.properties.deepCopy();
    }
    ObjectNode properties = sampled(collection);
    if (kept.size() > 10_000) {
      kept.clear();
    }
    kept.put(collection.id(), new Kept(properties, System.nanoTime()));
    return properties.deepCopy();
  }

  private ObjectNode sampled(Collection collection) {
    Map<String, ObjectNode> found = new TreeMap<>();
    ItemQuery query =
        ItemQuery.where(ItemConditions.NONE.in(List.of(collection.id()))).atMost(SAMPLE);
    for (var order : List.of(ItemQuery.NEWEST_FIRST, ItemQuery.OLDEST_FIRST)) {
      for (ItemDocument item : store.page(query.orderedBy(order)).items()) {
        JsonNode json =
            Json.parseObject(new String(item.json(), java.nio.charset.StandardCharsets.UTF_8));
        for (Map.Entry<String, JsonNode> field : json.path("properties").properties()) {
          if (!field.getValue().isNull()) {
            found.computeIfAbsent(field.getKey(), name -> type(name, field.getValue()));
          }
        }
      }
    }
    JsonNode summaries =
        collection.other().getOrDefault("summaries", JsonNodeFactory.instance.objectNode());
    ObjectNode properties = JsonNodeFactory.instance.objectNode();
    found.forEach((name, schema) -> {
      JsonNode summary = summaries.path(name);
      if (summary.isArray() && !schema.path("type").asText().equals("array")) {
        schema.set("enum", summary);
      } else if (summary.path("minimum").isNumber()) {
        schema.set("minimum", summary.path("minimum"));
        schema.set("maximum", summary.path("maximum"));
      }
      properties.set(name, schema);
    });
    return properties;
  }

  /** Of all collections together, what one has as its range is none. */
  private static JsonNode withoutRange(JsonNode schema) {
    ObjectNode copy = schema.deepCopy();
    copy.remove(List.of("enum", "minimum", "maximum"));
    return copy;
  }

  private static ObjectNode type(String name, JsonNode value) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("title", name);
    if (value.isTextual()) {
      schema.put("type", "string");
      if (name.endsWith("datetime") || name.equals("created") || name.equals("updated")) {
        schema.put("format", "date-time");
      }
    } else if (value.isNumber()) {
      schema.put("type", "number"); // the next item may have a fraction
    } else if (value.isBoolean()) {
      schema.put("type", "boolean");
    } else {
      schema.put("type", value.isArray() ? "array" : "object");
    }
    return schema;
  }
}
