// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.sunqar.analysis.detect.DatedSeries;
import org.sunqar.analysis.detect.SeriesInput;
import org.sunqar.analysis.series.SmoothMethod;
import org.sunqar.analysis.series.Smoother;
import org.sunqar.analysis.series.StepOptions;
import org.sunqar.app.console.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sunqar series smooth}. */
@Command(
    name = "smooth",
    description = {
      "Smooth each series and fill its gaps, by Whittaker's smoother.",
      "",
      "Writes a row for each series and method: id, method, lambda, then z0, z1, ... of the time"
          + " steps. Values are multiplied by --scale before, as 16-bit products store them;"
          + " --scale 1 leaves them as they are.",
      "",
      "Examples:",
      "  sunqar series smooth --observations obs.csv --start 2016-01-01 --steps 293 --out z.csv",
      "  sunqar series smooth --observations obs.csv --method ws2doptv,ws2doptvp --out z.csv",
      "  sunqar series smooth --observations obs.csv --scale 1 --layout long --out smooth.csv",
      ""
    },
    mixinStandardHelpOptions = true)
final class SeriesSmoothCommand implements Callable<Integer> {

  /** How the result is laid out. */
  enum Layout {
    WIDE,
    LONG
  }

  private final Console console;

  @Mixin SeriesTables tables = new SeriesTables();

  @Mixin SmoothingOptions smoothing = new SmoothingOptions();

  @Option(
      names = "--scale",
      paramLabel = "NUMBER",
      defaultValue = "10000",
      description = "Values are multiplied by this (default: ${DEFAULT-VALUE}).")
  double scale = 10_000;

  @Option(
      names = "--layout",
      paramLabel = "KIND",
      defaultValue = "WIDE",
      description = {
        "wide: a row for each series; long: a row for each step, with its date (default: wide)."
      })
  Layout layout = Layout.WIDE;

  SeriesSmoothCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    List<Smoother> smoothers = smoothing.smoothers();
    StepOptions steps = smoothing.steps();
    boolean wide = layout == Layout.WIDE;
    int columns = wide ? columns(tables.observations(), steps) : 0;
    return tables.run(
        console, new SmoothMethod(steps, smoothers, scale, !wide, columns), "observations");
  }

  /** The steps of the longest series, which take a reading of the table unless they are given. */
  private static int columns(Path observations, StepOptions steps) throws IOException {
    if (steps.steps().isPresent()) {
      return steps.steps().getAsInt();
    }
    int most = 0;
    try (SeriesInput.Source<DatedSeries> source = DatedSeries.in(observations).open()) {
      for (Optional<SeriesInput.Entry<DatedSeries>> next = source.next();
          next.isPresent();
          next = source.next()) {
        most = Math.max(most, steps.grid(next.get().series()).steps());
      }
    }
    return most;
  }
}
