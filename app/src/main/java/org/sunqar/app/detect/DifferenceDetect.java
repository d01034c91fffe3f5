// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.detect;

import java.time.LocalDate;
import java.util.Optional;
import org.sunqar.analysis.detect.SeriesDetect;
import org.sunqar.analysis.detect.WindowDifferenceMethod;
import org.sunqar.analysis.detect.WindowDifferenceOptions;
import org.sunqar.analysis.detect.WindowDifferenceOptions.Comparison;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code --method difference}. */
@Command(
    description = {
      "difference: what is from a day on against what was before it, one band, in scatters of the"
          + " series' own past (1.4826 times the median absolute deviation). Medians of all"
          + " observations on either side, or of those in a window; or the two observations"
          + " nearest to the day. The table is that of bfast-monitor; the day comes from --start,"
          + " or for each series from --meta. There is no season in it: compare whole years.",
      "",
      "The result has a row a series: id, status (changed, nothing or error), message, before,"
          + " after, difference, scale, z, first_time and last_time of what was compared, n_before"
          + " and n_after.",
      "",
      "Examples:",
      "  sunqar series detect --observations obs.csv --method difference --start 2021-01-01"
          + " --before 730 --after 365 --out result.csv",
      "  sunqar series detect --observations obs.csv --meta meta.csv --method difference"
          + " --compare nearest --out result.csv"
    })
final class DifferenceDetect implements MethodOptions {

  @Option(
      names = "--start",
      paramLabel = "DATE",
      description = "The day for all series; no --meta is needed then.")
  private Optional<LocalDate> start = Optional.empty();

  @Option(
      names = "--compare",
      paramLabel = "WHAT",
      defaultValue = "MEDIAN",
      description =
          "median (of either side) or nearest (the last observation before, the first from the day"
              + " on) (default: median).")
  private Comparison comparison = Comparison.MEDIAN;

  @Option(
      names = "--before",
      paramLabel = "DAYS",
      defaultValue = "Infinity",
      description = "Look back no further than this (default: all of the series).")
  private double before = Double.POSITIVE_INFINITY;

  @Option(
      names = "--after",
      paramLabel = "DAYS",
      defaultValue = "Infinity",
      description = "Look ahead no further than this (default: all of the series).")
  private double after = Double.POSITIVE_INFINITY;

  @Option(
      names = "--threshold",
      paramLabel = "Z",
      defaultValue = "3",
      description = "Scatters beyond which it is a change (default: ${DEFAULT-VALUE}).")
  private double threshold = 3;

  @Override
  public SeriesDetect<?> detect(SeriesFiles files) {
    WindowDifferenceOptions options =
        new WindowDifferenceOptions(comparison, before, after, threshold);
    return new SeriesDetect<>(
        start.isPresent() ? files.monitoredFrom(start.get()) : files.monitored(),
        new WindowDifferenceMethod(options));
  }
}
