// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.cube;

import java.util.List;

/** What makes one value of the bands of a pixel: a named index, or an expression. */
public sealed interface Formula permits SpectralIndex, BandExpression {

  /** The names of the bands, in the order in which {@link #evaluate} takes them; at least one. */
  List<String> bands();

  /**
   * The values of some pixels.
   *
   * @param bands a plane for each of {@link #bands()}, at least {@code count} values each
   * @param count pixels
   * @param out the first {@code count} are set, NaN where a band is NaN or the formula has no
   *     value; may be one of the planes
   */
  void evaluate(float[][] bands, int count, float[] out);
}
