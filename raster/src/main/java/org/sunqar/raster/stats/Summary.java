// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Turns moments and counts into the statistics of a band. */
final class Summary {

  private final StatisticsOptions options;
  private final Moments moments;
  private final ValueCounts counts;
  private final double unitsPerPixel;
  private final boolean weighted;

  /**
   * @param unitsPerPixel weight of a whole pixel; 1 where pixels are not weighed
   */
  Summary(StatisticsOptions options, Moments moments, ValueCounts counts, long unitsPerPixel) {
    this.options = options;
    this.moments = moments;
    this.counts = counts;
    this.unitsPerPixel = unitsPerPixel;
    this.weighted = unitsPerPixel != 1;
  }

  BandStatistics of(long pixels) {
    if (moments.values() == 0) {
      return empty(pixels);
    }
    List<Double> wanted = new ArrayList<>(options.percentiles());
    wanted.add(50.0);
    double[] values = percentiles(wanted);
    Map<Double, Double> percentiles = new LinkedHashMap<>();
    for (int i = 0; i < options.percentiles().size(); i++) {
      percentiles.put(options.percentiles().get(i), values[i]);
    }
    Frequencies frequencies = new Frequencies();
    counts.forEach(frequencies::add);
    boolean exact = counts.isExact();
    return new BandStatistics(
        pixels,
        moments.values(),
        moments.units() / unitsPerPixel,
        moments.min(),
        moments.max(),
        moments.mean(),
        moments.sum() / unitsPerPixel,
        Math.sqrt(moments.squares() / moments.units()),
        values[values.length - 1],
        percentiles,
        exact ? OptionalDouble.of(frequencies.majority) : OptionalDouble.empty(),
        exact ? OptionalDouble.of(frequencies.minority) : OptionalDouble.empty(),
        exact ? OptionalLong.of(frequencies.unique) : OptionalLong.empty(),
        options.categorical() && exact ? categories() : Map.of(),
        histogram(),
        exact);
  }

  private BandStatistics empty(long pixels) {
    double none = Double.NaN;
    Map<Double, Double> percentiles = new LinkedHashMap<>();
    options.percentiles().forEach(p -> percentiles.put(p, none));
    StatisticsOptions.Range range =
        options.range().orElseGet(() -> new StatisticsOptions.Range(0, 1));
    Double[] zeros = new Double[options.bins()];
    Arrays.fill(zeros, 0.0);
    return new BandStatistics(
        pixels,
        0,
        0,
        none,
        none,
        none,
        none,
        none,
        none,
        percentiles,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalLong.of(0),
        Map.of(),
        new Histogram(range.min(), range.max(), List.of(zeros)),
        true);
  }

  private double[] percentiles(List<Double> wanted) {
    double[] result = new double[wanted.size()];
    for (int i = 0; i < result.length; i++) {
      double share = wanted.get(i) / 100;
      if (weighted) {
        result[i] = atUnits(share * moments.units());
      } else {
        double rank = share * (moments.units() - 1);
        double low = atUnits(Math.floor(rank) + 1);
        double high = atUnits(Math.ceil(rank) + 1);
        result[i] = low + (high - low) * (rank - Math.floor(rank));
      }
    }
    return result;
  }

  /** The least value up to which there are at least so many units. */
  private double atUnits(double units) {
    double[] found = {moments.max(), 0};
    counts.forEach((value, more) -> {
      boolean reached = found[1] < units || found[1] == 0;
      found[1] += more;
      if (reached && found[1] >= units) {
        found[0] = value;
      }
    });
    return Math.max(moments.min(), Math.min(moments.max(), found[0]));
  }

  private Map<Double, Double> categories() {
    Map<Double, Double> categories = new LinkedHashMap<>();
    counts.forEach((value, units) -> categories.put(value, units / unitsPerPixel));
    return java.util.Collections.unmodifiableMap(categories);
  }

  /** numpy's: a constant band gets a range of one around its value. */
  private Histogram histogram() {
    boolean constant = moments.min() == moments.max();
    double min =
        options
            .range()
            .map(StatisticsOptions.Range::min)
            .orElse(moments.min() - (constant ? 0.5 : 0));
    double max =
        options
            .range()
            .map(StatisticsOptions.Range::max)
            .orElse(moments.max() + (constant ? 0.5 : 0));
    int bins = options.bins();
    double[] sums = new double[bins];
    counts.forEach((value, units) -> {
      double inside =
          options.range().isPresent()
              ? value
              : Math.max(min, Math.min(max, value)); // the middle of a bin at the end
      if (inside >= min && inside <= max) {
        sums[bin(inside, min, max, bins)] += units / unitsPerPixel;
      }
    });
    return new Histogram(min, max, Arrays.stream(sums).boxed().toList());
  }

  /** The bin whose edges, as they are computed, hold the value. */
  private static int bin(double value, double min, double max, int bins) {
    double width = max - min;
    int bin = (int) Math.min(bins - 1, (value - min) / width * bins);
    if (bin > 0 && value < min + width * bin / bins) {
      bin--;
    } else if (bin < bins - 1 && value >= min + width * (bin + 1) / bins) {
      bin++;
    }
    return bin;
  }

  private static final class Frequencies {
    private double majority = Double.NaN;
    private double minority = Double.NaN;
    private long most;
    private long least = Long.MAX_VALUE;
    private long unique;

    void add(double value, long units) {
      unique++;
      if (units > most) {
        most = units;
        majority = value;
      }
      if (units < least) {
        least = units;
        minority = value;
      }
    }
  }
}
