// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import org.locationtech.jts.geom.Geometry;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.alert.AlertRule;

/**
 * What is watched: an area of a collection, through an index, by a detector and a rule.
 *
 * @param name letters, digits, dots, hyphens and underscores; 1 to 64, the first a letter or digit
 * @param collection the collection whose scenes are watched
 * @param variable an index or a band
 * @param area in WGS 84 longitude and latitude; empty for all that the scenes cover
 * @param monitorFrom the first day of the monitoring period (UTC); what is before is history
 * @param detector how changes are found
 * @param rule which of them become alerts
 */
public record Watch(
    String name,
    String collection,
    String variable,
    Optional<Geometry> area,
    LocalDate monitorFrom,
    DetectorSettings detector,
    AlertRule rule) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  public Watch {
    if (!NAME.matcher(name).matches()) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING,
          "a watch's name is 1 to 64 letters, digits, dots, hyphens and underscores, not '"
              + name
              + "'");
    }
    if (monitorFrom.getYear() < 1960 || monitorFrom.getYear() > 2100) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING,
          "the monitoring start must lie in 1960 to 2100, not in " + monitorFrom.getYear());
    }
  }
}
