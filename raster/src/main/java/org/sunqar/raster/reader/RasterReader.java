// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.reader;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.calc.BandMath;
import org.sunqar.raster.calc.CalcOptions;
import org.sunqar.raster.calc.CalcRaster;
import org.sunqar.raster.calc.Expression;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.raster.geo.CoordinateTransform;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.Pixels;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.stats.BandStatistics;
import org.sunqar.raster.stats.Statistics;
import org.sunqar.raster.stats.StatisticsOptions;
import org.sunqar.raster.tilematrix.Tile;
import org.sunqar.raster.tilematrix.TileMatrixSet;
import org.sunqar.raster.vector.GeometryTransform;
import org.sunqar.raster.vector.Rasterizer;
import org.sunqar.raster.view.DescribedRaster;
import org.sunqar.raster.warp.WarpOptions;
import org.sunqar.raster.warp.WarpedRaster;

/**
 * The verbs of rio-tiler on any raster: what it is, and pixels of a tile, a part, all of it, a
 * point or a feature. The version (overview) that is read is the coarsest that is fine enough. Does
 * not close the raster. Safe for use by several threads.
 *
 * <p>A place that the raster does not reach is a {@link RasterException} with key OUT_OF_BOUNDS;
 * pixels outside of it are masked.
 */
public final class RasterReader {

  /** Most pixels of a result. */
  private static final long MAX_PIXELS = 1 << 28;

  private static final Crs WGS84 = Crs.ofEpsg(4326);

  private final Raster raster;
  private final ReadOptions options;
  private final Map<String, Integer> names;

  /** The bands of the raster that are read, from 1. */
  private final int[] sourceBands;

  /**
   * @throws RasterException with key EXPRESSION when an expression names no band of the raster
   */
  public RasterReader(Raster raster, ReadOptions options) {
    this.raster = options.noData().isPresent() ? withNoData(raster, options.noData()) : raster;
    this.options = options;
    this.names = BandMath.names(raster.bands());
    this.sourceBands = sourceBands();
  }

  private static Raster withNoData(Raster raster, OptionalDouble noData) {
    List<BandInfo> bands = raster.bands().stream().map(b -> b.withNoData(noData)).toList();
    return DescribedRaster.of(raster, raster.grid(), bands, raster.metadata());
  }

  private int[] sourceBands() {
    if (options.expressions().isEmpty()) {
      return raster.bandNumbers(options.bands().stream().mapToInt(Integer::intValue).toArray());
    }
    CalcRaster.of(options.expressions(), raster, calcOptions()); // knows all names, or says not
    Set<Integer> used = new LinkedHashSet<>();
    for (Expression expression : options.expressions()) {
      expression.names().forEach(name -> used.add(names.getOrDefault(name, 1)));
    }
    return used.stream().mapToInt(Integer::intValue).toArray();
  }

  private CalcOptions calcOptions() {
    return CalcOptions.defaults().withUnscaled(options.unscaled());
  }

  /** What the raster is. */
  public RasterInfo info() {
    return RasterInfo.of(raster);
  }

  /** Statistics of all pixels, for each band of the result. */
  public List<BandStatistics> statistics(StatisticsOptions wanted) {
    if (!options.expressions().isEmpty()) {
      return Statistics.of(CalcRaster.of(options.expressions(), raster, calcOptions()), wanted);
    }
    if (options.unscaled()) {
      return Statistics.of(CalcRaster.of(bandExpressions(), raster, calcOptions()), wanted);
    }
    return Statistics.of(raster, wanted, sourceBands);
  }

  private List<Expression> bandExpressions() {
    return IntStream.of(sourceBands).mapToObj(band -> Expression.parse("b" + band)).toList();
  }

  /** A tile in the size that the set says. */
  public Pixels tile(TileMatrixSet set, Tile tile) {
    return tile(set, tile, set.matrix(tile.zoom()).tileWidth(), 0);
  }

