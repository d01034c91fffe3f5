// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.tracking.AlertAction;
import org.sunqar.analysis.tracking.AlertDocument;
import org.sunqar.analysis.tracking.AlertObject;
import org.sunqar.analysis.tracking.RejectReason;
import org.sunqar.analysis.tracking.Review;
import org.sunqar.analysis.watch.AlertStore;
import org.sunqar.server.http.Answer;
import org.sunqar.server.http.JsonFields;
import org.sunqar.server.http.Problem;
import org.sunqar.server.http.Request;

/**
 * What people do with alerts: {@code {"action": "confirm", "note": "..."}} to one, and the same
 * with {@code "alerts": [ids]} to many. Who does it is whose key it is; where there are no keys,
 * {@code by} says so. A {@code request} of the client's own choice makes it safe to send again.
 */
final class AlertReviews {

  /** Alerts of one request. */
  private static final int MANY = 1000;

  /** A review is small (bytes). */
  private static final int MOST_BODY = 64 * 1024;

  /** With the ids of many (bytes). */
  private static final int MOST_OF_MANY = 512 * 1024;

  private final AlertStore store;

  AlertReviews(AlertStore store) {
    this.store = store;
  }

  Answer one(Request request) throws IOException {
    ObjectNode body = request.json(MOST_BODY);
    AlertObject alert = store.act(request.segment("alert"), action(body), said(request, body));
    return Answer.of(AlertsApi.withLinks(request, AlertDocument.write(alert)));
  }

  /** Each alert for itself: one that cannot be moved holds up no other. */
  Answer many(Request request) throws IOException {
    ObjectNode body = request.json(MOST_OF_MANY);
    Set<String> ids = ids(body.path("alerts"), MANY);
    AlertAction action = action(body);
    AlertAction.Said said = said(request, body);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode results = json.putArray("results");
    int done = 0;
    for (String id : ids) {
      ObjectNode result = results.addObject().put("id", id);
      try {
        AlertObject alert = store.act(id, action, said);
        result.put("status", 200).put("review", alert.review().status().text());
        alert.review().assignee().ifPresent(assignee -> result.put("assignee", assignee));
        result.put("version", alert.version());
        done++;
      } catch (AnalysisException e) {
        result.put("status", status(e)).put("detail", String.valueOf(e.getMessage()));
      }
    }
    json.put("done", done).put("failed", ids.size() - done);
    return Answer.of(json);
  }

  private static int status(AnalysisException e) {
    return switch (e.key()) {
      case NOT_FOUND -> 404;
      case CONFLICT -> 409;
      case SETTING, AREA, NO_SCENES, NO_BAND, GRID_MISMATCH -> 400;
      case MEMORY, IO -> throw e; // of the server, and of no alert
    };
  }

  /** A list of ids, each once. */
  static Set<String> ids(JsonNode alerts, int most) {
    if (!alerts.isArray() || alerts.isEmpty() || alerts.size() > most) {
      throw Problem.badRequest(
          "alerts", "alerts should be a list of 1 to " + most + " ids of alerts");
    }
    Set<String> ids = new LinkedHashSet<>();
    for (JsonNode id : alerts) {
      if (!id.isTextual()) {
        throw Problem.badRequest("alerts", "alerts should be ids, texts, not " + shortened(id));
      }
      ids.add(id.asText());
    }
    return ids;
  }

  private static String shortened(JsonNode value) {
    String text = value.toString();
    return text.length() <= 60 ? text : text.substring(0, 60) + "...";
  }

  private static AlertAction.Said said(Request request, JsonNode body) {
    String by =
        request
            .key()
            .or(() -> JsonFields.text(body, "by"))
            .orElseThrow(
                () -> Problem.badRequest("by", "say by whom: a name in 'by', as no key says it"));
    return new AlertAction.Said(
        by,
        JsonFields.text(body, "note"),
        Instant.now().truncatedTo(ChronoUnit.MILLIS),
        JsonFields.text(body, "request").orElse(""));
  }

  private static AlertAction action(JsonNode body) {
    String action = body.path("action").asText();
    return switch (action) {
      case "review" -> new AlertAction.Move(new Review.Move.Begin());
      case "confirm" -> new AlertAction.Move(new Review.Move.Confirm());
      case "reject" ->
          new AlertAction.Move(new Review.Move.Reject(reason(body.path("reason").asText())));
      case "audit" -> new AlertAction.Move(new Review.Move.Audit());
      case "comment" -> new AlertAction.Comment();
      case "assign" -> new AlertAction.Assign(JsonFields.text(body, "assignee"));
      case "undo" -> new AlertAction.Undo();
      default ->
          throw Problem.badRequest(
              "action",
              "action should be review, confirm, reject, audit, comment, assign or undo, not '"
                  + (action.length() <= 60 ? action : action.substring(0, 60) + "...")
                  + "'");
    };
  }

  private static RejectReason reason(String code) {
    try {
      return RejectReason.valueOf(code.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException _) {
      throw Problem.badRequest(
          "reason",
          "reason should be cloud, shadow, haze, season, agriculture, water_level, registration or"
              + " other, not '"
              + code
              + "'");
    }
  }
}
