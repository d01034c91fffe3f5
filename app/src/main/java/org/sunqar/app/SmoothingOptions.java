// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.series.Lambda;
import org.sunqar.analysis.series.Smoother;
import org.sunqar.analysis.series.StepOptions;
import org.sunqar.analysis.series.WhittakerOptions;
import picocli.CommandLine.Option;

/** How series are smoothed, on the command line. */
final class SmoothingOptions {

  @Option(
      names = "--method",
      split = ",",
      paramLabel = "NAME",
      defaultValue = "ws2d",
      description =
          "ws2d (one lambda), ws2doptv (lambda by the V-curve of each series), ws2dp and ws2doptvp"
              + " (the same along the expectile of --p), linear (gaps filled by lines); several by"
              + " commas (default: ${DEFAULT-VALUE}).")
  List<String> methods = List.of("ws2d");

  @Option(
      names = "--lambda",
      paramLabel = "NUMBER",
      defaultValue = "100",
      description = "Smoothness of ws2d and ws2dp (default: ${DEFAULT-VALUE}).")
  double lambda = 100;

  @Option(
      names = "--log10-lambda",
      split = ",",
      paramLabel = "FROM,TO,STEP",
      defaultValue = "-1,3,0.2",
      description = "Grid of the V-curve (default: ${DEFAULT-VALUE}).")
  List<Double> grid = List.of(-1.0, 3.0, 0.2);

  @Option(
      names = "--p",
      paramLabel = "SHARE",
      defaultValue = "0.9",
      description =
          "Expectile of ws2dp and ws2doptvp: 0.5 is the middle, more is an upper envelope"
              + " (default: ${DEFAULT-VALUE}).")
  double p = 0.9;

  @Option(
      names = "--step",
      paramLabel = "DAYS",
      defaultValue = "10",
      description =
          "Length of a time step; its last observation counts (default: ${DEFAULT-VALUE}).")
  int step = 10;

  @Option(
      names = "--start",
      paramLabel = "DATE",
      description =
          "First day of the first step (default: 1 January of the year in which the series"
              + " begins).")
  @Nullable LocalDate start;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Number of steps (default: to the end of the year in which the series ends).")
  @Nullable Integer steps;

  StepOptions steps() {
    return new StepOptions(
        step,
        Optional.ofNullable(start),
        steps == null ? OptionalInt.empty() : OptionalInt.of(steps));
  }

  /** All methods that are named, in their order. */
  List<Smoother> smoothers() {
    List<Smoother> smoothers = new ArrayList<>();
    for (String method : methods) {
      smoothers.add(smoother(method));
    }
    return smoothers;
  }

  private Smoother smoother(String method) {
    return switch (method) {
      case "ws2d" -> whittaker(new Lambda.Fixed(lambda), WhittakerOptions.MIDDLE);
      case "ws2dp" -> whittaker(new Lambda.Fixed(lambda), p);
      case "ws2doptv" -> whittaker(curve(), WhittakerOptions.MIDDLE);
      case "ws2doptvp" -> whittaker(curve(), p);
      case "linear" -> new Smoother.Linear();
      default ->
          throw new AnalysisException(
              AnalysisException.Key.SETTING,
              "there is no method '"
                  + method
                  + "'; there are ws2d, ws2dp, ws2doptv, ws2doptvp, linear");
    };
  }

  private static Smoother whittaker(Lambda lambda, double expectile) {
    return new Smoother.ByWhittaker(new WhittakerOptions(lambda, expectile));
  }

  private Lambda curve() {
    if (grid.size() != 3) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING,
          "--log10-lambda takes three numbers, from, to and step, not " + grid.size());
    }
    return new Lambda.VCurve(grid.get(0), grid.get(1), grid.get(2));
  }
}
