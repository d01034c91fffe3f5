// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.sunqar.mission.access.Area;
import org.sunqar.mission.access.Limits;
import org.sunqar.mission.access.Range;
import org.sunqar.mission.access.StripCutter;
import org.sunqar.mission.constellation.Constellation;
import org.sunqar.mission.constellation.DemoConstellation;
import org.sunqar.mission.constellation.Member;
import org.sunqar.mission.constellation.Satellite;
import org.sunqar.mission.orbit.GroundPoint;
import org.sunqar.mission.orbit.Horizon;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.order.Order;
import org.sunqar.mission.order.Priority;
import org.sunqar.mission.order.Request;

/** Requests over Kazakhstan, Mongolia and Congo for the satellites of the demonstration. */
public final class Scenario {

  public static final Time START = Time.parse("2026-04-14T00:00:00Z");
  public static final Limits LIMITS =
      Limits.NONE.withOffNadir(Range.degrees(0, 35)).withSunElevation(Range.degrees(10, 90));

  private Scenario() {}

  public static Request point(String id, String member, double value, GroundPoint place) {
    return new Request(
        id,
        id,
        member,
        Priority.ROUTINE,
        value,
        new Request.Point(place),
        START,
        START.plus(86_400),
        new Order.Image(LIMITS, Optional.empty(), 1, 1, 1));
  }

  public static Request emergency(String id, String member, GroundPoint place) {
    Request r = point(id, member, 5, place);
    return new Request(
        r.id(),
        r.order(),
        r.member(),
        Priority.EMERGENCY,
        r.value(),
        r.target(),
        r.start(),
        r.end(),
        r.image());
  }

  public static Request looks(Request r, int looks) {
    Order.Image image =
        new Order.Image(
            r.image().limits(), r.image().mode(), looks, r.image().maxCloud(), r.image().tries());
    return new Request(
        r.id(),
        r.order(),
        r.member(),
        r.priority(),
        r.value(),
        r.target(),
        r.start(),
        r.end(),
        image);
  }

  /** A strip 8 km wide from south to north. */
  public static Request strip(String id, String member, GroundPoint middle, double metres) {
    double x = middle.longitudeDegrees();
    double y = middle.latitudeDegrees();
    double high = metres / 111_000 / 2;
    double wide = 3_900 / 111_000.0 / Math.cos(middle.latitude());
    Area area =
        Area.of(
            new GeometryFactory()
                .createPolygon(
                    new Coordinate[] {
                      new Coordinate(x - wide, y - high),
                      new Coordinate(x + wide, y - high),
                      new Coordinate(x + wide, y + high),
                      new Coordinate(x - wide, y + high),
                      new Coordinate(x - wide, y - high)
                    }));
    Request r = point(id, member, 50, middle);
    return new Request(
        id,
        id,
        member,
        r.priority(),
        r.value(),
        new Request.Along(new StripCutter(8_000, 400).cut(area, 0).getFirst(), 0),
        r.start(),
        r.end(),
        r.image());
  }

  /** Points within a box, in degrees. */
  public static List<Request> points(
      String member, int count, double west, double south, double east, double north, long seed) {
    Random random = new Random(seed);
    List<Request> result = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      GroundPoint place =
          GroundPoint.ofDegrees(
              west + (east - west) * random.nextDouble(),
              south + (north - south) * random.nextDouble(),
              0);
      result.add(point(member + "-" + i, member, 1 + 9 * random.nextDouble(), place));
    }
    return result;
  }

  /** Two hundred in the steppe, a strip and a stereo pair. */
  public static List<Request> mixed() {
    List<Request> all = new ArrayList<>(points("kazakhstan", 200, 65, 44, 75, 54, 3));
    all.add(strip("strip", "kazakhstan", GroundPoint.ofDegrees(70, 49, 0), 60_000));
    all.add(looks(point("stereo", "mongolia", 9, GroundPoint.ofDegrees(72, 50, 0)), 2));
    return all;
  }

  public static Horizon day() {
    return Horizon.ofDays(START, 1);
  }

  public static PlanningTask task(List<Request> requests) {
    return PlanningTask.of(DemoConstellation.read(), requests, day(), START);
  }

  /** The demonstration's constellation with other shares, in the order of its members. */
  public static Constellation shares(double... shares) {
    Constellation demo = DemoConstellation.read();
    List<Member> members = new ArrayList<>();
    for (int m = 0; m < shares.length; m++) {
      Member old = demo.members().get(m);
      members.add(new Member(old.id(), old.name(), shares[m]));
    }
    return new Constellation(members, demo.satellites(), demo.stations());
  }

  /** One satellite of the demonstration alone, with another body. */
  public static Constellation only(String id, UnaryOperator<Satellite.Platform> change) {
    Constellation demo = DemoConstellation.read();
    Satellite s = demo.satellite(id);
    return new Constellation(
        demo.members(),
        List.of(
            new Satellite(
                s.id(),
                s.name(),
                s.owner(),
                s.orbit(),
                change.apply(s.platform()),
                s.instruments())),
        demo.stations());
  }
}
