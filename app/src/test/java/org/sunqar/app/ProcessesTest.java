// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.analysis.watch.WatchStore;
import org.sunqar.app.console.ExitCode;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.store.CatalogSchema;
import org.sunqar.catalog.store.Database;
import org.sunqar.catalog.store.ItemQuery;
import org.sunqar.catalog.store.Migration;
import org.sunqar.catalog.store.SqliteItemStore;
import org.sunqar.raster.tiff.GeoTiff;

/** Commands that meet in a workspace, and commands that are killed in the middle of it. */
class ProcessesTest {

  private static final int SCENES = 115;
  private static final int KILLS = 6;

  private static final List<Migration> MIGRATIONS =
      Stream.concat(CatalogSchema.MIGRATIONS.stream(), WatchStore.MIGRATIONS.stream()).toList();

  @TempDir static Path series;
  @TempDir Path folder;
  private Path workspace;

  @BeforeAll
  static void makeScenes() throws IOException {
    MadeScenes.series(series, 16);
    assertThat(RunFolders.list(series)).hasSize(SCENES);
  }

  @BeforeEach
  void name() {
    workspace = folder.resolve("w");
  }

  @Test
  void twoWatchesAtOnce() throws Exception {
    load(series).done();
    create("north");
    create("south");
    try (Child north = run("north");
        Child south = run("south")) {
      assertThat(north.await().done().json().get(0).get("alerts").asInt()).isEqualTo(1);
      assertThat(south.await().done().json().get(0).get("alerts").asInt()).isEqualTo(1);
    }
    Path one = only(RunFolders.completeRuns(workspace, "north"));
    Path other = only(RunFolders.completeRuns(workspace, "south"));
    for (String map : List.of("break_date.tif", "magnitude.tif", "valid_count.tif")) {
      assertThat(RunFolders.content(one).get(map)).isEqualTo(RunFolders.content(other).get(map));
    }
    JsonNode alerts = Answer.of("alert", "list", "--workspace", workspace).done().json();
    assertThat(alerts.get("features").findValuesAsText("watch")).containsExactly("north", "south");
  }

  @Test
  void theSameWatchTwiceAtOnce() throws Exception {
    load(series).done();
    create("north");
    try (Child first = run("north")) {
      assertThat(first.awaitProgress(1)).isTrue();
      runHere("north")
          .failed(ExitCode.CONFLICT, "analysis.CONFLICT")
          .says("'north' is being run by another process");
      Answer.of("watch", "delete", "north", "--workspace", workspace)
          .failed(ExitCode.CONFLICT, "analysis.CONFLICT");
      assertThat(first.isAlive()).isTrue();
      first.await().done();
    }
    assertThat(RunFolders.completeRuns(workspace, "north")).hasSize(1);
    runHere("north").done(); // the lock is free again
    assertThat(RunFolders.completeRuns(workspace, "north")).hasSize(2);
  }

  @Test
  void anImportWhileAWatchRuns() throws Exception {
    load(series).done();
    create("north");
    Path more = folder.resolve("more");
    Random random = new Random(7);
    for (int day = 1; day <= 28; day++) {
      MadeScenes.scene(more, LocalDate.of(2021, 2, day), MadeScenes.GRID, random);
    }
    try (Child run = run("north")) {
      assertThat(run.awaitProgress(1)).isTrue();
      assertThat(load(more).done().err()).contains("28 added");
      assertThat(run.isAlive()).isTrue();
      assertThat(run.await().done().json().get(0).get("scenes").asInt()).isEqualTo(SCENES);
    }
    assertThat(runHere("north").done().json().get(0).get("scenes").asInt()).isEqualTo(SCENES + 28);
  }

  @Test
  void anImportThatIsKilledCanBeRunAgain() throws Exception {
    Random random = new Random(42);
    int killed = 0;
    for (int i = 0; i < KILLS; i++) {
      workspace = folder.resolve("w" + i);
      killed += killAt(startImport(), i, random);
      try (Database database = Database.open(workspace.resolve("sunqar.sqlite"), MIGRATIONS)) {
        database.check();
        for (Item item : new SqliteItemStore(database, workspace).search(ItemQuery.all())) {
          try (GeoTiff copy = GeoTiff.open(item.band("ndvi").orElseThrow().path())) {
            assertThat(copy.grid()).isEqualTo(MadeScenes.GRID);
          }
        }
      }
      load(series, "--copy").done();
      JsonNode row = Answer.of("collection", "list", "--workspace", workspace).json().get(0);
      assertThat(row.get("scenes").asInt()).isEqualTo(SCENES);
      assertThat(RunFolders.list(workspace.resolve("scenes")))
          .hasSize(SCENES)
          .noneMatch(copy -> String.valueOf(copy.getFileName()).startsWith("."));
    }
    assertThat(killed).isGreaterThanOrEqualTo(KILLS / 2);
  }

