// SPDX-License-Identifier: Apache-2.0
package org.sunqar.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.sunqar.mission.access.Area;
import org.sunqar.mission.access.Limits;
import org.sunqar.mission.access.Range;
import org.sunqar.mission.access.Strip;
import org.sunqar.mission.access.StripCutter;
import org.sunqar.mission.constellation.Constellation;
import org.sunqar.mission.constellation.DemoConstellation;
import org.sunqar.mission.constellation.Member;
import org.sunqar.mission.constellation.Satellite;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.orbit.GroundPoint;
import org.sunqar.mission.orbit.Horizon;
import org.sunqar.mission.orbit.OrbitSource;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.order.Order;
import org.sunqar.mission.order.Priority;
import org.sunqar.mission.order.Request;
import org.sunqar.mission.plan.SearchEffort;
import org.sunqar.mission.plan.Verdict;
import org.sunqar.mission.plan.schedule.Plan;
import org.sunqar.mission.plan.schedule.PlanDiff;
import org.sunqar.mission.plan.schedule.PlanningTask;
import org.sunqar.mission.plan.schedule.check.PlanChecker;
import org.sunqar.mission.plan.schedule.search.Insertion;
import org.sunqar.mission.plan.schedule.search.PlanReport;
import org.sunqar.mission.plan.schedule.search.PlanResult;
import org.sunqar.mission.plan.schedule.search.Planner;

/**
 * The national planner: requests in Kazakhstan, Mongolia and Congo (points, a tenth strips, some in
 * stereo), the demonstration's seven satellites and three like them, 24 hours, made clouds.
 * Arguments: requests (10,000), seconds (30), seed (1), shares of Kazakhstan, Mongolia and Congo
 * (0.5,0.3,0.2). Then the same planned anew, and three members that ask for the same land.
 */
public final class ScheduleBenchmark {

  static final Time START = Time.parse("2026-04-14");
  static final Limits LIMITS =
      Limits.NONE
          .withOffNadir(Range.degrees(0, 35))
          .withSunElevation(Range.degrees(10, 90))
          .withMaxCloud(0.8);

  private ScheduleBenchmark() {}

  public static void main(String[] arguments) {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
    double seconds = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 30;
    long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : 1;
    Earth earth = Earth.withoutOrientation();
    Constellation constellation = arguments.length > 3 ? shares(ten(), arguments[3]) : ten();
    PlanningTask task =
        PlanningTask.of(
                constellation, requests(count, new Random(7)), Horizon.ofDays(START, 1), START)
            .under(ScheduleBenchmark::clouds);
    long begin = System.nanoTime();
    PlanResult result =
        new Planner(task, earth, () -> false, line -> say(begin, line))
            .plan(SearchEffort.ofSeconds(seconds).withSeed(seed));
    PlanReport report = result.report();
    Verdict verdict = PlanChecker.check(task, earth, result.plan());
    System.out.println(verdict.violations().size() + " violations " + verdict.violations());
    System.out.printf(
        Locale.ROOT,
        "%d requests, %d satellites, 24 h; %d ways%n"
            + "first valid plan after %.2f s, value %.1f%n"
            + "search without fairness: value %.1f (%+.1f %%)%n"
            + "plan: value %.1f (%+.1f %% to the first), %d requests, price of fairness %.1f %%%n",
        count,
        task.constellation().satellites().size(),
        report.ways(),
        report.firstSeconds(),
        report.greedyValue(),
        report.freeValue(),
        100 * report.gain(),
        report.value(),
        100 * (report.value() / report.greedyValue() - 1),
        report.planned(),
        100 * report.priceOfFairness());
    for (PlanReport.MemberPart part : report.members()) {
      System.out.printf(
          Locale.ROOT,
          "  %s: share %.0f %%, %.0f s of imaging, due %.0f s, satisfied %.0f %%%n",
          part.member(),
          100 * part.share(),
          part.seconds(),
          part.dueSeconds(),
          100 * part.satisfaction());
    }
    emergency(task, earth, result.plan());
    anew(task, earth, result, SearchEffort.ofSeconds(seconds).withSeed(seed + 1));
    FairnessBenchmark.run(task.constellation(), earth, seconds / 2, seed);
  }

  /** The same requests planned anew a minute later, with another seed. */
  private static void anew(PlanningTask task, Earth earth, PlanResult before, SearchEffort effort) {
    Time now = START.plus(60);
    PlanningTask next =
        PlanningTask.of(
                task.constellation(),
                task.requests(),
                Horizon.between(now, task.horizon().end()),
                now)
            .under(task.clouds())
            .after(before.plan());
    PlanResult result = new Planner(next, earth, () -> false, _ -> {}).plan(effort);
    PlanDiff diff = PlanDiff.of(before.plan(), result.plan());
    System.out.printf(
        Locale.ROOT,
        "made anew a minute later: %d added, %d moved, %d removed, %d kept; value %.1f after %.1f,"
            + " %d violations%n",
        diff.added().size(),
        diff.moved().size(),
        diff.removed().size(),
        diff.kept(),
        result.report().value(),
        before.report().value(),
        PlanChecker.check(next, earth, result.plan()).violations().size());
  }

