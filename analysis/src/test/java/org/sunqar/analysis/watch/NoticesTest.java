// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.analysis.alert.AlertRule;
import org.sunqar.analysis.tracking.AlertAction;
import org.sunqar.catalog.store.CatalogSchema;
import org.sunqar.catalog.store.Database;
import org.sunqar.catalog.store.Migration;

/** What is told of things that are no alerts, beside what is told of alerts. */
class NoticesTest {

  private static final Optional<String> ALL = Optional.empty();
  private static final Subscriber HOOK =
      new Subscriber(
          "", Subscriber.Kind.WEBHOOK, "http://127.0.0.1:1/a", new Subscriber.Secret.None());

  @TempDir private Path folder;

  private Database open(int versions) {
    List<Migration> migrations = new ArrayList<>(CatalogSchema.MIGRATIONS);
    migrations.addAll(WatchStore.MIGRATIONS.subList(0, versions));
    return Database.open(folder.resolve("w.db"), migrations);
  }

  private Database open() {
    return open(WatchStore.MIGRATIONS.size());
  }

  private static Watch watch() {
    return new Watch(
        "north",
        "land",
        "ndvi",
        Optional.empty(),
        LocalDate.of(2022, 1, 1),
        new DetectorSettings.TwoDates(3),
        AlertRule.defaults());
  }

  private static List<Notices.Happening> happenings(String subject, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(n -> new Notices.Happening(subject + "." + n, "t", "{}", Instant.EPOCH))
        .toList();
  }

  private static List<String> events(Database database) {
    return new Outbox(database)
        .deliveries(ALL, Optional.empty()).stream().map(Delivery::event).toList();
  }

  @Test
  void whatIsSaidAgainIsToldOnceAlsoByOthers() {
    try (Database database = open();
        Database other = open()) {
      new Notices(database).tell(HOOK, "a", happenings("a", 2));
      new Notices(other).tell(HOOK, "a", happenings("a", 2));
      new Notices(other).tell(HOOK, "b", happenings("b", 1));
      new Notices(database).tell(HOOK, "a", happenings("a", 3));
      new Notices(database).tell(HOOK, "a", happenings("a", 1));
      assertThat(events(database)).containsExactly("a.1", "a.2", "b.1", "a.3");
      assertThat(new Notices(database).told()).containsEntry("a", 3).containsEntry("b", 1);
      assertThat(new Outbox(database).subscribers(ALL)).isEmpty();
      assertThat(new Outbox(database).isUsed()).isTrue();
    }
  }

  /** What is on its way when the tables are made anew stays so, and goes with its watch. */
  @Test
  void whatWasOnItsWayGoesOn() {
    try (Database old = open(4)) {
      new WatchStore(old).create(watch());
      old.write(c -> {
        execute(
            c,
            "INSERT INTO subscriber VALUES (7, 'north', 'webhook', 'http://a.example/', 's', '',"
                + " 1, 2, 3)");
        execute(
            c,
            "INSERT INTO delivery VALUES (9, 7, 'north-0001.1', 't', '{}', 'pending', 4, 5, 6,"
                + " NULL, 'down')");
        execute(
            c,
            "INSERT INTO delivery VALUES (11, 7, 'north-0001.2', 't', '{}', 'delivered', 1, 0, 6,"
                + " 8, NULL)");
        return true;
      });
    }
    try (Database now = open()) {
      Outbox outbox = new Outbox(now);
      List<Delivery> all = outbox.deliveries(Optional.of("north"), Optional.empty());
      assertThat(all).extracting(Delivery::key).containsExactly(9L, 11L);
      Delivery first = all.getFirst();
      assertThat(first.subscriber().secret()).isEqualTo(new Subscriber.Secret.Stored("s"));
      assertThat(first.failures()).isEqualTo(2);
      assertThat(first.attempts()).isEqualTo(4);
      assertThat(first.problem()).contains("down");
      assertThat(all.getLast().state()).isEqualTo(Delivery.State.DELIVERED);
      new Notices(now).tell(HOOK, "a", happenings("a", 1));
      new WatchStore(now).delete("north");
      assertThat(events(now)).containsExactly("a.1");
    }
  }

  private static void execute(Connection c, String sql) throws SQLException {
    try (Statement statement = c.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  @Test
  void anOrderIsInTheHistoryOfAnAlertOnceAndIsNoEvent() {
    try (Database database = open()) {
      new WatchStore(database).create(watch());
      new Outbox(database)
          .subscribe(new Subscriber("north", HOOK.kind(), HOOK.target(), HOOK.secret()));
      MadeWatch.addRun(
          new WatchStore(database),
          "north",
          "r1",
          10,
          "AA.... AA....",
          JsonNodeFactory.instance.objectNode());
      AlertStore alerts = new AlertStore(database);
      long before = alerts.entries();
      for (int i = 0; i < 2; i++) {
        alerts.act(
            "north-0001",
            new AlertAction.Order(JsonNodeFactory.instance.objectNode().put("order", "o1")),
            new AlertAction.Said("mission", ALL, Instant.EPOCH, "o1.taken"));
      }
      assertThat(alerts.history("north-0001")).hasSize(2);
      assertThat(alerts.history("north-0001").getLast().detail("order")).contains("o1");
      assertThat(alerts.orderSteps()).containsExactly("o1.taken");
      assertThat(alerts.entries()).isEqualTo(before + 1);
      assertThat(events(database)).containsExactly("north-0001.1");
    }
  }
}
