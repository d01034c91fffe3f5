// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.cube;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is watched, as a formula of bands by their STAC common names. Values are reflectance (0..1);
 * a normalised difference whose denominator is not positive has no value.
 */
public enum SpectralIndex implements Formula {
  /** Vegetation: (nir - red) / (nir + red); Rouse et al. 1974. */
  NDVI("green vegetation", "nir", "red"),
  /** Vegetation water content: (nir - swir16) / (nir + swir16); Gao 1996. */
  NDMI("moisture of the vegetation", "nir", "swir16"),
  /** Burns: (nir - swir22) / (nir + swir22); Key and Benson 2006. */
  NBR("burnt and cleared land", "nir", "swir22"),
  /** Open water: (green - nir) / (green + nir); McFeeters 1996. */
  NDWI("open water", "green", "nir"),
  /** Open water among buildings: (green - swir16) / (green + swir16); Xu 2006. */
  MNDWI("open water near built-up land", "green", "swir16"),
  /** Built-up land: (swir16 - nir) / (swir16 + nir); Zha et al. 2003. */
  NDBI("built-up land", "swir16", "nir"),
  /** Vegetation over bright soil: 1.5 (nir - red) / (nir + red + 0.5); Huete 1988. */
  SAVI("vegetation over bright soil", "nir", "red") {
    @Override
    float value(float[] bands) {
      return 1.5f * (bands[0] - bands[1]) / (bands[0] + bands[1] + 0.5f);
    }
  },
  /** Dense vegetation: 2.5 (nir - red) / (nir + 6 red - 7.5 blue + 1); Huete et al. 2002. */
  EVI("dense vegetation", "nir", "red", "blue") {
    @Override
    float value(float[] bands) {
      float denominator = bands[0] + 6 * bands[1] - 7.5f * bands[2] + 1;
      return denominator > 0 ? 2.5f * (bands[0] - bands[1]) / denominator : Float.NaN;
    }
  };

  private final String purpose;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> bands;

  SpectralIndex(String purpose, String... bands) {
    this.purpose = purpose;
    this.bands = List.of(bands);
  }

  /** What the index shows, in a few words. */
  public String purpose() {
    return purpose;
  }

  /** The common names of the bands. */
  @Override
  public List<String> bands() {
    return bands;
  }

  /** The index of one pixel; NaN where a band is NaN or the formula has no value. */
  float value(float[] bands) {
    float sum = bands[0] + bands[1];
    return sum > 0 ? (bands[0] - bands[1]) / sum : Float.NaN;
  }

  @Override
  public void evaluate(float[][] planes, int count, float[] out) {
    float[] pixel = new float[planes.length];
    for (int i = 0; i < count; i++) {
      for (int b = 0; b < pixel.length; b++) {
        pixel[b] = planes[b][i];
      }
      out[i] = value(pixel);
    }
  }

  /** The index of a name, in any case. */
  public static Optional<SpectralIndex> of(String name) {
    for (SpectralIndex index : values()) {
      if (index.name().equalsIgnoreCase(name)) {
        return Optional.of(index);
      }
    }
    return Optional.empty();
  }

  /** All names, for messages and help. */
  public static List<String> names() {
    return java.util.Arrays.stream(values()).map(i -> i.name().toLowerCase(Locale.ROOT)).toList();
  }
}
