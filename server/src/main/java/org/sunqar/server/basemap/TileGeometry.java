// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.basemap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.overlayng.LineLimiter;
import org.locationtech.jts.operation.overlayng.RingClipper;
import org.locationtech.jts.simplify.DouglasPeuckerSimplifier;

/**
 * Brings geometries of the world (Web Mercator, 0 to 1, y downwards) into a tile: clipped to the
 * tile and a margin, simplified to half a pixel, in whole numbers.
 */
final class TileGeometry {

  /** Beyond the tile's side, so that strokes meet (units of a tile). */
  private static final int MARGIN = 128;

  /** A tile is drawn at 512 px: half a pixel (units of a tile). */
  private static final double TOLERANCE = 4;

  private final double scale;
  private final double west;
  private final double north;
  private final Envelope clip;
  private final Envelope inside;
  private final RingClipper rings;
  private final LineLimiter lines;

  TileGeometry(int z, int x, int y) {
    double side = 1.0 / (1L << z);
    scale = TileWriter.EXTENT / side;
    west = x * side;
    north = y * side;
    double margin = MARGIN / scale;
    inside = new Envelope(west, west + side, north, north + side);
    clip = new Envelope(inside);
    clip.expandBy(margin);
    rings = new RingClipper(clip);
    lines = new LineLimiter(clip);
  }

  /** What geometries must touch to be in the tile. */
  Envelope clip() {
    return clip;
  }

  /** Adds a geometry, unless nothing of it is seen. */
  void add(TileWriter tile, String layer, Geometry geometry, Map<String, Object> values) {
    List<int[]> points = new ArrayList<>();
    List<int[]> paths = new ArrayList<>();
    List<int[]> areas = new ArrayList<>();
    for (int i = 0; i < geometry.getNumGeometries(); i++) {
      Geometry part = geometry.getGeometryN(i);
      if (!clip.intersects(part.getEnvelopeInternal())) {
        continue;
      }
      switch (part) {
        case Point point -> point(point, points);
        case LineString line -> line(line, paths);
        case Polygon polygon -> polygon(polygon, areas);
        default -> add(tile, layer, part, values); // a collection within a collection
      }
    }
    add(tile, layer, TileWriter.Type.POLYGON, areas, values);
    add(tile, layer, TileWriter.Type.LINE, paths, values);
    add(tile, layer, TileWriter.Type.POINT, points, values);
  }

  private static void add(
      TileWriter tile,
      String layer,
      TileWriter.Type type,
      List<int[]> parts,
      Map<String, Object> values) {
    if (!parts.isEmpty()) {
      tile.add(layer, type, parts, values);
    }
  }

  /** A point is in one tile only, or its name would be drawn twice. */
  private void point(Point point, List<int[]> to) {
    if (inside.contains(point.getX(), point.getY())) {
      to.add(whole(new Coordinate[] {point.getCoordinate()}));
    }
  }

  private void line(LineString line, List<int[]> to) {
    for (Coordinate[] part : lines.limit(line.getCoordinates())) {
      if (part.length < 2) {
        continue;
      }
      int[] whole = whole(simplified(line.getFactory().createLineString(part)));
      if (whole.length >= 4) {
        to.add(whole);
      }
    }
  }

  private void polygon(Polygon polygon, List<int[]> to) {
    int before = to.size();
    long outer = ring(polygon.getExteriorRing(), true, to);
    if (outer == 0) {
      return;
    }
    for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
      LinearRing hole = polygon.getInteriorRingN(i);
      if (clip.intersects(hole.getEnvelopeInternal()) && ring(hole, false, to) >= outer) {
        to.subList(before, to.size()).clear(); // all of the tile is in the hole
        return;
      }
    }
  }

  /** Adds a ring, and gives twice its area; nothing, and 0, when it is too small to be seen. */
  private long ring(LinearRing ring, boolean outer, List<int[]> to) {
    Coordinate[] clipped = rings.clip(ring.getCoordinates());
    if (clipped.length < 4) {
      return 0;
    }
    int[] whole = whole(simplified(ring.getFactory().createLineString(clipped)));
    int points = whole.length / 2;
    if (points > 1 && whole[0] == whole[2 * points - 2] && whole[1] == whole[2 * points - 1]) {
      points--; // the last point is the first
    }
    long area = area(whole, points);
    if (points < 3 || Math.abs(area) < 2 * TOLERANCE * TOLERANCE) {
      return 0;
    }
    to.add(turned(whole, points, area > 0 != outer));
    return Math.abs(area);
  }

  private Coordinate[] simplified(LineString line) {
    return DouglasPeuckerSimplifier.simplify(line, TOLERANCE / scale).getCoordinates();
  }

  /** In units of the tile, without points that fall on the one before. */
  private int[] whole(Coordinate[] coordinates) {
    int[] out = new int[2 * coordinates.length];
    int n = 0;
    for (Coordinate c : coordinates) {
      int x = (int) Math.round((c.x - west) * scale);
      int y = (int) Math.round((c.y - north) * scale);
      if (n == 0 || out[n - 2] != x || out[n - 1] != y) {
        out[n++] = x;
        out[n++] = y;
      }
    }
    return java.util.Arrays.copyOf(out, n);
  }

  /** Twice the area by the surveyor's formula; positive when it goes clockwise on a screen. */
  private static long area(int[] ring, int points) {
    long sum = 0;
    for (int i = 0; i < points; i++) {
      int j = (i + 1) % points;
      sum += (long) ring[2 * i] * ring[2 * j + 1] - (long) ring[2 * j] * ring[2 * i + 1];
    }
    return sum;
  }

  private static int[] turned(int[] ring, int points, boolean turn) {
    int[] out = new int[2 * points];
    for (int i = 0; i < points; i++) {
      int from = turn ? points - 1 - i : i;
      out[2 * i] = ring[2 * from];
      out[2 * i + 1] = ring[2 * from + 1];
    }
    return out;
  }
}
