// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

/**
 * {@link BfastMonitor} over tables: a row per series, {@code id,status,message,breakpoint_time,
 * breakpoint_index,magnitude,history_start,history_end,n_history,n_total,monitor_end,sigma,
 * critical_value,max_abs_process,process_first,process_last,border_first,border_last,n_coef,
 * b0..b9}. Status is {@code ok} or, where there is no model, {@code error}; {@code NA} stands for
 * what is absent; numbers are written so that reading them gives the same double.
 */
public record BfastMonitorMethod(BfastMonitorOptions options)
    implements SeriesMethod<MonitoredSeries> {

  @Override
  public String header() {
    return ResultTable.header();
  }

  @Override
  public Detector<MonitoredSeries> detector() {
    BfastMonitor monitor = new BfastMonitor(options);
    return entry -> {
      BfastMonitorResult result = monitor.detect(entry.series(), entry.start());
      return new Rows(
          ResultTable.row(entry.series().id(), result),
          result.hasBreak(),
          result.status().isFailure());
    };
  }
}
