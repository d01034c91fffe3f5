// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.orbit;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.orekit.errors.OrekitException;
import org.orekit.files.ccsds.ndm.odm.oem.Oem;
import org.orekit.files.ccsds.ndm.odm.oem.OemSatelliteEphemeris;
import org.orekit.files.ccsds.ndm.odm.opm.Opm;
import org.orekit.frames.Frame;
import org.orekit.orbits.EquinoctialOrbit;
import org.orekit.propagation.Propagator;
import org.orekit.propagation.analytical.EcksteinHechlerPropagator;
import org.orekit.propagation.analytical.tle.TLE;
import org.orekit.propagation.analytical.tle.TLEPropagator;
import org.orekit.utils.Constants;
import org.orekit.utils.TimeStampedPVCoordinates;
import org.sunqar.mission.MissionException;

/**
 * The motion of one satellite. TLE and OMM are propagated by SGP4, an OPM by the analytical theory
 * of Eckstein and Hechler (zonal terms to J6, no drag), an OEM is interpolated.
 *
 * <p>Known limits: an OPM with manoeuvres is refused, and so is one with an eccentricity above 0.1.
 */
public final class Orbit {

  private static final double DAY = 86_400;
  private static final double MAX_ECCENTRICITY = 0.1;

  private final OrbitSource source;
  private final Time first;
  private final Time last;
  private final Frame frame;
  private final Supplier<Propagator> propagator;
  private final Optional<TLE> elements;

  private Orbit(
      OrbitSource source,
      Time first,
      Time last,
      Frame frame,
      Supplier<Propagator> propagator,
      Optional<TLE> elements) {
    this.source = source;
    this.first = first;
    this.last = last;
    this.frame = frame;
    this.propagator = propagator;
    this.elements = elements;
  }

  /**
   * Reads elements, a state or an ephemeris.
   *
   * @throws MissionException ORBIT with one reason when it is malformed
   */
  public static Orbit read(OrbitSource source, Earth earth) {
    try {
      return switch (source.format()) {
        case TLE -> ofElements(source, TwoLineElements.read(source.text(), earth), earth);
        case OMM -> ofElements(source, CcsdsReader.omm(source.text(), earth), earth);
        case OPM -> ofState(source, CcsdsReader.opm(source.text(), earth), earth);
        case OEM -> ofEphemeris(source, CcsdsReader.oem(source.text(), earth), earth);
      };
    } catch (OrekitException e) {
      throw new MissionException(
          MissionException.Key.ORBIT,
          "The " + source.format() + " cannot be read: " + e.getMessage() + ".",
          e);
    }
  }

  private static Orbit ofElements(OrbitSource source, TLE tle, Earth earth) {
    Time epoch = earth.time(tle.getDate());
    TLEPropagator.selectExtrapolator(tle, earth.teme());
    return new Orbit(
        source,
        epoch,
        epoch,
        earth.teme(),
        () -> TLEPropagator.selectExtrapolator(tle, earth.teme()),
        Optional.of(tle));
  }

  private static Orbit ofState(OrbitSource source, Opm opm, Earth earth) {
    if (opm.hasManeuvers()) {
      throw bad("The OPM has manoeuvres, which are not propagated; give an OEM.");
    }
    Frame frame = opm.getMetadata().getFrame();
    TimeStampedPVCoordinates state = opm.getPVCoordinates();
    if (!frame.isPseudoInertial()) {
      state = frame.getTransformTo(earth.inertial(), state.getDate()).transformPVCoordinates(state);
      frame = earth.inertial();
    }
    EquinoctialOrbit orbit = new EquinoctialOrbit(state, frame, Constants.EIGEN5C_EARTH_MU);
    if (!(orbit.getE() < MAX_ECCENTRICITY)) {
      throw bad(
          "The OPM has an eccentricity of "
              + String.format(Locale.ROOT, "%.3f", orbit.getE())
              + "; above 0.1 give an OEM.");
    }
    Time epoch = earth.time(state.getDate());
    propagator(orbit);
    return new Orbit(source, epoch, epoch, frame, () -> propagator(orbit), Optional.empty());
  }

  private static Propagator propagator(EquinoctialOrbit orbit) {
    return new EcksteinHechlerPropagator(
        orbit,
        Constants.EIGEN5C_EARTH_EQUATORIAL_RADIUS,
        Constants.EIGEN5C_EARTH_MU,
        Constants.EIGEN5C_EARTH_C20,
        Constants.EIGEN5C_EARTH_C30,
        Constants.EIGEN5C_EARTH_C40,
        Constants.EIGEN5C_EARTH_C50,
        Constants.EIGEN5C_EARTH_C60);
  }

  private static Orbit ofEphemeris(OrbitSource source, Oem oem, Earth earth) {
    if (oem.getSatellites().size() != 1) {
      throw bad("The OEM is of " + oem.getSatellites().size() + " satellites in place of one.");
    }
    OemSatelliteEphemeris ephemeris = oem.getSatellites().values().iterator().next();
    ephemeris.getPropagator();
    return new Orbit(
        source,
        earth.time(ephemeris.getStart()),
        earth.time(ephemeris.getStop()),
        ephemeris.getSegments().getFirst().getFrame(),
        ephemeris::getPropagator,
        Optional.empty());
  }

  private static MissionException bad(String reason) {
    return new MissionException(MissionException.Key.ORBIT, reason);
  }

  public OrbitSource source() {
    return source;
  }

  /** Of elements or a state their epoch, of an ephemeris its first instant. */
  public Time epoch() {
    return first;
  }

  /** The frame in which the propagator works best. */
  public Frame frame() {
    return frame;
  }

  /** Mean elements where the orbit was given by them. */
  public Optional<TLE> elements() {
    return elements;
  }

  /** A propagator of one's own; it may be used by one thread at a time. */
  public Propagator propagator() {
    return propagator.get();
  }

  /** Days from the epoch to that end of the horizon which is farther away; 0 for an ephemeris. */
  public double ageDays(Horizon horizon) {
    return source.format() == OrbitSource.Format.OEM
        ? 0
        : Math.max(Math.abs(horizon.start().since(first)), Math.abs(horizon.end().since(first)))
            / DAY;
  }

  /**
   * Checks that the orbit may be used over a horizon.
   *
   * @return a warning where the elements are old
   * @throws MissionException ORBIT when they are too old, or the ephemeris does not cover the
   *     horizon
   */
  public Optional<String> check(Horizon horizon, ElementAge allowed) {
    if (source.format() == OrbitSource.Format.OEM) {
      if (horizon.start().isBefore(first) || horizon.end().isAfter(last)) {
        throw bad(
            "The OEM covers "
                + first
                + " to "
                + last
                + ", not all of the horizon "
                + horizon.start()
                + " to "
                + horizon.end()
                + ".");
      }
      return Optional.empty();
    }
    double days = ageDays(horizon);
    String age =
        String.format(
            Locale.ROOT,
            "The %s is of %s, %.1f days from the horizon's far end",
            source.format(),
            first.text(0),
            days);
    if (days > allowed.refuseDays()) {
      throw bad(
          String.format(Locale.ROOT, "%s; more than %.0f are refused.", age, allowed.refuseDays()));
    }
    return days > allowed.warnDays()
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "%s; above %.0f days times can be off by seconds.",
                age,
                allowed.warnDays()))
        : Optional.empty();
  }
}
