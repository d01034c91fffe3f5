// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.state;

import org.sunqar.analysis.AnalysisException;

/**
 * How a state is kept and updated.
 *
 * @param threads at least 1
 * @param memory for the values of scenes, all threads together (bytes)
 * @param snapshotDays days between snapshots, 1 to 3660
 * @param snapshots kept, 0 to 100; each is as large as the planes that scenes change
 */
public record StateOptions(int threads, long memory, int snapshotDays, int snapshots) {

  public StateOptions {
    require(threads >= 1, "threads must be at least 1, not " + threads);
    require(memory >= 1, "memory must be above 0, not " + memory);
    require(
        snapshotDays >= 1 && snapshotDays <= 3660,
        "the days between snapshots must be 1 to 3660, not " + snapshotDays);
    require(snapshots >= 0 && snapshots <= 100, "snapshots must be 0 to 100, not " + snapshots);
  }

  /** Two snapshots, 30 days apart: scenes that are up to a month late are cheap. */
  public static StateOptions of(int threads, long memory) {
    return new StateOptions(threads, memory, 30, 2);
  }

  public StateOptions withSnapshots(int newSnapshots) {
    return new StateOptions(threads, memory, snapshotDays, newSnapshots);
  }

  public StateOptions withSnapshots(int newSnapshots, int newDays) {
    return new StateOptions(threads, memory, newDays, newSnapshots);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new AnalysisException(AnalysisException.Key.SETTING, message);
    }
  }
}
