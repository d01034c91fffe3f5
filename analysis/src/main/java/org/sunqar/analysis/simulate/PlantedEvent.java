// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.simulate;

import java.time.LocalDate;
import java.util.BitSet;

/**
 * One change that was planted.
 *
 * @param id from 1
 * @param type kind of change
 * @param date first day that shows it
 * @param severity share of the pixel that changes at most, 0..1
 * @param pixels indices (row * width + column) of the patch; not to be changed
 */
public record PlantedEvent(int id, EventType type, LocalDate date, double severity, BitSet pixels) {

  /** Area (ha) for a pixel area in square metres. */
  public double areaHectares(double pixelArea) {
    return pixels.cardinality() * pixelArea / 10_000;
  }

  /** Share of each pixel that shows the change on a day; 0 before it. */
  double coverOn(LocalDate day) {
    double years = (day.toEpochDay() - date.toEpochDay()) / 365.25;
    return years < 0 ? 0 : type.coverAfter(years, severity);
  }
}
