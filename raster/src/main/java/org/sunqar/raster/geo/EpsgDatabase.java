// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.geo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.apache.sis.io.wkt.Convention;
import org.apache.sis.referencing.CRS;
import org.apache.sis.referencing.CommonCRS;
import org.apache.sis.referencing.crs.AbstractCRS;
import org.apache.sis.referencing.cs.AxesConvention;
import org.apache.sis.referencing.operation.transform.DefaultMathTransformFactory;
import org.opengis.referencing.crs.CoordinateReferenceSystem;
import org.opengis.referencing.crs.ProjectedCRS;
import org.opengis.referencing.crs.SingleCRS;
import org.opengis.referencing.operation.MathTransform;
import org.opengis.util.FactoryException;
import org.sunqar.raster.RasterException;

/**
 * The EPSG geodetic dataset that comes with Apache SIS, an embedded Derby database that takes
 * seconds to open. What was looked up is kept as text in {@code $XDG_CACHE_HOME/sunqar/crs} or
 * {@code ~/.cache/sunqar/crs}; where that cannot be written, every run looks it up again.
 */
final class EpsgDatabase {

  /** Version of what the cache files hold; part of their names, so that old ones are not read. */
  private static final String EDITION = "epsg12-1";

  static {
    SisSetup.apply();
  }

  /**
   * The definition of a code as WKT 2.
   *
   * @throws RasterException with key CRS when there is no such system
   */
  static String wkt(int code) {
    return cached("crs-" + code, () -> text(lookUp(code)));
  }

  /** From longitude and latitude (degrees) of the datum that a system is built on to WGS 84. */
  static MathTransform toWgs84(int code) {
    String text = cached("to-wgs84-" + code, () -> operation(code).toWKT());
    try {
      return DefaultMathTransformFactory.provider().createFromWKT(text);
    } catch (FactoryException e) {
      return operation(code);
    }
  }

  private static String text(CoordinateReferenceSystem crs) {
    return AbstractCRS.castOrCopy(crs).toString(Convention.WKT2);
  }

  private static MathTransform operation(int code) {
    SingleCRS crs = CRS.getHorizontalComponent(lookUp(code));
    CoordinateReferenceSystem base =
        crs instanceof ProjectedCRS projected ? projected.getBaseCRS() : crs;
    try {
      return CRS.findOperation(
              AbstractCRS.castOrCopy(base).forConvention(AxesConvention.NORMALIZED),
              CommonCRS.WGS84.normalizedGeographic(),
              null)
          .getMathTransform();
    } catch (FactoryException e) {
      throw new RasterException(
          RasterException.Key.CRS,
          "EPSG:" + code + " cannot be brought to WGS 84: " + e.getMessage(),
          e);
    }
  }

  private static CoordinateReferenceSystem lookUp(int code) {
    try {
      return CRS.forCode("EPSG:" + code);
    } catch (FactoryException | RuntimeException e) {
      throw new RasterException(
          RasterException.Key.CRS,
          "EPSG:" + code + " is not a known coordinate reference system",
          e);
    }
  }

  /** What makes an entry of the cache. */
  private interface Source {
    String text();
  }

  private static String cached(String entry, Source source) {
    Optional<Path> file = folder().map(f -> f.resolve(EDITION + "-" + entry + ".wkt"));
    if (file.isPresent()) {
      try {
        if (Files.isRegularFile(file.get()) && Files.size(file.get()) < 1 << 20) {
          String text = Files.readString(file.get());
          if (!text.isBlank()) { // as a crash of the machine may leave it
            return text;
          }
        }
      } catch (IOException e) {
        // as if it were not there
      }
    }
    String text = source.text();
    file.ifPresent(f -> write(f, text));
    return text;
  }

  /** Written aside and renamed, so that no process sees half of it; failure costs only time. */
  private static void write(Path file, String text) {
    try {
      Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
      Path temporary = Files.createTempFile(folder, "crs", ".tmp");
      try {
        Files.write(temporary, text.getBytes(StandardCharsets.UTF_8));
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      // the next run looks it up again
    }
  }

  private static Optional<Path> folder() {
    String base = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
    try {
      Path cache =
          base.isEmpty() ? Path.of(System.getProperty("user.home", ""), ".cache") : Path.of(base);
      return cache.isAbsolute()
          ? Optional.of(cache.resolve("sunqar").resolve("crs"))
          : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private EpsgDatabase() {}
}
