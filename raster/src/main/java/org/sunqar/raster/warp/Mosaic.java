// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.strtree.STRtree;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.pixel.Resampling;

/**
 * Overlapping rasters made one, computed when a window is read. Sources whose grid is aligned with
 * that of the mosaic are taken as they are, others are warped. Only those that a window meets are
 * opened, and of those, where values are chosen by rank, only as many as it takes to fill it. At
 * most {@value #MOST_OPEN} are kept open.
 *
 * <p>Bands are those of the first source; the others must have at least as many. A pixel is chosen
 * or combined in each band for itself, of the sources that have a value there. Memory: {@value
 * #CACHE_MIB} MiB for all windows, and for each thread that reads, besides the result, at most
 * {@value #STACK_VALUES} values.
 */
public final class Mosaic implements Raster {

  static final int MOST_OPEN = 64;

  private static final int CACHE_MIB = 128;

  /** Columns and rows that are computed at once. */
  private static final int BLOCK = 512;

  /** Values of all sources at once for the median (64 MiB as doubles). */
  private static final int STACK_VALUES = 8 << 20;

  private final List<MosaicSource> sources;
  private final Grid grid;
  private final MosaicMethod method;
  private final WarpOptions options;
  private final List<BandInfo> bands;
  private final boolean masked;
  private final List<Window> windows;
  private final STRtree index;
  private final RasterPool<Integer> pool;
  private final CoarserVersions<Mosaic> overviews;
  private final boolean isOverview;
  private final SourceBlocks blocks;

  private Mosaic(
      List<MosaicSource> ranked,
      Grid grid,
      MosaicMethod method,
      WarpOptions options,
      Shared shared,
      boolean isOverview) {
    this.grid = grid;
    this.method = method;
    this.options = options;
    this.sources = List.copyOf(ranked);
    this.bands = shared.bands();
    this.masked = shared.masked();
    this.blocks = shared.blocks();
    this.isOverview = isOverview;
    this.index = new STRtree();
    this.windows = new ArrayList<>();
    for (int i = 0; i < this.sources.size(); i++) {
      Optional<Window> window = Coverage.of(this.sources.get(i).grid(), grid);
      windows.add(window.orElse(grid.window()));
      if (window.isPresent()) {
        index.insert(envelope(window.get()), i);
      }
    }
    index.build();
    this.pool = new RasterPool<>(this::open, MOST_OPEN);
    boolean versions =
        !isOverview
            && options.overviews() instanceof WarpOptions.OverviewChoice.Auto
            && options.resampling() != Resampling.SUM;
    this.overviews =
        versions ? new CoarserVersions<>(grid, this::coarser) : CoarserVersions.none(grid);
  }

  private Mosaic coarser(int factor) {
    Shared shared = new Shared(bands, masked, blocks);
    return new Mosaic(sources, grid.coarsened(factor), method, options, shared, true);
  }

  /** What a mosaic and its overviews have in common; the first source says it for all. */
  private record Shared(List<BandInfo> bands, boolean masked, SourceBlocks blocks) {

    static Shared of(MosaicSource first, WarpOptions options) {
      try (Raster raster = first.opener().get()) {
        List<BandInfo> bands = WarpedRaster.bands(raster, options);
        boolean masked = WarpedRaster.needsMask(raster, bands, options);
        return new Shared(bands, masked, new SourceBlocks((long) CACHE_MIB << 20));
      }
    }
  }

  /**
   * Makes a mosaic.
   *
   * @param sources at least one, in the order that {@link MosaicMethod.First} goes by
   * @param grid of the mosaic
   * @param options how sources are warped that are not aligned; and bands, type and no-data value
   * @throws RasterException when the first source cannot be opened, or a source has no position
   */
  public static Mosaic of(
      List<MosaicSource> sources, Grid grid, MosaicMethod method, WarpOptions options) {
    if (sources.isEmpty()) {
      throw new IllegalArgumentException("a mosaic of nothing");
    }
    List<MosaicSource> ranked = new ArrayList<>(sources);
    ranked.sort(method.order());
    if (method instanceof MosaicMethod.Last) {
      Collections.reverse(ranked);
    }
    Shared shared = Shared.of(sources.getFirst(), options);
    return new Mosaic(ranked, grid, method, options, shared, false);
  }

