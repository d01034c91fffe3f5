// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.app.console.ExitCode;

/** Satellites, stations and opportunities by command, on the constellation of made satellites. */
class MissionCommandsTest {

  @TempDir private Path folder;
  private Path workspace;
  private Path file;

  @BeforeEach
  void name() {
    workspace = folder.resolve("w");
    file = workspace.resolve("constellation.json");
  }

  private Answer add(Object what) {
    return Answer.of("satellite", "add", what, "--workspace", workspace);
  }

  private Answer search(Object... where) {
    Object[] all = new Object[where.length + 8];
    System.arraycopy(
        new Object[] {"opportunity", "search", "--workspace", workspace}, 0, all, 0, 4);
    System.arraycopy(new Object[] {"--from", "2026-04-14", "--days", "1"}, 0, all, 4, 4);
    System.arraycopy(where, 0, all, 8, where.length);
    return Answer.of(all);
  }

  @Test
  void aConstellationIsKept() {
    add("demo").done();
    Answer list = Answer.of("satellite", "list", "--workspace", workspace).done();
    assertThat(list.json()).hasSize(7);
    Answer stations = Answer.of("station", "list", "--workspace", workspace).done();
    assertThat(stations.json()).hasSize(3);
    assertThat(workspace).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void theDemoFliesTodayWhereThatIsAskedFor() {
    Answer.of("satellite", "add", "demo", "--today", "--workspace", workspace).done();
    String point = "71.4,51.1";
    Answer found =
        Answer.of(
                "opportunity",
                "search",
                "--point",
                point,
                "--days",
                7,
                "--min-sun",
                1,
                "--workspace",
                workspace)
            .done();
    assertThat(found.json()).isNotEmpty();
  }

  @Test
  void theOrbitsOfAFileAreNotMoved() throws IOException {
    Path one = Files.writeString(folder.resolve("one.json"), "{}");
    Answer.of("satellite", "add", one, "--today", "--workspace", workspace).usage().says("--today");
  }

  @Test
  void aSatelliteGoesOutAndComesIn() throws IOException {
    add("demo").done();
    String one = Answer.of("satellite", "show", "dala-1", "--workspace", workspace).done().out();
    Path shown = Files.writeString(folder.resolve("one.json"), one);
    workspace = folder.resolve("other");
    add(shown).done();
    Answer again = Answer.of("satellite", "show", "dala-1", "--workspace", workspace).done();
    assertThat(again.out()).isEqualTo(one);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                              | must be an object",
        "{\"members\":[                                   | is not JSON",
        "[]                                              | must be an object",
        "{\"members\":[],\"satellites\":[],\"stations\":[]}    | members must have at least 1"
      })
  void whatIsNoConstellationIsRefusedAndNothingIsLost(String text, String why) throws IOException {
    add("demo").done();
    String before = Files.readString(file);
    add(Files.writeString(folder.resolve("wrong.json"), text))
        .failed(ExitCode.NOT_VALID, "mission.CONSTELLATION")
        .says("The constellation", why);
    add("demo").failed(ExitCode.NOT_VALID, "mission.CONSTELLATION").says("two of the id dala-1");
    assertThat(file).hasContent(before);
  }

  @Test
  void filesThatAreNotThere() {
    add(folder.resolve("nope.json"))
        .failed(ExitCode.NOT_FOUND, "mission.NOT_FOUND")
        .says("nope.json does not exist");
    assertThat(file).doesNotExist();
    search("--point", "71.4,51.1").failed(ExitCode.NOT_FOUND, "mission.NOT_FOUND");
    add("demo").done();
    search("--point", "71.4,51.1", "--clouds", folder.resolve("nope.json"))
        .failed(ExitCode.NOT_FOUND, "mission.NOT_FOUND")
        .says("The cloud forecast", "does not exist");
    search("--aoi", folder.resolve("nope.geojson")).failed(ExitCode.NOT_FOUND, "file.NOT_FOUND");
  }