  /**
   * A tile.
   *
   * @param size pixels on a side
   * @param buffer further pixels on each side, for filters that look at neighbours
   * @throws RasterException with key OUT_OF_BOUNDS when there is no such tile, or the raster does
   *     not reach it
   */
  public Pixels tile(TileMatrixSet set, Tile tile, int size, int buffer) {
    if (!set.contains(tile)) {
      throw new RasterException(
          RasterException.Key.OUT_OF_BOUNDS, set.id() + " has no tile " + text(tile));
    }
    Grid grid = set.grid(tile);
    if (grid.width() != size || grid.height() != size) {
      grid = grid.resized(size, size);
    }
    if (!reaches(grid.bounds(), grid.crs())) {
      throw new RasterException(
          RasterException.Key.OUT_OF_BOUNDS,
          raster.name() + " does not reach tile " + text(tile) + " of " + set.id());
    }
    return read(buffer == 0 ? grid : grid.padded(buffer));
  }

  private static String text(Tile tile) {
    return tile.zoom() + "/" + tile.col() + "/" + tile.row();
  }

  /**
   * Whether an area and the raster have a place in common. Asked in longitude and latitude, where
   * the antimeridian is no edge, and then more closely in the raster's own system.
   */
  private boolean reaches(Bounds area, Crs crs) {
    Crs own = raster.grid().crs();
    Bounds bounds = raster.grid().bounds();
    if (own.equals(crs) && !own.isGeographic()) {
      return overlap(area, bounds);
    }
    try {
      if (!overlapOnEarth(area.transformed(crs, WGS84), bounds.transformed(own, WGS84))) {
        return false;
      }
      return own.isGeographic() || overlap(area.transformed(crs, own), bounds);
    } catch (RasterException e) {
      if (e.key() == RasterException.Key.CRS && !own.equals(Crs.UNKNOWN)) {
        return false; // nothing of one has a place in the other
      }
      throw e;
    }
  }

  /** Whether longitudes and latitudes have a place in common, any number of turns apart. */
  private static boolean overlapOnEarth(Bounds a, Bounds b) {
    double turns = 360 * Math.rint((a.minX() + a.maxX() - b.minX() - b.maxX()) / 720);
    for (int turn = -1; turn <= 1; turn++) {
      double shift = turns + 360 * turn;
      if (overlap(a, new Bounds(b.minX() + shift, b.minY(), b.maxX() + shift, b.maxY()))) {
        return true;
      }
    }
    return false;
  }

  /** Whether the first, which may be a point, has more than an edge in common with the second. */
  private static boolean overlap(Bounds a, Bounds b) {
    return a.minX() < b.maxX() && b.minX() < a.maxX() && a.minY() < b.maxY() && b.minY() < a.maxY();
  }

  /**
   * The part within bounds.
   *
   * @param bounds in {@code boundsCrs}; all of them come out, also where the raster does not reach
   * @param target CRS of the result; that of the bounds without one
   * @throws RasterException with key OUT_OF_BOUNDS when the raster does not reach the bounds
   */
  public Pixels part(Bounds bounds, Crs boundsCrs, Optional<Crs> target, OutputSize size) {
    if (!reaches(bounds, boundsCrs)) {
      throw new RasterException(
          RasterException.Key.OUT_OF_BOUNDS,
          "%s does not reach %s in %s".formatted(raster.name(), bounds, boundsCrs.name()));
    }
    Crs crs = target.orElse(boundsCrs);
    return read(partGrid(bounds.transformed(boundsCrs, crs), crs, size));
  }

