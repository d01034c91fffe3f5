// SPDX-License-Identifier: Apache-2.0
package org.sunqar.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.sunqar.analysis.detect.online.EvidencePlanes;
import org.sunqar.analysis.detect.online.HistoryFit;
import org.sunqar.analysis.detect.online.OnlineDetector;
import org.sunqar.analysis.detect.online.OnlineDetectors;
import org.sunqar.analysis.detect.online.PixelState;
import org.sunqar.analysis.detect.online.SceneTime;
import org.sunqar.analysis.kernel.BreakBlock;

/**
 * The online detectors in memory on one thread, on series of the reference stack's shape: 320
 * dates, 210 of them history, 44 % missing, 2 % haze, one pixel in ten with a planted break. For
 * each detector with its default parameters: pixels per CPU-second of the fit with all updates, and
 * pixels per CPU-second of one update (a scene into an existing state).
 */
public final class OnlineBenchmark {

  private static final int DATES = 320;
  private static final int HISTORY = 210;
  private static final int PIXELS = 16_384;

  /** Pixels of a chunk: its state stays in the second-level cache. */
  private static final int CHUNK = 2048;

  private OnlineBenchmark() {}

  /**
   * Runs the benchmark.
   *
   * @param arguments repetitions, names of detectors; without any, all
   */
  public static void main(String[] arguments) {
    int repetitions = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7;
    List<String> names =
        arguments.length > 1
            ? Arrays.asList(arguments).subList(1, arguments.length)
            : OnlineDetectors.names();
    SceneTime[] times = new SceneTime[DATES];
    for (int t = 0; t < DATES; t++) {
      times[t] = new SceneTime(17_000 + 9 * t, 2016 + 9 * t / 365.0);
    }
    float[][] planes = planes(times);
    float[] blocks = blocks(planes);
    System.out.printf(
        "%-15s %12s %12s %14s %9s%n",
        "detector", "fit px/s", "all px/s", "update px/s", "confirmed");
    for (String name : names) {
      OnlineDetector detector = OnlineDetectors.of(name, Map.of());
      double[] fit = new double[repetitions];
      double[] update = new double[repetitions];
      int confirmed = 0;
      for (int r = 0; r < repetitions; r++) {
        PixelState[] chunks = new PixelState[PIXELS / CHUNK];
        double before = cpu();
        fit(detector, times, blocks, chunks);
        double fitted = cpu();
        for (int c = 0; c < chunks.length; c++) {
          for (int t = HISTORY; t < DATES; t++) {
            detector.update(chunks[c], 0, CHUNK, planes[t], c * CHUNK, times[t], 0);
          }
        }
        fit[r] = fitted - before;
        update[r] = cpu() - fitted;
        confirmed = confirmed(chunks);
      }
      Arrays.sort(fit);
      Arrays.sort(update);
      double f = fit[repetitions / 2];
      double u = update[repetitions / 2];
      System.out.printf(
          Locale.ROOT,
          "%-15s %12.0f %12.0f %14.0f %9d%n",
          name,
          PIXELS / f,
          PIXELS / (f + u),
          (double) PIXELS * (DATES - HISTORY) / u,
          confirmed);
    }
  }

  private static void fit(
      OnlineDetector detector, SceneTime[] times, float[] blocks, PixelState[] chunks) {
    double[] years = new double[HISTORY];
    for (int t = 0; t < HISTORY; t++) {
      years[t] = times[t].year();
    }
    HistoryFit fit = detector.fit(years);
    for (int c = 0; c < chunks.length; c++) {
      chunks[c] = new PixelState(detector.layout(HISTORY), CHUNK);
      for (int first = 0; first < CHUNK; first += BreakBlock.PIXELS) {
        fit.fit(blocks, (c * CHUNK + first) * HISTORY, chunks[c], first, BreakBlock.PIXELS);
      }
    }
  }

  private static int confirmed(PixelState[] chunks) {
    int count = 0;
    for (PixelState chunk : chunks) {
      for (float status : chunk.moving(EvidencePlanes.STATUS)) {
        count += status >= EvidencePlanes.CONFIRMED ? 1 : 0;
      }
    }
    return count;
  }

  private static float[][] planes(SceneTime[] times) {
    Random random = new Random(7);
    float[][] planes = new float[DATES][PIXELS];
    for (int p = 0; p < PIXELS; p++) {
      int breaks = random.nextInt(10) == 0 ? HISTORY + random.nextInt(DATES - HISTORY) : DATES;
      for (int t = 0; t < DATES; t++) {
        double value =
            0.5
                + 0.2 * Math.cos(2 * Math.PI * times[t].year())
                + 0.03 * random.nextGaussian()
                - (t >= breaks ? 0.3 : 0)
                - (random.nextInt(50) == 0 ? 0.2 : 0);
        planes[t][p] = random.nextDouble() < 0.44 ? Float.NaN : (float) value;
      }
    }
    return planes;
  }

  /** The history in blocks of 16 pixels. */
  private static float[] blocks(float[][] planes) {
    float[] blocks = new float[PIXELS * HISTORY];
    for (int first = 0; first < PIXELS; first += BreakBlock.PIXELS) {
      for (int t = 0; t < HISTORY; t++) {
        int to = first * HISTORY + t * BreakBlock.PIXELS;
        System.arraycopy(planes[t], first, blocks, to, BreakBlock.PIXELS);
      }
    }
    return blocks;
  }

  private static double cpu() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return threads.getCurrentThreadCpuTime() / 1e9;
  }
}
