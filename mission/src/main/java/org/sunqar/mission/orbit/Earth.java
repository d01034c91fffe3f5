// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.orbit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.orekit.bodies.AnalyticalSolarPositionProvider;
import org.orekit.bodies.OneAxisEllipsoid;
import org.orekit.data.DataContext;
import org.orekit.data.DirectoryCrawler;
import org.orekit.data.LazyLoadedDataContext;
import org.orekit.errors.OrekitException;
import org.orekit.frames.EOPHistory;
import org.orekit.frames.Frame;
import org.orekit.time.AbsoluteDate;
import org.orekit.time.TimeScale;
import org.orekit.utils.Constants;
import org.orekit.utils.ExtendedPositionProvider;
import org.orekit.utils.IERSConventions;
import org.sunqar.mission.MissionException;

/**
 * Frames, time scales, the ellipsoid and the Sun: all that the rest needs of Orekit's data, in one
 * value that is passed on. Orekit's global default context is neither read nor changed.
 *
 * <p>Leap seconds are embedded. Without Earth orientation data UT1 is taken as UTC and the pole as
 * unmoved (IERS 2010), which puts a point of the Earth off by up to 400 m (0.9 s of UT1), a few
 * metres at most in years when UT1 is near UTC.
 */
public final class Earth {

  private static final IERSConventions CONVENTIONS = IERSConventions.IERS_2010;

  private final DataContext context;
  private final TimeScale utc;
  private final Frame itrf;
  private final Frame teme;
  private final Frame inertial;
  private final OneAxisEllipsoid ellipsoid;
  private final ExtendedPositionProvider sun;
  private final AbsoluteDate epoch;

  private Earth(LazyLoadedDataContext context) {
    this.context = context;
    context.getTimeScales().addUTCTAIOffsetsLoader(LeapSeconds::models);
    utc = context.getTimeScales().getUTC();
    itrf = context.getFrames().getITRF(CONVENTIONS, true);
    teme = context.getFrames().getTEME();
    inertial = context.getFrames().getGCRF();
    EarthBody body = new EarthBody(inertial, itrf);
    context.getCelestialBodies().addCelestialBodyLoader(EarthBody.NAME, name -> body);
    ellipsoid =
        new OneAxisEllipsoid(
            Constants.WGS84_EARTH_EQUATORIAL_RADIUS, Constants.WGS84_EARTH_FLATTENING, itrf);
    sun = new AnalyticalSolarPositionProvider(context);
    epoch = new AbsoluteDate(2000, 1, 1, 0, 0, 0.0, context.getTimeScales().getTAI());
  }

  /** Without Earth orientation data. */
  public static Earth withoutOrientation() {
    LazyLoadedDataContext context = new LazyLoadedDataContext();
    context.getDataProvidersManager().clearProviders();
    context.getFrames().addEOPHistoryLoader(CONVENTIONS, (converter, history) -> {});
    return new Earth(context);
  }

  /**
   * With the Earth orientation data of a folder: files of the IERS by their usual names
   * (finals2000A.all, eopc04_IAU2000.yy, Bulletin A or B).
   *
   * @throws MissionException IO when the folder has none that can be read
   */
  public static Earth withOrientation(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new MissionException(
          MissionException.Key.IO,
          "There is no folder " + folder + " with Earth orientation data.");
    }
    try {
      LazyLoadedDataContext context = new LazyLoadedDataContext();
      context.getDataProvidersManager().clearProviders();
      context.getDataProvidersManager().addProvider(new DirectoryCrawler(folder.toFile()));
      EOPHistory history = context.getFrames().getEOPHistory(CONVENTIONS, true);
      if (history.getEntries().isEmpty()) {
        throw new MissionException(
            MissionException.Key.IO,
            "The folder " + folder + " has no Earth orientation data, such as finals2000A.all.");
      }
      return new Earth(context);
    } catch (OrekitException e) {
      throw new MissionException(
          MissionException.Key.IO,
          "The Earth orientation data in " + folder + " cannot be read: " + e.getMessage() + ".",
          e);
    }
  }

  /** For those parts of Orekit that want all of it, such as the readers of CCSDS messages. */
  public DataContext context() {
    return context;
  }

  public TimeScale utc() {
    return utc;
  }

  /** The frame that turns with the Earth. */
  public Frame itrf() {
    return itrf;
  }

  /** The frame in which SGP4 gives its results. */
  public Frame teme() {
    return teme;
  }

  /** The inertial frame (GCRF). */
  public Frame inertial() {
    return inertial;
  }

  /** WGS 84. */
  public OneAxisEllipsoid ellipsoid() {
    return ellipsoid;
  }

  /** The Sun by a short series (Montenbruck and Gill 2000), 0.01 degrees or better. */
  public ExtendedPositionProvider sun() {
    return sun;
  }

  public AbsoluteDate date(Time time) {
    return epoch.shiftedBy(time.nanoseconds(), TimeUnit.NANOSECONDS);
  }

  /** To the nearest nanosecond. */
  public Time time(AbsoluteDate date) {
    return new Time(date.durationFrom(epoch, TimeUnit.NANOSECONDS));
  }
}
