// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.sunqar.catalog.filter.FilterBuilder.Place;

/** Makes geometries whose coordinates were checked. */
final class GeometryMaker {

  static final GeometryFactory FACTORY = new GeometryFactory();

  private final FilterBuilder builder;
  private final Place place;

  GeometryMaker(FilterBuilder builder, Place place) {
    this.builder = builder;
    this.place = place;
  }

  Coordinate coordinate(List<Double> numbers) {
    builder.countCoordinates(1, place);
    return switch (numbers.size()) {
      case 2 -> new CoordinateXY(numbers.get(0), numbers.get(1));
      case 3 -> new Coordinate(numbers.get(0), numbers.get(1), numbers.get(2));
      default ->
          throw FilterBuilder.invalid(
              place, "a position has 2 or 3 numbers (longitude, latitude, height)");
    };
  }

  Point point(Coordinate position) {
    return FACTORY.createPoint(position);
  }

  LineString lineString(List<Coordinate> positions) {
    if (positions.size() < 2) {
      throw FilterBuilder.invalid(place, "a line has at least 2 positions");
    }
    return FACTORY.createLineString(positions.toArray(Coordinate[]::new));
  }

  private LinearRing ring(List<Coordinate> positions) {
    if (positions.size() < 4) {
      throw FilterBuilder.invalid(
          place, "a ring has at least 4 positions, not " + positions.size());
    }
    if (!positions.getFirst().equals2D(positions.getLast())) {
      throw FilterBuilder.invalid(
          place,
          "a ring is not closed: it begins at %s %s and ends at %s %s"
              .formatted(
                  positions.getFirst().x,
                  positions.getFirst().y,
                  positions.getLast().x,
                  positions.getLast().y));
    }
    return FACTORY.createLinearRing(positions.toArray(Coordinate[]::new));
  }

  Polygon polygon(List<List<Coordinate>> rings) {
    if (rings.isEmpty()) {
      throw FilterBuilder.invalid(place, "a polygon has at least one ring");
    }
    LinearRing[] holes =
        rings.subList(1, rings.size()).stream().map(this::ring).toArray(LinearRing[]::new);
    return FACTORY.createPolygon(ring(rings.getFirst()), holes);
  }

  Geometry multiPoint(List<Coordinate> positions) {
    checkMembers(positions);
    return FACTORY.createMultiPoint(positions.stream().map(this::point).toArray(Point[]::new));
  }

  Geometry multiLineString(List<List<Coordinate>> lines) {
    checkMembers(lines);
    return FACTORY.createMultiLineString(
        lines.stream().map(this::lineString).toArray(LineString[]::new));
  }

  Geometry multiPolygon(List<List<List<Coordinate>>> polygons) {
    checkMembers(polygons);
    return FACTORY.createMultiPolygon(polygons.stream().map(this::polygon).toArray(Polygon[]::new));
  }

  Geometry collection(List<Geometry> members) {
    checkMembers(members);
    return FACTORY.createGeometryCollection(members.toArray(Geometry[]::new));
  }

  private void checkMembers(List<?> members) {
    if (members.isEmpty()) {
      throw FilterBuilder.invalid(place, "an empty geometry has no place");
    }
  }
}
