// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.landtrendr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * LandTrendr (Kennedy, Yang and Cohen 2010, <i>Detecting trends in forest disturbance and recovery
 * using yearly Landsat time series: 1. LandTrendr - Temporal segmentation algorithms</i>): one
 * value a year becomes a few straight segments that join. The steps are those of its section on
 * temporal segmentation, (a) to (f) in its figure of them:
 *
 * <ol>
 *   <li>(a) {@link #despiked}: spikes are damped, the sharpest first.
 *   <li>(b) {@link #candidates}: the span with the worst regression is cut at its worst year, until
 *       there are some vertices more than needed.
 *   <li>(c) {@link #culled}: of them those with the least angle go.
 *   <li>(d) {@link Fit#of}: values at the vertices, from left to right, each segment point to point
 *       or by a regression that is anchored at the end of the one before, whichever is closer.
 *   <li>(e) {@link #simplified}: again and again a vertex goes: that of a recovery that is too
 *       fast, else the one that is missed least.
 *   <li>(f) {@link #best}: of all these models, p of F decides.
 * </ol>
 *
 * <p>Where the paper leaves something open: the angle at a vertex is that between the directions of
 * its two segments, or of the steeper of them from the level if that is more (or the noise of the
 * next year makes the end of a disturbance look shallow, and it is lost), with years and values
 * scaled to the same range, and counts up to {@link #DISTURBANCE_WEIGHT} times more where a
 * disturbance begins; a vertex is missed least where the fit without it has the least sum of
 * squares; a model of s segments has 2 s predictors; rates of recovery are shares of the range of
 * the despiked values.
 *
 * <p><i>Known limits.</i> Where no model is significant the result is a flat line; the paper's
 * second attempt with a Levenberg-Marquardt fit is not made. One value a year: what comes and goes
 * within a season is not seen.
 */
public final class LandTrendr {

  /** How many times more the angle of the greatest disturbance counts, beyond once. */
  static final double DISTURBANCE_WEIGHT = 2;

  private final LandTrendrOptions options;

  public LandTrendr(LandTrendrOptions options) {
    this.options = options;
  }

  /**
   * Segments a series.
   *
   * @param years rising; years may be missing
   * @param values finite, one for each year
   * @return empty with fewer years than {@link LandTrendrOptions#leastYears}
   */
  public Optional<Trajectory> detect(int[] years, double[] values) {
    int n = years.length;
    if (values.length != n) {
      throw new IllegalArgumentException(n + " years and " + values.length + " values");
    }
    for (int i = 0; i < n; i++) {
      if (!Double.isFinite(values[i]) || (i > 0 && years[i] <= years[i - 1])) {
        throw new IllegalArgumentException("year " + years[i] + " with value " + values[i]);
      }
    }
    if (n < options.leastYears()) {
      return Optional.empty();
    }
    // inside, a disturbance is a rise
    double sign = options.lossIsDecrease() ? -1 : 1;
    double[] y = despiked(Arrays.stream(values).map(value -> sign * value).toArray());
    double range = Arrays.stream(y).max().orElse(0) - Arrays.stream(y).min().orElse(0);
    List<Integer> vertices = culled(years, y, range, candidates(years, y));
    Fit chosen = best(simplified(years, y, range, vertices), y, range);
    return Optional.of(
        new Trajectory(
            chosen.vertices(),
            Arrays.stream(chosen.fitted()).mapToObj(value -> sign * value + 0.0).toList(),
            Math.sqrt(chosen.squares(Arrays.stream(values).map(v -> sign * v).toArray()) / n),
            chosen.p(y)));
  }

  /**
   * Step (a). A spike is a year that differs from both neighbours more than these from each other:
   * its share is 1 - |next - previous| / max(|value - previous|, |value - next|), and the year with
   * the greatest is moved by that share of the way to the middle of its neighbours, while it is
   * above the threshold.
   */
  double[] despiked(double[] values) {
    double[] y = values.clone();
    for (int round = 0; round < y.length; round++) {
      int sharpest = -1;
      double greatest = options.spikeThreshold();
      for (int i = 1; i < y.length - 1; i++) {
        double most = Math.max(Math.abs(y[i] - y[i - 1]), Math.abs(y[i] - y[i + 1]));
        double share = most > 0 ? 1 - Math.abs(y[i + 1] - y[i - 1]) / most : 0;
        if (share > greatest) {
          greatest = share;
          sharpest = i;
        }
      }
      if (sharpest < 0) {
        break;
      }
      double middle = (y[sharpest - 1] + y[sharpest + 1]) / 2;
      y[sharpest] += greatest * (middle - y[sharpest]);
    }
    return y;
  }

  /** Step (b): positions in the series, rising, the first and the last among them. */
  List<Integer> candidates(int[] years, double[] y) {
    int wanted = Math.min(options.maxSegments() + 1 + options.overshoot(), y.length - 2);
    List<Integer> vertices = new ArrayList<>(List.of(0, y.length - 1));
    while (vertices.size() < wanted) {
      int cut = -1;
      double worst = 0;
      for (int s = 0; s < vertices.size() - 1; s++) {
        int from = vertices.get(s);
        int to = vertices.get(s + 1);
        if (to - from < 2) {
          continue; // no year between
        }
        Line line = Line.regression(years, y, from, to);
        double error = line.squares(years, y, from, to) / (to - from + 1);
        if (error > worst) {
          worst = error;
          cut = farthest(line, years, y, from, to);
        }
      }
      if (cut < 0) {
        break; // every span is straight
      }
      vertices.add(cut);
      Collections.sort(vertices);
    }
    return vertices;
  }

  private static int farthest(Line line, int[] years, double[] y, int from, int to) {
    int farthest = from + 1;
    for (int i = from + 2; i < to; i++) {
      if (Math.abs(y[i] - line.at(years[i])) > Math.abs(y[farthest] - line.at(years[farthest]))) {
        farthest = i;
      }
    }
    return farthest;
  }

  /** Step (c): as many vertices as the segments allow. */
  List<Integer> culled(int[] years, double[] y, double range, List<Integer> candidates) {
    List<Integer> vertices = new ArrayList<>(candidates);
    while (vertices.size() > options.maxSegments() + 1) {
      int least = 1;
      for (int v = 2; v < vertices.size() - 1; v++) {
        if (angle(years, y, range, vertices, v) < angle(years, y, range, vertices, least)) {
          least = v;
        }
      }
      vertices.remove(/* index */ least);
    }
    return vertices;
  }

  private static double angle(
      int[] years, double[] y, double range, List<Integer> vertices, int v) {
    int a = vertices.get(v - 1);
    int b = vertices.get(v);
    int c = vertices.get(v + 1);
    double scale = range > 0 ? (years[years.length - 1] - years[0]) / range : 0;
    double before = Math.atan2((y[b] - y[a]) * scale, years[b] - years[a]);
    double after = Math.atan2((y[c] - y[b]) * scale, years[c] - years[b]);
    double rise = range > 0 ? Math.max(0, y[c] - y[b]) / range : 0;
    double steepest = Math.max(Math.abs(before), Math.abs(after));
    return Math.max(steepest, Math.abs(after - before)) * (1 + DISTURBANCE_WEIGHT * rise);
  }

  /** Step (e): a model for each number of segments, the most first, down to one. */
  private List<Fit> simplified(int[] years, double[] y, double range, List<Integer> first) {
    List<Fit> models = new ArrayList<>();
    Fit model = Fit.of(years, y, first);
    models.add(model);
    while (model.vertices().size() > 2) {
      int fast = tooFast(model, years, range);
      int last = model.vertices().size() - 1;
      if (fast >= 0) {
        model = without(model, years, y, fast + 1 == last ? fast : fast + 1);
      } else {
        Fit whole = model;
        model =
            IntStream.range(1, last)
                .mapToObj(v -> without(whole, years, y, v))
                .min((a, b) -> Double.compare(a.squares(y), b.squares(y)))
                .orElseThrow();
      }
      models.add(model);
    }
    return models;
  }

  private static Fit without(Fit model, int[] years, double[] y, int vertex) {
    List<Integer> fewer = new ArrayList<>(model.vertices());
    fewer.remove(/* index */ vertex);
    return Fit.of(years, y, fewer);
  }

  /** The segment with the fastest recovery beyond what is allowed; -1 for none. */
  private int tooFast(Fit model, int[] years, double range) {
    int fastest = -1;
    double rate = options.recoveryThreshold() * range;
    for (int s = 0; s < model.vertices().size() - 1; s++) {
      int from = model.vertices().get(s);
      int to = model.vertices().get(s + 1);
      double recovery = (model.fitted()[from] - model.fitted()[to]) / (years[to] - years[from]);
      if (recovery > rate) {
        rate = recovery;
        fastest = s;
      }
    }
    return fastest;
  }

  /**
   * Step (f): of the models that are significant and recover no faster than allowed, the one with
   * the most segments whose p is not above (2 - proportion) times the least p; a flat line where
   * there is none. Of models that fit exactly the one with the fewest segments.
   */
  private Fit best(List<Fit> models, double[] y, double range) {
    List<Fit> allowed =
        models.stream()
            .filter(model -> model.p(y) <= options.significance())
            .filter(model -> tooFast(model, model.years(), range) < 0)
            .toList();
    double least = allowed.stream().mapToDouble(model -> model.p(y)).min().orElse(Double.NaN);
    if (least == 0) {
      return allowed.stream().filter(model -> model.p(y) == 0).toList().getLast();
    }
    double most = (2 - options.bestModelProportion()) * least;
    return allowed.stream()
        .filter(model -> model.p(y) <= most)
        .findFirst()
        .orElseGet(() -> Fit.flat(models.getFirst().years(), y));
  }

  /** value = intercept + slope * (year - origin). */
  private record Line(double origin, double intercept, double slope) {

    static Line regression(int[] years, double[] y, int from, int to) {
      double n = to - from + 1.0;
      double meanX = 0;
      double meanY = 0;
      for (int i = from; i <= to; i++) {
        meanX += years[i] / n;
        meanY += y[i] / n;
      }
      return through(meanX, meanY, years, y, from, to);
    }

    /** The regression of those lines that go through a point. */
    static Line through(double x0, double y0, int[] years, double[] y, int from, int to) {
      double products = 0;
      double squares = 0;
      for (int i = from; i <= to; i++) {
        products += (years[i] - x0) * (y[i] - y0);
        squares += (years[i] - x0) * (years[i] - x0);
      }
      return new Line(x0, y0, products / squares);
    }

    static Line between(double x0, double y0, double x1, double y1) {
      return new Line(x0, y0, (y1 - y0) / (x1 - x0));
    }

    double at(double year) {
      return intercept + slope * (year - origin);
    }

    double squares(int[] years, double[] y, int from, int to) {
      double sum = 0;
      for (int i = from; i <= to; i++) {
        double difference = y[i] - at(years[i]);
        sum += difference * difference;
      }
      return sum;
    }
  }

  /**
   * A model: vertices and the values along them.
   *
   * @param segments of the model; 0 for a flat line
   */
  @SuppressWarnings("ArrayRecordComponent") // not handed on
  private record Fit(int[] years, List<Integer> vertices, double[] fitted, int segments) {

    /** Step (d). */
    static Fit of(int[] years, double[] y, List<Integer> vertices) {
      double[] fitted = new double[y.length];
      double start = Double.NaN;
      for (int s = 0; s < vertices.size() - 1; s++) {
        int from = vertices.get(s);
        int to = vertices.get(s + 1);
        double anchor = s == 0 ? y[from] : start;
        Line points = Line.between(years[from], anchor, years[to], y[to]);
        Line regression =
            s == 0
                ? Line.regression(years, y, from, to)
                : Line.through(years[from], anchor, years, y, from, to);
        Line line =
            points.squares(years, y, from, to) < regression.squares(years, y, from, to)
                ? points
                : regression;
        for (int i = s == 0 ? from : from + 1; i <= to; i++) {
          fitted[i] = line.at(years[i]);
        }
        start = fitted[to];
      }
      return new Fit(years, List.copyOf(vertices), fitted, vertices.size() - 1);
    }

    static Fit flat(int[] years, double[] y) {
      double[] fitted = new double[y.length];
      Arrays.fill(fitted, Arrays.stream(y).average().orElse(0));
      return new Fit(years, List.of(0, y.length - 1), fitted, 0);
    }

    double squares(double[] y) {
      double sum = 0;
      for (int i = 0; i < y.length; i++) {
        sum += (y[i] - fitted[i]) * (y[i] - fitted[i]);
      }
      return sum;
    }

    /** p of F with 2 predictors a segment; 1 where there are not enough years for that. */
    double p(double[] y) {
      int predictors = 2 * segments;
      int free = y.length - predictors - 1;
      double mean = Arrays.stream(y).average().orElse(0);
      double total = Arrays.stream(y).map(value -> (value - mean) * (value - mean)).sum();
      double residual = squares(y);
      if (predictors == 0 || free < 1 || !(total > residual)) {
        return 1;
      }
      // what rounding leaves of an exact fit is none
      double f =
          residual <= 1e-24 * total
              ? Double.POSITIVE_INFINITY
              : (total - residual) / predictors / (residual / free);
      return FDistribution.upper(f, predictors, free);
    }
  }
}
