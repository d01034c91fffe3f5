// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.story;

import java.time.LocalDate;

/**
 * What is expected on a date.
 *
 * @param date UTC
 * @param value expected value
 * @param lower boundary below; NaN where there is none
 * @param upper boundary above; NaN where there is none
 */
public record FitPoint(LocalDate date, double value, double lower, double upper) {

  public boolean hasBoundary() {
    return Double.isFinite(lower) && Double.isFinite(upper);
  }
}
