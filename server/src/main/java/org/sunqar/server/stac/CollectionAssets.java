// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.BiConsumer;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.server.http.Request;

/**
 * The files of a collection itself, as its overview: local addresses become addresses of this
 * server on the way out, and what they were on the way in.
 */
final class CollectionAssets {

  private CollectionAssets() {}

  /** Replaces the addresses of local files. */
  static void show(ObjectNode collection, String address) {
    each(
        collection,
        (key, asset) -> {
          if (AssetHrefs.isLocal(asset.path("href").asText())) {
            asset.put("href", addressOf(address, key));
          }
        });
  }

  /** Puts back the addresses of those files that the stored collection has. */
  static void restore(ObjectNode collection, Collection stored, String address) {
    JsonNode own = stored.other().get("assets");
    if (own == null) {
      return;
    }
    each(
        collection,
        (key, asset) -> {
          String href = own.path(key).path("href").asText();
          if (AssetHrefs.isLocal(href)
              && asset.path("href").asText().equals(addressOf(address, key))) {
            asset.put("href", href);
          }
        });
  }

  private static String addressOf(String collection, String key) {
    return collection + "/assets/" + Request.encode(key);
  }

  private static void each(ObjectNode collection, BiConsumer<String, ObjectNode> action) {
    for (Map.Entry<String, JsonNode> asset : collection.path("assets").properties()) {
      if (asset.getValue() instanceof ObjectNode object) {
        action.accept(asset.getKey(), object);
      }
    }
  }
}