  private Grid partGrid(Bounds bounds, Crs crs, OutputSize size) {
    Grid own = raster.grid();
    boolean asItIs = crs.equals(own.crs()) && own.affine().isNorthUp();
    if (asItIs && size instanceof OutputSize.Native) {
      return own.crop(own.windowOf(bounds));
    }
    Grid near = asItIs ? own : Grid.suggested(nearby(bounds, crs), crs);
    double width = (bounds.maxX() - bounds.minX()) / near.pixelWidth();
    double height = (bounds.maxY() - bounds.minY()) / near.pixelHeight();
    int cols;
    int rows;
    switch (size) {
      case OutputSize.Exactly exactly -> {
        cols = exactly.width();
        rows = exactly.height();
      }
      case OutputSize.AtMost most -> {
        double shrink = Math.max(1, Math.max(width, height) / most.pixels());
        cols = pixels(width / shrink);
        rows = pixels(height / shrink);
      }
      case OutputSize.Native same -> {
        cols = pixels(width);
        rows = pixels(height);
      }
    }
    double sizeX = Math.max((bounds.maxX() - bounds.minX()) / cols, Double.MIN_NORMAL);
    double sizeY = Math.max((bounds.maxY() - bounds.minY()) / rows, Double.MIN_NORMAL);
    return new Grid(
        crs,
        org.sunqar.raster.geo.Affine.northUp(bounds.minX(), bounds.maxY(), sizeX, sizeY),
        cols,
        rows);
  }

