// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.ColorInterpretation;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.pixel.Resampling;

/**
 * A raster brought to another grid, computed when a window is read. A pixel's value depends on the
 * source, the two grids and the options alone: any window, on any thread, gives the bytes that the
 * whole has there.
 *
 * <p>A target pixel of {@link Resampling#NEAREST}, bilinear, cubic, cubic spline or Lanczos has a
 * value where the source pixel that holds its centre has one; the other methods need any source
 * pixel with a value below the target pixel. Missing pixels among those with values are left out
 * and the weights of the others made to sum up to 1. Where a target pixel is larger than a source
 * pixel, kernels are widened by one factor for the whole image, the typical size of a target pixel
 * (its median), which is taken as a whole number within 0.05 of one and as 1 below 1.05.
 *
 * <p>Pixels without a value hold the no-data value, or NaN in bands of floats, or 0; then {@link
 * #readMask} tells them. A computed value never equals the no-data value: it becomes the next lower
 * one, or the next higher where there is no lower.
 *
 * <p>Against gdalwarp 3.6: the mode goes by area, not by count; the sum takes rectangles, not
 * quadrangles, of source pixels; Lanczos is widened, which gdalwarp leaves out.
 *
 * <p>Known limits: 64-bit integers are computed as doubles, except by nearest, which copies. One
 * target pixel may not cover more than {@value Sampler#MOST_PIXELS} source pixels.
 */
public final class WarpedRaster implements Raster {

  /** Bytes of decoded source kept for the next windows. */
  static final long CACHE_BYTES = 64L << 20;

  private final Raster source;
  private final Grid grid;
  private final WarpOptions options;
  private final List<BandInfo> bands;
  private final int[] sourceBands;
  private final WarpSource level;
  private final Sampler sampler;
  private final Sampler maskSampler;
  private final CoarserVersions<Raster> overviews;
  private final boolean isOverview;

  private WarpedRaster(
      Raster source,
      Grid grid,
      PixelMapping mapping,
      WarpOptions options,
      SourceBlocks blocks,
      boolean isOverview) {
    this.source = source;
    this.grid = grid;
    this.options = options;
    this.sourceBands = sourceBands(source, options);
    this.bands = bands(source, options);
    this.level = WarpSource.choose(source, grid, mapping, options, blocks);
    this.sampler = Sampler.of(options.resampling(), level.footprint());
    this.maskSampler = Sampler.ofMask(options.resampling(), level.footprint());
    this.isOverview = isOverview;
    // coarser versions are made of the source's own; a sum over a larger pixel is another quantity
    boolean versions =
        !isOverview
            && options.overviews() instanceof WarpOptions.OverviewChoice.Auto
            && options.resampling() != Resampling.SUM;
    this.overviews =
        versions
            ? new CoarserVersions<>(grid, factor -> coarser(factor, mapping, blocks))
            : CoarserVersions.none(grid);
  }

  private Raster coarser(int factor, PixelMapping mapping, SourceBlocks blocks) {
    PixelMapping coarse =
        (colRow, points) -> {
          for (int i = 0; i < 2 * points; i++) {
            colRow[i] *= factor;
          }
          mapping.toSource(colRow, points);
        };
    return new WarpedRaster(source, grid.coarsened(factor), coarse, options, blocks, true);
  }

  /**
   * Warps by the position that the source has itself.
   *
   * @param source closed with the result
   * @throws org.sunqar.raster.RasterException with key CRS when the source is not georeferenced or
   *     there is no way between the systems
   */
  public static WarpedRaster of(Raster source, Grid target, WarpOptions options) {
    return of(source, target, PixelMapping.of(target, source), options);
  }

  /**
   * The same with decoded pieces of sources that many images share.
   *
   * @param source closed with the result
   */
  public static WarpedRaster of(
      Raster source, Grid target, WarpOptions options, SourceBlocks blocks) {
    return of(source, target, PixelMapping.of(target, source), options, blocks);
  }

  /**
   * Warps by a given mapping.
   *
   * @param source closed with the result
   * @param mapping from pixels of the target grid to pixels of the source
   */
  public static WarpedRaster of(
      Raster source, Grid target, PixelMapping mapping, WarpOptions options) {
    return of(source, target, mapping, options, new SourceBlocks(CACHE_BYTES));
  }

  /** Warps with pieces of sources kept together with those of other images. */
  static WarpedRaster of(
      Raster source, Grid target, PixelMapping mapping, WarpOptions options, SourceBlocks blocks) {
    return new WarpedRaster(source, target, mapping, options, blocks, false);
  }

  private static int[] sourceBands(Raster source, WarpOptions options) {
    return source.bandNumbers(options.bands().stream().mapToInt(Integer::intValue).toArray());
  }

