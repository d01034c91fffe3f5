// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.catalog.ingest.ImportOptions;
import org.sunqar.catalog.stac.Json;
import org.sunqar.catalog.store.CatalogSchema;
import org.sunqar.catalog.store.Database;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.catalog.store.ItemStores;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.tiff.CogWriter;
import org.sunqar.server.ServerConfig;
import org.sunqar.server.SunqarServer;
import org.sunqar.server.http.Problem;
import org.sunqar.server.jobs.Jobs;
import org.sunqar.server.jobs.JobsApi;

/** Files that come in pieces, and what becomes of them. */
@SuppressWarnings({"AddressSelection", "StreamResourceLeak"}) // of this machine; few files
class UploadsTest {

  private static final long MOST = 10_000_000;

  private final HttpClient client = HttpClient.newHttpClient();
  private @TempDir Path folder;
  private Database database;
  private ItemStore store;
  private Jobs jobs;
  private SunqarServer server;

  @BeforeEach
  void start() {
    database = Database.open(folder.resolve("sunqar.sqlite"), CatalogSchema.MIGRATIONS);
    store = ItemStores.open(ItemStores.SQLITE, folder, database);
    jobs = new Jobs(1);
    listen();
  }

  private void listen() {
    Uploads uploads = uploads(InstantSource.system());
    server =
        SunqarServer.start(
            ServerConfig.DEFAULT.onPort(0),
            store,
            folder,
            new PrintWriter(new StringWriter(), true),
            List.of(
                new UploadsApi(uploads),
                new JobsApi(jobs),
                new ImportsApi(
                    uploads,
                    store,
                    jobs,
                    id -> ImportOptions.into(id).copyingInto(folder.resolve("scenes")))));
  }

  private Uploads uploads(InstantSource clock) {
    return new Uploads(folder.resolve("uploads"), MOST, clock);
  }

  @AfterEach
  void stop() {
    server.close();
    jobs.close();
    store.close();
    database.close();
  }

  private HttpResponse<String> send(String method, String path, byte[] body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api" + path))
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String json)
      throws IOException, InterruptedException {
    return send("POST", path, json.getBytes(StandardCharsets.UTF_8));
  }

  private String create(String name, long length) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        post(
            "/uploads",
            JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("length", length)
                .toString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    JsonNode json = Json.parseObject(answer.body());
    assertThat(json.path("offset").asLong()).isZero();
    return json.path("id").asText();
  }

  private HttpResponse<String> append(String id, long offset, byte[] bytes)
      throws IOException, InterruptedException {
    return send("PATCH", "/uploads/" + id, bytes, "Upload-Offset", Long.toString(offset));
  }

  private long offset(String id) throws IOException, InterruptedException {
    HttpResponse<String> head = send("HEAD", "/uploads/" + id, new byte[0]);
    assertThat(head.statusCode()).isEqualTo(200);
    return Long.parseLong(head.headers().firstValue("Upload-Offset").orElse("-1"));
  }

  private Path part(String id) {
    return folder.resolve("uploads").resolve(id + ".part");
  }

  /** Breaks at random places, now and then with a new server, and goes on where the server is. */
  @Test
  void anUploadThatBreaksGoesOnAndGivesTheSameBytes() throws Exception {
    Random random = new Random(3);
    byte[] file = new byte[3_000_000];
    random.nextBytes(file);
    String id = create("scene.tif", file.length);
    int breaks = 0;
    for (int at = 0; at < file.length; ) {
      int end = Math.min(file.length, at + 1 + random.nextInt(700_000));
      if (random.nextBoolean()) {
        assertThat(append(id, at, Arrays.copyOfRange(file, at, end)).statusCode()).isEqualTo(200);
      } else {
        breaks++;
        cutOff(id, at, file, end, at + random.nextInt(end - at));
      }
      if (breaks % 3 == 2) {
        server.close();
        listen();
      }
      int now = settled(id);
      assertThat(now).isBetween(at, end);
      at = now;
    }
    assertThat(breaks).isGreaterThan(1);
    assertThat(Files.readAllBytes(part(id))).isEqualTo(file);
  }

