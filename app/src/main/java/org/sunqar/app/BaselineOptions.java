// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import org.sunqar.analysis.series.CalendarPeriod;
import picocli.CommandLine.Option;

/** The periods of a year, and the years against which each is held. */
final class BaselineOptions {

  @Option(
      names = "--period",
      paramLabel = "KIND",
      defaultValue = "MONTH",
      description = "year, quarter, month or dekad (default: month).")
  CalendarPeriod period = CalendarPeriod.MONTH;

  @Option(
      names = "--from-year",
      paramLabel = "YEAR",
      defaultValue = "-10000",
      description = "First year of the baseline (default: the first of each series).")
  int firstYear = -10_000;

  @Option(
      names = "--to-year",
      paramLabel = "YEAR",
      defaultValue = "10000",
      description = "Last year of the baseline (default: the last of each series).")
  int lastYear = 10_000;
}