  private static int pixels(double count) {
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.rint(count)));
  }

  /** The pixels around bounds in another system, from which their size there is taken. */
  private Grid nearby(Bounds bounds, Crs crs) {
    Grid own = raster.grid();
    return bounds
        .transformed(crs, own.crs())
        .intersection(own.bounds())
        .flatMap(area -> own.windowOf(area).intersect(own.window()))
        .map(own::crop)
        .orElse(own);
  }

  /** All of the raster on its own grid, with so many pixels on the longer side at most. */
  public Pixels preview(int maxSize) {
    Grid own = raster.grid();
    double shrink = (double) Math.max(own.width(), own.height()) / maxSize;
    return read(
        shrink <= 1
            ? own
            : own.resized(pixels(own.width() / shrink), pixels(own.height() / shrink)));
  }

  /**
   * The values of the pixel at a place.
   *
   * @throws RasterException with key OUT_OF_BOUNDS when the raster does not reach it
   */
  public PointValues point(double x, double y, Crs crs) {
    double[] xy = {x, y};
    Grid own = raster.grid();
    if (!own.crs().equals(crs)) {
      CoordinateTransform.between(crs, own.crs()).transform(xy, 1);
    }
    if (own.crs().isGeographic()) {
      double middle = (own.bounds().minX() + own.bounds().maxX()) / 2;
      xy[0] -= 360 * Math.rint((xy[0] - middle) / 360); // the turn on which the raster is
    }
    double col = Math.floor(own.affine().colOf(xy[0], xy[1]));
    double row = Math.floor(own.affine().rowOf(xy[0], xy[1]));
    if (!(col >= 0 && col < own.width() && row >= 0 && row < own.height())) {
      throw new RasterException(
          RasterException.Key.OUT_OF_BOUNDS,
          "%s does not reach %s, %s in %s".formatted(raster.name(), x, y, crs.name()));
    }
    Pixels pixels = read(own.crop(new Window((int) col, (int) row, 1, 1)));
    List<Double> values = pixels.values().stream().map(block -> block.get(0)).toList();
    List<Boolean> valid =
        IntStream.range(0, values.size()).mapToObj(band -> pixels.isValid(band, 0)).toList();
    return new PointValues(pixels.bands(), values, valid);
  }

  /**
   * The pixels around a geometry; those whose centre is not in it are masked, or that it does not
   * touch where it is no polygon.
   *
   * @param target CRS of the result; that of the raster without one
   * @throws RasterException with key OUT_OF_BOUNDS when the raster does not reach it
   */
  public Pixels feature(Geometry geometry, Crs crs, Optional<Crs> target, OutputSize size) {
    Crs to = target.orElse(raster.grid().crs());
    Geometry moved = GeometryTransform.apply(geometry, crs, to);
    Pixels pixels = part(bounds(moved), to, Optional.empty(), size);
    Rasterizer.Rule rule =
        geometry.getDimension() == 2 ? Rasterizer.Rule.CENTRE : Rasterizer.Rule.ALL_TOUCHED;
    PixelBlock.Bytes inside = Rasterizer.mask(moved, pixels.grid(), rule);
    List<PixelBlock.Bytes> masks = new ArrayList<>();
    for (PixelBlock.Bytes mask : pixels.masks()) {
      PixelBlock.Bytes cut =
          new PixelBlock.Bytes(mask.type(), mask.width(), mask.height(), mask.values().clone());
      for (int i = 0; i < cut.size(); i++) {
        cut.values()[i] &= inside.values()[i]; // 0 or 255
      }
      masks.add(cut);
    }
    return new Pixels(pixels.grid(), pixels.bands(), pixels.values(), masks);
  }

  /**
   * Statistics of the pixels in a polygon at the raster's resolution, each weighed by the share of
   * it that lies inside.
   *
   * @throws RasterException with key OUT_OF_BOUNDS when the raster does not reach it
   */
  public List<BandStatistics> statistics(Geometry zone, Crs crs, StatisticsOptions wanted) {
    Crs own = raster.grid().crs();
    Geometry moved = GeometryTransform.apply(zone, crs, own);
    Pixels pixels = part(bounds(moved), own, Optional.empty(), new OutputSize.Native());
    return Statistics.of(pixels, Rasterizer.coverage(moved, pixels.grid()), wanted);
  }

  private Bounds bounds(Geometry geometry) {
    if (geometry.isEmpty()) {
      throw new RasterException(RasterException.Key.OUT_OF_BOUNDS, "the geometry is empty");
    }
    Envelope e = geometry.getEnvelopeInternal();
    return new Bounds(e.getMinX(), e.getMinY(), e.getMaxX(), e.getMaxY());
  }

  /** The pixels of a grid, anywhere. */
  public Pixels read(Grid grid) {
    if (grid.window().pixels() > MAX_PIXELS) {
      throw new RasterException(
          RasterException.Key.TOO_LARGE,
          "%d x %d pixels at once; at most %d are possible"
              .formatted(grid.width(), grid.height(), MAX_PIXELS));
    }
    Optional<Window> same = raster.grid().windowOf(grid).filter(raster.grid().window()::contains);
    return computed(same.isPresent() ? raster.pixels(same.get(), sourceBands) : warped(grid));
  }

  @SuppressWarnings("resource") // closing the warped image would close the raster
  private Pixels warped(Grid grid) {
    WarpOptions warp =
        WarpOptions.of(options.resampling()).withBands(IntStream.of(sourceBands).boxed().toList());
    return WarpedRaster.of(raster, grid, warp).pixels(grid.window());
  }

  /** Expressions and physical values of what was read. */
  private Pixels computed(Pixels pixels) {
    if (options.expressions().isEmpty() && !options.unscaled()) {
      return pixels;
    }
    Map<String, Integer> read = new LinkedHashMap<>();
    names.forEach((name, band) -> {
      for (int i = 0; i < sourceBands.length; i++) {
        if (sourceBands[i] == band) {
          read.put(name, i + 1);
        }
      }
    });
    if (!options.expressions().isEmpty()) {
      return BandMath.compute(options.expressions(), pixels, read, calcOptions());
    }
    Pixels physical = BandMath.compute(bandExpressions(), pixels, read, calcOptions());
    List<BandInfo> bands = new ArrayList<>();
    for (int i = 0; i < pixels.bands().size(); i++) {
      BandInfo computed = physical.bands().get(i);
      bands.add(pixels.bands().get(i).withType(computed.type(), computed.noData()).withScale(1, 0));
    }
    return new Pixels(physical.grid(), bands, physical.values(), physical.masks());
  }
}
