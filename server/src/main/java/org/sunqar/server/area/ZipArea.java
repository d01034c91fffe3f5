// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.area;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Crs;

/**
 * Polygons out of an archive: a Shapefile, KMZ, or one of the other formats packed. Nothing of it
 * is written to the disk under a name of the archive's; what it unpacks to is bounded, whatever its
 * headers say.
 */
final class ZipArea {

  private static final int MOST_ENTRIES = 1000;

  /** Bytes that all entries together may unpack to. */
  private static final long MOST_UNPACKED = 64L << 20;

  /** Times that an archive may grow: text packs to a tenth or so, a bomb to a thousandth. */
  private static final long MOST_RATIO = 200;

  private static final long SMALL = 1 << 20;

  /** What is read of it, by name in lower case. */
  private final Map<String, byte[]> files = new TreeMap<>();

  private ZipArea() {}

  static void read(byte[] bytes, AreaBuilder area) {
    ZipArea zip = new ZipArea();
    try {
      zip.unpack(bytes);
    } catch (IOException | IllegalArgumentException e) {
      throw new AreaException("the archive is damaged: " + e.getMessage(), e);
    }
    zip.polygons(area);
  }

  private void unpack(byte[] bytes) throws IOException {
    byte[] piece = new byte[1 << 16];
    long unpacked = 0;
    int entries = 0;
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (++entries > MOST_ENTRIES) {
          throw new AreaException("the archive has more than " + MOST_ENTRIES + " files");
        }
        String name = entry.getName().toLowerCase(Locale.ROOT).replace('\\', '/');
        boolean wanted =
            name.matches(".*\\.(shp|prj|kml|gpkg|geojson|json)") && !name.startsWith("__macosx/");
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
          unpacked += n;
          if (unpacked > MOST_UNPACKED
              || (unpacked > SMALL && unpacked > MOST_RATIO * bytes.length)) {
            throw new AreaException(
                "the archive of %d bytes unpacks to more than %d bytes, too many for an area"
                    .formatted(
                        bytes.length,
                        Math.min(MOST_UNPACKED, Math.max(SMALL, MOST_RATIO * bytes.length))));
          }
          if (wanted) {
            content.write(piece, 0, n);
          }
        }
        if (wanted) {
          files.putIfAbsent(name, content.toByteArray());
        }
      }
    }
  }

  private void polygons(AreaBuilder area) {
    boolean shapefile = false;
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      if (file.getKey().endsWith(".shp")) {
        shapefile = true;
        String stem = file.getKey().substring(0, file.getKey().length() - ".shp".length());
        area.name(stem.substring(stem.lastIndexOf('/') + 1));
        ShapefileArea.read(file.getValue(), crs(stem), area);
      }
    }
    if (shapefile) {
      return;
    }
    boolean kml = false;
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      if (file.getKey().endsWith(".kml")) { // the main one may only lead to others
        kml = true;
        KmlArea.read(file.getValue(), area);
      }
    }
    if (kml) {
      return;
    }
    byte[] other =
        first(".gpkg")
            .or(() -> first(".geojson"))
            .or(() -> first(".json"))
            .orElseThrow(() ->
                new AreaException(
                    "the archive holds no area: no Shapefile (.shp and .prj), KML, GeoPackage or"
                        + " GeoJSON"));
    AreaReader.readPlain(other, area);
  }

  private Optional<byte[]> first(String ending) {
    return files.entrySet().stream()
        .filter(file -> file.getKey().endsWith(ending))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private Crs crs(String stem) {
    byte[] prj = files.get(stem + ".prj");
    if (prj == null) {
      throw new AreaException(
          "the Shapefile has no .prj, so nobody knows what its coordinates are; add it to the"
              + " archive");
    }
    try {
      return Crs.of(new String(prj, StandardCharsets.UTF_8).strip());
    } catch (RasterException e) {
      throw new AreaException(
          "the .prj of the Shapefile cannot be understood: " + e.getMessage(), e);
    }
  }
}
