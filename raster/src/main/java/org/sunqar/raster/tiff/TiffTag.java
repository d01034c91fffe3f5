// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Tag numbers of TIFF 6.0, its supplements, GeoTIFF and GDAL. */
final class TiffTag {

  static final int NEW_SUBFILE_TYPE = 254;
  static final int IMAGE_WIDTH = 256;
  static final int IMAGE_LENGTH = 257;
  static final int BITS_PER_SAMPLE = 258;
  static final int COMPRESSION = 259;
  static final int PHOTOMETRIC = 262;
  static final int FILL_ORDER = 266;
  static final int STRIP_OFFSETS = 273;
  static final int SAMPLES_PER_PIXEL = 277;
  static final int ROWS_PER_STRIP = 278;
  static final int STRIP_BYTE_COUNTS = 279;
  static final int MIN_SAMPLE_VALUE = 280;
  static final int MAX_SAMPLE_VALUE = 281;
  static final int X_RESOLUTION = 282;
  static final int Y_RESOLUTION = 283;
  static final int PLANAR_CONFIGURATION = 284;
  static final int RESOLUTION_UNIT = 296;
  static final int PREDICTOR = 317;
  static final int COLOR_MAP = 320;
  static final int TILE_WIDTH = 322;
  static final int TILE_LENGTH = 323;
  static final int TILE_OFFSETS = 324;
  static final int TILE_BYTE_COUNTS = 325;
  static final int EXTRA_SAMPLES = 338;
  static final int SAMPLE_FORMAT = 339;
  static final int JPEG_TABLES = 347;
  static final int YCBCR_SUBSAMPLING = 530;
  static final int MODEL_PIXEL_SCALE = 33550;
  static final int MODEL_TIEPOINT = 33922;
  static final int MODEL_TRANSFORMATION = 34264;
  static final int GEO_KEY_DIRECTORY = 34735;
  static final int GEO_DOUBLE_PARAMS = 34736;
  static final int GEO_ASCII_PARAMS = 34737;
  static final int GDAL_METADATA = 42112;
  static final int GDAL_NODATA = 42113;
  static final int LERC_PARAMETERS = 50674;
  static final int RPC_COEFFICIENT = 50844;

  /** ASCII tags that GDAL reports as dataset metadata, with its names for them. */
  static final Map<Integer, String> ASCII_NAMES =
      new TreeMap<>(
          Map.of(
              269, "TIFFTAG_DOCUMENTNAME",
              270, "TIFFTAG_IMAGEDESCRIPTION",
              305, "TIFFTAG_SOFTWARE",
              306, "TIFFTAG_DATETIME",
              315, "TIFFTAG_ARTIST",
              316, "TIFFTAG_HOSTCOMPUTER",
              33432, "TIFFTAG_COPYRIGHT"));

  private static final Set<Integer> STRUCTURE =
      Set.of(
          NEW_SUBFILE_TYPE,
          IMAGE_WIDTH,
          IMAGE_LENGTH,
          BITS_PER_SAMPLE,
          COMPRESSION,
          PHOTOMETRIC,
          FILL_ORDER,
          STRIP_OFFSETS,
          SAMPLES_PER_PIXEL,
          ROWS_PER_STRIP,
          STRIP_BYTE_COUNTS,
          MIN_SAMPLE_VALUE,
          MAX_SAMPLE_VALUE,
          X_RESOLUTION,
          Y_RESOLUTION,
          PLANAR_CONFIGURATION,
          RESOLUTION_UNIT,
          PREDICTOR,
          COLOR_MAP,
          TILE_WIDTH,
          TILE_LENGTH,
          TILE_OFFSETS,
          TILE_BYTE_COUNTS,
          EXTRA_SAMPLES,
          SAMPLE_FORMAT,
          JPEG_TABLES,
          LERC_PARAMETERS,
          MODEL_PIXEL_SCALE,
          MODEL_TIEPOINT,
          MODEL_TRANSFORMATION,
          GEO_KEY_DIRECTORY,
          GEO_DOUBLE_PARAMS,
          GEO_ASCII_PARAMS,
          GDAL_METADATA,
          GDAL_NODATA,
          RPC_COEFFICIENT);

  /** Whether the reader uses the tag; others are not kept, however many a file has. */
  static boolean isRead(int tag) {
    return STRUCTURE.contains(tag) || ASCII_NAMES.containsKey(tag);
  }

  private TiffTag() {}
}
