// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.schedule.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.sunqar.mission.access.Contact;
import org.sunqar.mission.access.ContactSearch;
import org.sunqar.mission.access.EclipseSearch;
import org.sunqar.mission.access.OpportunitySearch;
import org.sunqar.mission.constellation.GroundStation;
import org.sunqar.mission.constellation.Satellite;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.orbit.ElementAge;
import org.sunqar.mission.orbit.Ephemeris;
import org.sunqar.mission.orbit.Horizon;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.plan.schedule.PlanningTask;

/**
 * The satellites of a task over its horizon, and over the time from now to it in which they can be
 * commanded. All times inside the search are seconds after its search's start.
 */
final class Fleet {

  /** The horizon is looked back from at most so long for an uplink (s). */
  private static final double LOOK_BACK = 86_400;

  private final PlanningTask task;
  private final OpportunitySearch search;
  private final List<Flight> flights = new ArrayList<>();
  private final double start;
  private final double end;
  private final double frozen;

  Fleet(PlanningTask task, Earth earth) {
    this.task = task;
    Time earliest = task.horizon().start().plus(-LOOK_BACK);
    Time origin = task.now().isAfter(earliest) ? task.now() : earliest;
    origin = origin.isBefore(task.horizon().start()) ? origin : task.horizon().start();
    Horizon all = Horizon.between(origin, task.horizon().end());
    search =
        new OpportunitySearch(
            earth, all, task.constellation().satellites(), ElementAge.DEFAULT, task.clouds());
    start = seconds(task.horizon().start());
    end = seconds(task.horizon().end());
    frozen = seconds(task.frozenUntil());
    for (Satellite satellite : task.constellation().satellites()) {
      flights.add(flight(satellite));
    }
  }

  private Flight flight(Satellite satellite) {
    Ephemeris ephemeris = search.ephemeris(satellite.id());
    boolean failed = task.failed().contains(satellite.id());
    List<Contact> contacts = new ArrayList<>();
    ContactSearch passes = new ContactSearch(search.horizon(), satellite.id(), ephemeris);
    for (GroundStation station : task.constellation().stations()) {
      contacts.addAll(passes.find(station));
    }
    contacts.sort(Comparator.comparing(Contact::start));
    double uplink = task.rules().uplinkSeconds();
    double ready =
        contacts.stream()
            .filter(c -> !c.start().isBefore(task.now()) && c.seconds() >= uplink)
            .mapToDouble(c -> seconds(c.start()) + uplink)
            .min()
            .orElse(Double.POSITIVE_INFINITY);
    return new Flight(
        satellite,
        ephemeris,
        search.viewer(satellite.id()),
        contacts,
        new EclipseSearch(ephemeris, search.sun()).find(),
        failed ? Double.POSITIVE_INFINITY : Math.max(Math.max(start, frozen), ready),
        failed);
  }

  PlanningTask task() {
    return task;
  }

  OpportunitySearch search() {
    return search;
  }

  /** By the satellites' numbers. */
  List<Flight> flights() {
    return flights;
  }

  int number(String satellite) {
    for (int s = 0; s < flights.size(); s++) {
      if (flights.get(s).satellite().id().equals(satellite)) {
        return s;
      }
    }
    return -1;
  }

  /** The first instant that is planned (s). */
  double start() {
    return start;
  }

  /** The last instant that is planned (s). */
  double end() {
    return end;
  }

  /** What begins before is as it was (s). */
  double frozen() {
    return frozen;
  }

  double seconds(Time time) {
    return time.since(search.horizon().start());
  }

  Time time(double seconds) {
    return search.horizon().start().plus(seconds);
  }
}
