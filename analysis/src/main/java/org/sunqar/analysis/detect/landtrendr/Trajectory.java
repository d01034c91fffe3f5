// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.landtrendr;

import java.util.List;

/**
 * A yearly series as straight segments that join.
 *
 * @param vertices positions in the series where segments begin and end, the first and the last
 *     among them
 * @param fitted a value for each year of the series
 * @param rmse of the fitted values from those of the series (root of the mean square)
 * @param p of F: the chance that values without any shape are fitted as well; 1 for a flat line
 */
public record Trajectory(List<Integer> vertices, List<Double> fitted, double rmse, double p) {

  public Trajectory {
    vertices = List.copyOf(vertices);
    fitted = List.copyOf(fitted);
  }

  /** Number of segments. */
  public int segments() {
    return vertices.size() - 1;
  }

  /** Change over a segment, in the unit of the values. */
  public double change(int segment) {
    return fitted.get(vertices.get(segment + 1)) - fitted.get(vertices.get(segment));
  }
}
