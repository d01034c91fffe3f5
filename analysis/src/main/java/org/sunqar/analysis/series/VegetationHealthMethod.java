// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.series;

import java.time.LocalDate;
import java.util.Optional;
import java.util.TreeSet;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.detect.DatedSeries;
import org.sunqar.analysis.detect.SeriesMethod;

/**
 * Vegetation health of series with a vegetation index and a temperature (Kogan 1995, <i>Application
 * of vegetation index and brightness temperature for drought detection</i>) as a table: a row for
 * each period with an observation of either, {@code id,period,value,temperature,vci,tci,vhi},
 * periods by their first day.
 *
 * <pre>
 * VCI = 100 (value - min) / (max - min)
 * TCI = 100 (max - temperature) / (max - min)      heat is stress: the scale is turned round
 * VHI = share VCI + (1 - share) TCI
 * </pre>
 *
 * with the least and the greatest of the same period of the year over the baseline, as {@link
 * Climatology} has them. 0 is the worst, 100 the best; below 40 is often called a drought. {@code
 * NA} stands for what cannot be told: where an observation is missing, or the baseline has no
 * spread.
 */
public final class VegetationHealthMethod implements SeriesMethod<SeriesPair> {

  private final CalendarPeriod period;
  private final int firstYear;
  private final int lastYear;
  private final double share;

  /**
   * A table.
   *
   * @param firstYear first year of the baseline
   * @param lastYear last year of the baseline
   * @param share weight of the VCI, 0 to 1; 0.5 where it is not known which counts more
   */
  public VegetationHealthMethod(CalendarPeriod period, int firstYear, int lastYear, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING,
          "the share of the VCI in the VHI must be 0 to 1, not " + share);
    }
    this.period = period;
    this.firstYear = firstYear;
    this.lastYear = lastYear;
    this.share = share;
    // refuses settings that do not go together, before any series is read
    of(new DatedSeries("", new int[] {0}, new double[] {0}));
  }

  @Override
  public String header() {
    return "id,period,value,temperature,vci,tci,vhi\n";
  }

  @Override
  public Detector<SeriesPair> detector() {
    return pair -> {
      Climatology vegetation = of(pair.first());
      Optional<Climatology> temperature = pair.second().map(this::of);
      TreeSet<Integer> periods = new TreeSet<>(vegetation.means().keySet());
      temperature.ifPresent(climatology -> periods.addAll(climatology.means().keySet()));
      StringBuilder text = new StringBuilder();
      for (int index : periods) {
        Climatology.Anomaly green = vegetation.anomaly(index);
        double degrees = Double.NaN;
        double tci = Double.NaN;
        if (temperature.isPresent()) {
          Climatology.Anomaly heat = temperature.get().anomaly(index);
          degrees = heat.value();
          tci = heat.tci();
        }
        double vhi = Climatology.vegetationHealth(green.vci(), tci, share);
        append(
            text,
            pair.first().id(),
            period.start(index),
            green.value(),
            degrees,
            green.vci(),
            tci,
            vhi);
      }
      return new Rows(text.toString(), false, temperature.isEmpty());
    };
  }

  private Climatology of(DatedSeries series) {
    return new Climatology(series, period, firstYear, lastYear);
  }

  private static void append(StringBuilder text, String id, LocalDate start, double... numbers) {
    text.append(TableText.cell(id)).append(',').append(start);
    for (double number : numbers) {
      TableText.append(text, number);
    }
    text.append('\n');
  }
}
