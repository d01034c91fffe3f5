// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.Collection;

class DatabaseBackupTest {

  @TempDir Path folder;

  /** Batches of ten go in while the copy is made: it holds whole batches. */
  @Test
  void aCopyIsOneStateAndBecomesAWorkspace() throws Exception {
    Path backup = folder.resolve("backups/one.sqlite");
    try (Database database = open("w/w.db")) {
      SqliteItemStore store = new SqliteItemStore(database, folder.resolve("w"));
      store.putCollection(Collection.of("c", "Things"));
      store.upsert(MadeItems.random(100, List.of("c"), 1));
      AtomicBoolean done = new AtomicBoolean();
      try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
        Future<?> writing =
            threads.submit(() -> {
              for (int n = 0; !done.get(); n++) {
                List<org.sunqar.catalog.stac.Item> batch = new ArrayList<>();
                for (int i = 0; i < 10; i++) {
                  batch.add(MadeItems.item("c", "n" + n + "_" + i, i, 0, n % 100));
                }
                store.upsert(batch);
              }
            });
        try {
          DatabaseBackup.create(database, backup);
        } finally {
          done.set(true);
        }
        writing.get();
      }
      assertFails(() -> DatabaseBackup.create(database, backup), CatalogException.Key.CONFLICT);
    }
    Path restored = folder.resolve("new/w.db");
    DatabaseBackup.restore(backup, restored);
    try (Database database = Database.open(restored, CatalogSchema.MIGRATIONS)) {
      database.check();
      SqliteItemStore store = new SqliteItemStore(database, folder.resolve("new"));
      long count = store.count(ItemQuery.all());
      assertThat(count).isGreaterThanOrEqualTo(100).matches(n -> n % 10 == 0);
      assertThat(store.search(ItemQuery.all())).hasSize(Math.toIntExact(count));
    }
    assertFails(() -> DatabaseBackup.restore(backup, restored), CatalogException.Key.CONFLICT);
    try (Stream<Path> files = Files.list(backup.getParent())) {
      assertThat(files).containsExactly(backup);
    }
  }

  @Test
  void whatIsNoSoundCopyIsRefusedAndLeavesNothing() throws IOException {
    Path backup = folder.resolve("b.sqlite");
    try (Database database = open("w/w.db")) {
      SqliteItemStore store = new SqliteItemStore(database, folder);
      store.putCollection(Collection.of("c", "Things"));
      store.upsert(MadeItems.random(300, List.of("c"), 2));
      DatabaseBackup.create(database, backup);
    }
    try (FileChannel channel = FileChannel.open(backup, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[20_000]), channel.size() / 2);
    }
    Path target = folder.resolve("new/w.db");
    assertFails(() -> DatabaseBackup.restore(backup, target), CatalogException.Key.CORRUPT);
    Path text = Files.writeString(folder.resolve("text"), "no database, but a text. ".repeat(300));
    assertFails(() -> DatabaseBackup.restore(text, target), CatalogException.Key.CORRUPT);
    assertFails(
        () -> DatabaseBackup.restore(folder.resolve("none"), target),
        CatalogException.Key.NOT_FOUND);
    try (Stream<Path> files = Files.list(target.getParent())) {
      assertThat(files).isEmpty();
    }
  }

  private Database open(String name) {
    return Database.open(folder.resolve(name), CatalogSchema.MIGRATIONS);
  }

  private static void assertFails(ThrowingCallable work, CatalogException.Key key) {
    assertThatThrownBy(work)
        .isInstanceOf(CatalogException.class)
        .extracting(e -> ((CatalogException) e).key())
        .isEqualTo(key);
  }
}
