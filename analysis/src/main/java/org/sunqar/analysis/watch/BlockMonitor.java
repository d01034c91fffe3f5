// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import java.util.OptionalDouble;
import org.sunqar.analysis.cube.DecimalYear;
import org.sunqar.analysis.detect.BfastMonitor;
import org.sunqar.analysis.detect.BfastMonitorOptions;
import org.sunqar.analysis.detect.BfastMonitorResult;
import org.sunqar.analysis.detect.DesignMatrix;
import org.sunqar.analysis.detect.HarmonicDesign;
import org.sunqar.analysis.detect.History;
import org.sunqar.analysis.detect.HistoryModel;
import org.sunqar.analysis.detect.ProcessType;
import org.sunqar.analysis.kernel.BfastMonitorKernel;
import org.sunqar.analysis.kernel.BreakBlock;
import org.sunqar.analysis.kernel.BreakBlock.Outcome;
import org.sunqar.analysis.kernel.BreakEvidence;
import org.sunqar.analysis.kernel.HarmonicTables;

/**
 * BFAST Monitor for the blocks of a cube: the float32 kernel where it is exact, the float64
 * detector for the pixels that need it and for all pixels with the histories and processes that the
 * kernel does not know. One per thread.
 */
public final class BlockMonitor {

  private final double[] time;
  private final double start;
  private final int historyDates;
  private final boolean inKernel;
  private final BfastMonitorKernel kernel;
  private final BfastMonitorKernel.Lane lane;
  private final BfastMonitor detector;
  private final DesignMatrix design;
  private final double[] rows;
  private final int columns;
  private final double[] values;

  /**
   * A monitor for the dates of a cube.
   *
   * @param time decimal year of each date, ascending
   * @param start decimal year of the first day of the monitoring period
   */
  public BlockMonitor(BfastMonitorOptions options, double[] time, double start) {
    this.time = time.clone();
    this.start = start;
    int before = 0;
    while (before < time.length && time[before] < start) {
      before++;
    }
    this.historyDates = before;
    this.inKernel = options.history() == History.ALL && options.type() == ProcessType.OLS_MOSUM;
    double gridStart = time.length > 0 ? time[0] : start;
    HarmonicDesign model = options.design(DecimalYear.SLOTS);
    this.columns = model.columns();
    this.design = model.matrix(time, gridStart);
    this.rows = new double[time.length * columns];
    double[] trendIndex = new double[time.length];
    for (int t = 0; t < time.length; t++) {
      trendIndex[t] = model.trendIndex(time[t], gridStart);
      model.row(time[t], gridStart, rows, t * columns);
    }
    HarmonicTables tables =
        new HarmonicTables(time, trendIndex, before, options.order(), options.trend());
    this.kernel = BfastMonitorKernel.of(tables, options.h(), options.criticalValue());
    this.lane = kernel.newLane();
    this.detector = new BfastMonitor(options);
    this.values = new double[time.length];
  }

  /** Dates of the history. */
  public int historyDates() {
    return historyDates;
  }

  /** A block to be filled by {@link #monitor}. */
  public BreakBlock newBlock() {
    return kernel.newBlock();
  }

  /**
   * Monitors one block of pixels.
   *
   * @param block values in the layout of the kernels, starting at {@code offset}
   * @param out filled; no pixel of it {@link Outcome#NEEDS_DOUBLE}
   */
  public void monitor(float[] block, int offset, BreakBlock out) {
    if (inKernel) {
      kernel.monitor(block, offset, lane, out);
    }
    for (int p = 0; p < BreakBlock.PIXELS; p++) {
      if (!inKernel || out.outcome[p] == Outcome.NEEDS_DOUBLE) {
        inDouble(block, offset + p, out, p);
      }
    }
  }

  private void inDouble(float[] block, int at, BreakBlock out, int p) {
    int history = 0;
    int monitored = 0;
    for (int t = 0; t < values.length; t++) {
      float value = block[at + t * BreakBlock.PIXELS];
      values[t] = value;
      if (!Float.isNaN(value)) {
        if (t < historyDates) {
          history++;
        } else {
          monitored++;
        }
      }
    }
    out.outcome[p] = Outcome.NOT_FITTED;
    out.breakDate[p] = -1;
    out.magnitude[p] = Float.NaN;
    out.sigma[p] = Float.NaN;
    out.historyCount[p] = history;
    out.monitorCount[p] = monitored;
    out.scatter[p] = Float.NaN;
    out.run[p] = 0;
    for (int d = p; d < out.departures.length; d += BreakBlock.PIXELS) {
      out.departures[d] = Float.NaN;
    }
    if (history == 0 || monitored == 0) {
      return;
    }
    BfastMonitorResult result = detector.detect(design, values, start);
    if (result.fit().isEmpty()) {
      return;
    }
    BfastMonitorResult.Fit fit = result.fit().get();
    out.outcome[p] = Outcome.FITTED;
    out.magnitude[p] = (float) result.magnitude();
    out.sigma[p] = (float) fit.model().sigma();
    OptionalDouble breakTime = result.breakTime();
    if (breakTime.isPresent()) {
      out.breakDate[p] = dateOf(breakTime.getAsDouble());
    }
    boolean scaled = result.status() == BfastMonitorResult.Status.OK;
    if (scaled && (breakTime.isPresent() || out.departuresWanted)) {
      departures(fit, out, p);
    }
  }

  private void departures(BfastMonitorResult.Fit fit, BreakBlock out, int p) {
    float[] residuals = residuals(fit.model(), fit.history().start());
    BreakEvidence.Scatter scatter =
        BreakEvidence.Scatter.trimmed(residuals, historyDates, (float) fit.model().sigma());
    float inverse = 1f / scatter.scatter();
    for (int t = historyDates; t < time.length; t++) {
      out.departures[(t - historyDates) * BreakBlock.PIXELS + p] =
          (residuals[t] - scatter.centre()) * inverse;
    }
    out.scatter[p] = scatter.scatter();
    out.run[p] = BreakEvidence.longestRun(out.departures, p);
  }

  /** The first date of a time that has an observation. */
  private int dateOf(double breakTime) {
    for (int t = historyDates; t < time.length; t++) {
      if (time[t] == breakTime && !Double.isNaN(values[t])) {
        return t;
      }
    }
    throw new IllegalStateException("a break at " + breakTime + " is at no date of the cube");
  }

  private float[] residuals(HistoryModel model, double stableFrom) {
    float[] residuals = new float[time.length];
    for (int t = 0; t < time.length; t++) {
      double prediction = 0;
      for (int k = 0; k < columns; k++) {
        prediction += model.coefficient(k) * rows[t * columns + k];
      }
      residuals[t] = time[t] < stableFrom ? Float.NaN : (float) (values[t] - prediction);
    }
    return residuals;
  }
}
