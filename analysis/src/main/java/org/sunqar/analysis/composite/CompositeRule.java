// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.composite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.series.GeometricMedianOptions;

/** How one value, or one spectrum, comes out of the clear observations of a pixel. */
public sealed interface CompositeRule {

  /** The name of the band with the number of observations. */
  String COUNT = "count";

  /** The name of the band with the day that a pixel was taken from. */
  String DATE = "date";

  /** The variable by which {@link MaxNdvi} chooses. */
  String NDVI = "ndvi";

  /** The name on the command line and in files. */
  String name();

  /**
   * The names of the composite's bands.
   *
   * @param bands what is composed
   */
  List<String> outputs(List<String> bands);

  /** What must be read: the bands, and behind them what the rule looks at besides. */
  default List<String> inputs(List<String> bands) {
    return bands;
  }

  /** Whether every spectrum is one that was measured, on the day in the band {@link #DATE}. */
  default boolean isMeasured() {
    return false;
  }

  /**
   * Quantiles over time, band by band; where bands are missing on different dates, {@link #COUNT}
   * is that of the band with the fewest.
   *
   * @param probabilities each 0 to 1, at least one
   */
  record OfQuantiles(List<Double> probabilities) implements CompositeRule {

    /** The median alone. */
    public static final OfQuantiles MEDIAN = new OfQuantiles(List.of(0.5));

    public OfQuantiles {
      probabilities = List.copyOf(probabilities);
      if (probabilities.isEmpty()) {
        throw new AnalysisException(AnalysisException.Key.SETTING, "there is no quantile to take");
      }
      for (double p : probabilities) {
        if (!(p >= 0 && p <= 1)) {
          throw new AnalysisException(
              AnalysisException.Key.SETTING, "a quantile must be 0 to 1, not " + p);
        }
      }
    }

    @Override
    public String name() {
      return probabilities.equals(List.of(0.5)) ? "median" : "quantile";
    }

    @Override
    public List<String> outputs(List<String> bands) {
      if (probabilities.equals(List.of(0.5))) {
        return with(bands, COUNT);
      }
      List<String> names = new ArrayList<>();
      for (String band : bands) {
        for (double p : probabilities) {
          String percent = String.format(Locale.ROOT, "%.4f", 100 * p).replaceAll("\\.?0+$", "");
          names.add(band + "_p" + percent);
        }
      }
      return with(names, COUNT);
    }
  }

  /** The mean, band by band; {@link #COUNT} as of {@link OfQuantiles}. */
  record Mean() implements CompositeRule {
    @Override
    public String name() {
      return "mean";
    }

    @Override
    public List<String> outputs(List<String> bands) {
      return with(bands, COUNT);
    }
  }

  /** {@link org.sunqar.analysis.series.GeometricMedian}, with its three scatters. */
  record OfGeometricMedian(GeometricMedianOptions options) implements CompositeRule {
    @Override
    public String name() {
      return "geometric-median";
    }

    @Override
    public List<String> outputs(List<String> bands) {
      return with(bands, "emad", "smad", "bcmad", COUNT);
    }
  }

  /** {@link org.sunqar.analysis.series.Medoid}. */
  record OfMedoid() implements CompositeRule {
    @Override
    public String name() {
      return "medoid";
    }

    @Override
    public List<String> outputs(List<String> bands) {
      return with(bands, DATE, COUNT);
    }

    @Override
    public boolean isMeasured() {
      return true;
    }
  }

  /**
   * The date of the greatest NDVI ({@link org.sunqar.analysis.series.BestDate}).
   *
   * <p><i>Known limits.</i> Made for vegetation: over water and built-up land a cloud that the mask
   * missed has a greater NDVI than the ground, and is taken.
   */
  record MaxNdvi() implements CompositeRule {
    @Override
    public String name() {
      return "max-ndvi";
    }

    @Override
    public List<String> outputs(List<String> bands) {
      return with(bands, DATE, COUNT);
    }

    @Override
    public List<String> inputs(List<String> bands) {
      return bands.contains(NDVI) ? bands : with(bands, NDVI);
    }

    @Override
    public boolean isMeasured() {
      return true;
    }
  }

  /** The scene with the least cloud of those that see the pixel, as its metadata tell. */
  record LeastCloudy() implements CompositeRule {
    @Override
    public String name() {
      return "least-cloudy";
    }

    @Override
    public List<String> outputs(List<String> bands) {
      return with(bands, DATE, COUNT);
    }

    @Override
    public boolean isMeasured() {
      return true;
    }
  }

  private static List<String> with(List<String> bands, String... more) {
    return Stream.concat(bands.stream(), Stream.of(more)).toList();
  }
}
