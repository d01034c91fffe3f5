// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.Json;
import org.sunqar.catalog.store.ItemDocument;
import org.sunqar.server.http.Problem;
import org.sunqar.server.http.Request;

/**
 * Makes an item of what a client sends. The addresses under which the server serves the item's
 * files become again what they are in the catalogue; no other local address is taken.
 */
final class IncomingItem {

  private final String base;

  /** {@code base}: where the API is for this client. */
  IncomingItem(String base) {
    this.base = base;
  }

  /**
   * @param json changed on the way
   * @param stored the item of that id, where there is one
   * @throws Problem 400 with what is wrong
   */
  Item read(String collection, ObjectNode json, Optional<ItemDocument> stored) {
    fill(json, "type", "Feature");
    fill(json, "stac_version", "1.1.0");
    fill(json, "collection", collection);
    if (!json.path("collection").asText().equals(collection)) {
      throw Problem.badRequest(
          "collection",
          "collection "
              + SearchSource.shortened(json.get("collection"))
              + " should be that of the address, '"
              + collection
              + "'");
    }
    IncomingDocument.checkId(json.path("id"));
    String version = json.path("stac_version").asText();
    if (!version.startsWith("1.0.") && !version.startsWith("1.1.")) {
      throw Problem.badRequest(
          "stac_version",
          "stac_version '" + SearchSource.shortened(version) + "' should be 1.0.x or 1.1.x");
    }
    String id = json.path("id").asText();
    Map<String, String> own = stored.map(item -> ownHrefs(item)).orElse(Map.of());
    String assets = base + "/collections/" + Request.encode(collection) + "/items/";
    String address = assets + Request.encode(id) + "/assets/";
    IncomingDocument.check(
        json, (key, href) -> own.containsKey(key) && href.equals(address + Request.encode(key)));
    checkGeometry(json);
    own.forEach((key, href) -> {
      if (json.path("assets").get(key) instanceof ObjectNode asset
          && asset.path("href").asText().equals(address + Request.encode(key))) {
        asset.put("href", href);
      }
    });
    return Item.fromJson(json);
  }

  /** The local addresses of a stored item's files, by asset key. */
  private static Map<String, String> ownHrefs(ItemDocument stored) {
    Map<String, String> hrefs = new HashMap<>();
    if (stored.localFiles()) {
      JsonNode json =
          Json.parseObject(new String(stored.json(), java.nio.charset.StandardCharsets.UTF_8));
      json.path("assets")
          .properties()
          .forEach(asset -> {
            String href = asset.getValue().path("href").asText();
            if (AssetHrefs.isLocal(href)) {
              hrefs.put(asset.getKey(), href);
            }
          });
    }
    return hrefs;
  }

  private static void checkGeometry(ObjectNode json) {
    JsonNode geometry = json.path("geometry");
    if (!geometry.isObject()) {
      throw Problem.badRequest(
          "geometry", "geometry should be a GeoJSON geometry: an item without one cannot be found");
    }
    Envelope box;
    try {
      box = SearchArea.geometry(geometry).getEnvelopeInternal();
    } catch (Problem e) {
      throw Problem.badRequest("geometry", String.valueOf(e.getMessage()));
    }
    if (box.isNull()
        || box.getMinX() < -180
        || box.getMaxX() > 180
        || box.getMinY() < -90
        || box.getMaxY() > 90) {
      throw Problem.badRequest(
          "geometry", "the geometry should have longitudes of -180..180 and latitudes of -90..90");
    }
    JsonNode bbox = json.path("bbox");
    if (!bbox.isMissingNode()) {
      SearchArea.box(
          new SearchSource.Document(json)
              .numbers("bbox")
              .orElseThrow(() -> Problem.badRequest("bbox", "bbox should be a list of numbers")));
    }
  }

  private static void fill(ObjectNode json, String field, String value) {
    if (!json.hasNonNull(field)) {
      json.set(field, TextNode.valueOf(value));
    }
  }
}
