// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.util.OptionalDouble;
import org.sunqar.raster.pixel.PixelType;

/**
 * What a file says about one band. The physical value of a stored one is {@code stored * scale +
 * offset}.
 *
 * @param name description of the band as GDAL keeps it; may be empty
 * @param type how samples are stored
 * @param noData the stored value that marks pixels without a value; may be NaN for floats
 * @param scale physical units per stored unit; 1 where the file says nothing
 * @param offset physical value of a stored 0
 */
public record BandInfo(
    String name, PixelType type, OptionalDouble noData, double scale, double offset) {

  public BandInfo {
    if (!Double.isFinite(scale) || !Double.isFinite(offset)) {
      throw new IllegalArgumentException(
          "band " + name + " has scale " + scale + " and offset " + offset);
    }
  }

  /** A band without no-data value whose stored values are the physical ones. */
  public static BandInfo of(String name, PixelType type) {
    return new BandInfo(name, type, OptionalDouble.empty(), 1, 0);
  }

  /** A band whose stored values are the physical ones. */
  public static BandInfo of(String name, PixelType type, double noData) {
    return new BandInfo(name, type, OptionalDouble.of(noData), 1, 0);
  }

  public BandInfo withScale(double scale, double offset) {
    return new BandInfo(name, type, noData, scale, offset);
  }
}
