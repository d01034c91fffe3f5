// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.series.PhenologyMethod;
import org.sunqar.analysis.series.PhenologyOptions;
import org.sunqar.analysis.series.Smoother;
import org.sunqar.app.console.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sunqar series phenology}. */
@Command(
    name = "phenology",
    description = {
      "Growing seasons of each series, smoothed first: start, end, peak, length, amplitude and"
          + " integrals by a threshold of the amplitude. A row for each season that the series"
          + " holds whole; seasons may lie across the new year.",
      "",
      "Examples:",
      "  sunqar series phenology --observations ndvi.csv --out seasons.csv",
      "  sunqar series phenology --observations ndvi.csv --method ws2doptvp --step 5"
          + " --threshold 0.25 --out seasons.csv",
      ""
    },
    mixinStandardHelpOptions = true)
final class SeriesPhenologyCommand implements Callable<Integer> {

  private final Console console;

  @Mixin SeriesTables tables = new SeriesTables();

  @Mixin SmoothingOptions smoothing = new SmoothingOptions();

  @Option(
      names = "--threshold",
      paramLabel = "SHARE",
      defaultValue = "0.2",
      description =
          "Share of the amplitude at which a season starts and ends (default: ${DEFAULT-VALUE}).")
  double threshold = 0.2;

  @Option(
      names = "--prominence",
      paramLabel = "SHARE",
      defaultValue = "0.25",
      description =
          "Peaks and minima that differ by less than this share of the curve's range are no seasons"
              + " of their own (default: ${DEFAULT-VALUE}).")
  double prominence = 0.25;

  SeriesPhenologyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    List<Smoother> smoothers = smoothing.smoothers();
    if (smoothers.size() != 1) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING,
          "seasons are those of one curve: give one --method, not " + smoothers.size());
    }
    return tables.run(
        console,
        new PhenologyMethod(
            smoothing.steps(), smoothers.getFirst(), new PhenologyOptions(threshold, prominence)),
        "season");
  }
}
