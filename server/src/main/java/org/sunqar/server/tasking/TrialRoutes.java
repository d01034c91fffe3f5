// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tasking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.constellation.Constellation;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.order.Request;
import org.sunqar.mission.plan.schedule.Acquisition;
import org.sunqar.mission.plan.schedule.Plan;
import org.sunqar.mission.plan.trial.Change;
import org.sunqar.mission.plan.trial.PlanTrial;
import org.sunqar.server.auth.Role;
import org.sunqar.server.http.Answer;
import org.sunqar.server.http.Kind;
import org.sunqar.server.http.Problem;
import org.sunqar.server.http.Route;
import org.sunqar.server.http.Verb;

/**
 * What would be if acquisitions of the plan in force began at other times, or were not taken. The
 * plan stays as it is; so whoever may read it may ask, a member of the images of its own orders.
 */
final class TrialRoutes {

  private static final int MOST_BODY = 1 << 20;
  private static final int MOST_CHANGES = 100;
  private static final Pattern ACQUISITION = Pattern.compile("\\d{6}-\\d{4,}");

  private final Mission mission;

  TrialRoutes(Mission mission) {
    this.mission = mission;
  }

  List<Route> routes() {
    return List.of(
        new Route(
            Verb.POST, "/tasking/plan/what-if", Kind.REPORT, Set.of(), Role.READ, this::tried));
  }

  private Answer tried(org.sunqar.server.http.Request request) throws IOException {
    List<Change> changes = changes(request.json(MOST_BODY));
    Constellation all = mission.constellation();
    Plan plan = mission.plan();
    Predicate<String> seen = PlanRoutes.seen(request, mission);
    Set<String> satellites = new LinkedHashSet<>();
    for (Acquisition each : plan.acquisitions()) {
      if (changes.stream().anyMatch(c -> c.acquisition().equals(each.id()))) {
        if (!seen.test(PlanRoutes.orderOf(each.request()))) {
          throw new Problem(
              403, "forbidden", each.id() + " is an image of another member; try one of your own");
        }
        satellites.add(each.satellite());
      }
    }
    PlanTrial trial =
        PlanTrial.of(all, plan, this::request, mission.now(), Earth.withoutOrientation(), changes);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("plan", plan.version()).put("published", false);
    ArrayNode moved = json.putObject("moved").put("type", "FeatureCollection").putArray("features");
    ArrayNode removed = json.putArray("removed");
    for (Change change : changes) {
      Acquisition a = trial.moved().get(change.acquisition());
      if (a == null) {
        removed.add(change.acquisition());
      } else {
        moved.add(PlanRoutes.feature(a, true).put("id", change.acquisition()));
      }
    }
    ArrayNode courses = json.putArray("satellites");
    for (String id : satellites) {
      ObjectNode course = courses.addObject().put("satellite", id);
      SatelliteCourse.stores(
          SatelliteCourse.telemetry(all, all.satellite(id), trial.plan()), course);
    }
    ArrayNode violations = json.putArray("violations");
    for (String sentence : trial.violations()) {
      ObjectNode violation =
          violations.addObject().put("text", PlanRoutes.withoutOthers(sentence, seen));
      ArrayNode named = violation.putArray("acquisitions");
      ACQUISITION.matcher(sentence).results().map(m -> m.group()).distinct().forEach(named::add);
    }
    return Answer.of(json);
  }

  private Optional<Request> request(String id) {
    try {
      return Optional.of(mission.orders().request(id));
    } catch (MissionException e) {
      if (e.key() == MissionException.Key.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Reads {@code {"changes":[{"acquisition":"000001-0002","start":"2026-04-14T05:00:00Z"},
   * {"acquisition":"000001-0003","removed":true}]}}.
   */
  private static List<Change> changes(JsonNode body) {
    JsonNode all = body.path("changes");
    if (!all.isArray() || all.isEmpty() || all.size() > MOST_CHANGES) {
      throw Problem.badRequest(
          "changes",
          String.format(
              Locale.ROOT,
              "changes should be a list of 1 to %d, such as"
                  + " {\"acquisition\":\"000001-0002\",\"start\":\"2026-04-14T05:00:00Z\"}",
              MOST_CHANGES));
    }
    List<Change> changes = new ArrayList<>();
    for (JsonNode each : all) {
      JsonNode id = each.path("acquisition");
      JsonNode start = each.path("start");
      boolean removed = each.path("removed").asBoolean();
      if (!id.isTextual() || start.isTextual() == removed) {
        throw Problem.badRequest(
            "changes",
            "a change needs 'acquisition', an id of the plan, and either 'start', a time, or"
                + " 'removed': true");
      }
      changes.add(
          new Change(
              id.asText(), removed ? Optional.empty() : Optional.of(Time.parse(start.asText()))));
    }
    return changes;
  }
}
