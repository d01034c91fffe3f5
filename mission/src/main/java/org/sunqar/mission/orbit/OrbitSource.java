// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.orbit;

import java.time.LocalDate;
import java.time.Year;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * What is known of an orbit, as it was given.
 *
 * @param format of the text
 * @param text the two lines of a TLE (a line with the name may come first), or a CCSDS message as
 *     KVN or XML
 */
public record OrbitSource(Format format, String text) {

  /** Forms in which orbits are exchanged. */
  public enum Format {
    /** Two-line elements, mean elements of SGP4. */
    TLE,
    /** CCSDS Orbit Mean-elements Message, of the SGP4 kind. */
    OMM,
    /** CCSDS Orbit Parameter Message: one osculating state. */
    OPM,
    /** CCSDS Orbit Ephemeris Message: states over a span of time. */
    OEM
  }

  public static OrbitSource tle(String line1, String line2) {
    return new OrbitSource(Format.TLE, line1 + "\n" + line2);
  }

  /**
   * The two lines of an orbit that is alike, with their epoch at the same time of another day: its
   * node has turned with the mean Sun, so that the local time of the passes is kept. For made
   * satellites.
   */
  public OrbitSource on(LocalDate day) {
    if (format != Format.TLE) {
      throw new IllegalStateException("only two-line elements are moved, not " + format);
    }
    String[] lines = text.split("\n");
    int year = 2000 + Integer.parseInt(lines[0].substring(18, 20));
    double ofYear = Double.parseDouble(lines[0].substring(20, 32));
    LocalDate before = Year.of(year).atDay((int) ofYear);
    double turned = ChronoUnit.DAYS.between(before, day) * 360 / 365.2422;
    double node = Double.parseDouble(lines[1].substring(17, 25)) + turned;
    double epoch = day.getDayOfYear() + ofYear % 1;
    return tle(
        put(lines[0], 18, String.format(Locale.ROOT, "%02d%012.8f", day.getYear() % 100, epoch)),
        put(
            lines[1],
            17,
            String.format(Locale.ROOT, "%8.4f", node - 360 * Math.floor(node / 360))));
  }

  private static String put(String line, int at, String what) {
    String changed = line.substring(0, at) + what + line.substring(at + what.length());
    int digit = TwoLineElements.checkDigit(changed);
    return changed.substring(0, changed.length() - 1) + digit;
  }
}
