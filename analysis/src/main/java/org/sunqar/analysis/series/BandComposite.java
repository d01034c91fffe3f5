// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.series;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Composites of spectra: one spectrum that stands for many. */
public enum BandComposite {
  /** {@link GeometricMedian}, with its scatter. */
  GEOMEDIAN,
  /** {@link Medoid}. */
  MEDOID,
  /** The date of the greatest NDVI ({@link BestDate}). */
  MAX_NDVI;

  /** The name on the command line: lower case, with a hyphen. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The composite of this name. */
  public static Optional<BandComposite> named(String text) {
    for (BandComposite each : values()) {
      if (each.text().equals(text)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** Whether it is one of the spectra, with a date. */
  public boolean isMeasured() {
    return this != GEOMEDIAN;
  }

  /**
   * The spectrum that is chosen; empty for {@link #GEOMEDIAN}, and without an observation.
   *
   * @param spectra one for each date
   * @param red position of the red band
   * @param nir position of the near-infrared band
   */
  public OptionalInt choose(double[][] spectra, int red, int nir) {
    return switch (this) {
      case GEOMEDIAN -> OptionalInt.empty();
      case MEDOID -> Medoid.of(spectra);
      case MAX_NDVI -> {
        double[] ndvi = new double[spectra.length];
        for (int t = 0; t < ndvi.length; t++) {
          double sum = spectra[t][nir] + spectra[t][red];
          ndvi[t] = sum > 0 ? (spectra[t][nir] - spectra[t][red]) / sum : Double.NaN;
        }
        yield BestDate.greatest(ndvi);
      }
    };
  }
}
