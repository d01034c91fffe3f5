// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.sunqar.analysis.story.FitPoint;
import org.sunqar.analysis.story.Observation;

/**
 * The story of one pixel: what was observed, what was expected, when they parted.
 *
 * @param quantity name of the vertical axis, for example {@code NDVI}
 * @param observations in any order; at least one
 * @param fit the season line from the start of the history to the end, with its boundary; may be
 *     empty
 * @param boundaryLabel what the band around the line is, for the legend
 * @param historyStart first date of the stable history the fit uses
 * @param monitorStart first date of the monitoring period
 * @param breakDate when the change was found
 * @param confirmedDate when later observations confirmed it
 */
public record SeriesContent(
    String quantity,
    List<Observation> observations,
    List<FitPoint> fit,
    String boundaryLabel,
    LocalDate historyStart,
    LocalDate monitorStart,
    Optional<LocalDate> breakDate,
    Optional<LocalDate> confirmedDate) {

  public SeriesContent {
    observations =
        observations.stream()
            .filter(o -> Double.isFinite(o.value()))
            .sorted(Comparator.comparing(Observation::date))
            .toList();
    fit =
        fit.stream()
            .filter(p -> Double.isFinite(p.value()))
            .sorted(Comparator.comparing(FitPoint::date))
            .toList();
    if (observations.isEmpty()) {
      throw new IllegalArgumentException("a series chart needs an observation with a value");
    }
  }
}
