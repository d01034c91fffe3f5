// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.simulate;

import java.time.LocalDate;

/**
 * One simulated acquisition.
 *
 * @param date of acquisition
 * @param reflectance 0..1 of {@link BaseScene#BANDS}, row by row; NaN is no data
 * @param mask 0 clear, 1 cloud, 2 cloud shadow, as a mask would say: it misses some
 * @param opacity of cloud and haze in truth, 0..1
 * @param shiftCols how far the picture lies east of where it should (pixels, within 0.5)
 * @param shiftRows how far it lies south (pixels, within 0.5)
 */
@SuppressWarnings("ArrayRecordComponent") // storage of one scene, made and used once
public record SimulatedScene(
    LocalDate date,
    float[][] reflectance,
    byte[] mask,
    float[] opacity,
    double shiftCols,
    double shiftRows) {

  /** Share of the pixels that the mask does not call clear, 0..1. */
  public double maskedShare() {
    int masked = 0;
    for (byte value : mask) {
      masked += value == 0 ? 0 : 1;
    }
    return (double) masked / mask.length;
  }
}
