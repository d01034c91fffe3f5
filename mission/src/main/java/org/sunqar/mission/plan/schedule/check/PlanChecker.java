// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.schedule.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.sunqar.mission.access.Contact;
import org.sunqar.mission.constellation.Constellation;
import org.sunqar.mission.constellation.GroundStation;
import org.sunqar.mission.constellation.Satellite;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.orbit.Ephemeris;
import org.sunqar.mission.orbit.Horizon;
import org.sunqar.mission.orbit.Orbit;
import org.sunqar.mission.orbit.SunTrack;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.order.Request;
import org.sunqar.mission.plan.Verdict;
import org.sunqar.mission.plan.schedule.Acquisition;
import org.sunqar.mission.plan.schedule.Downlink;
import org.sunqar.mission.plan.schedule.Plan;
import org.sunqar.mission.plan.schedule.PlanningTask;
import org.sunqar.mission.plan.schedule.Unplanned;

/**
 * Judges a plan by the rules: every acquisition shows what is asked for within its limits; each
 * satellite has time to turn, memory, energy and cold enough; data is sent within contacts, one
 * satellite to an antenna; what is frozen is as it was; nothing is planned that can no longer be
 * commanded; each request is planned or has a reason.
 *
 * <p>It follows the satellites and computes all geometry itself. Acquisitions of the previous
 * version are taken as seen then: their geometry was judged with that version. The value of the
 * verdict is the sum of the values of the planned requests.
 */
public final class PlanChecker {

  private static final double DAY = 86_400;
  private static final double TIME = 1e-3;

  private final PlanningTask task;
  private final Plan plan;
  private final Complaints complaints = new Complaints();
  private final Map<String, Request> requests = new HashMap<>();
  private final Map<String, Acquisition> before = new HashMap<>();
  private final List<Course> courses = new ArrayList<>();

  private PlanChecker(PlanningTask task, Plan plan) {
    this.task = task;
    this.plan = plan;
    task.requests().forEach(r -> requests.put(r.id(), r));
    task.previous().ifPresent(p -> p.acquisitions().forEach(a -> before.put(a.id(), a)));
  }

  /** Judges a plan that was made for a task. */
  public static Verdict check(PlanningTask task, Earth earth, Plan plan) {
    return new PlanChecker(task, plan).verdict(earth);
  }

  private Verdict verdict(Earth earth) {
    whole();
    if (complaints.sentences().isEmpty()) {
      follow(earth);
      for (Course course : courses) {
        geometry(course);
        commands(course);
        Stores stores = new Stores(course, plan.horizon(), complaints);
        stores.turns();
        stores.heat();
        stores.memory();
        stores.battery(task.rules().batteryReserve());
        contacts(course);
      }
      antennas();
      frozen();
      answered();
    }
    double value =
        plan.acquisitions().stream()
            .map(Acquisition::request)
            .distinct()
            .flatMap(r -> Stream.ofNullable(requests.get(r)))
            .mapToDouble(Request::value)
            .sum();
    return new Verdict(value, complaints.sentences());
  }

  /** What must hold before anything else can be looked at. */
  private void whole() {
    complaints.when(
        !plan.horizon().equals(task.horizon()),
        "The plan is for %s to %s, not for the horizon that is planned.",
        plan.horizon().start(),
        plan.horizon().end());
    int next = task.previous().map(p -> p.version() + 1).orElse(1);
    complaints.when(
        plan.version() != next, "The plan is version %d, but %d is next.", plan.version(), next);
    Constellation constellation = task.constellation();
    Set<String> satellites = new HashSet<>();
    constellation.satellites().forEach(s -> satellites.add(s.id()));
    Map<String, GroundStation> stations = new HashMap<>();
    constellation.stations().forEach(s -> stations.put(s.id(), s));
    Set<String> ids = new HashSet<>();
    for (Acquisition a : plan.acquisitions()) {
      complaints.when(!ids.add(a.id()), "There are two acquisitions %s.", a.id());
      complaints.when(
          !satellites.contains(a.satellite()), "%s is of no satellite that flies.", a.id());
      complaints.when(!(a.seconds() > 0), "%s ends before it begins.", a.id());
      complaints.when(
          !requests.containsKey(a.request()) && !before.containsKey(a.id()),
          "%s is of %s, which nobody asks for.",
          a.id(),
          a.request());
    }
    for (Downlink d : plan.downlinks()) {
      complaints.when(
          !satellites.contains(d.satellite())
              || !stations.containsKey(d.station())
              || !stations.get(d.station()).antennas().contains(d.antenna()),
          "The downlink at %s is of no satellite that flies or to no antenna that stands.",
          d.start());
      complaints.when(
          !d.end().isAfter(d.start()), "The downlink at %s ends before it begins.", d.start());
    }
  }

