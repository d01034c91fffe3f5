// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

/** How the start of the stable history is found among the observations before monitoring. */
public enum History {
  /** Every observation before monitoring. */
  ALL,
  /**
   * Reverse-ordered CUSUM of recursive residuals: the history reaches back to where the model stops
   * holding (Pesaran and Timmermann, 2002, <i>Market timing and return prediction under model
   * instability</i>, Journal of Empirical Finance 9).
   */
  ROC,
  /**
   * What follows the last of the breaks that minimise BIC (Bai and Perron, 2003, <i>Computation and
   * analysis of multiple structural change models</i>, Journal of Applied Econometrics 18). Takes
   * time and memory that grow with the square of the number of observations.
   */
  BP
}
