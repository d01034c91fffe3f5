// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import java.util.List;

/**
 * A detector that looks at several bands of each scene. Updates must come in the order of time, and
 * pixels are independent of each other, as for an {@link OnlineDetector}. What is common to a
 * region on a date is not taken off: the models have no say about all bands of all land at once.
 */
public non-sealed interface BandDetector extends SceneDetector {

  /** The names of the bands in the scenes, in the order in which they are handed in. */
  List<String> bands();

  /** A worker with arrays of its own: each thread needs one. */
  Worker worker();

  /** Fits histories and takes scenes. One thread. */
  interface Worker {

    /**
     * Fits the history of a pixel and writes all of its planes, fixed and moving.
     *
     * @param days of the history's dates since 1970-01-01 (UTC), ascending
     * @param values of each date one reflectance per band, bands next to each other; NaN for no
     *     data
     */
    void fit(int[] days, float[] values, PixelState state, int pixel);

    /** Writes all planes of a pixel that is not watched: it takes nothing in. */
    void exclude(PixelState state, int pixel);

    /**
     * Takes one more scene.
     *
     * @param values a plane for each band: reflectance of all pixels of the state; NaN for no data,
     *     which leaves a pixel as it is
     * @param pixels of the planes
     */
    void update(PixelState state, float[][] values, int pixels, SceneTime time);
  }
}
