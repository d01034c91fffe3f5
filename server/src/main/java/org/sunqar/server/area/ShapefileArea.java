// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.area;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.algorithm.PointLocation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.index.strtree.STRtree;
import org.sunqar.raster.geo.Crs;

/**
 * Polygons out of the main file of a Shapefile (ESRI Shapefile Technical Description, 1998). Rings
 * that run clockwise are outlines, the others holes of the smallest outline around them; a hole
 * that lies in none is taken for an outline.
 */
final class ShapefileArea {

  private static final int MAGIC = 9994;
  private static final int HEADER = 100;
  private static final int POLYGON = 5;

  private final AreaBuilder area;
  private final Crs crs;

  private ShapefileArea(AreaBuilder area, Crs crs) {
    this.area = area;
    this.crs = crs;
  }

  /** {@code crs}: what the .prj says. */
  static void read(byte[] bytes, Crs crs, AreaBuilder area) {
    ByteBuffer shp = ByteBuffer.wrap(bytes);
    if (bytes.length < HEADER || shp.getInt(0) != MAGIC) {
      throw new AreaException("the .shp in the archive is not the main file of a Shapefile");
    }
    try {
      new ShapefileArea(area, crs).records(shp.position(HEADER));
    } catch (BufferUnderflowException e) {
      throw new AreaException("the Shapefile is cut off", e);
    }
  }

  private void records(ByteBuffer shp) {
    while (shp.remaining() >= 8) {
      shp.order(ByteOrder.BIG_ENDIAN).getInt(); // the number of the record
      long length = 2L * shp.getInt(); // counted in words of 16 bits
      if (length < 4 || length > shp.remaining()) {
        throw new AreaException("the Shapefile is cut off");
      }
      record(shp.slice(shp.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN));
      shp.position(shp.position() + (int) length);
    }
  }

  private void record(ByteBuffer record) {
    int type = record.getInt();
    if (type % 10 != POLYGON) {
      if (type != 0) {
        area.skip();
      }
      return;
    }
    record.position(record.position() + 32); // the box
    int parts = record.getInt();
    int points = record.getInt();
    if (parts < 0 || points < 0 || 4L * parts + 16L * points > record.remaining()) {
      throw new AreaException("the Shapefile has a polygon that is cut off");
    }
    area.expect(points);
    int[] starts = new int[parts + 1];
    for (int i = 0; i < parts; i++) {
      starts[i] = record.getInt();
    }
    starts[parts] = points;
    List<Coordinate[]> rings = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      if (starts[i] < 0 || starts[i + 1] < starts[i] || starts[i + 1] > points) {
        throw new AreaException("the Shapefile has a polygon whose parts contradict one another");
      }
      Coordinate[] ring = new Coordinate[starts[i + 1] - starts[i]];
      for (int j = 0; j < ring.length; j++) {
        ring[j] = new Coordinate(record.getDouble(), record.getDouble());
      }
      if (ring.length > 0) {
        rings.add(ring);
      }
    }
    if (!rings.isEmpty()) {
      polygons(rings);
      area.feature();
    }
  }

  /** An outline with its holes. */
  @SuppressWarnings("ArrayRecordComponent") // of one record of a file
  private record Outline(Coordinate[] ring, Envelope box, List<double[]> rings) {

    static Outline of(Coordinate[] ring) {
      List<double[]> rings = new ArrayList<>();
      rings.add(flat(ring));
      return new Outline(ring, extent(ring), rings);
    }
  }

  private void polygons(List<Coordinate[]> rings) {
    List<Outline> outlines = new ArrayList<>();
    List<Coordinate[]> holes = new ArrayList<>();
    for (Coordinate[] ring : rings) {
      if (rings.size() > 1 && ring.length >= 4 && Orientation.isCCWArea(ring)) {
        holes.add(ring);
      } else {
        outlines.add(Outline.of(ring));
      }
    }
    STRtree tree = new STRtree();
    outlines.forEach(outline -> tree.insert(outline.box(), outline));
    List<Outline> more = new ArrayList<>();
    for (Coordinate[] hole : holes) {
      around(tree, hole)
          .ifPresentOrElse(
              outline -> outline.rings().add(flat(hole)), () -> more.add(Outline.of(hole)));
    }
    outlines.addAll(more);
    outlines.forEach(outline -> area.polygon(outline.rings(), Optional.of(crs)));
  }

  private static Optional<Outline> around(STRtree tree, Coordinate[] hole) {
    Envelope box = extent(hole);
    Optional<Outline> best = Optional.empty();
    if (tree.isEmpty()) {
      return best;
    }
    for (Object found : tree.query(box)) {
      Outline outline = (Outline) found;
      if (outline.box().contains(box)
          && best.filter(b -> b.box().getArea() <= outline.box().getArea()).isEmpty()
          && contains(outline.ring(), hole)) {
        best = Optional.of(outline);
      }
    }
    return best;
  }

  /** Whether the first point of a hole that is not on the outline is in it. */
  private static boolean contains(Coordinate[] ring, Coordinate[] hole) {
    for (Coordinate point : hole) {
      int location = PointLocation.locateInRing(point, ring);
      if (location != Location.BOUNDARY) {
        return location == Location.INTERIOR;
      }
    }
    return true;
  }

  private static Envelope extent(Coordinate[] ring) {
    Envelope box = new Envelope();
    for (Coordinate point : ring) {
      box.expandToInclude(point);
    }
    return box;
  }

  private static double[] flat(Coordinate[] ring) {
    double[] xy = new double[2 * ring.length];
    for (int i = 0; i < ring.length; i++) {
      xy[2 * i] = ring[i].x;
      xy[2 * i + 1] = ring[i].y;
    }
    return xy;
  }
}
