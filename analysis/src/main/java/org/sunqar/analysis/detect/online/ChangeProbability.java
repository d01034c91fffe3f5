// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

/**
 * The probability that a change is real, 0..1, for detectors without a probability of their own.
 * The evidence is scored by how long it is (beyond / (beyond + 2)), how large (1 - exp(-(size /
 * 3)^2)) and how lasting ((1 + share of signals) / 2), their product being s; the probability is 1
 * - 0.4 exp(-6 s) for a provisional or confirmed change, 0 without one.
 *
 * <p>The last step was fitted to how often the changes of iqr, zscore and ewma were right, pixel by
 * pixel, on three synthetic stacks in which one pixel in six breaks within two years (bench's
 * OnlineAccuracy prints it). <em>Where breaks are rarer it promises too much</em>; it always ranks.
 */
final class ChangeProbability {

  private ChangeProbability() {}

  static float of(PixelEvidence evidence) {
    boolean change =
        switch (evidence.status()) {
          case NO_MODEL, NOTHING -> false;
          case PROVISIONAL, CONFIRMED -> true;
        };
    if (!change) {
      return 0;
    }
    double size = evidence.size() / 3;
    double beyond = evidence.beyond();
    double score =
        beyond / (beyond + 2) * (1 - Math.exp(-size * size)) * (1 + evidence.lasting()) / 2;
    return (float) (1 - 0.4 * Math.exp(-6 * score));
  }
}
