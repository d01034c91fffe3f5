// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sunqar.raster.pixel.PixelType;

/** GDAL's names of things, where they differ from those of STAC, rasterio and numpy. */
final class GdalNames {

  /** The name that gdalinfo prints: {@code Byte}, {@code UInt16}, {@code Float32}, ... */
  static String of(PixelType type) {
    return switch (type) {
      case UINT8 -> "Byte";
      case INT8 -> "Int8";
      case UINT16 -> "UInt16";
      case INT16 -> "Int16";
      case UINT32 -> "UInt32";
      case INT32 -> "Int32";
      case UINT64 -> "UInt64";
      case INT64 -> "Int64";
      case FLOAT32 -> "Float32";
      case FLOAT64 -> "Float64";
    };
  }

  /** The type of a name in GDAL's or rasterio's manner, in any case. */
  static Optional<PixelType> type(String name) {
    return Arrays.stream(PixelType.values())
        .filter(type -> type.stacName().equalsIgnoreCase(name) || of(type).equalsIgnoreCase(name))
        .findFirst();
  }

  /** All types in rasterio's manner, for a sentence. */
  static String types() {
    return Arrays.stream(PixelType.values())
        .map(type -> type.stacName().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  private GdalNames() {}
}