  /** Follows the satellites from now, or a day before the horizon, to its end. */
  private void follow(Earth earth) {
    Time from = task.horizon().start();
    if (task.now().isBefore(from)) {
      Time day = from.plus(-DAY);
      from = task.now().isAfter(day) ? task.now() : day;
    }
    Horizon span = Horizon.between(from, task.horizon().end());
    SunTrack sun = new SunTrack(earth, span);
    Ephemeris.Builder builder = new Ephemeris.Builder(earth, span);
    for (Satellite satellite : task.constellation().satellites()) {
      List<Acquisition> aboard = new ArrayList<>();
      List<Acquisition> acquisitions = new ArrayList<>();
      for (Acquisition a : plan.acquisitions()) {
        if (a.satellite().equals(satellite.id())) {
          (a.end().isAfter(task.horizon().start()) ? acquisitions : aboard).add(a);
        }
      }
      acquisitions.sort(Comparator.comparing(Acquisition::start));
      List<Downlink> downlinks =
          plan.downlinks().stream()
              .filter(d -> d.satellite().equals(satellite.id()))
              .sorted(Comparator.comparing(Downlink::start))
              .toList();
      courses.add(
          Course.of(
              satellite,
              span,
              builder.build(Orbit.read(satellite.orbit(), earth)),
              sun,
              task.constellation().stations(),
              aboard,
              acquisitions,
              downlinks));
    }
  }

  private void geometry(Course course) {
    Geometry geometry = new Geometry(course, complaints);
    Map<Request, List<Acquisition>> byRequest = new LinkedHashMap<>();
    for (Acquisition a : course.aboard()) {
      complaints.when(
          !a.equals(before.get(a.id())),
          "%s is said to be aboard, but is not of the previous plan.",
          a.id());
    }
    for (Acquisition a : course.acquisitions()) {
      Request asked = requests.get(a.request());
      complaints.when(
          a.end().since(task.horizon().end()) > TIME, "%s ends after the horizon.", a.id());
      if (!a.equals(before.get(a.id()))) {
        complaints.when(
            a.start().isBefore(task.horizon().start()), "%s begins before the horizon.", a.id());
        if (asked != null) {
          geometry.check(a, asked);
        }
      }
      if (asked != null) {
        byRequest.computeIfAbsent(asked, r -> new ArrayList<>()).add(a);
      }
    }
    byRequest.forEach((request, looks) -> geometry.together(looks, request, task.rules()));
  }

  /** New acquisitions begin after the commands for them are aboard. */
  private void commands(Course course) {
    String id = course.satellite().id();
    if (task.failed().contains(id)) {
      complaints.when(
          !course.acquisitions().isEmpty() || !course.downlinks().isEmpty(),
          "%s has failed, but the plan wants something of it.",
          id);
      return;
    }
    double uplink = task.rules().uplinkSeconds();
    Optional<Time> commanded =
        course.contacts().stream()
            .filter(c -> !c.start().isBefore(task.now()) && c.seconds() >= uplink)
            .map(Contact::start)
            .min(Comparator.naturalOrder())
            .map(t -> t.plus(uplink));
    for (Acquisition a : course.acquisitions()) {
      if (before.containsKey(a.id())) {
        continue;
      }
      complaints.when(
          commanded.isEmpty() || a.start().since(commanded.get()) < -TIME,
          "%s begins at %s, before a station can send the command for it%s.",
          a.id(),
          a.start(),
          commanded.map(t -> ", at " + t).orElse(""));
      complaints.when(
          a.start().since(task.frozenUntil()) < -TIME,
          "%s is new and begins at %s, within the frozen part.",
          a.id(),
          a.start());
    }
  }

