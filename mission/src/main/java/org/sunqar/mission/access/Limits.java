// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.access;

import java.util.Locale;
import org.sunqar.mission.MissionException;

/**
 * What an opportunity must keep to. {@link #NONE} asks for nothing but a target above the horizon;
 * each {@code with} narrows one limit.
 *
 * @param offNadir angle at the satellite between the line of sight and the Earth's centre
 * @param incidence angle at the target between zenith and satellite
 * @param sun where the Sun must stand
 * @param maxGroundSampling largest ground sampling distance, the mean of both directions (m)
 * @param maxCloud largest cloud fraction of the forecast, 0 to 1; where there is no forecast the
 *     limit does not hold
 * @param minRevisit least seconds between two opportunities of the same target
 */
public record Limits(
    Range offNadir,
    Range incidence,
    SunLimits sun,
    double maxGroundSampling,
    double maxCloud,
    double minRevisit) {

  private static final Range UP_TO_VERTICAL = Range.degrees(0, 90);

  public static final Limits NONE =
      new Limits(UP_TO_VERTICAL, UP_TO_VERTICAL, SunLimits.NONE, Double.POSITIVE_INFINITY, 1, 0);

  public Limits {
    within("off-nadir angle", offNadir);
    within("incidence", incidence);
    if (!(maxGroundSampling > 0)) {
      throw bad("ground sampling distance", "above 0 m", maxGroundSampling);
    }
    if (!(maxCloud >= 0 && maxCloud <= 1)) {
      throw bad("cloud fraction", "between 0 and 1", maxCloud);
    }
    if (!(minRevisit >= 0)) {
      throw bad("revisit", "at least 0 s", minRevisit);
    }
  }

  private static void within(String what, Range range) {
    if (range.min() < 0 || range.max() > UP_TO_VERTICAL.max() || !(range.max() > 0)) {
      throw bad(what, "between 0 and 90 degrees", Math.toDegrees(range.max()));
    }
  }

  private static MissionException bad(String what, String allowed, double value) {
    return new MissionException(
        MissionException.Key.SETTING,
        String.format(Locale.ROOT, "The %s must be %s, not %s.", what, allowed, value));
  }

  /**
   * Where the Sun must stand, as seen from the target.
   *
   * @param elevation above the horizon
   * @param azimuth from north over east
   * @param localTime apparent solar time as an angle, 24 hours to a circle
   */
  public record SunLimits(Range elevation, Arc azimuth, Arc localTime) {

    public static final SunLimits NONE = new SunLimits(Range.degrees(-90, 90), Arc.ALL, Arc.ALL);
  }

  public Limits withOffNadir(Range range) {
    return new Limits(range, incidence, sun, maxGroundSampling, maxCloud, minRevisit);
  }

  public Limits withIncidence(Range range) {
    return new Limits(offNadir, range, sun, maxGroundSampling, maxCloud, minRevisit);
  }

  public Limits withSunElevation(Range range) {
    return withSun(new SunLimits(range, sun.azimuth(), sun.localTime()));
  }

  public Limits withSun(SunLimits limits) {
    return new Limits(offNadir, incidence, limits, maxGroundSampling, maxCloud, minRevisit);
  }

  public Limits withMaxGroundSampling(double metres) {
    return new Limits(offNadir, incidence, sun, metres, maxCloud, minRevisit);
  }

  public Limits withMaxCloud(double fraction) {
    return new Limits(offNadir, incidence, sun, maxGroundSampling, fraction, minRevisit);
  }

  public Limits withMinRevisit(double seconds) {
    return new Limits(offNadir, incidence, sun, maxGroundSampling, maxCloud, seconds);
  }

  /**
   * True when a limit is set that the search for cones and a least elevation of the Sun does not
   * keep.
   */
  boolean moreThanCone() {
    return offNadir.min() > 0
        || incidence.min() > 0
        || sun.elevation().max() < SunLimits.NONE.elevation().max()
        || !sun.azimuth().isAll()
        || !sun.localTime().isAll();
  }

  /** Positive where a view keeps those limits (rad). */
  double margin(View view) {
    double margin = sun.elevation().margin(view.sunElevation());
    if (offNadir.min() > 0) {
      margin = Math.min(margin, view.offNadir() - offNadir.min());
    }
    if (incidence.min() > 0) {
      margin = Math.min(margin, view.incidence() - incidence.min());
    }
    if (!sun.azimuth().isAll()) {
      margin = Math.min(margin, sun.azimuth().margin(view.sunAzimuth()));
    }
    if (!sun.localTime().isAll()) {
      margin = Math.min(margin, sun.localTime().margin(view.localSolarTime()));
    }
    return margin;
  }
}
