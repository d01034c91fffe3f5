// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

import java.nio.file.Path;

/**
 * A series and where its monitoring starts.
 *
 * @param start decimal year: observations before it are history
 */
public record MonitoredSeries(Series series, double start) {

  /**
   * Series of one band in two tables, CSV in UTF-8 with a header line; columns are found by name
   * and others are skipped.
   *
   * <ul>
   *   <li>The meta table has a row per series: {@code id}; {@code freq}, grid steps a year; {@code
   *       start}, the decimal year where monitoring starts; {@code ts_start}, the decimal year of
   *       grid index 1. Results come in its order, also those of series without observations.
   *   <li>The observation table has a row per valid observation: {@code id}, {@code time} (decimal
   *       year with 365 slots), {@code value}. The rows of a series stand together and in time
   *       order.
   * </ul>
   */
  public static SeriesInput<MonitoredSeries> in(Path observations, Path meta) {
    return () -> new SeriesReader(observations, meta);
  }
}
