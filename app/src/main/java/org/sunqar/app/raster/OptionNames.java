// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Resampling;
import org.sunqar.raster.tiff.Compression;
import picocli.CommandLine;

/** Values of options under the names that GDAL's users know. */
final class OptionNames {

  /** {@code uint16} or {@code UInt16}, {@code uint8} or {@code Byte}. */
  static final class Type implements CommandLine.ITypeConverter<PixelType> {
    @Override
    public PixelType convert(String text) {
      return GdalNames.type(text)
          .orElseThrow(() ->
              new CommandLine.TypeConversionException(
                  "'" + text + "' is not a type; there are " + GdalNames.types()));
    }
  }

  /** The names of gdalwarp's {@code -r}, such as {@code cubicspline}; its short ones, too. */
  static final class Method implements CommandLine.ITypeConverter<Resampling> {
    @Override
    public Resampling convert(String text) {
      try {
        return switch (text.toLowerCase(Locale.ROOT)) {
          case "near" -> Resampling.NEAREST;
          case "med" -> Resampling.MEDIAN;
          default -> Resampling.ofOptionName(text);
        };
      } catch (IllegalArgumentException _) {
        String names =
            Arrays.stream(Resampling.values())
                .map(Resampling::optionName)
                .collect(Collectors.joining(", "));
        throw new CommandLine.TypeConversionException(
            "'" + text + "' is not a resampling; there are " + names);
      }
    }
  }

  /** The names of compressions; a hyphen is as good as an underscore. */
  static final class Codec implements CommandLine.ITypeConverter<Compression> {
    @Override
    public Compression convert(String text) {
      for (Compression compression : Compression.values()) {
        if (compression.name().equalsIgnoreCase(text.replace('-', '_'))) {
          return compression;
        }
      }
      String names =
          Arrays.stream(Compression.values())
              .map(compression -> compression.name().toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(", "));
      throw new CommandLine.TypeConversionException(
          "'" + text + "' is not a compression; there are " + names);
    }
  }

  private OptionNames() {}
}
