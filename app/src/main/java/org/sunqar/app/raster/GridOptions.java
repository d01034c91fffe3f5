// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import java.util.List;
import java.util.Optional;
import org.sunqar.app.console.CommandException;
import org.sunqar.app.console.NumbersConsumer;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.Raster;
import picocli.CommandLine.Option;

/** The grid of what is written; what is not said follows from what is read, as in gdalwarp. */
final class GridOptions {

  /** Most pixels on a side of a grid. */
  private static final double MAX_SIDE = Integer.MAX_VALUE / 2.0;

  @Option(
      names = {"--target-crs", "-t_srs", "--dst-crs"},
      paramLabel = "CRS",
      converter = CrsText.class,
      description =
          "CRS of the output: EPSG:3857, a WKT, PROJJSON or PROJ string (default: that of the"
              + " input).")
  private Optional<Crs> targetCrs = Optional.empty();

  @Option(
      names = {"--te", "-te"},
      paramLabel = "MINX MINY MAXX MAXY",
      parameterConsumer = NumbersConsumer.Four.class,
      description = "Bounds of the output.")
  private List<Double> bounds = List.of();

  @Option(
      names = {"--te-crs", "-te_srs"},
      paramLabel = "CRS",
      converter = CrsText.class,
      description = "CRS of --te (default: that of the output).")
  private Optional<Crs> boundsCrs = Optional.empty();

  @Option(
      names = {"--tr", "-tr", "--res"},
      paramLabel = "XRES [YRES]",
      parameterConsumer = NumbersConsumer.OneOrTwo.class,
      description = "Pixel size of the output.")
  private List<Double> resolution = List.of();

  @Option(
      names = {"--ts", "-ts"},
      paramLabel = "WIDTH HEIGHT",
      parameterConsumer = NumbersConsumer.Two.class,
      description = "Size of the output in pixels; 0 keeps the proportion.")
  private List<Double> size = List.of();

  @Option(
      names = {"--tap", "-tap"},
      description = "Put the bounds on multiples of --tr.")
  private boolean aligned;

  @Option(names = "--like", paramLabel = "RASTER", description = "Have the grid of this raster.")
  private Optional<String> like = Optional.empty();

  boolean isGiven() {
    return targetCrs.isPresent()
        || like.isPresent()
        || !bounds.isEmpty()
        || !resolution.isEmpty()
        || !size.isEmpty();
  }

  /** Refuses options that contradict each other, before anything is read. */
  void check() {
    boolean others =
        targetCrs.isPresent() || !bounds.isEmpty() || !resolution.isEmpty() || !size.isEmpty();
    if (like.isPresent() && others) {
      throw CommandException.usage(
          "--like says the whole grid; no other option may say part of it");
    }
    if (!resolution.isEmpty() && !size.isEmpty()) {
      throw CommandException.usage("--tr and --ts exclude each other");
    }
    if (aligned && resolution.isEmpty()) {
      throw CommandException.usage("--tap puts bounds on multiples of --tr, which is missing");
    }
    if (boundsCrs.isPresent() && bounds.isEmpty()) {
      throw CommandException.usage("--te-crs says where --te lies, and there is none");
    }
    if (resolution.stream().anyMatch(r -> !(r > 0))) {
      throw CommandException.usage("--tr is " + resolution.get(0) + ", must be above 0");
    }
    boolean sizes =
        size.isEmpty()
            || (size.stream().allMatch(n -> n >= 0 && n == Math.rint(n) && n <= MAX_SIDE)
                && size.get(0) + size.get(1) > 0);
    if (!sizes) {
      throw CommandException.usage(
          "--ts takes two whole numbers of pixels, one of which may be 0, not " + size);
    }
    if (!bounds.isEmpty()
        && (!(bounds.get(0) < bounds.get(2)) || !(bounds.get(1) < bounds.get(3)))) {
      throw CommandException.usage(
          "--te is empty: its order is minimal x, minimal y, maximal x, maximal y");
    }
  }

