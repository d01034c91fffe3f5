// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.story;

import java.util.List;
import java.util.Optional;
import org.sunqar.analysis.detect.online.BandDetector;
import org.sunqar.analysis.detect.online.OnlineDetector;
import org.sunqar.analysis.watch.DetectorSettings;
import org.sunqar.analysis.watch.DetectorSettings.BfastMonitoring;
import org.sunqar.analysis.watch.DetectorSettings.Online;
import org.sunqar.analysis.watch.DetectorSettings.TwoDates;

/** Tells what a detector sees in a series of one place. Immutable and shared by threads. */
public interface SeriesTeller {

  /**
   * The story of a series.
   *
   * @param values one a date of the timeline, NaN where nothing clear was seen
   */
  SeriesStory tell(double[] values);

  /**
   * The teller of a detector.
   *
   * @param regional what is common to the region, in scatters, by monitoring date, and is taken off
   *     as in the run of a watch; dates beyond its end have none
   * @return empty for a difference of two dates, which sees no series, for a detector of several
   *     bands, which are no one series, and for a timeline without history or without monitoring
   */
  static Optional<SeriesTeller> of(
      DetectorSettings detector, Timeline timeline, List<Float> regional) {
    if (timeline.historyDates() == 0 || timeline.monitoredDates() == 0) {
      return Optional.empty();
    }
    return switch (detector) {
      case BfastMonitoring bfast ->
          Optional.of(new BfastTeller(bfast.options(), timeline, regional));
      case Online(OnlineDetector online) ->
          Optional.of(new OnlineTeller(online, timeline, regional));
      case Online(BandDetector _), TwoDates _ -> Optional.empty();
    };
  }
}
