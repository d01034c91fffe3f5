// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.simulate;

import java.util.Optional;

/**
 * Kinds of planted change. Each mixes the land's spectrum with a target: {@code (1 - c) land + c
 * target}, where {@code c} depends on the years {@code y} since the event and on its severity
 * {@code s}.
 *
 * <p>Target spectra (blue, green, red, nir, swir16, swir22) are rounded values, typical of the
 * materials in public spectral libraries (USGS Spectral Library 7, Kokaly et al. 2017; ECOSTRESS,
 * Meerdink et al. 2019) at the bands of Landsat's ETM+. They are representatives, not measurements.
 */
public enum EventType {
  /**
   * Vegetation removed at once; bare soil. {@code c = s exp(-max(0, y - 1) / 6)}: nothing grows for
   * a year, then slowly.
   */
  CLEARING(1, 0.75, 0.95, Spectrum.SOIL) {
    @Override
    double coverAfter(double years, double severity) {
      return severity * StrictMath.exp(-Math.max(0, years - 1) / 6);
    }
  },
  /** Burnt: char and ash. {@code c = s exp(-y / 0.8)}. */
  FIRE(2, 0.6, 0.9, Spectrum.CHAR) {
    @Override
    double coverAfter(double years, double severity) {
      return severity * StrictMath.exp(-years / 0.8);
    }
  },
  /** Thinned bit by bit from the event's date on: {@code c = min(s, s y / 2)}. */
  GRADUAL_LOSS(3, 0.6, 0.9, Spectrum.SOIL) {
    @Override
    double coverAfter(double years, double severity) {
      return Math.min(severity, severity * years / 2);
    }
  },
  /** Bright roofs and concrete, for good: {@code c = s}. */
  BUILDING(4, 0.75, 0.95, Spectrum.IMPERVIOUS) {
    @Override
    double coverAfter(double years, double severity) {
      return severity;
    }
  };

  private final int code;
  private final double minSeverity;
  private final double maxSeverity;
  private final Spectrum spectrum;

  EventType(int code, double minSeverity, double maxSeverity, Spectrum spectrum) {
    this.code = code;
    this.minSeverity = minSeverity;
    this.maxSeverity = maxSeverity;
    this.spectrum = spectrum;
  }

  /** The value in truth rasters, 1..4; 0 is no event. */
  public int code() {
    return code;
  }

  /** The type of a truth raster's value; empty for 0. */
  public static Optional<EventType> ofCode(int code) {
    for (EventType type : values()) {
      if (type.code == code) {
        return Optional.of(type);
      }
    }
    if (code != 0) {
      throw new IllegalArgumentException("event type " + code + " is not in 0..4");
    }
    return Optional.empty();
  }

  /** Share of the pixel that shows the target spectrum, {@code years} (0 or more) after. */
  abstract double coverAfter(double years, double severity);

  double severity(double share) {
    return minSeverity + (maxSeverity - minSeverity) * share;
  }

  Spectrum spectrum() {
    return spectrum;
  }

  /** True for changes that need vegetation to take away. */
  boolean needsVegetation() {
    return this != BUILDING;
  }
}
