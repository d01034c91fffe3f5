// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tasking;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
 * how often places will be seen.
 */
final class PlanRoutes {

  /** Decimals of a degree that are told: 10 cm. */
  private static final double PLACES = 1e6;

  private final Mission mission;

  PlanRoutes(Mission mission) {
    this.mission = mission;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/tasking/constellation", Kind.REPORT, _ -> constellation()),
        Route.get("/tasking/plan", Kind.REPORT, _ -> Answer.of(json(mission.plan()))),
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

  private static ObjectNode json(Plan plan) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("version", plan.version()).put("made", plan.made().toString());
    json.putArray("horizon")
        .add(plan.horizon().start().toString())
        .add(plan.horizon().end().toString());
    json.put("frozen_until", plan.frozenUntil().toString());
    ObjectNode acquisitions = json.putObject("acquisitions").put("type", "FeatureCollection");
    ArrayNode features = acquisitions.putArray("features");
    plan.acquisitions().forEach(each -> features.add(feature(each)));
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
      unplanned
          .addObject()
          .put("request", each.request())
          .put("order", orderOf(each.request()))
          .put("reason", each.reason().name().toLowerCase(Locale.ROOT))
          .put("detail", each.detail());
    }
    return json;
  }

  static ObjectNode feature(Acquisition each) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", "Feature").put("id", each.id());
    json.set("geometry", OpportunityRoutes.footprint(each.footprint()));
    ObjectNode properties = json.putObject("properties");
    properties.put("datetime", each.start() + "/" + each.end());
    properties.put("satellite", each.satellite()).put("instrument", each.sensor().instrument());
    properties.put("mode", each.sensor().mode().name().toLowerCase(Locale.ROOT));
    properties.put("request", each.request()).put("order", orderOf(each.request()));
    OpportunityRoutes.look(properties, each.look());
    return json;
  }

  /** The order that a request is a part of: what its id begins with. */
  private static String orderOf(String request) {
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
