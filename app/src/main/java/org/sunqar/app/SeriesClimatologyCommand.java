// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.sunqar.analysis.series.ClimatologyMethod;
import org.sunqar.app.console.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sunqar series climatology}. */
@Command(
    name = "climatology",
    description = {
      "What is usual at each time of the year in each series, or with --anomalies how far each"
          + " period is from it: difference, ratio, standard deviations, and the vegetation and"
          + " temperature condition indices VCI and TCI.",
      "",
      "Examples:",
      "  sunqar series climatology --observations ndvi.csv --out usual.csv",
      "  sunqar series climatology --observations ndvi.csv --period dekad --from-year 2001"
          + " --to-year 2020 --anomalies --out anomalies.csv",
      ""
    },
    mixinStandardHelpOptions = true)
final class SeriesClimatologyCommand implements Callable<Integer> {

  private final Console console;

  @Mixin SeriesTables tables = new SeriesTables();

  @Mixin BaselineOptions baseline = new BaselineOptions();

  @Option(names = "--anomalies", description = "Write the anomalies instead.")
  boolean anomalies;

  SeriesClimatologyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    return tables.run(
        console,
        new ClimatologyMethod(baseline.period, baseline.firstYear, baseline.lastYear, anomalies),
        "result");
  }
}
