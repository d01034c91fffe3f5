// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sunqar.catalog.CatalogException;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.raster.geo.Grid;

/**
 * The land that an item covers: a GeoJSON geometry in WGS 84 longitude and latitude (degrees) and
 * its box.
 *
 * <p>The footprint of a grid is the outline of its pixels, with as many points on each edge as a
 * straight line between them needs to stay within a tenth of a pixel of the true edge, up to
 * {@value #MAX_SEGMENTS} pieces. Across the antimeridian it is a MultiPolygon of two parts (RFC
 * 7946, 3.1.9). Coordinates are rounded to 7 decimals, about a centimetre. Corners that lie beyond
 * the Earth, as in a full-disk image, are left out.
 *
 * <p>Known limits: a footprint that holds a pole is cut along the antimeridian as if it did not.
 *
 * @param geometry a GeoJSON geometry; not to be changed
 * @param bbox west, south, east, north; east is beyond 180 where the footprint crosses the
 *     antimeridian
 */
public record Footprint(ObjectNode geometry, Bounds bbox) {

  private static final int MAX_SEGMENTS = 64;

  /** The outline of a grid. */
  public static Footprint of(Grid grid) {
    List<double[]> ring = unwrapped(outline(grid));
    if (ring.size() < 4) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          "the grid lies outside the area where its CRS has longitudes and latitudes");
    }
    return ofUnwrapped(ring);
  }

  private static Footprint ofUnwrapped(List<double[]> closed) {
    List<double[]> ring = signedArea(closed) < 0 ? closed.reversed() : closed;
    Bounds box = box(ring);
    ObjectNode geometry = Json.object();
    if (box.maxX() <= 180) {
      geometry.put("type", "Polygon");
      geometry.putArray("coordinates").add(ringJson(ring, 0));
    } else {
      geometry.put("type", "MultiPolygon");
      ArrayNode parts = geometry.putArray("coordinates");
      parts.addArray().add(ringJson(cut(ring, true), 0));
      parts.addArray().add(ringJson(cut(ring, false), -360));
    }
    return new Footprint(geometry, box);
  }

  /**
   * The inside of a ring of points, which may cross the antimeridian; open or closed, in any
   * direction.
   *
   * @param lonLat longitude and latitude of each point (degrees)
   */
  public static Footprint ofRing(List<double[]> lonLat) {
    List<double[]> open = new ArrayList<>();
    for (double[] point : lonLat) {
      if (open.isEmpty() || !Arrays.equals(point, open.getLast())) {
        open.add(point.clone());
      }
    }
    if (open.size() > 1 && Arrays.equals(open.getFirst(), open.getLast())) {
      open.removeLast();
    }
    if (open.size() < 3 || !open.stream().allMatch(Footprint::isOnEarth)) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          "a footprint needs three or more points within -180..180 and -90..90 degrees");
    }
    return ofUnwrapped(unwrapped(open));
  }

  private static boolean isOnEarth(double[] point) {
    return Math.abs(point[0]) <= 180 && Math.abs(point[1]) <= 90;
  }

  static Footprint fromJson(JsonNode geometry, JsonNode bbox) {
    if (!(geometry instanceof ObjectNode object)) {
      throw Json.invalid(
          "geometry", "a GeoJSON geometry", geometry.isMissingNode() ? null : geometry);
    }
    Optional<double[]> numbers = Json.numbers(bbox);
    if (numbers.isPresent() && (numbers.get().length == 4 || numbers.get().length == 6)) {
      double[] b = numbers.get();
      int half = b.length / 2;
      double east = b[half] < b[0] ? b[half] + 360 : b[half];
      if (b[1] <= b[half + 1]) {
        return new Footprint(object, new Bounds(b[0], b[1], east, b[half + 1]));
      }
    }
    if (!bbox.isMissingNode() && !bbox.isNull()) {
      throw Json.invalid("bbox", "west, south, east, north", bbox);
    }
    List<double[]> points = new ArrayList<>();
    collect(object.path("coordinates"), points);
    if (points.isEmpty()) {
      throw Json.invalid("geometry", "a GeoJSON geometry with coordinates", geometry);
    }
    return new Footprint(object, box(points));
  }

  /** {@code bbox} as STAC writes it: east below west where it crosses the antimeridian. */
  ArrayNode bboxJson() {
    return Json.array(
        bbox.minX(), bbox.minY(), bbox.maxX() > 180 ? bbox.maxX() - 360 : bbox.maxX(), bbox.maxY());
  }

  /** Corners and edge points in longitude and latitude, in order, not closed. */
  private static List<double[]> outline(Grid grid) {
    double pixel = pixelDegrees(grid);
    for (int segments = 2; ; segments *= 2) {
      double[] xy = edge(grid, segments);
      double sag = sag(xy);
      if (segments == MAX_SEGMENTS || !(sag > 0.1 * pixel)) {
        return points(xy, !(sag > 0.1 * pixel));
      }
    }
  }

  /** x and y of {@code segments} points on each of the four edges, counter-clockwise from above. */
  private static double[] edge(Grid grid, int segments) {
    double[] xy = new double[8 * segments];
    double[][] corners = {
      {0, 0}, {0, grid.height()}, {grid.width(), grid.height()}, {grid.width(), 0}, {0, 0}
    };
    Affine affine = grid.affine();
    int n = 0;
    for (int side = 0; side < 4; side++) {
      for (int i = 0; i < segments; i++) {
        double t = (double) i / segments;
        double col = corners[side][0] + t * (corners[side + 1][0] - corners[side][0]);
        double row = corners[side][1] + t * (corners[side + 1][1] - corners[side][1]);
        xy[n++] = affine.xOf(col, row);
        xy[n++] = affine.yOf(col, row);
      }
    }
    grid.crs().toLonLat(xy, 4 * segments);
    return xy;
  }

  /** How far the odd points lie from the straight line between their neighbours (degrees). */
  private static double sag(double[] lonLat) {
    int points = lonLat.length / 2;
    double worst = 0;
    for (int i = 1; i < points; i += 2) {
      int before = 2 * (i - 1);
      int after = 2 * ((i + 1) % points);
      double lon = lonLat[before] + turn(lonLat[after] - lonLat[before]) / 2;
      double lat = (lonLat[before + 1] + lonLat[after + 1]) / 2;
      worst =
          Math.max(
              worst,
              Math.max(Math.abs(turn(lonLat[2 * i] - lon)), Math.abs(lonLat[2 * i + 1] - lat)));
    }
    return worst;
  }

  /** The finite points; of a straight enough outline only the even ones, which hold the corners. */
  private static List<double[]> points(double[] lonLat, boolean evenOnly) {
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < lonLat.length / 2; i += evenOnly ? 2 : 1) {
      if (Double.isFinite(lonLat[2 * i]) && Double.isFinite(lonLat[2 * i + 1])) {
        points.add(new double[] {lonLat[2 * i], Math.max(-90, Math.min(90, lonLat[2 * i + 1]))});
      }
    }
    return points;
  }

  /** Longitudes without a jump of a whole turn, from a west edge in [-180, 180); closed. */
  private static List<double[]> unwrapped(List<double[]> points) {
    List<double[]> ring = new ArrayList<>();
    double lon = 0;
    double west = Double.POSITIVE_INFINITY;
    for (double[] point : points) {
      lon = ring.isEmpty() ? point[0] : lon + turn(point[0] - lon);
      west = Math.min(west, lon);
      ring.add(new double[] {lon, point[1]});
    }
    if (!ring.isEmpty()) {
      double shift = -360 * Math.floor((west + 180) / 360);
      ring.forEach(point -> point[0] = rounded(point[0] + shift));
      ring.forEach(point -> point[1] = rounded(point[1]));
      ring.add(ring.getFirst().clone());
    }
    return ring;
  }

  /** A difference of longitudes in [-180, 180]. */
  private static double turn(double degrees) {
    return degrees - 360 * Math.rint(degrees / 360);
  }

  /** The part of a ring west or east of the antimeridian (Sutherland and Hodgman 1974). */
  private static List<double[]> cut(List<double[]> ring, boolean west) {
    List<double[]> part = new ArrayList<>();
    for (int i = 0; i + 1 < ring.size(); i++) {
      double[] from = ring.get(i);
      double[] to = ring.get(i + 1);
      boolean fromInside = west ? from[0] <= 180 : from[0] >= 180;
      boolean toInside = west ? to[0] <= 180 : to[0] >= 180;
      if (fromInside) {
        part.add(from);
      }
      if (fromInside != toInside) {
        double t = (180 - from[0]) / (to[0] - from[0]);
        part.add(new double[] {180, rounded(from[1] + t * (to[1] - from[1]))});
      }
    }
    part.add(part.getFirst());
    return part;
  }

  private static ArrayNode ringJson(List<double[]> ring, double shift) {
    ArrayNode json = Json.NODES.arrayNode();
    ring.forEach(point -> json.add(Json.array(rounded(point[0] + shift), point[1])));
    return json;
  }

  private static double signedArea(List<double[]> ring) {
    double area = 0;
    for (int i = 0; i + 1 < ring.size(); i++) {
      double[] p = ring.get(i);
      double[] q = ring.get(i + 1);
      area += p[0] * q[1] - q[0] * p[1];
    }
    return area / 2;
  }

  private static Bounds box(List<double[]> points) {
    double west = Double.POSITIVE_INFINITY;
    double south = Double.POSITIVE_INFINITY;
    double east = Double.NEGATIVE_INFINITY;
    double north = Double.NEGATIVE_INFINITY;
    for (double[] point : points) {
      west = Math.min(west, point[0]);
      east = Math.max(east, point[0]);
      south = Math.min(south, point[1]);
      north = Math.max(north, point[1]);
    }
    return new Bounds(west, south, east, north);
  }

  /** All positions in nested coordinates; depth is bounded by the JSON parser. */
  private static void collect(JsonNode node, List<double[]> points) {
    Optional<double[]> numbers = Json.numbers(node);
    if (numbers.isPresent() && numbers.get().length >= 2) {
      points.add(numbers.get());
    } else {
      node.forEach(child -> collect(child, points));
    }
  }

  private static double rounded(double degrees) {
    return Math.round(degrees * 1e7) / 1e7;
  }

  /** The size of a pixel at the middle of the grid (degrees of latitude or longitude). */
  private static double pixelDegrees(Grid grid) {
    Affine affine = grid.affine();
    double col = grid.width() / 2.0;
    double row = grid.height() / 2.0;
    double[] xy = {
      affine.xOf(col, row), affine.yOf(col, row),
      affine.xOf(col + 1, row + 1), affine.yOf(col + 1, row + 1)
    };
    grid.crs().toLonLat(xy, 2);
    double size = Math.max(Math.abs(turn(xy[2] - xy[0])), Math.abs(xy[3] - xy[1]));
    return Double.isFinite(size) ? size : 1e-3;
  }
}
