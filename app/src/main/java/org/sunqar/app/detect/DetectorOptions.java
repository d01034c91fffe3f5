// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.detect;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.detect.BfastMonitorOptions;
import org.sunqar.analysis.detect.History;
import org.sunqar.analysis.detect.ProcessType;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The settings of BFAST Monitor on the command line. */
public final class DetectorOptions {

  @Spec(Spec.Target.MIXEE)
  @Nullable CommandSpec command;

  /** The names of the two processes as bfast's users know them. */
  enum Type {
    MOSUM,
    CUSUM
  }

  @Option(
      names = "--history",
      paramLabel = "KIND",
      defaultValue = "ALL",
      description = "Stable history: all, roc or bp (default: ${DEFAULT-VALUE}).")
  History history = History.ALL;

  @Option(
      names = "--order",
      paramLabel = "N",
      defaultValue = "3",
      description = "Harmonics of the season, 1 to 4 (default: ${DEFAULT-VALUE}).")
  int order = 3;

  @Option(names = "--no-trend", description = "Fit the season only, no linear trend.")
  boolean noTrend;

  @Option(
      names = "--h",
      paramLabel = "SHARE",
      defaultValue = "0.25",
      description = "Width of the MOSUM window: 0.25, 0.5 or 1 of the history (default: 0.25).")
  double h = 0.25;

  @Option(
      names = "--level",
      paramLabel = "P",
      defaultValue = "0.05",
      description = "Significance level, 0.001 to 0.05 (default: ${DEFAULT-VALUE}).")
  double level = 0.05;

  @Option(
      names = "--type",
      paramLabel = "PROCESS",
      defaultValue = "MOSUM",
      description = "mosum or cusum (default: mosum).")
  Type type = Type.MOSUM;

  /** Those of them that are on the command line. */
  public List<String> given() {
    return command == null
        ? List.of()
        : Stream.of("--history", "--order", "--no-trend", "--h", "--level", "--type")
            .filter(name -> command.commandLine().getParseResult().hasMatchedOption(name))
            .toList();
  }

  /**
   * The options as the detector takes them.
   *
   * @throws AnalysisException if one is out of its range
   */
  public BfastMonitorOptions options() {
    try {
      return new BfastMonitorOptions(
          history,
          order,
          !noTrend,
          h,
          level,
          switch (type) {
            case MOSUM -> ProcessType.OLS_MOSUM;
            case CUSUM -> ProcessType.OLS_CUSUM;
          });
    } catch (IllegalArgumentException e) {
      String message = e.getMessage() == null ? e.toString() : e.getMessage();
      throw new AnalysisException(AnalysisException.Key.SETTING, "--" + message, e);
    }
  }
}
