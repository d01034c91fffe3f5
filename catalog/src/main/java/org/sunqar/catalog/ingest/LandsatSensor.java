// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The instruments of Landsat 4 to 9 and their bands. Wavelengths are the middles of the bands as
 * the USGS gives them.
 */
enum LandsatSensor {
  TM,
  ETM,
  OLI_TIRS,
  /** An instrument whose bands are not known here, as MSS: digital numbers without common names. */
  OTHER;

  private static final List<Band> TM_BANDS =
      List.of(
          new Band("1", "blue", 0.485, 1944.1),
          new Band("2", "green", 0.56, 1759.0),
          new Band("3", "red", 0.66, 1490.1),
          new Band("4", "nir", 0.83, 1033.0),
          new Band("5", "swir16", 1.65, 209.6),
          new Band("6", "lwir", 11.45, 0),
          new Band("7", "swir22", 2.215, 82.24));

  private static final List<Band> ETM_BANDS =
      List.of(
          new Band("1", "blue", 0.485, 2035.9),
          new Band("2", "green", 0.56, 1856.0),
          new Band("3", "red", 0.66, 1525.0),
          new Band("4", "nir", 0.835, 1071.0),
          new Band("5", "swir16", 1.65, 221.6),
          new Band("6_VCID_1", "lwir", 11.45, 0),
          new Band("6_VCID_2", "lwir", 11.45, 0),
          new Band("7", "swir22", 2.22, 81.36),
          new Band("8", "pan", 0.71, 1319.0));

  private static final List<Band> OLI_TIRS_BANDS =
      List.of(
          new Band("1", "coastal", 0.443, 0),
          new Band("2", "blue", 0.482, 0),
          new Band("3", "green", 0.561, 0),
          new Band("4", "red", 0.655, 0),
          new Band("5", "nir08", 0.865, 0),
          new Band("6", "swir16", 1.609, 0),
          new Band("7", "swir22", 2.201, 0),
          new Band("8", "pan", 0.59, 0),
          new Band("9", "cirrus", 1.373, 0),
          new Band("10", "lwir11", 10.9, 0),
          new Band("11", "lwir12", 12.0, 0));

  /**
   * A band.
   *
   * @param id as in {@code FILE_NAME_BAND_id}
   * @param commonName of STAC's eo extension
   * @param wavelength of its middle (micrometres)
   * @param irradianceOrZero see {@link #irradiance}; 0 where it is not needed or makes no sense
   */
  record Band(String id, String commonName, double wavelength, double irradianceOrZero) {

    boolean isThermal() {
      return commonName.startsWith("lwir");
    }

    /**
     * The mean solar irradiance above the atmosphere (W m-2 um-1), for scenes processed before
     * Collection 1, whose MTL gives radiance only.
     *
     * <p>These are the values that the USGS's own Collection 1 factors imply: pi * d^2 *
     * RADIANCE_MULT / REFLECTANCE_MULT. They differ by up to 5 % (TM band 5) from those of Chander,
     * Markham and Helder (2009), table 2 and following, which are often used; a series that mixes
     * scenes of both kinds has no step with these, and would have one with those. Those of TM serve
     * Landsat 4 and 5, whose TMs differ by less than 0.3 %.
     */
    OptionalDouble irradiance() {
      return irradianceOrZero > 0 ? OptionalDouble.of(irradianceOrZero) : OptionalDouble.empty();
    }
  }

  /** As in an MTL's SENSOR_ID: "TM", "ETM", "OLI_TIRS", "OLI", "TIRS". */
  static LandsatSensor ofSensorId(String id) {
    return switch (id) {
      case "TM" -> TM;
      case "ETM", "ETM+" -> ETM;
      case "OLI_TIRS", "OLI", "TIRS" -> OLI_TIRS;
      default -> OTHER;
    };
  }

  /** The names of the instruments in STAC. */
  List<String> instruments() {
    return switch (this) {
      case TM -> List.of("tm");
      case ETM -> List.of("etm+");
      case OLI_TIRS -> List.of("oli", "tirs");
      case OTHER -> List.of();
    };
  }

  Optional<Band> band(String id) {
    List<Band> bands =
        switch (this) {
          case TM -> TM_BANDS;
          case ETM -> ETM_BANDS;
          case OLI_TIRS -> OLI_TIRS_BANDS;
          case OTHER -> List.of();
        };
    return bands.stream().filter(band -> band.id().equals(id)).findFirst();
  }
}
