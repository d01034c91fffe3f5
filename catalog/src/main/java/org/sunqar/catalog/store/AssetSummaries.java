// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sunqar.catalog.stac.Asset;
import org.sunqar.catalog.stac.Band;

/**
 * Which assets the items of a collection have, by key, and the fields that are the same in all
 * items: the {@code item_assets} of STAC. What is different in each item by its nature (size,
 * checksum, place of the pixels, statistics) is left out from the start.
 */
final class AssetSummaries {

  /** Further keys are not told. */
  private static final int MAX_KEYS = 200;

  private static final List<String> PER_ITEM =
      List.of("created", "updated", "statistics", "histogram", "raster:histogram", "storage:refs");

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** One asset. */
  private static final class Common {
    private long items;
    private ObjectNode fields;

    Common(long items, ObjectNode fields) {
      this.items = items;
      this.fields = fields;
    }
  }

  private final Map<String, Common> byKey = new LinkedHashMap<>();

  void add(Map<String, Asset> assets) {
    assets.forEach((key, asset) -> {
      Common common = byKey.get(key);
      if (common != null) {
        common.items++;
        if (!agrees(common.fields, asset)) {
          common.fields = shared(common.fields, fields(asset));
        }
      } else if (byKey.size() < MAX_KEYS) {
        byKey.put(key, new Common(1, fields(asset)));
      }
    });
  }

  void remove(Map<String, Asset> assets) {
    for (String key : assets.keySet()) {
      Common common = byKey.get(key);
      if (common != null && --common.items <= 0) {
        byKey.remove(key);
      }
    }
  }

  void merge(AssetSummaries other) {
    other.byKey.forEach((key, theirs) -> {
      Common ours = byKey.get(key);
      if (ours != null) {
        ours.items += theirs.items;
        ours.fields = shared(ours.fields, theirs.fields);
      } else if (byKey.size() < MAX_KEYS) {
        byKey.put(key, new Common(theirs.items, theirs.fields));
      }
    });
  }

  ObjectNode toItemAssets() {
    ObjectNode json = NODES.objectNode();
    byKey.forEach((key, common) -> {
      // an asset in item_assets has two fields at least, say the schemas of 1.0 and 1.1
      if (common.fields.size() >= 2) {
        json.set(key, common.fields);
      }
    });
    return json;
  }

  ObjectNode toJson() {
    ObjectNode json = NODES.objectNode();
    byKey.forEach((key, common) ->
        json.putObject(key).put("items", common.items).set("fields", common.fields));
    return json;
  }

  static AssetSummaries fromJson(JsonNode json) {
    AssetSummaries summaries = new AssetSummaries();
    json.properties()
        .forEach(entry -> {
          if (entry.getValue().path("fields") instanceof ObjectNode fields) {
            summaries.byKey.put(
                entry.getKey(), new Common(entry.getValue().path("items").asLong(), fields));
          }
        });
    return summaries;
  }

  /** Whether nothing that was common until now is different here: nearly always so, and fast. */
  private static boolean agrees(ObjectNode common, Asset asset) {
    for (Map.Entry<String, JsonNode> field : common.properties()) {
      boolean same =
          switch (field.getKey()) {
            case "roles" -> sameTexts(field.getValue(), asset.roles());
            case "bands" -> bandsAgree(field.getValue(), asset.bands());
            default -> field.getValue().equals(asset.other().get(field.getKey()));
          };
      if (!same) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameTexts(JsonNode list, List<String> texts) {
    if (list.size() != texts.size()) {
      return false;
    }
    for (int i = 0; i < texts.size(); i++) {
      if (!list.path(i).asText().equals(texts.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean bandsAgree(JsonNode list, List<Band> bands) {
    if (list.size() != bands.size()) {
      return false;
    }
    for (int i = 0; i < bands.size(); i++) {
      for (Map.Entry<String, JsonNode> field : list.path(i).properties()) {
        if (!field.getValue().equals(bands.get(i).fields().get(field.getKey()))) {
          return false;
        }
      }
    }
    return true;
  }

  private static ObjectNode fields(Asset asset) {
    ObjectNode json = NODES.objectNode();
    asset
        .other()
        .forEach((field, value) -> {
          if (isCommon(field)) {
            json.set(field, value);
          }
        });
    if (!asset.roles().isEmpty()) {
      ArrayNode roles = json.putArray("roles");
      asset.roles().forEach(roles::add);
    }
    if (!asset.bands().isEmpty()) {
      ArrayNode bands = json.putArray("bands");
      for (Band band : asset.bands()) {
        ObjectNode bandJson = bands.addObject();
        band.fields()
            .forEach((field, value) -> {
              if (isCommon(field)) {
                bandJson.set(field, value);
              }
            });
      }
    }
    return json;
  }

  private static boolean isCommon(String field) {
    return !PER_ITEM.contains(field)
        && !field.startsWith("file:")
        && !field.startsWith("proj:")
        && !field.startsWith("sunqar:");
  }

  private static ObjectNode shared(ObjectNode a, ObjectNode b) {
    ObjectNode json = NODES.objectNode();
    for (Map.Entry<String, JsonNode> field : a.properties()) {
      JsonNode theirs = b.get(field.getKey());
      if (field.getValue().equals(theirs)) {
        json.set(field.getKey(), theirs);
      } else if (field.getKey().equals("bands")
          && theirs != null
          && theirs.size() == field.getValue().size()) {
        ArrayNode bands = json.putArray("bands");
        for (int i = 0; i < theirs.size(); i++) {
          if (field.getValue().path(i) instanceof ObjectNode x
              && theirs.path(i) instanceof ObjectNode y) {
            bands.add(shared(x, y));
          }
        }
      }
    }
    return json;
  }
}
