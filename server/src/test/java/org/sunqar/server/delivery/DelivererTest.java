// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.analysis.watch.Delivery;
import org.sunqar.analysis.watch.Outbox;
import org.sunqar.analysis.watch.Subscriber;
import org.sunqar.analysis.watch.WatchStore;
import org.sunqar.catalog.stac.Json;
import org.sunqar.catalog.store.CatalogSchema;
import org.sunqar.catalog.store.Database;
import org.sunqar.catalog.store.Migration;
import org.sunqar.server.AlertSamples;

/** Real receivers, a real outbox, and a clock that goes where it is told to. */
class DelivererTest {

  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final DeliveryPolicy QUICK =
      new DeliveryPolicy(
          Duration.ofMillis(500),
          Duration.ofMillis(500),
          Duration.ofSeconds(5),
          Duration.ofHours(1),
          24);

  @TempDir Path folder;
  private Database database;
  private Outbox outbox;
  private Receiver receiver;
  private Optional<MailSettings> mail = Optional.empty();
  private final AtomicReference<Instant> clock =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

  @BeforeEach
  void open() throws IOException {
    List<Migration> migrations = new ArrayList<>(CatalogSchema.MIGRATIONS);
    migrations.addAll(WatchStore.MIGRATIONS);
    database = Database.open(folder.resolve("w.db"), migrations);
    outbox = new Outbox(database);
    receiver = new Receiver();
    AlertSamples.watch(database, "north");
  }

  @AfterEach
  void close() {
    receiver.close();
    database.close();
  }

  private void subscribe(String address) {
    outbox.subscribe(
        new Subscriber(
            "north", Subscriber.Kind.WEBHOOK, address, new Subscriber.Secret.Variable("S")));
  }

  private Deliverer.Pass pass(DeliveryPolicy policy) throws InterruptedException {
    try (Deliverer deliverer =
        new Deliverer(
            outbox,
            policy,
            mail,
            Optional.of(Duration.ofDays(90)),
            clock::get,
            name -> name.equals("S") ? SECRET : "")) {
      return deliverer.deliverDue(Duration.ofMinutes(1));
    }
  }

  private void later(Duration wait) {
    clock.updateAndGet(now -> now.plus(wait));
  }

  private static List<String> ids(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj("north-%04d.1"::formatted).toList();
  }

