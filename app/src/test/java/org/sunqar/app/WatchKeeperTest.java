// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.server.language.Language;

/** Watches with a state, by command and by themselves. */
class WatchKeeperTest {

  private static final WatchKeeper.Pace QUICK =
      new WatchKeeper.Pace(
          Duration.ofMillis(30),
          Duration.ofSeconds(5),
          Duration.ofMillis(200),
          Duration.ofSeconds(1));

  @TempDir Path folder;
  private Path workspace;
  private Path scenes;
  private final StringWriter said = new StringWriter();

  @BeforeEach
  void name() {
    workspace = folder.resolve("w");
    scenes = folder.resolve("scenes");
  }

  private Answer command(Object... arguments) {
    Object[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2, Object[].class);
    all[arguments.length] = "--workspace";
    all[arguments.length + 1] = workspace;
    return Answer.of(all);
  }

  private void bring(Path some) {
    command("import", some, "--collection", "s").done();
  }

  private void create(String name, String detector) {
    command(
            "watch",
            "create",
            name,
            "--collection",
            "s",
            "--index",
            "ndvi",
            "--monitor-from",
            "2019-01-01",
            "--detector",
            detector)
        .done();
  }

  private void series(LocalDate from, LocalDate to) {
    for (LocalDate day = from; day.isBefore(to); day = day.plusDays(16)) {
      MadeScenes.scene(scenes, day, MadeScenes.GRID, new Random(day.toEpochDay()));
    }
  }

