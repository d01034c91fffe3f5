// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.sunqar.app.console.CommandException;
import org.sunqar.raster.geo.Crs;

/**
 * Geometries with their properties out of a GeoJSON file: a geometry, a feature, a collection, or
 * one feature a line (GeoJSON text sequences, ndjson). Coordinates are WGS 84 longitude and
 * latitude (RFC 7946), unless a member {@code crs} of the older format of 2008, which GDAL and QGIS
 * write for projected data, says otherwise. They are always x first.
 *
 * @param crs of all coordinates
 * @param features in file order; features without a geometry are left out
 */
record GeoJsonFeatures(Crs crs, List<Feature> features) {

  /**
   * @param geometry not empty
   * @param properties may be empty
   */
  record Feature(Geometry geometry, Map<String, JsonNode> properties) {}

  /** Largest file that is read (bytes). */
  private static final long MAX_BYTES = 512L << 20;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final GeometryFactory FACTORY = new GeometryFactory();

  GeoJsonFeatures {
    features = List.copyOf(features);
  }

  /** Reads a file, which must hold at least one geometry. */
  static GeoJsonFeatures read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw CommandException.notValid(file + " is a folder, not a GeoJSON file");
    }
    if (Files.size(file) > MAX_BYTES) {
      throw CommandException.notValid(
          file + " has " + Files.size(file) + " bytes; at most " + MAX_BYTES + " are read");
    }
    return new Reader(file.toString()).read(Files.readAllBytes(file));
  }

  private static final class Reader {
    private final String name;
    private final List<Feature> features = new ArrayList<>();
    private Crs crs = Crs.ofEpsg(4326);

    Reader(String name) {
      this.name = name;
    }

    GeoJsonFeatures read(byte[] text) throws IOException {
      try (var documents = JSON.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
        while (documents.hasNextValue()) {
          JsonNode document = documents.nextValue();
          readCrs(document.path("crs"));
          add(document, Map.of());
        }
      } catch (JsonProcessingException e) {
        throw invalid("is not JSON: " + e.getOriginalMessage());
      }
      if (features.isEmpty()) {
        throw invalid("holds no geometry");
      }
      return new GeoJsonFeatures(crs, features);
    }

    private void readCrs(JsonNode node) {
      String named = node.path("properties").path("name").asText("");
      if (!named.isEmpty() && !named.endsWith("CRS84")) {
        crs = CrsText.parse(named.replaceFirst("^urn:ogc:def:crs:EPSG:[^:]*:", "EPSG:"));
      }
    }

    private void add(JsonNode node, Map<String, JsonNode> properties) {
      switch (node.path("type").asText("")) {
        case "FeatureCollection" -> node.path("features").forEach(one -> add(one, properties));
        case "Feature" -> {
          Map<String, JsonNode> own = new TreeMap<>();
          node.path("properties").properties().forEach(p -> own.put(p.getKey(), p.getValue()));
          if (!node.path("geometry").isNull()) {
            add(node.path("geometry"), own);
          }
        }
        case "" -> throw invalid("is not GeoJSON: a member \"type\" is missing");
        default -> {
          Geometry geometry = geometry(node);
          if (!geometry.isEmpty()) {
            features.add(new Feature(geometry, properties));
          }
        }
      }
    }

    private Geometry geometry(JsonNode node) {
      JsonNode coordinates = node.path("coordinates");
      return switch (node.path("type").asText("")) {
        case "Point" -> point(coordinates);
        case "MultiPoint" ->
            FACTORY.createMultiPoint(each(coordinates, this::point).toArray(Point[]::new));
        case "LineString" -> line(coordinates);
        case "MultiLineString" ->
            FACTORY.createMultiLineString(each(coordinates, this::line).toArray(LineString[]::new));
        case "Polygon" -> polygon(coordinates);
        case "MultiPolygon" ->
            FACTORY.createMultiPolygon(each(coordinates, this::polygon).toArray(Polygon[]::new));
        case "GeometryCollection" ->
            FACTORY.createGeometryCollection(
                each(node.path("geometries"), this::geometry).toArray(Geometry[]::new));
        default -> throw invalid("holds a " + node.path("type").asText("?") + ", not a geometry");
      };
    }

    private <T> List<T> each(JsonNode array, java.util.function.Function<JsonNode, T> reader) {
      List<T> parts = new ArrayList<>();
      array.forEach(part -> parts.add(reader.apply(part)));
      return parts;
    }

    private Point point(JsonNode node) {
      return FACTORY.createPoint(coordinate(node));
    }

    private LineString line(JsonNode points) {
      if (points.size() < 2) {
        throw invalid("has a line of fewer than two points");
      }
      return FACTORY.createLineString(coordinates(points));
    }

    private Polygon polygon(JsonNode rings) {
      if (rings.isEmpty()) {
        throw invalid("has a polygon without an outline");
      }
      LinearRing[] holes = new LinearRing[rings.size() - 1];
      for (int i = 1; i < rings.size(); i++) {
        holes[i - 1] = ring(rings.get(i));
      }
      return FACTORY.createPolygon(ring(rings.get(0)), holes);
    }

    private LinearRing ring(JsonNode points) {
      Coordinate[] coordinates = coordinates(points);
      if (coordinates.length < 4) {
        throw invalid("has an outline of fewer than four points");
      }
      if (!coordinates[0].equals2D(coordinates[coordinates.length - 1])) {
        throw invalid("has an outline whose last point is not its first");
      }
      return FACTORY.createLinearRing(coordinates);
    }

    private Coordinate[] coordinates(JsonNode points) {
      return each(points, this::coordinate).toArray(Coordinate[]::new);
    }

    private Coordinate coordinate(JsonNode point) {
      double x = point.path(0).asDouble(Double.NaN);
      double y = point.path(1).asDouble(Double.NaN);
      if (!point.path(0).isNumber() || !Double.isFinite(x) || !Double.isFinite(y)) {
        throw invalid("has a point that is not [x, y]: " + point);
      }
      return new Coordinate(x, y);
    }

    private CommandException invalid(String what) {
      return CommandException.notValid(name + " " + what);
    }
  }
}
