// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tiles;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Formulas that have a name, with colours and a range that suit them: what {@code expression=ndvi}
 * means where no band is called so. Values are reflectance (0..1), as in {@link
 * org.sunqar.analysis.cube.SpectralIndex}, where the sources are.
 */
enum Preset {
  NDVI("(nir-red)/(nir+red)", List.of("nir", "red"), "rdylgn", -0.2, 0.9),
  NDMI("(nir-swir16)/(nir+swir16)", List.of("nir", "swir16"), "brbg", -0.6, 0.6),
  NBR("(nir-swir22)/(nir+swir22)", List.of("nir", "swir22"), "brbg", -0.6, 0.8),
  NDWI("(green-nir)/(green+nir)", List.of("green", "nir"), "rdbu", -0.8, 0.8),
  MNDWI("(green-swir16)/(green+swir16)", List.of("green", "swir16"), "rdbu", -0.8, 0.8),
  NDBI("(swir16-nir)/(swir16+nir)", List.of("swir16", "nir"), "puor_r", -0.6, 0.6),
  SAVI("1.5*(nir-red)/(nir+red+0.5)", List.of("nir", "red"), "rdylgn", -0.2, 0.9),
  EVI("2.5*(nir-red)/(nir+6*red-7.5*blue+1)", List.of("nir", "red", "blue"), "rdylgn", -0.2, 0.9);

  private final String formula;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> bands;

  private final String colors;
  private final double low;
  private final double high;

  Preset(String formula, List<String> bands, String colors, double low, double high) {
    this.formula = formula;
    this.bands = bands;
    this.colors = colors;
    this.low = low;
    this.high = high;
  }

  static Optional<Preset> of(String name) {
    for (Preset preset : values()) {
      if (preset.name().equalsIgnoreCase(name.strip())) {
        return Optional.of(preset);
      }
    }
    return Optional.empty();
  }

  /** The name as it is written in parameters. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  String formula() {
    return formula;
  }

  List<String> bands() {
    return bands;
  }

  String colors() {
    return colors;
  }

  double low() {
    return low;
  }

  double high() {
    return high;
  }
}
