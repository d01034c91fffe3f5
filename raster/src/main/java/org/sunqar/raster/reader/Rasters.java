// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.reader;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.jp2.Jpeg2000;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.source.Archive;
import org.sunqar.raster.source.ByteSource;
import org.sunqar.raster.source.FileSource;
import org.sunqar.raster.source.Location;
import org.sunqar.raster.source.Sources;
import org.sunqar.raster.tiff.GeoTiff;

/**
 * Opens rasters by their location ({@link Location}); the format is told by the first bytes. Every
 * failure that the data or a server are responsible for is a {@link RasterException}.
 */
public final class Rasters {

  /** Most names that a message lists. */
  private static final int SHOWN = 10;

  /** Opens a location with the shared connections. An archive has to hold just one raster. */
  public static Raster open(String location) {
    return open(Sources.shared(), location);
  }

  /** Opens a local file. */
  public static Raster open(Path file) {
    return open(FileSource.open(file));
  }

  /** Opens a location with connections of one's own. An archive has to hold just one raster. */
  public static Raster open(Sources sources, String location) {
    ByteSource source = sources.open(location);
    Optional<Format> format = format(source);
    if (format.isPresent() || !isArchive(source)) {
      return open(source, format);
    }
    List<String> inside;
    try (Archive archive = sources.openArchive(source)) {
      inside = rasters(archive, location);
    }
    if (inside.size() == 1) {
      return open(sources, inside.getFirst());
    }
    throw new RasterException(
        RasterException.Key.UNSUPPORTED,
        inside.isEmpty()
            ? source.name() + " is an archive without rasters"
            : "%s is an archive of %d rasters; name one: %s%s"
                .formatted(
                    source.name(),
                    inside.size(),
                    String.join(", ", inside.subList(0, Math.min(SHOWN, inside.size()))),
                    inside.size() > SHOWN ? ", ..." : ""));
  }

  /** Opens a source, which is closed with the result, and also when opening fails. */
  public static Raster open(ByteSource source) {
    return open(source, format(source));
  }

  private static Raster open(ByteSource source, Optional<Format> format) {
    if (format.isEmpty()) {
      source.close();
      throw new RasterException(
          RasterException.Key.NOT_A_TIFF,
          source.name() + " is not a raster of a format that is read: TIFF or JPEG 2000");
    }
    return switch (format.get()) {
      case TIFF -> GeoTiff.open(source);
      case JPEG_2000 -> Jpeg2000.open(source);
    };
  }

  /**
   * The rasters in an archive, by the ends of their names.
   *
   * @param location of a ZIP or TAR archive
   * @return a location for each, in the order of the archive
   */
  public static List<String> list(Sources sources, String location) {
    try (Archive archive = sources.openArchive(Location.parse(location))) {
      return rasters(archive, location);
    }
  }

  private static List<String> rasters(Archive archive, String location) {
    return archive.entries().stream()
        .map(Archive.Entry::name)
        .filter(name -> Format.ofName(name).isPresent())
        .map(name -> location + "!/" + name)
        .toList();
  }

  private static Optional<Format> format(ByteSource source) {
    try {
      return Format.of(source);
    } catch (RuntimeException e) {
      source.close();
      throw e;
    }
  }

  private static boolean isArchive(ByteSource source) {
    try {
      return Archive.isArchive(source);
    } catch (RuntimeException e) {
      source.close();
      throw e;
    }
  }

  private Rasters() {}
}