  /** A fire in Kazakhstan a minute after the plan was made; the second run is warm. */
  private static void emergency(PlanningTask task, Earth earth, Plan plan) {
    Time now = START.plus(60);
    GroundPoint place = GroundPoint.ofDegrees(70, 49, 0);
    List<Request> requests = new ArrayList<>(task.requests());
    requests.add(
        new Request(
            "fire",
            "fire",
            "kazakhstan",
            Priority.EMERGENCY,
            5,
            new Request.Point(place),
            START,
            START.plus(86_400),
            new Order.Image(LIMITS.withMaxCloud(1), Optional.empty(), 1, 1, 1)));
    PlanningTask next =
        PlanningTask.of(
                task.constellation(), requests, Horizon.between(now, task.horizon().end()), now)
            .under(task.clouds())
            .after(plan);
    for (int run = 0; run < 3; run++) {
      long begin = System.nanoTime();
      Insertion.Inserted result = new Insertion(next, earth).insert(5);
      double seconds = (System.nanoTime() - begin) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "emergency put in after %.2f s: %d in, %d changed, %d displaced, %d violations%n",
          seconds,
          result.inserted().size(),
          result.diff().changed(),
          result.displaced().size(),
          PlanChecker.check(next, earth, result.plan()).violations().size());
    }
  }

  private static void say(long begin, String line) {
    System.out.printf(Locale.ROOT, "%6.2f s  %s%n", (System.nanoTime() - begin) / 1e9, line);
  }

  /** The demonstration's seven satellites and three more in orbits between theirs. */
  private static Constellation ten() {
    Constellation demo = DemoConstellation.read();
    List<Satellite> satellites = new ArrayList<>(demo.satellites());
    for (int k = 0; k < 3; k++) {
      Satellite model = demo.satellites().get(2 * k);
      String[] lines = model.orbit().text().split("\n");
      String moved =
          lines[1].substring(0, 43)
              + String.format(Locale.ROOT, "%8.4f", 100.0 + 70 * k)
              + lines[1].substring(51, 68);
      satellites.add(
          new Satellite(
              model.id() + "-b",
              model.name() + " b",
              model.owner(),
              new OrbitSource(model.orbit().format(), lines[0] + "\n" + moved + checksum(moved)),
              model.platform(),
              model.instruments()));
    }
    return new Constellation(demo.members(), satellites, demo.stations());
  }

  private static Constellation shares(Constellation old, String shares) {
    String[] parts = shares.split(",");
    List<Member> members = new ArrayList<>();
    for (int m = 0; m < parts.length; m++) {
      Member one = old.members().get(m);
      members.add(new Member(one.id(), one.name(), Double.parseDouble(parts[m])));
    }
    return new Constellation(members, old.satellites(), old.stations());
  }

  private static int checksum(String line) {
    return line.chars().map(c -> c == '-' ? 1 : Character.isDigit(c) ? c - '0' : 0).sum() % 10;
  }

  /** Weather systems some 1,000 km wide that move on. */
  private static OptionalDouble clouds(GroundPoint place, Time time) {
    double t = time.since(START) / 86_400;
    double x = place.longitude() * 6 - 3 * t;
    double y = place.latitude() * 7;
    double wave = Math.sin(x + 1.3 * Math.sin(y)) + Math.sin(2.3 * x - y + 2 * t);
    return OptionalDouble.of(Math.clamp(0.45 + 0.3 * wave, 0, 1));
  }

  static List<Request> requests(int count, Random random) {
    List<Request> requests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double x = random.nextDouble();
      double y = random.nextDouble();
      String member = i % 2 == 0 ? "kazakhstan" : i % 4 == 1 ? "mongolia" : "congo";
      double longitude =
          switch (member) {
            case "kazakhstan" -> 46.5 + 41 * x;
            case "mongolia" -> 87.7 + 32 * x;
            default -> 11 + 7.6 * x;
          };
      double latitude =
          switch (member) {
            case "kazakhstan" -> 40.5 + 15 * y;
            case "mongolia" -> 41.5 + 10.5 * y;
            default -> -5 + 8.5 * y;
          };
      boolean strip = i % 10 == 3;
      requests.add(
          new Request(
              "r" + i,
              "r" + i,
              member,
              i % 20 == 0 ? Priority.PRIORITY : Priority.ROUTINE,
              1 + 9 * random.nextDouble(),
              strip
                  ? strip(longitude, latitude, 20_000 + 60_000 * random.nextDouble())
                  : new Request.Point(GroundPoint.ofDegrees(longitude, latitude, 0)),
              START,
              START.plus(86_400),
              new Order.Image(LIMITS, Optional.empty(), i % 50 == 7 ? 2 : 1, 0.3, 1)));
    }
    return requests;
  }

  /** A strip 8 km wide along the usual ground track. */
  private static Request.Aim strip(double longitude, double latitude, double length) {
    double high = length / 111_000 / 2;
    double wide = 3_900 / 111_000.0 / Math.cos(Math.toRadians(latitude));
    Area area =
        Area.of(
            new GeometryFactory()
                .createPolygon(
                    new Coordinate[] {
                      new Coordinate(longitude - wide, latitude - high),
                      new Coordinate(longitude + wide, latitude - high),
                      new Coordinate(longitude + wide, latitude + high),
                      new Coordinate(longitude - wide, latitude + high),
                      new Coordinate(longitude - wide, latitude - high)
                    }));
    List<Strip> strips = new StripCutter(8_000, 400).cut(area, 0);
    return new Request.Along(strips.getFirst(), 0);
  }
}
