// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sunqar.catalog.stac.Asset;
import org.sunqar.catalog.stac.Band;
import org.sunqar.catalog.stac.Footprint;
import org.sunqar.catalog.stac.GridFields;
import org.sunqar.catalog.stac.Href;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Grid;

/** Puts an item together from its rasters: what all adapters share. */
final class SceneItem {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** The radius of a sphere of the Earth's surface (m). */
  private static final double EARTH_RADIUS = 6_371_007.2;

  private final Optional<Grid> grid;
  private Optional<Footprint> footprint = Optional.empty();
  private final Map<String, JsonNode> properties = new LinkedHashMap<>();
  private final Map<String, Asset> assets = new LinkedHashMap<>();

  /** Begins an item whose main pixels lie on this grid. */
  SceneItem(Grid grid) {
    this.grid = Optional.of(grid);
  }

  /** Begins an item whose pixels lie on no grid: those of a radar or of a raw image. */
  SceneItem(Footprint footprint) {
    this.grid = Optional.empty();
    this.footprint = Optional.of(footprint);
  }

  /** Says what the item covers, where that is not all of its grid. */
  SceneItem covering(Footprint newFootprint) {
    footprint = Optional.of(newFootprint);
    return this;
  }

  SceneItem property(String field, JsonNode value) {
    properties.put(field, value);
    return this;
  }

  SceneItem property(String field, String value) {
    return property(field, NODES.textNode(value));
  }

  SceneItem property(String field, boolean value) {
    return property(field, NODES.booleanNode(value));
  }

  SceneItem property(String field, double value) {
    return property(field, NODES.numberNode(value));
  }

  SceneItem property(String field, int value) {
    return property(field, NODES.numberNode(value));
  }

  SceneItem property(String field, List<String> values) {
    ArrayNode list = NODES.arrayNode();
    values.forEach(list::add);
    return property(field, list);
  }

  SceneItem asset(String key, Asset asset) {
    assets.put(key, asset);
    return this;
  }

  boolean hasAsset(String key) {
    return assets.containsKey(key);
  }

  /** An asset for a raster; it says where its pixels lie when that is not the item's grid. */
  Asset raster(RasterFile file, List<Band> bands, String title, String role) {
    return onGrid(
        file(Href.ofPath(file.path()), file.mediaType(), title, role).withBands(bands),
        file.grid());
  }

  /** An asset whose pixels lie on a grid; it says where when that is not the item's grid. */
  Asset onGrid(Asset asset, Grid assetGrid) {
    if (grid.isPresent() && grid.get().equals(assetGrid)) {
      return asset;
    }
    Asset placed = asset;
    for (Map.Entry<String, JsonNode> field : GridFields.of(assetGrid).entrySet()) {
      placed = placed.with(field.getKey(), field.getValue());
    }
    return placed.with("gsd", NODES.numberNode(groundSampleDistance(assetGrid)));
  }

  /** An asset without a place on the Earth. */
  static Asset file(String href, String mediaType, String title, String... roles) {
    return new Asset(href, List.of(roles), List.of(), Map.of())
        .with("type", NODES.textNode(mediaType))
        .with("title", NODES.textNode(title));
  }

  Item build(String id, String collection, TimeInterval time) {
    Map<String, JsonNode> all = new LinkedHashMap<>(properties);
    if (grid.isPresent()) {
      all.put("gsd", NODES.numberNode(groundSampleDistance(grid.get())));
      all.putAll(GridFields.of(grid.get()));
    }
    Footprint covered = footprint.orElseGet(() -> Footprint.of(grid.orElseThrow()));
    return Item.of(id, collection, covered, time, all, assets);
  }

  /**
   * The distance on the ground between neighbouring pixels (m), the geometric mean of both
   * directions: in a projected CRS as the projection has it, without its distortion, so that 30 m
   * stay 30 m; in degrees at the middle of the grid on a sphere, rounded to three digits.
   */
  static double groundSampleDistance(Grid grid) {
    Affine affine = grid.affine();
    if (!grid.crs().isGeographic()) {
      return Math.sqrt(affine.pixelArea()) * grid.crs().metresPerUnit();
    }
    double col = grid.width() / 2.0;
    double row = grid.height() / 2.0;
    double lon = affine.xOf(col, row);
    double lat = affine.yOf(col, row);
    double distance =
        Math.sqrt(
            distance(lon, lat, affine.xOf(col + 1, row), affine.yOf(col + 1, row))
                * distance(lon, lat, affine.xOf(col, row + 1), affine.yOf(col, row + 1)));
    return new BigDecimal(distance).round(new MathContext(3)).doubleValue();
  }

  /** Along a great circle (m), by the haversine formula. */
  private static double distance(double lon1, double lat1, double lon2, double lat2) {
    double u = Math.sin(Math.toRadians(lat2 - lat1) / 2);
    double v = Math.sin(Math.toRadians(lon2 - lon1) / 2);
    double cosines = Math.cos(Math.toRadians(lat1)) * Math.cos(Math.toRadians(lat2));
    return 2 * EARTH_RADIUS * Math.asin(Math.sqrt(u * u + cosines * v * v));
  }
}
