// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.order.Attempt;
import org.sunqar.mission.order.Orders;

/** The history of an alert tells what became of the image that was ordered for it. */
class AlertOrdersTest {

  private static final String NOW = "2026-04-14T00:00:00Z";

  @TempDir Path folder;
  private Path workspace;

  @BeforeEach
  void name() {
    workspace = folder.resolve("w");
  }

  private Answer here(Object... command) {
    return Answer.of(
        Stream.concat(Stream.of(command), Stream.of("--workspace", workspace)).toArray());
  }

  /** An alert that a later scene confirms, and satellites. */
  private void raise() throws IOException {
    Path all = MadeScenes.series(folder.resolve("all"), 32);
    try (Stream<Path> scenes = Files.list(all)) {
      for (Path scene : scenes.toList()) {
        String name = scene.getFileName().toString();
        Path part = folder.resolve(name.compareTo("ndvi_20200915") < 0 ? "early" : "late");
        Files.createDirectories(part);
        Files.move(scene, part.resolve(name));
      }
    }
    here("import", folder.resolve("early"), "--collection", "land").done();
    here(
            "watch",
            "create",
            "north",
            "--collection",
            "land",
            "--index",
            "ndvi",
            "--order",
            "1",
            "--monitor-from",
            "2019-06-01")
        .done();
    here("watch", "run", "north").done();
    here("satellite", "add", "demo").done();
  }

  private JsonNode history() {
    return here("alert", "show", "north-0001").done().json().path("history");
  }

  private List<String> steps() {
    List<String> steps = new ArrayList<>();
    for (JsonNode entry : history()) {
      if (entry.path("kind").asText().equals("ordered")) {
        steps.add(entry.path("step").asText());
      }
    }
    return steps;
  }

  @Test
  void fromTheRuleToTheVerdictEachOnce() throws IOException {
    raise();
    here("cue", "add", "fires", "--member", "congo", "--status", "provisional,confirmed").done();
    for (int i = 0; i < 2; i++) {
      here("cue", "run", "--now", NOW).done();
      assertThat(steps()).containsExactly("ordered");
    }
    JsonNode first = history().get(1);
    assertThat(first.path("rule").asText()).isEqualTo("fires");
    assertThat(first.path("member").asText()).isEqualTo("congo");
    String id = first.path("order").asText();

    Orders orders = new Orders(workspace);
    Time time = Time.parse("2026-04-15T06:00:00Z");
    String request = orders.requests(time, time.plus(86_400)).getFirst().id();
    orders.planned(List.of(request), time);
    orders.acquired(request, "a1", time.plus(60));
    orders.product(
        "a1", new Attempt.Product("land", "scene", OptionalDouble.of(0.25)), time.plus(120));
    here("cue", "run", "--now", NOW).done();
    assertThat(steps()).containsExactly("ordered", "scheduled", "taken", "imported");
    assertThat(history().findValuesAsText("item")).containsExactly("scene");

    here("import", folder.resolve("late"), "--collection", "land").done();
    here("watch", "run", "north").done();
    here("cue", "run", "--now", NOW).done();
    assertThat(steps()).containsExactly("ordered", "scheduled", "taken", "imported", "confirmed");
    JsonNode verdict = history().get(history().size() - 1);
    assertThat(verdict.path("order").asText()).isEqualTo(id);
    JsonNode confirmed = history().get(verdict.path("entry").asInt() - 1);
    assertThat(confirmed.path("kind").asText()).isEqualTo("confirmed");
    assertThat(here("alert", "show", "north-0001", "--format", "table").done().out())
        .contains("ordered by mission: order " + id);
  }

  @Test
  void aPersonOrdersAndTakesItBack() throws IOException {
    raise();
    Path feature =
        Files.writeString(
            folder.resolve("order.geojson"),
            """
            {"type":"FeatureCollection","features":[{"type":"Feature",
             "geometry":{"type":"Point","coordinates":[71.4,51.1]},
             "properties":{"member":"mongolia","origin":"alert north-0001"}}]}
            """);
    JsonNode made =
        here("order", "create", "--features", feature, "--now", NOW).done().json().get(0);
    here("order", "cancel", made.path("id").asText(), "--reason", "no need", "--now", NOW).done();
    assertThat(steps()).containsExactly("ordered", "user_cancelled");
    assertThat(history().get(1).path("by").asText()).isEqualTo("mongolia");
    assertThat(history().get(2).path("reason").asText()).isEqualTo("no need");
  }
}
