// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.app.console.ExitCode;

/** {@code sunqar item}, {@code collection} and {@code catalog} on an imported series. */
class CatalogCommandsTest {

  /** 58 scenes from 2016-01-03 to 2020-12-31, near 15 degrees east. */
  private static final int SCENES = 58;

  @TempDir Path folder;
  private Path workspace;

  @BeforeEach
  void imported() throws IOException {
    Path scenes = MadeScenes.series(folder.resolve("scenes"), 32);
    workspace = folder.resolve("w");
    call("import", scenes, "--collection", "land").done();
  }

  @Test
  void itemsAreFoundNewestFirst() {
    List<String> ids = ids(call("item", "search", "--collection", "land").done());
    assertThat(ids).hasSize(SCENES).isSortedAccordingTo(java.util.Comparator.reverseOrder());
    assertThat(call("item", "search", "--count").done().out().strip()).isEqualTo("" + SCENES);
    Answer three = call("item", "search", "--limit", "3", "--format", "ndjson").done();
    assertThat(three.lines()).hasSize(3);
    assertThat(three.err()).contains("these are the first 3");
    assertThat(call("item", "search", "--limit", "0").done().err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--datetime | 2016-01-01/2016-12-31 | 11",
        "--datetime | 2021-01-01/.. | 0",
        "--filter | datetime < TIMESTAMP('2017-01-01T00:00:00Z') | 11",
        "--filter | collection = 'sea' | 0",
        "--collection | sea,land | 58"
      })
  void conditionsNarrow(String option, String value, String count) {
    int found =
        Integer.parseInt(call("item", "search", option, value, "--count").done().out().strip());
    if (count.equals("11")) {
      assertThat(found).isBetween(10, 13);
    } else {
      assertThat(found).hasToString(count);
    }
  }

  @Test
  void aBoxOfFourNumbersInEitherWriting() {
    JsonNode item = call("item", "search", "--limit", "1").json().get("features").get(0);
    double west = item.get("bbox").get(0).asDouble();
    double south = item.get("bbox").get(1).asDouble();
    String box = west + "," + south + "," + (west + 0.001) + "," + (south + 0.001);
    assertThat(call("item", "search", "--count", "--bbox", box).out().strip()).isEqualTo("58");
    assertThat(
            call("item", "search", "--count", "--bbox", west - 2, south - 2, west - 1, south - 1)
                .out()
                .strip())
        .isEqualTo("0");
    call("item", "search", "--bbox", "1,2,3").usage().says("4 numbers");
    call("item", "search", "--bbox", "1,20,3,4").usage().says("west, south, east and north");
  }

