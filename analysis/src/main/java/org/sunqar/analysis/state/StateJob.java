// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.state;

import java.util.concurrent.atomic.AtomicInteger;
import org.sunqar.analysis.cube.ChunkReader;
import org.sunqar.analysis.detect.online.SceneDetector;
import org.sunqar.analysis.detect.online.StateLayout;

/**
 * What the workers of one update share.
 *
 * @param memory for the series of a history, for each worker (bytes)
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
    Counts counts) {

  /** How many chunks went which way. */
  record Counts(AtomicInteger fitted, AtomicInteger updated, AtomicInteger replayed) {
    Counts() {
      this(new AtomicInteger(), new AtomicInteger(), new AtomicInteger());
    }
  }

  PlaneLayout chunks() {
    return files.planes().fit();
  }
}
