// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.area;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sunqar.raster.geo.Crs;

/** Polygons out of well-known binary (ISO 13249-3), also with heights and measures. */
final class WkbPolygons {

  private static final int POLYGON = 3;
  private static final int MULTI_POLYGON = 6;
  private static final int COLLECTION = 7;
  private static final int DEEPEST = 10;

  private final AreaBuilder area;
  private final Optional<Crs> crs;

  WkbPolygons(AreaBuilder area, Optional<Crs> crs) {
    this.area = area;
    this.crs = crs;
  }

  void read(ByteBuffer wkb) {
    int before = area.count();
    try {
      geometry(wkb, 0);
    } catch (BufferUnderflowException e) {
      throw new AreaException("the file has a geometry that is cut off", e);
    }
    if (area.count() > before) {
      area.feature();
    }
  }

  private void geometry(ByteBuffer wkb, int depth) {
    if (depth > DEEPEST) {
      throw new AreaException("the file has a geometry that is nested too deep");
    }
    byte order = wkb.get();
    wkb.order(order == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    int type = wkb.getInt();
    int dimensions = 2 + (type / 1000 == 3 ? 2 : type / 1000 == 0 ? 0 : 1);
    switch (type % 1000) {
      case POLYGON -> polygon(wkb, dimensions);
      case MULTI_POLYGON, COLLECTION -> {
        int parts = count(wkb, 5);
        for (int i = 0; i < parts; i++) {
          geometry(wkb, depth + 1);
        }
      }
      case 1, 2, 4, 5 -> {
        if (depth > 0) {
          throw new AreaException(
              "the file has a collection of geometries that are not all polygons");
        }
        area.skip();
      }
      default ->
          throw new AreaException(
              "the file has a geometry of type " + type + ", of which no outline is known");
    }
  }

  private void polygon(ByteBuffer wkb, int dimensions) {
    int rings = count(wkb, 4);
    List<double[]> outlines = new ArrayList<>();
    for (int r = 0; r < rings; r++) {
      int points = count(wkb, 8 * dimensions);
      area.expect(points);
      double[] xy = new double[2 * points];
      for (int i = 0; i < points; i++) {
        xy[2 * i] = wkb.getDouble();
        xy[2 * i + 1] = wkb.getDouble();
        wkb.position(wkb.position() + 8 * (dimensions - 2));
      }
      outlines.add(xy);
    }
    if (!outlines.isEmpty()) {
      area.polygon(outlines, crs);
    }
  }

  /** A number of parts, each of at least so many bytes, which must be there. */
  private static int count(ByteBuffer wkb, int bytes) {
    int count = wkb.getInt();
    if (count < 0 || (long) count * bytes > wkb.remaining()) {
      throw new AreaException("the file has a geometry that is cut off");
    }
    return count;
  }
}
