// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.alert;

import java.util.List;

/**
 * How much the evidence of an alert says, from 0 to 1. Each changed pixel counts with the product
 * of
 *
 * <ul>
 *   <li>how long: run / (run + 2), so that 3 in a row give 0.6 and 10 give 0.83;
 *   <li>how large: 1 - exp(-(size / 3)^2), so that a change of 3 scatters gives 0.63 and 6 give
 *       0.98;
 *   <li>how lasting: (1 + share of the observations since then that stay beyond the fence) / 2.
 * </ul>
 *
 * and the alert has the mean over all of its pixels, those without a change of their own counting
 * 0. It ranks alerts. It is <em>not</em> a calibrated probability of being right.
 */
final class Confidence {

  private Confidence() {}

  static double of(List<PixelChange> changes, int pixels) {
    double sum = 0;
    for (PixelChange change : changes) {
      double size = change.size() / 3;
      sum +=
          change.run()
              / (change.run() + 2.0)
              * (1 - Math.exp(-size * size))
              * (1 + change.lasting())
              / 2;
    }
    return sum / pixels;
  }
}