  @Test
  void anItemIsShownAndDeleted() {
    String id = ids(call("item", "search", "--limit", "1")).getFirst();
    JsonNode item = call("item", "get", "land", id).done().json();
    assertThat(item.get("type").asText()).isEqualTo("Feature");
    assertThat(item.at("/assets").elements().next().get("href").asText()).startsWith("file:///");
    call("item", "get", "land", "nothing").failed(ExitCode.NOT_FOUND, "file.NOT_FOUND");
    assertThat(call("item", "delete", "land", id, "--dry-run").done().out())
        .contains("would be deleted");
    assertThat(call("item", "delete", "land", id, "nothing").code())
        .isEqualTo(ExitCode.PARTLY_DONE);
    assertThat(call("item", "delete", "land", id).code()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(call("item", "search", "--count").out().strip()).isEqualTo("" + (SCENES - 1));
  }

  @Test
  void aCollectionIsMadeChangedAndDeleted() throws IOException {
    call("collection", "create", "sea", "--title", "Sea", "--license", "CC-BY-4.0").done();
    JsonNode sea = call("collection", "show", "sea").done().json();
    assertThat(sea.get("title").asText()).isEqualTo("Sea");
    assertThat(sea.get("license").asText()).isEqualTo("CC-BY-4.0");
    Path file = Files.writeString(folder.resolve("c.json"), sea.toString());
    call("collection", "create", "--file", file, "--description", "All of it").done();
    JsonNode changed = call("collection", "show", "sea").done().json();
    assertThat(changed.get("description").asText()).isEqualTo("All of it");
    assertThat(changed.get("title").asText()).isEqualTo("Sea");
    call("collection", "create").usage();

    call("collection", "delete", "land").failed(ExitCode.CONFLICT, "file.EXISTS").says("58 items");
    call("collection", "delete", "land", "--items").done();
    call("collection", "delete", "land").failed(ExitCode.NOT_FOUND, "file.NOT_FOUND");
    assertThat(call("item", "search", "--count").out().strip()).isEqualTo("0");
  }

  @Test
  void theCatalogueIsCounted() {
    JsonNode stats = call("catalog", "stats").done().json();
    assertThat(stats).hasSize(1);
    assertThat(stats.get(0).get("items").asInt()).isEqualTo(SCENES);
    assertThat(stats.get(0).get("from").asText()).startsWith("2016-01-03");
    assertThat(stats.get(0).get("years").asText()).startsWith("2016=").contains("2020=");
  }

  @Test
  void aBackupBecomesAWorkspace() {
    Path file = folder.resolve("copies/land.sqlite");
    call("catalog", "backup", file).done();
    call("catalog", "backup", file).failed(ExitCode.CONFLICT, "file.EXISTS");
    call("item", "delete", "land", ids(call("item", "search", "--limit", "1")).getFirst()).done();
    Path restored = folder.resolve("restored");
    Answer.of("catalog", "restore", file, "--workspace", restored).done();
    Answer.of("catalog", "restore", file, "--workspace", restored)
        .failed(ExitCode.CONFLICT, "file.EXISTS");
    assertThat(Answer.of("item", "search", "--count", "--workspace", restored).out().strip())
        .isEqualTo("" + SCENES);
  }

  @Test
  void theCatalogueMovesToPostgisAndBack() throws Exception {
    String postgis = org.sunqar.catalog.PostgresServer.shared().newDatabase();
    call("catalog", "copy", "--to", postgis).done().says(SCENES + " items are in");
    Files.writeString(workspace.resolve("sunqar.toml"), "catalog = \"" + postgis + "\"\n");
    String id = ids(call("item", "search", "--limit", "1")).getFirst();
    call("item", "delete", "land", id).done();
    assertThat(call("item", "search", "--count").out().strip()).isEqualTo("" + (SCENES - 1));
    Path file = folder.resolve("land.sqlite");
    call("catalog", "backup", file).done();
    Path restored = folder.resolve("restored");
    Answer.of("catalog", "restore", file, "--workspace", restored).done();
    assertThat(Answer.of("item", "search", "--count", "--workspace", restored).out().strip())
        .isEqualTo("" + (SCENES - 1));
    call("catalog", "copy", "--to", postgis).usage().says("source and target are both");
  }

  @Test
  void aLostFileIsFoundByTheCheck() throws IOException {
    assertThat(call("catalog", "check").done().json()).isEmpty();
    JsonNode item = call("item", "search", "--limit", "1").json().get("features").get(0);
    Path file = null;
    for (JsonNode asset : item.get("assets")) {
      if (asset.get("href").asText().endsWith(".tif")) {
        file = Path.of(java.net.URI.create(asset.get("href").asText()));
      }
    }
    Files.delete(java.util.Objects.requireNonNull(file));
    Answer check = call("catalog", "check", "--restart");
    assertThat(check.code()).isEqualTo(ExitCode.PARTLY_DONE);
    assertThat(check.json()).hasSize(1);
    assertThat(check.json().get(0).get("problem").asText()).isEqualTo("missing");
    assertThat(check.json().get(0).get("item")).isEqualTo(item.get("id"));
  }

  @Test
  void aWrongFilterIsToldWhereItIsWrong() {
    call("item", "search", "--filter", "eo:cloud_cover <")
        .failed(ExitCode.USAGE, "catalog.INVALID");
  }

  private static List<String> ids(Answer answer) {
    List<String> ids = new ArrayList<>();
    answer.done().json().get("features").forEach(item -> ids.add(item.get("id").asText()));
    return ids;
  }

  private Answer call(Object... words) {
    List<Object> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--workspace", workspace));
    return Answer.of(all.toArray());
  }
}
