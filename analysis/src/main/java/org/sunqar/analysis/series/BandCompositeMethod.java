// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.series;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.detect.BandSeries;
import org.sunqar.analysis.detect.SeriesMethod;

/**
 * Composites of the clear observations of series in six bands as a table: {@code id}, then {@code
 * period} (its first day) unless all of a series is one, {@code n} clear observations, {@code date}
 * for composites that are a measured spectrum, the bands in the unit of the input, and for the
 * geometric median {@code emad,smad,bcmad}. Periods without a clear observation have no row.
 */
public final class BandCompositeMethod implements SeriesMethod<BandSeries> {

  /** Ordinal of 1970-01-01, where 1 January of year 1 is 1. */
  private static final int EPOCH = 719_163;

  private static final int RED = BandSeries.REFLECTANCE.indexOf("red");
  private static final int NIR = BandSeries.REFLECTANCE.indexOf("nir");

  private final BandComposite composite;
  private final CalendarPeriod period;

  /** A table of composites by period. */
  public BandCompositeMethod(BandComposite composite, CalendarPeriod period) {
    this.composite = composite;
    this.period = period;
  }

  @Override
  public String header() {
    List<String> names = new ArrayList<>(List.of("id"));
    if (period != CalendarPeriod.ALL) {
      names.add("period");
    }
    names.add("n");
    if (composite.isMeasured()) {
      names.add("date");
    }
    names.addAll(BandSeries.REFLECTANCE);
    if (!composite.isMeasured()) {
      names.addAll(List.of("emad", "smad", "bcmad"));
    }
    return String.join(",", names) + '\n';
  }

  @Override
  public Detector<BandSeries> detector() {
    return series -> {
      SortedMap<Integer, List<Integer>> periods = new TreeMap<>();
      for (int i = 0; i < series.size(); i++) {
        if (series.isClear(i)) {
          periods.computeIfAbsent(period.index(date(series, i)), _ -> new ArrayList<>()).add(i);
        }
      }
      StringBuilder text = new StringBuilder();
      periods.forEach((index, observations) -> append(text, series, index, observations));
      return new Rows(text.toString(), false, periods.isEmpty());
    };
  }

  private void append(StringBuilder text, BandSeries series, int index, List<Integer> clear) {
    if (composite == BandComposite.MEDOID && clear.size() > MedoidBlock.MAX_DATES) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING,
          "series "
              + series.id()
              + ": the medoid of "
              + clear.size()
              + " observations would take all their pairs; take a shorter period");
    }
    double[][] spectra = new double[clear.size()][BandSeries.REFLECTANCE.size()];
    for (int t = 0; t < spectra.length; t++) {
      for (int b = 0; b < spectra[t].length; b++) {
        spectra[t][b] = series.value(clear.get(t), b);
      }
    }
    text.append(TableText.cell(series.id()));
    if (period != CalendarPeriod.ALL) {
      text.append(',').append(period.start(index));
    }
    text.append(',').append(clear.size());
    if (composite.isMeasured()) {
      int chosen = composite.choose(spectra, RED, NIR).orElse(-1);
      text.append(',').append(chosen < 0 ? "NA" : date(series, clear.get(chosen)).toString());
      for (int b = 0; b < BandSeries.REFLECTANCE.size(); b++) {
        TableText.append(text, chosen < 0 ? Double.NaN : spectra[chosen][b]);
      }
    } else {
      GeometricMedian median = new GeometricMedian(spectra, GeometricMedianOptions.DEFAULT);
      for (double value : median.median()) {
        TableText.append(text, value);
      }
      TableText.append(text, median.emad());
      TableText.append(text, median.smad());
      TableText.append(text, median.bcmad());
    }
    text.append('\n');
  }

  private static LocalDate date(BandSeries series, int observation) {
    return LocalDate.ofEpochDay((long) series.day(observation) - EPOCH);
  }
}
