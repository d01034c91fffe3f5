// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygonal;
import org.sunqar.app.console.CommandException;
import org.sunqar.app.console.TextTable;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.stats.BandStatistics;
import org.sunqar.raster.stats.Statistics;
import org.sunqar.raster.stats.StatisticsOptions;
import org.sunqar.raster.vector.Rasterizer;

/** Statistics within polygons, a row for each polygon and band. */
record ZonalRows(
    TextTable table, String input, Raster raster, List<Integer> bands, StatisticsOptions options) {

  /** Most pixels of the rectangle around a polygon, which is read at once. */
  private static final long MAX_PIXELS = 1 << 26;

  /** Adds rows; a zone is called by its {@code name} or {@code id}, or counted from 1. */
  void add(GeoJsonFeatures zones) {
    int number = 0;
    for (GeoJsonFeatures.Feature zone : zones.features()) {
      number++;
      String name = name(zone, number);
      if (!(zone.geometry() instanceof Polygonal)) {
        throw CommandException.notValid(
            "zone %s is a %s, not a polygon".formatted(name, zone.geometry().getGeometryType()));
      }
      Geometry area =
          GeometryMoves.moved(zone.geometry(), zones.crs(), raster.grid().crs(), "zone " + name);
      Optional<Window> window = window(area, name);
      List<BandStatistics> all = window.map(w -> statistics(area, w)).orElseGet(this::nothing);
      for (int i = 0; i < bands.size(); i++) {
        ObjectNode row = table.addRow();
        row.put("input", input);
        row.put("zone", name);
        row.put("band", bands.get(i));
        StatsCommand.describe(row, all.get(i));
      }
    }
  }

  private static String name(GeoJsonFeatures.Feature zone, int number) {
    for (String property : List.of("name", "id")) {
      if (zone.properties().containsKey(property)) {
        return zone.properties().get(property).asText();
      }
    }
    return Integer.toString(number);
  }

  private Optional<Window> window(Geometry area, String name) {
    Envelope e = area.getEnvelopeInternal();
    Grid grid = raster.grid();
    Optional<Window> window =
        grid.windowOf(new Bounds(e.getMinX(), e.getMinY(), e.getMaxX(), e.getMaxY()))
            .intersect(grid.window());
    if (window.isPresent() && window.get().pixels() > MAX_PIXELS) {
      throw CommandException.notValid(
          "zone %s covers %d x %d pixels; at most %d are read at once"
              .formatted(name, window.get().width(), window.get().height(), MAX_PIXELS));
    }
    return window;
  }

  private List<BandStatistics> statistics(Geometry area, Window window) {
    PixelBlock.Floats shares = Rasterizer.coverage(area, raster.grid().crop(window));
    return Statistics.of(raster.pixels(window, numbers()), shares, options);
  }

  /** Of a zone beside the raster: no pixel is inside. */
  private List<BandStatistics> nothing() {
    Window any = new Window(0, 0, 1, 1);
    PixelBlock.Floats none = (PixelBlock.Floats) PixelBlock.of(PixelType.FLOAT32, 1, 1);
    return Statistics.of(raster.pixels(any, numbers()), none, options);
  }

  private int[] numbers() {
    return bands.stream().mapToInt(Integer::intValue).toArray();
  }
}
