// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.sunqar.analysis.series.CalendarPeriod;
import org.sunqar.analysis.series.TrendMethod;
import org.sunqar.app.console.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sunqar series trend}. */
@Command(
    name = "trend",
    description = {
      "Trend of each series: the slope of Theil and Sen in values a year with its 95 %% interval,"
          + " and the test of Mann and Kendall.",
      "",
      "Seasons look like trends where a series begins and ends in different ones: --period year"
          + " compares years, --seasonal each month with itself only.",
      "",
      "Examples:",
      "  sunqar series trend --observations obs.csv --period year --out trend.csv",
      "  sunqar series trend --observations obs.csv --period month --seasonal dependent"
          + " --out trend.csv",
      ""
    },
    mixinStandardHelpOptions = true)
final class SeriesTrendCommand implements Callable<Integer> {

  private final Console console;

  @Mixin SeriesTables tables = new SeriesTables();

  @Option(
      names = "--period",
      paramLabel = "KIND",
      defaultValue = "ALL",
      description =
          "Put observations together by their median: year, quarter, month or dekad; all takes them"
              + " one by one (default: all).")
  CalendarPeriod period = CalendarPeriod.ALL;

  @Option(
      names = "--seasonal",
      paramLabel = "KIND",
      defaultValue = "IGNORED",
      description =
          "ignored, independent (seasonal Kendall test) or dependent (with the covariances of the"
              + " periods, for ten years and more) (default: ignored).")
  TrendMethod.Seasons seasons = TrendMethod.Seasons.IGNORED;

  SeriesTrendCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    return tables.run(console, new TrendMethod(period, seasons), "observations");
  }
}
