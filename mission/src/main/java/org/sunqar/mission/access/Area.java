// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hipparchus.geometry.euclidean.threed.Vector3D;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.union.UnaryUnionOp;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.orbit.GroundPoint;

/**
 * An area to be imaged. It may cross the antimeridian, as one polygon whose longitudes jump or run
 * beyond 180, or as several that meet there, and may hold a pole.
 */
public final class Area {

  private static final GeometryFactory FACTORY = new GeometryFactory();
  private static final double FARTHEST = 3_000_000;
  private static final double EDGE = 0.5;
  private static final int MOST_CORNERS = 100_000;

  private final LocalPlane plane;
  private final Geometry shape;

  private Area(LocalPlane plane, Geometry shape) {
    this.plane = plane;
    this.shape = shape;
  }

  /**
   * An area of polygons in degrees east and north.
   *
   * @throws MissionException AREA when it is empty, crosses itself, leaves the globe, or reaches
   *     more than 3,000 km from its middle
   */
  public static Area of(Geometry degrees) {
    if (degrees.getNumPoints() > MOST_CORNERS) {
      throw bad("has more than " + MOST_CORNERS + " corners");
    }
    if (degrees.isEmpty()) {
      throw bad("is empty");
    }
    List<Polygon> polygons = new ArrayList<>();
    for (int i = 0; i < degrees.getNumGeometries(); i++) {
      if (!(degrees.getGeometryN(i) instanceof Polygon polygon)) {
        throw bad(
            "must be made of polygons, not of a " + degrees.getGeometryN(i).getGeometryType());
      }
      polygons.add(unwrapped(polygon));
    }
    LocalPlane plane = new LocalPlane(middle(polygons));
    Geometry shape =
        UnaryUnionOp.union(polygons.stream().map(p -> projected(p, plane).buffer(0)).toList());
    if (!(shape.getArea() > 0)) {
      throw bad("has no extent");
    }
    for (Coordinate c : shape.getCoordinates()) {
      if (Math.hypot(c.x, c.y) > FARTHEST) {
        throw bad("reaches more than 3,000 km from its middle; divide it");
      }
    }
    return new Area(plane, shape);
  }

  private static MissionException bad(String reason) {
    return new MissionException(MissionException.Key.AREA, "The area " + reason + ".");
  }

  private static Polygon unwrapped(Polygon polygon) {
    LinearRing shell = unwrapped(polygon.getExteriorRing(), Double.NaN);
    LinearRing[] holes = new LinearRing[polygon.getNumInteriorRing()];
    double near = shell.getEnvelopeInternal().centre().x;
    for (int i = 0; i < holes.length; i++) {
      holes[i] = unwrapped(polygon.getInteriorRingN(i), near);
    }
    Polygon result = FACTORY.createPolygon(shell, holes);
    TopologyValidationError error = new IsValidOp(result).getValidationError();
    if (error != null) {
      Coordinate at = error.getCoordinate();
      throw bad(
          String.format(
              Locale.ROOT,
              "%s at longitude %.5f, latitude %.5f",
              error.getErrorType() == TopologyValidationError.SELF_INTERSECTION
                      || error.getErrorType() == TopologyValidationError.RING_SELF_INTERSECTION
                  ? "crosses itself"
                  : "is no polygon (" + error.getMessage() + ")",
              at.x,
              at.y));
    }
    return result;
  }

  /** The ring with longitudes that do not jump, the first within half a turn of {@code near}. */
  private static LinearRing unwrapped(LinearRing ring, double near) {
    Coordinate[] corners = ring.getCoordinates();
    Coordinate[] result = new Coordinate[corners.length];
    double previous = near;
    for (int i = 0; i < corners.length; i++) {
      Coordinate c = corners[i];
      if (!(Math.abs(c.y) <= 90 && Math.abs(c.x) <= 540)) {
        throw bad("has a corner at longitude " + c.x + ", latitude " + c.y + ", off the globe");
      }
      double x = c.x;
      boolean alongPole = i > 0 && Math.abs(c.y) == 90 && c.y == corners[i - 1].y;
      if (!Double.isNaN(previous) && Math.abs(x - previous) > 180 && !alongPole) {
        x = previous + Math.IEEEremainder(x - previous, 360);
      }
      result[i] = new Coordinate(x, c.y);
      previous = x;
    }
    Coordinate first = result[0];
    Coordinate last = result[result.length - 1];
    if (Math.abs(first.x - last.x) > 180) {
      return closedOverPole(result);
    }
    return FACTORY.createLinearRing(result);
  }

