// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.geopackage;

import java.util.Arrays;
import java.util.OptionalInt;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.sunqar.catalog.CatalogException;

/** Geometries as GeoPackages store them (OGC 12-128r18, 2.1.3): a header, and WKB. */
final class GeoPackageGeometry {

  private static final int EXTENDED = 0b10_0000;
  private static final int EMPTY = 0b1_0000;

  private final WKBReader wkb;
  private final Geometry nothing;

  GeoPackageGeometry(GeometryFactory factory) {
    wkb = new WKBReader(factory);
    nothing = factory.createGeometryCollection();
  }

  /**
   * Parses a geometry.
   *
   * @param where for the message
   * @throws CatalogException CORRUPT
   */
  Geometry read(byte[] blob, String where) {
    if (blob.length < 8 || blob[0] != 'G' || blob[1] != 'P') {
      throw corrupt(where, "a geometry without its header");
    }
    int flags = blob[3];
    OptionalInt wkbStart = PackageFile.wkbStart(flags);
    if (wkbStart.isEmpty() || (flags & EXTENDED) != 0) {
      throw corrupt(where, "a geometry of a kind that is not known");
    }
    int start = wkbStart.getAsInt();
    if ((flags & EMPTY) != 0) {
      return nothing;
    }
    if (start >= blob.length) {
      throw corrupt(where, "a geometry that ends too early");
    }
    try {
      return wkb.read(Arrays.copyOfRange(blob, start, blob.length));
    } catch (ParseException | RuntimeException | StackOverflowError e) {
      throw new CatalogException(
          CatalogException.Key.CORRUPT,
          where + " has a geometry that is not WKB: " + e.getMessage(),
          e);
    }
  }

  private static CatalogException corrupt(String where, String how) {
    return new CatalogException(CatalogException.Key.CORRUPT, where + " has " + how);
  }
}
