// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import java.util.BitSet;
import java.util.Optional;
import org.locationtech.jts.densify.Densifier;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateFilter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygonal;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.vector.Rasterizer;

/**
 * Which pixels of a grid lie inside an area: those whose centres do, by the rule of {@link
 * Rasterizer}. Holes are left out. Edges are straight in longitude and latitude, as GeoJSON says,
 * and bent as need be on the grid.
 */
public final class AreaMask {

  /**
   * Longest piece of an edge that is transformed as a straight line (degrees, about a kilometre).
   */
  private static final double PIECE = 0.01;

  /** Pixels of the window that are filled at once, about. */
  private static final int STRIP = 1 << 24;

  private final Window window;
  private final BitSet inside;

  private AreaMask(Window window, BitSet inside) {
    this.window = window;
    this.inside = inside;
  }

  /**
   * The mask of an area over a grid.
   *
   * @param area polygons in WGS 84 longitude and latitude
   * @throws AnalysisException AREA when the area is no polygon, empty, or covers no pixel's centre;
   *     MEMORY when it spans more than 2^31 pixels
   */
  public static AreaMask of(Geometry area, Grid grid) {
    return within(area, grid, Integer.MAX_VALUE).orElseThrow(() -> outside(area, grid));
  }

  /**
   * The mask of an area that must not be large.
   *
   * @param area polygons in WGS 84 longitude and latitude
   * @param most pixels of the window around what lies on the grid
   * @return empty when it covers no pixel's centre
   * @throws AnalysisException AREA when the area is no polygon, empty, or spans more pixels
   */
  public static Optional<AreaMask> within(Geometry area, Grid grid, int most) {
    if (area.isEmpty() || !(area instanceof Polygonal)) {
      throw new AnalysisException(
          AnalysisException.Key.AREA, "the area must be a polygon, not " + area.getGeometryType());
    }
    if (!area.isValid()) {
      throw new AnalysisException(
          AnalysisException.Key.AREA, "the area's outline crosses or touches itself");
    }
    Envelope extent = area.getEnvelopeInternal();
    double longest = Math.max(extent.getWidth(), extent.getHeight());
    // copied: the densified geometry shares its corners with the area
    Geometry onGrid = Densifier.densify(area, Math.max(PIECE, longest / 10_000)).copy();
    onGrid.apply(new ToPixels(grid));
    onGrid.geometryChanged();
    Envelope pixels = onGrid.getEnvelopeInternal();
    Optional<Window> window = window(pixels).intersect(grid.window());
    if (window.isEmpty()) {
      return Optional.empty();
    }
    requireAtMost(most, window.get());
    BitSet inside = fill(onGrid, window.get());
    return inside.isEmpty() ? Optional.empty() : Optional.of(new AreaMask(window.get(), inside));
  }

  private static void requireAtMost(int most, Window window) {
    if (window.pixels() <= most) {
      return;
    }
    if (most < Integer.MAX_VALUE) {
      throw new AnalysisException(
          AnalysisException.Key.AREA,
          "the area spans %d x %d = %d pixels, and at most %d can be read at once: take a smaller one"
              .formatted(window.width(), window.height(), window.pixels(), most));
    }
    throw new AnalysisException(
        AnalysisException.Key.MEMORY,
        "the area spans "
            + window.width()
            + " x "
            + window.height()
            + " pixels, too many for one watch: split it");
  }

  private static Window window(Envelope pixels) {
    int left = (int) Math.max(-1e9, Math.floor(pixels.getMinX()));
    int top = (int) Math.max(-1e9, Math.floor(pixels.getMinY()));
    int right = (int) Math.min(1e9, Math.ceil(pixels.getMaxX()));
    int bottom = (int) Math.min(1e9, Math.ceil(pixels.getMaxY()));
    return new Window(left, top, Math.max(1, right - left), Math.max(1, bottom - top));
  }

  private static AnalysisException outside(Geometry area, Grid grid) {
    Envelope extent = area.getEnvelopeInternal();
    Bounds bounds = grid.bounds();
    double[] corner = {bounds.minX(), bounds.minY(), bounds.maxX(), bounds.maxY()};
    grid.crs().toLonLat(corner, 2);
    return new AnalysisException(
        AnalysisException.Key.AREA,
        String.format(
            java.util.Locale.ROOT,
            "the area (%.4f..%.4f E, %.4f..%.4f N) covers no pixel of the scenes (about %.4f..%.4f"
                + " E, %.4f..%.4f N)",
            extent.getMinX(),
            extent.getMaxX(),
            extent.getMinY(),
            extent.getMaxY(),
            corner[0],
            corner[2],
            corner[1],
            corner[3]));
  }

  /**
   * @param onGrid in columns and rows of the grid
   */
  private static BitSet fill(Geometry onGrid, Window window) {
    BitSet inside = new BitSet(Math.toIntExact(window.pixels()));
    int most = Math.max(1, STRIP / window.width());
    for (int top = 0; top < window.height(); top += most) {
      Affine corner = new Affine(1, 0, window.col(), 0, 1, window.row() + top);
      Grid strip =
          new Grid(Crs.UNKNOWN, corner, window.width(), Math.min(most, window.height() - top));
      byte[] mask = Rasterizer.mask(onGrid, strip, Rasterizer.Rule.CENTRE).values();
      for (int i = 0; i < mask.length; i++) {
        if (mask[i] != 0) {
          inside.set(top * window.width() + i);
        }
      }
    }
    return inside;
  }

  /** The smallest window of the grid that holds the area, as far as it lies on the grid. */
  public Window window() {
    return window;
  }

  /** Whether a pixel of {@link #window()}, counted from its corner, lies inside. */
  public boolean contains(int col, int row) {
    return inside.get(row * window.width() + col);
  }

  /** Pixels inside. */
  public int pixels() {
    return inside.cardinality();
  }

  /** Longitude and latitude to fractional columns and rows of a grid, in place. */
  private record ToPixels(Grid grid) implements CoordinateFilter {
    @Override
    public void filter(Coordinate coordinate) {
      double[] xy = {coordinate.x, coordinate.y};
      grid.crs().fromLonLat(xy, 1);
      coordinate.x = grid.affine().colOf(xy[0], xy[1]);
      coordinate.y = grid.affine().rowOf(xy[0], xy[1]);
      if (!Double.isFinite(coordinate.x) || !Double.isFinite(coordinate.y)) {
        throw new AnalysisException(
            AnalysisException.Key.AREA,
            "the area reaches beyond where " + grid.crs().name() + " is defined");
      }
    }
  }
}
