// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.catalog.TestFolders;
import org.sunqar.catalog.store.CatalogSchema;
import org.sunqar.catalog.store.Database;
import org.sunqar.catalog.store.ItemQuery;
import org.sunqar.catalog.store.SqliteItemStore;

/** Folders that are followed; time is what the test says it is. */
class FolderFollowerTest {

  private static final Duration QUIET = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  @TempDir Path folder;
  private Path arrivals;
  private Database database;
  private SqliteItemStore store;
  private FolderFollower follower;
  private Instant now = Instant.parse("2020-01-01T00:00:00Z");

  @BeforeEach
  void open() throws IOException {
    arrivals = Files.createDirectory(folder.resolve("arrivals"));
    database = Database.open(folder.resolve("w.db"), CatalogSchema.MIGRATIONS);
    store = new SqliteItemStore(database, folder);
    follower = follower();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private FolderFollower follower() {
    return new FolderFollower(
        new Importer(store),
        List.of(arrivals),
        ImportOptions.into("c"),
        new FolderFollower.Patience(QUIET, PATIENCE));
  }

  private FolderFollower.Look lookAfter(long seconds) {
    now = now.plusSeconds(seconds);
    return follower.look(now);
  }

  private long items() {
    return store.count(ItemQuery.all());
  }

  @Test
  void aSlowWriterIsNeverTakenEarly() throws IOException {
    byte[] scene = Files.readAllBytes(TestTiff.write(folder.resolve("s_20200101.tif"), 1));
    Path target = arrivals.resolve("s_20200101.tif");
    int step = scene.length / 20 + 1;
    try (OutputStream out = Files.newOutputStream(target)) {
      for (int at = 0; at < scene.length; at += step) {
        out.write(scene, at, Math.min(step, scene.length - at));
        out.flush();
        FolderFollower.Look look = lookAfter(6);
        assertThat(look.outcomes()).isEmpty();
        assertThat(look.waiting()).extracting(FolderFollower.Waiting::path).containsExactly(target);
        assertThat(items()).isZero();
      }
    }
    assertThat(lookAfter(6).outcomes()).isEmpty();
    assertThat(lookAfter(6).outcomes())
        .extracting(Outcome::status)
        .containsExactly(Outcome.Status.ADDED);
    assertThat(items()).isEqualTo(1);
    FolderFollower.Look later = lookAfter(100);
    assertThat(later.outcomes()).isEmpty();
    assertThat(later.waiting()).isEmpty();
  }

  /** A pause in the middle of a file is longer than the quiet time: it cannot be read yet. */
  @Test
  void aWriterThatPausesIsNotTakenEither() throws IOException {
    byte[] scene = Files.readAllBytes(TestTiff.write(folder.resolve("s_20200101.tif"), 1));
    Path target = arrivals.resolve("s_20200101.tif");
    Files.write(target, java.util.Arrays.copyOf(scene, scene.length / 2));
    lookAfter(1);
    FolderFollower.Look paused = lookAfter(60);
    assertThat(paused.outcomes()).isEmpty();
    assertThat(paused.waiting())
        .singleElement()
        .satisfies(waiting -> assertThat(waiting.reason()).contains("not readable yet"));
    Files.write(target, scene);
    lookAfter(1);
    assertThat(lookAfter(60).outcomes())
        .extracting(Outcome::status)
        .containsExactly(Outcome.Status.ADDED);
  }

  @Test
  void whatStaysBrokenIsReportedOnceWhenPatienceEnds() throws IOException {
    Path target = Files.writeString(arrivals.resolve("s_20200101.tif"), "no picture");
    lookAfter(1);
    assertThat(lookAfter(60).waiting()).hasSize(1);
    assertThat(lookAfter(PATIENCE.toSeconds()).outcomes())
        .singleElement()
        .satisfies(outcome -> {
          assertThat(outcome.path()).isEqualTo(target);
          assertThat(outcome.status()).isEqualTo(Outcome.Status.REJECTED);
        });
    FolderFollower.Look later = lookAfter(60);
    assertThat(later.outcomes()).isEmpty();
    assertThat(later.waiting()).isEmpty();
  }

  @Test
  void aProductOfManyFilesWaitsForAllOfThem() throws IOException {
    Path sample = TestFolders.sample("marburg-195025/2013");
    List<Path> files;
    try (Stream<Path> all = Files.list(sample)) {
      files = all.sorted().toList();
    }
    // the metadata come last in the alphabet: every other file arrives before
    assertThat(files.getLast().toString()).endsWith("_MTL.txt");
    for (Path file : files.subList(0, files.size() - 1)) {
      Files.copy(file, arrivals.resolve(file.getFileName()));
      assertThat(lookAfter(60).outcomes()).isEmpty();
      FolderFollower.Look look = lookAfter(60);
      assertThat(look.outcomes()).isEmpty();
      assertThat(look.waiting()).hasSize(1);
    }
    assertThat(items()).isZero();
  }

  @Test
  void itIsTakenOnceItIsComplete() throws IOException {
    Path sample = TestFolders.sample("marburg-195025/2013");
    try (Stream<Path> all = Files.list(sample)) {
      for (Path file : all.filter(f -> !f.toString().endsWith("B5.TIF")).toList()) {
        Files.copy(file, arrivals.resolve(file.getFileName()));
      }
    }
    lookAfter(1);
    assertThat(lookAfter(60).waiting())
        .singleElement()
        .satisfies(
            waiting -> assertThat(waiting.reason()).contains("not there").contains("B5.TIF"));
    try (Stream<Path> all = Files.list(sample)) {
      for (Path file : all.filter(f -> f.toString().endsWith("B5.TIF")).toList()) {
        Files.copy(file, arrivals.resolve(file.getFileName()));
      }
    }
    assertThat(lookAfter(1).outcomes()).isEmpty();
    assertThat(lookAfter(60).outcomes())
        .extracting(Outcome::status, Outcome::reason)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(Outcome.Status.ADDED, ""));
  }

