// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tasking;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.sunqar.mission.access.EclipseSearch;
import org.sunqar.mission.access.OpportunitySearch;
import org.sunqar.mission.constellation.Constellation;
import org.sunqar.mission.constellation.GroundStation;
import org.sunqar.mission.constellation.Member;
import org.sunqar.mission.constellation.Satellite;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.orbit.Orbit;
import org.sunqar.mission.plan.schedule.Acquisition;
import org.sunqar.mission.plan.schedule.Downlink;
import org.sunqar.mission.plan.schedule.Plan;
import org.sunqar.mission.plan.schedule.Unplanned;
import org.sunqar.mission.segment.Telemetry;
import org.sunqar.server.http.Answer;
import org.sunqar.server.http.Kind;
import org.sunqar.server.http.Request;
import org.sunqar.server.http.Route;

/**
 * Beyond STAPI: who flies, the plan in force, what a satellite goes through while it does it, and
 * how often places will be seen. Of the images of other members a member is told only when which
 * satellite takes one.
 */
final class PlanRoutes {

  /** Decimals of a degree that are told: 10 cm. */
  private static final double PLACES = 1e6;

  private static final Pattern REQUEST = Pattern.compile("order-[0-9]+(/[0-9]+)*");

  private final Mission mission;

  PlanRoutes(Mission mission) {
    this.mission = mission;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/tasking/constellation", Kind.REPORT, _ -> constellation()),
        Route.get("/tasking/plan", Kind.REPORT, this::inForce),
        Route.get("/tasking/plan/satellites/{satellite}", Kind.REPORT, this::course),
        Route.get(
            "/tasking/coverage",
            Kind.ITEMS,
            Set.of("bbox", "datetime", "max_off_nadir", "min_sun"),
            request -> Answer.of(Coverage.of(request, mission).json())));
  }

  // ---- who flies

  /** Lists that are empty where there is no constellation yet. */
  private Answer constellation() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode members = json.putArray("members");
    ArrayNode satellites = json.putArray("satellites");
    ArrayNode stations = json.putArray("stations");
    if (mission.find().isPresent()) {
      Constellation all = mission.find().get();
      Earth earth = Earth.withoutOrientation();
      for (Member each : all.members()) {
        members
            .addObject()
            .put("id", each.id())
            .put("name", each.name())
            .put("share", each.share());
      }
      for (Satellite each : all.satellites()) {
        Satellite.Platform platform = each.platform();
        satellites
            .addObject()
            .put("id", each.id())
            .put("name", each.name())
            .put("owner", each.owner())
            .put("epoch", Orbit.read(each.orbit(), earth).epoch().text(0))
            .put("max_off_nadir", OpportunityRoutes.degrees(platform.agility().maxOffNadir()))
            .put("memory_gbit", platform.recorder().memory() / 1e9)
            .put("battery_wh", platform.power().battery() / 3600);
      }
      for (GroundStation each : all.stations()) {
        stations
            .addObject()
            .put("id", each.id())
            .put("name", each.name())
            .put("longitude", place(each.place().longitudeDegrees()))
            .put("latitude", place(each.place().latitudeDegrees()));
      }
    }
    List<Integer> versions = mission.plans().versions();
    if (!versions.isEmpty()) {
      json.put("plan", versions.getLast());
    }
    return Answer.of(json);
  }

  // ---- the plan

  private Answer inForce(Request request) {
    return Answer.of(json(mission.plan(), seen(request, mission)));
  }

  /** Which orders may be told of to whoever asks. */
  static Predicate<String> seen(Request request, Mission mission) {
    Client client = Client.of(request, mission);
    Optional<Set<String>> own = client.member().map(m -> Client.ordersOf(mission.orders(), m));
    return order -> own.isEmpty() || own.get().contains(order);
  }

  /**
   * A plan.
   *
   * @param seen which orders may be told of
   */
  private static ObjectNode json(Plan plan, Predicate<String> seen) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("version", plan.version()).put("made", plan.made().toString());
    json.putArray("horizon")
        .add(plan.horizon().start().toString())
        .add(plan.horizon().end().toString());
    json.put("frozen_until", plan.frozenUntil().toString());
    ObjectNode acquisitions = json.putObject("acquisitions").put("type", "FeatureCollection");
    ArrayNode features = acquisitions.putArray("features");
    plan.acquisitions()
        .forEach(each -> features.add(feature(each, seen.test(orderOf(each.request())))));
    ArrayNode downlinks = json.putArray("downlinks");
    for (Downlink each : plan.downlinks()) {
      ObjectNode node = downlinks.addObject();
      node.put("satellite", each.satellite()).put("station", each.station());
      node.put("antenna", each.antenna());
      node.put("start", each.start().toString()).put("end", each.end().toString());
      each.acquisitions().forEach(node.putArray("acquisitions")::add);
    }
    ArrayNode unplanned = json.putArray("unplanned");
    for (Unplanned each : plan.unplanned()) {
      if (seen.test(orderOf(each.request()))) {
        unplanned
            .addObject()
            .put("request", each.request())
            .put("order", orderOf(each.request()))
            .put("reason", each.reason().name().toLowerCase(Locale.ROOT))
            .put("detail", withoutOthers(each.detail(), seen));
      }
    }
    return json;
  }

  /** A reason that names requests, without those that may not be told of. */
  static String withoutOthers(String detail, Predicate<String> seen) {
    return REQUEST
        .matcher(detail)
        .replaceAll(found ->
            seen.test(orderOf(found.group())) ? found.group() : "a request of another member");
  }

  /** An image, or only that the satellite is taken. */
  static ObjectNode feature(Acquisition each, boolean isSeen) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", "Feature").put("id", each.id());
    json.set(
        "geometry",
        isSeen ? OpportunityRoutes.footprint(each.footprint()) : NullNode.getInstance());
    ObjectNode properties = json.putObject("properties");
    properties.put("datetime", each.start() + "/" + each.end());
    properties.put("satellite", each.satellite());
    if (!isSeen) {
      return json;
    }
    properties.put("instrument", each.sensor().instrument());
    properties.put("mode", each.sensor().mode().name().toLowerCase(Locale.ROOT));
    properties.put("request", each.request()).put("order", orderOf(each.request()));
    OpportunityRoutes.look(properties, each.look());
    return json;
  }

  /** The order that a request is a part of: what its id begins with. */
  static String orderOf(String request) {
    int slash = request.indexOf('/');
    return slash < 0 ? request : request.substring(0, slash);
  }

  // ---- one satellite

  private Answer course(Request request) {
    Constellation all = mission.constellation();
    Satellite satellite = all.satellite(request.segment("satellite"));
    Plan plan = mission.plan();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("satellite", satellite.id()).put("plan", plan.version());
    List<Telemetry> telemetry = SatelliteCourse.telemetry(all, satellite, plan);
    SatelliteCourse.stores(telemetry, json);
    ArrayNode positions = json.putArray("positions");
    for (Telemetry each : telemetry) {
      positions
          .addArray()
          .add(place(each.below().longitudeDegrees()))
          .add(place(each.below().latitudeDegrees()));
    }
    OpportunitySearch geometry = SatelliteCourse.geometry(satellite, plan.horizon());
    ArrayNode eclipses = json.putArray("eclipses");
    for (EclipseSearch.Eclipse each :
        new EclipseSearch(geometry.ephemeris(satellite.id()), geometry.sun()).find()) {
      eclipses
          .addObject()
          .put("start", plan.horizon().start().plus(each.start()).toString())
          .put("end", plan.horizon().start().plus(each.end()).toString());
    }
    return Answer.of(json);
  }

  private static double place(double degrees) {
    return Math.rint(degrees * PLACES) / PLACES;
  }
}