  @Test
  void opportunitiesOfAPointAndOfAnArea() throws IOException {
    add("demo").done();
    JsonNode rows = search("--point", "71.4,51.1", "--min-sun", "15").done().json();
    assertThat(rows)
        .isNotEmpty()
        .allSatisfy(row -> {
          assertThat(row.path("start").asText()).startsWith("2026-04-14T");
          assertThat(row.path("sun_elevation").asDouble()).isBetween(15.0, 90.0);
          assertThat(row.path("off_nadir").asDouble()).isBetween(0.0, 45.0);
        });
    Path area =
        Files.writeString(
            folder.resolve("area.geojson"),
            """
            {"type":"Polygon","coordinates":[[[70,50],[70.3,50],[70.3,50.2],[70,50.2],[70,50]]]}
            """);
    JsonNode strips = search("--aoi", area, "--format", "geojson").done().json();
    assertThat(strips.path("features"))
        .isNotEmpty()
        .allSatisfy(strip -> assertThat(strip.at("/geometry/type").asText()).isEqualTo("Polygon"));
  }

  @Test
  void whereIsSaidOnce() throws IOException {
    add("demo").done();
    search().usage().says("--point LON,LAT or --aoi FILE");
    search("--point", "71.4,51.1", "--aoi", "a.geojson").usage().says("one of them");
    search("--point", "71.4").usage().says("a longitude and a latitude");
    search("--point", "371,51").failed(ExitCode.USAGE, "mission.SETTING");
    Path crossing =
        Files.writeString(
            folder.resolve("crossing.geojson"),
            """
            {"type":"Polygon","coordinates":[[[70,50],[71,51],[71,50],[70,51],[70,50]]]}
            """);
    search("--aoi", crossing).failed(ExitCode.NOT_VALID, "analysis.AREA").says("crosses");
  }

  @Test
  void elementsThatAreTooOldAreRefused() {
    add("demo").done();
    Answer.of(
            "opportunity",
            "search",
            "--workspace",
            workspace,
            "--from",
            "2026-09-01",
            "--point",
            "71.4,51.1")
        .failed(ExitCode.NOT_VALID, "mission.ORBIT")
        .says("dala-1", "more than 30 are refused");
  }

  @Test
  void satellitesThatAreAddedAtOnceAreAllThere() throws Exception {
    add("demo").done();
    String one = Answer.of("satellite", "show", "dala-1", "--workspace", workspace).done().out();
    int threads = 8;
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      String text = one.replace("\"dala-1\"", "\"dala-1" + i + "\"");
      files.add(Files.writeString(folder.resolve(i + ".json"), text));
    }
    try (ExecutorService all = Executors.newFixedThreadPool(threads)) {
      List<Future<Answer>> answers = new ArrayList<>();
      for (Path each : files) {
        answers.add(all.submit(() -> add(each)));
      }
      for (Future<Answer> answer : answers) {
        answer.get().done();
      }
    }
    assertThat(Answer.of("satellite", "list", "--workspace", workspace).done().json())
        .hasSize(7 + threads);
  }

  @Test
  void aForecastIsKeptUsedAndForgotten() throws IOException {
    add("demo").done();
    Object[] show = {"forecast", "show", "--workspace", workspace};
    Answer.of(show).says("there is no cloud forecast");
    Path clouds =
        Files.writeString(
            folder.resolve("clouds.json"),
            """
            {"west":71,"south":51,"step":1,"columns":2,"rows":2,"start":"2026-04-14T00:00:00Z",
             "hours":24,"fraction":[[0.3,0.3,0.3,0.3],[0.3,0.3,0.3,0.3]]}
            """);
    Path wrong =
        Files.writeString(folder.resolve("wrong.json"), "{\"west\":71,\"south\":51,\"step\":0}");
    Answer.of("forecast", "set", clouds, "--workspace", workspace).done();
    Answer.of("forecast", "set", wrong, "--workspace", workspace)
        .says("The cloud forecast cannot be used: step must be a number");
    JsonNode kept = Answer.of(show).done().json().get(0);
    assertThat(kept.path("issued").asText()).isEqualTo("2026-04-14T00:00:00Z");
    assertThat(kept.path("end").asText()).isEqualTo("2026-04-15T00:00:00Z");
    assertThat(kept.path("east").asDouble()).isEqualTo(72);
    Answer found = search("--point", "71.4,51.1").done().says("made 2026-04-14T00:00:00Z");
    assertThat(found.json().get(0).path("cloud").asDouble()).isEqualTo(0.3);
    assertThat(search("--point", "71.4,51.1", "--max-cloud", "0.2").done().json()).isEmpty();
    Answer.of("forecast", "remove", "--workspace", workspace).done();
    assertThat(search("--point", "71.4,51.1").done().json().get(0).has("cloud")).isFalse();
    Answer.of("forecast", "remove", "--workspace", workspace).says("there is no cloud forecast");
  }
}
