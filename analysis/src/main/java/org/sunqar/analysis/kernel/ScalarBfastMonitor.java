// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.kernel;

import java.util.Arrays;
import org.sunqar.analysis.kernel.BreakBlock.Outcome;
import org.sunqar.analysis.kernel.HarmonicTables.Entry;

/**
 * The definition of the float32 BFAST Monitor kernel, one pixel after the other. Every operation is
 * an IEEE float32 operation in a fixed order, fused multiply-adds spelled out, so that the vector
 * form can equal it exactly.
 */
public final class ScalarBfastMonitor implements BfastMonitorKernel {

  private final HarmonicTables tables;
  private final Entry[] entries;
  private final float h;
  private final float critical;

  public ScalarBfastMonitor(HarmonicTables tables, double h, double criticalValue) {
    this.tables = tables;
    this.entries = tables.normalEntries();
    this.h = (float) h;
    this.critical = (float) criticalValue;
  }

  @Override
  public Lane newLane() {
    return new Lane(tables, 1);
  }

  @Override
  public BreakBlock newBlock() {
    return new BreakBlock(tables.dates() - tables.historyDates());
  }

  @Override
  public void monitor(float[] values, int offset, Lane lane, BreakBlock out) {
    for (int p = 0; p < BreakBlock.PIXELS; p++) {
      pixel(values, offset + p, lane, out, p);
    }
  }

  private void pixel(float[] values, int at, Lane lane, BreakBlock out, int p) {
    int dates = tables.dates();
    int history = tables.historyDates();
    int columns = tables.columns();
    sumMoments(values, at, lane.moments);
    float n = lane.moments[0];
    int monitorCount = 0;
    for (int t = history; t < dates; t++) {
      float y = values[at + t * BreakBlock.PIXELS];
      monitorCount += !Float.isNaN(y) ? 1 : 0;
    }
    out.historyCount[p] = (int) n;
    out.monitorCount[p] = monitorCount;
    out.breakDate[p] = -1;
    out.magnitude[p] = Float.NaN;
    out.sigma[p] = Float.NaN;
    out.scatter[p] = Float.NaN;
    out.run[p] = 0;
    clearDepartures(out, p);
    if (n <= columns || h * n < LEAST_WINDOW || monitorCount == 0) {
      out.outcome[p] = Outcome.NOT_FITTED;
      return;
    }
    float squares = sumProducts(values, at, lane.coefficients);
    boolean wellPosed = solve(lane);
    float rss = residuals(values, at, lane);
    float sigma = (float) Math.sqrt(rss / (n - columns));
    out.sigma[p] = sigma;
    if (!wellPosed || !(rss > squares * (LEAST_SCATTER * LEAST_SCATTER))) {
      out.outcome[p] = Outcome.NEEDS_DOUBLE;
      return;
    }
    out.outcome[p] = Outcome.FITTED;
    out.breakDate[p] = firstCrossing(lane, n, sigma);
    out.magnitude[p] = monitoringMedian(lane, monitorCount);
    if (out.departuresWanted || out.breakDate[p] >= 0) {
      departures(lane, sigma, out, p);
    }
  }

  private void clearDepartures(BreakBlock out, int p) {
    for (int at = p; at < out.departures.length; at += BreakBlock.PIXELS) {
      out.departures[at] = Float.NaN;
    }
  }

  private void departures(Lane lane, float sigma, BreakBlock out, int p) {
    int history = tables.historyDates();
    BreakEvidence.Scatter scatter = BreakEvidence.Scatter.trimmed(lane.residuals, history, sigma);
    float inverse = 1f / scatter.scatter();
    for (int t = history; t < tables.dates(); t++) {
      out.departures[(t - history) * BreakBlock.PIXELS + p] =
          (lane.residuals[t] - scatter.centre()) * inverse;
    }
    out.scatter[p] = scatter.scatter();
    out.run[p] = BreakEvidence.longestRun(out.departures, p);
  }

  private void sumMoments(float[] values, int at, float[] sums) {
    Arrays.fill(sums, 0);
    int history = tables.historyDates();
    for (int m = 0; m < sums.length; m++) {
      int group = m / HarmonicTables.MOMENT_GROUP;
      int table = group * history * HarmonicTables.MOMENT_GROUP + m % HarmonicTables.MOMENT_GROUP;
      for (int t = 0; t < history; t++) {
        float y = values[at + t * BreakBlock.PIXELS];
        float mask = !Float.isNaN(y) ? 1f : 0f;
        sums[m] = Math.fma(mask, tables.moments[table + t * HarmonicTables.MOMENT_GROUP], sums[m]);
      }
    }
  }

  /** Right-hand side of the normal equations; returns the sum of squares of the history values. */
  private float sumProducts(float[] values, int at, float[] sums) {
    Arrays.fill(sums, 0);
    float squares = 0;
    int stride = tables.columnStride();
    for (int t = 0; t < tables.historyDates(); t++) {
      float y = values[at + t * BreakBlock.PIXELS];
      float v = !Float.isNaN(y) ? y : 0f;
      squares = Math.fma(v, v, squares);
      for (int k = 0; k < tables.columns(); k++) {
        sums[k] = Math.fma(v, tables.design[t * stride + k], sums[k]);
      }
    }
    return squares;
  }

