// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.segment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.hipparchus.geometry.euclidean.threed.Vector3D;
import org.sunqar.mission.access.Contact;
import org.sunqar.mission.access.EclipseSearch;
import org.sunqar.mission.access.Viewer;
import org.sunqar.mission.constellation.Power;
import org.sunqar.mission.constellation.Satellite;
import org.sunqar.mission.orbit.Ephemeris;
import org.sunqar.mission.orbit.GroundPoint;
import org.sunqar.mission.orbit.Horizon;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.plan.schedule.Acquisition;
import org.sunqar.mission.plan.schedule.Downlink;
import org.sunqar.mission.plan.schedule.Plan;
import org.sunqar.mission.plan.schedule.PlanRules;
import org.sunqar.mission.plan.schedule.Pointing;

/**
 * One satellite over one span. Between two instants at which anything begins or ends, loads and
 * rates are constant, so energy and memory are exact.
 */
final class SatelliteFlight {

  /** Bits of rounding below which an image counts as sent whole. */
  private static final double WHOLE = 1e-6;

  private final Satellite satellite;
  private final SegmentOptions options;
  private final TrueSky sky;
  private final Sight sight;

  private final List<SegmentEvent> events = new ArrayList<>();
  private final List<Flight.Received> received = new ArrayList<>();
  private final List<Telemetry> telemetry = new ArrayList<>();

  private final List<SatelliteState.Aboard> aboard;
  private final List<SatelliteState.Imaged> imaged;
  private final Set<String> tasked;
  private final Set<String> closed;
  private double energy;
  private Pointing attitude;
  private boolean out;

  /**
   * Where a satellite is, and what it sees.
   *
   * @param horizon that the rest counts its seconds from
   * @param ephemeris of the satellite
   * @param viewer from it
   * @param known when the plan was made
   * @param contacts in which its commands can go up, by start
   * @param eclipses of it
   */
  record Sight(
      Horizon horizon,
      Ephemeris ephemeris,
      Viewer viewer,
      Time known,
      List<Contact> contacts,
      List<EclipseSearch.Eclipse> eclipses) {

    double seconds(Time time) {
      return time.since(horizon.start());
    }

    Time time(double seconds) {
      return horizon.start().plus(seconds);
    }
  }

  /**
   * A turn before an acquisition, and the acquisition.
   *
   * @param planned the acquisition
   * @param turn when the turn begins
   * @param from how the satellite is turned before it
   */
  private record Move(Acquisition planned, Time turn, Pointing from) {}

  SatelliteFlight(
      Satellite satellite,
      SatelliteState before,
      SegmentOptions options,
      TrueSky sky,
      Sight sight) {
    this.satellite = satellite;
    this.options = options;
    this.sky = sky;
    this.sight = sight;
    this.aboard = new ArrayList<>(before.aboard());
    this.imaged = new ArrayList<>(before.imaged());
    this.tasked = new HashSet<>(before.tasked());
    this.closed = new HashSet<>(before.closed());
    this.energy = before.energy();
    this.attitude = before.attitude();
    this.out = before.out();
  }

  List<SegmentEvent> events() {
    return events;
  }

  List<Flight.Received> received() {
    return received;
  }

  List<Telemetry> telemetry() {
    return telemetry;
  }

  SatelliteState end() {
    return new SatelliteState(
        satellite.id(), out, attitude, energy, aboard, imaged, tasked, closed);
  }

  void fly(Plan plan, Time from, Time to) {
    List<Acquisition> planned =
        plan.acquisitions().stream()
            .filter(a -> a.satellite().equals(satellite.id()))
            .filter(a -> !a.end().isBefore(from))
            .sorted(Comparator.comparing(Acquisition::start))
            .toList();
    List<Downlink> downlinks =
        plan.downlinks().stream()
            .filter(d -> d.satellite().equals(satellite.id()))
            .filter(d -> !d.end().isBefore(from))
            .sorted(Comparator.comparing(Downlink::start))
            .toList();
    Optional<Time> outage = options.outage(satellite.id()).filter(t -> t.isBefore(to));
    Time end = out ? from : outage.isEmpty() ? to : later(from, outage.get());
    if (!out) {
      command(planned, from, end);
      List<Move> moves = moves(planned);
      List<Time> steps = steps(moves, downlinks, from, end);
      for (int i = 0; i + 1 < steps.size(); i++) {
        at(steps.get(i), moves, downlinks);
        between(steps.get(i), steps.get(i + 1), moves, downlinks);
      }
      if (outage.isPresent()) {
        fail(end, planned);
      }
    }
    if (out) {
      for (Acquisition a : planned) {
        if (!a.start().isBefore(end) && a.start().isBefore(to)) {
          notTaken(a.start(), a.id(), a.request(), satellite.name() + " has failed.");
        }
      }
    }
    forget(plan, to);
  }

