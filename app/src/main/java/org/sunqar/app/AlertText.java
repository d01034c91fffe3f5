// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sunqar.analysis.alert.Alert;
import org.sunqar.analysis.tracking.AlertObject;
import org.sunqar.analysis.tracking.HistoryEntry;
import org.sunqar.analysis.tracking.Review;
import org.sunqar.app.console.Console;

/** An alert in lines for a person. */
final class AlertText {

  private static final List<String> LABELS =
      List.of(
          "alert", "detector", "review", "area", "dates", "change", "place", "evidence", "recipe");

  private final Console console;
  private final int width;

  AlertText(Console console) {
    this.console = console;
    this.width = LABELS.stream().mapToInt(label -> label(label).length()).max().orElse(0) + 3;
  }

  void print(AlertObject alert, List<HistoryEntry> history, ObjectNode recipe) {
    Alert finding = alert.finding();
    AlertObject.Machine machine = alert.machine();
    line("alert", console.text("show.of", "id", alert.id(), "watch", finding.watch()));
    line(
        "detector",
        console.text(
            "show.detector",
            "status",
            console.text("value.status." + machine.status().text()),
            "probability",
            console.fixed(machine.probability(), 2),
            "confidence",
            console.fixed(finding.confidence(), 2)));
    machine.mergedInto().ifPresent(older -> more(console.text("show.partOf", "id", older)));
    line("review", review(alert.review()));
    alert
        .review()
        .assignee()
        .ifPresent(assignee -> more(console.text("show.for", "name", assignee)));
    line(
        "area",
        console.text(
            "show.area",
            "area",
            console.fixed(finding.areaHa(), 2),
            "error",
            console.fixed(machine.areaErrorHa(), 2)));
    line(
        "dates",
        console.text(
            "show.dates",
            "first",
            finding.firstDate(),
            "sure",
            finding.confirmedDate(),
            "raised",
            machine.raised(),
            "last",
            machine.lastSeen()));
    line(
        "change",
        console.text(
            "show.change",
            "magnitude",
            console.fixed(finding.magnitude(), 3),
            "index",
            recipe.path("index").asText(),
            "scatters",
            console.fixed(finding.size(), 1),
            "run",
            finding.run(),
            "observations",
            finding.observations()));
    line(
        "place",
        console.text(
            "show.place",
            "longitude",
            String.format(Locale.ROOT, "%.5f", finding.longitude()),
            "latitude",
            String.format(Locale.ROOT, "%.5f", finding.latitude())));
    line(
        "evidence",
        console.text(
            "show.evidence",
            "run",
            alert.evidence().run(),
            "software",
            alert.evidence().software()));
    finding.scenes().forEach(scene -> more(console.text("show.scene", "id", scene)));
    line("recipe", recipe.without(List.of("area", "name")).toString());
    console.out().println(label("history"));
    for (HistoryEntry entry : history) {
      console
          .out()
          .println(
              "  "
                  + entry.number()
                  + "  "
                  + entry.at()
                  + "  "
                  + console.text("show.history." + entry.kind().text())
                  + " "
                  + by(entry)
                  + details(entry));
    }
  }

  /** Who did it; what the detector did has its word. */
  private String by(HistoryEntry entry) {
    String name = entry.by().equals(HistoryEntry.DETECTOR) ? label("detector") : entry.by();
    return console.text("show.by", "name", name);
  }

  private String label(String label) {
    return console.text("show.label." + label);
  }

  private void line(String label, String text) {
    String name = label(label);
    console.out().println(name + " ".repeat(width - name.length()) + text);
  }

  private void more(String text) {
    console.out().println(" ".repeat(width) + text);
  }

  private String review(Review review) {
    StringBuilder text = new StringBuilder(console.text("review." + review.status().text()));
    review
        .decision()
        .filter(decision -> decision != review.status())
        .ifPresent(decision -> text.append(", ").append(console.text("review." + decision.text())));
    review
        .reason()
        .ifPresent(reason ->
            text.append(" (").append(console.text("reject." + reason.text())).append(')'));
    review.by().ifPresent(by -> text.append(' ').append(console.text("show.by", "name", by)));
    review.at().ifPresent(at -> text.append(' ').append(console.text("show.at", "time", at)));
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
