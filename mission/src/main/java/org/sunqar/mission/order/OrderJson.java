// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.sunqar.mission.access.Arc;
import org.sunqar.mission.access.Limits;
import org.sunqar.mission.access.Range;
import org.sunqar.mission.constellation.ImagingMode;
import org.sunqar.mission.orbit.Time;

/** An order as JSON; units are part of the names. */
public final class OrderJson {

  private OrderJson() {}

  /** Writes what {@link #read} reads. */
  public static ObjectNode write(Order order) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", order.id());
    node.put("member", order.member());
    node.put("name", order.name());
    node.put("priority", order.priority().name().toLowerCase(Locale.ROOT));
    node.put("value", order.value());
    OrderPlace.write(node.putObject("place"), order.place());
    node.put("start", order.start().text(9));
    node.put("end", order.end().text(9));
    writeImage(node.putObject("image"), order.image());
    order.recurrence().ifPresent(r -> node.put("every_days", r.days()));
    node.put("origin", order.origin());
    return node;
  }

  /** Writes what {@link #readImage} reads into an empty object. */
  public static void writeImage(ObjectNode node, Order.Image image) {
    limits(node.putObject("limits"), image.limits());
    image.mode().ifPresent(m -> node.put("mode", m.name()));
    node.put("looks", image.looks()).put("max_cloud", image.maxCloud()).put("tries", image.tries());
    if (!image.satellites().isEmpty()) {
      new TreeSet<>(image.satellites()).forEach(node.putArray("satellites")::add);
    }
  }

  private static void limits(ObjectNode node, Limits limits) {
    pair(node, "off_nadir_deg", limits.offNadir().min(), limits.offNadir().max());
    pair(node, "incidence_deg", limits.incidence().min(), limits.incidence().max());
    Limits.SunLimits sun = limits.sun();
    pair(node, "sun_elevation_deg", sun.elevation().min(), sun.elevation().max());
    pair(node, "sun_azimuth_deg", sun.azimuth().from(), sun.azimuth().to());
    pair(node, "local_time_deg", sun.localTime().from(), sun.localTime().to());
    if (limits.maxGroundSampling() < Double.POSITIVE_INFINITY) {
      node.put("max_ground_sampling_m", limits.maxGroundSampling());
    }
    node.put("max_cloud", limits.maxCloud()).put("min_revisit_s", limits.minRevisit());
  }

  private static void pair(ObjectNode node, String name, double from, double to) {
    node.putArray(name).add(degrees(from)).add(degrees(to));
  }

  private static double degrees(double radians) {
    return Math.rint(Math.toDegrees(radians) * 1e9) / 1e9;
  }

  /**
   * Reads an order.
   *
   * @throws IllegalArgumentException when a member is missing or of another kind
   * @throws org.sunqar.mission.MissionException when its values contradict each other
   */
  static Order read(JsonNode node) {
    return new Order(
        text(node, "id"),
        text(node, "member"),
        text(node, "name"),
        Priority.valueOf(text(node, "priority").toUpperCase(Locale.ROOT)),
        number(node, "value"),
        OrderPlace.read(node.path("place")),
        Time.parse(text(node, "start")),
        Time.parse(text(node, "end")),
        readImage(node.path("image")),
        node.has("every_days")
            ? Optional.of(new Order.Recurrence(number(node, "every_days")))
            : Optional.empty(),
        text(node, "origin"));
  }

  /**
   * Reads how an image must be.
   *
   * @throws IllegalArgumentException when a member is missing or of another kind
   */
  public static Order.Image readImage(JsonNode node) {
    Set<String> satellites = new HashSet<>();
    node.path("satellites").forEach(each -> satellites.add(each.asText()));
    return new Order.Image(
        limits(node.path("limits")),
        node.has("mode")
            ? Optional.of(ImagingMode.Kind.valueOf(text(node, "mode")))
            : Optional.empty(),
        (int) number(node, "looks"),
        number(node, "max_cloud"),
        (int) number(node, "tries"),
        satellites);
  }

  private static Limits limits(JsonNode node) {
    return new Limits(
        Range.degrees(at(node, "off_nadir_deg", 0), at(node, "off_nadir_deg", 1)),
        Range.degrees(at(node, "incidence_deg", 0), at(node, "incidence_deg", 1)),
        new Limits.SunLimits(
            Range.degrees(at(node, "sun_elevation_deg", 0), at(node, "sun_elevation_deg", 1)),
            Arc.degrees(at(node, "sun_azimuth_deg", 0), at(node, "sun_azimuth_deg", 1)),
            Arc.degrees(at(node, "local_time_deg", 0), at(node, "local_time_deg", 1))),
        node.has("max_ground_sampling_m")
            ? number(node, "max_ground_sampling_m")
            : Double.POSITIVE_INFINITY,
        number(node, "max_cloud"),
        number(node, "min_revisit_s"));
  }

  private static double at(JsonNode node, String name, int index) {
    return checked(node.path(name).path(index), name);
  }

  static double number(JsonNode node, String name) {
    return checked(node.path(name), name);
  }

  private static double checked(JsonNode value, String name) {
    if (!value.isNumber()) {
      throw new IllegalArgumentException(name + " is no number");
    }
    return value.doubleValue();
  }

  static String text(JsonNode node, String name) {
    JsonNode value = node.path(name);
    if (!value.isTextual()) {
      throw new IllegalArgumentException(name + " is no text");
    }
    return value.textValue();
  }
}
