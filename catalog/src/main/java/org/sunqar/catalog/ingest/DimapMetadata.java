// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;

/** What the metadata of a DIMAP product say, in either version of the format. */
sealed interface DimapMetadata permits Dimap1, Dimap2 {

  /**
   * A file of pixels.
   *
   * @param row of the tile, from 1
   * @param col of the tile, from 1
   * @param part which bands it has, where those of one tile are in several files; from 0
   * @param href relative to the metadata
   */
  record PixelFile(int row, int col, int part, String href) {}

  /**
   * A band.
   *
   * @param id as the product names it: "B0", "XS1"
   * @param part the files that it is in
   * @param index its place in these files, from 1
   * @param commonName of STAC's eo extension
   * @param range the wavelengths between which it is sensitive (micrometres), where it is said
   * @param radiance = sample / gain + bias (W m-2 sr-1 um-1); or reflectance where the product's
   *     samples are that
   * @param irradiance of the sun above the atmosphere (W m-2 um-1)
   */
  record SpectralBand(
      String id,
      int part,
      int index,
      Optional<String> commonName,
      Optional<Range> range,
      Optional<GainBias> radiance,
      OptionalDouble irradiance) {}

  /** Wavelengths (micrometres). */
  record Range(double from, double to) {

    /** The common name that bands in the middle of these wavelengths have. */
    Optional<String> commonName() {
      double centre = (from + to) / 2;
      if (to - from > 0.25) {
        return Optional.of("pan");
      }
      return centre < 0.45
          ? Optional.of("coastal")
          : centre < 0.52
              ? Optional.of("blue")
              : centre < 0.6
                  ? Optional.of("green")
                  : centre < 0.695
                      ? Optional.of("red")
                      : centre < 0.75
                          ? Optional.of("rededge")
                          : centre < 1 ? Optional.of("nir") : Optional.of("swir16");
    }
  }

  /** value = sample / gain + bias; the gain is not zero. */
  record GainBias(double gain, double bias, boolean isReflectance) {}

  /**
   * Angles at the middle of the scene (degrees), as far as they are known.
   *
   * @param azimuth from which the satellite is seen on the ground, clockwise from north
   */
  record Angles(
      OptionalDouble incidence,
      OptionalDouble offNadir,
      OptionalDouble azimuth,
      OptionalDouble sunAzimuth,
      OptionalDouble sunElevation) {}

  /** The item's id, unique among the products of a delivery. */
  String id();

  /** "PHR", "SPOT", "PNEO", ... and the number, without a space between: "PHR1B". */
  String mission();

  Optional<String> instrument();

  /** When the middle of the scene was taken. */
  Instant time();

  /** From the first to the last line, where it is said. */
  Optional<TimeInterval> span();

  Angles angles();

  /** "SENSOR", "ORTHO", "1A", "2A", ... */
  Optional<String> processingLevel();

  /** "P", "MS", "PMS", ... */
  Optional<String> spectralProcessing();

  /** "BASIC", "REFLECTANCE", "LINEAR_STRETCH", ... */
  Optional<String> radiometricProcessing();

  /** The kind of product in the producer's words. */
  Optional<String> profile();

  /** Percent. */
  OptionalDouble cloudCover();

  /** Metres on the ground, where it is said. */
  OptionalDouble groundSampleDistance();

  List<PixelFile> files();

  /** In the order of the files. */
  List<SpectralBand> bands();

  /** Samples that are no observation. */
  OptionalDouble noData();

  /** Corners as longitude and latitude (degrees), in order. */
  List<double[]> vertices();

  /** Where the pixels of the whole image lie; empty for an image as the sensor sees it. */
  Optional<Grid> grid();

  /** Rows and columns of all tiles but the last ones; empty where there is one tile. */
  Optional<int[]> tileSize();

  /** The file of the rational polynomial coefficients, relative to the metadata. */
  Optional<String> rpc();

  /** Reads a date and a time of day in UTC, with or without a zone. */
  static Instant time(String date, String clock) {
    try {
      return LocalDate.parse(date.strip())
          .atTime(LocalTime.parse(clock.strip().replaceFirst("Z$", "")))
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          "IMAGING_DATE " + date + " and IMAGING_TIME " + clock + " are not a time",
          e);
    }
  }

  /** Reads an instant, in UTC where no zone is given; empty when it is none. */
  static Optional<Instant> instant(String text) {
    String zoned =
        text.strip().matches(".*(Z|[+-]\\d\\d:\\d\\d)$") ? text.strip() : text.strip() + "Z";
    try {
      return Optional.of(OffsetDateTime.parse(zoned).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The grid of a {@code Geoposition_Insert} in the system of a code. */
  static Optional<Grid> grid(XmlElement root, Optional<String> crsCode, int cols, int rows) {
    Optional<XmlElement> insert = root.child("Geoposition/Geoposition_Insert");
    if (insert.isEmpty() || crsCode.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Grid(
              Crs.of(crsCode.get().strip().toUpperCase(Locale.ROOT)),
              Affine.northUp(
                  insert.get().requiredNumber("ULXMAP"),
                  insert.get().requiredNumber("ULYMAP"),
                  insert.get().requiredNumber("XDIM"),
                  insert.get().requiredNumber("YDIM")),
              cols,
              rows));
    } catch (RasterException | IllegalArgumentException e) {
      return Optional.empty(); // the files may say it
    }
  }

  /** A whole number that must be there, from 1 to what a raster can have. */
  static int size(XmlElement root, String path) {
    double value = root.requiredNumber(path);
    if (!(value >= 1 && value <= 10_000_000 && value == Math.rint(value))) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          path + " is " + value + "; a number of pixels or files from 1 on was expected");
    }
    return (int) value;
  }

  /** Longitudes and latitudes of vertices. */
  static List<double[]> vertices(List<XmlElement> vertices, String lon, String lat) {
    return vertices.stream()
        .map(v -> new double[] {v.requiredNumber(lon), v.requiredNumber(lat)})
        .toList();
  }
}
