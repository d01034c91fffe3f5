// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.sunqar.analysis.series.PrecipitationMethod;
import org.sunqar.app.console.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sunqar series spi}. */
@Command(
    name = "spi",
    description = {
      "Standardized precipitation index of each series of precipitation: sums over months, each"
          + " month of the year compared with itself in all years.",
      "",
      "Example:",
      "  sunqar series spi --observations rain.csv --months 3 --out spi.csv",
      ""
    },
    mixinStandardHelpOptions = true)
final class SeriesSpiCommand implements Callable<Integer> {

  private final Console console;

  @Mixin SeriesTables tables = new SeriesTables();

  @Option(
      names = "--months",
      paramLabel = "N",
      defaultValue = "3",
      description = "Months whose sum is looked at, 1 to 72 (default: ${DEFAULT-VALUE}).")
  int months = 3;

  SeriesSpiCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    return tables.run(console, new PrecipitationMethod(months), "years");
  }
}
