// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.detect.BandSeries;
import org.sunqar.analysis.series.BandComposite;
import org.sunqar.analysis.series.BandCompositeMethod;
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
      "Statistics of each series, over all of it or by period; or, of series in several bands, one"
          + " spectrum that stands for the clear ones.",
      "",
      "With --bands the table has the columns id, ordinal (day from 1 January of year 1), blue,"
          + " green, red, nir, swir1, swir2, and qa: 0 clear, 1 water, 2 shadow, 3 snow, 4 cloud,"
          + " 255 no observation.",
      "",
      "Examples:",
      "  sunqar series composite --observations obs.csv --out median.csv",
      "  sunqar series composite --observations obs.csv --period month --statistics n,median,p90"
          + " --out monthly.csv",
      "  sunqar series composite --observations bands.csv --bands geomedian --period year"
          + " --out years.csv",
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

  @Option(
      names = "--bands",
      paramLabel = "KIND",
      description =
          "The spectrum of several bands instead: geomedian (geometric median, with EMAD, SMAD and"
              + " BCMAD), medoid, or max-ndvi.")
  @Nullable String bands;

  SeriesCompositeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (bands != null) {
      String name = bands;
      BandComposite composite =
          BandComposite.named(name)
              .orElseThrow(() ->
                  new AnalysisException(
                      AnalysisException.Key.SETTING,
                      "there is no composite '"
                          + name
                          + "'; there are geomedian, medoid and max-ndvi"));
      return tables.run(
          console,
          BandSeries.in(tables.observations()),
          new BandCompositeMethod(composite, period),
          "clear");
    }
    return tables.run(
        console,
        new CompositeMethod(period, statistics.stream().map(Statistic::new).toList()),
        "result");
  }
}
