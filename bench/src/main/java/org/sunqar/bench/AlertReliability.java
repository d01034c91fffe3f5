// SPDX-License-Identifier: Apache-2.0
package org.sunqar.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.sunqar.analysis.alert.PixelGroup;
import org.sunqar.analysis.detect.online.OnlineDetector;
import org.sunqar.analysis.detect.online.OnlineDetectors;
import org.sunqar.analysis.detect.online.PixelState;
import org.sunqar.analysis.detect.online.SceneTime;
import org.sunqar.analysis.state.RegionalCourse;
import org.sunqar.analysis.tracking.AlertProbability;

/**
 * How often alerts of a given confidence are right, on series made by {@code sunqar simulate}: the
 * curves of {@code AlertProbability}.
 *
 * <p>Alerts are taken as they stand on every third date, monitored from the system property {@code
 * monitor} or 2020-01-01. One is right when at least half of its pixels are on events that had
 * begun; one that lies mostly on events of the history is left out. For each detector: the curve
 * that all series give; then how right the curve of the other series is on each, and how right the
 * program's own curve is, by classes of the probability, with Brier scores.
 */
public final class AlertReliability {

  private static final int MONITOR =
      (int) LocalDate.parse(System.getProperty("monitor", "2020-01-01")).toEpochDay();
  private static final int EVERY = 3;
  private static final double[] CLASSES = {0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 1 + 1e-9};
  private static final int ROUNDS = 50;

  /** Against curves that rise without end where all alerts of some series are right. */
  private static final double RIDGE = 0.02;

  private AlertReliability() {}

  private record Seen(int series, double confidence, boolean right) {}

  /** 1 / (1 + exp(-(a + b confidence))). */
  private record Curve(double a, double b) {
    double at(double confidence) {
      return 1 / (1 + Math.exp(-(a + b * confidence)));
    }

    /** Newton's method on the likelihood. */
    static Curve fitted(List<Seen> alerts) {
      double a = 0;
      double b = 0;
      for (int round = 0; round < ROUNDS; round++) {
        double[] first = {0, -RIDGE * b};
        double[] second = {1e-9, 0, RIDGE};
        for (Seen alert : alerts) {
          double p = new Curve(a, b).at(alert.confidence());
          double off = (alert.right() ? 1 : 0) - p;
          double weight = p * (1 - p);
          first[0] += off;
          first[1] += off * alert.confidence();
          second[0] += weight;
          second[1] += weight * alert.confidence();
          second[2] += weight * alert.confidence() * alert.confidence();
        }
        double determinant = second[0] * second[2] - second[1] * second[1];
        a += (second[2] * first[0] - second[1] * first[1]) / determinant;
        b += (second[0] * first[1] - second[1] * first[0]) / determinant;
      }
      return new Curve(a, b);
    }
  }

  /**
   * Prints the tables.
   *
   * @param arguments folders of series separated by commas, then detectors; without any, all
   */
  public static void main(String[] arguments) throws IOException {
    String[] folders = arguments[0].split(",", -1);
    List<String> detectors =
        arguments.length > 1
            ? Arrays.asList(arguments).subList(1, arguments.length)
            : List.copyOf(OnlineDetectors.names());
    List<ReferenceStack> stacks = new ArrayList<>();
    for (String folder : folders) {
      stacks.add(ReferenceStack.simulated(Path.of(folder)));
    }
    for (String text : detectors) {
      List<Seen> alerts = new ArrayList<>();
      for (int series = 0; series < stacks.size(); series++) {
        alerts.addAll(alerts(stacks.get(series), series, OnlineAccuracy.detector(text)));
      }
      print(text, alerts, stacks.size());
    }
  }

  private static List<Seen> alerts(ReferenceStack stack, int series, OnlineDetector detector) {
    int history = stack.datesBefore(MONITOR);
    PixelState state = OnlineAccuracy.fitted(stack, detector, history);
    AlertsSoFar alerts = new AlertsSoFar(stack.grid(), OnlineAccuracy.rule(2));
    float[] departures = new float[stack.pixels()];
    List<Float> medians = new ArrayList<>();
    List<Seen> seen = new ArrayList<>();
    for (int t = history; t < stack.times().size(); t++) {
      SceneTime time = stack.times().get(t);
      float[] values = stack.plane(t);
      detector.departures(state, 0, stack.pixels(), values, 0, time, departures);
      medians.add(OnlineAccuracy.median(departures));
      float common = RegionalCourse.common(medians).getLast();
      detector.update(state, 0, stack.pixels(), values, 0, time, common);
      if (t % EVERY == 0) {
        alerts.look(detector, state, time.day());
        for (PixelGroup group : alerts.groups()) {
          int before = 0;
          int right = 0;
          for (int p : group.pixels()) {
            boolean breaks = stack.kind(p) > 0;
            before += breaks && stack.breakDay(p) < MONITOR ? 1 : 0;
            right +=
                breaks && stack.breakDay(p) >= MONITOR && stack.breakDay(p) <= time.day() ? 1 : 0;
          }
          int known = group.pixels().length - before;
          if (2 * known >= group.pixels().length) {
            seen.add(new Seen(series, group.confidence(), 2 * right >= known));
          }
        }
      }
    }
    return seen;
  }

  private static void print(String text, List<Seen> alerts, int series) {
    Curve all = Curve.fitted(alerts);
    System.out.printf(Locale.ROOT, "%s: a %.2f, b %.2f%n", text, all.a(), all.b());
    Curve[] others = new Curve[series];
    for (int s = 0; s < series; s++) {
      int held = s;
      others[s] = Curve.fitted(some(alerts, alert -> alert.series() != held));
    }
    double[] own = new double[alerts.size()];
    double[] held = new double[alerts.size()];
    for (int i = 0; i < own.length; i++) {
      Seen alert = alerts.get(i);
      own[i] = AlertProbability.of(text.split("\\?", -1)[0], alert.confidence());
      held[i] = others[alert.series()].at(alert.confidence());
    }
    if (series > 1) {
      System.out.println("  held out:    " + table(alerts, held));
    }
    System.out.println("  the program: " + table(alerts, own));
  }

  private static List<Seen> some(List<Seen> alerts, Predicate<Seen> which) {
    return alerts.stream().filter(which).toList();
  }

  private static String table(List<Seen> alerts, double[] probability) {
    double share = alerts.stream().filter(Seen::right).count() / (double) alerts.size();
    double score = 0;
    double[][] sums = new double[CLASSES.length - 1][3]; // alerts, right, probability
    for (int i = 0; i < probability.length; i++) {
      int right = alerts.get(i).right() ? 1 : 0;
      score += (probability[i] - right) * (probability[i] - right) / probability.length;
      int of = 0;
      while (probability[i] >= CLASSES[of + 1]) {
        of++;
      }
      sums[of][0]++;
      sums[of][1] += right;
      sums[of][2] += probability[i];
    }
    StringBuilder line = new StringBuilder();
    for (double[] sum : sums) {
      if (sum[0] > 0) {
        line.append(
            String.format(
                Locale.ROOT, "%.2f: %.2f (%.0f); ", sum[2] / sum[0], sum[1] / sum[0], sum[0]));
      }
    }
    return line
        + String.format(Locale.ROOT, "Brier %.3f, of the share %.3f", score, share * (1 - share));
  }
}
