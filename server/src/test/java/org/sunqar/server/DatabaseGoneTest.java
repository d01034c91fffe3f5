// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.catalog.PostgresServer;

/**
 * The database server is killed under load: clients are told so, and served again when it is back.
 */
class DatabaseGoneTest {

  @TempDir private Path folder;

  private final AtomicBoolean stop = new AtomicBoolean();
  private final AtomicInteger served = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final Set<String> created = new ConcurrentSkipListSet<>();

  @Test
  void requestsFailWith503AndAReasonAndThenRecover() throws Exception {
    try (PostgresServer database = PostgresServer.start(true);
        TestServer server = TestServer.start(database, folder);
        ExecutorService clients = Executors.newFixedThreadPool(3)) {
      server.collection("c");
      List<Future<?>> all = new ArrayList<>();
      all.add(clients.submit(() -> searches(server)));
      all.add(clients.submit(() -> creations(server, "a")));
      all.add(clients.submit(() -> creations(server, "b")));
      await(() -> served.get() > 20 && created.size() > 20);

      database.kill();
      await(() -> refused.get() > 5);
      TestServer.Reply reply = server.get("/collections").expect(503);
      assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
      assertThat(reply.json().path("detail").asText()).contains("does not answer");

      database.restart();
      int before = served.get();
      int createdBefore = created.size();
      await(() -> served.get() > before + 20 && created.size() > createdBefore + 20);
      stop.set(true);
      for (Future<?> one : all) {
        one.get();
      }
      for (String id : created) {
        server.get("/collections/c/items/" + id).expect(200);
      }
    }
  }

  private boolean searches(TestServer server) throws Exception {
    while (!stop.get()) {
      if (isServed(server.get("/search?bbox=0,0,90,80&limit=5"), 200)) {
        served.incrementAndGet();
      }
    }
    return true;
  }

  private boolean creations(TestServer server, String prefix) throws Exception {
    for (int i = 0; !stop.get(); i++) {
      String id = prefix + i;
      String item = TestServer.itemJson(id, i % 89, i % 79, "2024-05-01T00:00:00Z").toString();
      if (isServed(server.post("/collections/c/items", item), 201)) {
        created.add(id);
      }
    }
    return true;
  }

  /** False when it was refused, in the one way that is allowed. */
  private boolean isServed(TestServer.Reply reply, int wanted) {
    if (reply.status() == wanted) {
      return true;
    }
    reply.expect(503);
    assertThat(reply.json().path("detail").asText()).isNotBlank();
    assertThat(reply.body()).doesNotContain(PostgresServer.PASSWORD);
    refused.incrementAndGet();
    return false;
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + 120_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited for too long").isLessThan(end);
      Thread.sleep(20);
    }
  }
}
