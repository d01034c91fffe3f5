// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.SampleValues;

/**
 * Statistics of the stored values of one band that are neither no-data nor NaN nor masked.
 *
 * <p>Each tile is summed in two passes, and tiles are joined in the order in which they lie in the
 * image (Chan, Golub and LeVeque 1979), so that the result is the same for any number of threads.
 *
 * @param count values
 * @param squares sum of the squared distances from the mean
 */
record BandStatistics(long count, double minimum, double maximum, double mean, double squares) {

  private static final BandStatistics NONE =
      new BandStatistics(0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0, 0);

  /**
   * The statistics of all bands of a level, on all cores.
   *
   * @param units that this counts for
   */
  static List<BandStatistics> of(CogLevel level, OptionalDouble noData, Work work, long units)
      throws InterruptedException {
    TileLevel image = level.image();
    int rows = image.layout().blocksDown();
    BandStatistics[][] parts = new BandStatistics[rows * image.planes()][];
    work.step(
        units,
        parts.length,
        i -> parts[(int) i] = ofRow(level, (int) i / rows, (int) i % rows, noData));
    List<BandStatistics> all = new ArrayList<>();
    for (int plane = 0; plane < image.planes(); plane++) {
      BandStatistics[] sums = none(image);
      for (int row = 0; row < rows; row++) {
        join(sums, parts[plane * rows + row]);
      }
      all.addAll(List.of(sums));
    }
    return all;
  }

  private static BandStatistics[] none(TileLevel image) {
    BandStatistics[] none = new BandStatistics[image.layout().blockSamples()];
    Arrays.fill(none, NONE);
    return none;
  }

  private static void join(BandStatistics[] sums, BandStatistics[] parts) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] = sums[i].join(parts[i]);
    }
  }

  /** One row of tiles. */
  private static BandStatistics[] ofRow(CogLevel level, int plane, int row, OptionalDouble noData) {
    TileLevel image = level.image();
    ImageLayout layout = image.layout();
    int size = layout.blockWidth();
    int height = Math.min(size, layout.height() - row * size);
    boolean missingCount = noData.isEmpty() && level.mask().isEmpty(); // as zeros
    BandStatistics[] sums = none(image);
    for (int col = 0; col < layout.blocksAcross(); col++) {
      int width = Math.min(size, layout.width() - col * size);
      int tile = image.index(plane, row, col);
      if (image.isMissing(tile)) {
        BandStatistics[] zeros = none(image);
        if (missingCount) {
          Arrays.fill(zeros, new BandStatistics((long) width * height, 0, 0, 0, 0));
        }
        join(sums, zeros);
        continue;
      }
      PixelBlock[] pixels = image.load(tile);
      byte[] valid = valid(level, row, col);
      for (int i = 0; i < pixels.length; i++) {
        double[] values = new double[size * size];
        SampleValues.load(pixels[i], 0, values.length, values);
        noData.ifPresent(missing -> HalvingKernel.remove(values, missing));
        for (int p = 0; p < valid.length; p++) {
          if (valid[p] == 0) {
            values[p] = Double.NaN;
          }
        }
        sums[i] = sums[i].join(of(values, size, width, height));
      }
    }
    return sums;
  }

  private static byte[] valid(CogLevel level, int row, int col) {
    if (level.mask().isEmpty()) {
      return new byte[0];
    }
    TileLevel mask = level.mask().get();
    int tile = mask.index(0, row, col);
    PixelBlock[] pixels = mask.isMissing(tile) ? mask.blank() : mask.load(tile);
    return ((PixelBlock.Bytes) pixels[0]).values();
  }

  private static BandStatistics of(double[] values, int stride, int width, int height) {
    long count = 0;
    double minimum = Double.POSITIVE_INFINITY;
    double maximum = Double.NEGATIVE_INFINITY;
    double sum = 0;
    for (int y = 0; y < height; y++) {
      for (int i = y * stride; i < y * stride + width; i++) {
        double value = values[i];
        if (!Double.isNaN(value)) {
          count++;
          sum += value;
          minimum = Math.min(minimum, value);
          maximum = Math.max(maximum, value);
        }
      }
    }
    if (count == 0) {
      return NONE;
    }
    double mean = sum / count;
    double squares = 0;
    for (int y = 0; y < height; y++) {
      for (int i = y * stride; i < y * stride + width; i++) {
        double distance = values[i] - mean;
        if (!Double.isNaN(distance)) {
          squares += distance * distance;
        }
      }
    }
    return new BandStatistics(count, minimum, maximum, mean, squares);
  }

  private BandStatistics join(BandStatistics other) {
    if (count == 0 || other.count == 0) {
      return count == 0 ? other : this;
    }
    long all = count + other.count;
    double distance = other.mean - mean;
    return new BandStatistics(
        all,
        Math.min(minimum, other.minimum),
        Math.max(maximum, other.maximum),
        mean + distance * other.count / all,
        squares + other.squares + distance * distance * count * other.count / all);
  }

  /**
   * GDAL's metadata items; none without a value.
   *
   * @param pixels of the image
   */
  Map<String, String> items(long pixels) {
    Map<String, String> items = new LinkedHashMap<>();
    if (count == 0) {
      return items;
    }
    items.put("STATISTICS_MAXIMUM", NoData.format(maximum));
    items.put("STATISTICS_MEAN", NoData.format(mean));
    items.put("STATISTICS_MINIMUM", NoData.format(minimum));
    items.put("STATISTICS_STDDEV", NoData.format(Math.sqrt(squares / count)));
    BigDecimal percent =
        new BigDecimal(100.0 * count / pixels).round(new MathContext(4)).stripTrailingZeros();
    boolean allButFew = count < pixels && percent.intValue() == 100;
    items.put("STATISTICS_VALID_PERCENT", allButFew ? "99.999" : percent.toPlainString());
    return items;
  }
}