  private Console console() {
    Writer locked =
        new Writer() {
          @Override
          public void write(char[] text, int from, int length) {
            synchronized (said) {
              said.write(text, from, length);
            }
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    return new Console(
        new PrintWriter(locked), new PrintWriter(locked, true), false, Language.english());
  }

  private String said() {
    synchronized (said) {
      return said.toString();
    }
  }

  private static void await(BooleanSupplier holds) throws InterruptedException {
    for (int i = 0; i < 3000 && !holds.getAsBoolean(); i++) {
      Thread.sleep(20);
    }
    assertThat(holds.getAsBoolean()).isTrue();
  }

  private int runs(String watch) {
    try {
      return RunFolders.list(workspace.resolve("watches/" + watch + "/runs")).size();
    } catch (IOException e) {
      return 0;
    }
  }

  @Test
  void watchesRunWhenScenesArrive() throws Exception {
    series(LocalDate.of(2016, 1, 3), LocalDate.of(2020, 5, 1));
    bring(scenes);
    create("north", "ewma");
    try (Workspace opened = Workspace.open(workspace);
        WatchKeeper keeper = WatchKeeper.start(opened, console(), QUICK)) {
      await(() -> runs("north") == 1);
      assertThat(keeper).isNotNull();
      series(LocalDate.of(2020, 5, 3), LocalDate.of(2020, 9, 1)); // the clearing and after
      bring(scenes);
      await(() -> said().lines().filter(line -> line.contains("run 2")).count() >= 2);
    }
    assertThat(said()).contains("watch 'north': run ").doesNotContain("could not");
    JsonNode alerts = command("alert", "list", "--watch", "north").done().json();
    assertThat(alerts.get("features")).hasSize(1);
    int before = runs("north");
    try (Workspace opened = Workspace.open(workspace);
        WatchKeeper keeper = WatchKeeper.start(opened, console(), QUICK)) {
      assertThat(keeper).isNotNull();
      Thread.sleep(300); // some looks: nothing arrived since the last run
    }
    assertThat(runs("north")).isEqualTo(before);
  }

  @Test
  void aRunThatFailsIsToldAndTriedAgain() throws Exception {
    series(LocalDate.of(2016, 1, 3), LocalDate.of(2019, 3, 1));
    bring(scenes);
    create("north", "ewma");
    Path first = scenes.resolve("ndvi_20190202.tif");
    Path last = RunFolders.list(scenes).getLast();
    assertThat(first).isNotEqualTo(last);
    Path aside = folder.resolve("aside.tif");
    Files.move(last, aside);
    try (Workspace opened = Workspace.open(workspace);
        WatchKeeper keeper = WatchKeeper.start(opened, console(), QUICK)) {
      assertThat(keeper).isNotNull();
      await(() -> said().lines().filter(line -> line.contains("could not be run")).count() >= 2);
      assertThat(said()).contains(last.getFileName().toString()).contains("tried again");
      Files.move(aside, last);
      await(() -> runs("north") == 1);
    }
  }

  @Test
  void theStateIsShownAndReplayed() throws IOException {
    series(LocalDate.of(2016, 1, 3), LocalDate.of(2020, 9, 1));
    bring(scenes);
    create("north", "ewma");
    command("watch", "state", "north").failed(ExitCode.NOT_FOUND, "analysis.NOT_FOUND");
    command("watch", "run", "north").done();
    Path run = RunFolders.list(workspace.resolve("watches/north/runs")).getFirst();
    JsonNode row = command("watch", "state", "north").done().json().get(0);
    assertThat(row.get("detector").asText()).isEqualTo("ewma");
    assertThat(row.get("history_scenes").asInt() + row.get("scenes").asInt())
        .isEqualTo(RunFolders.list(scenes).size());
    assertThat(row.get("damaged").asInt()).isZero();
    assertThat(row.get("missing").asInt()).isZero();
    Path state = workspace.resolve("watches/north/state/state.tif");
    byte[] bytes = Files.readAllBytes(state);
    for (int at = 8192; at < bytes.length; at += 997) {
      bytes[at] ^= 4;
    }
    Files.write(state, bytes);
    Answer damaged = command("watch", "state", "north");
    assertThat(damaged.code()).isEqualTo(ExitCode.NOT_VALID);
    assertThat(damaged.json().get(0).get("damaged").asInt()).isPositive();
    command("watch", "replay", "north", "--from", "2020-05-01").done();
    assertThat(command("watch", "state", "north").done().json().get(0).get("damaged").asInt())
        .isZero();
    command("watch", "replay", "north").done();
    for (Path other : RunFolders.list(workspace.resolve("watches/north/runs"))) {
      for (String map : java.util.List.of("break_date.tif", "clear_count.tif", "magnitude.tif")) {
        assertThat(Files.mismatch(run.resolve(map), other.resolve(map))).isEqualTo(-1);
      }
    }
    command("watch", "delete", "north").done();
    assertThat(state).doesNotExist();
  }

  @Test
  void whatDetectorsDoNotKnowIsRefused() {
    series(LocalDate.of(2018, 1, 3), LocalDate.of(2018, 3, 1));
    bring(scenes);
    String[] create = {
      "watch", "create", "n", "--collection", "s", "--index", "ndvi", "--monitor-from", "2019-01-01"
    };
    assertThat(withOptions(create, "--detector", "ewma", "--parameter", "lamda=1").err())
        .contains("no parameter 'lamda'");
    assertThat(withOptions(create, "--detector", "difference", "--parameter", "order=1").err())
        .contains("--parameter is for detectors that keep a state");
    assertThat(withOptions(create, "--detector", "iqr", "--order", "1").err())
        .contains("--order is for bfast-monitor, not for iqr");
    assertThat(withOptions(create, "--detector", "none").err()).contains("bfast-monitor-online");
    create("d", "difference");
    command("watch", "replay", "d").failed(ExitCode.USAGE, "analysis.SETTING");
  }

  private Answer withOptions(String[] create, String... options) {
    Object[] all = java.util.Arrays.copyOf(create, create.length + options.length, Object[].class);
    System.arraycopy(options, 0, all, create.length, options.length);
    Answer answer = command(all);
    assertThat(answer.code()).isEqualTo(ExitCode.USAGE);
    return answer;
  }
}