  /** The grid for an image that is on a grid of its own. */
  Grid of(Grid source) {
    if (like.isPresent()) {
      return ofOther();
    }
    Crs crs = targetCrs.orElse(source.crs());
    if (bounds.isEmpty() && resolution.isEmpty() && size.isEmpty()) {
      return Grid.suggested(source, crs);
    }
    boolean complete = !bounds.isEmpty() && !(resolution.isEmpty() && size.isEmpty());
    return complete ? completed(crs, Optional.empty()) : completed(crs, Optional.of(source));
  }

  /** The grid without an image to start from. */
  Grid withoutSource() {
    if (like.isPresent()) {
      return ofOther();
    }
    if (bounds.isEmpty() || (resolution.isEmpty() && size.isEmpty())) {
      throw CommandException.usage(
          "where the output lies is not known: --like RASTER, or --te with --tr or --ts");
    }
    return completed(targetCrs.orElse(Crs.ofEpsg(4326)), Optional.empty());
  }

  private Grid ofOther() {
    try (Raster other = Inputs.open(like.orElseThrow())) {
      return other.grid();
    }
  }

  /**
   * The grid out of what is said; the rest is that which is suggested for a source, which has to be
   * there if something is left open.
   */
  private Grid completed(Crs crs, Optional<Grid> source) {
    Optional<Grid> suggested = source.map(grid -> Grid.suggested(grid, crs));
    Bounds area = bounds.isEmpty() ? suggested.orElseThrow().bounds() : givenBounds(crs);
    if (!size.isEmpty()) {
      return ofSize(crs, area);
    }
    double xRes = resolution.isEmpty() ? suggested.orElseThrow().pixelWidth() : resolution.get(0);
    double yRes = resolution.isEmpty() ? suggested.orElseThrow().pixelHeight() : resolution.get(1);
    if (aligned) {
      area =
          new Bounds(
              Math.floor(area.minX() / xRes) * xRes,
              Math.floor(area.minY() / yRes) * yRes,
              Math.ceil(area.maxX() / xRes) * xRes,
              Math.ceil(area.maxY() / yRes) * yRes);
    }
    int width = side((area.maxX() - area.minX()) / xRes);
    int height = side((area.maxY() - area.minY()) / yRes);
    if (resolution.isEmpty()) { // bounds are kept to the digit, and pixels made to fill them
      xRes = (area.maxX() - area.minX()) / width;
      yRes = (area.maxY() - area.minY()) / height;
    }
    return new Grid(crs, Affine.northUp(area.minX(), area.maxY(), xRes, yRes), width, height);
  }

  private Bounds givenBounds(Crs crs) {
    Bounds given = new Bounds(bounds.get(0), bounds.get(1), bounds.get(2), bounds.get(3));
    return boundsCrs.map(from -> given.transformed(from, crs)).orElse(given);
  }

  private Grid ofSize(Crs crs, Bounds area) {
    double width = area.maxX() - area.minX();
    double height = area.maxY() - area.minY();
    double cols = size.get(0);
    double rows = size.get(1);
    double xRes = cols > 0 ? width / cols : height / rows;
    double yRes = rows > 0 ? height / rows : width / cols;
    return new Grid(
        crs,
        Affine.northUp(area.minX(), area.maxY(), xRes, yRes),
        cols > 0 ? (int) cols : side(width / xRes),
        rows > 0 ? (int) rows : side(height / yRes));
  }

  /** Pixels to the nearest whole, at least one, as gdalwarp counts them. */
  private static int side(double pixels) {
    if (!(pixels <= MAX_SIDE)) {
      throw CommandException.usage(
          "the output would be %.0f pixels wide or high; --tr is too small".formatted(pixels));
    }
    return (int) Math.max(1, Math.floor(pixels + 0.5));
  }
}