  @Test
  void tilesWaitForTheirMetadata() throws IOException {
    Path product = Files.createDirectory(folder.resolve("p"));
    Path metadata = TestDimap.pleiadesOrtho(product, "BASIC");
    try (Stream<Path> all = Files.list(product)) {
      for (Path file : all.filter(f -> !f.equals(metadata)).toList()) {
        Files.copy(file, arrivals.resolve(file.getFileName()));
      }
    }
    lookAfter(1);
    assertThat(lookAfter(60).waiting()).hasSize(4);
    Files.copy(metadata, arrivals.resolve(metadata.getFileName()));
    lookAfter(1);
    assertThat(lookAfter(60).outcomes())
        .extracting(Outcome::itemId)
        .containsExactly("PHR1B_MS_X_ORT");
    assertThat(items()).isEqualTo(1);
  }

  @Test
  void filesUnderWorkingNamesAreNotLookedAt() throws IOException {
    Path scene = TestTiff.write(folder.resolve("s_20200101.tif"), 1);
    for (String name : List.of("s_20200101.tif.part", "s_20200101.tif.tmp", ".s_20200101.tif")) {
      Files.copy(scene, arrivals.resolve(name));
    }
    lookAfter(1);
    FolderFollower.Look look = lookAfter(7200);
    assertThat(look.outcomes()).isEmpty();
    assertThat(look.waiting()).isEmpty();
    Files.move(arrivals.resolve("s_20200101.tif.part"), arrivals.resolve("s_20200101.tif"));
    lookAfter(1);
    assertThat(lookAfter(60).outcomes()).hasSize(1);
  }

  @Test
  void afterARestartNothingComesTwice() throws IOException {
    TestTiff.write(arrivals.resolve("s_20200101.tif"), 1);
    lookAfter(1);
    lookAfter(60);
    follower = follower();
    lookAfter(1);
    assertThat(lookAfter(60).outcomes())
        .extracting(Outcome::status)
        .containsExactly(Outcome.Status.ALREADY_THERE);
    assertThat(items()).isEqualTo(1);
  }
}
