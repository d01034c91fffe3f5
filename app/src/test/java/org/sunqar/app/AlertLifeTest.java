// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.app.console.ExitCode;

/** An alert from its first scene to the audit, as a user and a receiver of webhooks see it. */
class AlertLifeTest {

  @TempDir Path folder;
  private Path workspace;
  private HttpServer receiver;
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private final AtomicReference<Runnable> onEvent = new AtomicReference<>(() -> {});

  @BeforeEach
  void start() throws IOException {
    workspace = folder.resolve("w");
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext("/", this::receive);
    receiver.start();
    Path all = MadeScenes.series(folder.resolve("all"), 32);
    // the clearing of May 2020 is on four scenes of these
    try (Stream<Path> scenes = Files.list(all)) {
      for (Path scene : scenes.toList()) {
        String name = scene.getFileName().toString();
        Path part = folder.resolve(name.compareTo("ndvi_20200915") < 0 ? "early" : "late");
        Files.createDirectories(part);
        Files.move(scene, part.resolve(name));
      }
    }
    load("early");
  }

  @AfterEach
  void stop() {
    receiver.stop(0);
  }

  private void receive(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    events.add(new ObjectMapper().readTree(body));
    onEvent.get().run();
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  private String hook() {
    return "http://127.0.0.1:" + receiver.getAddress().getPort() + "/";
  }

  private void load(String part) {
    Answer.of("import", folder.resolve(part), "--collection", "land", "--workspace", workspace)
        .done();
  }

  private Answer create(String name, Object... more) {
    Object[] usual = {
      "watch",
      "create",
      name,
      "--collection",
      "land",
      "--index",
      "ndvi",
      "--order",
      "1",
      "--monitor-from",
      "2019-06-01",
      "--workspace",
      workspace
    };
    return Answer.of(Stream.concat(Stream.of(usual), Stream.of(more)).toArray());
  }

  private Answer here(Object... command) {
    return Answer.of(
        Stream.concat(Stream.of(command), Stream.of("--workspace", workspace)).toArray());
  }

  private JsonNode properties(String id) {
    return here("alert", "show", id).done().json().get("properties");
  }

  @Test
  void fromTheFirstSceneToTheAudit() throws IOException {
    create("north").done();
    here("watch", "subscribe", "north", "--webhook", hook(), "--secret", "s").done();
    assertThat(here("watch", "subscribers", "north").done().out())
        .contains(hook(), "stored")
        .doesNotContain("\"s\"");
    JsonNode run = here("watch", "run", "north").done().json().get(0);
    assertThat(run.get("new").asInt()).isEqualTo(1);
    JsonNode first = properties("north-0001");
    assertThat(first.get("review").asText()).isEqualTo("new");
    load("late");
    run = here("watch", "run", "north").done().json().get(0);
    assertThat(run.get("new").asInt()).isZero();
    assertThat(run.get("alerts").asInt()).isEqualTo(1);
    JsonNode later = properties("north-0001");
    assertThat(later.get("status").asText()).isEqualTo("confirmed");
    assertThat(later.get("created")).isEqualTo(first.get("created"));
    assertThat(later.get("last_seen").asText()).isGreaterThan(first.get("last_seen").asText());

    here("alert", "review", "north-0001", "--by", "ana").done();
    here("alert", "reject", "north-0001", "--reason", "fog").usage().says("fog");
    here("alert", "confirm", "north-0001", "--by", "ana", "--note", "seen on the ground").done();
    here("alert", "reject", "north-0001", "--reason", "water_level")
        .failed(ExitCode.CONFLICT, "analysis.CONFLICT")
        .says("alert north-0001 cannot be rejected: it is confirmed");
    here("alert", "audit", "north-0001", "--by", "bo").done();
    here("alert", "confirm", "north-0009").failed(ExitCode.NOT_FOUND, "analysis.NOT_FOUND");
    here("alert", "deliver").done();
    JsonNode shown = here("alert", "show", "north-0001").done().json();
    assertThat(shown.at("/recipe/detector/name").asText()).isEqualTo("bfast-monitor");
    List<String> numbers = shown.get("history").findValuesAsText("number");
    // every entry was told, once, in order
    assertThat(events)
        .extracting(event -> event.get("id").asText())
        .containsExactlyElementsOf(numbers.stream().map(n -> "north-0001." + n).toList());
    assertThat(shown.get("history").get(numbers.size() - 2).get("note").asText())
        .isEqualTo("seen on the ground");
    assertThat(here("alert", "show", "north-0001", "--format", "table").done().lines())
        .anyMatch(line -> line.contains("reviewed by bo: review audited"));
    assertLists();
    assertExports();
  }

  private void assertLists() {
    assertThat(here("alert", "list", "--review", "audited").done().json().get("features"))
        .hasSize(1);
    assertThat(here("alert", "list", "--review", "new").done().json().get("features")).isEmpty();
    assertThat(here("alert", "list", "--min-area", "100").done().json().get("features")).isEmpty();
    assertThat(here("alert", "list", "--bbox", "0,0,1,1").done().json().get("features")).isEmpty();
    assertThat(
            here("alert", "list", "--sort=-probability,id", "--limit", "1")
                .done()
                .json()
                .get("features"))
        .hasSize(1);
    here("alert", "list", "--limit", "0").usage().says("1 or more");
    here("alert", "list", "--bbox", "0,0,1").usage().says("west,south,east,north");
    assertThat(here("alert", "list", "--status", "retracted,merged").done().json().get("features"))
        .isEmpty();
  }

  private void assertExports() throws IOException {
    assertThat(here("alert", "export", "north-0001", "--format", "cap").done().out())
        .contains("<msgType>Update</msgType>", "<certainty>Observed</certainty>");
    Path messages = folder.resolve("messages");
    Files.createDirectories(messages);
    here("alert", "export", "--format", "cap", "--out", messages).done();
    assertThat(messages.resolve("north-0001.cap")).content().contains("<polygon>");
    assertThat(here("alert", "export", "--format", "georss").done().out())
        .contains("<georss:polygon>", "north-0001");
    assertThat(here("alert", "export", "--format", "csv").done().lines()).hasSize(2);
    Path layer = folder.resolve("alerts.gpkg");
    here("alert", "export", "--format", "gpkg", "--out", layer).done();
    assertThat(Files.readAllBytes(layer))
        .startsWith("SQLite format 3".getBytes(StandardCharsets.US_ASCII));
    here("alert", "export", "--format", "gpkg").usage().says("name it by --out");
  }

  @Test
  void aWatchIsHandedOn() throws IOException {
    create("north").done();
    here("watch", "run", "north").done();
    Path out = folder.resolve("handed");
    here("watch", "export", "north", "--out", out).done();
    assertThat(out.resolve("watch.json")).exists();
    assertThat(out.resolve("break_date.tif")).exists();
    assertThat(out.resolve("alerts.geojson")).content().contains("north-0001");
    here("watch", "export", "north", "--out", out).failed(ExitCode.CONFLICT, "analysis.CONFLICT");
    here("watch", "export", "north", "--out", out, "--overwrite").done();
    String settings = here("watch", "show", "north").done().out();
    here("watch", "delete", "north").done();
    here("watch", "import", out.resolve("watch.json")).done();
    assertThat(here("watch", "show", "north").done().out()).isEqualTo(settings);
    here("watch", "import", out.resolve("watch.json"), "--name", "south").done();
    here("watch", "import", out.resolve("watch.json"), "--collection", "none")
        .failed(ExitCode.NOT_FOUND, "analysis.NOT_FOUND");
    here("watch", "import", out.resolve("break_date.tif"))
        .failed(ExitCode.USAGE, "analysis.SETTING")
        .says("is not a watch");
    Path other = Files.writeString(folder.resolve("other.json"), "{\"name\":\"x\"}");
    here("watch", "import", other)
        .failed(ExitCode.USAGE, "analysis.SETTING")
        .says("settings are missing");
  }

  @Test
  void aRuleIsTriedBeforeItIsSwitchedOn() {
    JsonNode trial = create("north", "--dry-run", "--format", "json").done().json().get(0);
    assertThat(trial.get("raised").asInt()).isEqualTo(1);
    Path page = Path.of(trial.get("report").asText());
    assertThat(page).content().contains("<title>");
    page.toFile().deleteOnExit();
    assertThat(page.toFile().delete()).isTrue();
    assertThat(here("watch", "list").done().json()).isEmpty();
    create("north").done();
    Path report = folder.resolve("trial.html");
    Answer tried =
        here(
            "watch",
            "try",
            "north",
            "--from",
            "2020-01-01",
            "--to",
            "2020-09-01",
            "--runs",
            3,
            "--out",
            report);
    tried.done().says("this would have raised 1 alert between 2020-01-01 and 2020-09-01");
    assertThat(report).exists();
    assertThat(here("alert", "list").done().json().get("features")).isEmpty();
    assertThat(workspace.resolve("watches/north/runs")).doesNotExist();
    here("watch", "try", "north", "--to", "2018-01-01")
        .failed(ExitCode.USAGE, "analysis.SETTING")
        .says("2018-01-01");
  }

  @Test
  void rulesKeepAlertsOut() throws IOException {
    String west = "[[[27.924,-13.6],[27.926,-13.6],[27.926,-13.5],[27.924,-13.5],[27.924,-13.6]]]";
    Path mask = folder.resolve("mask.geojson");
    Files.writeString(mask, "{\"type\":\"Polygon\",\"coordinates\":" + west + "}");
    create("masked", "--mask", mask).done();
    create("sure", "--min-confidence", "0.999").done();
    create("all", "--quiet-days", "30").done();
    for (String watch : List.of("masked", "sure", "all")) {
      JsonNode run = here("watch", "run", watch).done().json().get(0);
      assertThat(run.get("alerts").asInt()).as(watch).isEqualTo(watch.equals("all") ? 1 : 0);
    }
    assertThat(here("watch", "show", "masked").done().json().get("masks")).hasSize(1);
    create("bad", "--min-confidence", "2").failed(ExitCode.USAGE, "analysis.SETTING");
    create("bad", "--mask", folder.resolve("no.tif"))
        .failed(ExitCode.NOT_FOUND, "raster.NOT_FOUND");
    // the header is whole, the pixels are not
    Path scene;
    try (Stream<Path> scenes = Files.list(folder.resolve("early"))) {
      scene = scenes.filter(file -> file.toString().endsWith(".tif")).findFirst().orElseThrow();
    }
    byte[] whole = Files.readAllBytes(scene);
    Path cut = folder.resolve("cut.tif");
    Files.write(cut, Arrays.copyOf(whole, whole.length - whole.length / 8));
    assertThat(create("bad", "--mask", cut).code()).isNotEqualTo(ExitCode.DONE);
    create("good", "--mask", Files.write(cut, whole)).done();
  }

  /** The receiver has the event, and whoever sent it dies before noting so. */
  @Test
  void aRunThatIsKilledBetweenSendingAndNotingSendsAgainUnderTheSameId() throws Exception {
    create("north").done();
    here("watch", "subscribe", "north", "--webhook", hook()).done();
    try (Child run =
        Child.start(folder.resolve("out"), "watch", "run", "north", "--workspace", workspace)) {
      onEvent.set(run::kill);
      assertThat(run.await().code()).isEqualTo(Child.KILLED);
    }
    onEvent.set(() -> {});
    assertThat(here("alert", "list").done().json().get("features")).hasSize(1);
    assertThat(here("alert", "deliveries", "--pending").done().json()).hasSize(1);
    here("alert", "redeliver", "north-0001.1").done(); // else it is due when the claim is over
    assertThat(here("alert", "deliver").done().json().get(0).get("delivered").asInt()).isEqualTo(1);
    assertThat(events)
        .extracting(event -> event.get("id").asText())
        .containsExactly("north-0001.1", "north-0001.1");
    assertThat(here("alert", "deliveries", "--dead").done().json()).isEmpty();
  }

  @Test
  void subscribersThatCannotBe() {
    create("north").done();
    here("watch", "subscribe", "north", "--webhook", "ftp://example.org/x")
        .failed(ExitCode.USAGE, "analysis.SETTING")
        .says("ftp://example.org/x");
    here("watch", "subscribe", "north").usage().says("--webhook and --email");
    here("watch", "subscribe", "south", "--webhook", hook())
        .failed(ExitCode.NOT_FOUND, "analysis.NOT_FOUND");
    here("watch", "unsubscribe", "north", hook()).failed(ExitCode.NOT_FOUND, "analysis.NOT_FOUND");
    here("watch", "subscribe", "north", "--webhook", hook()).done();
    here("watch", "unsubscribe", "north", hook()).done();
  }
}