  private static Time later(Time a, Time b) {
    return a.isAfter(b) ? a : b;
  }

  /** Sends commands up in the contacts of the span. */
  private void command(List<Acquisition> planned, Time from, Time end) {
    if (sight.contacts().isEmpty()) {
      return;
    }
    Contact contact = sight.contacts().getFirst();
    Time rise = later(contact.start(), sight.known());
    Time aboard = later(rise.plus(PlanRules.DEFAULT.uplinkSeconds()), from);
    for (Acquisition a : planned) {
      boolean inTime = aboard.isBefore(end) && !a.start().isBefore(aboard);
      if (inTime && !closed.contains(a.id()) && tasked.add(a.id())) {
        say(aboard, SegmentEvent.Kind.TASKED, a, "By station " + contact.station() + ".");
      }
    }
  }

  private List<Move> moves(List<Acquisition> planned) {
    List<Move> moves = new ArrayList<>();
    Pointing held = attitude;
    for (Acquisition a : planned) {
      Pointing next = a.from();
      double seconds =
          satellite
              .platform()
              .agility()
              .slewSeconds(
                  next.roll() - held.roll(), next.pitch() - held.pitch(), next.yaw() - held.yaw());
      Time turn = a.start().plus(-seconds);
      if (!moves.isEmpty()) {
        turn = later(turn, moves.getLast().planned().end());
      }
      moves.add(new Move(a, turn, held));
      held = a.to();
    }
    return moves;
  }

  /** All instants at which anything begins or ends, or a line of telemetry is due. */
  private List<Time> steps(List<Move> moves, List<Downlink> downlinks, Time from, Time end) {
    TreeSet<Time> steps = new TreeSet<>(List.of(from, end));
    for (Move move : moves) {
      steps.addAll(List.of(move.turn(), move.planned().start(), move.planned().end()));
    }
    for (Downlink downlink : downlinks) {
      steps.addAll(List.of(downlink.start(), downlink.end()));
    }
    for (EclipseSearch.Eclipse eclipse : sight.eclipses()) {
      steps.addAll(List.of(sight.time(eclipse.start()), sight.time(eclipse.end())));
    }
    long step = Math.round(options.step() * 1e9);
    for (long t = Math.ceilDiv(from.nanoseconds(), step) * step; t < end.nanoseconds(); t += step) {
      steps.add(new Time(t));
    }
    return List.copyOf(steps.subSet(from, true, end, true));
  }

  /** What happens at an instant. */
  private void at(Time time, List<Move> moves, List<Downlink> downlinks) {
    for (Downlink downlink : downlinks) {
      if (downlink.end().equals(time)) {
        receive(downlink);
      }
    }
    for (Move move : moves) {
      if (move.planned().end().equals(time)) {
        taken(move.planned());
      }
      if (move.planned().start().equals(time)) {
        attitude = move.planned().to();
        begin(move.planned());
      }
    }
    if (time.nanoseconds() % Math.round(options.step() * 1e9) == 0) {
      telemetry.add(line(time, moves, downlinks));
    }
  }

  private void begin(Acquisition a) {
    if (closed.contains(a.id())) {
      return;
    }
    if (!tasked.contains(a.id())) {
      notTaken(a.start(), a.id(), a.request(), "No station could send the command before.");
      return;
    }
    imaged.add(new SatelliteState.Imaged(a.start(), a.end()));
    if (!fails(a)) {
      aboard.add(new SatelliteState.Aboard(image(a), 0));
    }
  }

  private boolean fails(Acquisition a) {
    return Chance.of(options.seed(), "failure", a.id()).nextDouble() < options.failures();
  }

  private void taken(Acquisition a) {
    if (!tasked.remove(a.id())) {
      return;
    }
    for (int i = 0; i < aboard.size(); i++) {
      Image image = aboard.get(i).image();
      if (image.acquisition().equals(a.id())) {
        aboard.set(i, new SatelliteState.Aboard(image, image.bits()));
        closed.add(a.id());
        say(a.end(), SegmentEvent.Kind.TAKEN, a, "");
        return;
      }
    }
    notTaken(a.end(), a.id(), a.request(), "The camera gave no image.");
  }

