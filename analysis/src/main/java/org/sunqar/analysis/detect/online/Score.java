// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

/**
 * How much the evidence of a pixel says, 0..1, for detectors without a probability of their own:
 * how long (beyond / (beyond + 2)), how large (1 - exp(-(size/3)^2)) and how lasting ((1 + share of
 * signals) / 2), as the confidence of alerts. It ranks; it is <em>not</em> a calibrated
 * probability.
 */
final class Score {

  private Score() {}

  static float of(PixelEvidence evidence) {
    double size = evidence.size() / 3;
    double beyond = evidence.beyond();
    return (float)
        (beyond / (beyond + 2) * (1 - Math.exp(-size * size)) * (1 + evidence.lasting()) / 2);
  }
}
