// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.analysis.watch.Delivery;
import org.sunqar.analysis.watch.Notices;
import org.sunqar.analysis.watch.Outbox;
import org.sunqar.catalog.stac.Json;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.order.Attempt;
import org.sunqar.mission.order.Orders;
import org.sunqar.server.tasking.OrderNotices;
import org.sunqar.server.tasking.TaskingServer;

/** Orders over HTTP, their log, the outbox and a real receiver that does not always take it. */
class OrderNoticesTest {

  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final Time NOW = Time.of(TaskingServer.NOW);

  private @TempDir Path folder;
  private TaskingServer server;
  private Receiver receiver;
  private Outbox outbox;
  private final AtomicReference<Instant> clock = new AtomicReference<>(TaskingServer.NOW);

  @BeforeEach
  void start() throws Exception {
    server = new TaskingServer(folder);
    receiver = new Receiver();
    outbox = new Outbox(server.database());
  }

  @AfterEach
  void stop() {
    receiver.close();
    server.close();
  }

  private String parameters(String name, String url) {
    return "\"member\":\"congo\",\"name\":\"%s\",\"notify\":{\"url\":\"%s\",\"secret\":\"%s\"}"
        .formatted(name, url, SECRET);
  }

  private ObjectNode create(String name) throws Exception {
    return server
        .post(
            "",
            "/tasking/products/any.ms/orders",
            TaskingServer.astana(parameters(name, receiver.address())))
        .expect(201)
        .json();
  }

  /** What a server that has just started does once. */
  private Deliverer.Pass serve() throws InterruptedException {
    new OrderNotices(new Orders(folder), new Notices(server.database()), Optional.empty()).tell();
    try (Deliverer deliverer =
        new Deliverer(
            outbox,
            DeliveryPolicy.DEFAULT,
            Optional.empty(),
            Optional.of(Duration.ofDays(1)),
            clock::get,
            _ -> "")) {
      Deliverer.Pass pass = deliverer.deliverDue(Duration.ofMinutes(1));
      deliverer.prune();
      return pass;
    }
  }

  private void later(Duration wait) {
    clock.updateAndGet(now -> now.plus(wait));
  }

  @Test
  void aReceiverThatFailsFirstIsToldOfEachStatusInOrder() throws Exception {
    receiver.behave(_ -> 503);
    ObjectNode order = create("fire");
    String id = order.path("id").asText();
    assertThat(order.at("/properties/order_parameters/notify").toString())
        .isEqualTo("{\"url\":\"" + receiver.address() + "\"}");
    assertThat(serve()).isEqualTo(new Deliverer.Pass(0, 1, 0));
    Orders orders = new Orders(folder);
    orders.planned(List.of(id + "/0/0"), NOW);
    later(Duration.ofSeconds(10));
    assertThat(serve()).isEqualTo(new Deliverer.Pass(0, 1, 0));
    assertThat(receiver.ids()).containsExactly(id + ".1", id + ".1");
    receiver.got.clear();
    receiver.behave(_ -> 204);
    orders.acquired(id + "/0/0", "a1", NOW);
    orders.product("a1", new Attempt.Product("new", "scene", OptionalDouble.of(0.1)), NOW);
    later(Duration.ofMinutes(5));
    assertThat(serve()).isEqualTo(new Deliverer.Pass(5, 0, 0));
    assertThat(receiver.ids())
        .containsExactly(id + ".1", id + ".2", id + ".3", id + ".4", id + ".5");
    assertThat(receiver.got)
        .extracting(got -> Json.parseObject(got.body()).at("/data/status/status_code").asText())
        .containsExactly("received", "accepted", "scheduled", "processing", "completed");
    Receiver.Got last = receiver.got.getLast();
    JsonNode event = Json.parseObject(last.body());
    assertThat(event.path("type").asText()).isEqualTo("org.sunqar.order.completed");
    assertThat(event.path("subject").asText()).isEqualTo(id);
    assertThat(event.at("/data/items/0/item").asText()).isEqualTo("scene");
    assertThat(event.at("/data/links/0/href").asText()).isEqualTo("/tasking/orders/" + id);
    assertThat(last.headers().get("Webhook-signature"))
        .isEqualTo(
            WebhookSignature.of(
                SECRET,
                last.id(),
                Long.parseLong(last.headers().get("Webhook-timestamp")),
                last.body()));
  }

  /** Also when what was delivered is forgotten, and by how many servers ever. */
  @Test
  void whatWasToldIsNotToldAgainAfterARestart() throws Exception {
    String id = create("flood").path("id").asText();
    assertThat(serve().delivered()).isEqualTo(2);
    later(Duration.ofDays(2));
    assertThat(serve()).isEqualTo(new Deliverer.Pass(0, 0, 0));
    assertThat(outbox.deliveries(Optional.empty(), Optional.empty())).isEmpty();
    new Orders(folder).cancel(id, "it rained", NOW);
    assertThat(serve().delivered()).isEqualTo(1);
    assertThat(receiver.ids()).containsExactly(id + ".1", id + ".2", id + ".3");
    assertThat(receiver.got.getLast().body()).contains("it rained");
    assertThat(outbox.subscribers(Optional.empty())).as("of alerts").isEmpty();
  }

  @Test
  void anOrderThatIsNotTakenHoldsUpNoOther() throws Exception {
    String bad = create("one").path("id").asText();
    String good = create("two").path("id").asText();
    Set<String> refused = ConcurrentHashMap.newKeySet();
    receiver.behave(got -> got.id().startsWith(bad) && refused.add(got.id()) ? 400 : 204);
    for (int i = 0; i < 10; i++) {
      serve();
      later(Duration.ofMinutes(10));
    }
    assertThat(receiver.ids().stream().filter(id -> id.startsWith(bad)))
        .containsExactly(bad + ".1", bad + ".1", bad + ".2", bad + ".2");
    assertThat(receiver.ids().stream().filter(id -> id.startsWith(good)))
        .containsExactly(good + ".1", good + ".2");
    assertThat(receiver.ids().indexOf(good + ".2")).isLessThan(receiver.ids().indexOf(bad + ".2"));
    assertThat(outbox.deliveries(Optional.empty(), Optional.of(Delivery.State.PENDING))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://example.org/a",
        "file:///etc/passwd",
        "http://user:word@example.org/",
        "http:///nowhere",
        "example.org"
      })
  void anAddressThatAlertsAreNotSentToIsRefused(String url) throws Exception {
    server
        .post("", "/tasking/products/any.ms/orders", TaskingServer.astana(parameters("x", url)))
        .expect(400);
    assertThat(Files.exists(folder.resolve("orders.jsonl"))).isFalse();
  }

  @Test
  void theSameKeyWithAnotherReceiverIsAnotherOrder() throws Exception {
    String path = "/tasking/products/any.ms/orders";
    String first = TaskingServer.astana(parameters("x", receiver.address()));
    String id =
        server.post("", path, first, "Idempotency-Key", "k").expect(201).json().path("id").asText();
    assertThat(
            server
                .post("", path, first, "Idempotency-Key", "k")
                .expect(201)
                .json()
                .path("id")
                .asText())
        .isEqualTo(id);
    String other = TaskingServer.astana(parameters("x", receiver.address() + "2"));
    server.post("", path, other, "Idempotency-Key", "k").expect(409);
    assertThat(server.get("", "/tasking/conformance").json().toString()).contains("/notify");
    assertThat(
            server
                .get("", "/tasking/products/any.ms/order-parameters")
                .json()
                .at("/properties/notify/required/0")
                .asText())
        .isEqualTo("url");
  }
}
