// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.GroundControl;
import org.sunqar.raster.geo.Rpc;
import org.sunqar.raster.pixel.BandInfo;

/**
 * Everything that is said about the pixels of one image.
 *
 * @param grid where they lie
 * @param bands what they are
 * @param metadata items about the whole
 * @param structure how they are stored
 * @param groundControl points, where they are not part of an affine position
 * @param rpc rational polynomial coefficients
 */
record ImageDescription(
    Grid grid,
    List<BandInfo> bands,
    Map<String, String> metadata,
    Map<String, String> structure,
    Optional<GroundControl> groundControl,
    Optional<Rpc> rpc) {

  /** Largest text tag that is read (bytes). */
  private static final int MAX_TEXT = 16 << 20;

  /** Of the full image of a file. */
  static ImageDescription of(TiffDirectory directory, ImageLayout layout, Siblings siblings) {
    PamFile pam = siblings.pam();
    GdalMetadata gdal =
        directory
            .text(TiffTag.GDAL_METADATA, GdalMetadata.MAX_BYTES)
            .map(GdalMetadata::parse)
            .orElse(GdalMetadata.EMPTY)
            .overriddenBy(pam.metadata());
    Georeference place = Georeference.of(directory, pam, siblings);
    boolean cog = ImageStructure.isCog(directory.source());
    return new ImageDescription(
        new Grid(place.crs(), place.affine(), layout.width(), layout.height()),
        BandDescriptions.of(directory, layout, gdal, pam),
        metadata(directory, place, gdal),
        ImageStructure.of(directory, layout, cog),
        place.groundControl(),
        RpcReader.ofTag(directory).or(siblings::rpc));
  }

  /** Of a reduced version of this image. */
  ImageDescription reduced(TiffDirectory directory, ImageLayout layout) {
    return new ImageDescription(
        coarse(layout.width(), layout.height()),
        bands,
        Map.of(),
        ImageStructure.of(directory, layout, false),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * The grid of an overview. Where its size is that of halving once or more with a last partial
   * pixel, its pixels are that many times as large; else the overview covers the same area.
   */
  private Grid coarse(int width, int height) {
    int factor = (int) Math.rint((double) grid.width() / width);
    Grid halved = grid.coarsened(factor);
    if (halved.width() == width && halved.height() == height) {
      return halved;
    }
    double factorX = (double) grid.width() / width;
    double factorY = (double) grid.height() / height;
    return new Grid(grid.crs(), grid.affine().scaled(factorX, factorY), width, height);
  }

  private static Map<String, String> metadata(
      TiffDirectory directory, Georeference place, GdalMetadata gdal) {
    Map<String, String> metadata = new LinkedHashMap<>();
    place.pixelIs().ifPresent(value -> metadata.put("AREA_OR_POINT", value));
    TiffTag.ASCII_NAMES.forEach(
        (tag, name) -> directory.text(tag, MAX_TEXT).ifPresent(text -> metadata.put(name, text)));
    resolution(directory, TiffTag.X_RESOLUTION)
        .ifPresent(value -> metadata.put("TIFFTAG_XRESOLUTION", value));
    resolution(directory, TiffTag.Y_RESOLUTION)
        .ifPresent(value -> metadata.put("TIFFTAG_YRESOLUTION", value));
    number(directory, TiffTag.MIN_SAMPLE_VALUE)
        .ifPresent(value -> metadata.put("TIFFTAG_MINSAMPLEVALUE", value));
    number(directory, TiffTag.MAX_SAMPLE_VALUE)
        .ifPresent(value -> metadata.put("TIFFTAG_MAXSAMPLEVALUE", value));
    number(directory, TiffTag.RESOLUTION_UNIT)
        .map(ImageDescription::resolutionUnit)
        .ifPresent(value -> metadata.put("TIFFTAG_RESOLUTIONUNIT", value));
    metadata.putAll(gdal.items());
    return Collections.unmodifiableMap(metadata);
  }

  /** A fraction with the digits that GDAL prints; nothing of another type is worth a refusal. */
  private static Optional<String> resolution(TiffDirectory directory, int tag) {
    return directory
        .field(tag)
        .filter(f -> f.type() == TiffField.RATIONAL && f.count() == 1)
        .map(f -> f.doubles(1)[0])
        .filter(Double::isFinite)
        .map(value ->
            new BigDecimal(value).round(new MathContext(8)).stripTrailingZeros().toPlainString());
  }

  private static Optional<String> number(TiffDirectory directory, int tag) {
    return directory
        .field(tag)
        .filter(f -> f.type() == TiffField.SHORT && f.count() >= 1)
        .map(f -> Long.toString(f.integer()));
  }

  private static String resolutionUnit(String number) {
    return switch (number) {
      case "1" -> "1 (unitless)";
      case "2" -> "2 (pixels/inch)";
      case "3" -> "3 (pixels/cm)";
      default -> number;
    };
  }
}