  /** What the bands are of a source that is warped. */
  static List<BandInfo> bands(Raster source, WarpOptions options) {
    List<BandInfo> bands = new ArrayList<>();
    for (int band : sourceBands(source, options)) {
      BandInfo info = source.bands().get(band - 1);
      OptionalDouble noData = options.noData().isPresent() ? options.noData() : info.noData();
      if (info.color() == ColorInterpretation.ALPHA) {
        noData = OptionalDouble.empty();
      }
      PixelType type = options.type().orElse(info.type());
      noData.ifPresent(value -> checkFits(value, type));
      bands.add(info.withType(type, noData).withMetadata(Map.of()));
    }
    return List.copyOf(bands);
  }

  private static void checkFits(double noData, PixelType type) {
    PixelBlock sample = PixelBlock.of(type, 1, 1);
    sample.set(0, noData);
    boolean fits = type.isFloat() || sample.get(0) == noData;
    if (!fits) {
      throw new IllegalArgumentException(
          "no-data value " + noData + " does not fit into " + type.stacName());
    }
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public Grid grid() {
    return grid;
  }

  @Override
  public List<BandInfo> bands() {
    return bands;
  }

  @Override
  public Map<String, String> metadata() {
    return source.metadata();
  }

  @Override
  public int blockWidth() {
    return Math.min(PlaceMap.ROOT, grid.width());
  }

  @Override
  public int blockHeight() {
    return Math.min(PlaceMap.ROOT, grid.height());
  }

  /**
   * The same warp to grids 2, 4, 8, ... times as coarse, until one fits into 256 x 256 pixels, each
   * from the source's overview that suits it. None where another choice of overviews than {@link
   * WarpOptions.OverviewChoice.Auto} was made, and for {@link Resampling#SUM}.
   */
  @Override
  public List<Raster> overviews() {
    return overviews.get();
  }

  /** By how much the kernel is widened along the rows and columns of the source. */
  Footprint widening() {
    return new Footprint(
        Footprint.widening(level.footprint().cols()), Footprint.widening(level.footprint().rows()));
  }

  @Override
  public List<PixelBlock> read(Window window, int... wanted) {
    grid.requireInside(window);
    int[] all = bandNumbers(wanted);
    List<PixelBlock> blocks = new ArrayList<>(all.length);
    int[] fromSource = new int[all.length];
    for (int i = 0; i < all.length; i++) {
      BandInfo band = bands.get(all[i] - 1);
      fromSource[i] = sourceBands[all[i] - 1];
      PixelBlock block = PixelBlock.of(band.type(), window.width(), window.height());
      double missing = missing(band);
      if (missing != 0) {
        block.fill(missing);
      }
      blocks.add(block);
    }
    Target.Scratch scratch = new Target.Scratch();
    forEachPart(
        window,
        piece -> {
          for (int i = 0; i < fromSource.length; i++) {
            OptionalDouble noData = bands.get(all[i] - 1).noData();
            sampler.warp(
                level,
                piece,
                new Layer(fromSource[i], fromSource),
                new Target(window, blocks.get(i), noData, scratch));
          }
        });
    return blocks;
  }

  /** What pixels of a band hold that have no value. */
  static double missing(BandInfo band) {
    boolean alpha = band.color() == ColorInterpretation.ALPHA;
    return band.noData().orElse(band.type().isFloat() && !alpha ? Double.NaN : 0);
  }

  /** Whether the source has a mask, or a band has no value that tells missing pixels. */
  @Override
  public boolean hasMask() {
    return needsMask(source, bands, options);
  }

  static boolean needsMask(Raster source, List<BandInfo> bands, WarpOptions options) {
    return (options.useMask() && source.hasMask())
        || bands.stream().anyMatch(WarpedRaster::cannotSayMissing);
  }

  private static boolean cannotSayMissing(BandInfo band) {
    return band.noData().isEmpty()
        && !band.type().isFloat()
        && band.color() != ColorInterpretation.ALPHA;
  }

  /**
   * The source's mask, warped as the bands are, but by the mean instead of the median and its like;
   * 0 outside the source.
   */
  @Override
  public PixelBlock.Bytes readMask(Window window) {
    grid.requireInside(window);
    PixelBlock.Bytes mask =
        (PixelBlock.Bytes) PixelBlock.of(PixelType.UINT8, window.width(), window.height());
    Target target = new Target(window, mask, OptionalDouble.empty(), new Target.Scratch());
    forEachPart(window, piece -> maskSampler.warp(level, piece, Layer.MASK, target));
    return mask;
  }

  private void forEachPart(Window window, Consumer<PlaceMap.Piece> action) {
    int root = PlaceMap.ROOT;
    for (int row = window.row() / root * root; row < window.endRow(); row += root) {
      for (int col = window.col() / root * root; col < window.endCol(); col += root) {
        window
            .intersect(new Window(col, row, root, root))
            .ifPresent(part -> level.places().pieces(part).forEach(action));
      }
    }
  }

  /** Closes the source, unless this is an overview. */
  @Override
  public void close() {
    if (!isOverview) {
      source.close();
    }
  }

  @Override
  public String toString() {
    return "WarpedRaster[" + name() + " to " + grid.crs() + "]";
  }
}
