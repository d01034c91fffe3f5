// SPDX-License-Identifier: Apache-2.0
package org.sunqar.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sunqar.analysis.alert.AlertRule;
import org.sunqar.analysis.detect.online.EvidencePlanes;
import org.sunqar.analysis.detect.online.OnlineDetector;
import org.sunqar.analysis.detect.online.OnlineDetectors;
import org.sunqar.analysis.detect.online.PixelState;
import org.sunqar.analysis.detect.online.SceneTime;
import org.sunqar.analysis.kernel.BreakBlock;
import org.sunqar.analysis.state.RegionalCourse;

/**
 * How right the online detectors are on reference stacks, pixel by pixel without grouping:
 *
 * <ul>
 *   <li>of the pixels that break in the monitoring period, how many are confirmed on or after the
 *       true date, by kind of break;
 *   <li>of the pixels that never break, how many are ever provisional, and ever confirmed;
 *   <li>the median of first provisional date minus true date, and of confirmation minus true date,
 *       over those found.
 * </ul>
 *
 * With a stride of 1, lines say how it is with alerts as the default rule makes them on every date,
 * with seeds of two and of three observations: the shares of the pixels inside of one, at the end
 * and at any time. The last line says how often changes of a given probability were right.
 *
 * <p>Monitoring starts on 2022-01-01, or on the day of the system property {@code monitor}. What is
 * common to the region (the median departure of every 16th pixel) is taken off each scene, or the
 * scene set aside, as a state does it, unless the detector's name begins with a minus.
 */
public final class OnlineAccuracy {

  private static final int MONITOR =
      (int) LocalDate.parse(System.getProperty("monitor", "2022-01-01")).toEpochDay();
  private static final int SAMPLE = 16;
  private static final String[] KINDS = {"", "cut", "fire", "decline", "conversion"};

  private OnlineAccuracy() {}

  /**
   * Prints the table.
   *
   * @param arguments stride, folders of stacks separated by commas, detectors as
   *     name?parameter=value&...; without any, all with their defaults
   */
  public static void main(String[] arguments) throws IOException {
    int stride = Integer.parseInt(arguments[0]);
    String[] detectors =
        arguments.length > 2
            ? Arrays.copyOfRange(arguments, 2, arguments.length)
            : OnlineDetectors.names().toArray(new String[0]);
    System.out.printf(
        "%-60s %-8s %6s %6s %6s %6s %6s | %6s %6s | %5s %5s%n",
        "detector",
        "stack",
        "found",
        "cut",
        "fire",
        "decl",
        "conv",
        "prov",
        "false",
        "lag",
        "conf");
    for (String folder : arguments[1].split(",", -1)) {
      ReferenceStack stack = new ReferenceStack(Path.of(folder), stride);
      for (String text : detectors) {
        boolean common = !text.startsWith("-");
        score(stack, String.valueOf(Path.of(folder).getFileName()), text, common);
      }
    }
  }

  /** The default rule, but for the length of runs. */
  static AlertRule rule(int leastRun) {
    AlertRule rule = AlertRule.defaults();
    return new AlertRule(
        rule.minimumAreaHa(), leastRun, rule.leastSize(), rule.leastMagnitude(), rule.direction());
  }

  static OnlineDetector detector(String text) {
    String[] parts = text.replaceFirst("^-", "").split("\\?", 2);
    Map<String, String> parameters = new LinkedHashMap<>();
    if (parts.length == 2) {
      for (String pair : parts[1].split("&", -1)) {
        String[] both = pair.split("=", 2);
        parameters.put(both[0], both[1]);
      }
    }
    return OnlineDetectors.of(parts[0], parameters);
  }

  private static void score(ReferenceStack stack, String name, String text, boolean common) {
    OnlineDetector detector = detector(text);
    int history = stack.datesBefore(MONITOR);
    PixelState state = fitted(stack, detector, history);
    int pixels = stack.pixels();
    float[] departures = new float[pixels];
    int[] provisional = new int[pixels]; // day at which the present change became one; 0 for none
    boolean[] ever = new boolean[pixels];
    List<AlertsSoFar> alerts =
        pixels == stack.grid().window().pixels()
            ? List.of(
                new AlertsSoFar(stack.grid(), rule(2)), new AlertsSoFar(stack.grid(), rule(3)))
            : List.of();
    Reliability reliability = new Reliability(MONITOR);
    List<Float> medians = new ArrayList<>();
    for (int t = history; t < stack.times().size(); t++) {
      SceneTime time = stack.times().get(t);
      float[] values = stack.plane(t);
      if (common) {
        detector.departures(state, 0, pixels, values, 0, time, departures);
        medians.add(median(departures));
      }
      float taken = common ? RegionalCourse.common(medians).getLast() : 0;
      detector.update(state, 0, pixels, values, 0, time, taken);
      float[] status = state.moving(EvidencePlanes.STATUS);
      for (int p = 0; p < pixels; p++) {
        boolean is = status[p] >= EvidencePlanes.PROVISIONAL;
        ever[p] |= is;
        provisional[p] = !is ? 0 : provisional[p] == 0 ? time.day() : provisional[p];
      }
      alerts.forEach(of -> of.look(detector, state, time.day()));
      if (t % 5 == 0) {
        reliability.look(stack, detector, state, time.day());
      }
    }
    print(stack, name, text, state, provisional, ever);
    alerts.forEach(of -> System.out.println(of.text(stack, MONITOR)));
    System.out.println(reliability.text());
  }

