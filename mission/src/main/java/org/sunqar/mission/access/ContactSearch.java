// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.access;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.geometry.euclidean.threed.Vector3D;
import org.sunqar.mission.constellation.GroundStation;
import org.sunqar.mission.orbit.Ephemeris;
import org.sunqar.mission.orbit.Horizon;

/**
 * Finds the contacts of a satellite with ground stations. Elevation is geometric: refraction, which
 * makes a satellite rise some seconds earlier, is left out as in STK's default.
 *
 * <p>A pass above a constant mask is met at any length; where the mask changes with azimuth, gaps
 * under 5 s may be passed over.
 */
public final class ContactSearch {

  private static final double COARSE = 30;

  private final Horizon horizon;
  private final String satellite;
  private final Ephemeris ephemeris;

  public ContactSearch(Horizon horizon, String satellite, Ephemeris ephemeris) {
    this.horizon = horizon;
    this.satellite = satellite;
    this.ephemeris = ephemeris;
  }

  /** The contacts with one station, by start; those at the ends of the horizon are cut there. */
  public List<Contact> find(GroundStation station) {
    Antenna antenna = new Antenna(ephemeris, station);
    double lowest = station.mask().lowest();
    List<Contact> contacts = new ArrayList<>();
    for (Spans.Span pass :
        Spans.where(t -> antenna.elevation(t) - lowest, 0, ephemeris.seconds(), COARSE)) {
      if (station.mask().isConstant()) {
        contacts.add(contact(station, antenna, pass));
      } else {
        for (Spans.Span part : Spans.where(antenna::aboveMask, pass.from(), pass.to())) {
          contacts.add(contact(station, antenna, part));
        }
      }
    }
    return contacts;
  }

  private Contact contact(GroundStation station, Antenna antenna, Spans.Span span) {
    double top = Spans.maximum(antenna::elevation, span.from(), span.to());
    return new Contact(
        satellite,
        station.id(),
        horizon.start().plus(span.from()),
        horizon.start().plus(top),
        horizon.start().plus(span.to()),
        antenna.elevation(top));
  }

  /** A station's view of the satellite. */
  private static final class Antenna {

    private final Ephemeris ephemeris;
    private final GroundStation station;
    private final Vector3D place;
    private final Vector3D zenith;
    private final double[] xyz = new double[3];

    Antenna(Ephemeris ephemeris, GroundStation station) {
      this.ephemeris = ephemeris;
      this.station = station;
      place = station.place().position();
      zenith = station.place().zenith();
    }

    private Vector3D sight(double t) {
      ephemeris.position(t, xyz);
      return new Vector3D(xyz).subtract(place);
    }

    double elevation(double t) {
      Vector3D sight = sight(t);
      return Math.asin(sight.dotProduct(zenith) / sight.getNorm());
    }

    double aboveMask(double t) {
      double elevation = elevation(t);
      double azimuth = Viewer.azimuth(station.place(), sight(t));
      return elevation - station.mask().elevation(azimuth);
    }
  }
}
