// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.app.console.ExitCode;

/** Orders and rules by command, on the constellation of made satellites, in April 2026. */
class OrderCommandsTest {

  @TempDir private Path folder;

  @BeforeEach
  void bringSatellites() {
    Answer.of("satellite", "add", "demo", "--workspace", folder).done();
  }

  private Answer run(Object... arguments) {
    Object[] all = Arrays.copyOf(arguments, arguments.length + 2, Object[].class);
    all[arguments.length] = "--workspace";
    all[arguments.length + 1] = folder;
    return Answer.of(all);
  }

  private Answer create(String... more) {
    Object[] all = new Object[more.length + 6];
    System.arraycopy(
        new Object[] {"order", "create", "--now", "2026-04-14", "--format", "json"}, 0, all, 0, 6);
    System.arraycopy(more, 0, all, 6, more.length);
    return run(all);
  }

  @Test
  void anOrderIsGivenShownAndTakenBack() {
    JsonNode made =
        create("--member", "congo", "--point", "15.3,-4.3", "--mode", "ms", "--name", "Kinshasa")
            .done()
            .json()
            .get(0);
    assertThat(made.path("state").asText()).isEqualTo("accepted");
    assertThat(made.path("opportunities").asInt()).isPositive();
    assertThat(made.path("first").asText()).startsWith("2026-04-1");
    String id = made.path("id").asText();
    assertThat(run("order", "show", id).done().json().at("/image/mode").asText()).isEqualTo("MS");
    run("order", "cancel", id, "--reason", "cloudy season").done();
    JsonNode list = run("order", "list", "--state", "user_cancelled").done().json();
    assertThat(list).hasSize(1);
    assertThat(list.get(0).path("reason").asText()).isEqualTo("cloudy season");
    run("order", "cancel", id).failed(ExitCode.CONFLICT, "mission.CONFLICT");
    run("order", "show", "order-9").failed(ExitCode.NOT_FOUND, "mission.NOT_FOUND");
  }

  /** In a folder that has satellites and orders and no scenes yet. */
  @Test
  void ordersArePlannedJudgedTakenAndDone() {
    create("--member", "congo", "--point", "15.3,-4.3", "--mode", "ms").done();
    String[] make = {"plan", "make", "--now", "2026-04-14", "--iterations", "1000"};
    run((Object[]) make).done();
    JsonNode images = run("plan", "show", "--format", "json").done().json();
    assertThat(images.findValuesAsText("request")).containsExactly("order-000001/0/0");
    JsonNode why = run("plan", "explain", "order-000001", "--format", "json").done().json();
    assertThat(why.get(0).path("reason").asText()).isEqualTo("PLANNED");
    create("--member", "mongolia", "--point", "106.9,47.9", "--priority", "emergency").done();
    String[] insert = Arrays.copyOf(make, make.length + 1);
    insert[make.length] = "--emergency";
    run((Object[]) insert).done();
    JsonNode changes = run("plan", "diff", "--format", "json").done().json();
    assertThat(changes.findValuesAsText("change")).containsExactly("added");
    assertThat(changes.findValuesAsText("request")).containsExactly("order-000002/0/0");
    run("plan", "check").done();
    run("mission", "simulate", "--hours", "48", "--failures", "0").done();
    assertThat(run("order", "list", "--state", "completed").done().json()).hasSize(2);
    run("plan", "show", "7").failed(ExitCode.NOT_FOUND, "mission.NOT_FOUND");
  }

  @Test
  void eachFeatureIsAnOrderAndSaysWhatTheOptionsDoNot() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("targets.geojson"),
            """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","geometry":{"type":"Point","coordinates":[15.3,-4.3]},
             "properties":{"name":"a","member":"congo","priority":"emergency","max_cloud":0.3}},
            {"type":"Feature","geometry":{"type":"Polygon","coordinates":
             [[[70,50],[70.2,50],[70.2,50.1],[70,50.1],[70,50]]]},"properties":{"name":"b"}}]}
            """);
    String[] options = {"--member", "mongolia", "--features", file.toString(), "--min-sun", "20"};
    String[] dry = Arrays.copyOf(options, options.length + 1);
    dry[options.length] = "--dry-run";
    assertThat(create(dry).done().json()).hasSize(2);
    assertThat(run("order", "list", "--format", "json").done().json()).isEmpty();
    assertThat(create(options).done().json().findValuesAsText("member"))
        .containsExactly("congo", "mongolia");
    assertThat(run("order", "list", "--priority", "emergency").done().json()).hasSize(1);
    JsonNode features = run("order", "list", "--format", "geojson").done().json().path("features");
    assertThat(features.get(1).at("/geometry/type").asText()).isEqualTo("Polygon");
    assertThat(features.get(1).at("/properties/parts").asInt()).isPositive();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--member mars --point 15,-4 | There is no member \"mars\"",
        "--point 15,-4 | say who orders",
        "--member congo | say where",
        "--member congo --point 15,-4 --to 2026-04-01 | not after its start",
        "--member congo --point 15,-4 --from 2026-03-01 --to 2026-04-01 | before now",
        "--member congo --point 15,-4 --max-off-nadir -3 | leave nothing",
        "--member congo --point 15,-4 --max-cloud 7 | between 0 and 1",
        "--member congo --point 15,-4 --tries 0 | is tried 1 to 100 times",
        "--member congo --point 15,-4 --value -1 | must be above 0",
        "--member congo --point 15,-4 --every 0 | every so many days",
        "--member congo --point 15,99 | no point of the Earth",
        "--member congo --point 271,4 | no point of the Earth",
        "--member congo --point 15,-4 --days 400 | longer than 366 days",
        "--member congo --point 15,-4 --days 1e9 | too far away",
      })
  void badOrdersAreRefused(String options, String reason) {
    Answer answer = create(options.split(" "));
    assertThat(answer.code()).as(answer.out()).isNotZero();
    answer.says(reason);
    assertThat(run("order", "list", "--format", "json").done().json()).isEmpty();
  }

  @Test
  void whatNoneCanDoIsRejected() {
    JsonNode made =
        create("--member", "congo", "--point", "15.3,-4.3", "--max-gsd", "0.1").done().json();
    assertThat(made.get(0).path("state").asText()).isEqualTo("rejected");
    assertThat(made.get(0).path("reason").asText()).startsWith("No satellite sees");
  }

  @Test
  void rulesAreMadeAndRemoved() {
    run("cue", "add", "fires", "--member", "congo")
        .failed(ExitCode.NOT_FOUND, "analysis.NOT_FOUND");
    Answer wrong = run("cue", "add", "fires", "--member", "mars").says("there is no member mars");
    assertThat(wrong.code()).isEqualTo(ExitCode.USAGE);
    run("cue", "remove", "fires").failed(ExitCode.NOT_FOUND, "mission.NOT_FOUND");
    assertThat(run("cue", "list", "--format", "json").done().json()).isEmpty();
  }
}
