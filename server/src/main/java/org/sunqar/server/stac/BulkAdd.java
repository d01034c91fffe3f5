// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.server.http.Answer;
import org.sunqar.server.http.Problem;
import org.sunqar.server.http.Request;

/**
 * Adds the items of a FeatureCollection and says what became of each. Those that are right are
 * added in one transaction; those that are wrong, or whose id is taken, are not, and then the
 * answer is an error with the same report.
 */
final class BulkAdd {

  private final ItemStore store;
  private final Request request;
  private final String collection;
  private final ArrayNode report = JsonNodeFactory.instance.arrayNode();
  private int created;
  private int unchanged;
  private int invalid;
  private int conflicts;

  BulkAdd(ItemStore store, Request request, String collection) {
    this.store = store;
    this.request = request;
    this.collection = collection;
  }

  Answer add(ObjectNode featureCollection) {
    if (!(featureCollection.get("features") instanceof ArrayNode features)) {
      throw Problem.badRequest("features", "a FeatureCollection has a list of features");
    }
    List<Item> items = new ArrayList<>();
    List<ObjectNode> entries = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (JsonNode feature : features) {
      ObjectNode entry = report.addObject();
      entry.set("id", feature.path("id"));
      try {
        Item item = read(feature);
        if (!ids.add(item.id())) {
          throw Problem.badRequest("id", "the id is there twice in this document");
        }
        items.add(item);
        entries.add(entry);
      } catch (Problem e) {
        refuse(entry, e.code(), String.valueOf(e.getMessage()));
      } catch (CatalogException e) {
        refuse(entry, "invalid", String.valueOf(e.getMessage()));
      }
    }
    List<ItemStore.Added> added = items.isEmpty() ? List.of() : store.add(items, false);
    for (int i = 0; i < added.size(); i++) {
      tell(entries.get(i), items.get(i), added.get(i));
    }
    return answer();
  }

  private Item read(JsonNode feature) {
    if (!(feature instanceof ObjectNode json)) {
      throw Problem.badRequest("features", "a feature should be an object");
    }
    return new IncomingItem(request.base()).read(collection, json, Optional.empty());
  }

  private void refuse(ObjectNode entry, String code, String detail) {
    invalid++;
    entry.put("status", 400).put("code", code).put("detail", detail);
  }

  private void tell(ObjectNode entry, Item item, ItemStore.Added added) {
    switch (added) {
      case ItemStore.Added.New() -> {
        created++;
        entry.put("status", 201);
        entry.put("href", request.address("collections", collection, "items", item.id()));
      }
      case ItemStore.Added.Replaced() -> throw new IllegalStateException("replaced " + item.id());
      case ItemStore.Added.AlreadyThere(String id) when id.equals(item.id()) -> {
        unchanged++;
        entry.put("status", 200).put("detail", "the same item is there already");
      }
      case ItemStore.Added.AlreadyThere(String id) -> {
        conflicts++;
        entry.put("status", 409).put("code", "conflict");
        entry.put("detail", "the same scene is there already as '" + id + "'");
      }
      case ItemStore.Added.Conflict() -> {
        conflicts++;
        entry.put("status", 409).put("code", "conflict");
        entry.put("detail", "another item of this id is there already");
      }
    }
  }

  private Answer answer() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    int failed = invalid + conflicts;
    if (failed > 0) {
      Problem problem =
          new Problem(
              conflicts > 0 ? 409 : 400,
              "bulk",
              failed + " of " + report.size() + " items were not added; 'items' says why");
      json = problem.toJson();
    }
    json.put("created", created).put("unchanged", unchanged);
    json.put("invalid", invalid).put("conflicts", conflicts);
    json.set("items", report);
    if (failed == 0) {
      return Answer.of(json).withStatus(201);
    }
    byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
    return new Answer(
        conflicts > 0 ? 409 : 400, new Answer.Raw("application/problem+json", bytes), List.of());
  }
}
