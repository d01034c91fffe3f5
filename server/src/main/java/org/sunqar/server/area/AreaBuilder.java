// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.area;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.geom.util.PolygonExtracter;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.locationtech.jts.simplify.TopologyPreservingSimplifier;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Crs;

/**
 * Makes one area of the polygons of a file, within bounds.
 *
 * <p>Known limits: an edge is straight in longitude and latitude, whatever it was in the system of
 * the file; an area that crosses the antimeridian must come in two parts, as RFC 7946 asks for.
 */
final class AreaBuilder {

  /** Points of all outlines. */
  static final int MOST_POINTS = 1_000_000;

  static final int MOST_FEATURES = 200_000;

  /** Beyond this no coordinate of any system on the Earth lies. */
  private static final double FARTHEST = 1e10;

  /** Places after the point of degrees: a tenth of a millimetre. */
  private static final double PLACES = 1e9;

  private static final double METRES_PER_DEGREE = 111_320;

  private static final GeometryFactory FACTORY = new GeometryFactory();

  private final List<Coordinate[]> rings = new ArrayList<>();
  private final List<Polygon> polygons = new ArrayList<>();
  private int points;
  private int features;
  private int skipped;
  private Optional<String> name = Optional.empty();

  /** Counts points before they take memory. */
  void expect(long more) {
    if (points + more > MOST_POINTS) {
      throw new AreaException(
          "the area has more than " + MOST_POINTS + " points; simplify it first");
    }
    points += (int) more;
  }

  /** Something that has polygons. */
  void feature() {
    if (++features > MOST_FEATURES) {
      throw new AreaException("the file has more than " + MOST_FEATURES + " features");
    }
  }

  /** Something that is no polygon. */
  void skip() {
    skipped++;
  }

  /** The first name counts. */
  void name(String text) {
    String plain = text.strip();
    if (name.isEmpty() && !plain.isEmpty()) {
      name = Optional.of(plain.length() > 200 ? plain.substring(0, 200) : plain);
    }
  }

  int count() {
    return polygons.size();
  }

  /**
   * Adds a polygon; its points were {@linkplain #expect expected}.
   *
   * @param outlines the outer ring and holes, each as pairs of x and y
   * @param crs of them; empty when they are longitude and latitude on WGS 84
   */
  void polygon(List<double[]> outlines, Optional<Crs> crs) {
    if (outlines.isEmpty()) {
      throw new AreaException("the file has a polygon without an outline");
    }
    LinearRing[] holes = new LinearRing[outlines.size() - 1];
    LinearRing shell = ring(outlines.getFirst(), crs);
    for (int i = 0; i < holes.length; i++) {
      holes[i] = ring(outlines.get(i + 1), crs);
    }
    polygons.add(FACTORY.createPolygon(shell, holes));
  }

  private LinearRing ring(double[] xy, Optional<Crs> crs) {
    int count = xy.length / 2;
    if (count < 3) {
      throw new AreaException("the file has an outline of fewer than three points");
    }
    for (double value : xy) {
      if (!(Math.abs(value) < FARTHEST)) {
        throw new AreaException(
            "the file has the coordinate " + value + ", which is nowhere on the Earth");
      }
    }
    double[] lonLat = xy;
    if (crs.isPresent()) {
      lonLat = xy.clone();
      try {
        crs.get().toLonLat(lonLat, count);
      } catch (RasterException e) {
        throw new AreaException(String.valueOf(e.getMessage()), e);
      }
    }
    List<Coordinate> ring = new ArrayList<>(count + 1);
    for (int i = 0; i < count; i++) {
      double longitude = Math.rint(lonLat[2 * i] * PLACES) / PLACES;
      double latitude = Math.rint(lonLat[2 * i + 1] * PLACES) / PLACES;
      if (!(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90)) {
        throw outside(xy[2 * i], xy[2 * i + 1], crs);
      }
      ring.add(new Coordinate(longitude, latitude));
    }
    if (!ring.getFirst().equals2D(ring.getLast())) {
      ring.add(ring.getFirst().copy());
    }
    if (ring.size() < 4) {
      throw new AreaException("the file has an outline of fewer than three points");
    }
    Coordinate[] closed = ring.toArray(Coordinate[]::new);
    rings.add(closed);
    return FACTORY.createLinearRing(closed);
  }

  private static AreaException outside(double x, double y, Optional<Crs> crs) {
    return new AreaException(
        crs.map(known ->
                "the point %s, %s of the file does not lie in the reach of %s; is that the right"
                        .formatted(x, y, known.name())
                    + " reference system?")
            .orElse(
                "the point %s, %s of the file is not longitude and latitude in degrees"
                    .formatted(x, y)));
  }

  /**
   * The area.
   *
   * @param simplify how far outlines may move (metres); empty leaves them as they are
   */
  Area build(OptionalDouble simplify) {
    if (polygons.isEmpty()) {
      throw new AreaException(
          skipped == 0
              ? "the file holds no polygon"
              : "the file holds points or lines, but no polygon");
    }
    CrossingLimit.check(rings);
    int repaired = 0;
    List<Geometry> valid = new ArrayList<>();
    for (Polygon polygon : polygons) {
      if (polygon.isValid()) {
        valid.add(polygon);
      } else {
        repaired++;
        valid.add(GeometryFixer.fix(polygon));
      }
    }
    Geometry all = valid.size() == 1 ? valid.getFirst() : OverlayNGRobust.union(valid, FACTORY);
    if (simplify.isPresent()) {
      all = TopologyPreservingSimplifier.simplify(all, simplify.getAsDouble() / METRES_PER_DEGREE);
    }
    MultiPolygon area = polygonsOf(all.isValid() ? all : GeometryFixer.fix(all));
    if (area.isEmpty()) {
      throw new AreaException("the polygons of the file have no area");
    }
    return new Area(area, AreaSize.hectares(area), Math.max(1, features), skipped, repaired, name);
  }

  @SuppressWarnings("unchecked") // JTS has lists without types
  private static MultiPolygon polygonsOf(Geometry geometry) {
    List<Polygon> found = PolygonExtracter.getPolygons(geometry);
    return FACTORY.createMultiPolygon(
        found.stream().filter(polygon -> !polygon.isEmpty()).toArray(Polygon[]::new));
  }
}
