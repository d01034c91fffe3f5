// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.app.console.ExitCode;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.tiff.GeoTiff;

/** The commands as a user calls them, from scenes to the report. */
class CommandsTest {

  private static final int SCENES = 58;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "demo",
        "demo mission",
        "import",
        "collection",
        "collection list",
        "collection show",
        "collection create",
        "collection delete",
        "item",
        "item search",
        "item get",
        "item delete",
        "catalog",
        "catalog stats",
        "catalog copy",
        "catalog backup",
        "catalog restore",
        "serve",
        "key",
        "key create",
        "export",
        "import stac",
        "import items",
        "catalog check",
        "config",
        "config show",
        "watch",
        "watch create",
        "watch list",
        "watch show",
        "watch run",
        "watch delete",
        "watch try",
        "watch evaluate",
        "watch export",
        "watch import",
        "watch subscribe",
        "watch subscribers",
        "watch unsubscribe",
        "alert",
        "alert list",
        "alert show",
        "alert review",
        "alert confirm",
        "alert reject",
        "alert audit",
        "alert export",
        "alert deliver",
        "alert deliveries",
        "alert redeliver",
        "alert drop",
        "report",
        "simulate",
        "satellite",
        "satellite list",
        "satellite show",
        "satellite add",
        "station",
        "station list",
        "station add",
        "opportunity",
        "opportunity search",
        "forecast",
        "forecast set",
        "forecast show",
        "forecast remove",
        "order",
        "cue",
        "cue add",
        "cue list",
        "cue remove",
        "cue run",
        "order cancel",
        "order create",
        "order list",
        "order show",
        "series",
        "series detect",
        "plan",
        "plan make",
        "plan show",
        "plan diff",
        "plan check",
        "plan explain",
        "plan solve",
        "mission",
        "mission simulate",
        "raster",
        "raster info",
        "raster validate",
        "raster checksum",
        "raster stats",
        "raster convert",
        "raster overview",
        "raster warp",
        "raster mosaic",
        "raster clip",
        "raster calc",
        "raster tile",
        "raster preview",
        "raster vectorize",
        "raster rasterize"
      })
  void helpExplainsEachCommandWithAnExample(String command) {
    Stream<String> words = command.isEmpty() ? Stream.of() : Stream.of(command.split(" "));
    Answer help = Answer.of(Stream.concat(words, Stream.of("--help")).toArray()).done();
    assertThat(help.err()).isEmpty();
    assertThat(help.out()).contains("Usage: sunqar" + (command.isEmpty() ? "" : " " + command));
    assertThat(help.lines()).anyMatch(line -> line.startsWith("  sunqar "));
  }

  @Test
  void theMainHelpNamesAllCommandsAndExitCodes() {
    assertThat(Answer.of().done().out())
        .contains("import", "watch", "alert", "report", "simulate", "series", "demo")
        .contains("5 conflict")
        .contains("8 did not validate");
    assertThat(Answer.of("--version").done().out()).startsWith("Sunqar ");
  }

  @Test
  void fromScenesToTheReport() throws IOException {
    Path scenes = MadeScenes.series(folder.resolve("scenes"), 32);
    Path workspace = folder.resolve("w");
    Answer first = Answer.of("import", scenes, "--collection", "land", "--workspace", workspace);
    assertThat(first.done().json()).hasSize(SCENES);
    assertThat(first.json()).allMatch(row -> row.get("status").asText().equals("added"));
    assertThat(first.err()).contains(SCENES + " added, 0 already there, 0 rejected");
    Answer second = Answer.of("import", scenes, "--collection", "land", "--workspace", workspace);
    assertThat(second.done().err()).contains("0 added, " + SCENES + " already there, 0 rejected");

    JsonNode collection = Answer.of("collection", "list", "--workspace", workspace).json().get(0);
    assertThat(collection.toString())
        .isEqualTo(
            "{\"id\":\"land\",\"scenes\":58,\"from\":\"2016-01-03\",\"to\":\"2020-12-31\",\"bands\":\"ndvi\"}");

    Answer none = Answer.of("watch", "run", "north", "--workspace", workspace);
    none.failed(ExitCode.NOT_FOUND, "analysis.NOT_FOUND").says("'north'");
    create(workspace, "2019-06-01").done();
    create(workspace, "2019-06-01").done();
    create(workspace, "2019-06-02")
        .failed(ExitCode.CONFLICT, "analysis.CONFLICT")
        .says("'north' exists with other settings");
    Answer.of("report", "north", "--workspace", workspace)
        .failed(ExitCode.NOT_FOUND, "analysis.NOT_FOUND")
        .says("has not run yet");

    JsonNode run = Answer.of("watch", "run", "north", "--workspace", workspace).json().get(0);
    assertThat(run.get("scenes").asInt()).isEqualTo(SCENES);
    assertThat(run.get("alerts").asInt()).isEqualTo(1);
    assertThat(run.get("alert_area_ha").asDouble()).isBetween(5.5, 7.5);
    Path maps = Path.of(run.get("folder").asText());
    assertThat(RunFolders.completeRuns(workspace, "north")).containsExactly(maps);
    assertBreaksAreInTheClearing(maps.resolve("break_date.tif"));

    assertAlerts(workspace);
    assertReport(workspace, maps);

    JsonNode watch = Answer.of("watch", "list", "--workspace", workspace).json().get(0);
    assertThat(watch.get("name").asText()).isEqualTo("north");
    assertThat(watch.get("alerts").asInt()).isEqualTo(1);
    JsonNode shown = Answer.of("watch", "show", "north", "--workspace", workspace).json();
    assertThat(shown.get("monitor_from").asText()).isEqualTo("2019-06-01");
    assertThat(shown.at("/detector/order").asInt()).isEqualTo(1);
    Answer.of("watch", "delete", "north", "--workspace", workspace).done();
    Answer.of("watch", "delete", "north", "--workspace", workspace)
        .failed(ExitCode.NOT_FOUND, "analysis.NOT_FOUND");
    assertThat(Answer.of("watch", "list", "--workspace", workspace).json()).isEmpty();
    assertThat(Answer.of("alert", "list", "--workspace", workspace).json().get("features"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<img alt='a' src='https://example.org/a.png'>",
        "<image width='3' href=\"map.png\"/>",
        "<link rel='stylesheet' href='page.css'>",
        "<style>body { background: url(a.png); }</style>",
        "<style>@import \"a.css\";</style>"
      })
  void aPageThatLoadsSomethingIsNotSelfContained(String loading) throws IOException {
    String whole = "<!DOCTYPE html><svg><image href=\"data:image/png;base64,AA\"/></svg>%s</html>";
    Path page =
        Files.writeString(folder.resolve("page.html"), whole.formatted("<a href='x'>x</a>"));
    RunFolders.assertSelfContained(page);
    Files.writeString(page, whole.formatted(loading));
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> RunFolders.assertSelfContained(page))
        .isInstanceOf(AssertionError.class);
  }

  private static Answer create(Path workspace, String monitorFrom) {
    return Answer.of(
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
        monitorFrom,
        "--workspace",
        workspace);
  }

  private static void assertBreaksAreInTheClearing(Path breakDates) {
    try (GeoTiff days = GeoTiff.open(breakDates)) {
      assertThat(days.grid()).isEqualTo(MadeScenes.GRID);
      Window clearing = MadeScenes.CLEARING;
      var block = days.read(clearing, 1);
      long first = MadeScenes.CLEARED.toEpochDay();
      int found = 0;
      for (int i = 0; i < block.size(); i++) {
        found += block.get(i) >= first && block.get(i) <= first + 120 ? 1 : 0;
      }
      assertThat(found).isGreaterThan(block.size() * 8 / 10);
    }
  }

  private static void assertAlerts(Path workspace) throws IOException {
    Object[] list = {"alert", "list", "--watch", "north", "--workspace", workspace, "--format"};
    JsonNode json = alerts(list, "json").json();
    assertThat(json.get("type").asText()).isEqualTo("FeatureCollection");
    assertThat(alerts(list, "geojson").json()).isEqualTo(json);
    JsonNode feature = json.get("features").get(0);
    assertThat(json.get("features")).hasSize(1);
    assertThat(feature.at("/geometry/type").asText()).isEqualTo("Polygon");
    JsonNode properties = feature.get("properties");
    assertThat(properties.get("magnitude").asDouble()).isBetween(-0.7, -0.4);
    assertThat(LocalDate.parse(properties.get("first_date").asText()))
        .isBetween(MadeScenes.CLEARED, MadeScenes.CLEARED.plusDays(40));

    List<String> ndjson = alerts(list, "ndjson").lines();
    assertThat(ndjson).hasSize(1);
    assertThat(new ObjectMapper().readTree(ndjson.getFirst())).isEqualTo(feature);

    List<String> csv = alerts(list, "csv").lines();
    assertThat(csv).hasSize(2);
    assertThat(csv.getFirst())
        .startsWith("WKT,id,watch,first_date,confirmed_date,area_ha,pixels,magnitude");
    assertThat(csv.getLast()).startsWith("\"POLYGON").contains(",north-0001,north,");
    assertThat(csv.getLast().replaceAll("\"[^\"]*\"", "").split(",", -1))
        .hasSameSizeAs(csv.getFirst().split(","));

    List<String> table = alerts(list, "table").lines();
    assertThat(table).hasSize(2);
    assertThat(table.getFirst()).startsWith("id ").contains("first_date", "area_ha", "confidence");
    assertThat(table.getLast()).startsWith("north-0001 ");
    Object[] auto = java.util.Arrays.copyOf(list, list.length - 1);
    assertThat(Answer.onTerminal(auto).lines()).isEqualTo(table);
    assertThat(Answer.of(auto).json()).isEqualTo(json);
  }

  private static Answer alerts(Object[] list, String format) {
    return Answer.of(Stream.concat(Stream.of(list), Stream.of(format)).toArray()).done();
  }

  private void assertReport(Path workspace, Path maps) throws IOException {
    Answer usual = Answer.of("report", "north", "--workspace", workspace).done();
    Path page = maps.resolve("report.html");
    assertThat(usual.out().strip()).isEqualTo(page.toString());
    RunFolders.assertSelfContained(page);
    assertThat(Files.readString(page)).contains("<title>Watch north</title>", "6.48");
    Path elsewhere = folder.resolve("elsewhere.html");
    Answer.of("report", "north", "--workspace", workspace, "--out", elsewhere).done();
    RunFolders.assertSelfContained(elsewhere);
  }
}
