// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.store.CatalogSchema;
import org.sunqar.catalog.store.Database;
import org.sunqar.catalog.store.ItemQuery;
import org.sunqar.catalog.store.SqliteItemStore;

/** Imports that end badly, and imports that meet. */
class KilledImportTest {

  private static final int SCENES = 250;

  @TempDir Path folder;
  private Path scenes;
  private Path file;

  @BeforeEach
  void writeScenes() throws IOException {
    scenes = Files.createDirectory(folder.resolve("scenes"));
    file = folder.resolve("w/w.db");
    for (int i = 0; i < SCENES; i++) {
      TestTiff.write(scenes.resolve("ndvi_" + LocalDate.of(2020, 1, 1).plusDays(i) + ".tif"), i);
    }
  }

  /** An import that takes its time, in a process of its own. Prints how far it is. */
  public static void main(String[] args) {
    Path file = Path.of(args[0]);
    try (Database database = Database.open(file, CatalogSchema.MIGRATIONS)) {
      new Importer(new SqliteItemStore(database, Path.of(args[2])))
          .run(
              List.of(Path.of(args[1])),
              ImportOptions.into("c").copyingInto(Path.of(args[2]).resolve("copies")),
              (done, total, path) -> {
                System.out.println(done);
                try {
                  Thread.sleep(2);
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
    }
    System.out.println("finished");
  }

  @Test
  void aKilledImportLosesItsBatchAtMostAndCanBeRunAgain() throws Exception {
    for (int killAt : new int[] {30, 170}) {
      Process process = start();
      try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
          assertThat(line).isNotEqualTo("finished");
          if (line.equals(String.valueOf(killAt))) {
            // not Process.destroyForcibly, which closes the stream that is being read
            process.toHandle().destroyForcibly();
          }
        }
      }
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(128 + 9);
    }
    try (Database database = Database.open(file, CatalogSchema.MIGRATIONS)) {
      database.check();
      SqliteItemStore store = new SqliteItemStore(database, folder.resolve("w"));
      assertThat(store.count(ItemQuery.all())).isEqualTo(100);
      assertThat(leftovers()).hasSize(1);
      ImportReport report =
          new Importer(store)
              .run(
                  List.of(scenes),
                  ImportOptions.into("c").copyingInto(folder.resolve("w/copies")),
                  (done, total, path) -> {});
      assertThat(report.count(Outcome.Status.ALREADY_THERE)).isEqualTo(100);
      assertThat(report.count(Outcome.Status.ADDED)).isEqualTo(SCENES - 100);
      assertEverySceneIsThereOnce(store);
      assertThat(leftovers()).isEmpty();
      for (Item item : store.search(ItemQuery.all())) {
        assertThat(item.band("ndvi").orElseThrow().path()).exists();
      }
    }
    try (Stream<Path> copies = Files.list(folder.resolve("w/copies"))) {
      assertThat(copies).hasSize(SCENES);
    }
  }

  @Test
  void twoImportersAtOnceAddEachSceneOnce() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<ImportReport>> runs = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        runs.add(
            threads.submit(() -> {
              // a handle of its own, as another process has
              try (Database database = Database.open(file, CatalogSchema.MIGRATIONS)) {
                return new Importer(new SqliteItemStore(database, folder.resolve("w")))
                    .run(
                        List.of(scenes),
                        ImportOptions.into("c").copyingInto(folder.resolve("w/copies")),
                        (done, total, path) -> {});
              }
            }));
      }
      long added = 0;
      for (Future<ImportReport> run : runs) {
        assertThat(run.get().count(Outcome.Status.REJECTED)).isZero();
        added += run.get().count(Outcome.Status.ADDED);
      }
      assertThat(added).isEqualTo(SCENES);
    }
    try (Database database = Database.open(file, CatalogSchema.MIGRATIONS)) {
      assertEverySceneIsThereOnce(new SqliteItemStore(database, folder.resolve("w")));
    }
    assertThat(leftovers()).isEmpty();
  }

  private static void assertEverySceneIsThereOnce(SqliteItemStore store) {
    List<Item> items = store.search(ItemQuery.all());
    assertThat(items).hasSize(SCENES);
    assertThat(items.stream().map(Item::id).distinct()).hasSize(SCENES);
    assertThat(items.stream().map(item -> item.contentHash().orElseThrow()).distinct())
        .hasSize(SCENES);
  }

  private List<Path> leftovers() throws IOException {
    try (Stream<Path> entries = Files.list(folder.resolve("w/copies"))) {
      return entries
          .filter(entry -> entry.getFileName().toString().startsWith(".import-"))
          .toList();
    }
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "--add-modules=jdk.incubator.vector",
            "-cp",
            System.getProperty("java.class.path"),
            KilledImportTest.class.getName(),
            file.toString(),
            scenes.toString(),
            folder.resolve("w").toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
