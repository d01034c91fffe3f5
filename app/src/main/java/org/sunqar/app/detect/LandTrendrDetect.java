// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.detect;

import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.detect.DatedSeries;
import org.sunqar.analysis.detect.SeriesDetect;
import org.sunqar.analysis.detect.landtrendr.LandTrendrMethod;
import org.sunqar.analysis.detect.landtrendr.LandTrendrOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code --method landtrendr}. */
@Command(
    description = {
      "landtrendr: the median of each year as a few straight segments that join (LandTrendr), one"
          + " band. The table has the columns id, date (or time), value. No --meta is needed. The"
          + " result has a row per segment: id, segment, status (loss, gain, flat or error),"
          + " t_start, t_end, value_start, value_end, change, rate (a year), years, rmse, p.",
      "",
      "Example:",
      "  sunqar series detect --observations nbr.csv --method landtrendr --months 6-9"
          + " --out segments.csv"
    })
final class LandTrendrDetect implements MethodOptions {

  @Option(
      names = "--months",
      paramLabel = "FROM-TO",
      defaultValue = "1-12",
      description = "The season of each year, by months (default: ${DEFAULT-VALUE}).")
  private String months = "1-12";

  @Option(
      names = "--segments",
      paramLabel = "N",
      defaultValue = "6",
      description = "The most segments, 1 to 20 (default: ${DEFAULT-VALUE}).")
  private int segments = 6;

  @Option(
      names = "--spike",
      paramLabel = "X",
      defaultValue = "0.9",
      description = "Sharpness above which a spike is damped; 1 for none (default: 0.9).")
  private double spike = 0.9;

  @Option(
      names = "--overshoot",
      paramLabel = "N",
      defaultValue = "3",
      description = "Vertices looked for beyond the needed ones (default: ${DEFAULT-VALUE}).")
  private int overshoot = 3;

  @Option(
      names = "--recovery",
      paramLabel = "X",
      defaultValue = "0.25",
      description = "The fastest recovery, of the whole range in a year (default: 0.25).")
  private double recovery = 0.25;

  @Option(
      names = "--p",
      paramLabel = "P",
      defaultValue = "0.05",
      description = "The greatest p of F of a model (default: ${DEFAULT-VALUE}).")
  private double significance = 0.05;

  @Option(
      names = "--best-model-proportion",
      paramLabel = "X",
      defaultValue = "0.75",
      description = "Lower takes more segments, 0 to 1 (default: ${DEFAULT-VALUE}).")
  private double proportion = 0.75;

  @Option(
      names = "--least-years",
      paramLabel = "N",
      defaultValue = "6",
      description = "Years with a value that a series needs (default: ${DEFAULT-VALUE}).")
  private int leastYears = 6;

  @Option(
      names = "--loss-is-increase",
      description = "A disturbance raises the values, as of short-wave infrared.")
  private boolean lossIsIncrease;

  @Override
  public SeriesDetect<?> detect(SeriesFiles files) {
    LandTrendrOptions options =
        new LandTrendrOptions(
            segments,
            spike,
            overshoot,
            recovery,
            significance,
            proportion,
            leastYears,
            !lossIsIncrease);
    if (!months.matches("\\d{1,2}-\\d{1,2}")) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING, "--months takes two months, as 6-9, not '" + months + "'");
    }
    int hyphen = months.indexOf('-');
    return new SeriesDetect<>(
        DatedSeries.in(files.observations()),
        new LandTrendrMethod(
            options,
            Integer.parseInt(months.substring(0, hyphen)),
            Integer.parseInt(months.substring(hyphen + 1))));
  }
}
