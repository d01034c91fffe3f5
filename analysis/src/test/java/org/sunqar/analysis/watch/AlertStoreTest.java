// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.alert.AlertFiles;
import org.sunqar.analysis.alert.AlertRule;
import org.sunqar.analysis.tracking.AlertDocument;
import org.sunqar.analysis.tracking.AlertObject;
import org.sunqar.analysis.tracking.HistoryEntry;
import org.sunqar.analysis.tracking.MachineStatus;
import org.sunqar.analysis.tracking.MadeRuns;
import org.sunqar.analysis.tracking.RejectReason;
import org.sunqar.analysis.tracking.Review;
import org.sunqar.analysis.tracking.ReviewStatus;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.store.CatalogSchema;
import org.sunqar.catalog.store.Database;
import org.sunqar.catalog.store.Migration;
import org.sunqar.raster.geo.Grid;

class AlertStoreTest {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir Path folder;
  private Database database;
  private WatchStore watches;
  private AlertStore alerts;
  private Outbox outbox;

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("w.db"), migrations(WatchStore.MIGRATIONS));
    watches = new WatchStore(database);
    alerts = new AlertStore(database);
    outbox = new Outbox(database);
    watches.create(watch("north"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static List<Migration> migrations(List<Migration> own) {
    List<Migration> migrations = new ArrayList<>(CatalogSchema.MIGRATIONS);
    migrations.addAll(own);
    return migrations;
  }

  private static Watch watch(String name) {
    return new Watch(
        name,
        "land",
        "ndvi",
        Optional.empty(),
        LocalDate.of(2022, 1, 1),
        new DetectorSettings.TwoDates(3),
        AlertRule.defaults());
  }

  private void run(String id, int day, String picture) {
    MadeWatch.addRun(
        watches, "north", id, day, picture, JsonNodeFactory.instance.objectNode().put("x", 1));
  }

  @Test
  void reviewsAreKeptWithWhoAndWhen() {
    run("r1", 10, "AA.BB AA.BB");
    alerts.review("north-0001", new Review.Move.Begin(), "ana", Optional.empty(), NOW);
    alerts.review(
        "north-0001",
        new Review.Move.Reject(RejectReason.WATER_LEVEL),
        "ana",
        Optional.of("a \"lake\"; wet\nyear"),
        NOW.plusSeconds(60));
    AlertObject audited =
        alerts.review(
            "north-0001", new Review.Move.Audit(), "bo", Optional.empty(), NOW.plusSeconds(120));
    assertThat(alerts.alert("north-0001")).isEqualTo(audited);
    assertThat(audited.review().decision()).contains(ReviewStatus.REJECTED);
    assertThat(alerts.history("north-0001"))
        .extracting(
            HistoryEntry::number, e -> e.kind().text(), HistoryEntry::by, e -> e.detail("review"))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1, "created", "detector", Optional.empty()),
            org.assertj.core.groups.Tuple.tuple(2, "reviewed", "ana", Optional.of("in_review")),
            org.assertj.core.groups.Tuple.tuple(3, "reviewed", "ana", Optional.of("rejected")),
            org.assertj.core.groups.Tuple.tuple(4, "reviewed", "bo", Optional.of("audited")));
    assertThat(alerts.history("north-0001").get(2).detail("note"))
        .contains("a \"lake\"; wet\nyear");
    assertThatThrownBy(() ->
            alerts.review("north-0001", new Review.Move.Begin(), "ana", Optional.empty(), NOW))
        .isInstanceOf(AnalysisException.class)
        .hasMessage("alert north-0001 cannot be taken into review: it is audited, which stands");
    assertThatThrownBy(
            () -> alerts.review("north-9", new Review.Move.Begin(), "ana", Optional.empty(), NOW))
        .hasMessageStartingWith("there is no alert 'north-9'");
    run("r2", 20, "AA.BB AA.BB");
    assertThat(alerts.alert("north-0001").review()).isEqualTo(audited.review());
    assertThat(alerts.alert("north-0001").machine().status()).isEqualTo(MachineStatus.PROVISIONAL);
  }

  /** Not even a hand at the database changes what was said. */
  @Test
  void aHistoryIsOnlyAddedTo() {
    run("r1", 10, "AA.BB AA.BB");
    for (String sql :
        List.of(
            "UPDATE alert_history SET actor = 'me'",
            "DELETE FROM alert_history WHERE number = 1")) {
      assertThatThrownBy(() ->
              database.write(c -> {
                try (Statement statement = c.createStatement()) {
                  return statement.executeUpdate(sql);
                }
              }))
          .isInstanceOf(CatalogException.class)
          .hasMessageContaining("the history of an alert is only added to");
    }
    assertThat(alerts.history("north-0001")).hasSize(1);
    watches.delete("north");
    assertThat(alerts.features(AlertQuery.open(Optional.empty()))).isEmpty();
  }

  @Test
  void aMergedAlertPointsToTheOneThatGoesOn() {
    run("r1", 10, "AA.BB AA.BB");
    run("r2", 20, "AAAAA AAAAA");
    assertThat(alerts.alert("north-0002").machine().mergedInto()).contains("north-0001");
    assertThatThrownBy(() ->
            alerts.review("north-0002", new Review.Move.Confirm(), "ana", Optional.empty(), NOW))
        .hasMessage("alert north-0002 has become part of north-0001; review that one");
    assertThat(alerts.ofLatestRun("north"))
        .extracting(AlertObject::id)
        .containsExactly("north-0001");
    run("r3", 30, "..... .....");
    run("r4", 40, "...CC ...CC");
    // what is found again has its old id, what is new a number that was never given
    assertThat(alerts.ofLatestRun("north"))
        .extracting(AlertObject::id)
        .containsExactly("north-0001");
  }

  @Test
  void filters() {
    run("r1", 10, "AAA.BB AAA.BB");
    run("r2", 20, "AAA... AAA...");
    alerts.review("north-0001", new Review.Move.Confirm(), "ana", Optional.empty(), NOW);
    assertThat(ids(AlertQuery.open(Optional.empty()))).containsExactly("north-0001");
    assertThat(ids(AlertQuery.open(Optional.of("south")))).isEmpty();
    AlertQuery all = query(Set.of(MachineStatus.values()), Set.of(), Optional.empty(), 0, 0);
    assertThat(ids(all)).containsExactly("north-0001", "north-0002");
    assertThat(ids(query(Set.of(MachineStatus.RETRACTED), Set.of(), Optional.empty(), 0, 0)))
        .containsExactly("north-0002");
    assertThat(
            ids(
                query(
                    Set.of(MachineStatus.values()),
                    Set.of(ReviewStatus.NEW, ReviewStatus.AUDITED),
                    Optional.empty(),
                    0,
                    0)))
        .containsExactly("north-0002");
    assertThat(ids(query(Set.of(MachineStatus.values()), Set.of(), Optional.empty(), 0.5, 0)))
        .containsExactly("north-0001");
    assertThat(ids(query(Set.of(MachineStatus.values()), Set.of(), Optional.empty(), 0, 1)))
        .isEmpty();
    Envelope second = alerts.alert("north-0002").finding().outline().getEnvelopeInternal();
    second.expandBy(-1e-6);
    assertThat(ids(query(Set.of(MachineStatus.values()), Set.of(), Optional.of(second), 0, 0)))
        .containsExactly("north-0002");
  }

  private List<String> ids(AlertQuery query) {
    return alerts.features(query).stream().map(feature -> feature.get("id").asText()).toList();
  }

  private static AlertQuery query(
      Set<MachineStatus> status,
      Set<ReviewStatus> review,
      Optional<Envelope> box,
      double area,
      double confidence) {
    return new AlertQuery(
        Optional.empty(),
        status,
        review,
        Optional.empty(),
        box,
        area,
        confidence,
        Optional.empty());
  }

  @Test
  void everyChangeIsInTheOutboxOncePerSubscriber() throws Exception {
    run("r1", 10, "AA.... AA....");
    Subscriber hook = hook("http://127.0.0.1:1/a");
    outbox.subscribe(hook);
    outbox.subscribe(hook("http://127.0.0.1:1/b"));
    outbox.subscribe(
        new Subscriber("north", Subscriber.Kind.MAIL, "a@b.org", new Subscriber.Secret.None()));
    run("r2", 20, "AA..BB AA..BB");
    alerts.review("north-0002", new Review.Move.Confirm(), "ana", Optional.empty(), NOW);
    run("r3", 30, "...... ......");
    List<Delivery> all = outbox.deliveries(Optional.of("north"), Optional.empty());
    assertThat(all.stream().filter(d -> d.subscriber().target().endsWith("a")).map(Delivery::event))
        .containsExactly("north-0002.1", "north-0002.2", "north-0001.2", "north-0002.3");
    assertThat(all.stream().filter(d -> d.subscriber().target().endsWith("b")).map(Delivery::type))
        .containsExactly(
            "org.sunqar.alert.created",
            "org.sunqar.alert.reviewed",
            "org.sunqar.alert.retracted",
            "org.sunqar.alert.retracted");
    assertThat(
            all.stream()
                .filter(d -> d.subscriber().kind() == Subscriber.Kind.MAIL)
                .map(Delivery::event))
        .containsExactly("north-0002.1");
    var event = new ObjectMapper().readTree(all.getFirst().body());
    assertThat(event.get("specversion").asText()).isEqualTo("1.0");
    assertThat(event.get("id").asText()).isEqualTo("north-0002.1");
    assertThat(event.get("source").asText()).isEqualTo("/watches/north");
    assertThat(event.at("/data/properties/event/kind").asText()).isEqualTo("created");
    assertThat(AlertDocument.read(event.get("data")).id()).isEqualTo("north-0002");
  }

  private static Subscriber hook(String target) {
    return new Subscriber(
        "north", Subscriber.Kind.WEBHOOK, target, new Subscriber.Secret.Stored("s3"));
  }

  @Test
  void aSubscriberIsSentOneEventAtATimeAndRestsAfterAFailure() {
    outbox.subscribe(hook("http://127.0.0.1:1/a"));
    run("r1", 10, "AA.BB AA.BB");
    Delivery first = claim(NOW).orElseThrow();
    assertThat(claim(NOW)).isEmpty();
    // whoever claimed it died: after a while it is due again, under the same id
    assertThat(claim(NOW.plusSeconds(61)).orElseThrow().event()).isEqualTo(first.event());
    outbox.failed(
        first, NOW, "HTTP 500", Optional.of(Duration.ofSeconds(100)), Duration.ofSeconds(5));
    assertThat(claim(NOW.plusSeconds(4))).isEmpty();
    Delivery other = claim(NOW.plusSeconds(6)).orElseThrow();
    assertThat(other.event()).isNotEqualTo(first.event());
    outbox.delivered(List.of(other), NOW.plusSeconds(7));
    assertThat(claim(NOW.plusSeconds(8))).isEmpty();
    Delivery again = claim(NOW.plusSeconds(101)).orElseThrow();
    assertThat(again.event()).isEqualTo(first.event());
    assertThat(again.attempts()).isEqualTo(1);
    outbox.failed(again, NOW, "HTTP 500", Optional.empty(), Duration.ZERO);
    assertThat(claim(NOW.plusSeconds(1000))).isEmpty();
    assertThat(outbox.deliveries(Optional.empty(), Optional.of(Delivery.State.DEAD)))
        .extracting(Delivery::problem)
        .containsExactly(Optional.of("HTTP 500"));
    assertThat(outbox.redeliver(Optional.of("north"), Optional.empty())).isEqualTo(1);
    assertThat(claim(NOW).orElseThrow().event()).isEqualTo(first.event());
  }

  @Test
  void whatWasDeliveredIsForgottenAndWhatIsDeadIsKept() {
    outbox.subscribe(hook("http://127.0.0.1:1/a"));
    run("r1", 10, "AA.BB.CC AA.BB.CC");
    Delivery delivered = claim(NOW).orElseThrow();
    outbox.delivered(List.of(delivered), NOW);
    Delivery dead = claim(NOW).orElseThrow();
    outbox.failed(dead, NOW, "gone", Optional.empty(), Duration.ZERO);
    Instant later = NOW.plus(Duration.ofDays(1000));
    assertThat(outbox.prune(NOW)).isZero();
    assertThat(outbox.prune(later)).isEqualTo(1);
    assertThat(outbox.prune(later)).isZero();
    assertThat(outbox.deliveries(Optional.empty(), Optional.empty()))
        .extracting(Delivery::state)
        .containsExactlyInAnyOrder(Delivery.State.DEAD, Delivery.State.PENDING);
    assertThat(outbox.drop(Optional.of("south"), Optional.empty())).isZero();
    assertThat(outbox.drop(Optional.empty(), Optional.of(delivered.event()))).isZero();
    assertThat(outbox.drop(Optional.of("north"), Optional.of(dead.event()))).isEqualTo(1);
    assertThat(outbox.deliveries(Optional.empty(), Optional.empty()))
        .extracting(Delivery::state)
        .containsExactly(Delivery.State.PENDING);
    // nothing is told a second time
    assertThat(outbox.redeliver(Optional.empty(), Optional.empty())).isZero();
  }

  @Test
  void aClockThatIsSetBackStopsNothingAndRepeatsNothing() {
    outbox.subscribe(hook("http://127.0.0.1:1/a"));
    run("r1", 10, "AA.BB AA.BB");
    Delivery first = claim(NOW).orElseThrow();
    outbox.delivered(List.of(first), NOW);
    Delivery second = claim(NOW).orElseThrow();
    outbox.failed(
        second, NOW, "no route", Optional.of(Duration.ofMinutes(20)), Duration.ofMinutes(20));
    // the clock goes back by half an hour: the wait is longer, but not than the longest
    Instant back = NOW.minusSeconds(1800);
    assertThat(claim(back)).isEmpty();
    assertThat(claim(back.plus(Duration.ofMinutes(50)))).isPresent();
    outbox.failed(
        second, NOW, "no route", Optional.of(Duration.ofMinutes(20)), Duration.ofMinutes(20));
    // by a year: what is further away than any wait is due
    Instant longAgo = NOW.minusSeconds(31_536_000);
    assertThat(claim(longAgo).orElseThrow().event()).isEqualTo(second.event());
    outbox.delivered(List.of(second), longAgo);
    assertThat(claim(longAgo)).isEmpty();
    assertThat(claim(NOW.plusSeconds(31_536_000))).isEmpty();
  }

  private Optional<Delivery> claim(Instant now) {
    return outbox.claim(Subscriber.Kind.WEBHOOK, now, Duration.ofSeconds(60));
  }

  /** The outline follows the edges of pixels, so the pixels come back whatever their shape. */
  @Test
  void pixelsComeBackFromOutlines() {
    Random random = new Random(4);
    Grid grid = MadeRuns.grid(40, 30);
    for (int i = 0; i < 12; i++) {
      double share = 0.02 + 0.9 * random.nextDouble();
      int[] pixels = IntStream.range(0, 1200).filter(_ -> random.nextDouble() < share).toArray();
      if (pixels.length == 0) {
        continue;
      }
      StringBuilder picture = new StringBuilder();
      for (int p = 0; p < 1200; p++) {
        picture.append(p > 0 && p % 40 == 0 ? " " : "");
        picture.append(Arrays.binarySearch(pixels, p) >= 0 ? 'A' : '.');
      }
      var group = MadeRuns.groups(picture.toString(), 1, 3).getFirst();
      var alert = MadeRuns.builder("w", grid).alert(group, "w-0001");
      // as it is stored: rounded to a centimetre
      var stored = AlertFiles.alert(AlertFiles.feature(alert));
      assertThat(AlertTracker.pixels(stored.outline(), grid)).containsExactly(pixels);
    }
    assertThat(
            AlertTracker.pixels(
                MadeRuns.builder("w", MadeRuns.grid(400, 2))
                    .alert(
                        MadeRuns.groups(".".repeat(399) + "A " + ".".repeat(400), 1, 3).getFirst(),
                        "")
                    .outline(),
                MadeRuns.grid(4, 2)))
        .isEmpty();
  }

  /** A workspace of the first version, with two runs of a watch. */
  @Test
  void alertsOfTheFirstVersionGoOn() throws Exception {
    Path file = folder.resolve("old.db");
    Grid grid = MadeRuns.grid(5, 2);
    try (Database old = Database.open(file, migrations(WatchStore.MIGRATIONS.subList(0, 1)))) {
      ObjectNode json = WatchJson.write(watch("north"));
      ((ObjectNode) json.get("rule")).remove(List.of("minimum_confidence", "quiet_days"));
      old.write(c -> {
        execute(c, "INSERT INTO watch VALUES ('north', ?, 1)", json.toString());
        for (int run = 1; run <= 2; run++) {
          execute(
              c,
              "INSERT INTO run VALUES (" + run + ", 'north', 'r" + run + "', 1000, ?)",
              "{\"alerts\":1,\"software\":\"Sunqar 0.1\"}");
          var group = MadeRuns.groups("AA... AA...", 100, 3).getFirst();
          String feature =
              AlertFiles.feature(
                      MadeRuns.builder("north", grid).alert(group, "north-000" + (3 - run)))
                  .toString();
          execute(
              c, "INSERT INTO alert VALUES (" + run + ", 'x', 1, '2022-01-01', 1.5, ?)", feature);
        }
        return true;
      });
    }
    try (Database now = Database.open(file, migrations(WatchStore.MIGRATIONS))) {
      AlertStore store = new AlertStore(now);
      assertThat(store.features(AlertQuery.open(Optional.empty())))
          .extracting(feature -> feature.get("id").asText())
          .containsExactly("north-0001");
      AlertObject alert = store.alert("north-0001");
      assertThat(alert.evidence()).isEqualTo(new AlertObject.Evidence("r2", "Sunqar 0.1"));
      assertThat(store.history("north-0001")).hasSize(1);
      assertThat(store.ofLatestRun("north")).containsExactly(alert);
      new WatchStore(now).create(watch("north"));
      MadeWatch.addRun(
          new WatchStore(now),
          "north",
          "r3",
          200,
          "AAA.. AA...",
          JsonNodeFactory.instance.objectNode());
      assertThat(store.ofLatestRun("north"))
          .extracting(AlertObject::id)
          .containsExactly("north-0001");
    }
  }

  private static void execute(java.sql.Connection c, String sql, String value) throws SQLException {
    try (var statement = c.prepareStatement(sql)) {
      statement.setString(1, value);
      statement.executeUpdate();
    }
  }
}
