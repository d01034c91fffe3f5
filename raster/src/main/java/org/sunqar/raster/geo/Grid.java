// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.geo;

import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.sunqar.raster.RasterException;

/**
 * Where pixels lie: a CRS, an affine transform and a size. The one value that readers, writers,
 * cubes and detectors take; nobody passes a width, a height and a transform apart.
 *
 * <p>Two grids are <em>aligned</em> when they share a CRS and their pixels coincide: one is the
 * other shifted by whole pixels. A tolerance of {@value #ALIGNMENT_TOLERANCE} of a pixel absorbs
 * origins that were written with rounding.
 *
 * @param crs the coordinate reference system
 * @param affine pixel to map coordinates
 * @param width columns, at least 1
 * @param height rows, at least 1
 */
public record Grid(Crs crs, Affine affine, int width, int height) {

  /** Largest offset between the pixels of aligned grids (pixels). */
  public static final double ALIGNMENT_TOLERANCE = 0.01;

  public Grid {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("grid is empty: " + width + " x " + height + " pixels");
    }
  }

  /** All pixels of this grid. */
  public Window window() {
    return new Window(0, 0, width, height);
  }

  /**
   * Refuses a window that reaches beyond this grid.
   *
   * @throws IllegalArgumentException when it does
   */
  public void requireInside(Window window) {
    if (!window().contains(window)) {
      throw new IllegalArgumentException(
          window + " is not inside the " + width + " x " + height + " pixels");
    }
  }

  /** The part of this grid, or of its continuation beyond its edges, that a window covers. */
  public Grid crop(Window window) {
    return new Grid(
        crs, affine.shifted(window.col(), window.row()), window.width(), window.height());
  }

  /** This grid with pixels {@code factor} times as large; a last partial pixel is kept. */
  public Grid coarsened(int factor) {
    return new Grid(
        crs,
        affine.scaled(factor, factor),
        (width + factor - 1) / factor,
        (height + factor - 1) / factor);
  }

  /** This grid with a border of whole pixels on each side. */
  public Grid padded(int pixels) {
    return crop(window().padded(pixels));
  }

  /** This grid continued to the right and down until its size is a multiple of a number. */
  public Grid paddedToMultipleOf(int pixels) {
    return crop(
        new Window(
            0,
            0,
            Math.multiplyExact(Math.ceilDiv(width, pixels), pixels),
            Math.multiplyExact(Math.ceilDiv(height, pixels), pixels)));
  }

  /** The same area in another number of pixels. */
  public Grid resized(int newWidth, int newHeight) {
    return new Grid(
        crs,
        affine.scaled((double) width / newWidth, (double) height / newHeight),
        newWidth,
        newHeight);
  }

  /** This grid with pixels of another size (CRS units); a last partial pixel is kept. */
  public Grid atResolution(double resolution) {
    double x = resolution / pixelWidth();
    double y = resolution / pixelHeight();
    return new Grid(crs, affine.scaled(x, y), size(width / x), size(height / y));
  }

  /**
   * The grid of square pixels that covers an area, with pixel edges at multiples of the pixel size,
   * so that grids made for different areas are aligned.
   *
   * @param resolution size of a pixel (CRS units)
   * @throws RasterException with key TOO_LARGE when it has more pixels a side than an int holds
   */
  public static Grid covering(Bounds area, Crs crs, double resolution) {
    if (!(resolution > 0) || !Double.isFinite(resolution)) {
      throw new IllegalArgumentException("resolution " + resolution);
    }
    double left = Math.floor(area.minX() / resolution + 1e-6);
    double top = Math.ceil(area.maxY() / resolution - 1e-6);
    double right = Math.ceil(area.maxX() / resolution - 1e-6);
    double bottom = Math.floor(area.minY() / resolution + 1e-6);
    return new Grid(
        crs,
        Affine.northUp(left * resolution, top * resolution, resolution, resolution),
        size(right - left),
        size(top - bottom));
  }

  /**
   * The grid in another system that holds a grid at about its resolution: square pixels, as many on
   * the diagonal as there are on the grid's. The rule of GDAL's warper.
   *
   * @throws RasterException with key CRS when the grid has no place there
   */
  public static Grid suggested(Grid source, Crs target) {
    return source.crs.equals(target) && source.affine.isNorthUp()
        ? source
        : new SuggestedGrid(source, target).result();
  }

  /** A number of pixels, at least 1, for a length that rounding may have made a trifle longer. */
  static int size(double pixels) {
    double whole = Math.ceil(pixels - 1e-6);
    if (!(whole <= Integer.MAX_VALUE)) {
      throw new RasterException(
          RasterException.Key.TOO_LARGE, "a grid of " + whole + " pixels on a side is too large");
    }
    return (int) Math.max(1, whole);
  }

  /** Distance between the centres of neighbouring pixels in a row (CRS units). */
  public double pixelWidth() {
    return Math.hypot(affine.a(), affine.d());
  }

  /** Distance between the centres of neighbouring pixels in a column (CRS units). */
  public double pixelHeight() {
    return Math.hypot(affine.b(), affine.e());
  }

  /** Windows of a block's size in reading order, the last ones cut at the grid's edges. */
  public Stream<Window> blocks(int blockWidth, int blockHeight) {
    int across = Math.ceilDiv(width, blockWidth);
    long count = (long) across * Math.ceilDiv(height, blockHeight);
    return LongStream.range(0, count)
        .mapToObj(i -> {
          int col = (int) (i % across) * blockWidth;
          int row = (int) (i / across) * blockHeight;
          return new Window(
              col, row, Math.min(blockWidth, width - col), Math.min(blockHeight, height - row));
        });
  }

  /** The longitudes and latitudes (degrees on WGS 84) that this grid covers. */
  public Bounds lonLatBounds() {
    return bounds().transformed(crs, Crs.ofEpsg(4326));
  }

  public boolean isAlignedWith(Grid other) {
    return offsetOf(other).isPresent();
  }

  /** The window of this grid (which may reach beyond it) that an aligned grid covers. */
  public Optional<Window> windowOf(Grid other) {
    return offsetOf(other).map(o -> new Window(o.col(), o.row(), other.width, other.height));
  }

  /**
   * The smallest grid that holds this grid and an aligned one.
   *
   * @throws IllegalArgumentException when the grids are not aligned
   */
  public Grid union(Grid other) {
    Window window =
        windowOf(other)
            .orElseThrow(() -> new IllegalArgumentException("grids are not aligned: " + other));
    return crop(window().union(window));
  }

  /** The smallest window of this grid's pixels that covers map bounds; may reach beyond it. */
  public Window windowOf(Bounds bounds) {
    double[] cols = {
      affine.colOf(bounds.minX(), bounds.minY()), affine.colOf(bounds.minX(), bounds.maxY()),
      affine.colOf(bounds.maxX(), bounds.minY()), affine.colOf(bounds.maxX(), bounds.maxY())
    };
    double[] rows = {
      affine.rowOf(bounds.minX(), bounds.minY()), affine.rowOf(bounds.minX(), bounds.maxY()),
      affine.rowOf(bounds.maxX(), bounds.minY()), affine.rowOf(bounds.maxX(), bounds.maxY())
    };
    int left = pixel(Math.floor(min(cols)));
    int top = pixel(Math.floor(min(rows)));
    int right = pixel(Math.ceil(max(cols)));
    int bottom = pixel(Math.ceil(max(rows)));
    return new Window(left, top, Math.max(1, right - left), Math.max(1, bottom - top));
  }

  /** The rectangle in map coordinates that this grid covers. */
  public Bounds bounds() {
    double[] xs = {
      affine.xOf(0, 0), affine.xOf(width, 0), affine.xOf(0, height), affine.xOf(width, height)
    };
    double[] ys = {
      affine.yOf(0, 0), affine.yOf(width, 0), affine.yOf(0, height), affine.yOf(width, height)
    };
    return new Bounds(min(xs), min(ys), max(xs), max(ys));
  }

  /** Pixels apart of the two origins, when the grids are aligned. */
  private Optional<Offset> offsetOf(Grid other) {
    if (!crs.equals(other.crs)) {
      return Optional.empty();
    }
    double col = affine.colOf(other.affine.c(), other.affine.f());
    double row = affine.rowOf(other.affine.c(), other.affine.f());
    double endCol = affine.colOf(other.cornerX(), other.cornerY()) - other.width;
    double endRow = affine.rowOf(other.cornerX(), other.cornerY()) - other.height;
    boolean aligned =
        Math.abs(col - Math.rint(col)) <= ALIGNMENT_TOLERANCE
            && Math.abs(row - Math.rint(row)) <= ALIGNMENT_TOLERANCE
            && Math.abs(endCol - Math.rint(col)) <= ALIGNMENT_TOLERANCE
            && Math.abs(endRow - Math.rint(row)) <= ALIGNMENT_TOLERANCE
            && Math.abs(col) < 1e9
            && Math.abs(row) < 1e9;
    return aligned
        ? Optional.of(new Offset((int) Math.rint(col), (int) Math.rint(row)))
        : Optional.empty();
  }

  private double cornerX() {
    return affine.xOf(width, height);
  }

  private double cornerY() {
    return affine.yOf(width, height);
  }

  private record Offset(int col, int row) {}

  /** A floating-point pixel index as an int, away from overflow. */
  private static int pixel(double value) {
    return (int) Math.max(-1e9, Math.min(1e9, value));
  }

  private static double min(double[] values) {
    return Math.min(Math.min(values[0], values[1]), Math.min(values[2], values[3]));
  }

  private static double max(double[] values) {
    return Math.max(Math.max(values[0], values[1]), Math.max(values[2], values[3]));
  }
}
