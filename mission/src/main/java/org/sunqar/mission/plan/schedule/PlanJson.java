// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.schedule;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.access.Opportunity;
import org.sunqar.mission.access.View;
import org.sunqar.mission.constellation.ImagingMode;
import org.sunqar.mission.orbit.GroundPoint;
import org.sunqar.mission.orbit.Horizon;
import org.sunqar.mission.orbit.Time;

/**
 * A plan as JSON. Angles are in degrees to 1e-9, times in UTC to the nanosecond; what was read is
 * written as it was.
 */
public final class PlanJson {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int DECIMALS = 9;

  private PlanJson() {}

  /** The JSON that {@link #read} reads. */
  public static String write(Plan plan) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node(plan)) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same as a tree. */
  public static ObjectNode node(Plan plan) {
    ObjectNode all = MAPPER.createObjectNode();
    all.put("version", plan.version())
        .put("made", plan.made().text(DECIMALS))
        .put("start", plan.horizon().start().text(DECIMALS))
        .put("seconds", plan.horizon().seconds())
        .put("frozen_until", plan.frozenUntil().text(DECIMALS));
    ArrayNode acquisitions = all.putArray("acquisitions");
    for (Acquisition each : plan.acquisitions()) {
      acquisitions.add(node(each));
    }
    ArrayNode downlinks = all.putArray("downlinks");
    for (Downlink each : plan.downlinks()) {
      ObjectNode node = downlinks.addObject();
      node.put("satellite", each.satellite())
          .put("station", each.station())
          .put("antenna", each.antenna())
          .put("start", each.start().text(DECIMALS))
          .put("end", each.end().text(DECIMALS));
      ArrayNode ids = node.putArray("acquisitions");
      each.acquisitions().forEach(ids::add);
    }
    ArrayNode unplanned = all.putArray("unplanned");
    for (Unplanned each : plan.unplanned()) {
      unplanned
          .addObject()
          .put("request", each.request())
          .put("reason", each.reason().name())
          .put("detail", each.detail());
    }
    return all;
  }

  private static ObjectNode node(Pointing pointing) {
    return MAPPER
        .createObjectNode()
        .put("roll", degrees(pointing.roll()))
        .put("pitch", degrees(pointing.pitch()))
        .put("yaw", degrees(pointing.yaw()));
  }

  private static Pointing pointing(JsonNode node) {
    return new Pointing(angle(node, "roll"), angle(node, "pitch"), angle(node, "yaw"));
  }

  private static ObjectNode node(Acquisition each) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("id", each.id())
        .put("request", each.request())
        .put("satellite", each.sensor().satellite())
        .put("instrument", each.sensor().instrument())
        .put("mode", each.sensor().mode().name())
        .put("start", each.start().text(DECIMALS))
        .put("end", each.end().text(DECIMALS))
        .put("bits", each.bits());
    node.set("from", node(each.from()));
    node.set("to", node(each.to()));
    View view = each.look().view();
    ObjectNode look = node.putObject("look");
    look.put("time", each.look().time().text(DECIMALS))
        .put("off_nadir", degrees(view.offNadir()))
        .put("roll", degrees(view.roll()))
        .put("pitch", degrees(view.pitch()))
        .put("incidence", degrees(view.incidence()))
        .put("azimuth", degrees(view.azimuth()))
        .put("range_m", view.range())
        .put("sun_elevation", degrees(view.sunElevation()))
        .put("sun_azimuth", degrees(view.sunAzimuth()))
        .put("local_solar_time", degrees(view.localSolarTime()))
        .put("gsd", each.look().groundSampling());
    each.look().cloud().ifPresent(c -> look.put("cloud", c));
    ArrayNode footprint = node.putArray("footprint");
    for (GroundPoint corner : each.footprint()) {
      footprint.addArray().add(degrees(corner.longitude())).add(degrees(corner.latitude()));
    }
    return node;
  }

  /**
   * Reads a plan.
   *
   * @param name of what is read, for the message
   * @throws MissionException IO when it is none
   */
  public static Plan read(String text, String name) {
    try {
      JsonNode all = MAPPER.readTree(text);
      List<Acquisition> acquisitions = new ArrayList<>();
      for (JsonNode each : all.required("acquisitions")) {
        acquisitions.add(acquisition(each));
      }
      List<Downlink> downlinks = new ArrayList<>();
      for (JsonNode each : all.required("downlinks")) {
        downlinks.add(downlink(each));
      }
      List<Unplanned> unplanned = new ArrayList<>();
      for (JsonNode each : all.required("unplanned")) {
        unplanned.add(
            new Unplanned(
                each.required("request").asText(),
                Unplanned.Reason.valueOf(each.required("reason").asText()),
                each.required("detail").asText()));
      }
      return new Plan(
          all.required("version").asInt(),
          time(all, "made"),
          new Horizon(time(all, "start"), all.required("seconds").asDouble()),
          time(all, "frozen_until"),
          acquisitions,
          downlinks,
          unplanned);
    } catch (JacksonException | IllegalArgumentException e) {
      throw new MissionException(
          MissionException.Key.IO,
          "The plan "
              + name
              + " cannot be read: it is damaged. Without it the version before is the latest.",
          e);
    }
  }

  private static Time time(JsonNode node, String name) {
    return Time.parse(node.required(name).asText());
  }

  /** Rounded, so that angles that were read are written as they were. */
  private static double degrees(double radians) {
    return Math.rint(Math.toDegrees(radians) * 1e9) / 1e9;
  }

  private static double angle(JsonNode node, String name) {
    return Math.toRadians(node.required(name).asDouble());
  }

  private static Downlink downlink(JsonNode each) {
    List<String> ids = new ArrayList<>();
    each.required("acquisitions").forEach(id -> ids.add(id.asText()));
    return new Downlink(
        each.required("satellite").asText(),
        each.required("station").asText(),
        each.required("antenna").asText(),
        time(each, "start"),
        time(each, "end"),
        ids);
  }

  private static Acquisition acquisition(JsonNode each) {
    JsonNode look = each.required("look");
    View view =
        new View(
            angle(look, "off_nadir"),
            angle(look, "roll"),
            angle(look, "pitch"),
            angle(look, "incidence"),
            angle(look, "azimuth"),
            look.required("range_m").asDouble(),
            angle(look, "sun_elevation"),
            angle(look, "sun_azimuth"),
            angle(look, "local_solar_time"));
    List<GroundPoint> footprint = new ArrayList<>();
    for (JsonNode corner : each.required("footprint")) {
      footprint.add(
          GroundPoint.ofDegrees(corner.required(0).asDouble(), corner.required(1).asDouble(), 0));
    }
    return new Acquisition(
        each.required("id").asText(),
        each.required("request").asText(),
        new Opportunity.Sensor(
            each.required("satellite").asText(),
            each.required("instrument").asText(),
            ImagingMode.Kind.valueOf(each.required("mode").asText())),
        time(each, "start"),
        time(each, "end"),
        new Opportunity.Look(
            time(look, "time"),
            view,
            look.required("gsd").asDouble(),
            look.has("cloud")
                ? OptionalDouble.of(look.get("cloud").asDouble())
                : OptionalDouble.empty()),
        pointing(each.required("from")),
        pointing(each.required("to")),
        each.required("bits").asDouble(),
        footprint);
  }
}
