// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import java.util.ArrayList;
import java.util.List;
import org.sunqar.analysis.detect.Series;

/**
 * The detectors a second time, as the papers write them: float64, whole series in lists, no state.
 */
final class NaiveChart {

  final List<Double> history = new ArrayList<>();
  final List<Double> monitored = new ArrayList<>();
  final List<Integer> indices = new ArrayList<>();
  double sigma;
  double[] coefficients = new double[0];

  NaiveChart(Series series, double start, int order, boolean trend, double screen) {
    List<double[]> rows = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    int t = 0;
    for (; t < series.size() && series.time(t) < start; t++) {
      rows.add(row(series.time(t), order, trend));
      values.add((double) (float) series.value(t));
    }
    fit(rows, values);
    if (screen > 0) {
      double limit = screen * sigma;
      for (int i = rows.size() - 1; i >= 0; i--) {
        if (Math.abs(residual(rows.get(i), values.get(i))) > limit) {
          rows.remove(i);
          values.remove(i);
        }
      }
      fit(rows, values);
    }
    for (int i = 0; i < rows.size(); i++) {
      history.add(residual(rows.get(i), values.get(i)));
    }
    for (; t < series.size(); t++) {
      indices.add(t + 1);
      monitored.add(residual(row(series.time(t), order, trend), (float) series.value(t)));
    }
  }

  private static double[] row(double time, int order, boolean trend) {
    double[] row = new double[1 + (trend ? 1 : 0) + 2 * order];
    int at = 0;
    row[at++] = 1;
    if (trend) {
      row[at++] = time - 2020;
    }
    for (int k = 1; k <= order; k++) {
      row[at++] = Math.cos(2 * Math.PI * k * time);
      row[at++] = Math.sin(2 * Math.PI * k * time);
    }
    return row;
  }

  private double residual(double[] row, double value) {
    double e = value;
    for (int k = 0; k < row.length; k++) {
      e -= coefficients[k] * row[k];
    }
    return e;
  }

  /** Gauss-Jordan elimination of the normal equations with row exchanges. */
  private void fit(List<double[]> rows, List<Double> values) {
    int columns = rows.getFirst().length;
    double[][] a = new double[columns][columns + 1];
    for (int i = 0; i < rows.size(); i++) {
      for (int j = 0; j < columns; j++) {
        for (int k = 0; k < columns; k++) {
          a[j][k] += rows.get(i)[j] * rows.get(i)[k];
        }
        a[j][columns] += rows.get(i)[j] * values.get(i);
      }
    }
    for (int j = 0; j < columns; j++) {
      int pivot = j;
      for (int i = j + 1; i < columns; i++) {
        pivot = Math.abs(a[i][j]) > Math.abs(a[pivot][j]) ? i : pivot;
      }
      double[] swap = a[j];
      a[j] = a[pivot];
      a[pivot] = swap;
      for (int i = 0; i < columns; i++) {
        double factor = i == j ? 0 : a[i][j] / a[j][j];
        for (int k = 0; k <= columns; k++) {
          a[i][k] -= factor * a[j][k];
        }
      }
    }
    coefficients = new double[columns];
    for (int j = 0; j < columns; j++) {
      coefficients[j] = a[j][columns] / a[j][j];
    }
    double rss = 0;
    for (int i = 0; i < rows.size(); i++) {
      double e = residual(rows.get(i), values.get(i));
      rss += e * e;
    }
    sigma = Math.sqrt(rss / (rows.size() - columns));
  }

  // Each chart: signed process over its boundary at a monitored observation, from 0.

  double ewma(int last, double lambda, double limit) {
    List<Double> all = new ArrayList<>(history);
    all.addAll(monitored.subList(0, last + 1));
    double z = 0;
    for (double e : all) {
      z = (1 - lambda) * z + lambda * e;
    }
    return z / (limit * sigma * Math.sqrt(lambda / (2 - lambda)));
  }

  double cusum(int last, double critical) {
    double n = history.size();
    double k = n + last + 1;
    double sum = 0;
    for (double e : monitored.subList(0, last + 1)) {
      sum += e;
    }
    double r = k / n;
    double boundary = Math.sqrt(r * (r - 1) * (critical * critical + Math.log(r / (r - 1))));
    return sum / (sigma * Math.sqrt(n)) / boundary;
  }

  double mosum(int last, double h, double critical) {
    List<Double> all = new ArrayList<>(history);
    all.addAll(monitored.subList(0, last + 1));
    int window = (int) Math.floor(h * history.size());
    double sum = 0;
    for (double e : all.subList(all.size() - window, all.size())) {
      sum += e;
    }
    double ratio = all.size() / (double) history.size();
    double boundary = critical * Math.sqrt(2 * (ratio <= Math.E ? 1 : Math.log(ratio)));
    return sum / (sigma * Math.sqrt(history.size())) / boundary;
  }

  double quantile(double share) {
    return quantile(history, share);
  }

  private static double quantile(List<Double> values, double share) {
    List<Double> sorted = values.stream().sorted().toList();
    double position = share * (sorted.size() - 1);
    int below = (int) Math.floor(position);
    double low = sorted.get(below);
    return low + (position - below) * (sorted.get(Math.min(below + 1, sorted.size() - 1)) - low);
  }

  double iqr(int last, double fence) {
    double low = quantile(0.25);
    double high = quantile(0.75);
    double e = monitored.get(last);
    double upper = (e - high) / (fence * (high - low));
    double lower = (e - low) / (fence * (high - low));
    return upper > 1 ? upper : lower < -1 ? lower : Math.max(upper, -Math.max(-lower, 0));
  }

  double zscore(int last, double limit) {
    double median = quantile(0.5);
    return (monitored.get(last) - median) / mad(median) / limit;
  }

  double mad(double centre) {
    return 1.4826 * quantile(history.stream().map(e -> Math.abs(e - centre)).toList(), 0.5);
  }
}
