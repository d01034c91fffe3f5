// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.sunqar.analysis.series.CalendarPeriod;
import org.sunqar.analysis.series.CompositeMethod;
import org.sunqar.analysis.series.Statistic;
import org.sunqar.app.console.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sunqar series composite}. */
@Command(
    name = "composite",
    description = {
      "Statistics of each series, over all of it or by period.",
      "",
      "Examples:",
      "  sunqar series composite --observations obs.csv --out median.csv",
      "  sunqar series composite --observations obs.csv --period month --statistics n,median,p90"
          + " --out monthly.csv",
      ""
    },
    mixinStandardHelpOptions = true)
final class SeriesCompositeCommand implements Callable<Integer> {

  private final Console console;

  @Mixin SeriesTables tables = new SeriesTables();

  @Option(
      names = "--period",
      paramLabel = "KIND",
      defaultValue = "ALL",
      description =
          "all, year, quarter, month or dekad (from the 1st, 11th and 21st) (default: all).")
  CalendarPeriod period = CalendarPeriod.ALL;

  @Option(
      names = "--statistics",
      split = ",",
      paramLabel = "NAME",
      defaultValue = "median,p25,p75,max,mad_raw",
      description =
          "n, mean, sd, min, max, median, mad_raw (median absolute deviation), mad (times 1.4826),"
              + " and percentiles such as p25, by commas (default: ${DEFAULT-VALUE}).")
  List<String> statistics = List.of();

  SeriesCompositeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    return tables.run(
        console,
        new CompositeMethod(period, statistics.stream().map(Statistic::new).toList()),
        "without a result");
  }
}
