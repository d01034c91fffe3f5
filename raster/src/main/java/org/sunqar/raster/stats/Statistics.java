// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.Pixels;
import org.sunqar.raster.pixel.Raster;

/**
 * Statistics of the bands of a raster or of pixels.
 *
 * <p>A raster is read once, piece by piece, on all cores; memory does not grow with it. Integers of
 * up to 16 bits are counted value by value, so that everything is exact. Wider types are counted
 * value by value up to 65,536 different ones, then in narrow bins; minimum, maximum, mean and
 * standard deviation stay exact (to rounding), and {@link BandStatistics#exact} says that the rest
 * is not. The result is the same, to the last bit, for any number of threads.
 */
public final class Statistics {

  /** Weight of a whole pixel where pixels are weighed: shares are kept to 1/65536. */
  private static final long UNITS = 1 << 16;

  private final StatisticsOptions options;

  private Statistics(StatisticsOptions options) {
    this.options = options;
  }

  /**
   * Statistics of bands of a raster.
   *
   * @param bands from 1; none means all
   * @return for each band asked for, in that order
   */
  public static List<BandStatistics> of(Raster raster, StatisticsOptions options, int... bands) {
    return new Statistics(options).ofRaster(raster, raster.bandNumbers(bands));
  }

  /** Statistics of pixels, for each band. */
  public static List<BandStatistics> of(Pixels pixels, StatisticsOptions options) {
    return new Statistics(options).ofPixels(pixels, Optional.empty());
  }

  /**
   * Statistics of the pixels in a zone, each weighed by the share of it that lies inside.
   *
   * @param coverage 0..1 for each pixel, as {@code Rasterizer.coverage} gives; pixels with 0 are
   *     not looked at
   */
  public static List<BandStatistics> of(
      Pixels pixels, PixelBlock.Floats coverage, StatisticsOptions options) {
    if (coverage.width() != pixels.grid().width() || coverage.height() != pixels.grid().height()) {
      throw new IllegalArgumentException(
          "coverage of %d x %d for %d x %d pixels"
              .formatted(
                  coverage.width(),
                  coverage.height(),
                  pixels.grid().width(),
                  pixels.grid().height()));
    }
    return new Statistics(options).ofPixels(pixels, Optional.of(coverage));
  }

  private List<BandStatistics> ofPixels(Pixels pixels, Optional<PixelBlock.Floats> coverage) {
    List<BandStatistics> result = new ArrayList<>();
    for (int band = 0; band < pixels.bands().size(); band++) {
      PixelBlock values = pixels.values().get(band);
      ValidValues valid = new ValidValues(values.size());
      ValueCounts counts = ValueCounts.of(values.type());
      byte[] mask = pixels.masks().get(band).values();
      if (coverage.isPresent()) {
        float[] shares = coverage.get().values();
        valid.take(values, mask, shares, UNITS);
        valid.addTo(counts, true);
        result.add(
            new Summary(options, valid.weightedMoments(), counts, UNITS).of(covered(shares)));
      } else {
        valid.take(values, mask);
        valid.addTo(counts, false);
        result.add(new Summary(options, valid.moments(), counts, 1).of(values.size()));
      }
    }
    return result;
  }

  private static long covered(float[] shares) {
    long n = 0;
    for (float share : shares) {
      n += share > 0 ? 1 : 0;
    }
    return n;
  }

  /** What one thread has counted, band by band. */
  private record Counter(List<ValueCounts> counts, ValidValues valid) {}

  private List<BandStatistics> ofRaster(Raster image, int[] bands) {
    Raster raster = options.approximateBy().isPresent() ? coarse(image) : image;
    Pieces pieces = Pieces.of(raster);
    int step = step(raster, pieces);
    int parts = (pieces.count() + step - 1) / step;
    Moments[][] moments = new Moments[bands.length][parts];
    Queue<Counter> idle = new ConcurrentLinkedQueue<>();
    IntStream.range(0, parts)
        .parallel()
        .forEach(part -> {
          Counter free = idle.poll();
          Counter counter = free != null ? free : counter(raster, bands, pieces);
          Pixels pixels = raster.pixels(pieces.window(spread(part, step, pieces)), bands);
          for (int band = 0; band < bands.length; band++) {
            ValidValues valid = counter.valid();
            valid.take(pixels.values().get(band), pixels.masks().get(band).values());
            valid.addTo(counter.counts().get(band), false);
            moments[band][part] = valid.moments();
          }
          idle.add(counter);
        });
    long read =
        IntStream.range(0, parts)
            .mapToLong(p -> pieces.window(spread(p, step, pieces)).pixels())
            .sum();
    List<BandStatistics> result = new ArrayList<>();
    for (int band = 0; band < bands.length; band++) {
      ValueCounts counts = ValueCounts.of(raster.bands().get(bands[band] - 1).type());
      for (Counter counter : idle) {
        counts.merge(counter.counts().get(band));
      }
      Moments all = Arrays.stream(moments[band]).reduce(Moments.NONE, Moments::merge);
      result.add(new Summary(options, all, counts, 1).of(read));
    }
    return result;
  }

  private static Counter counter(Raster raster, int[] bands, Pieces pieces) {
    List<ValueCounts> counts =
        Arrays.stream(bands)
            .mapToObj(band -> ValueCounts.of(raster.bands().get(band - 1).type()))
            .toList();
    return new Counter(counts, new ValidValues(pieces.mostPixels()));
  }

  /** The coarsest version with enough pixels. */
  private Raster coarse(Raster image) {
    Raster chosen = image;
    for (Raster overview : image.overviews()) {
      if (overview.grid().window().pixels() >= options.approximateBy().orElse(Long.MAX_VALUE)) {
        chosen = overview;
      }
    }
    return chosen;
  }

  /**
   * One piece of each {@code step}: not always the same of them, or all would lie in one column.
   * Steps by the golden ratio keep them apart.
   */
  private static int spread(int part, int step, Pieces pieces) {
    double turn = part * 0.6180339887498949;
    int piece = part * step + (int) ((turn - Math.floor(turn)) * step);
    return Math.min(piece, pieces.count() - 1);
  }

  /** Pieces from one that is read to the next: 1 unless a part of them is enough. */
  private int step(Raster raster, Pieces pieces) {
    if (options.approximateBy().isEmpty()) {
      return 1;
    }
    // an overview has up to four times the pixels asked for; that much is read
    long enough = Math.max(1, 4 * options.approximateBy().getAsLong());
    long step = raster.grid().window().pixels() / enough;
    return (int) Math.max(1, Math.min(step, pieces.count() / 8));
  }
}