  private void contacts(Course course) {
    Downlink last = null;
    for (Downlink d : course.downlinks()) {
      complaints.when(
          last != null && last.end().since(d.start()) > TIME,
          "%s sends to two antennas at once at %s.",
          d.satellite(),
          d.start());
      last = d;
      Time start = d.start().isBefore(course.span().start()) ? course.span().start() : d.start();
      boolean within =
          course.contacts().stream()
              .filter(c -> c.station().equals(d.station()))
              .anyMatch(c -> start.since(c.start()) > -0.05 && d.end().since(c.end()) < 0.05);
      complaints.when(
          !within,
          "%s sends to %s from %s to %s, but is not above its mask all the time.",
          d.satellite(),
          d.station(),
          d.start(),
          d.end());
    }
  }

  /** Each antenna follows one satellite at a time. */
  private void antennas() {
    Map<String, Downlink> last = new HashMap<>();
    for (Downlink d :
        plan.downlinks().stream().sorted(Comparator.comparing(Downlink::start)).toList()) {
      Downlink other = last.put(d.station() + " " + d.antenna(), d);
      complaints.when(
          other != null && other.end().since(d.start()) > TIME,
          "Antenna %s of %s is to follow %s and another satellite at %s.",
          d.antenna(),
          d.station(),
          d.satellite(),
          d.start());
    }
  }

  /** What begins in the frozen part is as it was, but for satellites that have failed. */
  private void frozen() {
    if (task.previous().isEmpty()) {
      return;
    }
    Map<String, Acquisition> now = new HashMap<>();
    plan.acquisitions().forEach(a -> now.put(a.id(), a));
    Time until = task.frozenUntil();
    for (Acquisition a : task.previous().get().acquisitions()) {
      complaints.when(
          a.start().isBefore(until)
              && a.end().isAfter(task.horizon().start())
              && !task.failed().contains(a.satellite())
              && !a.equals(now.get(a.id())),
          "%s is frozen, but is not in the plan as it was.",
          a.id());
    }
    for (Acquisition a : plan.acquisitions()) {
      complaints.when(
          before.containsKey(a.id()) && !a.equals(before.get(a.id())),
          "%s is not what it was in the previous plan.",
          a.id());
    }
    for (Downlink d : task.previous().get().downlinks()) {
      complaints.when(
          d.start().isBefore(until)
              && d.end().isAfter(task.horizon().start())
              && !task.failed().contains(d.satellite())
              && plan.downlinks().stream()
                  .noneMatch(e ->
                      e.satellite().equals(d.satellite())
                          && e.antenna().equals(d.antenna())
                          && e.station().equals(d.station())
                          && e.start().equals(d.start())
                          && e.end().equals(d.end())),
          "The downlink of %s to %s at %s is frozen, but is not in the plan as it was.",
          d.satellite(),
          d.station(),
          d.start());
    }
  }

  /** Each request is planned, by one satellite, or has one reason. */
  private void answered() {
    Map<String, String> taken = new HashMap<>();
    for (Acquisition a : plan.acquisitions()) {
      String other = taken.put(a.request(), a.satellite());
      complaints.when(
          other != null && !other.equals(a.satellite()),
          "%s is planned for %s and for %s.",
          a.request(),
          other,
          a.satellite());
    }
    Set<String> reasons = new HashSet<>();
    for (Unplanned each : plan.unplanned()) {
      complaints.when(
          !reasons.add(each.request()) || taken.containsKey(each.request()),
          "%s is not planned for a reason, and is planned or has another reason.",
          each.request());
    }
    for (Request request : task.requests()) {
      complaints.when(
          !taken.containsKey(request.id()) && !reasons.contains(request.id()),
          "%s is neither planned nor has a reason.",
          request.id());
    }
  }
}
