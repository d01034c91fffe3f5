// SPDX-License-Identifier: Apache-2.0
package org.sunqar.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.sunqar.analysis.series.WhittakerBlock;
import org.sunqar.analysis.series.WhittakerOptions;

/**
 * The series tools in memory on one thread, over blocks of 16 pixels: Whittaker's smoother over 293
 * steps of which half have an observation. Counted is the CPU time of the thread.
 */
public final class SeriesBenchmark {

  private static final int PIXELS = 16;
  private static final int STEPS = Integer.getInteger("steps", 293);

  private SeriesBenchmark() {}

  /** Runs all tools, or those that are named. */
  public static void main(String[] arguments) {
    whittaker("Whittaker, lambda 100", WhittakerOptions.fixed(100), 1024);
    whittaker("Whittaker, V-curve of 21 lambdas", WhittakerOptions.vCurve(), 64);
    whittaker("Whittaker, V-curve, expectile 0.9", WhittakerOptions.vCurve().along(0.9), 16);
  }

  private static void whittaker(String name, WhittakerOptions options, int blocks) {
    WhittakerBlock smoother = new WhittakerBlock(STEPS, options);
    float[] values = seasons(STEPS, 64);
    float[] out = new float[STEPS * PIXELS];
    double[] lambdas = new double[PIXELS];
    measure(
        name,
        blocks * PIXELS,
        () -> {
          double sum = 0;
          for (int block = 0; block < blocks; block++) {
            smoother.smooth(values, block % 64 * STEPS * PIXELS, out, 0, lambdas);
            sum += lambdas[0] + out[0];
          }
          return sum;
        });
  }

  /** Seasons with noise, half of the values missing; so many blocks. */
  private static float[] seasons(int dates, int blocks) {
    Random random = new Random(5);
    float[] values = new float[dates * PIXELS * blocks];
    for (int i = 0; i < values.length; i++) {
      double year = i / PIXELS % dates / 36.5;
      values[i] =
          random.nextDouble() < 0.5
              ? Float.NaN
              : (float)
                  (0.5 + 0.2 * Math.cos(2 * Math.PI * year) + 0.05 * random.nextGaussian());
    }
    return values;
  }

  private interface Work {
    double run();
  }

  /** Repeats until 2 seconds of CPU time are used, after as much of warming up. */
  private static void measure(String name, int pixels, Work work) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double sum = 0;
    for (long until = threads.getCurrentThreadCpuTime() + 1_500_000_000L;
        threads.getCurrentThreadCpuTime() < until; ) {
      sum += work.run();
    }
    double[] seconds = new double[1000];
    int runs = 0;
    for (double all = 0; all < 2 && runs < seconds.length; runs++) {
      long before = threads.getCurrentThreadCpuTime();
      sum += work.run();
      seconds[runs] = (threads.getCurrentThreadCpuTime() - before) / 1e9;
      all += seconds[runs];
    }
    Arrays.sort(seconds, 0, runs);
    System.out.printf(
        Locale.ROOT,
        "%s: median %,.0f, best %,.0f pixels per CPU-second (%.3g)%n",
        name,
        pixels / seconds[runs / 2],
        pixels / seconds[0],
        sum);
  }
}
