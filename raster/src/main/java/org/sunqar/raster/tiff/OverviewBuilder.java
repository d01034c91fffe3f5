// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.Resampling;
import org.sunqar.raster.pixel.SampleValues;

/**
 * Halves a resolution: each pixel stands for two by two of the finer one, fewer at an odd right or
 * lower edge. Pixels without a value (no-data, NaN, masked, alpha 0) do not take part; where none
 * takes part the result has no value either.
 *
 * <p>Known limits: mode and the means of 64-bit integers beyond 2^53 are those of doubles.
 */
final class OverviewBuilder {

  /** Source pixels that a thread holds at a time in order not to decode tiles again (samples). */
  private static final int RUN_SAMPLES = 1 << 20;

  private final TileLevel fine;
  private final TileLevel coarse;
  private final Optional<TileLevel> mask;
  private final Resampling method;
  private final OptionalDouble noData;
  private final OptionalInt alpha;
  private final HalvingKernel kernel;
  private final int size;
  private final int margin;

  /**
   * @param coarse half as large in each direction, rounded up
   * @param mask of the finer level
   * @param method nearest, average, mode, bilinear or cubic
   * @param noData of all bands
   * @param alpha band (from 0) that says where the others have values
   */
  OverviewBuilder(
      TileLevel fine,
      TileLevel coarse,
      Optional<TileLevel> mask,
      Resampling method,
      OptionalDouble noData,
      OptionalInt alpha) {
    this.fine = fine;
    this.coarse = coarse;
    this.mask = mask;
    this.method = method;
    this.noData = noData;
    this.alpha = alpha;
    this.kernel = HalvingKernel.of(method);
    this.size = fine.layout().blockWidth();
    this.margin = kernel.margin();
  }

  /**
   * For a mask: it comes to be valid where the image comes to have a value. By nearest and mode it
   * is an image like any other, as with GDAL.
   */
  static OverviewBuilder ofMask(TileLevel fine, TileLevel coarse, Resampling method) {
    boolean picks = method == Resampling.NEAREST || method == Resampling.MODE;
    return new OverviewBuilder(
        fine,
        coarse,
        Optional.empty(),
        method,
        picks ? OptionalDouble.empty() : OptionalDouble.of(0),
        OptionalInt.empty());
  }

  /** Tiles side by side that are made from one piece of the finer level. */
  private record Run(int plane, int row, int col, int count) {}

  /**
   * Makes all tiles of the coarser level, on all cores.
   *
   * @param units that this counts for
   */
  void build(Work work, long units) throws InterruptedException {
    List<Run> runs = runs();
    work.step(units, runs.size(), i -> build(runs.get((int) i)));
  }

  private List<Run> runs() {
    ImageLayout layout = coarse.layout();
    long samples = 4L * size * size * layout.blockSamples();
    int length = margin == 0 ? 1 : Math.clamp(RUN_SAMPLES / samples, 1, 16);
    List<Run> runs = new ArrayList<>();
    for (int plane = 0; plane < coarse.planes(); plane++) {
      for (int row = 0; row < layout.blocksDown(); row++) {
        for (int col = 0; col < layout.blocksAcross(); col += length) {
          int count = Math.min(length, layout.blocksAcross() - col);
          runs.add(new Run(plane, row, col, count));
        }
      }
    }
    return runs;
  }

  private void build(Run run) {
    if (IntStream.range(0, run.count).noneMatch(i -> isPresent(run, i))) {
      return;
    }
    PixelBlock[] source = load(fine, run, run.plane, noData.orElse(0));
    PixelBlock[][] targets = new PixelBlock[run.count][];
    for (int i = 0; i < run.count; i++) {
      targets[i] = coarse.blank();
      if (noData.orElse(0) != 0) {
        for (PixelBlock block : targets[i]) {
          block.fill(noData.getAsDouble());
        }
      }
    }
    byte[] valid = validity(run, source);
    for (int sample = 0; sample < source.length; sample++) {
      int band = coarse.layout().planar() ? run.plane : sample;
      boolean isAlpha = alpha.isPresent() && alpha.getAsInt() == band;
      reduce(run, source[sample], isAlpha ? new byte[0] : valid, targets, sample);
    }
    for (int i = 0; i < run.count; i++) {
      if (isPresent(run, i)) {
        coarse.store(coarse.index(run.plane, run.row, run.col + i), targets[i]);
      }
    }
  }

  /** Whether any of the four tiles below a tile is there. */
  private boolean isPresent(Run run, int i) {
    ImageLayout layout = fine.layout();
    for (int quarter = 0; quarter < 4; quarter++) {
      int row = 2 * run.row + quarter / 2;
      int col = 2 * (run.col + i) + quarter % 2;
      if (row < layout.blocksDown()
          && col < layout.blocksAcross()
          && !fine.isMissing(fine.index(run.plane, row, col))) {
        return true;
      }
    }
    return false;
  }

  private int sourceWidth(Run run) {
    return 2 * size * run.count + 2 * margin;
  }

  private int sourceHeight() {
    return 2 * size + 2 * margin;
  }

