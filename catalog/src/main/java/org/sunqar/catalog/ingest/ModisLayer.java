// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.sunqar.catalog.stac.ClearMask;

/**
 * What a layer of a MODIS land product is, after the user guides of MOD13 (C6.1), MOD09 (C6.1),
 * MCD43 (C6.1) and MOD11 (C6.1): exports often leave out the scale and the fill value.
 *
 * @param key of the asset and name of the band: "ndvi", "red"
 * @param commonName of STAC's eo extension
 * @param scale value = sample * scale
 * @param fill the sample that means "no observation"
 * @param unit of the value
 * @param mask what it tells about the clearness of the view
 */
record ModisLayer(
    String key,
    Optional<String> commonName,
    double scale,
    OptionalDouble fill,
    String unit,
    Optional<ClearMask> mask) {

  private record Known(Pattern name, ModisLayer layer) {}

  private static final List<Known> KNOWN =
      List.of(
          known("(\\w*_)?NDVI", value("ndvi", 1e-4, -3000)),
          known("(\\w*_)?EVI2?", value("evi", 1e-4, -3000)),
          known("(\\w*_)?red_reflectance", reflectance("red", "red", -1000)),
          known("(\\w*_)?NIR_reflectance", reflectance("nir", "nir", -1000)),
          known("(\\w*_)?blue_reflectance", reflectance("blue", "blue", -1000)),
          known("(\\w*_)?MIR_reflectance", reflectance("swir22", "swir22", -1000)),
          known("(\\w*_)?pixel_reliability", quality("pixel_reliability", 255)),
          known("(\\w*_)?VI_Quality", quality("vi_quality", 65535)),
          known("(\\w*_)?composite_day_of_the_year", value("day_of_year", 1, -1)),
          known("(\\w*_)?sur_refl_b01(_1)?", reflectance("red", "red", -28672)),
          known("(\\w*_)?sur_refl_b02(_1)?", reflectance("nir", "nir", -28672)),
          known("(\\w*_)?sur_refl_b03(_1)?", reflectance("blue", "blue", -28672)),
          known("(\\w*_)?sur_refl_b04(_1)?", reflectance("green", "green", -28672)),
          known("(\\w*_)?sur_refl_b05(_1)?", reflectance("nir_1240", "", -28672)),
          known("(\\w*_)?sur_refl_b06(_1)?", reflectance("swir16", "swir16", -28672)),
          known("(\\w*_)?sur_refl_b07(_1)?", reflectance("swir22", "swir22", -28672)),
          known("(\\w*_)?Nadir_Reflectance_Band1", reflectance("red", "red", 32767)),
          known("(\\w*_)?Nadir_Reflectance_Band2", reflectance("nir", "nir", 32767)),
          known("(\\w*_)?Nadir_Reflectance_Band3", reflectance("blue", "blue", 32767)),
          known("(\\w*_)?Nadir_Reflectance_Band4", reflectance("green", "green", 32767)),
          known("(\\w*_)?Nadir_Reflectance_Band5", reflectance("nir_1240", "", 32767)),
          known("(\\w*_)?Nadir_Reflectance_Band6", reflectance("swir16", "swir16", 32767)),
          known("(\\w*_)?Nadir_Reflectance_Band7", reflectance("swir22", "swir22", 32767)),
          known("LST_Day(_\\w*)?", temperature("lst_day")),
          known("LST_Night(_\\w*)?", temperature("lst_night")));

  private static Known known(String name, ModisLayer layer) {
    return new Known(Pattern.compile(name, Pattern.CASE_INSENSITIVE), layer);
  }

  private static ModisLayer value(String key, double scale, double fill) {
    return new ModisLayer(
        key, Optional.empty(), scale, OptionalDouble.of(fill), "", Optional.empty());
  }

  private static ModisLayer reflectance(String key, String commonName, double fill) {
    return new ModisLayer(
        key,
        Optional.of(commonName).filter(name -> !name.isEmpty()),
        1e-4,
        OptionalDouble.of(fill),
        "1",
        Optional.empty());
  }

  private static ModisLayer temperature(String key) {
    return new ModisLayer(key, Optional.empty(), 0.02, OptionalDouble.of(0), "K", Optional.empty());
  }

  private static ModisLayer quality(String key, double fill) {
    return new ModisLayer(
        key,
        Optional.empty(),
        1,
        OptionalDouble.of(fill),
        "",
        Optional.of(
            key.equals("vi_quality")
                ? ClearMask.MODIS_VI_QUALITY
                : ClearMask.MODIS_PIXEL_RELIABILITY));
  }

  /** The layer of a name as exports have it; one whose samples are values where it is not known. */
  static ModisLayer of(String name) {
    return KNOWN.stream()
        .filter(known -> known.name().matcher(name).matches())
        .map(Known::layer)
        .findFirst()
        .orElseGet(() ->
            new ModisLayer(
                name.toLowerCase(Locale.ROOT),
                Optional.empty(),
                1,
                OptionalDouble.empty(),
                "",
                Optional.empty()));
  }
}