  private static Envelope envelope(Window window) {
    // shrunk by a half, as envelopes that touch count as meeting
    return new Envelope(
        window.col() + 0.5, window.endCol() - 0.5, window.row() + 0.5, window.endRow() - 0.5);
  }

  /** A source on the part of the mosaic's grid that it covers. */
  private Raster open(int number) {
    MosaicSource source = sources.get(number);
    Raster raster = source.opener().get();
    try {
      Grid part = grid.crop(windows.get(number));
      boolean aligned = raster.grid().isAlignedWith(part);
      if (aligned && raster.grid().equals(source.grid()) && fits(raster)) {
        return new AlignedRaster(raster, part, blocks);
      }
      WarpOptions ways = aligned ? options.withResampling(Resampling.NEAREST) : options;
      if (options.bands().isEmpty()) {
        ways = ways.withBands(IntStream.rangeClosed(1, bands.size()).boxed().toList());
      }
      return WarpedRaster.of(raster, part, PixelMapping.of(part, raster), ways, blocks);
    } catch (RuntimeException e) {
      raster.close();
      throw e;
    }
  }

  /** Whether the samples of a source are those of the mosaic as they are. */
  private boolean fits(Raster raster) {
    if (!options.bands().isEmpty()
        || raster.bands().size() < bands.size()
        || (raster.hasMask() && !options.useMask())) {
      return false;
    }
    for (int i = 0; i < bands.size(); i++) {
      BandInfo theirs = raster.bands().get(i);
      if (theirs.type() != bands.get(i).type() || !theirs.noData().equals(bands.get(i).noData())) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String name() {
    return "mosaic of " + sources.size() + " images";
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
    return Map.of();
  }

  @Override
  public int blockWidth() {
    return Math.min(BLOCK, grid.width());
  }

  @Override
  public int blockHeight() {
    return Math.min(BLOCK, grid.height());
  }

  /**
   * The same mosaic on grids 2, 4, 8, ... times as coarse, until one fits into 256 x 256 pixels,
   * each from the sources' overviews that suit it. None where another choice of overviews than
   * {@link WarpOptions.OverviewChoice.Auto} was made, and for {@link Resampling#SUM}.
   */
  @Override
  public List<Mosaic> overviews() {
    return overviews.get();
  }

  @Override
  public List<PixelBlock> read(Window window, int... wanted) {
    grid.requireInside(window);
    int[] all = bandNumbers(wanted);
    List<PixelBlock> results = new ArrayList<>(all.length);
    for (int band : all) {
      PixelBlock result =
          PixelBlock.of(bands.get(band - 1).type(), window.width(), window.height());
      double missing = WarpedRaster.missing(bands.get(band - 1));
      if (missing != 0) {
        result.fill(missing);
      }
      results.add(result);
    }
    for (Window part : parts(window)) {
      int[] numbers = meeting(part);
      for (int i = 0; i < all.length; i++) {
        Target target =
            new Target(
                window, results.get(i), bands.get(all[i] - 1).noData(), new Target.Scratch());
        if (method.chooses()) {
          choose(part, numbers, all[i], target);
        } else {
          combine(part, numbers, all[i], target);
        }
      }
    }
    return results;
  }

  private static List<Window> parts(Window window) {
    List<Window> parts = new ArrayList<>();
    for (int row = window.row(); row < window.endRow(); row += BLOCK) {
      for (int col = window.col(); col < window.endCol(); col += BLOCK) {
        window.intersect(new Window(col, row, BLOCK, BLOCK)).ifPresent(parts::add);
      }
    }
    return parts;
  }

  /** Numbers of the sources that a window meets, best first. */
  private int[] meeting(Window window) {
    List<?> found = index.query(envelope(window));
    return found.stream().mapToInt(Integer.class::cast).sorted().toArray();
  }

  private void choose(Window part, int[] numbers, int band, Target target) {
    boolean[] taken = new boolean[(int) part.pixels()];
    int[] left = {taken.length};
    for (int number : numbers) {
      if (left[0] == 0) {
        return;
      }
      Window common = part.intersect(windows.get(number)).orElseThrow();
      boolean isFirst = left[0] == taken.length;
      left[0] -=
          pool.use(
              number,
              raster ->
                  take(
                      Overlap.read(raster, windows.get(number), common, band),
                      part,
                      taken,
                      isFirst,
                      target));
    }
  }

  /** Copies the values that are not taken yet; returns how many. */
  private static int take(
      Overlap overlap, Window part, boolean[] taken, boolean isFirst, Target target) {
    Window common = overlap.window();
    boolean all = isFirst && overlap.isComplete();
    int count = 0;
    for (int row = 0; row < common.height(); row++) {
      int from = row * common.width();
      int at = (common.row() + row - part.row()) * part.width() + common.col() - part.col();
      int to = target.index(common.col(), common.row() + row);
      if (all) {
        target.block().copy(overlap.values(), from, to, common.width());
        Arrays.fill(taken, at, at + common.width(), true);
        count += common.width();
      } else {
        count += takeRow(overlap, from, taken, at, target.block(), to);
      }
    }
    return count;
  }

  /** Copies the values of a row that are not taken yet, in runs; returns how many. */
  private static int takeRow(
      Overlap overlap, int from, boolean[] taken, int at, PixelBlock result, int to) {
    int width = overlap.window().width();
    int count = 0;
    int col = 0;
    while (col < width) {
      int start = col;
      while (col < width && !taken[at + col] && overlap.isValid(from + col)) {
        taken[at + col] = true;
        col++;
      }
      if (col > start) {
        result.copy(overlap.values(), from + start, to + start, col - start);
        count += col - start;
      }
      col++;
    }
    return count;
  }

  private void combine(Window part, int[] numbers, int band, Target target) {
    boolean median = method instanceof MosaicMethod.Median;
    if (median && part.pixels() * numbers.length > STACK_VALUES && part.height() > 1) {
      int half = part.height() / 2;
      combine(new Window(part.col(), part.row(), part.width(), half), numbers, band, target);
      combine(
          new Window(part.col(), part.row() + half, part.width(), part.height() - half),
          numbers,
          band,
          target);
      return;
    }
    Combiner combiner = Combiner.of(method, (int) part.pixels(), numbers.length);
    for (int number : numbers) {
      part.intersect(windows.get(number))
          .ifPresent(common ->
              pool.use(
                  number,
                  raster -> {
                    Overlap.read(raster, windows.get(number), common, band).addTo(combiner, part);
                    return common;
                  }));
    }
    RowWriter writer = target.writer();
    double[] row = new double[part.width()];
    for (int y = 0; y < part.height(); y++) {
      combiner.result(y * part.width(), row);
      writer.write(row, row.length, target.index(part.col(), part.row() + y));
    }
  }

  /** Whether a band has no value that tells missing pixels, or the first source has a mask. */
  @Override
  public boolean hasMask() {
    return masked;
  }

  /** The largest of the sources' masks. */
  @Override
  public PixelBlock.Bytes readMask(Window window) {
    grid.requireInside(window);
    PixelBlock.Bytes result =
        (PixelBlock.Bytes) PixelBlock.of(PixelType.UINT8, window.width(), window.height());
    for (Window part : parts(window)) {
      for (int number : meeting(part)) {
        Window common = part.intersect(windows.get(number)).orElseThrow();
        pool.use(
            number,
            raster -> {
              Window own = Overlap.within(windows.get(number), common);
              merge(raster.readMask(own).values(), common, result.values(), window);
              return common;
            });
      }
    }
    return result;
  }

  private static void merge(byte[] mask, Window common, byte[] result, Window window) {
    for (int i = 0; i < mask.length; i++) {
      int at =
          (common.row() - window.row() + i / common.width()) * window.width()
              + common.col()
              - window.col()
              + i % common.width();
      result[at] = (byte) Math.max(mask[i] & 0xff, result[at] & 0xff);
    }
  }

  /** Closes the sources that are open, those of overviews too; on an overview, does nothing. */
  @Override
  public void close() {
    if (!isOverview) {
      pool.close();
      overviews.forEachMade(overview -> overview.pool.close());
    }
  }
}
