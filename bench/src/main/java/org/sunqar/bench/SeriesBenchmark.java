// SPDX-License-Identifier: Apache-2.0
package org.sunqar.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.sunqar.analysis.kernel.BlockQuantiles;
import org.sunqar.analysis.series.GeometricMedianBlock;
import org.sunqar.analysis.series.GeometricMedianOptions;
import org.sunqar.analysis.series.MedoidBlock;
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
    quantiles("median of 320 dates, half of them missing", 320, 0.5);
    quantiles("three quartiles of 320 dates, half of them missing", 320, 0.25, 0.5, 0.75);
    spectra("geometric median and scatter", true);
    spectra("medoid", false);
  }

  private static void quantiles(String name, int dates, double... probabilities) {
    BlockQuantiles quantiles = new BlockQuantiles(dates, probabilities);
    float[] values = seasons(dates, 64);
    float[] out = new float[probabilities.length * PIXELS];
    measure(
        name,
        64 * PIXELS,
        () -> {
          double sum = 0;
          for (int block = 0; block < 64; block++) {
            quantiles.run(values, block * dates * PIXELS, out, 0);
            sum += out[0];
          }
          return sum;
        });
  }

  /** 60 dates of 6 bands, every eighth of them missing. */
  private static void spectra(String name, boolean geometric) {
    int dates = 60;
    int bands = 6;
    int blocks = 16;
    Random random = new Random(6);
    float[][] values = new float[bands][dates * PIXELS * blocks];
    for (int i = 0; i < dates * PIXELS * blocks; i++) {
      boolean missing = random.nextInt(8) == 0;
      double haze = random.nextInt(10) == 0 ? 0.2 * random.nextDouble() : 0;
      for (int b = 0; b < bands; b++) {
        double value = 0.1 + 0.05 * b + haze + 0.02 * random.nextGaussian();
        values[b][i] = missing ? Float.NaN : (float) value;
      }
    }
    GeometricMedianBlock median =
        new GeometricMedianBlock(bands, dates, GeometricMedianOptions.DEFAULT);
    MedoidBlock medoid = new MedoidBlock(bands, dates);
    float[] out = new float[(bands + GeometricMedianBlock.SCATTERS) * PIXELS];
    int[] dateOrCount = new int[PIXELS];
    measure(
        name + " of 60 dates and 6 bands",
        blocks * PIXELS,
        () -> {
          double sum = 0;
          for (int block = 0; block < blocks; block++) {
            if (geometric) {
              median.run(values, block * dates * PIXELS, out, dateOrCount);
            } else {
              medoid.run(values, block * dates * PIXELS, dateOrCount);
            }
            sum += out[0] + dateOrCount[0];
          }
          return sum;
        });
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
              : (float) (0.5 + 0.2 * Math.cos(2 * Math.PI * year) + 0.05 * random.nextGaussian());
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
