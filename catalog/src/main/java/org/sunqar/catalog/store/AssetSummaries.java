// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.sunqar.catalog.stac.Asset;
import org.sunqar.catalog.stac.Band;

/**
 * Which assets the items of a collection have, by key, and the fields that are the same in all
 * items: the {@code item_assets} of STAC. What is different in each item by its nature (size,
 * checksum, place of the pixels, statistics) is left out from the start.
 */
@SuppressWarnings("ReferenceEquality") // equal fields are one object, see fields
final class AssetSummaries {

  /** Further keys are not told. */
  private static final int MAX_KEYS = 200;

  private static final List<String> PER_ITEM =
      List.of("created", "updated", "statistics", "histogram", "raster:histogram", "storage:refs");

  /** Fields of assets that were seen last, by key. */
  private static final Map<String, ObjectNode> SEEN = new ConcurrentHashMap<>();

  private static final int MAX_SEEN = 1000;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** One asset. */
  private static final class Common {
    private long items;
    private ObjectNode fields;

    /** Those that were added last, which agree with the fields. */
    private ObjectNode last;

    Common(long items, ObjectNode fields) {
      this.items = items;
      this.fields = fields;
      last = fields;
    }
  }

  private final Map<String, Common> byKey = new LinkedHashMap<>();

  /**
   * The fields of assets that may be the same in other items, by key. What is equal to those of an
   * item before is the same object: nearly always so, which keeps rows small and counting fast.
   */
  static Map<String, ObjectNode> fields(Map<String, Asset> assets) {
    Map<String, ObjectNode> fields = LinkedHashMap.newLinkedHashMap(assets.size());
    assets.forEach((key, asset) -> {
      ObjectNode before = SEEN.get(key);
      if (before == null || !isSame(before, asset)) {
        before = fields(asset);
        if (SEEN.size() >= MAX_SEEN) {
          SEEN.clear();
        }
        SEEN.put(key, before);
      }
      fields.put(key, before);
    });
    return fields;
  }

  /**
   * Adds the assets of one item.
   *
   * @param assets of {@link #fields(Map)}
   */
  void add(Map<String, ObjectNode> assets) {
    assets.forEach((key, fields) -> {
      Common common = byKey.get(key);
      if (common != null) {
        common.items++;
        if (common.last != fields) {
          common.last = fields;
          common.fields = shared(common.fields, fields);
        }
      } else if (byKey.size() < MAX_KEYS) {
        byKey.put(key, new Common(1, fields));
      }
    });
  }

  void remove(Set<String> keys) {
    for (String key : keys) {
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
        ours.last = ours.fields;
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

  /** Whether {@link #fields(Asset)} would be equal to fields. */
  private static boolean isSame(ObjectNode fields, Asset asset) {
    int count = same(fields, asset.other());
    JsonNode roles = fields.get("roles");
    JsonNode bands = fields.get("bands");
    return count + (roles == null ? 0 : 1) + (bands == null ? 0 : 1) == fields.size()
        && sameTexts(roles == null ? MissingNode.getInstance() : roles, asset.roles())
        && sameBands(bands == null ? MissingNode.getInstance() : bands, asset.bands());
  }

  /** How many of the common fields are as given; -1 when one of them is not. */
  private static int same(ObjectNode fields, Map<String, JsonNode> values) {
    int count = 0;
    for (Map.Entry<String, JsonNode> value : values.entrySet()) {
      JsonNode field = fields.get(value.getKey());
      if (field != null) {
        if (!field.equals(value.getValue())) {
          return Integer.MIN_VALUE;
        }
        count++;
      } else if (isCommon(value.getKey())) {
        return Integer.MIN_VALUE;
      }
    }
    return count;
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

  private static boolean sameBands(JsonNode list, List<Band> bands) {
    if (list.size() != bands.size()) {
      return false;
    }
    for (int i = 0; i < bands.size(); i++) {
      if (!(list.path(i) instanceof ObjectNode band)
          || same(band, bands.get(i).fields()) != band.size()) {
        return false;
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
