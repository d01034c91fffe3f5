// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.state;

import org.sunqar.analysis.detect.online.BandDetector;
import org.sunqar.analysis.detect.online.OnlineDetector;
import org.sunqar.analysis.detect.online.PixelState;
import org.sunqar.raster.geo.Window;

/** Fits the history of chunks from the archive. One per thread. */
interface HistoryFitter {

  /**
   * Fits a chunk; all planes of it are set.
   *
   * @param observations set to the clear observations of the history, by pixel
   */
  void fit(Window chunk, PixelState state, float[] observations);

  /** The fitter for the detector of a job. */
  static HistoryFitter of(StateJob job) {
    int width = job.chunks().chunkWidth();
    return switch (job.detector()) {
      case OnlineDetector detector ->
          new HistoryReader(
              job.scenes().historyCube(), job.history(), detector, job.mask(), width, job.memory());
      case BandDetector detector ->
          new BandHistoryReader(
              job.scenes().historyCube(), job.history(), detector, job.mask(), width, job.memory());
    };
  }
}
