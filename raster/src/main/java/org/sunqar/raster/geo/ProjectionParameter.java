// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.geo;

/** The parameters of the map projections that are spelled out, in the units of each. */
public enum ProjectionParameter {
  /** Latitude of the natural, false or projection origin (degrees). */
  LATITUDE_OF_ORIGIN,
  /** Longitude of the natural, false or projection origin: the central meridian (degrees). */
  LONGITUDE_OF_ORIGIN,
  /** First or only standard parallel (degrees). */
  STANDARD_PARALLEL_1,
  /** Second standard parallel (degrees). */
  STANDARD_PARALLEL_2,
  /** Azimuth of the initial line; co-latitude of the cone's axis of Krovak (degrees). */
  AZIMUTH,
  /** Angle from the rectified to the skew grid (degrees). */
  RECTIFIED_GRID_ANGLE,
  /** Scale factor at the origin (1). */
  SCALE_FACTOR,
  /** Easting of the origin (CRS units). */
  FALSE_EASTING,
  /** Northing of the origin (CRS units). */
  FALSE_NORTHING;

  boolean isAngle() {
    return switch (this) {
      case LATITUDE_OF_ORIGIN,
          LONGITUDE_OF_ORIGIN,
          STANDARD_PARALLEL_1,
          STANDARD_PARALLEL_2,
          AZIMUTH,
          RECTIFIED_GRID_ANGLE ->
          true;
      case SCALE_FACTOR, FALSE_EASTING, FALSE_NORTHING -> false;
    };
  }

  boolean isLength() {
    return this == FALSE_EASTING || this == FALSE_NORTHING;
  }

  /** The value where a definition does not give one. */
  double defaultValue() {
    return this == SCALE_FACTOR ? 1 : 0;
  }
}