  private void notTaken(Time time, String acquisition, String request, String why) {
    tasked.remove(acquisition);
    if (closed.add(acquisition)) {
      events.add(
          new SegmentEvent(
              time, SegmentEvent.Kind.NOT_TAKEN, satellite.id(), acquisition, request, why));
    }
  }

  private void receive(Downlink downlink) {
    for (String id : downlink.acquisitions()) {
      for (int i = 0; i < aboard.size(); i++) {
        SatelliteState.Aboard each = aboard.get(i);
        boolean whole = each.bits() <= WHOLE * each.image().bits();
        if (each.image().acquisition().equals(id) && closed.contains(id) && whole) {
          aboard.remove(i);
          received.add(new Flight.Received(each.image(), downlink.station(), downlink.end()));
          events.add(
              new SegmentEvent(
                  downlink.end(),
                  SegmentEvent.Kind.RECEIVED,
                  satellite.id(),
                  id,
                  each.image().request(),
                  "By station " + downlink.station() + "."));
          break;
        }
      }
    }
  }

  /** The satellite is lost. */
  private void fail(Time time, List<Acquisition> planned) {
    out = true;
    events.add(
        new SegmentEvent(
            time, SegmentEvent.Kind.OUT, satellite.id(), "", "", satellite.name() + " failed."));
    for (SatelliteState.Aboard each : aboard) {
      if (closed.contains(each.image().acquisition())) {
        events.add(
            new SegmentEvent(
                time,
                SegmentEvent.Kind.LOST,
                satellite.id(),
                each.image().acquisition(),
                each.image().request(),
                satellite.name() + " failed with the image aboard."));
      }
    }
    aboard.clear();
    for (Acquisition a : planned) {
      if (tasked.contains(a.id())) {
        notTaken(time, a.id(), a.request(), satellite.name() + " failed before.");
      }
    }
  }

  private void say(Time time, SegmentEvent.Kind kind, Acquisition a, String detail) {
    events.add(new SegmentEvent(time, kind, satellite.id(), a.id(), a.request(), detail));
  }

  /** Lets time pass in which nothing begins or ends. */
  private void between(Time from, Time to, List<Move> moves, List<Downlink> downlinks) {
    double seconds = to.since(from);
    Power power = satellite.platform().power();
    double load = power.idle() - (isSunlit(from, to) ? power.charge() : 0);
    for (Move move : moves) {
      if (isWithin(from, move.turn(), move.planned().start())) {
        load += power.slew();
      }
      if (isWithin(from, move.planned().start(), move.planned().end())) {
        load += isCommanded(move.planned()) ? power.imaging() : 0;
        write(move.planned(), seconds);
      }
    }
    for (Downlink downlink : downlinks) {
      if (isWithin(from, downlink.start(), downlink.end())) {
        load += power.downlink();
        send(from, downlinks, seconds * satellite.platform().recorder().downlinkRate());
      }
    }
    energy = Math.clamp(energy - load * seconds, 0, power.battery());
  }

  private boolean isCommanded(Acquisition a) {
    return tasked.contains(a.id());
  }

  private static boolean isWithin(Time time, Time start, Time end) {
    return !time.isBefore(start) && time.isBefore(end);
  }

  private boolean isSunlit(Time from, Time to) {
    double middle = (sight.seconds(from) + sight.seconds(to)) / 2;
    return sight.eclipses().stream().noneMatch(e -> middle > e.start() && middle < e.end());
  }

  private void write(Acquisition a, double seconds) {
    for (int i = 0; i < aboard.size(); i++) {
      SatelliteState.Aboard each = aboard.get(i);
      if (each.image().acquisition().equals(a.id())) {
        double more = each.image().bits() * seconds / a.seconds();
        aboard.set(i, new SatelliteState.Aboard(each.image(), each.bits() + more));
      }
    }
  }

  /** Sends so many bits of what the plan's downlinks from now on carry, in their order. */
  private void send(Time now, List<Downlink> downlinks, double bits) {
    double left = bits;
    for (Downlink downlink : downlinks) {
      if (!downlink.end().isAfter(now)) {
        continue;
      }
      for (String id : downlink.acquisitions()) {
        for (int i = 0; i < aboard.size() && left > 0; i++) {
          SatelliteState.Aboard each = aboard.get(i);
          if (each.image().acquisition().equals(id) && closed.contains(id)) {
            double sent = Math.min(left, each.bits());
            aboard.set(i, new SatelliteState.Aboard(each.image(), each.bits() - sent));
            left -= sent;
          }
        }
      }
    }
  }

