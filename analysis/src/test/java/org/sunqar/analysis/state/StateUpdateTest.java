// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.analysis.AnalysisException;

/** A state is the same whatever way it came about. */
class StateUpdateTest {

  private static final int LATER = 8;

  @TempDir static Path shared;
  @TempDir Path folder;

  private static MadeWatch watch;
  private static List<Long> right;

  /** All scenes at once into a new state: the definition. */
  @BeforeAll
  static void runOverTheWholeArchive() {
    watch = MadeWatch.made(shared.resolve("whole"), LATER);
    Path state = shared.resolve("right");
    StateUpdate.Done done = watch.bring(state);
    assertThat(done.chunks()).isEqualTo(6);
    assertThat(done.fitted()).isEqualTo(6);
    right = MadeWatch.sums(state);
  }

  @AfterAll
  static void close() {
    watch.close();
  }

  @Test
  void onceMoreChangesNothing() {
    Path state = folder.resolve("state");
    watch.bring(state);
    StateUpdate.Done done = watch.bring(state);
    assertThat(done.updated()).isZero();
    assertThat(MadeWatch.sums(state)).isEqualTo(right);
  }

  private static List<Integer> numbers() {
    return new ArrayList<>(IntStream.range(0, LATER).boxed().toList());
  }

  @Test
  void sceneBySceneIsTheSame() {
    Path state = folder.resolve("state");
    watch.bring(state, watch.scenes(Set.of()), new StateOptions(1, 1, 30, 2)); // row by row
    for (int later = 0; later < LATER; later++) {
      StateUpdate.Done done = watch.bring(state, watch.scenes(numbers().subList(0, later + 1)));
      assertThat(done.fitted()).isZero();
      assertThat(done.replayed()).isZero();
    }
    assertThat(MadeWatch.sums(state)).isEqualTo(right);
    SceneLedger ledger = SceneLedger.read(state).orElseThrow();
    assertThat(ledger.history()).isEqualTo(40);
    assertThat(ledger.scenes()).hasSize(LATER);
    assertThat(ledger.scenes().getFirst().id()).isEqualTo(MadeWatch.id(0));
    assertThat(StateFolder.snapshots(state)).hasSize(2);
  }

  /** Late scenes go back to a snapshot, or to the history where that is too old. */
  @Test
  void anyOrderIsTheSame() {
    Path state = folder.resolve("state");
    List<Integer> order = numbers();
    Collections.shuffle(order, new Random(5));
    int replayed = 0;
    int fitted = 0;
    watch.bring(state, watch.scenes(Set.of()));
    for (int i = 1; i <= LATER; i++) {
      StateUpdate.Done done = watch.bring(state, watch.scenes(order.subList(0, i)));
      replayed += done.replayed();
      fitted += done.fitted();
    }
    assertThat(MadeWatch.sums(state)).isEqualTo(right);
    assertThat(replayed).isPositive();
    assertThat(fitted).isPositive();
  }

  @Test
  void aLateSceneTouchesOnlyWhatItCovers() {
    Path state = folder.resolve("state");
    int late = 5; // covers columns 0 to 139: two of three columns of chunks
    List<Integer> others = numbers();
    others.remove(Integer.valueOf(late));
    watch.bring(state, watch.scenes(others));
    assertThat(watch.bring(state).updated()).isEqualTo(4);
    assertThat(MadeWatch.sums(state)).isEqualTo(right);
  }

  @Test
  void aCorrectedSceneIsTakenInsteadOfTheOneBefore() {
    Path state = folder.resolve("state");
    watch.bring(state, watch.with(6, 1));
    assertThat(MadeWatch.sums(state)).isNotEqualTo(right);
    StateUpdate.Done done = watch.bring(state);
    assertThat(done.replayed() + done.fitted()).isPositive();
    assertThat(MadeWatch.sums(state)).isEqualTo(right);
  }

