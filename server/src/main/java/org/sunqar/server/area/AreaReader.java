// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.area;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalDouble;

/** Reads an area out of a file of one of the usual formats, which is told by its first bytes. */
final class AreaReader {

  private static final byte[] SQLITE = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  private AreaReader() {}

  /**
   * The area of a file.
   *
   * @param simplify how far outlines may move (metres); empty leaves them as they are
   * @throws AreaException when the file has none that is taken
   */
  static Area read(byte[] bytes, OptionalDouble simplify) {
    AreaBuilder area = new AreaBuilder();
    if (bytes.length > 4 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] == 3 && bytes[3] == 4) {
      ZipArea.read(bytes, area);
    } else {
      readPlain(bytes, area);
    }
    return area.build(simplify);
  }

  /** The same without archives, of which none is in another. */
  static void readPlain(byte[] bytes, AreaBuilder area) {
    if (bytes.length == 0) {
      throw new AreaException("the file is empty");
    }
    if (bytes.length >= SQLITE.length
        && Arrays.equals(bytes, 0, SQLITE.length, SQLITE, 0, SQLITE.length)) {
      GeoPackageArea.read(bytes, area);
      return;
    }
    int start = 0;
    if (bytes.length > 3 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb) {
      start = 3; // the mark of UTF-8
    }
    while (start < bytes.length && bytes[start] <= ' ' && bytes[start] >= 0) {
      start++;
    }
    byte first = start < bytes.length ? bytes[start] : 0;
    switch (first) {
      case '{' -> GeoJsonArea.read(Arrays.copyOfRange(bytes, start, bytes.length), area);
      case '<' -> KmlArea.read(Arrays.copyOfRange(bytes, start, bytes.length), area);
      default ->
          throw new AreaException(
              "the file is none of those that areas are read from: GeoJSON, KML or KMZ, GeoPackage,"
                  + " or a zip with a Shapefile and its .prj");
    }
  }
}
