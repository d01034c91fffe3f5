// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.tracking;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sunqar.analysis.alert.Alert;
import org.sunqar.catalog.geopackage.FeatureTable;
import org.sunqar.catalog.geopackage.FeatureTable.Field;

/** Alerts as a table of features, with what {@link AlertTable} has. */
public final class AlertLayer {

  /** The table's columns. */
  public static final FeatureTable TABLE =
      new FeatureTable(
          "alerts",
          "Alerts",
          "Polygons of land that changed, found by Sunqar",
          List.of(
              new Field("id", FeatureTable.Type.TEXT),
              new Field("watch", FeatureTable.Type.TEXT),
              new Field("status", FeatureTable.Type.TEXT),
              new Field("review", FeatureTable.Type.TEXT),
              new Field("first_date", FeatureTable.Type.DATE),
              new Field("confirmed_date", FeatureTable.Type.DATE),
              new Field("area_ha", FeatureTable.Type.REAL),
              new Field("area_error_ha", FeatureTable.Type.REAL),
              new Field("pixels", FeatureTable.Type.INTEGER),
              new Field("magnitude", FeatureTable.Type.REAL),
              new Field("size", FeatureTable.Type.REAL),
              new Field("observations", FeatureTable.Type.INTEGER),
              new Field("run", FeatureTable.Type.INTEGER),
              new Field("confidence", FeatureTable.Type.REAL),
              new Field("probability", FeatureTable.Type.REAL),
              new Field("longitude", FeatureTable.Type.REAL),
              new Field("latitude", FeatureTable.Type.REAL),
              new Field("raised", FeatureTable.Type.DATE),
              new Field("last_seen", FeatureTable.Type.DATE),
              new Field("decision", FeatureTable.Type.TEXT),
              new Field("reject_reason", FeatureTable.Type.TEXT),
              new Field("reviewed_by", FeatureTable.Type.TEXT),
              new Field("reviewed_at", FeatureTable.Type.DATETIME),
              new Field("run_id", FeatureTable.Type.TEXT),
              new Field("software", FeatureTable.Type.TEXT),
              new Field("created", FeatureTable.Type.DATETIME),
              new Field("updated", FeatureTable.Type.DATETIME),
              new Field("merged_into", FeatureTable.Type.TEXT),
              new Field("assignee", FeatureTable.Type.TEXT),
              new Field("scenes", FeatureTable.Type.TEXT)));

  private AlertLayer() {}

  /** An alert as a row; the scenes are separated by spaces. */
  public static FeatureTable.Row row(AlertObject alert) {
    Alert finding = alert.finding();
    AlertObject.Machine machine = alert.machine();
    Review review = alert.review();
    Map<String, Object> values = new HashMap<>();
    values.put("id", alert.id());
    values.put("watch", finding.watch());
    values.put("status", machine.status().text());
    values.put("review", review.status().text());
    values.put("first_date", finding.firstDate());
    values.put("confirmed_date", finding.confirmedDate());
    values.put("area_ha", finding.areaHa());
    values.put("area_error_ha", machine.areaErrorHa());
    values.put("pixels", (long) finding.pixels());
    values.put("magnitude", finding.magnitude());
    values.put("size", finding.size());
    values.put("observations", (long) finding.observations());
    values.put("run", (long) finding.run());
    values.put("confidence", finding.confidence());
    values.put("probability", machine.probability());
    values.put("longitude", finding.longitude());
    values.put("latitude", finding.latitude());
    values.put("raised", machine.raised());
    values.put("last_seen", machine.lastSeen());
    review.decision().ifPresent(decision -> values.put("decision", decision.text()));
    review.reason().ifPresent(reason -> values.put("reject_reason", reason.text()));
    review.by().ifPresent(by -> values.put("reviewed_by", by));
    review.at().ifPresent(at -> values.put("reviewed_at", at));
    values.put("run_id", alert.evidence().run());
    values.put("software", alert.evidence().software());
    values.put("created", alert.created());
    values.put("updated", alert.updated());
    machine.mergedInto().ifPresent(older -> values.put("merged_into", older));
    review.assignee().ifPresent(assignee -> values.put("assignee", assignee));
    values.put("scenes", String.join(" ", finding.scenes()));
    return new FeatureTable.Row(finding.outline(), values);
  }
}
