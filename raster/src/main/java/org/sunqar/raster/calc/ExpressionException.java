// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.calc;

import org.sunqar.raster.RasterException;

/** Makes the error for a text that is no expression: the message points at the column. */
final class ExpressionException {

  /**
   * @param at index of the offending character; the message counts from 1
   */
  static RasterException at(String text, int at, String what) {
    return new RasterException(
        RasterException.Key.EXPRESSION,
        "expression \"%s\", column %d: %s".formatted(shortened(text), at + 1, what));
  }

  private static String shortened(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "...";
  }

  private ExpressionException() {}
}
