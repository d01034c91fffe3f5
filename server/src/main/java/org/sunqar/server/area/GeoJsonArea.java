// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.area;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Crs;

/**
 * Polygons out of GeoJSON (RFC 7946), read as a stream: a tree of a million points would take
 * hundreds of megabytes. The member {@code crs} of GeoJSON before that standard is heeded.
 */
final class GeoJsonArea {

  private static final JsonFactory FACTORY = new ObjectMapper().getFactory();

  private static final int DEEPEST = 40;

  /** What stands in {@code coordinates}. */
  private sealed interface Nested {
    /** Numbers. */
    record Position(double x, double y) implements Nested {}

    /** Positions: pairs of x and y. */
    @SuppressWarnings("ArrayRecordComponent") // read once
    record Points(double[] xy) implements Nested {}

    /** All else. */
    record Group(List<Nested> parts) implements Nested {}
  }

  private final AreaBuilder area;

  /** Rings of each polygon; the system may only be told at the end. */
  private final List<List<double[]>> polygons = new ArrayList<>();

  private Optional<Crs> crs = Optional.empty();

  private GeoJsonArea(AreaBuilder area) {
    this.area = area;
  }

  static void read(byte[] bytes, AreaBuilder area) {
    GeoJsonArea json = new GeoJsonArea(area);
    try (JsonParser parser = FACTORY.createParser(bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new AreaException("the file is JSON, but no GeoJSON object");
      }
      json.object(parser, 0);
    } catch (JsonProcessingException e) {
      throw new AreaException(
          "the file is not GeoJSON, or ends too early: line "
              + Math.max(1, e.getLocation() == null ? 1 : e.getLocation().getLineNr())
              + " cannot be read",
          e);
    } catch (IOException e) {
      throw new AreaException("the file cannot be read: " + e.getMessage(), e);
    }
    json.polygons.forEach(rings -> area.polygon(rings, json.crs));
  }

  private void object(JsonParser parser, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new AreaException("the GeoJSON is nested more than " + DEEPEST + " deep");
    }
    int before = polygons.size();
    String type = "";
    Optional<Nested> coordinates = Optional.empty();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (field) {
        case "type" -> type = value == JsonToken.VALUE_STRING ? parser.getText() : "";
        case "name" -> {
          if (depth == 0 && value == JsonToken.VALUE_STRING) {
            area.name(parser.getText());
          }
          parser.skipChildren();
        }
        case "crs" -> system(parser.readValueAsTree());
        case "coordinates" -> {
          if (value == JsonToken.START_ARRAY) {
            coordinates = Optional.of(nested(parser, 0));
          }
        }
        case "geometry", "geometries", "features" -> members(parser, value, depth);
        default -> parser.skipChildren();
      }
    }
    switch (type) {
      case "Polygon" -> polygon(coordinates.orElseThrow(GeoJsonArea::noCoordinates));
      case "MultiPolygon" ->
          group(coordinates.orElseThrow(GeoJsonArea::noCoordinates)).forEach(this::polygon);
      case "Point", "MultiPoint", "LineString", "MultiLineString" -> area.skip();
      case "Feature" -> {
        if (polygons.size() > before) {
          area.feature();
        }
      }
      case "FeatureCollection", "GeometryCollection" -> {
        // its members are read
      }
      case "" -> throw new AreaException("the JSON is not GeoJSON: a member \"type\" is missing");
      default ->
          throw new AreaException(
              "the JSON is not GeoJSON, which has no type "
                  + (type.length() > 40 ? type.substring(0, 40) + "..." : type));
    }
  }

  private void members(JsonParser parser, JsonToken value, int depth) throws IOException {
    if (value == JsonToken.START_OBJECT) {
      object(parser, depth + 1);
    } else if (value == JsonToken.START_ARRAY) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
          throw new AreaException("the GeoJSON has a member that is no object");
        }
        object(parser, depth + 1);
      }
    }
  }

  private void system(JsonNode json) {
    String name = json.path("properties").path("name").asText();
    if (name.isEmpty() || name.contains("CRS84")) {
      return;
    }
    try {
      crs = Optional.of(Crs.of(name));
    } catch (RasterException e) {
      throw new AreaException(String.valueOf(e.getMessage()), e);
    }
  }

  private Nested nested(JsonParser parser, int depth) throws IOException {
    if (depth > 4) {
      throw new AreaException("the GeoJSON has coordinates that are nested too deep");
    }
    JsonToken token = parser.nextToken();
    if (token != null && token.isNumeric()) {
      double x = parser.getDoubleValue();
      if (!parser.nextToken().isNumeric()) {
        throw notPosition();
      }
      double y = parser.getDoubleValue();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (!parser.currentToken().isNumeric()) {
          throw notPosition();
        }
      }
      return new Nested.Position(x, y);
    }
    double[] xy = new double[16];
    int count = 0;
    List<Nested> parts = new ArrayList<>();
    for (; token != JsonToken.END_ARRAY; token = parser.nextToken()) {
      if (token != JsonToken.START_ARRAY) {
        throw notPosition();
      }
      Nested part = nested(parser, depth + 1);
      if (part instanceof Nested.Position(double x, double y)) {
        area.expect(1);
        if (2 * count == xy.length) {
          xy = Arrays.copyOf(xy, 2 * xy.length);
        }
        xy[2 * count] = x;
        xy[2 * count + 1] = y;
        count++;
      } else {
        parts.add(part);
      }
    }
    if (count > 0 && !parts.isEmpty()) {
      throw notPosition();
    }
    return count > 0 ? new Nested.Points(Arrays.copyOf(xy, 2 * count)) : new Nested.Group(parts);
  }

  private void polygon(Nested coordinates) {
    List<double[]> rings = new ArrayList<>();
    for (Nested ring : group(coordinates)) {
      if (!(ring instanceof Nested.Points(double[] xy))) {
        throw notPosition();
      }
      rings.add(xy);
    }
    if (!rings.isEmpty()) { // an empty one is allowed, and nothing
      polygons.add(rings);
    }
  }

  private static List<Nested> group(Nested coordinates) {
    if (coordinates instanceof Nested.Group(List<Nested> parts)) {
      return parts;
    }
    throw notPosition();
  }

  private static AreaException notPosition() {
    return new AreaException(
        "the GeoJSON has coordinates that are not those of a polygon: lists of [longitude,"
            + " latitude]");
  }

  private static AreaException noCoordinates() {
    return new AreaException("the GeoJSON has a polygon without coordinates");
  }
}
