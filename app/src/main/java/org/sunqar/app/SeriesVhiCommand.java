// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sunqar.analysis.detect.DatedSeries;
import org.sunqar.analysis.series.SeriesPair;
import org.sunqar.analysis.series.VegetationHealthMethod;
import org.sunqar.app.console.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sunqar series vhi}. */
@Command(
    name = "vhi",
    description = {
      "Vegetation health: the vegetation condition index VCI of one table, the temperature"
          + " condition index TCI of another, and VHI = share VCI + (1 - share) TCI. 0 is the worst"
          + " of the baseline's years, 100 the best; each period is held against itself in other"
          + " years.",
      "",
      "Examples:",
      "  sunqar series vhi --observations ndvi.csv --temperature lst.csv --out vhi.csv",
      "  sunqar series vhi --observations ndvi.csv --temperature lst.csv --period dekad"
          + " --share 0.7 --to-year 2020 --out vhi.csv",
      ""
    },
    mixinStandardHelpOptions = true)
final class SeriesVhiCommand implements Callable<Integer> {

  private final Console console;

  @Mixin SeriesTables tables = new SeriesTables();

  @Option(
      names = "--temperature",
      required = true,
      paramLabel = "FILE",
      description =
          "Table of temperatures in any unit, with the same columns and ids; the dates may differ.")
  @Nullable Path temperature;

  @Mixin BaselineOptions baseline = new BaselineOptions();

  @Option(
      names = "--share",
      paramLabel = "X",
      defaultValue = "0.5",
      description = "Weight of the VCI, 0 to 1 (default: ${DEFAULT-VALUE}).")
  double share = 0.5;

  SeriesVhiCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Path degrees = Objects.requireNonNull(temperature);
    if (Files.isDirectory(degrees)) {
      throw new FileSystemException(degrees.toString(), null, "it is a folder, not a file");
    }
    return tables.run(
        console,
        SeriesPair.in(DatedSeries.in(tables.observations()), DatedSeries.in(degrees)),
        new VegetationHealthMethod(baseline.period, baseline.firstYear, baseline.lastYear, share),
        "temperature");
  }
}
