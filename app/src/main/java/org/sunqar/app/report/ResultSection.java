// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.sunqar.app.report.ReportContent.Fact;
import org.sunqar.app.report.ReportContent.Provenance;

/**
 * One result: its map, its alerts, its evidence.
 *
 * @param id for anchors, lower-case letters, digits and hyphens; unique in the report
 * @param title heading
 * @param provenance real or simulated
 * @param provenanceStatement which data, from where, under which terms
 * @param figures up to four key figures, shown large
 * @param summary what was found, in plain language, a paragraph per element
 * @param map the map; absent when no picture could be made
 * @param alerts in the order of the table (largest first); the same numbers are on the map
 * @param alertsInAll how many there are when the table holds only the largest; at least the size of
 *     {@code alerts}
 * @param magnitudeUnit heading of the magnitude column, for example {@code NDVI} or {@code z}
 * @param histogram of scores, for a difference of two dates
 * @param uncertainty how sure the result is, in plain words, a paragraph per element
 * @param parameters method and settings
 * @param dates of the scenes used
 */
public record ResultSection(
    String id,
    String title,
    Provenance provenance,
    String provenanceStatement,
    List<Fact> figures,
    List<String> summary,
    Optional<MapContent> map,
    List<ReportAlert> alerts,
    int alertsInAll,
    String magnitudeUnit,
    Optional<HistogramContent> histogram,
    List<String> uncertainty,
    List<Fact> parameters,
    List<LocalDate> dates) {

  public ResultSection {
    figures = List.copyOf(figures);
    summary = List.copyOf(summary);
    alerts = List.copyOf(alerts);
    uncertainty = List.copyOf(uncertainty);
    parameters = List.copyOf(parameters);
    dates = dates.stream().sorted().toList();
    if (!id.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException("not a section id: " + id);
    }
    if (alertsInAll < alerts.size()) {
      throw new IllegalArgumentException(
          "a table of " + alerts.size() + " alerts out of " + alertsInAll);
    }
  }
}
