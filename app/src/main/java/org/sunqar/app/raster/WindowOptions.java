// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import java.util.List;
import java.util.Optional;
import org.sunqar.app.console.CommandException;
import org.sunqar.app.console.NumbersConsumer;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import picocli.CommandLine.Option;

/** A part of a raster: in pixels or in map coordinates. */
final class WindowOptions {

  @Option(
      names = {"--window", "-srcwin"},
      paramLabel = "COL ROW WIDTH HEIGHT",
      parameterConsumer = NumbersConsumer.Four.class,
      description = "A part in pixels; 0 0 is the upper left one.")
  private List<Double> window = List.of();

  @Option(
      names = "--bbox",
      paramLabel = "MINX MINY MAXX MAXY",
      parameterConsumer = NumbersConsumer.Four.class,
      description = "A part in map coordinates: all pixels that it touches.")
  private List<Double> bbox = List.of();

  @Option(
      names = "--bbox-crs",
      paramLabel = "CRS",
      description = "The CRS of --bbox, such as EPSG:4326 (default: that of the raster).")
  private Optional<String> bboxCrs = Optional.empty();

  boolean isGiven() {
    return !window.isEmpty() || !bbox.isEmpty();
  }

  /** The part of a grid that is asked for, all of it without a wish. */
  Window of(Grid grid, String name) {
    if (!window.isEmpty() && !bbox.isEmpty()) {
      throw CommandException.usage("--window and --bbox exclude each other");
    }
    if (bboxCrs.isPresent() && bbox.isEmpty()) {
      throw CommandException.usage("--bbox-crs says where a --bbox lies, and there is none");
    }
    if (!window.isEmpty()) {
      return inside(pixels(), grid, name);
    }
    return bbox.isEmpty() ? grid.window() : inside(grid.windowOf(bounds(grid)), grid, name);
  }

  private Window pixels() {
    int[] numbers = new int[4];
    for (int i = 0; i < 4; i++) {
      double number = window.get(i);
      if (number != Math.rint(number) || Math.abs(number) > 1e9) {
        throw CommandException.usage("--window takes whole pixels, not " + number);
      }
      numbers[i] = (int) number;
    }
    if (numbers[2] < 1 || numbers[3] < 1) {
      throw CommandException.usage(
          "--window of " + numbers[2] + " x " + numbers[3] + " pixels is empty");
    }
    return new Window(numbers[0], numbers[1], numbers[2], numbers[3]);
  }

  private Bounds bounds(Grid grid) {
    if (!(bbox.get(0) < bbox.get(2)) || !(bbox.get(1) < bbox.get(3))) {
      throw CommandException.usage(
          "--bbox is empty: its order is minimal x, minimal y, maximal x, maximal y");
    }
    Bounds given = new Bounds(bbox.get(0), bbox.get(1), bbox.get(2), bbox.get(3));
    return bboxCrs.map(text -> moved(given, CrsText.parse(text), grid.crs())).orElse(given);
  }

  private static Bounds moved(Bounds bounds, Crs from, Crs to) {
    return bounds.transformed(from, to);
  }

  private static Window inside(Window wanted, Grid grid, String name) {
    return wanted
        .intersect(grid.window())
        .orElseThrow(() ->
            CommandException.notValid(
                "the part asked for lies outside of %s, which has %d x %d pixels%s"
                    .formatted(name, grid.width(), grid.height(), place(grid))));
  }

  private static String place(Grid grid) {
    if (!RasterDescription.isLocated(grid)) {
      return "";
    }
    Bounds b = grid.bounds();
    return " between %s, %s and %s, %s".formatted(b.minX(), b.minY(), b.maxX(), b.maxY());
  }
}
