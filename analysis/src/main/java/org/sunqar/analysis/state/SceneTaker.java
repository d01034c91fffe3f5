// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sunqar.analysis.cube.Chunk;
import org.sunqar.analysis.cube.PlaneBuffers;
import org.sunqar.analysis.detect.online.BandDetector;
import org.sunqar.analysis.detect.online.OnlineDetector;
import org.sunqar.analysis.detect.online.PixelState;
import org.sunqar.analysis.detect.online.SceneTime;
import org.sunqar.analysis.detect.online.SceneValues;
import org.sunqar.raster.geo.Window;

/** Reads scenes for a detector and hands them to it, chunk by chunk. One per thread. */
sealed interface SceneTaker {

  /** Whether several scenes may be read before they are taken; else one. */
  boolean takesSeveral();

  /**
   * Reads a scene.
   *
   * @param scene after the history, by its number in the sequence
   * @param common what is common to the region on its date
   * @return false when there is nothing in it to take
   */
  boolean read(int chunk, Window window, int scene, float common);

  /** Takes what was read since the last time into the planes of its chunk. */
  void update(PixelState state);

  /** Forgets what was read since the last time. */
  void forget();

  /** The taker for the detector of a job. */
  static SceneTaker of(StateJob job) {
    return switch (job.detector()) {
      case OnlineDetector detector -> new OneValue(job, detector);
      case BandDetector detector -> new Bands(job, detector);
    };
  }

  private static boolean isEmpty(float[] values) {
    for (float value : values) {
      if (!Float.isNaN(value)) {
        return false;
      }
    }
    return true;
  }

  /** For a detector of one value a pixel. */
  final class OneValue implements SceneTaker {
    private final StateJob job;
    private final OnlineDetector detector;
    private final PlaneBuffers buffers;
    private final List<ReadScene> scenes = new ArrayList<>();

    private OneValue(StateJob job, OnlineDetector detector) {
      this.job = job;
      this.detector = detector;
      this.buffers = new PlaneBuffers(job.scenes().cube());
    }

    @Override
    public boolean takesSeveral() {
      return true;
    }

    @Override
    public boolean read(int chunk, Window window, int scene, float common) {
      Chunk.Plane plane =
          job.kept()
              .get(chunk, scene)
              .orElseGet(() -> job.reader().read(window, job.scenes().history() + scene, buffers));
      if (plane.isEmpty()) {
        return false;
      }
      scenes.add(new ReadScene(job.scenes().time(scene), common, plane));
      return true;
    }

    @Override
    public void update(PixelState state) {
      detector.update(state, 0, job.chunks().chunkPixels(), scenes);
      scenes.clear();
    }

    @Override
    public void forget() {
      scenes.clear();
    }
  }

  /** A scene in the chunk at hand. */
  record ReadScene(SceneTime time, float common, Chunk.Plane plane) implements SceneValues {
    @Override
    public boolean values(int pixel, int count, float[] out) {
      return plane.values(pixel, count, out);
    }
  }

  /** For a detector of several bands. */
  final class Bands implements SceneTaker {
    private final StateJob job;
    private final BandDetector.Worker worker;
    private final float[][] values;
    private int scene;

    private Bands(StateJob job, BandDetector detector) {
      this.job = job;
      this.worker = detector.worker();
      this.values = new float[detector.bands().size()][job.chunks().chunkPixels()];
    }

    @Override
    public boolean takesSeveral() {
      return false;
    }

    @Override
    public boolean read(int chunk, Window window, int next, float common) {
      scene = next;
      return job.reader().readBands(window, job.scenes().history() + scene, values)
          && Arrays.stream(values).noneMatch(SceneTaker::isEmpty);
    }

    @Override
    public void update(PixelState state) {
      worker.update(state, values, job.chunks().chunkPixels(), job.scenes().time(scene));
    }

    @Override
    public void forget() {}
  }
}
