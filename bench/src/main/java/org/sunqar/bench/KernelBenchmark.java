// SPDX-License-Identifier: Apache-2.0
package org.sunqar.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.sunqar.analysis.detect.CriticalValues;
import org.sunqar.analysis.kernel.BfastMonitorKernel;
import org.sunqar.analysis.kernel.BreakBlock;
import org.sunqar.analysis.kernel.HarmonicTables;
import org.sunqar.analysis.kernel.ScalarBfastMonitor;
import org.sunqar.analysis.kernel.VectorBfastMonitor;

/**
 * The float32 BFAST Monitor kernel in memory on one thread: 300 dates, 230 of them history, eight
 * coefficients, 40 % missing. Counted is the CPU time of the thread. Everything that the kernel
 * gives is computed: fit, moving sum, break date, magnitude, and the departures of the pixels with
 * a break, of which there are as many as the argument says.
 */
public final class KernelBenchmark {

  private static final int DATES = 300;
  private static final int HISTORY = 230;
  private static final int PIXELS = 16_384;

  private KernelBenchmark() {}

  /**
   * Runs the benchmark.
   *
   * @param arguments repetitions, share of the pixels with a planted break
   */
  public static void main(String[] arguments) {
    int repetitions = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60;
    double share = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 0.02;
    double[] time = new double[DATES];
    double[] day = new double[DATES];
    for (int t = 0; t < DATES; t++) {
      day[t] = 8 * t;
      time[t] = 2016 + day[t] / 365;
    }
    HarmonicTables tables = new HarmonicTables(time, day, HISTORY, 3, true);
    float[] values = values(time, share);
    double critical = CriticalValues.mosum(0.05, 0.25);
    measure("vector", new VectorBfastMonitor(tables, 0.25, critical), values, repetitions);
    measure("scalar", new ScalarBfastMonitor(tables, 0.25, critical), values, 3);
  }

  private static float[] values(double[] time, double share) {
    Random random = new Random(7);
    float[] values = new float[PIXELS * DATES];
    boolean[] broken = new boolean[PIXELS];
    for (int p = 0; p < PIXELS; p++) {
      broken[p] = random.nextDouble() < share;
    }
    for (int block = 0; block < PIXELS / BreakBlock.PIXELS; block++) {
      for (int t = 0; t < DATES; t++) {
        for (int p = 0; p < BreakBlock.PIXELS; p++) {
          double value =
              0.5
                  + 0.2 * Math.cos(2 * Math.PI * time[t])
                  + 0.03 * random.nextGaussian()
                  - (broken[block * BreakBlock.PIXELS + p] && t > 250 ? 0.3 : 0);
          values[(block * DATES + t) * BreakBlock.PIXELS + p] =
              random.nextDouble() < 0.4 ? Float.NaN : (float) value;
        }
      }
    }
    return values;
  }

  private static void measure(
      String form, BfastMonitorKernel kernel, float[] values, int repetitions) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    BfastMonitorKernel.Lane lane = kernel.newLane();
    BreakBlock block = kernel.newBlock();
    double[] seconds = new double[repetitions];
    int breaks = 0;
    for (int run = 0; run < repetitions; run++) {
      long before = threads.getCurrentThreadCpuTime();
      breaks = 0;
      for (int at = 0; at < values.length; at += DATES * BreakBlock.PIXELS) {
        kernel.monitor(values, at, lane, block);
        for (int date : block.breakDate) {
          breaks += date >= 0 ? 1 : 0;
        }
      }
      seconds[run] = (threads.getCurrentThreadCpuTime() - before) / 1e9;
    }
    Arrays.sort(seconds);
    System.out.printf(
        Locale.ROOT,
        "%s: median %,.0f, best %,.0f pixel series per CPU-second (%d breaks in %d)%n",
        form,
        PIXELS / seconds[repetitions / 2],
        PIXELS / seconds[0],
        breaks,
        PIXELS);
  }
}
