// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.series;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.detect.DatedSeries;
import org.sunqar.analysis.detect.SeriesMethod;

/**
 * Smoothed series as a table, for each series a row for each smoother: {@code id,method,lambda,
 * z0,z1,...}, one z for each step of {@link StepOptions}. {@code NA} stands for no lambda (a linear
 * fill, or no curve) and for what has no value. Numbers are written so that reading them gives the
 * same double.
 *
 * <p>In the long layout a row for each step instead, {@code id,method,lambda,date,value}, which can
 * be read as observations again when there is one smoother; steps without a value are left out.
 */
public final class SmoothMethod implements SeriesMethod<DatedSeries> {

  private final StepOptions steps;
  private final List<Smoother> smoothers;
  private final double scale;
  private final boolean longLayout;
  private final int columns;

  /**
   * A table of smoothed series.
   *
   * @param scale values are multiplied by this before they are smoothed, not 0
   * @param columns z of the wide layout: the steps of the longest series
   */
  public SmoothMethod(
      StepOptions steps, List<Smoother> smoothers, double scale, boolean longLayout, int columns) {
    if (smoothers.isEmpty()) {
      throw new AnalysisException(AnalysisException.Key.SETTING, "there is no method to smooth by");
    }
    if (!(Math.abs(scale) > 0 && Double.isFinite(scale))) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING, "the scale must be a number other than 0, not " + scale);
    }
    this.steps = steps;
    this.smoothers = List.copyOf(smoothers);
    this.scale = scale;
    this.longLayout = longLayout;
    this.columns = columns;
  }

  @Override
  public String header() {
    StringBuilder line = new StringBuilder("id,method,lambda");
    if (longLayout) {
      line.append(",date,value");
    }
    for (int i = 0; i < columns && !longLayout; i++) {
      line.append(",z").append(i);
    }
    return line.append('\n').toString();
  }

  @Override
  public Detector<DatedSeries> detector() {
    Map<Integer, Smoothers> bySteps = new HashMap<>();
    return series -> {
      StepGrid grid = steps.grid(series);
      double[] values = grid.values(series);
      StringBuilder text = new StringBuilder();
      boolean failed = false;
      for (int i = 0; i < smoothers.size(); i++) {
        double[] z = new double[values.length];
        for (int t = 0; t < z.length; t++) {
          z[t] = values[t] * scale;
        }
        Smoothers own =
            bySteps.computeIfAbsent(grid.steps(), count -> new Smoothers(smoothers, count));
        double lambda = own.work.get(i).smooth(z);
        failed |= java.util.Arrays.stream(z).allMatch(Double::isNaN);
        append(text, series.id(), smoothers.get(i), lambda, grid, z);
      }
      return new Rows(text.toString(), false, failed);
    };
  }

  /** The working arrays for one number of steps. */
  private static final class Smoothers {
    final List<Smoother.Work> work;

    Smoothers(List<Smoother> smoothers, int steps) {
      work = smoothers.stream().map(smoother -> smoother.start(steps)).toList();
    }
  }

  private void append(
      StringBuilder text, String id, Smoother smoother, double lambda, StepGrid grid, double[] z) {
    if (!longLayout) {
      text.append(TableText.cell(id)).append(',').append(smoother.name());
      TableText.append(text, lambda);
      for (int t = 0; t < columns; t++) {
        TableText.append(text, t < z.length ? z[t] : Double.NaN);
      }
      text.append('\n');
      return;
    }
    for (int t = 0; t < z.length; t++) {
      if (!Double.isNaN(z[t])) {
        text.append(TableText.cell(id)).append(',').append(smoother.name());
        TableText.append(text, lambda);
        text.append(',').append(grid.day(t));
        TableText.append(text, z[t]);
        text.append('\n');
      }
    }
  }
}
