// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.sunqar.analysis.detect.BfastMonitorResult.Fit;
import org.sunqar.analysis.detect.BfastMonitorResult.Status;

/**
 * BFAST Monitor (Verbesselt, Zeileis and Herold, 2012, <i>Near real-time disturbance detection
 * using satellite image time series</i>, Remote Sensing of Environment 123, 98-108): a season-trend
 * model is fitted to a stable history; a break is where a fluctuation process of the residuals of
 * later observations leaves its boundary.
 *
 * <p>Equal to {@code bfastmonitor} of the R package bfast 1.7.2 (with {@code end = 10}): the same
 * history and break dates, and coefficients within rounding. All in float64.
 *
 * <p><i>Known limits.</i> The boundary has its level if the monitoring is at most ten times as long
 * as the history; later observations are monitored by the same boundary. The processes suppose
 * errors without serial correlation.
 *
 * <p>An instance keeps its working arrays from series to series and allocates per series only the
 * result. It serves one thread at a time: make one per thread.
 */
public final class BfastMonitor {

  /**
   * Residuals this small against the values are rounding, not scatter: no sensor or file format has
   * twelve digits.
   */
  private static final double NO_SCATTER = 1e-12;

  private final BfastMonitorOptions options;
  private final MonitoringProcess process;

  private Workspace workspace;

  /** What depends on the number of columns, which few-step grids reduce. */
  private static final class Workspace {
    final int columns;
    final UpdatingQr fit;
    final ReverseOrderedCusum roc;
    final Breakpoints breakpoints;
    double[] times = new double[0];
    double[] values = new double[0];
    double[] rows = new double[0];
    double[] residuals = new double[0];
    double[] changes = new double[0];
    int size;

    Workspace(BfastMonitorOptions options, int columns) {
      this.columns = columns;
      fit = new UpdatingQr(columns);
      roc = new ReverseOrderedCusum(fit, columns, options.level());
      breakpoints = new Breakpoints(fit, columns);
    }

    /** Takes the dates that have a value. */
    void load(DesignMatrix design, double[] dateValues) {
      int dates = design.dates();
      if (times.length < dates) {
        times = new double[dates];
        values = new double[dates];
        rows = new double[Math.multiplyExact(dates, columns)];
        residuals = new double[dates];
        changes = new double[dates];
      }
      size = 0;
      for (int i = 0; i < dates; i++) {
        double value = dateValues[i];
        if (Double.isNaN(value)) {
          continue;
        }
        if (Double.isInfinite(value)) {
          throw new IllegalArgumentException("the value of date " + i + " is infinite");
        }
        times[size] = design.time(i);
        values[size] = value;
        design.copyRow(i, rows, size * columns);
        size++;
      }
    }

    int countBefore(double start) {
      int n = 0;
      while (n < size && times[n] < start) {
        n++;
      }
      return n;
    }
  }

  public BfastMonitor(BfastMonitorOptions options) {
    this.options = options;
    this.process = new MonitoringProcess(options);
    this.workspace =
        new Workspace(options, new HarmonicDesign(options.order(), options.trend(), 365).columns());
  }

  public BfastMonitorOptions options() {
    return options;
  }

  /**
   * Monitors a series.
   *
   * @param start decimal year: observations before it are history, all others are monitored
   */
  public BfastMonitorResult detect(Series series, double start) {
    DesignMatrix design =
        options.design(series.frequency()).matrix(series.times(), series.gridStart());
    return detect(design, series.values(), start);
  }

  /**
   * Monitors a pixel of a cube.
   *
   * @param design the regressors of the cube's dates, of the same order and trend as the options
   * @param values one per date; NaN where there is no observation
   * @param start decimal year: observations before it are history, all others are monitored
   */
  public BfastMonitorResult detect(DesignMatrix design, double[] values, double start) {
    if (values.length != design.dates()) {
      throw new IllegalArgumentException(
          values.length + " values for " + design.dates() + " dates");
    }
    HarmonicDesign model = design.model();
    if (model.order() != options.order() || model.trend() != options.trend()) {
      throw new IllegalArgumentException(
          "the design has order %d and trend %s, the options order %d and trend %s"
              .formatted(model.order(), model.trend(), options.order(), options.trend()));
    }
    if (Double.isNaN(start)) {
      throw new IllegalArgumentException("the monitoring start is not a number");
    }
    if (workspace.columns != design.columns()) {
      workspace = new Workspace(options, design.columns());
    }
    Workspace w = workspace;
    w.load(design, values);
    int before = w.countBefore(start);
    double end = w.size == 0 ? Double.NaN : w.times[w.size - 1];

    Status possible = historyStatus(before);
    if (possible != Status.OK) {
      return BfastMonitorResult.failed(possible, w.size, end);
    }
    int first = historyStart(before);
    int n = before - first;
    if (Math.floor(options.h() * n) <= 1 || n <= w.columns) {
      return BfastMonitorResult.failed(Status.TOO_FEW_OBSERVATIONS, w.size - first, end);
    }
    return monitor(first, n, end);
  }