  /** The example of the specification (standardwebhooks.com, also in the libraries' tests). */
  @Test
  void signature() {
    assertThat(
            WebhookSignature.of(
                SECRET, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void eventsArriveInOrderSignedAndOnce() throws Exception {
    subscribe(receiver.address());
    AlertSamples.raise(database, "north", "r1", 1, 20);
    assertThat(pass(QUICK)).isEqualTo(new Deliverer.Pass(20, 0, 0));
    assertThat(receiver.ids()).isEqualTo(ids(1, 20));
    Receiver.Got first = receiver.got.getFirst();
    assertThat(first.headers())
        .containsEntry("Content-type", "application/cloudevents+json; charset=utf-8")
        .containsEntry("Webhook-timestamp", "1767225600")
        .containsEntry(
            "Webhook-signature",
            WebhookSignature.of(SECRET, "north-0001.1", 1767225600, first.body()));
    assertThat(Json.parseObject(first.body()).get("id").asText()).isEqualTo(first.id());
    assertThat(pass(QUICK)).isEqualTo(new Deliverer.Pass(0, 0, 0));
    assertThat(receiver.got).hasSize(20);
  }

  @Test
  void aReceiverThatIsDownForAnHourGetsAllOnceItIsUp() throws Exception {
    String address = receiver.address();
    receiver.close();
    subscribe(address);
    AlertSamples.raise(database, "north", "r1", 1, 5);
    Instant start = clock.get();
    int passes = 0;
    while (clock.get().isBefore(start.plus(Duration.ofHours(1)))) {
      Deliverer.Pass pass = pass(QUICK);
      assertThat(pass.delivered() + pass.dead()).isZero();
      assertThat(pass.failed()).isLessThanOrEqualTo(1); // it is not flooded
      passes += pass.failed();
      later(Duration.ofMinutes(2));
    }
    assertThat(passes).isBetween(3, 20);
    assertThat(outbox.deliveries(Optional.empty(), Optional.of(Delivery.State.PENDING)))
        .hasSize(5)
        .anySatisfy(d -> assertThat(d.problem().orElse("")).startsWith("not reached: "));
    try (Receiver up = new Receiver()) {
      // the same subscriber, at the port that is free now
      database.write(c -> {
        try (var update = c.prepareStatement("UPDATE subscriber SET target = ?")) {
          update.setString(1, up.address());
          return update.executeUpdate();
        }
      });
      later(Outbox.LONGEST_WAIT);
      assertThat(pass(QUICK).delivered()).isEqualTo(5);
      assertThat(up.ids()).containsExactlyInAnyOrderElementsOf(ids(1, 5));
    }
  }

  @Test
  void whatIsAnsweredWith500IsTriedAgainUnderTheSameIdAndHoldsUpNothingElse() throws Exception {
    subscribe(receiver.address());
    AlertSamples.raise(database, "north", "r1", 1, 4);
    receiver.behave(got -> got.id().equals("north-0002.1") ? 500 : 200);
    for (int i = 0; i < 6; i++) {
      pass(QUICK);
      later(Duration.ofSeconds(10));
    }
    assertThat(outbox.deliveries(Optional.empty(), Optional.of(Delivery.State.PENDING)))
        .extracting(Delivery::event, Delivery::problem)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "north-0002.1", Optional.of("the receiver answered 500")));
    receiver.behave(_ -> 200);
    later(Outbox.LONGEST_WAIT);
    pass(QUICK);
    Map<String, Integer> times = new TreeMap<>();
    receiver.ids().forEach(id -> times.merge(id, 1, Integer::sum));
    assertThat(times.keySet()).containsExactlyElementsOf(ids(1, 4));
    assertThat(times).containsEntry("north-0001.1", 1).containsEntry("north-0003.1", 1);
    assertThat(times.get("north-0002.1")).isGreaterThanOrEqualTo(3);
  }

  @Test
  void aSlowReceiverIsCutOffAndHoldsUpNobodyElse() throws Exception {
    subscribe(receiver.address());
    receiver.behave(_ -> -1);
    try (Receiver other = new Receiver()) {
      subscribe(other.address());
      AlertSamples.raise(database, "north", "r1", 1, 10);
      assertThat(pass(QUICK)).isEqualTo(new Deliverer.Pass(10, 1, 0));
      assertThat(other.ids()).isEqualTo(ids(1, 10));
      assertThat(receiver.got).hasSize(1);
    }
    receiver.behave(_ -> 204);
    later(Duration.ofSeconds(6));
    assertThat(pass(QUICK).delivered()).isEqualTo(10);
    assertThat(new TreeSet<>(receiver.ids())).containsExactlyElementsOf(ids(1, 10));
  }

  /** A receiver must not choose where the server goes. */
  @Test
  void redirectsAreFailures() throws Exception {
    subscribe(receiver.address());
    receiver.behave(_ -> 302);
    AlertSamples.raise(database, "north", "r1", 1, 1);
    assertThat(pass(QUICK)).isEqualTo(new Deliverer.Pass(0, 1, 0));
    assertThat(receiver.got).hasSize(1);
  }

  @Test
  void withoutItsSecretNothingIsSent() throws Exception {
    outbox.subscribe(
        new Subscriber(
            "north",
            Subscriber.Kind.WEBHOOK,
            receiver.address(),
            new Subscriber.Secret.Variable("NOT_SET")));
    AlertSamples.raise(database, "north", "r1", 1, 1);
    assertThat(pass(QUICK)).isEqualTo(new Deliverer.Pass(0, 1, 0));
    assertThat(receiver.got).isEmpty();
  }

  @Test
  void whatFailsTooOftenIsDeadUntilAPersonWantsItAgain() throws Exception {
    subscribe(receiver.address());
    receiver.behave(_ -> 410);
    AlertSamples.raise(database, "north", "r1", 1, 1);
    DeliveryPolicy impatient =
        new DeliveryPolicy(QUICK.connect(), QUICK.timeout(), QUICK.first(), QUICK.longest(), 3);
    for (int i = 0; i < 6; i++) {
      pass(impatient);
      later(Outbox.LONGEST_WAIT);
    }
    assertThat(receiver.got).hasSize(3);
    assertThat(outbox.deliveries(Optional.empty(), Optional.of(Delivery.State.DEAD))).hasSize(1);
    receiver.behave(_ -> 200);
    assertThat(outbox.redeliver(Optional.empty(), Optional.empty())).isEqualTo(1);
    assertThat(pass(impatient).delivered()).isEqualTo(1);
    assertThat(new TreeSet<>(receiver.ids())).containsExactly("north-0001.1");
  }

  /**
   * Deliverers that die at random moments: after they claimed, after they sent. Their successors
   * deliver everything, and what is delivered twice has the same id and the same content.
   */
  @Test
  void nothingIsLostWhenDeliverersDie() throws Exception {
    subscribe(receiver.address());
    AlertSamples.raise(database, "north", "r1", 1, 30);
    Random random = new Random(5);
    WebhookSender sender = new WebhookSender(QUICK, _ -> SECRET);
    for (int i = 0; i < 40; i++) {
      Optional<Delivery> claimed = outbox.claim(Subscriber.Kind.WEBHOOK, clock.get(), QUICK.hold());
      if (claimed.isEmpty()) {
        break;
      }
      int diesAt = random.nextInt(3);
      if (diesAt > 0) {
        sender.send(claimed.get(), clock.get());
      }
      if (diesAt > 1) {
        outbox.delivered(List.of(claimed.get()), clock.get());
      }
      later(Duration.ofSeconds(random.nextInt(3)));
    }
    sender.close();
    later(Duration.ofSeconds(10));
    pass(QUICK);
    assertThat(new TreeSet<>(receiver.ids())).containsExactlyElementsOf(ids(1, 30));
    assertThat(receiver.got.size()).isGreaterThan(30);
    Map<String, String> bodies = new TreeMap<>();
    receiver.got.forEach(got ->
        assertThat(bodies.merge(got.id(), got.body(), (a, b) -> a.equals(b) ? a : "differs"))
            .isEqualTo(got.body()));
  }

  @Test
  void deliverersBesideEachOtherSendNothingTwice() throws Exception {
    try (Receiver other = new Receiver()) {
      subscribe(receiver.address());
      subscribe(other.address());
      AlertSamples.raise(database, "north", "r1", 1, 40);
      Map<Integer, Integer> delivered = new ConcurrentHashMap<>();
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        int number = i;
        threads.add(
            Thread.ofPlatform()
                .start(() -> {
                  try {
                    // a pass may find both subscribers busy, and ends; the others go on
                    for (int again = 0; again < 5; again++) {
                      delivered.merge(number, pass(QUICK).delivered(), Integer::sum);
                    }
                  } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                  }
                }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      pass(QUICK);
      assertThat(receiver.ids()).containsExactlyElementsOf(ids(1, 40));
      assertThat(other.ids()).containsExactlyElementsOf(ids(1, 40));
    }
  }

  @Test
  void aClockThatGoesBackStopsNothingAndRepeatsNothing() throws Exception {
    subscribe(receiver.address());
    AlertSamples.raise(database, "north", "r1", 1, 3);
    receiver.behave(got -> got.id().equals("north-0003.1") ? 503 : 200);
    pass(QUICK);
    later(Duration.ofSeconds(10));
    pass(QUICK);
    receiver.behave(_ -> 200);
    clock.set(Instant.parse("2020-01-01T00:00:00Z"));
    AlertSamples.raise(database, "north", "r2", 4, 4);
    pass(QUICK);
    later(Outbox.LONGEST_WAIT);
    pass(QUICK);
    assertThat(new TreeSet<>(receiver.ids())).containsExactlyElementsOf(ids(1, 4));
    assertThat(receiver.ids().stream().filter("north-0001.1"::equals)).hasSize(1);
    assertThat(outbox.deliveries(Optional.empty(), Optional.of(Delivery.State.PENDING))).isEmpty();
  }

  @Test
  void theBackgroundDelivers() throws Exception {
    subscribe(receiver.address());
    try (Deliverer deliverer =
        new Deliverer(outbox, QUICK, mail, Optional.empty(), clock::get, _ -> SECRET)) {
      deliverer.start();
      AlertSamples.raise(database, "north", "r1", 1, 2);
      for (int i = 0; i < 500 && receiver.got.size() < 2; i++) {
        Thread.sleep(20);
      }
    }
    assertThat(receiver.ids()).isEqualTo(ids(1, 2));
  }

  @Test
  void waitsGrowToTheLongestAndNoFurther() {
    java.util.random.RandomGenerator random = new Random(1);
    for (int failures = 1; failures < 200; failures++) {
      Duration wait = QUICK.backoff(failures, random);
      double most = Math.min(3600e3, 5e3 * Math.pow(2, failures - 1));
      assertThat((double) wait.toMillis()).isBetween(most / 2 - 1, most);
    }
  }

  @Test
  void aPortWhereNobodyListensIsAFailureWithAReason() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    subscribe("http://127.0.0.1:" + port + "/");
    AlertSamples.raise(database, "north", "r1", 1, 1);
    assertThat(pass(QUICK)).isEqualTo(new Deliverer.Pass(0, 1, 0));
    assertThat(outbox.deliveries(Optional.empty(), Optional.empty()).getFirst().problem())
        .hasValueSatisfying(problem -> assertThat(problem).contains("ConnectException"));
  }

  @Test
  void newAlertsGoByMailInOneMessage() throws Exception {
    try (MailSink sink = new MailSink()) {
      outbox.subscribe(
          new Subscriber(
              "north", Subscriber.Kind.MAIL, "ranger@example.org", new Subscriber.Secret.None()));
      AlertSamples.raise(database, "north", "r1", 1, 3);
      assertThat(pass(QUICK)).isEqualTo(new Deliverer.Pass(0, 0, 0)); // no mail server is known
      mail =
          Optional.of(
              new MailSettings(
                  "127.0.0.1",
                  sink.port(),
                  MailSettings.Security.NONE,
                  "",
                  "",
                  "sunqar@example.org"));
      sink.refuse(true);
      assertThat(pass(QUICK)).isEqualTo(new Deliverer.Pass(0, 1, 0));
      sink.refuse(false);
      later(Duration.ofSeconds(10));
      assertThat(pass(QUICK).delivered()).isEqualTo(1);
      assertThat(pass(QUICK).delivered()).isZero();
      assertThat(sink.messages()).hasSize(1);
      String message = sink.messages().getFirst();
      assertThat(sink.recipients()).contains("<ranger@example.org>");
      assertThat(message)
          .contains("Subject: 3 new alerts of watch north", "multipart/alternative", "text/html")
          .contains("north-0001: 1.00 ha", "<td>north-0003</td>", "Message-ID: <");
      assertThat(outbox.deliveries(Optional.empty(), Optional.of(Delivery.State.PENDING)))
          .isEmpty();
    }
  }
}
