// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.tracking;

/**
 * The probability that the land changed where an alert says so, out of its confidence, which ranks
 * alerts but is no probability: a logistic curve (Platt 1999, Probabilistic outputs for support
 * vector machines), 1 / (1 + exp(-(a + b confidence))), with an a and a b for each detector: the
 * same confidence means much in an alert of one and little in one of another.
 *
 * <p>The curves of the online detectors were fitted by {@code bench/online probability} to the
 * alerts, as they stand on every third date, of three simulated series ({@code sunqar simulate},
 * seeds 11 to 13, over a real scene: NDVI, 28.5 m, the default rule with runs of two; clouds, veils
 * and haze are left out of the masks on purpose). An alert is right when at least half of its
 * pixels are on events that had begun. With each series held out of the fit in turn, the Brier
 * score and what it is when all alerts get the share that is right: bayes .060 (.063), baseline
 * .060 (.135), zscore .149 (.240), iqr .120 (.240), ewma .070 (.158), mosum .034 (.085), cusum .021
 * (.055). Of bayes' 287 alerts above .95 100 % are right, of 73 at .9 to .95 82 %, of 48 at .8 to
 * .9 75 %, of 38 below 87 %. The curve of bfast-monitor is older, from 115 alerts of four series; a
 * difference of two dates has none of its own and takes that one.
 *
 * <p>Known limits: it says how often such alerts were right in those series, with 15 events, of 20
 * to 40 hectares in all, in 10,000 hectares and three years. Where changes are k times as rare
 * among as many disturbances, the odds p / (1 - p) are k times as small. Other indices, pixel
 * sizes, rules and landscapes have curves of their own: {@code sunqar watch evaluate} against a
 * reference of the place tells how good alerts are there. Alerts of bayes on bench's reference
 * stacks, in which no disturbance is larger than a pixel, were all right (1,862 of six stacks):
 * there it promises too little.
 */
public final class AlertProbability {

  private AlertProbability() {}

  /**
   * The probability of an alert.
   *
   * @param detector its name
   * @param confidence 0..1
   * @return 0..1, growing with the confidence
   */
  public static double of(String detector, double confidence) {
    return switch (detector) {
      case "bayes" -> logistic(0, 5.3, confidence);
      case "baseline" -> logistic(-6.8, 17.5, confidence);
      case "zscore" -> logistic(-3.4, 8.4, confidence);
      case "iqr" -> logistic(-4.6, 10.6, confidence);
      case "ewma" -> logistic(-7.4, 12.5, confidence);
      case "mosum" -> logistic(-6.7, 12.7, confidence);
      case "cusum" -> logistic(-9.1, 16.4, confidence);
      default -> logistic(-3.5, 9.67, confidence);
    };
  }

  private static double logistic(double intercept, double slope, double confidence) {
    return 1 / (1 + Math.exp(-(intercept + slope * confidence)));
  }
}
