// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.series;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sunqar.analysis.detect.DatedSeries;
import org.sunqar.analysis.detect.SeriesMethod;

/**
 * Growing seasons as a table, a row for each season of each series: {@code id,season,start,end,
 * peak,middle,length,base,maximum,amplitude,left_rate,right_rate,large_integral,small_integral,
 * observations}. Seasons count from 1; dates are days, length is in days, rates are a day,
 * integrals values times days; observations are the time steps from start to end that have one. A
 * step stands for the day in its middle. See {@link Phenology}.
 */
public final class PhenologyMethod implements SeriesMethod<DatedSeries> {

  private final StepOptions steps;
  private final Smoother smoother;
  private final PhenologyOptions options;

  /** Seasons of the curve that a smoother draws. */
  public PhenologyMethod(StepOptions steps, Smoother smoother, PhenologyOptions options) {
    this.steps = steps;
    this.smoother = smoother;
    this.options = options;
  }

  @Override
  public String header() {
    return "id,season,start,end,peak,middle,length,base,maximum,amplitude,left_rate,right_rate,"
        + "large_integral,small_integral,observations\n";
  }

  @Override
  public Detector<DatedSeries> detector() {
    Map<Integer, Smoother.Work> bySteps = new HashMap<>();
    return series -> {
      StepGrid grid = steps.grid(series);
      double[] seen = grid.values(series);
      double[] curve = seen.clone();
      bySteps.computeIfAbsent(grid.steps(), smoother::start).smooth(curve);
      int from = 0;
      int to = curve.length;
      while (from < to && Double.isNaN(curve[from])) {
        from++;
      }
      while (to > from && Double.isNaN(curve[to - 1])) {
        to--;
      }
      List<Phenology.Season> seasons =
          to - from < 3 ? List.of() : Phenology.of(Arrays.copyOfRange(curve, from, to), options);
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < seasons.size(); i++) {
        append(text, series.id(), i + 1, seasons.get(i), grid, from, seen);
      }
      return new Rows(text.toString(), false, seasons.isEmpty());
    };
  }

  private static void append(
      StringBuilder text,
      String id,
      int number,
      Phenology.Season season,
      StepGrid grid,
      int first,
      double[] seen) {
    int days = grid.days();
    text.append(TableText.cell(id)).append(',').append(number);
    for (double time :
        new double[] {season.start(), season.end(), season.peak(), season.middle()}) {
      double day = (first + time) * days + (days - 1) / 2.0;
      text.append(',').append(grid.start().plusDays(Math.round(day)));
    }
    for (double value :
        new double[] {
          season.length() * days,
          season.base(),
          season.maximum(),
          season.amplitude(),
          season.leftRate() / days,
          season.rightRate() / days,
          season.large() * days,
          season.small() * days
        }) {
      TableText.append(text, value);
    }
    int observations = 0;
    int end = first + (int) Math.floor(season.end());
    for (int t = first + (int) Math.ceil(season.start()); t <= end; t++) {
      observations += Double.isNaN(seen[t]) ? 0 : 1;
    }
    text.append(',').append(observations).append('\n');
  }
}