  /** Cholesky; coefficients in place of the right-hand side. False where a pivot is too small. */
  private boolean solve(Lane lane) {
    float[] a = lane.normal;
    float[] b = lane.coefficients;
    int columns = tables.columns();
    for (int e = 0; e < entries.length; e++) {
      a[e] = entry(entries[e], lane.moments);
    }
    float[] least = lane.least;
    for (int j = 0; j < columns; j++) {
      least[j] = a[index(j, j)] * LEAST_PIVOT;
    }
    boolean wellPosed = true;
    for (int j = 0; j < columns; j++) {
      float pivot = a[index(j, j)];
      wellPosed &= pivot >= least[j];
      float inverse = 1f / (float) Math.sqrt(pivot);
      a[index(j, j)] = inverse;
      for (int i = j + 1; i < columns; i++) {
        a[index(i, j)] *= inverse;
      }
      for (int i = j + 1; i < columns; i++) {
        for (int k = j + 1; k <= i; k++) {
          a[index(i, k)] = Math.fma(-a[index(i, j)], a[index(k, j)], a[index(i, k)]);
        }
      }
    }
    for (int k = 0; k < columns; k++) {
      b[k] *= a[index(k, k)];
      for (int i = k + 1; i < columns; i++) {
        b[i] = Math.fma(-a[index(i, k)], b[k], b[i]);
      }
    }
    for (int k = columns - 1; k >= 0; k--) {
      b[k] *= a[index(k, k)];
      for (int i = 0; i < k; i++) {
        b[i] = Math.fma(-a[index(k, i)], b[k], b[i]);
      }
    }
    return wellPosed;
  }

  private static float entry(Entry entry, float[] moments) {
    float first = moments[entry.first()];
    float second = moments[entry.second()];
    return switch (entry.sign()) {
      case 1 -> entry.scale() * (first + second);
      case -1 -> entry.scale() * (first - second);
      default -> entry.scale() * first;
    };
  }

  /** Residuals of all dates, NaN without an observation; returns the history's sum of squares. */
  private float residuals(float[] values, int at, Lane lane) {
    float rss = 0;
    int stride = tables.columnStride();
    float[] b = lane.coefficients;
    for (int t = 0; t < tables.dates(); t++) {
      float fit = b[0] * tables.design[t * stride];
      for (int k = 1; k < tables.columns(); k++) {
        fit = Math.fma(b[k], tables.design[t * stride + k], fit);
      }
      float e = values[at + t * BreakBlock.PIXELS] - fit;
      lane.residuals[t] = e;
      if (t < tables.historyDates() && !Float.isNaN(e)) {
        rss = Math.fma(e, e, rss);
      }
    }
    return rss;
  }

  private int firstCrossing(Lane lane, float n, float sigma) {
    float[] residuals = lane.residuals;
    int history = tables.historyDates();
    float window = (float) Math.floor(h * n);
    float sum = 0;
    float counted = 0;
    int oldest = -1;
    for (int t = history - 1; t >= 0 && counted < window; t--) {
      float e = residuals[t];
      if (!Float.isNaN(e)) {
        sum += e;
        counted += 1;
        oldest = t;
      }
    }
    float scale = critical * (sigma * (float) Math.sqrt(n));
    float limit = E * n;
    float k = n;
    for (int t = history; t < tables.dates(); t++) {
      float e = residuals[t];
      if (Float.isNaN(e)) {
        continue;
      }
      k += 1;
      sum += e - residuals[oldest];
      oldest++;
      while (Float.isNaN(residuals[oldest])) {
        oldest++;
      }
      float logPlus = k > limit ? logarithm(k / n) : 1f;
      float boundary = scale * (float) Math.sqrt(2f * logPlus);
      if (Math.abs(sum) > boundary) {
        return t;
      }
    }
    return -1;
  }

  /**
   * The natural logarithm above e, for log+, which is 1 up to e. With x = 2^j * m, m in
   * 0.707..1.414, and s = (m-1)/(m+1): log m = 2s (1 + s^2/3 + s^4/5 + s^6/7 + s^8/9), of which the
   * rest is below 2e-9.
   */
  static float logarithm(float x) {
    int bits = Float.floatToRawIntBits(x);
    int exponent = (bits - SQRT_HALF_BITS) >> 23;
    float m = Float.intBitsToFloat(bits - (exponent << 23));
    float s = (m - 1f) / (m + 1f);
    float z = s * s;
    float series = Math.fma(z, Math.fma(z, Math.fma(z, Math.fma(z, C9, C7), C5), C3), 1f);
    return Math.fma((float) exponent, LN2, (s + s) * series);
  }

  static final int SQRT_HALF_BITS = Float.floatToRawIntBits((float) Math.sqrt(0.5));
  static final float LN2 = (float) Math.log(2);
  static final float C3 = 1f / 3;
  static final float C5 = 1f / 5;
  static final float C7 = 1f / 7;
  static final float C9 = 1f / 9;

  private float monitoringMedian(Lane lane, int count) {
    int history = tables.historyDates();
    int used = 0;
    for (int t = history; t < tables.dates(); t++) {
      float e = lane.residuals[t];
      if (!Float.isNaN(e)) {
        lane.sorted[used++] = e;
      }
    }
    Arrays.sort(lane.sorted, 0, used);
    return 0.5f * (lane.sorted[(count - 1) / 2] + lane.sorted[count / 2]);
  }

  static int index(int row, int column) {
    return row * (row + 1) / 2 + column;
  }
}
