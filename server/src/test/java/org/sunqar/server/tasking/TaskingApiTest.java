// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tasking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.sunqar.catalog.TestFolders;
import org.sunqar.catalog.stac.Json;
import org.sunqar.catalog.store.CatalogSchema;
import org.sunqar.catalog.store.Database;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.catalog.store.ItemStores;
import org.sunqar.mission.constellation.ConstellationJson;
import org.sunqar.mission.constellation.DemoConstellation;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.orbit.Horizon;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.order.Attempt;
import org.sunqar.mission.order.Orders;
import org.sunqar.mission.plan.SearchEffort;
import org.sunqar.mission.plan.Verdict;
import org.sunqar.mission.plan.schedule.PlanningTask;
import org.sunqar.mission.plan.schedule.Plans;
import org.sunqar.mission.plan.schedule.search.Planner;
import org.sunqar.server.ServerConfig;
import org.sunqar.server.SunqarServer;
import org.sunqar.server.auth.ApiKeys;
import org.sunqar.server.auth.Role;

/** STAPI over the demo constellation, at noon of the day of its elements. */
class TaskingApiTest {

  private static final Instant NOW = Instant.parse("2026-04-13T12:00:00Z");
  private static final String ASTANA =
      """
      "geometry":{"type":"Point","coordinates":[71.4,51.1]},
      "datetime":["2026-04-14T00:00:00Z","2026-04-18T00:00:00Z"]\
      """;

  private final HttpClient client = HttpClient.newHttpClient();
  private @TempDir Path folder;
  private Database database;
  private ItemStore store;
  private SunqarServer server;

  @BeforeEach
  void start() throws IOException {
    Files.writeString(
        folder.resolve("constellation.json"), ConstellationJson.write(DemoConstellation.read()));
    database = Database.open(folder.resolve("sunqar.sqlite"), CatalogSchema.MIGRATIONS);
    store = ItemStores.open(ItemStores.SQLITE, folder, database);
    serve(ServerConfig.DEFAULT.onPort(0));
  }

  private void serve(ServerConfig config) {
    server =
        SunqarServer.start(
            config,
            store,
            folder,
            new PrintWriter(new StringWriter()),
            List.of(new TaskingApi(folder, "Test", () -> NOW)));
  }

  @AfterEach
  void stop() {
    server.close();
    store.close();
    database.close();
  }

  private record Reply(int status, ObjectNode json, HttpResponse<String> response) {

    Reply expect(int wanted) {
      assertThat(status).as(json.toString()).isEqualTo(wanted);
      return this;
    }
  }

