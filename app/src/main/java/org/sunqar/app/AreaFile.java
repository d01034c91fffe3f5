// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.locationtech.jts.geom.Geometry;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.alert.GeoJsonReader;

/** An area that a user brings: GeoJSON polygons in longitude and latitude. */
final class AreaFile {

  /** An area of this many bytes has some 100,000 points; larger files are refused unread. */
  private static final long MOST_BYTES = 64L << 20;

  private AreaFile() {}

  static Geometry read(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    if (Files.isDirectory(file)) {
      throw new AnalysisException(
          AnalysisException.Key.AREA, file + " is a folder; the area is a GeoJSON file");
    }
    if (Files.size(file) > MOST_BYTES) {
      throw new AnalysisException(
          AnalysisException.Key.AREA, file + " is larger than 64 MiB; simplify the area");
    }
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    return GeoJsonReader.area(text, file.toString());
  }
}
