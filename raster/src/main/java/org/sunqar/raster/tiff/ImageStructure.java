// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sunqar.raster.source.ByteSource;

/**
 * How the pixels of an image are stored, in the terms of GDAL's IMAGE_STRUCTURE domain: {@code
 * COMPRESSION}, {@code INTERLEAVE}, {@code PREDICTOR}, {@code LAYOUT}, {@code MINISWHITE}, {@code
 * SOURCE_COLOR_SPACE}, and {@code NBITS}, which GDAL says of each band. {@code MAGNITUDE_OF} is
 * ours: the complex type whose magnitudes are read.
 */
final class ImageStructure {

  /** Where GDAL's header of structural metadata ends at most (bytes). */
  private static final int HEADER = 512;

  static Map<String, String> of(TiffDirectory directory, ImageLayout layout, boolean cog) {
    Map<String, String> items = new LinkedHashMap<>();
    if (layout.compression() != Codec.NONE) {
      items.put("COMPRESSION", compression(directory, layout.compression()));
    }
    boolean byPixel = layout.bands() > 1 && !layout.planar();
    items.put("INTERLEAVE", byPixel ? "PIXEL" : "BAND");
    if (cog) {
      items.put("LAYOUT", "COG");
    }
    if (directory.integer(TiffTag.PHOTOMETRIC, 1) == 0) {
      items.put("MINISWHITE", "YES");
    }
    if (layout.compression() == Codec.JPEG && isYCbCr(directory)) {
      items.put("SOURCE_COLOR_SPACE", "YCbCr");
    }
    SampleFormat format = layout.format();
    if (format.isComplex()) {
      items.put("MAGNITUDE_OF", format.complexName());
    } else if (!format.isPlain()) {
      items.put("NBITS", Integer.toString(format.bits()));
    }
    if (layout.predictor() != Predictor.NONE) {
      items.put("PREDICTOR", Integer.toString(layout.predictor()));
    }
    return Collections.unmodifiableMap(items);
  }

  private static boolean isYCbCr(TiffDirectory directory) {
    return directory.integer(TiffTag.PHOTOMETRIC, 1) == 6;
  }

  private static String compression(TiffDirectory directory, int scheme) {
    return switch (scheme) {
      case Codec.PACKBITS -> "PACKBITS";
      case Codec.LZW -> "LZW";
      case Codec.DEFLATE, Codec.OLD_DEFLATE -> "DEFLATE";
      case Codec.ZSTD -> "ZSTD";
      case Codec.JPEG -> isYCbCr(directory) ? "YCbCr JPEG" : "JPEG";
      case Codec.WEBP -> "WEBP";
      case Codec.LERC -> {
        long[] parameters = directory.integers(TiffTag.LERC_PARAMETERS, 16);
        long second = parameters.length < 2 ? BlockFormat.LERC_PLAIN : parameters[1];
        yield second == BlockFormat.LERC_DEFLATE
            ? "LERC_DEFLATE"
            : second == BlockFormat.LERC_ZSTD ? "LERC_ZSTD" : "LERC";
      }
      default -> Integer.toString(scheme);
    };
  }

  /** Whether a file says in its header that it is laid out as a COG, and was not edited since. */
  static boolean isCog(ByteSource source) {
    ByteBuffer head = ByteBuffer.allocate((int) Math.min(HEADER, source.size()));
    source.read(0, head);
    String text = new String(head.array(), StandardCharsets.ISO_8859_1);
    int at = text.indexOf("GDAL_STRUCTURAL_METADATA_SIZE=");
    return (at == 8 || at == 16)
        && text.contains("\nLAYOUT=IFDS_BEFORE_DATA\n")
        && !text.contains("\nKNOWN_INCOMPATIBLE_EDITION=YES\n");
  }

  private ImageStructure() {}
}
