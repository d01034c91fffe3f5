// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.filter.FilterBuilder.Place;

/** Geometries as GeoJSON (RFC 7946) of a filter, in and out. */
final class GeoJson {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final GeometryMaker maker;
  private final Place place;
  private int nesting;

  GeoJson(FilterBuilder builder, Place place) {
    this.maker = new GeometryMaker(builder, place);
    this.place = place;
  }

  Geometry geometry(JsonNode json) {
    if (++nesting > FilterLimits.NESTING) {
      throw invalid("the geometry is nested more than " + FilterLimits.NESTING + " deep");
    }
    String code = json.path("type").asText();
    GeometryType type =
        GeometryType.ofCode(code)
            .orElseThrow(
                () -> invalid(FilterBuilder.quoted(code) + " is no type of a GeoJSON geometry"));
    JsonNode coordinates = json.path("coordinates");
    Geometry geometry =
        switch (type) {
          case POINT -> maker.point(position(coordinates));
          case LINE_STRING -> maker.lineString(positions(coordinates));
          case POLYGON -> maker.polygon(lines(coordinates));
          case MULTI_POINT -> maker.multiPoint(positions(coordinates));
          case MULTI_LINE_STRING -> maker.multiLineString(lines(coordinates));
          case MULTI_POLYGON -> maker.multiPolygon(polygons(coordinates));
          case GEOMETRY_COLLECTION -> maker.collection(members(json.path("geometries")));
        };
    nesting--;
    return geometry;
  }

  static List<Double> numbers(JsonNode json, Place place) {
    List<Double> numbers = new ArrayList<>();
    for (JsonNode number : json.isArray() ? json : NODES.arrayNode()) {
      if (!number.isNumber() || !Double.isFinite(number.doubleValue()) || numbers.size() == 6) {
        throw FilterBuilder.invalid(place, "a list of a few numbers was expected");
      }
      numbers.add(number.doubleValue());
    }
    return numbers;
  }

  private Coordinate position(JsonNode json) {
    return maker.coordinate(numbers(json, place));
  }

  private List<Coordinate> positions(JsonNode json) {
    List<Coordinate> positions = new ArrayList<>();
    list(json).forEach(position -> positions.add(position(position)));
    return positions;
  }

  private List<List<Coordinate>> lines(JsonNode json) {
    List<List<Coordinate>> lines = new ArrayList<>();
    list(json).forEach(line -> lines.add(positions(line)));
    return lines;
  }

  private List<List<List<Coordinate>>> polygons(JsonNode json) {
    List<List<List<Coordinate>>> polygons = new ArrayList<>();
    list(json).forEach(polygon -> polygons.add(lines(polygon)));
    return polygons;
  }

  private List<Geometry> members(JsonNode json) {
    List<Geometry> members = new ArrayList<>();
    list(json).forEach(member -> members.add(geometry(member)));
    return members;
  }

  private JsonNode list(JsonNode json) {
    if (!json.isArray()) {
      throw invalid("the coordinates of a GeoJSON geometry are nested lists of numbers");
    }
    return json;
  }

  private CatalogException invalid(String problem) {
    return FilterBuilder.invalid(place, problem);
  }

  static ObjectNode write(Geometry geometry) {
    ObjectNode json = NODES.objectNode();
    GeometryType type = GeometryType.of(geometry);
    json.put("type", type.code());
    switch (type) {
      case GEOMETRY_COLLECTION -> {
        ArrayNode members = json.putArray("geometries");
        for (int i = 0; i < geometry.getNumGeometries(); i++) {
          members.add(write(geometry.getGeometryN(i)));
        }
      }
      case POINT -> json.set("coordinates", position(geometry.getCoordinate()));
      case LINE_STRING, POLYGON, MULTI_POINT, MULTI_LINE_STRING, MULTI_POLYGON ->
          json.set("coordinates", coordinates(geometry));
    }
    return json;
  }

  private static ArrayNode coordinates(Geometry geometry) {
    ArrayNode json = NODES.arrayNode();
    switch (geometry) {
      case LineString line -> {
        for (Coordinate coordinate : line.getCoordinates()) {
          json.add(position(coordinate));
        }
      }
      case Polygon polygon -> {
        json.add(coordinates(polygon.getExteriorRing()));
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
          json.add(coordinates(polygon.getInteriorRingN(i)));
        }
      }
      case GeometryCollection collection -> {
        for (int i = 0; i < collection.getNumGeometries(); i++) {
          json.add(coordinates(collection.getGeometryN(i)));
        }
      }
      default -> {
        return position(geometry.getCoordinate());
      }
    }
    return json;
  }

  private static ArrayNode position(Coordinate coordinate) {
    ArrayNode json = NODES.arrayNode().add(coordinate.x).add(coordinate.y);
    return Double.isNaN(coordinate.getZ()) ? json : json.add(coordinate.getZ());
  }
}
