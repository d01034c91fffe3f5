// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sunqar.analysis.cube.Chunk;
import org.sunqar.analysis.cube.PlaneBuffers;
import org.sunqar.analysis.cube.Runner;
import org.sunqar.analysis.detect.online.OnlineDetector;
import org.sunqar.analysis.detect.online.PixelState;
import org.sunqar.analysis.detect.online.SceneTime;
import org.sunqar.raster.geo.Window;

/** The departures of a regional sample's pixels in one chunk, for each of some scenes. */
final class SampleTask implements Runner.Worker<List<float[]>> {

  private final StateJob job;
  private final OnlineDetector detector;
  private final List<Integer> scenes;
  private final boolean refit;
  private final ChunkBuffer fixed;
  private final ChunkBuffer moving;
  private final PixelState view;
  private final ChunkFit fit;
  private final PlaneBuffers buffers;

  /**
   * @param scenes after the history, by their number in the sequence
   * @param refit whether what is on the disk is not to be used
   */
  SampleTask(StateJob job, OnlineDetector detector, List<Integer> scenes, boolean refit) {
    this.job = job;
    this.detector = detector;
    this.scenes = scenes;
    this.refit = refit;
    this.fixed = new ChunkBuffer(job.files().planes().fit());
    this.moving = new ChunkBuffer(job.files().planes().state());
    this.view = job.files().planes().view(fixed, moving);
    this.fit = new ChunkFit(job, fixed, view);
    this.buffers = new PlaneBuffers(job.scenes().cube());
  }

  @Override
  public List<float[]> run(Window window) {
    int chunk = job.chunks().chunk(window);
    Stamp beginning = Stamp.beginning(job.identity());
    boolean there =
        !refit
            && job.files().fit().stamp(chunk).equals(Optional.of(beginning))
            && job.files().fit().read(chunk, fixed, this::isNeeded);
    if (!there) {
      fit.fit(chunk);
      job.files().state().write(chunk, beginning, moving);
    }
    int[] pixels = RegionalSample.pixels(job.chunks(), chunk);
    List<Chunk.Plane> planes = new ArrayList<>();
    long bytes = scenes.stream().mapToLong(job::sceneBytes).sum();
    boolean keep = job.kept().take(bytes);
    PlaneBuffers into = keep ? new PlaneBuffers(job.scenes().cube()) : buffers;
    List<float[]> departures = new ArrayList<>();
    for (int scene : scenes) {
      Chunk.Plane plane = job.reader().read(window, job.scenes().history() + scene, into);
      departures.add(departures(plane, pixels, job.scenes().time(scene)));
      if (keep) {
        planes.add(plane);
      }
    }
    if (keep) {
      job.kept().put(chunk, scenes, planes);
    }
    return departures;
  }

  private float[] departures(Chunk.Plane plane, int[] pixels, SceneTime time) {
    return plane instanceof Chunk.Plane.Missing
        ? new float[0]
        : RegionalSample.departures(detector, job.layout(), view, pixels, plane, time);
  }

  private boolean isNeeded(int plane) {
    if (plane == job.files().planes().historyPlane()) {
      return false;
    }
    for (int scene : scenes) {
      SceneTime time = job.scenes().time(scene);
      if (job.detector().needs(plane, time)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {}
}