  private Image image(Acquisition a) {
    double middle = (sight.seconds(a.start()) + sight.seconds(a.end())) / 2;
    double roll = a.look().view().roll();
    double pitch = a.look().view().pitch();
    Random random = Chance.of(options.seed(), "pointing", a.id());
    double rollError = options.pointing() * random.nextGaussian();
    double pitchError = options.pointing() * random.nextGaussian();
    List<GroundPoint> aimed = sight.viewer().footprint(middle, roll, pitch, 0, 0);
    List<GroundPoint> hit =
        sight.viewer().footprint(middle, roll + rollError, pitch + pitchError, 0, 0);
    Image.Offset offset =
        aimed.isEmpty() || hit.isEmpty()
            ? new Image.Offset(0, 0)
            : offset(aimed.getFirst(), hit.getFirst());
    List<GroundPoint> footprint =
        a.footprint().stream().map(corner -> moved(corner, offset)).toList();
    Time time = sight.time(middle);
    return new Image(
        a.id(),
        a.request(),
        satellite.id(),
        time,
        a.bits(),
        footprint,
        offset,
        sky.fraction(footprint, time),
        a.look().groundSampling(),
        a.look().view());
  }

  private static Image.Offset offset(GroundPoint from, GroundPoint to) {
    Vector3D way = to.position().subtract(from.position());
    return new Image.Offset(way.dotProduct(east(from)), way.dotProduct(north(from)));
  }

  private static GroundPoint moved(GroundPoint point, Image.Offset offset) {
    Vector3D p = point.position().add(offset.east(), east(point)).add(offset.north(), north(point));
    GroundPoint below = GroundPoint.below(p);
    return new GroundPoint(below.longitude(), below.latitude(), point.altitude());
  }

  private static Vector3D east(GroundPoint at) {
    return new Vector3D(-Math.sin(at.longitude()), Math.cos(at.longitude()), 0);
  }

  private static Vector3D north(GroundPoint at) {
    return at.zenith().crossProduct(east(at));
  }

  private Telemetry line(Time time, List<Move> moves, List<Downlink> downlinks) {
    double[] xyz = new double[3];
    sight.ephemeris().position(sight.seconds(time), xyz);
    Pointing now = attitude;
    Telemetry.Activity activity = Telemetry.Activity.IDLE;
    for (Downlink downlink : downlinks) {
      if (isWithin(time, downlink.start(), downlink.end())) {
        activity = Telemetry.Activity.DOWNLINK;
      }
    }
    for (Move move : moves) {
      if (isWithin(time, move.turn(), move.planned().start())) {
        activity = Telemetry.Activity.SLEW;
        now = turned(move, time);
      } else if (isWithin(time, move.planned().start(), move.planned().end())
          && isCommanded(move.planned())) {
        activity = Telemetry.Activity.IMAGE;
        Acquisition a = move.planned();
        now = between(a.from(), a.to(), time.since(a.start()) / a.seconds());
      }
    }
    double memory = aboard.stream().mapToDouble(SatelliteState.Aboard::bits).sum();
    return new Telemetry(
        time,
        GroundPoint.below(new Vector3D(xyz)),
        now,
        memory,
        energy,
        isSunlit(time, time),
        duty(time),
        activity);
  }

  /** The attitude within a turn: it speeds up and brakes evenly. */
  private static Pointing turned(Move move, Time time) {
    double x = time.since(move.turn()) / move.planned().start().since(move.turn());
    return between(move.from(), move.planned().from(), x * x * (3 - 2 * x));
  }

  private static Pointing between(Pointing from, Pointing to, double share) {
    return new Pointing(
        from.roll() + share * (to.roll() - from.roll()),
        from.pitch() + share * (to.pitch() - from.pitch()),
        from.yaw() + share * (to.yaw() - from.yaw()));
  }

  private double duty(Time time) {
    Time since = time.plus(-satellite.platform().dutyCycle().periodSeconds());
    double seconds = 0;
    for (SatelliteState.Imaged each : imaged) {
      Time start = later(each.start(), since);
      Time end = each.end().isBefore(time) ? each.end() : time;
      seconds += Math.max(0, end.since(start));
    }
    return seconds / satellite.platform().dutyCycle().imagingSeconds();
  }

  /** Drops from the state what no later span can need. */
  private void forget(Plan plan, Time to) {
    Time since = to.plus(-satellite.platform().dutyCycle().periodSeconds());
    imaged.removeIf(each -> each.end().isBefore(since));
    Set<String> named = new HashSet<>();
    plan.acquisitions().forEach(a -> named.add(a.id()));
    aboard.forEach(each -> named.add(each.image().acquisition()));
    closed.retainAll(named);
  }
}
