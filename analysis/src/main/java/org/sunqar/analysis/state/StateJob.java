// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.state;

import java.util.concurrent.atomic.AtomicInteger;
import org.sunqar.analysis.cube.ChunkReader;
import org.sunqar.analysis.detect.online.SceneDetector;
import org.sunqar.analysis.detect.online.StateLayout;

/**
 * What the workers of one update share.
 *
 * @param memory for the series of a history, or for scenes that are taken together, for each worker
 *     (bytes)
 * @param kept scenes that were read for the regional sample
 */
record StateJob(
    SceneDetector detector,
    StateLayout layout,
    SceneSequence scenes,
    StateMask mask,
    long identity,
    StateFiles files,
    ChunkReader reader,
    ChunkReader history,
    long memory,
    KeptScenes kept,
    Counts counts) {

  /** How many chunks went which way. */
  record Counts(AtomicInteger fitted, AtomicInteger updated, AtomicInteger replayed) {
    Counts() {
      this(new AtomicInteger(), new AtomicInteger(), new AtomicInteger());
    }
  }

  /** Memory of a scene's values in one chunk (bytes). */
  long sceneBytes(int scene) {
    return (long) reader.bytesPerPixel(scenes.history() + scene) * chunks().chunkPixels();
  }

  PlaneLayout chunks() {
    return files.planes().fit();
  }
}