  static PixelState fitted(ReferenceStack stack, OnlineDetector detector, int history) {
    double[] years = new double[history];
    for (int t = 0; t < history; t++) {
      years[t] = stack.times().get(t).year();
    }
    PixelState state = new PixelState(detector.layout(history), stack.pixels());
    float[] block = new float[history * BreakBlock.PIXELS];
    var fit = detector.fit(years);
    for (int first = 0; first < stack.pixels(); first += BreakBlock.PIXELS) {
      int count = Math.min(BreakBlock.PIXELS, stack.pixels() - first);
      for (int t = 0; t < history; t++) {
        System.arraycopy(stack.plane(t), first, block, t * BreakBlock.PIXELS, count);
      }
      fit.fit(block, 0, state, first, count);
    }
    return state;
  }

  /** The median of every 16th departure; NaN where too few are numbers. */
  static float median(float[] departures) {
    float[] sample = new float[departures.length / SAMPLE + 1];
    int count = 0;
    for (int p = 0; p < departures.length; p += SAMPLE) {
      if (Float.isFinite(departures[p])) {
        sample[count++] = departures[p];
      }
    }
    if (count < 100) {
      return Float.NaN;
    }
    Arrays.sort(sample, 0, count);
    return sample[(count - 1) / 2];
  }

  private static void print(
      ReferenceStack stack,
      String name,
      String text,
      PixelState state,
      int[] provisional,
      boolean[] ever) {
    int[] breaks = new int[5];
    int[] found = new int[5];
    int[][] covers = new int[4][6]; // found, breaks, false, never by class of the cover
    int never = 0;
    int falseProvisional = 0;
    int falseConfirmed = 0;
    double[] lags = new double[stack.pixels()];
    double[] confirmations = new double[stack.pixels()];
    for (int p = 0; p < stack.pixels(); p++) {
      boolean confirmed = state.moving(EvidencePlanes.STATUS)[p] >= EvidencePlanes.CONFIRMED;
      if (stack.kind(p) == 0) {
        never++;
        covers[2][stack.cover(p)] += confirmed ? 1 : 0;
        covers[3][stack.cover(p)]++;
        falseProvisional += ever[p] ? 1 : 0;
        falseConfirmed += confirmed ? 1 : 0;
      } else if (stack.breakDay(p) >= MONITOR) {
        float day = state.moving(EvidencePlanes.DETECTION_DAY)[p];
        boolean right = confirmed && day >= stack.breakDay(p);
        if (right) {
          lags[found[0]] = provisional[p] - stack.breakDay(p);
          confirmations[found[0]] = day - stack.breakDay(p);
          found[0]++;
          found[stack.kind(p)]++;
        }
        covers[0][stack.cover(p)] += right ? 1 : 0;
        covers[1][stack.cover(p)]++;
        breaks[0]++;
        breaks[stack.kind(p)]++;
      }
    }
    Arrays.sort(lags, 0, found[0]);
    Arrays.sort(confirmations, 0, found[0]);
    System.out.printf(Locale.ROOT, "%-60s %-8s", text, name);
    for (int kind = 0; kind < KINDS.length; kind++) {
      System.out.printf(Locale.ROOT, " %6.1f", 100.0 * found[kind] / Math.max(1, breaks[kind]));
    }
    System.out.printf(
        Locale.ROOT,
        " | %6.2f %6.2f | %5.0f %5.0f%n",
        100.0 * falseProvisional / never,
        100.0 * falseConfirmed / never,
        lags[found[0] / 2],
        confirmations[found[0] / 2]);
    StringBuilder line = new StringBuilder("    by cover: found");
    for (int c = 0; c < 4; c++) {
      line.append(
          String.format(Locale.ROOT, " %.1f", 100.0 * covers[0][c] / Math.max(1, covers[1][c])));
    }
    line.append(", false");
    for (int c = 0; c < 6; c++) {
      line.append(
          String.format(Locale.ROOT, " %.2f", 100.0 * covers[2][c] / Math.max(1, covers[3][c])));
    }
    System.out.println(line);
  }
}
