// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.pixel;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a file says about one band. The physical value of a stored one is {@code stored * scale +
 * offset}.
 *
 * @param name description of the band as GDAL keeps it; may be empty
 * @param type how samples are stored
 * @param noData the stored value that marks pixels without a value; may be NaN for floats
 * @param scale physical units per stored unit; 1 where the file says nothing
 * @param offset physical value of a stored 0
 * @param unit of physical values; empty where the file says nothing
 * @param color what the band means in a picture
 * @param palette colours of the values from 0 on, as {@code 0xAARRGGBB}; empty without a palette
 * @param metadata other items about the band, such as GDAL's {@code STATISTICS_*}, in file order
 */
public record BandInfo(
    String name,
    PixelType type,
    OptionalDouble noData,
    double scale,
    double offset,
    String unit,
    ColorInterpretation color,
    List<Integer> palette,
    Map<String, String> metadata) {

  public BandInfo {
    if (!Double.isFinite(scale) || !Double.isFinite(offset)) {
      throw new IllegalArgumentException(
          "band " + name + " has scale " + scale + " and offset " + offset);
    }
    palette = List.copyOf(palette);
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /** A band without unit, palette, colour or further items. */
  public BandInfo(String name, PixelType type, OptionalDouble noData, double scale, double offset) {
    this(name, type, noData, scale, offset, "", ColorInterpretation.UNDEFINED, List.of(), Map.of());
  }

  /** A band without no-data value whose stored values are the physical ones. */
  public static BandInfo of(String name, PixelType type) {
    return new BandInfo(name, type, OptionalDouble.empty(), 1, 0);
  }

  /** A band whose stored values are the physical ones. */
  public static BandInfo of(String name, PixelType type, double noData) {
    return new BandInfo(name, type, OptionalDouble.of(noData), 1, 0);
  }

  public BandInfo withName(String name) {
    return new BandInfo(name, type, noData, scale, offset, unit, color, palette, metadata);
  }

  /** Another type and no-data value for the same physical quantity. */
  public BandInfo withType(PixelType type, OptionalDouble noData) {
    return new BandInfo(name, type, noData, scale, offset, unit, color, palette, metadata);
  }

  public BandInfo withNoData(OptionalDouble noData) {
    return withType(type, noData);
  }

  public BandInfo withScale(double scale, double offset) {
    return new BandInfo(name, type, noData, scale, offset, unit, color, palette, metadata);
  }

  public BandInfo withUnit(String unit) {
    return new BandInfo(name, type, noData, scale, offset, unit, color, palette, metadata);
  }

  public BandInfo withColor(ColorInterpretation color) {
    return new BandInfo(name, type, noData, scale, offset, unit, color, palette, metadata);
  }

  public BandInfo withPalette(List<Integer> palette) {
    return new BandInfo(
        name,
        type,
        noData,
        scale,
        offset,
        unit,
        palette.isEmpty() ? color : ColorInterpretation.PALETTE,
        palette,
        metadata);
  }

  public BandInfo withMetadata(Map<String, String> metadata) {
    return new BandInfo(name, type, noData, scale, offset, unit, color, palette, metadata);
  }

  /** Whether a stored value stands for no value: the no-data value, or NaN. */
  public boolean isMissing(double stored) {
    return Double.isNaN(stored) || (noData.isPresent() && stored == noData.getAsDouble());
  }
}
