// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * Documents of STAC 1.0 as STAC 1.1 says the same: {@code eo:bands} and {@code raster:bands}, band
 * by band, become {@code bands}; {@code proj:code} comes beside {@code proj:epsg}; the extensions
 * that this changes are declared in the version that has it so. {@code item_assets} needs no
 * extension any more.
 *
 * <p>Known limits: an asset whose two lists have different lengths keeps the longer one's tail with
 * what that one says. Names that STAC 1.1 deprecates but still takes stay, as a licence "various".
 */
final class Stac10 {

  private static final String VERSION_FIELD = "stac_version";

  private static final List<String> BAND_LISTS = List.of("eo:bands", "raster:bands");

  /** The fields of a band of raster 1.x that are common metadata in STAC 1.1. */
  private static final List<String> COMMON =
      List.of("nodata", "data_type", "statistics", "unit", "name", "description", "gsd");

  private Stac10() {}

  /** The document in the terms of STAC 1.1; one that is in them already is returned as it is. */
  static ObjectNode upgraded(ObjectNode document) {
    boolean old = document.path(VERSION_FIELD).asText().startsWith("1.0");
    if (!old && !hasBandLists(document)) {
      return document;
    }
    ObjectNode json = document.deepCopy();
    if (json.has(VERSION_FIELD)) {
      json.put(VERSION_FIELD, Item.STAC_VERSION);
    }
    boolean changed = false;
    for (String holder : List.of("properties", "summaries")) {
      if (json.get(holder) instanceof ObjectNode fields) {
        changed |= upgrade(fields, old && holder.equals("properties"));
      }
    }
    for (String holder : List.of("assets", "item_assets")) {
      for (JsonNode asset : json.path(holder)) {
        if (asset instanceof ObjectNode fields) {
          changed |= upgrade(fields, old);
        }
      }
    }
    if (json.get("stac_extensions") instanceof ArrayNode declared) {
      json.set("stac_extensions", extensions(declared, changed));
    }
    return json;
  }

  private static boolean hasBandLists(ObjectNode json) {
    for (String list : BAND_LISTS) {
      if (json.path("properties").has(list) || json.path("summaries").has(list)) {
        return true;
      }
      for (String holder : List.of("assets", "item_assets")) {
        for (JsonNode asset : json.path(holder)) {
          if (asset.has(list)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Changes fields in place; whether an extension's fields have new names now. */
  private static boolean upgrade(ObjectNode fields, boolean codes) {
    boolean changed = false;
    JsonNode eo = fields.remove("eo:bands");
    JsonNode raster = fields.remove("raster:bands");
    if (eo != null || raster != null) {
      changed = true;
      if (!fields.has("bands")) {
        fields.set("bands", bands(eo, raster));
      }
    }
    JsonNode epsg = fields.get("proj:epsg");
    if (codes && epsg != null && !fields.has("proj:code")) {
      changed = true;
      fields.set(
          "proj:code",
          epsg.canConvertToInt()
              ? Json.NODES.textNode("EPSG:" + epsg.intValue())
              : Json.NODES.nullNode());
    }
    return changed;
  }

  private static ArrayNode bands(
      @org.jspecify.annotations.Nullable JsonNode eo,
      @org.jspecify.annotations.Nullable JsonNode raster) {
    ArrayNode bands = Json.NODES.arrayNode();
    int count = Math.max(eo == null ? 0 : eo.size(), raster == null ? 0 : raster.size());
    for (int i = 0; i < count; i++) {
      ObjectNode band = bands.addObject();
      if (eo != null) {
        rename(eo.path(i), "eo:", band);
      }
      if (raster != null) {
        rename(raster.path(i), "raster:", band);
      }
    }
    return bands;
  }

  private static void rename(JsonNode band, String prefix, ObjectNode into) {
    for (Map.Entry<String, JsonNode> field : band.properties()) {
      String name = field.getKey();
      boolean asItIs = COMMON.contains(name) || name.indexOf(':') >= 0;
      into.set(asItIs ? name : prefix + name, field.getValue());
    }
  }

  private static ArrayNode extensions(ArrayNode declared, boolean changed) {
    ArrayNode list = Json.NODES.arrayNode();
    for (JsonNode address : declared) {
      String text = address.asText();
      if (text.contains("/item-assets/")) {
        continue;
      }
      boolean touched =
          text.contains("/eo/v1")
              || text.contains("/raster/v1")
              || text.contains("/projection/v1.0")
              || text.contains("/projection/v1.1");
      list.add(changed && touched ? Extensions.newest(text) : text);
    }
    return list;
  }
}
