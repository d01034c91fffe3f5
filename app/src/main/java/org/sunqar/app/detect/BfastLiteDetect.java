// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.detect;

import org.sunqar.analysis.detect.BfastLiteMethod;
import org.sunqar.analysis.detect.BfastLiteOptions;
import org.sunqar.analysis.detect.BreakCriterion;
import org.sunqar.analysis.detect.SeriesDetect;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code --method bfast-lite}. */
@Command(
    description = {
      "bfast-lite: all breaks of a series of one band. The tables are those of bfast-monitor; the"
          + " start of monitoring is not looked at. The result has a row per segment; t_break is"
          + " the last time before a break.",
      "",
      "Example:",
      "  sunqar series detect --observations obs.csv --meta meta.csv --method bfast-lite"
          + " --criterion bic --out segments.csv"
    })
final class BfastLiteDetect implements MethodOptions {

  @Option(
      names = "--criterion",
      paramLabel = "NAME",
      defaultValue = "LWZ",
      description = "What the number of breaks minimises: lwz or bic (default: lwz).")
  private BreakCriterion criterion = BreakCriterion.LWZ;

  @Option(
      names = "--order",
      paramLabel = "N",
      defaultValue = "3",
      description = "Harmonics of the season, 1 to 4 (default: ${DEFAULT-VALUE}).")
  private int order = 3;

  @Option(names = "--no-trend", description = "Fit the season only, no linear trend.")
  private boolean noTrend;

  @Option(
      names = "--h",
      paramLabel = "SHARE",
      defaultValue = "0.15",
      description = "The shortest segment as a part of the series (default: ${DEFAULT-VALUE}).")
  private double h = 0.15;

  @Override
  public SeriesDetect<?> detect(SeriesFiles files) {
    BfastLiteOptions options = new BfastLiteOptions(order, !noTrend, h, criterion);
    return new SeriesDetect<>(files.monitored(), new BfastLiteMethod(options));
  }
}
