// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.state;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.sunqar.analysis.cube.ChunkPlan;
import org.sunqar.analysis.cube.ChunkReader;
import org.sunqar.analysis.cube.Runner;
import org.sunqar.analysis.detect.online.OnlineDetector;
import org.sunqar.analysis.detect.online.SceneDetector;
import org.sunqar.analysis.detect.online.StateLayout;
import org.sunqar.raster.geo.Window;

/**
 * Brings the state of a watch up to date with the scenes that there are.
 *
 * <p>The state is a function of the settings, the history and the later scenes in their order, to
 * the bit: not of the order in which scenes arrive, of how many an update takes, of threads, or of
 * updates that were killed. Each chunk says with its {@link Stamp} what it has taken. When that is
 * the beginning of what it should take, it takes the rest; when it is not, because a scene came
 * late, was corrected or was taken away, it goes back to the latest snapshot that is such a
 * beginning, or to the history. So a scene that is delivered twice changes nothing, and an update
 * that was killed goes on chunk by chunk where it stopped.
 *
 * <p>Known limits: a scene in the history that comes late or is corrected makes the whole state
 * anew, because what is common to the region on a date depends on the models of all pixels. Pixels
 * outside of the grid of the history have no model and are not watched.
 */
public final class StateUpdate {

  private final Path folder;
  private final SceneDetector detector;
  private final SceneSequence scenes;
  private final StateMask mask;
  private final String settings;
  private final Map<String, String> metadata;
  private final StateOptions options;

  /**
   * An update.
   *
   * @param folder of the state
   * @param scenes all there are, with at least one of the history
   * @param mask which pixels are watched
   * @param settings all else that the state depends on, as a text to compare
   * @param metadata of the files
   */
  public StateUpdate(
      Path folder,
      SceneDetector detector,
      SceneSequence scenes,
      StateMask mask,
      String settings,
      Map<String, String> metadata,
      StateOptions options) {
    this.folder = folder;
    this.detector = detector;
    this.scenes = scenes;
    this.mask = mask;
    this.settings = settings;
    this.metadata = Map.copyOf(metadata);
    this.options = options;
  }

  /** Told of each finished chunk. */
  @FunctionalInterface
  public interface Progress {
    void chunk(int done, int all);
  }

  /**
   * What an update did.
   *
   * @param chunks of the state
   * @param fitted chunks whose history was fitted
   * @param updated chunks whose planes were written
   * @param replayed chunks that went back to a snapshot
   * @param common what was common to the region on the dates after the history, in scatters; NaN
   *     for scenes that were set aside
   */
  public record Done(int chunks, int fitted, int updated, int replayed, List<Float> common) {
    public Done {
      common = List.copyOf(common);
    }
  }

  /**
   * Updates the state.
   *
   * @param look what is made of each chunk
   * @param sink takes what was made, one at a time, in any order
   * @throws org.sunqar.analysis.AnalysisException CONFLICT when another process updates it; IO when
   *     the disk is full or fails, which leaves each chunk as it was or as it was to be
   */
  public <R> Done run(StartPoint start, StateView<R> look, Consumer<R> sink, Progress progress) {
    StateLayout layout = detector.layout(scenes.history());
    try (StateFolder own = StateFolder.open(folder);
        ChunkReader reader = new ChunkReader(scenes.cube());
        ChunkReader history = new ChunkReader(scenes.historyCube())) {
      StatePlanes planes = StatePlanes.of(layout, scenes.cube().grid(), blocks(history));
      long identity = identity(planes);
      Map<String, String> items = new HashMap<>(metadata);
      items.put("DETECTOR", detector.identity());
      try (StateFiles files = StateFiles.open(own, planes, identity, scenes, options, items)) {
        StateJob job =
            new StateJob(
                detector,
                layout,
                scenes,
                mask,
                identity,
                files,
                reader,
                history,
                // half for what each worker reads, half for what is kept between them
                Math.max(1, options.memory() / 2 / options.threads()),
                new KeptScenes(options.memory() / 2),
                new StateJob.Counts());
        List<Float> medians = medians(job, start);
        List<Float> common = RegionalCourse.common(medians);
        update(job, common, start, look, sink, progress);
        files.commit();
        ledger(identity, medians).write(folder);
        files.snapshots().prune();
        StateJob.Counts counts = job.counts();
        return new Done(
            planes.fit().chunks(),
            counts.fitted().get(),
            counts.updated().get(),
            counts.replayed().get(),
            common);
      }
    }
  }

  private long identity(StatePlanes planes) {
    return scenes.identity(
        String.join(
            "\n",
            "state 2",
            settings,
            detector.identity(),
            planes.fit().chunkWidth() + " x " + planes.fit().chunkHeight()));
  }

  /** The files of the first scene of the history, whose corner is at a corner of a block. */
  private static ChunkPlan.Blocks blocks(ChunkReader history) {
    return history.blocks();
  }

  /**
   * Median departures of the region, by scene: as the ledger knows them, or from a sample. NaN for
   * a detector of several bands, which takes nothing off.
   */
  private List<Float> medians(StateJob job, StartPoint start) {
    if (!(detector instanceof OnlineDetector single)) {
      return Collections.nCopies(scenes.later(), Float.NaN);
    }
    Map<Long, Float> known = new HashMap<>();
    boolean refit = start instanceof StartPoint.History;
    Optional<SceneLedger> ledger = SceneLedger.read(folder);
    if (!refit && ledger.isPresent() && ledger.get().identity() == job.identity()) {
      ledger.get().scenes().forEach(scene -> known.put(scene.version(), scene.median()));
    }
    List<Integer> missing =
        IntStream.range(0, scenes.later())
            .filter(scene -> !known.containsKey(scenes.version(scene)))
            .boxed()
            .toList();
    if (!missing.isEmpty()) {
      List<Window> windows =
          RegionalSample.chunks(job.chunks()).stream().map(job.chunks()::window).toList();
      List<List<float[]>> seen = new ArrayList<>();
      new Runner(options.threads())
          .run(windows, () -> new SampleTask(job, single, missing, refit), seen::add);
      for (int i = 0; i < missing.size(); i++) {
        int place = i;
        known.put(
            scenes.version(missing.get(i)),
            RegionalSample.median(seen.stream().map(chunk -> chunk.get(place)).toList()));
      }
    }
    return IntStream.range(0, scenes.later())
        .mapToObj(scene -> known.getOrDefault(scenes.version(scene), Float.NaN))
        .toList();
  }

  private <R> void update(
      StateJob job,
      List<Float> common,
      StartPoint start,
      StateView<R> look,
      Consumer<R> sink,
      Progress progress) {
    List<Window> windows =
        IntStream.range(0, job.chunks().chunks()).mapToObj(job.chunks()::window).toList();
    int[] done = {0};
    new Runner(options.threads())
        .run(
            windows,
            () -> new ChunkTask<>(job, common, start, look),
            result -> {
              sink.accept(result);
              progress.chunk(++done[0], windows.size());
            });
  }

  private SceneLedger ledger(long identity, List<Float> medians) {
    List<SceneLedger.Taken> taken = new ArrayList<>();
    for (int scene = 0; scene < scenes.later(); scene++) {
      LocalDate day = scenes.scene(scene).day();
      taken.add(
          new SceneLedger.Taken(
              scenes.scene(scene).itemId(), day, scenes.version(scene), medians.get(scene)));
    }
    return new SceneLedger(
        identity,
        detector.identity(),
        metadata.getOrDefault("SOFTWARE", ""),
        scenes.history(),
        taken);
  }
}