  /** The piece of the finer level below a run, with a margin; what is not there has one value. */
  private PixelBlock[] load(TileLevel from, Run run, int plane, double fill) {
    ImageLayout layout = from.layout();
    int width = sourceWidth(run);
    int left = 2 * size * run.col - margin;
    int top = 2 * size * run.row - margin;
    PixelBlock[] region = new PixelBlock[layout.blockSamples()];
    for (int i = 0; i < region.length; i++) {
      region[i] = PixelBlock.of(layout.type(), width, sourceHeight());
      if (fill != 0) {
        region[i].fill(fill);
      }
    }
    int endRow = Math.min(layout.blocksDown(), Math.ceilDiv(top + sourceHeight(), size));
    int endCol = Math.min(layout.blocksAcross(), Math.ceilDiv(left + width, size));
    for (int row = Math.max(0, Math.floorDiv(top, size)); row < endRow; row++) {
      for (int col = Math.max(0, Math.floorDiv(left, size)); col < endCol; col++) {
        int tile = from.index(plane, row, col);
        if (!from.isMissing(tile)) {
          PixelBlock[] pixels = from.load(tile);
          for (int i = 0; i < region.length; i++) {
            copyShared(pixels[i], col * size - left, row * size - top, region[i]);
          }
        }
      }
    }
    return region;
  }

  /** Copies a tile to a place that may lie partly outside of the region. */
  private static void copyShared(PixelBlock tile, int atCol, int atRow, PixelBlock region) {
    int firstCol = Math.max(0, atCol);
    int endCol = Math.min(region.width(), atCol + tile.width());
    int endRow = Math.min(region.height(), atRow + tile.height());
    for (int y = Math.max(0, atRow); y < endRow; y++) {
      region.copy(
          tile,
          (y - atRow) * tile.width() + firstCol - atCol,
          y * region.width() + firstCol,
          endCol - firstCol);
    }
  }

  /** Not 0 where pixels of the source are valid by mask or alpha; empty where there is neither. */
  private byte[] validity(Run run, PixelBlock[] source) {
    if (mask.isPresent()) {
      return ((PixelBlock.Bytes) load(mask.get(), run, 0, 0)[0]).values();
    }
    if (alpha.isEmpty()) {
      return new byte[0];
    }
    int band = alpha.getAsInt();
    PixelBlock opacity = fine.layout().planar() ? load(fine, run, band, 0)[0] : source[band];
    byte[] valid = new byte[opacity.size()];
    for (int i = 0; i < valid.length; i++) {
      valid[i] = (byte) (opacity.get(i) != 0 ? 1 : 0);
    }
    return valid;
  }

  /** Makes one sample of all tiles of a run. */
  private void reduce(
      Run run, PixelBlock source, byte[] valid, PixelBlock[][] targets, int sample) {
    ImageLayout layout = coarse.layout();
    int width = Math.min(run.count * size, layout.width() - run.col * size);
    int height = Math.min(size, layout.height() - run.row * size);
    if (method == Resampling.NEAREST) {
      copyPicked(source, (x, y) -> 2 * y * source.width() + 2 * x, width, height, targets, sample);
      return;
    }
    double[] values = values(run, source, valid);
    if (method == Resampling.MODE) {
      copyPicked(
          source,
          (x, y) ->
              HalvingKernel.mostFrequent(values, 2 * y * source.width() + 2 * x, source.width()),
          width,
          height,
          targets,
          sample);
      return;
    }
    double[] results = kernel.halve(values, source.width(), inside(run, source), width, height);
    SampleStore store = new SampleStore(layout.type(), noData, valid.length > 0);
    if (method == Resampling.AVERAGE) {
      store.keepMeansApart(results, values, source.width(), width);
    }
    for (int y = 0; y < height; y++) {
      for (int i = 0; i * size < width; i++) {
        int count = Math.min(size, width - i * size);
        store.put(results, y * width + i * size, targets[i][sample], y * size, count);
      }
    }
  }

  /** The index of the source pixel that a target pixel takes its value from. */
  @FunctionalInterface
  private interface Pick {
    int index(int col, int row);
  }

  private void copyPicked(
      PixelBlock source, Pick pick, int width, int height, PixelBlock[][] targets, int sample) {
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int from = pick.index(x, y);
        if (from >= 0) {
          targets[x / size][sample].copy(source, from, y * size + x % size, 1);
        }
      }
    }
  }

  /** The part of the source that lies inside the image. */
  private Window inside(Run run, PixelBlock source) {
    int left = 2 * size * run.col - margin;
    int top = 2 * size * run.row - margin;
    return new Window(0, 0, source.width(), source.height())
        .intersect(new Window(-left, -top, fine.layout().width(), fine.layout().height()))
        .orElseThrow();
  }

  /** The source as doubles; NaN where there is no value, or no pixel. */
  private double[] values(Run run, PixelBlock source, byte[] valid) {
    int width = source.width();
    double[] values = new double[source.size()];
    Window inside = inside(run, source);
    if (inside.pixels() < values.length) {
      Arrays.fill(values, Double.NaN);
    }
    for (int y = inside.row(); y < inside.endRow(); y++) {
      int at = y * width + inside.col();
      SampleValues.load(source, at, inside.width(), values, at);
    }
    if (noData.isPresent()) {
      HalvingKernel.remove(values, noData.getAsDouble());
    }
    for (int i = 0; i < valid.length; i++) {
      if (valid[i] == 0) {
        values[i] = Double.NaN;
      }
    }
    return values;
  }
}
