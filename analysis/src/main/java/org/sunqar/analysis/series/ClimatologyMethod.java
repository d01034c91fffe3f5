// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.series;

import org.sunqar.analysis.detect.DatedSeries;
import org.sunqar.analysis.detect.SeriesMethod;

/**
 * {@link Climatology} as a table. Either what is usual, a row for each period of the year with an
 * observation: {@code id,period,n,mean,median,sd,min,max}, periods from 1, n years; or the
 * anomalies, a row for each period with an observation: {@code
 * id,period,value,normal,difference,ratio,z,vci, tci}, periods by their first day. {@code NA}
 * stands for what too few years cannot tell.
 */
public final class ClimatologyMethod implements SeriesMethod<DatedSeries> {

  private final CalendarPeriod period;
  private final int firstYear;
  private final int lastYear;
  private final boolean anomalies;

  /**
   * A table.
   *
   * @param firstYear first year of the baseline
   * @param lastYear last year of the baseline
   * @param anomalies whether the anomalies are wanted
   */
  public ClimatologyMethod(CalendarPeriod period, int firstYear, int lastYear, boolean anomalies) {
    this.period = period;
    this.firstYear = firstYear;
    this.lastYear = lastYear;
    this.anomalies = anomalies;
    // refuses settings that do not go together, before any series is read
    new Climatology(
        new DatedSeries("", new int[] {0}, new double[] {0}), period, firstYear, lastYear);
  }

  @Override
  public String header() {
    return anomalies
        ? "id,period,value,normal,difference,ratio,z,vci,tci\n"
        : "id,period,n,mean,median,sd,min,max\n";
  }

  @Override
  public Detector<DatedSeries> detector() {
    return series -> {
      Climatology climatology = new Climatology(series, period, firstYear, lastYear);
      StringBuilder text = new StringBuilder();
      if (anomalies) {
        climatology.means().keySet().forEach(index -> anomaly(text, series, climatology, index));
      } else {
        for (int slot = 0; slot < period.slots(); slot++) {
          usual(text, series, slot, climatology.slot(slot));
        }
      }
      return new Rows(text.toString(), false, false);
    };
  }

  private void anomaly(StringBuilder text, DatedSeries series, Climatology usual, int index) {
    Climatology.Anomaly anomaly = usual.anomaly(index);
    text.append(TableText.cell(series.id())).append(',').append(period.start(index));
    for (double number :
        new double[] {
          anomaly.value(),
          anomaly.normal(),
          anomaly.difference(),
          anomaly.ratio(),
          anomaly.z(),
          anomaly.vci(),
          anomaly.tci()
        }) {
      TableText.append(text, number);
    }
    text.append('\n');
  }

  private static void usual(StringBuilder text, DatedSeries series, int slot, Quantiles years) {
    if (years.size() == 0) {
      return;
    }
    text.append(TableText.cell(series.id()))
        .append(',')
        .append(slot + 1)
        .append(',')
        .append(years.size());
    for (double number :
        new double[] {
          years.mean(), years.median(), years.standardDeviation(), years.of(0), years.of(1)
        }) {
      TableText.append(text, number);
    }
    text.append('\n');
  }
}
