// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.constellation;

/**
 * A way in which an instrument takes images.
 *
 * @param kind what it takes
 * @param groundSampling ground sampling distance straight down from the instrument's reference
 *     height (m)
 * @param dataRate what is written to memory while imaging (bit/s)
 */
public record ImagingMode(Kind kind, double groundSampling, double dataRate) {

  /** What a mode takes. */
  public enum Kind {
    /** Panchromatic. */
    PAN,
    /** Multispectral. */
    MS,
    /** Panchromatic and multispectral at once. */
    PAN_MS
  }
}