  @Test
  void aSceneThatIsTakenAwayLeavesNothingBehind() {
    Path state = folder.resolve("state");
    watch.bring(state);
    watch.bring(state, watch.scenes(numbers().subList(0, 3)));
    assertThat(MadeWatch.sums(state)).isNotEqualTo(right);
    watch.bring(state);
    assertThat(MadeWatch.sums(state)).isEqualTo(right);
  }

  @Test
  void replayIsTheSame() {
    Path state = folder.resolve("state");
    watch.bring(state);
    StateUpdate update = watch.update(state, watch.scenes(), StateOptions.of(2, 64L << 20));
    LocalDate from = watch.scenes().scene(7).day();
    StateUpdate.Done some =
        update.run(new StartPoint.Before(from), StateView.none(), r -> {}, (d, a) -> {});
    assertThat(some.fitted()).isZero();
    assertThat(some.replayed()).isEqualTo(4); // the last scene covers no more
    assertThat(MadeWatch.sums(state)).isEqualTo(right);
    StateUpdate.Done all =
        update.run(new StartPoint.History(), StateView.none(), r -> {}, (d, a) -> {});
    assertThat(all.fitted()).isEqualTo(6);
    assertThat(MadeWatch.sums(state)).isEqualTo(right);
  }

  /** Wherever bytes are changed on the disk, the next look finds them and makes the state right. */
  @Test
  void damageIsMended() throws IOException {
    Path state = folder.resolve("state");
    watch.bring(state);
    Random random = new Random(8);
    int mended = 0;
    for (String name : List.of(StateFolder.FIT, StateFolder.STATE, StateFolder.STATE)) {
      try (RandomAccessFile file = new RandomAccessFile(state.resolve(name).toFile(), "rw")) {
        for (int i = 0; i < 20; i++) {
          file.seek(4096 + random.nextInt((int) file.length() - 4096));
          file.write(random.nextInt(256));
        }
      }
      StateUpdate.Done done = look(state);
      mended += done.fitted() + done.replayed();
    }
    assertThat(mended).isPositive();
    // the planes of the fit that an alert does not need are mended when a scene needs them
    watch
        .update(state, watch.scenes(), StateOptions.of(1, 64L << 20))
        .run(
            new StartPoint.Before(LocalDate.of(2021, 1, 1)),
            StateView.none(),
            r -> {},
            (d, a) -> {});
    assertThat(MadeWatch.sums(state)).isEqualTo(right);
    Files.writeString(state.resolve(StateFolder.SCENES), "{");
    assertThat(watch.bring(state).updated()).isZero();
    try (RandomAccessFile file = new RandomAccessFile(state.resolve("state.tif").toFile(), "rw")) {
      file.seek(20); // the head itself
      file.write(1);
    }
    watch.bring(state);
    assertThat(MadeWatch.sums(state)).isEqualTo(right);
  }

  private static StateUpdate.Done look(Path state) {
    return watch
        .update(state, watch.scenes(), StateOptions.of(1, 64L << 20))
        .run(new StartPoint.Current(), (window, pixels, history) -> true, r -> {}, (d, a) -> {});
  }

  @Test
  void anotherHistoryMakesAnotherState() {
    Path state = folder.resolve("state");
    watch.bring(state, watch.with(-3, 1));
    assertThat(MadeWatch.sums(state)).isNotEqualTo(right);
    assertThat(watch.bring(state).fitted()).isEqualTo(6);
    assertThat(MadeWatch.sums(state)).isEqualTo(right);
  }

  @Test
  void twoAtATimeAreRefused() {
    Path state = folder.resolve("state");
    try (StateFolder _ = StateFolder.open(state)) {
      assertThatThrownBy(() -> watch.bring(state))
          .isInstanceOf(AnalysisException.class)
          .hasMessageContaining("being updated by another process")
          .extracting(e -> ((AnalysisException) e).key())
          .isEqualTo(AnalysisException.Key.CONFLICT);
    }
    watch.bring(state);
    assertThat(MadeWatch.sums(state)).isEqualTo(right);
  }
}
