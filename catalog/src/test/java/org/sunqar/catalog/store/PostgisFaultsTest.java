// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.PostgresServer;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.stac.Footprint;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.raster.geo.Bounds;

/** A database server that is not there, goes away, or is used by many at the same time. */
class PostgisFaultsTest {

  @TempDir Path folder;

  @Test
  void aDatabaseOfANewerVersionIsRefused() {
    PostgresServer server = PostgresServer.shared();
    String address = server.newDatabase();
    open(address).close();
    open(address).close();
    server.execute(
        address.substring(address.lastIndexOf('/') + 1),
        "INSERT INTO sunqar.flyway_schema_history SELECT 99, '99', 'later', type, 'V99', 1,"
            + " installed_by, now(), 1, true FROM sunqar.flyway_schema_history"
            + " WHERE version = '1'");
    assertFails(() -> open(address), CatalogException.Key.NEWER_VERSION)
        .hasMessageContaining("tables of version 99");
  }

  @Test
  void whatIsMissingIsSaid() throws Exception {
    PostgresServer server = PostgresServer.shared();
    String address = server.newDatabase();
    String database = address.substring(address.lastIndexOf('/') + 1);
    assertFails(() -> open(server.newDatabaseOfPlainUser()), CatalogException.Key.INVALID)
        .hasMessageContaining("has no PostGIS; let an administrator run this in it once");
    assertFails(
            () -> open(server.url(PostgresServer.USER, "wrong", database)),
            CatalogException.Key.INVALID)
        .hasMessageContaining("refuses");
    assertFails(
            () -> open(server.url(PostgresServer.USER, PostgresServer.PASSWORD, "none")),
            CatalogException.Key.INVALID)
        .hasMessageContaining("there is no database");
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    assertFails(
            () -> open("postgresql://u:" + PostgresServer.PASSWORD + "@127.0.0.1:" + port + "/d"),
            CatalogException.Key.UNAVAILABLE)
        .hasMessageContaining("does not answer");
  }

  @Test
  void loadsOfTheSameAndOfOtherItemsAllGoThrough() throws Exception {
    String address = PostgresServer.shared().newDatabase();
    int writers = 6;
    try (ItemStore store = open(address);
        ExecutorService threads = Executors.newFixedThreadPool(writers)) {
      List<String> collections = List.of("a", "b", "c");
      collections.forEach(id -> store.putCollection(Collection.of(id, "Things")));
      List<Future<?>> all = new ArrayList<>();
      for (int w = 0; w < writers; w++) {
        int writer = w;
        all.add(
            threads.submit(() -> {
              for (int batch = 0; batch < 8; batch++) {
                int from = batch * 20;
                List<Item> items = new ArrayList<>();
                for (int i = 0; i < 60; i++) {
                  // half of the items are those of other writers, with another content
                  String id = i % 2 == 0 ? "shared" + (from + i) : "own" + writer + "-" + from + i;
                  items.add(item(collections.get(i % 3), id, writer));
                }
                if (writer % 2 == 0) {
                  items = items.reversed();
                }
                if (batch % 3 == 2) {
                  store.deleteItem("a", "shared" + from);
                }
                store.upsert(items);
              }
            }));
      }
      for (Future<?> one : all) {
        one.get();
      }
      long items = 0;
      for (String id : collections) {
        List<Item> there = store.search(ItemQuery.all().in(id));
        items += there.size();
        assertThat(new HashSet<>(there.stream().map(Item::id).toList())).hasSize(there.size());
        assertThat(store.collection(id).orElseThrow().extent().bbox().orElseThrow())
            .isEqualTo(there.stream().map(Item::bbox).reduce(Bounds::union).orElseThrow());
      }
      assertThat(items).isEqualTo(store.count(ItemQuery.all()));
    }
  }

  @Test
  void aKilledServerIsUnavailableAndThenThereAgain() throws Exception {
    try (PostgresServer server = PostgresServer.start(true);
        ItemStore store = open(server.newDatabase());
        ExecutorService threads = Executors.newFixedThreadPool(3)) {
      store.putCollection(Collection.of("c", "Things"));
      Set<String> reported = new ConcurrentSkipListSet<>();
      Set<String> messages = new ConcurrentSkipListSet<>();
      AtomicBoolean stop = new AtomicBoolean();
      AtomicInteger searches = new AtomicInteger();
      List<Future<?>> all = new ArrayList<>();
      for (int w = 0; w < 2; w++) {
        String prefix = "w" + w + "-";
        all.add(
            threads.submit(() -> {
              for (int batch = 0; !stop.get(); batch++) {
                int from = batch * 20;
                List<Item> items =
                    IntStream.range(from, from + 20)
                        .mapToObj(i -> item("c", prefix + i, 0))
                        .toList();
                try {
                  store.upsert(items);
                  items.forEach(item -> reported.add(item.id()));
                } catch (CatalogException e) {
                  assertThat(e.key()).isEqualTo(CatalogException.Key.UNAVAILABLE);
                  messages.add(e.getMessage());
                }
              }
            }));
      }
      all.add(
          threads.submit(() -> {
            while (!stop.get()) {
              try {
                store.page(ItemQuery.all().touching(new Bounds(0, 0, 90, 90)).atMost(10));
                searches.incrementAndGet();
              } catch (CatalogException e) {
                assertThat(e.key()).isEqualTo(CatalogException.Key.UNAVAILABLE);
                messages.add(e.getMessage());
              }
            }
          }));
      await(() -> reported.size() > 100 && searches.get() > 10);
      server.kill();
      assertFails(() -> store.collections(), CatalogException.Key.UNAVAILABLE)
          .hasMessageContaining("does not answer");
      server.restart();
      int before = reported.size();
      int searchesBefore = searches.get();
      await(() -> reported.size() > before + 100 && searches.get() > searchesBefore + 10);
      stop.set(true);
      for (Future<?> one : all) {
        one.get();
      }
      Set<String> there =
          new HashSet<>(store.search(ItemQuery.all()).stream().map(Item::id).toList());
      assertThat(there).containsAll(reported);
      assertThat(there.size() % 20).as("no half batch").isZero();
      assertThat(messages).noneMatch(message -> message.contains(PostgresServer.PASSWORD));
    }
  }

  private ItemStore open(String address) {
    return PostgisItemStore.open(address, folder);
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertFails(
      ThrowingCallable call, CatalogException.Key key) {
    return assertThatThrownBy(call)
        .isInstanceOfSatisfying(CatalogException.class, e -> assertThat(e.key()).isEqualTo(key))
        .satisfies(e -> {
          for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            assertThat(cause.toString()).doesNotContain(PostgresServer.PASSWORD);
          }
        });
  }

  private static void await(java.util.function.BooleanSupplier condition)
      throws InterruptedException {
    long deadline = System.nanoTime() + 60_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.sleep(10);
    }
  }

  /** One degree wide and high, somewhere that depends on its id. */
  private static Item item(String collection, String id, int content) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    double west = Math.floorMod(id.hashCode(), 80);
    var geometry = nodes.objectNode().put("type", "Point");
    geometry.putArray("coordinates").add(west).add(40);
    return Item.of(
        id,
        collection,
        new Footprint(geometry, new Bounds(west, 40, west + 1, 41)),
        TimeInterval.at(Instant.parse("2020-01-01T00:00:00Z")),
        Map.of("content", nodes.numberNode(content)),
        Map.of());
  }
}
