// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.sunqar.mission.MissionException;

/** The place of an order as GeoJSON (RFC 7946): a Point, a Polygon or a MultiPolygon. */
public final class OrderPlace {

  /** Corners of an order's place at most. */
  public static final int MOST_CORNERS = 10_000;

  private static final GeometryFactory FACTORY = new GeometryFactory();

  private OrderPlace() {}

  /**
   * Reads a geometry in degrees; a third coordinate is passed over.
   *
   * @throws MissionException AREA with one reason when it is none of the three, or malformed
   */
  public static Geometry read(JsonNode node) {
    JsonNode coordinates = node.path("coordinates");
    return switch (node.path("type").asText()) {
      case "Point" -> FACTORY.createPoint(corner(coordinates));
      case "Polygon" -> polygon(coordinates);
      case "MultiPolygon" -> {
        List<Polygon> polygons = new ArrayList<>();
        for (JsonNode each : list(coordinates)) {
          polygons.add(polygon(each));
        }
        yield FACTORY.createMultiPolygon(polygons.toArray(Polygon[]::new));
      }
      default ->
          throw bad("must be a GeoJSON Point, Polygon or MultiPolygon, not " + shortened(node));
    };
  }

  /**
   * The same of somebody who orders: the longitude of a point must not run on beyond half a turn,
   * as those of an area may, which is more likely a mistake.
   */
  public static Geometry asked(JsonNode node) {
    Geometry place = read(node);
    if (place instanceof Point point && Math.abs(point.getX()) > 180) {
      throw bad("has a longitude beyond 180 degrees: " + shortened(node.path("coordinates")));
    }
    return place;
  }

  private static MissionException bad(String reason) {
    return new MissionException(
        MissionException.Key.AREA, "The place of the order " + reason + ".");
  }

  private static String shortened(JsonNode node) {
    String text = node.isMissingNode() ? "nothing" : node.toString();
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }

  private static JsonNode list(JsonNode node) {
    if (!node.isArray() || node.isEmpty()) {
      throw bad("has no coordinates where a list of them must be");
    }
    if (node.size() > MOST_CORNERS) {
      throw bad("has more than " + MOST_CORNERS + " corners; simplify it");
    }
    return node;
  }

  private static Polygon polygon(JsonNode node) {
    List<LinearRing> rings = new ArrayList<>();
    for (JsonNode ring : list(node)) {
      rings.add(ring(list(ring)));
    }
    return FACTORY.createPolygon(
        rings.getFirst(), rings.subList(1, rings.size()).toArray(LinearRing[]::new));
  }

  private static LinearRing ring(JsonNode node) {
    Coordinate[] corners = new Coordinate[node.size()];
    for (int i = 0; i < corners.length; i++) {
      corners[i] = corner(node.get(i));
    }
    if (corners.length < 4 || !corners[0].equals2D(corners[corners.length - 1])) {
      throw bad("has a ring that is not closed or has fewer than four positions");
    }
    return FACTORY.createLinearRing(corners);
  }

  private static Coordinate corner(JsonNode node) {
    double x = node.path(0).isNumber() ? node.get(0).doubleValue() : Double.NaN;
    double y = node.path(1).isNumber() ? node.get(1).doubleValue() : Double.NaN;
    if (!(Math.abs(x) <= 540 && Math.abs(y) <= 90)) {
      throw bad("has a position that is no longitude and latitude: " + shortened(node));
    }
    return new Coordinate(x, y);
  }

  /** Writes a geometry that {@link #read} reads into an empty object. */
  public static void write(ObjectNode node, Geometry place) {
    node.put("type", place.getGeometryType());
    ArrayNode coordinates = node.putArray("coordinates");
    switch (place) {
      case Point point -> coordinates.add(point.getX()).add(point.getY());
      case Polygon polygon -> write(coordinates, polygon);
      default -> {
        for (int i = 0; i < place.getNumGeometries(); i++) {
          write(coordinates.addArray(), (Polygon) place.getGeometryN(i));
        }
      }
    }
  }

  private static void write(ArrayNode rings, Polygon polygon) {
    write(rings.addArray(), polygon.getExteriorRing());
    for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
      write(rings.addArray(), polygon.getInteriorRingN(i));
    }
  }

  private static void write(ArrayNode positions, LinearRing ring) {
    for (Coordinate c : ring.getCoordinates()) {
      positions.addArray().add(c.x).add(c.y);
    }
  }
}