  /**
   * Monitors a series and keeps what the decision was made of, for charts.
   *
   * @param start decimal year: observations before it are history, all others are monitored
   */
  public BfastMonitorTrace trace(Series series, double start) {
    BfastMonitorResult result = detect(series, start);
    Workspace w = workspace;
    int first = w.size - result.total();
    int monitoredFrom =
        result.fit().map(fit -> first + fit.history().observations()).orElse(w.size);
    List<BfastMonitorTrace.Point> points = new ArrayList<>(w.size);
    for (int i = 0; i < w.size; i++) {
      boolean fitted = result.fit().isPresent() && i >= first;
      boolean monitored = result.status() == Status.OK && i >= monitoredFrom;
      points.add(
          new BfastMonitorTrace.Point(
              w.times[i],
              w.values[i],
              fitted ? w.values[i] - w.residuals[i - first] : Double.NaN,
              monitored ? process.value(i - monitoredFrom) : Double.NaN,
              monitored ? process.boundary(i - monitoredFrom) : Double.NaN));
    }
    return new BfastMonitorTrace(result, points);
  }

  private Status historyStatus(int before) {
    if (before == 0) {
      return Status.NO_HISTORY;
    }
    return switch (options.history()) {
      case ALL -> Status.OK;
      case ROC -> before > workspace.columns ? Status.OK : Status.TOO_FEW_OBSERVATIONS;
      case BP -> {
        if (workspace.breakpoints.usualSegment() > before / 2) {
          yield Status.SEGMENT_TOO_LONG;
        }
        yield before > Breakpoints.MAX_OBSERVATIONS ? Status.TOO_MANY_OBSERVATIONS : Status.OK;
      }
    };
  }

  private int historyStart(int before) {
    Workspace w = workspace;
    int first =
        switch (options.history()) {
          case ALL -> 0;
          case ROC -> w.roc.start(w.rows, w.values, before);
          case BP -> {
            int segment = w.breakpoints.usualSegment();
            int[] breaks =
                w.breakpoints.find(w.rows, w.values, before, segment, BreakCriterion.BIC);
            yield breaks.length == 0 ? 0 : breaks[breaks.length - 1] + 1;
          }
        };
    // the history starts at a time, so it has all the observations of that time
    while (first > 0 && w.times[first - 1] == w.times[first]) {
      first--;
    }
    return first;
  }

  private BfastMonitorResult monitor(int first, int n, double end) {
    Workspace w = workspace;
    int total = w.size - first;
    w.fit.clear();
    double largest = 0;
    for (int i = first; i < first + n; i++) {
      w.fit.add(w.rows, i * w.columns, w.values[i]);
      largest = Math.max(largest, Math.abs(w.values[i]));
    }
    double[] coefficients = new double[w.columns];
    w.fit.coefficients(coefficients);
    int rank = w.fit.rank();
    double sigma = sigma(new HistoryModel(coefficients, Double.NaN), first, n, total, rank);
    HistoryModel model = new HistoryModel(coefficients, sigma);

    Status status;
    if (rank < w.columns) {
      status = Status.RANK_DEFICIENT;
    } else if (sigma <= NO_SCATTER * largest) {
      status = Status.NO_VARIANCE;
    } else {
      status = total == n ? Status.NO_MONITORING : Status.OK;
    }
    OptionalDouble breakTime = OptionalDouble.empty();
    OptionalInt breakIndex = OptionalInt.empty();
    ProcessSummary summary = ProcessSummary.absent(process.criticalValue());
    if (status == Status.OK) {
      process.run(w.residuals, n, total, sigma);
      summary = process.summary();
      int crossing = process.crossing();
      if (crossing >= 0) {
        breakTime = OptionalDouble.of(w.times[first + n + crossing]);
        breakIndex = OptionalInt.of(n + crossing + 1);
      }
    }
    StableHistory history = new StableHistory(w.times[first], w.times[first + n - 1], n);
    return new BfastMonitorResult(
        status,
        breakTime,
        breakIndex,
        median(n, total),
        total,
        end,
        Optional.of(new Fit(history, model, summary)));
  }

  /** Fills the residuals of all observations from {@code first} on; sigma is the history's. */
  private double sigma(HistoryModel model, int first, int n, int total, int rank) {
    Workspace w = workspace;
    double rss = 0;
    for (int i = 0; i < total; i++) {
      int at = first + i;
      double residual = w.values[at] - model.predict(w.rows, at * w.columns);
      w.residuals[i] = residual;
      if (i < n) {
        rss += residual * residual;
      }
    }
    return Math.sqrt(rss / (n - rank));
  }

  /** Median of the monitored residuals; NaN if there are none. */
  private double median(int n, int total) {
    int count = total - n;
    if (count == 0) {
      return Double.NaN;
    }
    double[] changes = workspace.changes;
    System.arraycopy(workspace.residuals, n, changes, 0, count);
    Arrays.sort(changes, 0, count);
    int middle = count / 2;
    return count % 2 == 1 ? changes[middle] : (changes[middle - 1] + changes[middle]) / 2;
  }
}