  @Test
  void aRunThatIsKilledLeavesNothingHalfDone() throws Exception {
    load(series).done();
    create("north");
    runHere("north").done();
    Path undisturbed = only(RunFolders.completeRuns(workspace, "north"));
    Map<String, String> expected = RunFolders.content(undisturbed);
    String alerts = Answer.of("alert", "list", "--workspace", workspace).done().out();
    Random random = new Random(43);
    int killed = 0;
    for (int i = 0; i < KILLS; i++) {
      killed += killAt(run("north"), i, random);
      try (Database database = Database.open(workspace.resolve("sunqar.sqlite"), MIGRATIONS)) {
        database.check();
        WatchStore.Run latest = new WatchStore(database).latestRun("north").orElseThrow();
        assertThat(RunFolders.completeRuns(workspace, "north"))
            .contains(workspace.resolve("watches/north/runs").resolve(latest.id()));
      }
      assertThat(Answer.of("alert", "list", "--workspace", workspace).done().out())
          .isEqualTo(alerts);
    }
    assertThat(killed).isGreaterThanOrEqualTo(KILLS / 2);
    Path last = Path.of(runHere("north").done().json().get(0).get("folder").asText());
    assertThat(RunFolders.content(last)).isEqualTo(expected);
    assertThat(RunFolders.list(workspace.resolve("watches/north")).stream().map(Path::getFileName))
        .map(String::valueOf)
        .containsExactly("last-run.txt", "run.lock", "runs");
    assertThat(RunFolders.completeRuns(workspace, "north")).contains(last, undisturbed);
    assertThat(Answer.of("alert", "list", "--workspace", workspace).done().out()).isEqualTo(alerts);
  }

  /**
   * Kills a command at some moment: the first after a random piece of its work, the last two while
   * it finishes.
   *
   * @return 1 when it was killed, 0 when it was done before
   */
  private static int killAt(Child started, int i, Random random) throws Exception {
    try (Child child = started) {
      child.awaitProgress(i < KILLS - 2 ? 1 + random.nextInt(6) : 10);
      Thread.sleep(random.nextInt(i < KILLS - 2 ? 40 : 15));
      child.kill();
      int code = child.await().code();
      assertThat(code).isIn(ExitCode.DONE, Child.KILLED);
      return code == Child.KILLED ? 1 : 0;
    }
  }

  private Answer load(Path path, Object... more) {
    Object[] usual = {"import", path, "--collection", "land", "--workspace", workspace};
    return Answer.of(Stream.concat(Stream.of(usual), Stream.of(more)).toArray());
  }

  private Child startImport() throws IOException {
    Object[] command = {
      "import", series, "--collection", "land", "--workspace", workspace, "--copy"
    };
    return Child.start(folder.resolve("import.out"), command);
  }

  /** A watch that takes its time: the search for breakpoints is done pixel by pixel. */
  private void create(String watch) {
    Object[] command = {
      "watch",
      "create",
      watch,
      "--collection",
      "land",
      "--index",
      "ndvi",
      "--order",
      1,
      "--history",
      "bp",
      "--monitor-from",
      "2019-06-01",
      "--workspace",
      workspace
    };
    Answer.of(command).done();
  }

  private Answer runHere(String watch) {
    return Answer.of("watch", "run", watch, "--workspace", workspace);
  }

  /** One thread and little memory: several chunks, one after the other. */
  private Child run(String watch) throws IOException {
    Object[] command = {
      "watch", "run", watch, "--workspace", workspace, "--threads", 1, "--memory", 1
    };
    return Child.start(folder.resolve(watch + ".out"), command);
  }

  private static Path only(List<Path> folders) {
    assertThat(folders).hasSize(1);
    assertThat(Files.isDirectory(folders.getFirst())).isTrue();
    return folders.getFirst();
  }
}
