// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.state;

import java.util.Optional;
import org.sunqar.analysis.detect.online.PixelState;

/** Fits chunks and keeps what was fitted. One per thread. */
final class ChunkFit {

  private final StateJob job;
  private final ChunkBuffer fixed;
  private final PixelState view;

  /** Made when it is first needed: most updates fit nothing. */
  private Optional<HistoryFitter> history = Optional.empty();

  ChunkFit(StateJob job, ChunkBuffer fixed, PixelState view) {
    this.job = job;
    this.fixed = fixed;
    this.view = view;
  }

  /** Fits a chunk: all planes of the view are set, and the fixed ones are written. */
  void fit(int chunk) {
    if (history.isEmpty()) {
      history = Optional.of(HistoryFitter.of(job));
    }
    float[] observations = fixed.plane(job.files().planes().historyPlane());
    history.get().fit(job.chunks().window(chunk), view, observations);
    job.files().fit().write(chunk, Stamp.beginning(job.identity()), fixed);
    job.counts().fitted().incrementAndGet();
  }
}
