// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sunqar.analysis.alert.Alert;
import org.sunqar.analysis.tracking.AlertObject;
import org.sunqar.analysis.tracking.HistoryEntry;
import org.sunqar.analysis.tracking.Review;

/** An alert in lines for a person. */
final class AlertText {

  private AlertText() {}

  static void print(
      AlertObject alert, List<HistoryEntry> history, ObjectNode recipe, PrintWriter out) {
    Alert finding = alert.finding();
    AlertObject.Machine machine = alert.machine();
    out.println("alert      " + alert.id() + " of watch " + finding.watch());
    out.println(
        String.format(
            Locale.ROOT,
            "detector   %s, probability %.2f, confidence %.2f",
            machine.status().text(),
            machine.probability(),
            finding.confidence()));
    machine.mergedInto().ifPresent(older -> out.println("           part of alert " + older));
    out.println("review     " + review(alert.review()));
    alert.review().assignee().ifPresent(assignee -> out.println("           for " + assignee));
    out.println(
        String.format(
            Locale.ROOT,
            "area       %.2f ha, plus or minus %.2f ha (half of the pixels at the border)",
            finding.areaHa(),
            machine.areaErrorHa()));
    out.println(
        "dates      first seen "
            + finding.firstDate()
            + ", detector sure "
            + finding.confirmedDate()
            + ", raised "
            + machine.raised()
            + ", last seen "
            + machine.lastSeen());
    out.println(
        String.format(
            Locale.ROOT,
            "change     %.3f in units of %s, %.1f scatters; %d in a row of %d observations",
            finding.magnitude(),
            recipe.path("index").asText(),
            finding.size(),
            finding.run(),
            finding.observations()));
    out.println(
        String.format(
            Locale.ROOT,
            "place      %.5f, %.5f (longitude, latitude)",
            finding.longitude(),
            finding.latitude()));
    out.println("evidence   run " + alert.evidence().run() + ", " + alert.evidence().software());
    finding.scenes().forEach(scene -> out.println("           scene " + scene));
    out.println("recipe     " + recipe.without(List.of("area", "name")));
    out.println("history");
    for (HistoryEntry entry : history) {
      out.println(
          "  "
              + entry.number()
              + "  "
              + entry.at()
              + "  "
              + entry.kind().text()
              + " by "
              + entry.by()
              + details(entry));
    }
  }

  private static String review(Review review) {
    StringBuilder text = new StringBuilder(review.status().text().replace('_', ' '));
    review
        .decision()
        .filter(decision -> decision != review.status())
        .ifPresent(decision -> text.append(", ").append(decision.text()));
    review.reason().ifPresent(reason -> text.append(" (").append(reason.text()).append(')'));
    review.by().ifPresent(by -> text.append(" by ").append(by));
    review.at().ifPresent(at -> text.append(" at ").append(at));
    return text.toString();
  }

  private static String details(HistoryEntry entry) {
    List<String> parts = new ArrayList<>();
    for (Map.Entry<String, JsonNode> detail : entry.details().properties()) {
      JsonNode value = detail.getValue();
      parts.add(
          detail.getKey().replace('_', ' ')
              + " "
              + (value.isValueNode() ? value.asText() : value.toString()));
    }
    return parts.isEmpty() ? "" : ": " + String.join(", ", parts);
  }
}
