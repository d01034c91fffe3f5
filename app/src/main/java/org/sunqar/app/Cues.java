// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.alert.GeoJsonReader;
import org.sunqar.analysis.tracking.MachineStatus;
import org.sunqar.analysis.watch.AlertQuery;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.access.KeptForecast;
import org.sunqar.mission.constellation.Constellation;
import org.sunqar.mission.constellation.ConstellationJson;
import org.sunqar.mission.cue.CueAlert;
import org.sunqar.mission.cue.CueRule;
import org.sunqar.mission.cue.CueRules;
import org.sunqar.mission.cue.Cueing;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.order.Feasibility;
import org.sunqar.mission.order.Orders;

/** Hands the alerts of a workspace to its rules of tip and cue. */
final class Cues {

  private Cues() {}

  /** Runs the rules of a workspace, and tells the alerts what becomes of their orders. */
  static List<Cueing.Outcome> run(Workspace workspace, Time now) {
    List<Cueing.Outcome> outcomes = ruled(workspace, now);
    new AlertOrders(workspace).tell();
    return outcomes;
  }

  /** Without rules nothing is read. */
  private static List<Cueing.Outcome> ruled(Workspace workspace, Time now) {
    Path folder = workspace.folder();
    List<CueRule> rules = new CueRules(folder).all();
    if (rules.isEmpty()) {
      return List.of();
    }
    Constellation constellation = ConstellationJson.read(folder.resolve("constellation.json"));
    Cueing cueing =
        new Cueing(
            new Orders(folder),
            new Feasibility(
                constellation, Earth.withoutOrientation(), new KeptForecast(folder).orNone()));
    return cueing.run(rules, alerts(workspace, rules), now);
  }

  /** Those that some rule may fit; the rules look closer. */
  private static List<CueAlert> alerts(Workspace workspace, List<CueRule> rules) {
    Set<MachineStatus> statuses = EnumSet.noneOf(MachineStatus.class);
    for (MachineStatus status : MachineStatus.values()) {
      if (rules.stream()
          .anyMatch(
              r -> r.when().statuses().isEmpty() || r.when().statuses().contains(status.text()))) {
        statuses.add(status);
      }
    }
    double confidence = rules.stream().mapToDouble(r -> r.when().minConfidence()).min().orElse(0);
    double hectares = rules.stream().mapToDouble(r -> r.when().minHectares()).min().orElse(0);
    AlertQuery query =
        new AlertQuery(
            Optional.empty(),
            statuses,
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            hectares,
            confidence,
            Optional.empty());
    return workspace.alerts().features(query).stream().map(Cues::alert).toList();
  }

  private static CueAlert alert(ObjectNode feature) {
    String id = feature.at("/properties/id").asText();
    return new CueAlert(
        id,
        feature.at("/properties/watch").asText(),
        feature.at("/properties/status").asText(),
        feature.at("/properties/confidence").asDouble(),
        feature.at("/properties/area_ha").asDouble(),
        GeoJsonReader.area(feature.path("geometry").toString(), "the outline of alert " + id));
  }

  /** Runs them after a watch has run, whose run it does not spoil; says what was ordered. */
  static void after(Workspace workspace, Consumer<String> said) {
    try {
      List<Cueing.Outcome> outcomes = run(workspace, Time.of(Instant.now()));
      if (!outcomes.isEmpty()) {
        long made = outcomes.stream().filter(o -> o.order().isPresent()).count();
        said.accept(made + " orders for alerts, " + (outcomes.size() - made) + " not made");
      }
    } catch (MissionException | AnalysisException | UncheckedIOException e) {
      said.accept("no orders for alerts: " + e.getMessage());
    }
  }
}
