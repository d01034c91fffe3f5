// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sunqar.raster.pixel.Raster;

/** When a raster was taken, by its metadata. */
final class TagDates {

  /** Items, the most trusted first. */
  private static final List<String> NAMES =
      List.of("ACQUISITION_DATETIME", "ACQUISITIONDATETIME", "DATE_ACQUIRED", "TIFFTAG_DATETIME");

  private static final Pattern DAY = Pattern.compile("(\\d{4})[:-]?(\\d{2})[:-]?(\\d{2}).*");

  /** Noon of the day, where an item says one. */
  static Optional<Instant> of(Raster raster) {
    for (String name : NAMES) {
      Matcher day = DAY.matcher(raster.metadata().getOrDefault(name, "").strip());
      if (day.matches()) {
        try {
          return Optional.of(
              LocalDate.of(
                      Integer.parseInt(day.group(1)),
                      Integer.parseInt(day.group(2)),
                      Integer.parseInt(day.group(3)))
                  .atTime(12, 0)
                  .toInstant(ZoneOffset.UTC));
        } catch (java.time.DateTimeException _) {
          // no date; the next item may be one
        }
      }
    }
    return Optional.empty();
  }

  private TagDates() {}
}
