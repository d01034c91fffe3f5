// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

import org.sunqar.analysis.detect.BfastMonitorResult.Fit;

/**
 * The rows of the result table. The columns are the same for all options; {@code NA} stands for
 * what is absent, and numbers are written so that reading them gives the same double.
 */
final class ResultTable {

  private static final String NAMES =
      "id,status,message,breakpoint_time,breakpoint_index,magnitude,history_start,history_end,"
          + "n_history,n_total,monitor_end,sigma,critical_value,max_abs_process,process_first,"
          + "process_last,border_first,border_last,n_coef";

  private static final String NA = ",NA";

  private ResultTable() {}

  /** The names of the columns, with a line feed. */
  static String header() {
    StringBuilder line = new StringBuilder(NAMES);
    for (int i = 0; i < HarmonicDesign.MAX_COLUMNS; i++) {
      line.append(",b").append(i);
    }
    return line.append('\n').toString();
  }

  /** The row of a series, with a line feed. */
  static String row(String id, BfastMonitorResult result) {
    StringBuilder line = new StringBuilder(400);
    line.append(quoted(id));
    line.append(result.status().isFailure() ? ",error," : ",ok,");
    line.append(quoted(result.status().message()));
    if (result.fit().isPresent()) {
      appendFit(line, result, result.fit().get());
    } else {
      int absent = NAMES.split(",").length - 3 + HarmonicDesign.MAX_COLUMNS;
      line.append(NA.repeat(absent));
    }
    return line.append('\n').toString();
  }

  private static void appendFit(StringBuilder line, BfastMonitorResult result, Fit fit) {
    append(line, result.breakTime().orElse(Double.NaN));
    if (result.breakIndex().isPresent()) {
      line.append(',').append(result.breakIndex().getAsInt());
    } else {
      line.append(NA);
    }
    append(line, result.magnitude());
    append(line, fit.history().start());
    append(line, fit.history().end());
    line.append(',').append(fit.history().observations());
    line.append(',').append(result.total());
    append(line, result.end());
    append(line, fit.model().sigma());
    ProcessSummary process = fit.process();
    append(line, process.criticalValue());
    append(line, process.largest());
    append(line, process.first());
    append(line, process.last());
    append(line, process.firstBoundary());
    append(line, process.lastBoundary());
    line.append(',').append(fit.model().size());
    for (int i = 0; i < HarmonicDesign.MAX_COLUMNS; i++) {
      append(line, i < fit.model().size() ? fit.model().coefficient(i) : Double.NaN);
    }
  }

  static void append(StringBuilder line, double value) {
    if (Double.isNaN(value)) {
      line.append(NA);
    } else {
      line.append(',').append(value);
    }
  }

  static String quoted(String cell) {
    if (cell.indexOf(',') < 0 && cell.indexOf('"') < 0) {
      return cell;
    }
    return '"' + cell.replace("\"", "\"\"") + '"';
  }
}