  /** Announces the bytes up to {@code end}, sends those up to {@code broken}, and hangs up. */
  private void cutOff(String id, int at, byte[] file, int end, int broken) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      OutputStream out = socket.getOutputStream();
      String head =
          "PATCH /api/uploads/%s HTTP/1.1\r\nHost: localhost\r\nUpload-Offset: %d\r\n"
                  .formatted(id, at)
              + "Content-Length: %d\r\n\r\n".formatted(end - at);
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      out.write(file, at, broken - at);
      out.flush();
    }
  }

  /** What the server has when nothing more comes. */
  private int settled(String id) throws IOException, InterruptedException {
    long before = -1;
    long now = offset(id);
    while (now != before) {
      Thread.sleep(60);
      before = now;
      now = offset(id);
    }
    return (int) now;
  }

  @Test
  void aWrongOffsetIsToldTheRightOne() throws Exception {
    String id = create("a.tif", 10);
    assertThat(append(id, 0, new byte[4]).statusCode()).isEqualTo(200);
    for (long wrong : new long[] {0, 3, 5, 10, 999}) {
      HttpResponse<String> answer = append(id, wrong, new byte[2]);
      assertThat(answer.statusCode()).isEqualTo(409);
      assertThat(answer.headers().firstValue("Upload-Offset")).contains("4");
      assertThat(answer.body()).contains("has 4 bytes");
    }
    assertThat(send("PATCH", "/uploads/" + id, new byte[1]).statusCode()).isEqualTo(400);
    assertThat(offset(id)).isEqualTo(4);
  }

  @Test
  void noMoreBytesThanAnnounced() throws Exception {
    String id = create("a.tif", 10);
    HttpResponse<String> answer = append(id, 0, new byte[11]);
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("was to have 10 bytes");
    assertThat(Files.size(part(id))).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({
    "a.tif, a.tif",
    "../../etc/passwd, passwd",
    "C:\\scenes\\b.tif, b.tif",
    "'.ssh', '_ssh'",
    "'..', '_'",
    "'a/', file",
    "S2A_MSIL2A_20200101T101010.SAFE.zip, S2A_MSIL2A_20200101T101010.SAFE.zip",
    "'Аймақ 2020-01-02.tif', 'Аймақ 2020-01-02.tif'",
    "'a\u0000b\n.tif', 'a_b_.tif'",
    "'a?*<>|:\"b.tif', 'a_______b.tif'",
  })
  void namesHaveNoFolders(String sent, String kept) {
    assertThat(FileName.of(sent)).isEqualTo(kept);
  }

  @Test
  void longNamesKeepTheirEnding() {
    String name = FileName.of("ұ".repeat(300) + ".tif");
    assertThat(name).endsWith("ұ.tif");
    assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"length\":1}', name",
    "'{\"name\":\"a\"}', length",
    "'{\"name\":\"a\",\"length\":-1}', length",
    "'{\"name\":\"a\",\"length\":1.5}', length",
    "'{\"name\":\"a\",\"length\":1e30}', length",
  })
  void whatIsNoUploadIsRefused(String json, String code) throws Exception {
    HttpResponse<String> answer = post("/uploads", json);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Json.parseObject(answer.body()).path("code").asText()).isEqualTo(code);
  }

  @Test
  void thereIsRoomForSoMuchTogether() throws Exception {
    String first = create("a.tif", MOST - 10);
    HttpResponse<String> full = post("/uploads", "{\"name\":\"b.tif\",\"length\":11}");
    assertThat(full.statusCode()).isEqualTo(507);
    assertThat(full.body()).contains("uploads.most");
    assertThat(send("DELETE", "/uploads/" + first, new byte[0]).statusCode()).isEqualTo(204);
    assertThat(send("GET", "/uploads/" + first, new byte[0]).statusCode()).isEqualTo(404);
    create("b.tif", 11);
    assertThat(Files.list(folder.resolve("uploads"))).hasSize(2);
  }

  @Test
  void whatNobodyTouchesIsForgottenAfterSevenDays() {
    Instant now = Instant.now();
    Uploads uploads = uploads(InstantSource.fixed(now));
    String id = uploads.create("a.tif", 1).id();
    assertThat(uploads(InstantSource.fixed(now.plus(Duration.ofDays(6)))).list()).hasSize(1);
    assertThat(uploads(InstantSource.fixed(now.plus(Duration.ofDays(8)))).list()).isEmpty();
    assertThatThrownBy(() -> uploads.find(id)).isInstanceOf(Problem.class);
    assertThat(part(id)).doesNotExist();
  }

  @Test
  void imports() throws Exception {
    byte[] scene = scene(folder.resolve("made.tif"));
    String good = sent("scene_2020-03-11.tif", scene);
    String bad = sent("notes.pdf", new byte[] {1, 2, 3});
    String order = "{\"uploads\":[\"%s\",\"%s\"],\"collection\":\"land\"}".formatted(good, bad);
    JsonNode job = finished(order);
    assertThat(job.path("status").asText()).as(job.toString()).isEqualTo("done");
    assertThat(job.at("/result/added").asInt()).as(job.toString()).isEqualTo(1);
    assertThat(job.at("/result/rejected").asInt()).as(job.toString()).isEqualTo(1);
    assertThat(job.path("log").toString())
        .contains("scene_2020-03-11.tif: added as scene_2020-03-11", "notes.pdf: rejected: not of")
        .doesNotContain(folder.toString());
    assertThat(store.item("land", "scene_2020-03-11")).isPresent();
    assertThat(part(good)).doesNotExist();
    assertThat(part(bad)).exists();
    try (var files = Files.walk(folder.resolve("scenes"))) {
      Path copy = files.filter(Files::isRegularFile).findFirst().orElseThrow();
      assertThat(Files.readAllBytes(copy)).isEqualTo(scene);
    }

    JsonNode again = finished(order);
    assertThat(again.at("/result/added").asInt()).isZero();
    assertThat(again.at("/result/already_there").asInt()).isEqualTo(1);
    String other = sent("scene_2020-03-11.tif", scene);
    JsonNode same = finished("{\"uploads\":[\"%s\"],\"collection\":\"land\"}".formatted(other));
    assertThat(same.at("/result/already_there").asInt()).isEqualTo(1);
    assertThat(part(other)).doesNotExist();
  }

  private static byte[] scene(Path file) throws IOException {
    Grid grid = new Grid(Crs.ofEpsg(32735), Affine.northUp(600_000, 8_500_000, 30, 30), 4, 4);
    BandInfo band = BandInfo.of("ndvi", PixelType.INT16, -1);
    CogWriter.Options options = CogWriter.Options.defaults().withoutOverviews();
    try (CogWriter writer = CogWriter.create(file, grid, List.of(band), Map.of(), options)) {
      writer.write(grid.window(), 1, new PixelBlock.Shorts(PixelType.INT16, 4, 4, new short[16]));
      writer.finish();
    }
    return Files.readAllBytes(file);
  }

  private String sent(String name, byte[] bytes) throws IOException, InterruptedException {
    String id = create(name, bytes.length);
    assertThat(append(id, 0, bytes).statusCode()).isEqualTo(200);
    return id;
  }

  private JsonNode finished(String order) throws IOException, InterruptedException {
    HttpResponse<String> started = post("/imports", order);
    assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
    String id = Json.parseObject(started.body()).path("id").asText();
    while (true) {
      JsonNode job = Json.parseObject(send("GET", "/jobs/" + id, new byte[0]).body());
      if (!List.of("waiting", "running").contains(job.path("status").asText())) {
        return job;
      }
      Thread.sleep(20);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"uploads\":[],\"collection\":\"x\"}', 400",
    "'{\"uploads\":[\"nothing\"],\"collection\":\"x\"}', 404",
    "'{\"uploads\":[\"nothing\"],\"collection\":\"../x\"}', 400",
    "'{\"uploads\":[\"nothing\"]}', 400",
  })
  void whatIsNoImportIsRefused(String order, int status) throws Exception {
    assertThat(post("/imports", order).statusCode()).isEqualTo(status);
  }

  @Test
  void halfAFileIsNotImported() throws Exception {
    String id = create("a.tif", 10);
    append(id, 0, new byte[4]);
    HttpResponse<String> answer =
        post("/imports", "{\"uploads\":[\"%s\"],\"collection\":\"x\"}".formatted(id));
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("4 of 10 bytes");
  }

  /** A disk that is full is /dev/full, which every Linux has. */
  @Test
  void aFullDiskIsSaidInOneSentenceAndNothingStays() throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "there is no /dev/full");
    String id = create("large.tif", 100_000);
    Path part = folder.resolve("uploads").resolve(id + ".part");
    Files.delete(part);
    Files.createSymbolicLink(part, full);
    HttpResponse<String> answer = append(id, 0, new byte[100_000]);
    assertThat(answer.statusCode()).isEqualTo(507);
    assertThat(Json.parseObject(answer.body()).path("detail").asText())
        .isEqualTo("the disk of the server is full: there is no room for the rest of large.tif");
    assertThat(offset(id)).isZero();
    assertThat(send("DELETE", "/uploads/" + id, new byte[0]).statusCode()).isEqualTo(204);
    assertThat(folder.resolve("uploads")).isEmptyDirectory();
  }

  @Test
  void whatTheDiskHasNoRoomForIsRefusedBeforeItComes() throws Exception {
    Uploads endless =
        new Uploads(folder.resolve("uploads"), Long.MAX_VALUE, InstantSource.system());
    assertThatThrownBy(() -> endless.create("huge.tif", 1L << 60))
        .isInstanceOf(Problem.class)
        .hasMessage("the disk of the server has no room for 1152921504.61 GB more");
    assertThat(folder.resolve("uploads")).isEmptyDirectory();
  }
}
