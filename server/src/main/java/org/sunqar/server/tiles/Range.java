// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tiles;

/**
 * Physical values that are shown from dark to bright, or from the first colour to the last.
 *
 * @param high above {@code low}; both finite
 */
record Range(double low, double high) {

  Range {
    if (!(low < high) || !Double.isFinite(high - low)) {
      throw new IllegalArgumentException("range from " + low + " to " + high);
    }
  }
}
