// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.state;

import java.util.Arrays;
import org.sunqar.analysis.detect.online.BandDetector;
import org.sunqar.analysis.detect.online.OnlineDetector;
import org.sunqar.analysis.detect.online.PixelState;
import org.sunqar.analysis.detect.online.SceneTime;
import org.sunqar.raster.geo.Window;

/** Reads scenes for a detector and hands them to it, chunk by chunk. One per thread. */
sealed interface SceneTaker {

  /**
   * Reads a scene.
   *
   * @param scene after the history, by its number in the sequence
   * @return false when there is nothing in it to take
   */
  boolean read(Window window, int scene);

  /** Takes what was read last into the planes of its chunk. */
  void update(PixelState state, SceneTime time, float common);

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
    private final float[] values;

    private OneValue(StateJob job, OnlineDetector detector) {
      this.job = job;
      this.detector = detector;
      this.values = new float[job.chunks().chunkPixels()];
    }

    @Override
    public boolean read(Window window, int scene) {
      return job.reader().readDate(window, job.scenes().history() + scene, values)
          && !isEmpty(values);
    }

    @Override
    public void update(PixelState state, SceneTime time, float common) {
      detector.update(state, 0, values.length, values, 0, time, common);
    }
  }

  /** For a detector of several bands. */
  final class Bands implements SceneTaker {
    private final StateJob job;
    private final BandDetector.Worker worker;
    private final float[][] values;

    private Bands(StateJob job, BandDetector detector) {
      this.job = job;
      this.worker = detector.worker();
      this.values = new float[detector.bands().size()][job.chunks().chunkPixels()];
    }

    @Override
    public boolean read(Window window, int scene) {
      return job.reader().readBands(window, job.scenes().history() + scene, values)
          && Arrays.stream(values).noneMatch(SceneTaker::isEmpty);
    }

    @Override
    public void update(PixelState state, SceneTime time, float common) {
      worker.update(state, values, job.chunks().chunkPixels(), time);
    }
  }
}
