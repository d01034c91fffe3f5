// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.sunqar.catalog.stac.Band;
import org.sunqar.catalog.stac.ClearMask;
import org.sunqar.catalog.stac.CommonName;

/** Words that tell what a band is, in names of files and of bands. */
final class BandWords {

  /** Indices between -1 and 1, which are often stored as 16-bit integers times 10000. */
  private static final Set<String> NORMALISED =
      Set.of(
          "ndvi", "evi", "evi2", "savi", "msavi", "ndmi", "ndwi", "mndwi", "nbr", "nbr2", "ndsi",
          "ndbi", "ndre", "gndvi", "kndvi");

  private BandWords() {}

  /** The first word of a file's name that tells what its single band is, in lower case. */
  static Optional<String> inName(String stem) {
    for (String word : stem.toLowerCase(Locale.ROOT).split("[^a-z0-9]+")) {
      if (NORMALISED.contains(word) || CommonName.of(word).isPresent()) {
        return Optional.of(word);
      }
    }
    return Optional.empty();
  }

  static boolean isNormalisedIndex(String bandName) {
    return NORMALISED.contains(bandName.toLowerCase(Locale.ROOT));
  }

  /** The rule of a band that is a clear mask, told by its name. */
  static Optional<ClearMask> mask(String bandName) {
    return switch (bandName.toLowerCase(Locale.ROOT)) {
      case "mask", "cloudmask", "cloud_mask" -> Optional.of(ClearMask.ZERO_IS_CLEAR);
      case "clear" -> Optional.of(ClearMask.ONE_IS_CLEAR);
      case "qa_pixel" -> Optional.of(ClearMask.LANDSAT_C2_QA_PIXEL);
      case "bqa" -> Optional.of(ClearMask.LANDSAT_C1_BQA);
      default -> Optional.empty();
    };
  }

  /** The rule of a mask in a file of its own, told by the end of the file's name. */
  static ClearMask maskFile(String stem) {
    String lower = stem.toLowerCase(Locale.ROOT);
    for (String ending : List.of("qa_pixel", "bqa", "clear")) {
      if (lower.endsWith(ending)) {
        return mask(ending).orElseThrow();
      }
    }
    return ClearMask.ZERO_IS_CLEAR;
  }

  /** A band of a name, with its common name where it has one. */
  static Band band(String name) {
    Band band = Band.named(name);
    return CommonName.of(name).map(common -> band.with("eo:common_name", common)).orElse(band);
  }
}
