// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.sunqar.analysis.alert.AlertFiles;

/** Alerts as GeoJSON features, with all that is known of them: how they are stored and shown. */
public final class AlertDocument {

  private static final double PRECISION = 1e4;

  private AlertDocument() {}

  /** The feature of an alert. */
  public static ObjectNode write(AlertObject alert) {
    ObjectNode feature = AlertFiles.feature(alert.finding());
    ObjectNode properties = (ObjectNode) feature.get("properties");
    AlertObject.Machine machine = alert.machine();
    properties
        .put("area_error_ha", rounded(machine.areaErrorHa()))
        .put("recorded_area_ha", rounded(machine.recordedAreaHa()))
        .put("probability", rounded(machine.probability()))
        .put("status", machine.status().text())
        .put("raised", machine.raised().toString())
        .put("last_seen", machine.lastSeen().toString())
        .put("findings", machine.findings());
    machine.mergedInto().ifPresent(older -> properties.put("merged_into", older));
    Review review = alert.review();
    properties.put("review", review.status().text());
    review.decision().ifPresent(decision -> properties.put("decision", decision.text()));
    review.reason().ifPresent(reason -> properties.put("reject_reason", reason.text()));
    review.by().ifPresent(by -> properties.put("reviewed_by", by));
    review.at().ifPresent(at -> properties.put("reviewed_at", at.toString()));
    if (review.decision().isPresent()) {
      properties.put("decided_area_ha", rounded(review.decidedAreaHa()));
    }
    review.assignee().ifPresent(assignee -> properties.put("assignee", assignee));
    properties
        .put("run_id", alert.evidence().run())
        .put("software", alert.evidence().software())
        .put("created", alert.created().toString())
        .put("updated", alert.updated().toString())
        .put("version", alert.version());
    return feature;
  }

  /** The inverse of {@link #write}. */
  public static AlertObject read(JsonNode feature) {
    JsonNode p = feature.get("properties");
    return new AlertObject(
        AlertFiles.alert(feature),
        new AlertObject.Machine(
            MachineStatus.of(p.get("status").asText()),
            p.get("probability").asDouble(),
            p.get("area_error_ha").asDouble(),
            p.get("recorded_area_ha").asDouble(),
            LocalDate.parse(p.get("raised").asText()),
            LocalDate.parse(p.get("last_seen").asText()),
            p.get("findings").asInt(),
            text(p, "merged_into")),
        new Review(
            ReviewStatus.of(p.get("review").asText()),
            text(p, "decision").map(ReviewStatus::of),
            text(p, "reject_reason").map(RejectReason::of),
            text(p, "reviewed_by"),
            text(p, "reviewed_at").map(Instant::parse),
            p.path("decided_area_ha").asDouble(0),
            text(p, "assignee")),
        new AlertObject.Evidence(p.get("run_id").asText(), p.get("software").asText()),
        Instant.parse(p.get("created").asText()),
        Instant.parse(p.get("updated").asText()),
        p.get("version").asInt());
  }

  private static Optional<String> text(JsonNode properties, String name) {
    return Optional.ofNullable(properties.get(name)).map(JsonNode::asText);
  }

  private static double rounded(double value) {
    return Math.rint(value * PRECISION) / PRECISION;
  }
}
