// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import java.time.LocalDate;
import java.util.List;
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
 * @param masks land on which alerts count: that which all of them hold; empty for all land
 */
public record Watch(
    String name,
    String collection,
    String variable,
    Optional<Geometry> area,
    LocalDate monitorFrom,
    DetectorSettings detector,
    AlertRule rule,
    List<LandMask> masks) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  public Watch {
    masks = List.copyOf(masks);
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

  /** A watch on all land. */
  public Watch(
      String name,
      String collection,
      String variable,
      Optional<Geometry> area,
      LocalDate monitorFrom,
      DetectorSettings detector,
      AlertRule rule) {
    this(name, collection, variable, area, monitorFrom, detector, rule, List.of());
  }

  /** The same from another day on. */
  public Watch from(LocalDate day) {
    return new Watch(name, collection, variable, area, day, detector, rule, masks);
  }
}
