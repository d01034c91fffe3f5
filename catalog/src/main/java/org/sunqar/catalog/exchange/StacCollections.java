// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.store.ItemStore;

/** Copies the descriptions of collections. */
final class StacCollections {

  private final ItemStore store;
  private final StacDocuments documents;

  StacCollections(ItemStore store, StacDocuments documents) {
    this.store = store;
    this.documents = documents;
  }

  /**
   * Takes a collection over; its extent will be that of the items that come.
   *
   * @throws CatalogException INVALID when the document is no collection that can be taken
   */
  void take(StacDocuments.Found found) {
    Origin origin = documents.origin(found.address());
    ObjectNode json = found.json().deepCopy();
    if (json.path("description").asText().isBlank()) {
      json.put("description", "Items of " + found.address());
    }
    Collection given = Collection.fromJson(json);
    ItemIntake.checkName("collection", given.id());
    Map<String, JsonNode> other = new LinkedHashMap<>(given.other());
    other.computeIfPresent("assets", (_, assets) -> absolute(assets, origin));
    Collection taken =
        new Collection(
            given.id(),
            given.description(),
            given.license(),
            Collection.Extent.EMPTY,
            ItemIntake.links(given.links(), origin),
            other);
    Optional<Collection> there = store.collection(given.id());
    if (there.isEmpty()
        || !there.get().withExtent(Collection.Extent.EMPTY).toJson().equals(taken.toJson())) {
      store.putCollection(taken);
    }
  }

  /** Assets with absolute addresses; one that may not be named is left out. */
  private static JsonNode absolute(JsonNode assets, Origin origin) {
    ObjectNode kept = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
    assets
        .properties()
        .forEach(asset -> {
          try {
            if (asset.getValue() instanceof ObjectNode object) {
              kept.set(
                  asset.getKey(),
                  object.deepCopy().put("href", origin.asset(object.path("href").asText())));
            }
          } catch (CatalogException _) {
            // said above
          }
        });
    return kept;
  }
}
