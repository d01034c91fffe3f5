// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

import java.util.ArrayList;
import java.util.List;
import org.sunqar.analysis.detect.BfastLiteResult.Piece;
import org.sunqar.analysis.detect.BfastLiteResult.Status;

/**
 * BFAST Lite (Masiliunas, Tsendbazar, Herold and Verbesselt, 2021, <i>BFAST Lite: a lightweight
 * break detection method for time series analysis</i>, Remote Sensing 13, 3308): all breaks of the
 * season-trend model at once, by {@link Breakpoints}.
 *
 * <p>Equal to {@code bfastlite} of the R package bfast 1.7.2 with strucchangeRcpp 1.5-4: the same
 * breaks, and coefficients within rounding. All in float64. <i>Known limits.</i> Breaks are exact
 * optima, with no measure of certainty; the work grows with the square of the number of
 * observations. Observations in a monitoring period are not told apart: the start of monitoring is
 * not looked at.
 *
 * <p>An instance serves one thread and keeps its working arrays from series to series.
 */
public final class BfastLite {

  private final BfastLiteOptions options;
  private Workspace workspace;

  /** What depends on the number of columns, which few-step grids reduce. */
  private static final class Workspace {
    final int columns;
    final UpdatingQr fit;
    final Breakpoints breakpoints;
    double[] rows = new double[0];

    Workspace(int columns) {
      this.columns = columns;
      fit = new UpdatingQr(columns);
      breakpoints = new Breakpoints(fit, columns);
    }
  }

  public BfastLite(BfastLiteOptions options) {
    this.options = options;
    workspace = new Workspace(new HarmonicDesign(options.order(), options.trend(), 365).columns());
  }

  public BfastLiteOptions options() {
    return options;
  }

  /** Cuts a series. */
  public BfastLiteResult detect(Series series) {
    HarmonicDesign design =
        new HarmonicDesign(options.order(), options.trend(), series.frequency());
    int n = series.size();
    int segment = (int) Math.floor(n * options.h());
    if (segment <= design.columns()) {
      return BfastLiteResult.failed(Status.TOO_FEW_OBSERVATIONS);
    }
    if (n > Breakpoints.MAX_OBSERVATIONS) {
      return BfastLiteResult.failed(Status.TOO_MANY_OBSERVATIONS);
    }
    if (workspace.columns != design.columns()) {
      workspace = new Workspace(design.columns());
    }
    Workspace w = workspace;
    if (w.rows.length < n * w.columns) {
      w.rows = new double[2 * n * w.columns];
    }
    for (int i = 0; i < n; i++) {
      design.row(series.time(i), series.gridStart(), w.rows, i * w.columns);
    }
    int[] breaks = w.breakpoints.find(w.rows, series.values(), n, segment, options.criterion());
    List<Piece> pieces = new ArrayList<>(breaks.length + 1);
    int first = 0;
    for (int last : breaks) {
      pieces.add(piece(series, first, last));
      first = last + 1;
    }
    pieces.add(piece(series, first, n - 1));
    return new BfastLiteResult(Status.OK, pieces);
  }

  private Piece piece(Series series, int first, int last) {
    Workspace w = workspace;
    w.fit.clear();
    for (int i = first; i <= last; i++) {
      w.fit.add(w.rows, i * w.columns, series.value(i));
    }
    double[] coefficients = new double[w.columns];
    w.fit.coefficients(coefficients);
    HistoryModel model = new HistoryModel(coefficients, Double.NaN);
    double rss = 0;
    for (int i = first; i <= last; i++) {
      double residual = series.value(i) - model.predict(w.rows, i * w.columns);
      rss += residual * residual;
    }
    double sigma = Math.sqrt(rss / (last - first + 1 - w.fit.rank()));
    return new Piece(
        first, last, series.time(first), series.time(last), new HistoryModel(coefficients, sigma));
  }
}
