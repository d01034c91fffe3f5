// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.state;

/** Which pixels of a state's grid are watched; the others get no model. */
@FunctionalInterface
public interface StateMask {

  /** Whether the pixel in a column and row of the grid is watched. */
  boolean contains(int col, int row);

  /** All pixels. */
  static StateMask all() {
    return (col, row) -> true;
  }
}