  /** A ring that goes once around the globe, closed along the pole of its hemisphere. */
  private static LinearRing closedOverPole(Coordinate[] ring) {
    Coordinate first = ring[0];
    Coordinate last = ring[ring.length - 1];
    double pole = first.y >= 0 ? 90 : -90;
    List<Coordinate> closed = new ArrayList<>(List.of(ring));
    closed.add(new Coordinate(last.x, pole));
    closed.add(new Coordinate(first.x, pole));
    closed.add(new Coordinate(first));
    return FACTORY.createLinearRing(closed.toArray(Coordinate[]::new));
  }

  private static GroundPoint middle(List<Polygon> polygons) {
    Vector3D sum = Vector3D.ZERO;
    for (Polygon polygon : polygons) {
      Coordinate[] corners = dense(polygon.getExteriorRing());
      for (int i = 1; i < corners.length; i++) {
        double length = corners[i].distance(corners[i - 1]);
        sum = sum.add(length, ground(corners[i]).zenith());
      }
    }
    if (sum.getNorm() < 1e-9) {
      throw bad("has no middle");
    }
    return new GroundPoint(
        Math.atan2(sum.getY(), sum.getX()), Math.asin(sum.getZ() / sum.getNorm()), 0);
  }

  private static GroundPoint ground(Coordinate degrees) {
    return GroundPoint.ofDegrees(Math.IEEEremainder(degrees.x, 360), degrees.y, 0);
  }

  /**
   * A ring with corners at most half a degree apart: its edges are straight in degrees, not in the
   * plane.
   */
  private static Coordinate[] dense(LinearRing ring) {
    List<Coordinate> result = new ArrayList<>();
    Coordinate[] corners = ring.getCoordinates();
    for (int i = 0; i < corners.length; i++) {
      int parts = i == 0 ? 1 : (int) Math.ceil(corners[i].distance(corners[i - 1]) / EDGE);
      for (int k = 1; k < parts; k++) {
        double f = (double) k / parts;
        result.add(
            new Coordinate(
                corners[i - 1].x + f * (corners[i].x - corners[i - 1].x),
                corners[i - 1].y + f * (corners[i].y - corners[i - 1].y)));
      }
      result.add(corners[i]);
    }
    return result.toArray(Coordinate[]::new);
  }

  private static Polygon projected(Polygon polygon, LocalPlane plane) {
    LinearRing[] holes = new LinearRing[polygon.getNumInteriorRing()];
    for (int i = 0; i < holes.length; i++) {
      holes[i] = projected(polygon.getInteriorRingN(i), plane);
    }
    return FACTORY.createPolygon(projected(polygon.getExteriorRing(), plane), holes);
  }

  private static LinearRing projected(LinearRing ring, LocalPlane plane) {
    Coordinate[] corners = dense(ring);
    Coordinate[] result = new Coordinate[corners.length];
    for (int i = 0; i < corners.length; i++) {
      result[i] = plane.forward(ground(corners[i]));
    }
    result[result.length - 1] = result[0];
    return FACTORY.createLinearRing(result);
  }

  /** A point near its middle. */
  public GroundPoint centre() {
    return plane.centre();
  }

  /** Metres from the centre to the farthest corner. */
  public double reach() {
    double reach = 0;
    for (Coordinate c : shape.getCoordinates()) {
      reach = Math.max(reach, Math.hypot(c.x, c.y));
    }
    return reach;
  }

  /** Extent (m2). */
  public double squareMetres() {
    return shape.getArea();
  }

  LocalPlane plane() {
    return plane;
  }

  /** The shape in the local plane (m). */
  Geometry shape() {
    return shape;
  }
}
