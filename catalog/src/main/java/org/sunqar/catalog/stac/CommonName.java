// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.stac;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The common band names of STAC's eo extension 2.0.0, and the other words that people write for
 * them.
 */
public final class CommonName {

  private static final Set<String> NAMES =
      Set.of(
          "pan",
          "coastal",
          "blue",
          "green",
          "green05",
          "yellow",
          "red",
          "rededge",
          "rededge071",
          "rededge075",
          "rededge078",
          "nir",
          "nir08",
          "nir09",
          "cirrus",
          "swir16",
          "swir22",
          "lwir",
          "lwir11",
          "lwir12");

  private static final Map<String, String> ALIASES =
      Map.of(
          "swir1", "swir16",
          "swir2", "swir22",
          "swir_1", "swir16",
          "swir_2", "swir22",
          "panchromatic", "pan",
          "thermal", "lwir");

  private CommonName() {}

  /** The common name that a band's own name stands for, in any case; "swir1" is "swir16". */
  public static Optional<String> of(String bandName) {
    String lower = bandName.strip().toLowerCase(Locale.ROOT);
    String name = ALIASES.getOrDefault(lower, lower);
    return NAMES.contains(name) ? Optional.of(name) : Optional.empty();
  }

  /**
   * Whether a band of one common name serves where another was asked for: the near infrared of
   * Landsat 4-7 is {@code nir}, that of Landsat 8-9 is {@code nir08}, and an index asks for "nir".
   */
  static boolean serves(String commonName, String wanted) {
    return switch (wanted) {
      case "nir" -> commonName.equals("nir08");
      case "nir08" -> commonName.equals("nir");
      default -> false;
    };
  }
}
