// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.story;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.sunqar.analysis.cube.Cube;
import org.sunqar.analysis.cube.CubeScene;
import org.sunqar.analysis.cube.DecimalYear;

/** The dates of a series, and where its monitoring begins. */
public final class Timeline {

  private final List<LocalDate> days;
  private final double[] years;
  private final LocalDate monitorFrom;
  private final int history;

  /**
   * A timeline.
   *
   * @param days one a scene (UTC), not descending; at least one
   * @param monitorFrom the first day of the monitoring period (UTC)
   */
  public Timeline(List<LocalDate> days, LocalDate monitorFrom) {
    if (days.isEmpty()) {
      throw new IllegalArgumentException("a timeline needs a date");
    }
    this.days = List.copyOf(days);
    this.years = days.stream().mapToDouble(DecimalYear::of).toArray();
    this.monitorFrom = monitorFrom;
    double start = DecimalYear.of(monitorFrom);
    this.history = (int) IntStream.range(0, years.length).filter(t -> years[t] < start).count();
  }

  /** The dates of a cube. */
  public static Timeline of(Cube cube, LocalDate monitorFrom) {
    return new Timeline(cube.scenes().stream().map(CubeScene::day).toList(), monitorFrom);
  }

  public List<LocalDate> days() {
    return days;
  }

  public LocalDate monitorFrom() {
    return monitorFrom;
  }

  /** Dates of the history, which are the first ones: see {@link Cube#datesBefore}. */
  public int historyDates() {
    return history;
  }

  /** Dates from the monitoring start on. */
  public int monitoredDates() {
    return years.length - history;
  }

  /** Decimal year of a date. */
  double year(int date) {
    return years[date];
  }

  /** Decimal years of all dates, the timeline's own. */
  double[] years() {
    return years;
  }
}
