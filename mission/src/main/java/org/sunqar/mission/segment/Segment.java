// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.segment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.access.CloudForecast;
import org.sunqar.mission.access.Contact;
import org.sunqar.mission.access.ContactSearch;
import org.sunqar.mission.access.EclipseSearch;
import org.sunqar.mission.access.OpportunitySearch;
import org.sunqar.mission.constellation.Constellation;
import org.sunqar.mission.constellation.GroundStation;
import org.sunqar.mission.constellation.Satellite;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.orbit.ElementAge;
import org.sunqar.mission.orbit.Ephemeris;
import org.sunqar.mission.orbit.Horizon;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.plan.schedule.Plan;

/**
 * The simulated satellites. They do what a plan says:
 *
 * <ul>
 *   <li>the command of an acquisition goes up in the first contact with any station after the plan
 *       was made; where none comes before it, it is not taken;
 *   <li>the satellite turns at the last moment and keeps its attitude afterwards; images fill the
 *       memory, downlinks empty it in the order of the plan; the battery is charged in the Sun;
 *   <li>the line of sight is off by a normally distributed angle about each axis, and the clouds
 *       are those of {@link TrueSky};
 *   <li>a share of the acquisitions gives no image, and satellites fail when they are told to, with
 *       all that is aboard.
 * </ul>
 *
 * <p>What happens follows from the plan, the state before and the seed; a span cut in two gives the
 * same as the whole.
 *
 * <p>Known limits: commands and the attitude for downlinks take no time; loads are those of the
 * constellation, at once; telemetry has no errors.
 */
public final class Segment {

  /** Geometry is needed a little beyond the span, for images across its ends (s). */
  private static final double MARGIN = 900;

  private final Earth earth;
  private final Constellation constellation;
  private final SegmentOptions options;
  private final TrueSky sky;

  public Segment(
      Earth earth, Constellation constellation, SegmentOptions options, CloudForecast forecast) {
    this.earth = earth;
    this.constellation = constellation;
    this.options = options;
    this.sky = new TrueSky(forecast, options.cloud(), options.seed());
    options.outages().forEach(outage -> constellation.satellite(outage.satellite()));
  }

  /** The clouds over all of it. */
  public TrueSky sky() {
    return sky;
  }

  /**
   * Executes a plan from where the satellites are until an instant.
   *
   * @throws MissionException SETTING when the instant is not after the state's clock, NOT_FOUND
   *     when the plan names a satellite that the constellation does not have, ORBIT when an orbit
   *     cannot be propagated
   */
  public Flight fly(Plan plan, SegmentState state, Time to) {
    Time from = state.clock();
    if (!to.isAfter(from)) {
      throw new MissionException(
          MissionException.Key.SETTING,
          "The simulation is at " + from + " already, and cannot go on to " + to + ".");
    }
    plan.acquisitions().forEach(a -> constellation.satellite(a.satellite()));
    Time known = commandsFrom(plan, from);
    Horizon horizon = Horizon.between(earlier(known, from).plus(-MARGIN), to.plus(MARGIN));
    OpportunitySearch geometry =
        new OpportunitySearch(
            earth, horizon, constellation.satellites(), ElementAge.DEFAULT, CloudForecast.NONE);
    Map<String, SatelliteState> before = new HashMap<>();
    state.satellites().forEach(s -> before.put(s.satellite(), s));
    List<SegmentEvent> events = new ArrayList<>();
    List<Flight.Received> received = new ArrayList<>();
    Map<String, List<Telemetry>> telemetry = new HashMap<>();
    List<SatelliteState> after = new ArrayList<>();
    for (Satellite satellite : constellation.satellites()) {
      SatelliteState own =
          before.getOrDefault(
              satellite.id(),
              SatelliteState.fresh(satellite.id(), satellite.platform().power().battery()));
      SatelliteFlight flight =
          new SatelliteFlight(satellite, own, options, sky, sight(geometry, satellite, known));
      flight.fly(plan, from, to);
      events.addAll(flight.events());
      received.addAll(flight.received());
      telemetry.put(satellite.id(), flight.telemetry());
      after.add(flight.end());
    }
    events.sort(
        Comparator.comparing(SegmentEvent::time)
            .thenComparing(SegmentEvent::satellite)
            .thenComparing(SegmentEvent::acquisition)
            .thenComparing(SegmentEvent::kind));
    received.sort(
        Comparator.comparing(Flight.Received::time).thenComparing(r -> r.image().acquisition()));
    return new Flight(
        from,
        to,
        plan.version(),
        options.seed(),
        events,
        received,
        telemetry,
        new SegmentState(to, after));
  }

  /**
   * From when on commands of a plan can go up: when it was made. A plan that was made after its own
   * start, or long before it, counts as made a day before at most.
   */
  private static Time commandsFrom(Plan plan, Time from) {
    Time start = plan.horizon().start();
    Time dayBefore = start.plus(-86_400);
    Time made = plan.made().isBefore(dayBefore) ? dayBefore : plan.made();
    return made.isAfter(start) ? earlier(start, from) : made;
  }

  private static Time earlier(Time a, Time b) {
    return a.isBefore(b) ? a : b;
  }

  private SatelliteFlight.Sight sight(OpportunitySearch geometry, Satellite satellite, Time known) {
    Horizon horizon = geometry.horizon();
    Ephemeris ephemeris = geometry.ephemeris(satellite.id());
    List<Contact> contacts = new ArrayList<>();
    ContactSearch search = new ContactSearch(horizon, satellite.id(), ephemeris);
    for (GroundStation station : constellation.stations()) {
      for (Contact contact : search.find(station)) {
        if (contact.end().isAfter(known)) {
          contacts.add(contact);
        }
      }
    }
    contacts.sort(Comparator.comparing(Contact::start));
    return new SatelliteFlight.Sight(
        horizon,
        ephemeris,
        geometry.viewer(satellite.id()),
        known,
        contacts,
        new EclipseSearch(ephemeris, geometry.sun()).find());
  }
}
