// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.analysis.AnalysisException;

/** Updates whose process is killed, or whose disk is full, at any moment. */
class StateFaultsTest {

  /** {@code -Dsunqar.test.kills=50} is the long version. */
  private static final int KILLS = Integer.getInteger("sunqar.test.kills", 4);

  private static final int LATER = 8;
  private static final int STEP = 4;
  private static final int FULL = 3;

  @TempDir static Path shared;
  @TempDir Path folder;

  private static List<Long> right;

  /**
   * Brings a state up to date in a process of its own, some scenes more in each update. Tells each
   * finished chunk and update.
   */
  public static void main(String[] args) {
    Path state = Path.of(args[1]);
    try (MadeWatch watch = MadeWatch.opened(Path.of(args[0]))) {
      int last = Integer.parseInt(args[2]);
      int first = SceneLedger.read(state).map(ledger -> ledger.scenes().size()).orElse(0);
      for (int scenes = Math.min(first + STEP, last); scenes <= last; scenes += STEP) {
        watch
            .update(state, first(watch, scenes), StateOptions.of(2, 64L << 20))
            .run(
                new StartPoint.Current(),
                StateView.none(),
                r -> {},
                (done, all) -> System.out.println("chunk"));
        System.out.println("update");
      }
    } catch (AnalysisException e) {
      System.out.println(e.key() + ": " + e.getMessage());
      System.exit(FULL);
    }
  }

  private static SceneSequence first(MadeWatch watch, int scenes) {
    return watch.scenes(IntStream.range(0, scenes).boxed().toList());
  }

  @BeforeAll
  static void runUndisturbed() {
    try (MadeWatch watch = MadeWatch.made(shared, LATER)) {
      watch.bring(shared.resolve("right"));
    }
    right = MadeWatch.sums(shared.resolve("right"));
  }

  private static Process start(Path state, int scenes, String... before) throws IOException {
    List<String> command = new ArrayList<>(List.of(before));
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1", // starts faster; nothing here runs for long
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            StateFaultsTest.class.getName(),
            shared.toString(),
            state.toString(),
            Integer.toString(scenes)));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  @Test
  void killsAtAnyMomentChangeNothing() throws Exception {
    Path state = folder.resolve("state");
    Random random = new Random(17);
    int killed = 0;
    for (int run = 0; run < KILLS; run++) {
      Process process = start(state, LATER);
      int lines = random.nextInt(13);
      int wait = random.nextInt(60);
      try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
        int told = 0;
        for (String line = out.readLine(); line != null; line = out.readLine()) {
          if (told++ == lines) {
            Thread.sleep(wait); // somewhere in what comes next
            process.toHandle().destroyForcibly();
          }
        }
      }
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      killed += process.exitValue() == 128 + 9 ? 1 : 0;
      if (SceneLedger.read(state).map(l -> l.scenes().size() == LATER).orElse(false)) {
        StateFolder.delete(state); // it came to its end: from the beginning
      }
    }
    assertThat(killed).isGreaterThanOrEqualTo(KILLS / 2);
    try (MadeWatch watch = MadeWatch.opened(shared)) {
      watch.bring(state);
    }
    assertThat(MadeWatch.sums(state)).isEqualTo(right);
    assertThat(StateReport.of(state).damaged()).isZero();
  }

  /** The limit on the size of a file stands for a disk that is full. */
  @Test
  void aFullDiskIsOneErrorAndLosesNothing() throws Exception {
    Path state = folder.resolve("state");
    assertThat(answer(start(state, STEP, limit(2000)))).contains("cannot be written");
    try (MadeWatch watch = MadeWatch.opened(shared)) {
      StateOptions options = StateOptions.of(1, 64L << 20);
      watch
          .update(state, first(watch, STEP), options)
          .run(new StartPoint.Current(), StateView.none(), r -> {}, (d, a) -> {});
      List<Long> before = MadeWatch.sums(state);
      long blocks = Files.size(state.resolve(StateFolder.STATE)) / 1024;
      assertThat(answer(start(state, LATER, limit(blocks / 2)))).contains("cannot be written");
      assertThat(MadeWatch.sums(state)).isEqualTo(before);
      assertThat(StateReport.of(state).damaged()).isZero();
      watch.bring(state);
    }
    assertThat(MadeWatch.sums(state)).isEqualTo(right);
  }

  private static String[] limit(long blocks) {
    return new String[] {"bash", "-c", "ulimit -f " + blocks + "; exec \"$@\"", "bash"};
  }

  private static String answer(Process process) throws IOException, InterruptedException {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(out).isEqualTo(out.contains("cannot be written") ? FULL : 0);
    return out;
  }

  @Test
  void twoProcessesDoNotMeet() throws Exception {
    Path state = folder.resolve("state");
    Process first = start(state, LATER);
    try (BufferedReader out = first.inputReader(StandardCharsets.UTF_8);
        MadeWatch watch = MadeWatch.opened(shared)) {
      assertThat(out.readLine()).isEqualTo("chunk");
      assertThat(refusal(watch, state)).contains("being updated by another process");
      out.lines().forEach(line -> {});
    }
    assertThat(first.waitFor()).isZero();
    assertThat(MadeWatch.sums(state)).isEqualTo(right);
  }

  private static String refusal(MadeWatch watch, Path state) {
    try {
      watch.bring(state);
      return "";
    } catch (AnalysisException e) {
      assertThat(e.key()).isEqualTo(AnalysisException.Key.CONFLICT);
      return String.valueOf(e.getMessage());
    }
  }

  @AfterAll
  static void nothingIsLeft() {
    StateFolder.delete(shared.resolve("right"));
    assertThat(shared.resolve("right")).doesNotExist();
  }
}
