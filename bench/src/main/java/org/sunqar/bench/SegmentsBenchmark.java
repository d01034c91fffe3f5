// SPDX-License-Identifier: Apache-2.0
package org.sunqar.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.sunqar.analysis.detect.BandSeries;
import org.sunqar.analysis.detect.BfastLite;
import org.sunqar.analysis.detect.BfastLiteOptions;
import org.sunqar.analysis.detect.MonitoredSeries;
import org.sunqar.analysis.detect.Series;
import org.sunqar.analysis.detect.SeriesInput;
import org.sunqar.analysis.detect.ccd.Cold;
import org.sunqar.analysis.detect.ccd.ColdOptions;
import org.sunqar.analysis.detect.ccd.SCcd;
import org.sunqar.analysis.detect.ccd.SCcdOptions;

/**
 * The detectors that cut whole series into segments, on the pixels of a table, in memory, on one
 * thread, warm. Counted is the CPU time of the thread; reading the tables is not.
 */
public final class SegmentsBenchmark {

  /** CPU time of the thread (ns) before anything is measured: the compiler needs some seconds. */
  private static final long WARMING_UP = 4_000_000_000L;

  private SegmentsBenchmark() {}

  /**
   * Runs the benchmark.
   *
   * @param arguments table of several bands, table of one band, its meta table, repetitions
   */
  public static void main(String[] arguments) throws IOException {
    List<BandSeries> pixels = load(BandSeries.in(Path.of(arguments[0])));
    List<Series> series = new ArrayList<>();
    for (MonitoredSeries each :
        load(MonitoredSeries.in(Path.of(arguments[1]), Path.of(arguments[2])))) {
      series.add(each.series());
    }
    int repetitions = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 60;
    Cold cold = new Cold(ColdOptions.defaults());
    measure("cold", pixels, repetitions, pixel -> cold.detect(pixel).size());
    SCcd sCcd = new SCcd(SCcdOptions.defaults());
    measure("s-ccd", pixels, repetitions, pixel -> sCcd.detect(pixel).segments().size());
    BfastLite lite = new BfastLite(BfastLiteOptions.defaults());
    measure("bfast-lite", series, 3, each -> lite.detect(each).segments().size());
  }

  private static <S> List<S> load(SeriesInput<S> input) throws IOException {
    List<S> result = new ArrayList<>();
    try (SeriesInput.Source<S> source = input.open()) {
      for (Optional<SeriesInput.Entry<S>> next = source.next();
          next.isPresent();
          next = source.next()) {
        result.add(next.get().series());
      }
    }
    return result;
  }

  private static <S> void measure(
      String name, List<S> pixels, int repetitions, ToIntFunction<S> detector) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    int segments = 0;
    for (long until = threads.getCurrentThreadCpuTime() + WARMING_UP;
        threads.getCurrentThreadCpuTime() < until; ) {
      for (S pixel : pixels) {
        segments += detector.applyAsInt(pixel);
      }
    }
    double[] seconds = new double[repetitions];
    for (int run = 0; run < repetitions; run++) {
      long before = threads.getCurrentThreadCpuTime();
      segments = 0;
      for (S pixel : pixels) {
        segments += detector.applyAsInt(pixel);
      }
      seconds[run] = (threads.getCurrentThreadCpuTime() - before) / 1e9;
    }
    Arrays.sort(seconds);
    System.out.printf(
        Locale.ROOT,
        "%s: median %,.0f, best %,.0f pixel series per CPU-second (%d segments in %d)%n",
        name,
        pixels.size() / seconds[repetitions / 2],
        pixels.size() / seconds[0],
        segments,
        pixels.size());
  }
}