  private Reply send(HttpRequest.Builder request, String path) throws Exception {
    HttpResponse<String> response =
        client.send(
            request
                .uri(URI.create("http://127.0.0.1:" + server.port() + "/tasking" + path))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    return new Reply(response.statusCode(), Json.parseObject(response.body()), response);
  }

  private Reply get(String path) throws Exception {
    return send(HttpRequest.newBuilder(), path);
  }

  private Reply post(String path, String body, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString(body));
    request.header("Content-Type", "application/json");
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request, path);
  }

  private static String order(String parameters) {
    return "{" + ASTANA + ",\"order_parameters\":{" + parameters + "}}";
  }

  private static List<String> schemaErrors(String schema, JsonNode document) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    Path file = TestFolders.shared("spec/stapi").resolve("openapi.yaml");
    JsonNode all =
        mapper.valueToTree(
            new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)));
    ObjectNode root = mapper.createObjectNode();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("$ref", "#/components/schemas/" + schema);
    root.set("components", all.path("components"));
    JsonSchema valid =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(root);
    return valid.validate(document).stream().map(Object::toString).toList();
  }

  private void assertValid(String schema, JsonNode document) throws IOException {
    assertThat(schemaErrors(schema, document)).as(document.toPrettyString()).isEmpty();
  }

  @Test
  void documentsAreWhatTheSpecificationSays() throws Exception {
    assertValid("RootResponse", get("").expect(200).json());
    assertValid("Conformance", get("/conformance").expect(200).json());
    assertValid("ProductsCollection", get("/products").expect(200).json());
    JsonNode product = get("/products/dala-1.hr.ms").expect(200).json();
    assertValid("Product", product);
    for (JsonNode link : product.path("links")) {
      if (!link.path("method").asText("GET").equals("POST")) {
        assertThat(
                client
                    .send(
                        HttpRequest.newBuilder(URI.create(link.path("href").asText())).build(),
                        HttpResponse.BodyHandlers.ofString())
                    .statusCode())
            .as(link.toString())
            .isEqualTo(200);
      }
    }
    JsonNode found = post("/products/any.ms/opportunities", "{" + ASTANA + "}").expect(200).json();
    assertValid("OpportunityCollection", found);
    JsonNode created =
        post("/products/any.ms/orders", order("\"member\":\"congo\"")).expect(201).json();
    assertValid("Order", created);
    assertValid("OrderCollection_OrderStatus_", get("/orders").expect(200).json());
    String id = created.path("id").asText();
    assertValid("Order_OrderStatus_", get("/orders/" + id).expect(200).json());
    assertValid("OrderStatuses", get("/orders/" + id + "/statuses").expect(200).json());
    assertThat(schemaErrors("Order", found)).isNotEmpty();
  }

  @Test
  void thereIsAProductForEachSatelliteAndModeAndForAny() throws Exception {
    JsonNode products = get("/products").expect(200).json().path("products");
    assertThat(products.findValuesAsText("id"))
        .contains("dala-1.hr.pan", "dala-1.hr.pan_ms", "dala-1.hr.ms", "any.ms", "any")
        .doesNotHaveDuplicates();
    JsonNode queryables = get("/products/dala-1.hr.ms/queryables").expect(200).json();
    assertThat(queryables.at("/properties/view:off_nadir/maximum").asDouble()).isEqualTo(35);
    JsonNode parameters = get("/products/any/order-parameters").expect(200).json();
    assertThat(parameters.at("/properties/member/enum").toString())
        .isEqualTo("[\"kazakhstan\",\"mongolia\",\"congo\"]");
    get("/products/hubble").expect(404);
  }

  @Test
  void opportunitiesKeepToTheFilterAndComeInPages() throws Exception {
    String filter =
        """
        ,"filter":{"op":"and","args":[
          {"op":"<=","args":[{"property":"view:off_nadir"},25]},
          {"op":"or","args":[{"op":"<","args":[{"property":"gsd"},3]},
            {"op":">","args":[{"property":"view:sun_elevation"},50]}]}]}\
        """;
    JsonNode all =
        post("/products/any.ms/opportunities", "{" + ASTANA + filter + ",\"limit\":1000}")
            .expect(200)
            .json();
    assertThat(all.path("features").size()).isGreaterThan(2);
    for (JsonNode each : all.path("features")) {
      JsonNode p = each.path("properties");
      assertThat(p.path("view:off_nadir").asDouble()).isLessThanOrEqualTo(25.01);
      assertThat(p.path("gsd").asDouble() < 3 || p.path("view:sun_elevation").asDouble() > 50)
          .isTrue();
    }
    List<String> ids = new ArrayList<>();
    String body = "{" + ASTANA + filter + ",\"limit\":2}";
    while (!body.isEmpty()) {
      JsonNode page = post("/products/any.ms/opportunities", body).expect(200).json();
      ids.addAll(page.path("features").findValuesAsText("id"));
      body = "";
      for (JsonNode link : page.path("links")) {
        if (link.path("rel").asText().equals("next")) {
          body = link.path("body").toString();
        }
      }
    }
    assertThat(ids).isEqualTo(all.path("features").findValuesAsText("id"));
  }

  @Test
  void aSearchCanBeComeBackTo() throws Exception {
    String path = "/products/dala-1.hr.ms/opportunities";
    Reply started = post(path, "{" + ASTANA + "}", "Prefer", "respond-async").expect(201);
    String id = started.json().path("id").asText();
    assertThat(started.response().headers().firstValue("Location").orElse("")).endsWith(id);
    String search = "/searches/opportunities/" + id;
    for (int i = 0; i < 600 && !isOver(get(search).expect(200).json()); i++) {
      Thread.sleep(50);
    }
    JsonNode found = get(path + "/" + id + "?limit=1000").expect(200).json();
    JsonNode at = post(path, "{" + ASTANA + ",\"limit\":1000}").expect(200).json();
    assertThat(found.path("features")).isEqualTo(at.path("features"));
    assertThat(get("/searches/opportunities").json().path("search_records")).hasSize(1);
    get("/searches/opportunities/none").expect(404);
  }

  private static boolean isOver(JsonNode search) {
    return search.at("/status/status_code").asText().equals("completed");
  }

  @Test
  void anOrderIsGivenFollowedAndTakenBack() throws Exception {
    String body =
        "{"
            + ASTANA
            + ",\"filter\":{\"op\":\"<=\",\"args\":[{\"property\":\"view:off_nadir\"},30]},"
            + "\"order_parameters\":{\"member\":\"mongolia\",\"name\":\"flood\",\"priority\":"
            + "\"emergency\",\"eo:cloud_cover\":20,\"tries\":2,\"origin\":\"alert 7\"}}";
    JsonNode order =
        post("/products/dala-1.hr.ms/orders", body, "Idempotency-Key", "k1").expect(201).json();
    String id = order.path("id").asText();
    assertThat(
            post("/products/dala-1.hr.ms/orders", body, "Idempotency-Key", "k1")
                .expect(201)
                .json()
                .path("id")
                .asText())
        .isEqualTo(id);
    assertThat(order.at("/properties/product_id").asText()).isEqualTo("dala-1.hr.ms");
    assertThat(order.at("/properties/status/status_code").asText()).isEqualTo("accepted");
    assertThat(order.at("/properties/search_parameters/filter").toString())
        .contains("view:off_nadir")
        .contains("30");
    assertThat(order.at("/properties/order_parameters/eo:cloud_cover").asDouble()).isEqualTo(20);
    assertThat(get("/products/dala-1.hr.ms/orders").json().path("features")).hasSize(1);
    assertThat(get("/products/any/orders").json().path("features")).isEmpty();
    assertThat(get("/orders?status=accepted,tasked&member=mongolia").json().path("features"))
        .hasSize(1);
    assertThat(get("/orders?status=rejected").json().path("features")).isEmpty();
    JsonNode cancelled =
        post("/orders/" + id + "/cancel", "{\"reason\":\"the water fell\"}").expect(200).json();
    assertThat(cancelled.at("/status/status_code").asText()).isEqualTo("user_cancelled");
    assertThat(cancelled.at("/status/reason_text").asText()).isEqualTo("the water fell");
    post("/orders/" + id + "/cancel", "").expect(409);
    assertThat(get("/orders/" + id + "/statuses").json().path("statuses")).hasSize(3);
  }

  @Test
  void aCompletedOrderLeadsToItsItems() throws Exception {
    String id =
        post("/products/any.ms/orders", order("\"member\":\"congo\"")).json().path("id").asText();
    Orders orders = new Orders(folder);
    Time time = Time.of(NOW);
    orders.acquired(id + "/0/0", "a1", time);
    orders.product("a1", new Attempt.Product("new", "scene 1", OptionalDouble.empty()), time);
    JsonNode order = get("/orders/" + id).expect(200).json();
    assertThat(order.at("/status/status_code").asText()).isEqualTo("completed");
    assertThat(order.path("links").findValuesAsText("href"))
        .contains("http://127.0.0.1:" + server.port() + "/api/collections/new/items/scene%201");
  }

  @Test
  void whatNobodyCanDoIsRejectedAtOnce() throws Exception {
    String body =
        "{"
            + ASTANA
            + ",\"filter\":{\"op\":\"<=\",\"args\":[{\"property\":\"gsd\"},0.1]},"
            + "\"order_parameters\":{\"member\":\"congo\"}}";
    JsonNode order = post("/products/any/orders", body).expect(201).json();
    assertThat(order.at("/status/status_code").asText()).isEqualTo("rejected");
    assertThat(order.at("/status/reason_text").asText()).startsWith("No satellite sees");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | geometry is missing",
        "{\"geometry\":{\"type\":\"Point\",\"coordinates\":[500,99]}} | no longitude and latitude",
        "{\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]},"
            + "\"datetime\":[\"2026-04-14\",\"2026-04-15\"],\"order_parameters\":"
            + "{\"member\":\"congo\"}} | crosses itself",
        "{\"geometry\":{\"type\":\"Point\",\"coordinates\":[71,51]},"
            + "\"datetime\":[\"2026-04-11\",\"2026-04-12\"],\"order_parameters\":"
            + "{\"member\":\"congo\"}} | before now",
        "{\"geometry\":{\"type\":\"Point\",\"coordinates\":[71,51]},"
            + "\"datetime\":\"soon\"} | datetime should be two times",
        "{\"geometry\":{\"type\":\"Point\",\"coordinates\":[71,51]},\"datetime\":"
            + "[\"2026-04-14\",\"2026-04-15\"],\"order_parameters\":{\"member\":\"eu\"}} | no"
            + " member \"eu\"",
        "{\"geometry\":{\"type\":\"Point\",\"coordinates\":[71,51]},\"datetime\":"
            + "[\"2026-04-14\",\"2026-04-15\"],\"order_parameters\":{}} | member is missing",
        "{\"geometry\":{\"type\":\"Point\",\"coordinates\":[71,51]},\"datetime\":"
            + "[\"2026-04-14\",\"2026-04-15\"],\"order_parameters\":{\"size\":1}} | no order"
            + " parameter 'size'",
        "{\"geometry\":{\"type\":\"Point\",\"coordinates\":[71,51]},\"datetime\":"
            + "[\"2026-04-14\",\"2026-04-15\"],\"filter\":{\"op\":\"=\",\"args\":"
            + "[{\"property\":\"colour\"},1]}} | filter asks for 'colour'",
        "{\"geometry\":{\"type\":\"Point\",\"coordinates\":[71,51]},\"datetime\":"
            + "[\"2026-04-14\",\"2026-04-15\"],\"filter\":{\"op\":\"between\",\"args\":"
            + "[{\"property\":\"view:off_nadir\"},30,20]}} | leave nothing between them",
        "{\"geometry\":{\"type\":\"Point\",\"coordinates\":[71,51]},\"datetime\":"
            + "[\"2026-04-14\",\"2026-04-15\"],\"filter\":{\"op\":\"or\",\"args\":["
            + "{\"op\":\"<\",\"args\":[{\"property\":\"gsd\"},1]},{\"op\":\"<\",\"args\":"
            + "[{\"property\":\"gsd\"},2]}]},\"order_parameters\":{\"member\":\"congo\"}} | may"
            + " join comparisons",
        "{\"geometry\":{\"type\":\"Point\",\"coordinates\":[271,51]},\"datetime\":"
            + "[\"2026-04-14\",\"2026-04-15\"]} | longitude beyond 180",
        "{\"geometry\":{\"type\":\"Point\",\"coordinates\":[71,51]},\"datetime\":"
            + "[\"2026-04-14\",\"2026-04-15\"],\"filter\":\"x\"} | filter",
      })
  void badOrdersAreRefused(String body, String reason) throws Exception {
    JsonNode problem = post("/products/any/orders", body).expect(400).json();
    assertThat(problem.path("detail").asText()).contains(reason);
  }

  @Test
  void hostileBodiesAreRefused() throws Exception {
    post("/products/any/orders", "[".repeat(5000)).expect(400);
    post("/products/any/orders", "{\"a\":\"" + "x".repeat(1 << 20) + "\"}").expect(413);
    post("/products/any/opportunities", "nonsense").expect(400);
    String corners = "[0,0],".repeat(20_000);
    post(
            "/products/any/orders",
            "{\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[" + corners + "[0,0]]]}}")
        .expect(400);
    get("/orders?limit=0").expect(400);
    get("/orders?limit=many").expect(400);
    get("/orders?next=order-9x").expect(400);
    JsonNode cut = post("/orders/order-000001/cancel", "{").expect(400).json();
    assertThat(cut.path("detail").asText()).contains("line: 1, column: ").doesNotContain("Source");
    get("/orders/..").expect(404);
  }

  @Test
  void aKeyOfAMemberOrdersForThatMemberOnly() throws Exception {
    server.close();
    serve(
        new ServerConfig(
            ServerConfig.DEFAULT.host(),
            0,
            ServerConfig.DEFAULT.publicUrl(),
            new ApiKeys(
                List.of(
                    new ApiKeys.Entry("congo", Role.WRITE, ApiKeys.hash("c")),
                    new ApiKeys.Entry("mongolia", Role.WRITE, ApiKeys.hash("m")),
                    new ApiKeys.Entry("guest", Role.READ, ApiKeys.hash("g")))),
            "Test",
            false,
            ServerConfig.DEFAULT.grace()));
    get("/orders").expect(401);
    post("/products/any/orders", order(""), "X-API-Key", "g").expect(403);
    post("/products/any/orders", order("\"member\":\"mongolia\""), "X-API-Key", "c").expect(403);
    JsonNode order = post("/products/any/orders", order(""), "X-API-Key", "c").expect(201).json();
    assertThat(order.path("user").asText()).isEqualTo("congo");
    String cancel = "/orders/" + order.path("id").asText() + "/cancel";
    post(cancel, "", "X-API-Key", "m").expect(404);
    post(cancel, "", "X-API-Key", "c").expect(200);
  }

  @Test
  void withoutAConstellationThereIsNothingToOrderYet() throws Exception {
    Files.delete(folder.resolve("constellation.json"));
    get("").expect(200);
    get("/products").expect(404);
    assertThat(get("/orders").expect(200).json().path("features")).isEmpty();
  }

  private void plan() {
    Time now = Time.of(NOW);
    Horizon horizon = Horizon.ofDays(now, 3);
    Orders orders = new Orders(folder);
    PlanningTask task =
        PlanningTask.of(
            DemoConstellation.read(),
            orders.requests(horizon.start(), horizon.end()),
            horizon,
            now);
    Planner planner = new Planner(task, Earth.withoutOrientation(), () -> false, _ -> {});
    try (Plans.Making making = Plans.of(folder).begin()) {
      making.publish(planner.plan(SearchEffort.ofIterations(1)).plan(), new Verdict(0, List.of()));
    }
  }

  private static double[] values(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }

  @Test
  void thePlanTellsWhatSatellitesGoThrough() throws Exception {
    get("/plan").expect(404);
    assertThat(get("/constellation").expect(200).json().has("plan")).isFalse();
    String order = "{" + ASTANA + ",\"order_parameters\":{\"member\":\"congo\"}}";
    String id = post("/products/any/orders", order).expect(201).json().path("id").asText();
    plan();
    ObjectNode constellation = get("/constellation").expect(200).json();
    assertThat(constellation.path("plan").asInt()).isEqualTo(1);
    assertThat(constellation.path("satellites")).hasSize(7);
    assertThat(constellation.path("members")).hasSize(3);
    ObjectNode plan = get("/plan").expect(200).json();
    assertThat(plan.path("acquisitions").path("features")).hasSize(1);
    JsonNode image = plan.path("acquisitions").path("features").path(0);
    assertThat(image.path("properties").path("order").asText()).isEqualTo(id);
    assertThat(image.path("geometry").path("type").asText()).isEqualTo("Polygon");
    String satellite = image.path("properties").path("satellite").asText();
    ObjectNode course = get("/plan/satellites/" + satellite).expect(200).json();
    double[] memory = values(course.path("memory_gbit"));
    double[] battery = values(course.path("battery_wh"));
    assertThat(course.path("times")).hasSize(memory.length);
    assertThat(course.path("positions")).hasSize(memory.length);
    assertThat(memory[0]).isZero();
    assertThat(Arrays.stream(memory).max().orElseThrow()).isPositive();
    assertThat(memory[memory.length - 1]).isZero();
    assertThat(Arrays.stream(battery).min().orElseThrow()).isPositive().isLessThan(battery[0]);
    assertThat(course.path("eclipses").size()).isGreaterThan(30);
    get("/plan/satellites/sputnik").expect(404);
  }

  private static String change(String acquisition, String rest) {
    return "{\"changes\":[{\"acquisition\":\"" + acquisition + "\"," + rest + "}]}";
  }

  private List<String> violations(String acquisition, String rest) throws Exception {
    List<String> sentences = new ArrayList<>();
    post("/plan/what-if", change(acquisition, rest))
        .expect(200)
        .json()
        .path("violations")
        .forEach(v -> sentences.add(v.path("text").asText()));
    return sentences;
  }

  @Test
  void anotherTimeForAnAcquisitionIsTriedAndThePlanStays() throws Exception {
    String first = "{" + ASTANA + ",\"order_parameters\":{\"member\":\"congo\"}}";
    post("/products/any/orders", first).expect(201);
    post("/products/any/orders", first.replace("71.4,51.1", "72.4,50.6")).expect(201);
    plan();
    String before = Files.readString(folder.resolve("plans/000001.json"));
    JsonNode image = get("/plan").json().path("acquisitions").path("features").path(0);
    String id = image.path("id").asText();
    String satellite = image.path("properties").path("satellite").asText();
    String[] span = image.path("properties").path("datetime").asText().split("/");
    Time start = Time.parse(span[0]);

    // a second later it still looks at its target
    ObjectNode later =
        post("/plan/what-if", change(id, "\"start\":\"" + start.plus(1) + "\"")).expect(200).json();
    assertThat(later.path("plan").asInt()).isEqualTo(1);
    assertThat(later.path("published").asBoolean()).isFalse();
    assertThat(later.path("violations")).isEmpty();
    JsonNode moved = later.path("moved").path("features").path(0);
    assertThat(moved.path("id").asText()).isEqualTo(id);
    assertThat(moved.path("properties").path("datetime").asText()).startsWith(start.plus(1) + "/");
    assertThat(moved.path("properties").path("view:off_nadir").asDouble())
        .isNotEqualTo(image.path("properties").path("view:off_nadir").asDouble());

    // ten minutes later it is behind the horizon
    assertThat(violations(id, "\"start\":\"" + start.plus(600) + "\""))
        .anyMatch(s -> s.matches(id + " \\(moved\\) looks .* degrees aside, but .* at most\\."));

    // before any command can reach the satellite
    assertThat(violations(id, "\"start\":\"" + Time.of(NOW).plus(60) + "\""))
        .anyMatch(s -> s.contains("before a station can send the command"));

    ObjectNode gone = post("/plan/what-if", change(id, "\"removed\":true")).expect(200).json();
    assertThat(gone.path("removed").path(0).asText()).isEqualTo(id);
    assertThat(gone.path("violations")).isEmpty();
    JsonNode course = gone.path("satellites").path(0);
    assertThat(course.path("satellite").asText()).isEqualTo(satellite);
    double[] memory = values(course.path("memory_gbit"));
    assertThat(course.path("times")).hasSize(memory.length);
    double with =
        Arrays.stream(values(get("/plan/satellites/" + satellite).json().path("memory_gbit")))
            .sum();
    assertThat(Arrays.stream(memory).sum()).isLessThan(with);

    assertThat(Files.readString(folder.resolve("plans/000001.json"))).isEqualTo(before);
    assertThat(Plans.of(folder).versions()).containsExactly(1);
  }

  @Test
  void wrongTrialsAreRefused() throws Exception {
    post("/plan/what-if", change("000001-0001", "\"removed\":true")).expect(404);
    post("/products/any/orders", order("\"member\":\"congo\"")).expect(201);
    plan();
    String id =
        get("/plan").json().path("acquisitions").path("features").path(0).path("id").asText();
    post("/plan/what-if", "{}").expect(400);
    post("/plan/what-if", "{\"changes\":[]}").expect(400);
    post("/plan/what-if", change(id, "\"start\":\"soon\"")).expect(400);
    post("/plan/what-if", change(id, "\"start\":\"2026-04-14T05:00:00Z\",\"removed\":true"))
        .expect(400);
    post("/plan/what-if", change("000001-9999", "\"removed\":true")).expect(404);
    String twice = "{\"acquisition\":\"" + id + "\",\"removed\":true}";
    assertThat(
            post("/plan/what-if", "{\"changes\":[" + twice + "," + twice + "]}")
                .expect(400)
                .json()
                .path("detail")
                .asText())
        .contains("changed twice");
    assertThat(
            post("/plan/what-if", change(id, "\"start\":\"2026-05-14T05:00:00Z\""))
                .expect(400)
                .json()
                .path("detail")
                .asText())
        .contains("within the plan");
  }

  /** A cell is seen as often as there are opportunities of its middle. */
  @Test
  void placesWillBeSeenAsOftenAsThereAreOpportunities() throws Exception {
    String days = "2026-04-14T00:00:00Z/2026-04-18T00:00:00Z";
    String box = "/coverage?bbox=71.39,51.09,71.41,51.11&min_sun=10&datetime=" + days;
    JsonNode cells = get(box).expect(200).json().path("features");
    assertThat(cells).hasSize(1);
    int found =
        post("/products/any/opportunities", "{" + ASTANA + "}")
            .expect(200)
            .json()
            .path("numberMatched")
            .asInt();
    assertThat(cells.path(0).path("properties").path("looks").asInt())
        .isPositive()
        .isEqualTo(found);
    assertThat(get("/coverage?bbox=-180,-80,180,80").expect(200).json().path("features"))
        .hasSize(48 * 21);
    get("/coverage").expect(400);
    get("/coverage?bbox=1,2,3").expect(400);
    get("/coverage?bbox=1,2,3,4&max_off_nadir=steep").expect(400);
    get("/coverage?bbox=1,2,3,4&datetime=2026-04-15/2026-04-14").expect(400);
    get("/coverage?bbox=1,2,3,4&datetime=2026-04-15/2026-05-14").expect(400);
  }

  @Test
  void withoutAConstellationNobodyFlies() throws Exception {
    Files.delete(folder.resolve("constellation.json"));
    assertThat(get("/constellation").expect(200).json().path("satellites")).isEmpty();
    get("/coverage?bbox=1,2,3,4").expect(404);
  }
}
