// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.vector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.sunqar.raster.geo.Affine;

/** Makes polygons of the rings of parts. */
final class RegionOutline {

  private static final GeometryFactory FACTORY = new GeometryFactory();

  private final Affine affine;

  RegionOutline(Affine affine) {
    this.affine = affine;
  }

  /** The region that parts make together. */
  Region of(List<Part> parts) {
    long pixels = 0;
    List<Polygon> polygons = new ArrayList<>();
    for (Part part : parts) {
      pixels += part.pixels();
      polygons.add(polygon(part));
    }
    return new Region(
        parts.getFirst().value(),
        pixels,
        polygons.size() == 1
            ? polygons.getFirst()
            : FACTORY.createMultiPolygon(polygons.toArray(Polygon[]::new)));
  }

  private Polygon polygon(Part part) {
    LinearRing shell = null;
    List<LinearRing> holes = new ArrayList<>();
    for (long[] closed : part.rings()) {
      for (long[] ring : simple(closed)) {
        if (signedArea(ring) > 0) {
          shell = toMap(ring);
        } else {
          holes.add(toMap(ring));
        }
      }
    }
    if (shell == null) {
      throw new IllegalStateException("connected pixels without an outer ring");
    }
    return FACTORY.createPolygon(shell, holes.toArray(LinearRing[]::new));
  }

  /**
   * Cuts a ring where it passes a corner again. Around an outer ring what is cut off are holes that
   * touch it in that corner, which is how a valid polygon has them.
   */
  private static List<long[]> simple(long[] ring) {
    List<long[]> rings = new ArrayList<>(1);
    Map<Long, Integer> passed = new HashMap<>();
    long[] path = new long[ring.length];
    int size = 0;
    for (long corner : ring) {
      Integer before = passed.get(corner);
      if (before == null) {
        passed.put(corner, size);
        path[size++] = corner;
        continue;
      }
      rings.add(java.util.Arrays.copyOfRange(path, before, size));
      for (int i = before + 1; i < size; i++) {
        passed.remove(path[i]);
      }
      size = before + 1;
    }
    rings.add(java.util.Arrays.copyOf(path, size));
    return rings;
  }

  /** Twice the area in pixels, positive for a ring that runs clockwise on the screen. */
  private static long signedArea(long[] ring) {
    long area = 0;
    for (int i = 0; i < ring.length; i++) {
      long a = ring[i];
      long b = ring[(i + 1) % ring.length];
      area += (long) Chain.col(a) * Chain.row(b) - (long) Chain.col(b) * Chain.row(a);
    }
    return area;
  }

  private LinearRing toMap(long[] ring) {
    Coordinate[] coordinates = new Coordinate[ring.length + 1];
    for (int i = 0; i <= ring.length; i++) {
      long corner = ring[i % ring.length];
      int col = Chain.col(corner);
      int row = Chain.row(corner);
      coordinates[i] = new Coordinate(affine.xOf(col, row), affine.yOf(col, row));
    }
    return FACTORY.createLinearRing(coordinates);
  }
}
