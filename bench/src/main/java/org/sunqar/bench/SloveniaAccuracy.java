// SPDX-License-Identifier: Apache-2.0
package org.sunqar.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.sunqar.analysis.detect.online.OnlineDetector;
import org.sunqar.analysis.detect.online.PixelState;
import org.sunqar.analysis.detect.online.SceneTime;
import org.sunqar.analysis.kernel.BreakBlock;
import org.sunqar.analysis.state.RegionalCourse;

/**
 * Alerts of the online detectors on real land that hardly changes: 68 Sentinel-2 dates of 10 m over
 * Slovenia, read where they lie. For two starts of the monitoring, a line a detector: the share of
 * the pixels of a kind of land that are inside of an alert at the end, and at any time.
 */
public final class SloveniaAccuracy {

  private static final List<LocalDate> STARTS =
      List.of(LocalDate.of(2017, 6, 1), LocalDate.of(2017, 1, 1));

  private SloveniaAccuracy() {}

  /**
   * Prints the table.
   *
   * @param arguments the folder of the scenes, then detectors as name?parameter=value&...
   */
  public static void main(String[] arguments) throws IOException {
    SloveniaScenes scenes = new SloveniaScenes(Path.of(arguments[0]));
    List<String> detectors =
        arguments.length == 1
            ? List.of("bayes")
            : Arrays.asList(arguments).subList(1, arguments.length);
    for (LocalDate start : STARTS) {
      for (String text : detectors) {
        score(scenes, text, start);
      }
    }
  }

  private static void score(SloveniaScenes scenes, String text, LocalDate start) {
    OnlineDetector detector = OnlineAccuracy.detector(text);
    int monitor = (int) start.toEpochDay();
    int history = scenes.datesBefore(monitor);
    PixelState state = fitted(scenes, detector, history);
    float[] departures = new float[scenes.pixels()];
    List<Float> medians = new ArrayList<>();
    AlertsSoFar alerts = new AlertsSoFar(scenes.grid(), OnlineAccuracy.rule(2));
    for (int t = history; t < scenes.times().size(); t++) {
      SceneTime time = scenes.times().get(t);
      float[] values = scenes.plane(t);
      detector.departures(state, 0, scenes.pixels(), values, 0, time, departures);
      medians.add(OnlineAccuracy.median(departures));
      float common = RegionalCourse.common(medians).getLast();
      detector.update(state, 0, scenes.pixels(), values, 0, time, common);
      alerts.look(detector, state, time.day());
    }
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-50s %s", text, start));
    for (SloveniaScenes.Land land : SloveniaScenes.Land.values()) {
      int all = 0;
      int now = 0;
      int ever = 0;
      for (int p = 0; p < scenes.pixels(); p++) {
        if (scenes.land(p) == land) {
          all++;
          now += alerts.inside(p) ? 1 : 0;
          ever += alerts.ever(p) ? 1 : 0;
        }
      }
      line.append(String.format(Locale.ROOT, " | %s %d: %d, %d", land.word(), all, now, ever));
    }
    System.out.println(line);
  }

  private static PixelState fitted(SloveniaScenes scenes, OnlineDetector detector, int history) {
    double[] years = new double[history];
    for (int t = 0; t < history; t++) {
      years[t] = scenes.times().get(t).year();
    }
    PixelState state = new PixelState(detector.layout(history), scenes.pixels());
    float[] block = new float[history * BreakBlock.PIXELS];
    var fit = detector.fit(years);
    for (int first = 0; first < scenes.pixels(); first += BreakBlock.PIXELS) {
      int count = Math.min(BreakBlock.PIXELS, scenes.pixels() - first);
      for (int t = 0; t < history; t++) {
        System.arraycopy(scenes.plane(t), first, block, t * BreakBlock.PIXELS, count);
      }
      fit.fit(block, 0, state, first, count);
    }
    return state;
  }
}
