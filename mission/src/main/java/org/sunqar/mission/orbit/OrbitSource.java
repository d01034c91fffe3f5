// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.orbit;

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
}
