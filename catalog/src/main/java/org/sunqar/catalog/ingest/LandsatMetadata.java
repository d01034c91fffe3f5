// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.ClearMask;

/**
 * What an MTL says about a Landsat scene, in the dialects from August 2012 on: before Collection 1,
 * Collection 1, and Collection 2 of level 1 and 2.
 *
 * <p>Known limits: the dialect before August 2012 ({@code BAND1_FILE_NAME}) is refused.
 */
final class LandsatMetadata {

  private static final Pattern BAND_FILE =
      Pattern.compile("FILE_NAME_BAND_(\\d{1,2}(?:_VCID_[12])?|ST_B\\d{1,2})");

  private final Odl odl;
  private final LandsatSensor sensor;
  private final Instant time;

  LandsatMetadata(Odl odl) {
    this.odl = odl;
    this.sensor = LandsatSensor.ofSensorId(odl.required("SENSOR_ID"));
    this.time = time(odl);
  }

  Odl odl() {
    return odl;
  }

  LandsatSensor sensor() {
    return sensor;
  }

  Instant time() {
    return time;
  }

  /** The product's id, or the scene's before there were product ids. */
  Optional<String> id() {
    return odl.value("LANDSAT_PRODUCT_ID").or(() -> odl.value("LANDSAT_SCENE_ID"));
  }

  /** As "landsat-5". */
  String platform() {
    return odl.required("SPACECRAFT_ID").toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The names of the band files by band id ("1", "6_VCID_1", "ST_B10"), in the MTL's order. */
  Map<String, String> bandFiles() {
    Map<String, String> files = new LinkedHashMap<>();
    for (String key : odl.keys()) {
      Matcher matcher = BAND_FILE.matcher(key);
      if (matcher.matches()) {
        files.put(matcher.group(1), odl.required(key));
      }
    }
    if (files.isEmpty()) {
      odl.required("FILE_NAME_BAND_1");
    }
    return files;
  }

  /** The file name of the quality band and how to read it; absent before Collection 1 for TM. */
  Optional<Quality> quality() {
    Optional<String> collection2 = odl.value("FILE_NAME_QUALITY_L1_PIXEL");
    if (collection2.isPresent()) {
      return Optional.of(new Quality(collection2.get(), ClearMask.LANDSAT_C2_QA_PIXEL));
    }
    ClearMask rule =
        odl.value("COLLECTION_NUMBER").isPresent()
            ? ClearMask.LANDSAT_C1_BQA
            : ClearMask.LANDSAT_PRE_COLLECTION_BQA;
    return odl.value("FILE_NAME_BAND_QUALITY").map(name -> new Quality(name, rule));
  }

  /** A quality band. */
  record Quality(String fileName, ClearMask rule) {}

  /** The sun's height above the horizon at the middle of the scene (degrees). */
  OptionalDouble sunElevation() {
    return odl.number("SUN_ELEVATION");
  }

  /**
   * How the samples of a band become reflectance; empty where they stay digital numbers.
   *
   * <ul>
   *   <li>Level 2: surface reflectance = REFLECTANCE_MULT * DN + REFLECTANCE_ADD.
   *   <li>Level 1: reflectance above the atmosphere = (REFLECTANCE_MULT * DN + REFLECTANCE_ADD) /
   *       sin(SUN_ELEVATION) (USGS, Landsat 8 Data Users Handbook, section 5.2).
   *   <li>Level 1 before Collection 1 (TM, ETM+): pi * d^2 * (RADIANCE_MULT * DN + RADIANCE_ADD) /
   *       (ESUN * sin(SUN_ELEVATION)) (Chander et al. 2009, equation 2), ESUN as in {@link
   *       LandsatSensor.Band#irradiance}.
   * </ul>
   *
   * The sun's height is that of the scene's middle; its variation within a scene is not corrected.
   * Thermal bands and night scenes stay digital numbers.
   */
  Optional<Calibration> reflectance(String bandId) {
    String key = "REFLECTANCE_MULT_BAND_" + bandId;
    OptionalDouble multiplier = odl.number(key);
    OptionalDouble addend = odl.number("REFLECTANCE_ADD_BAND_" + bandId);
    if (odl.groupOf(key).startsWith("LEVEL2") && multiplier.isPresent() && addend.isPresent()) {
      return Optional.of(new Calibration(multiplier.getAsDouble(), addend.getAsDouble(), "1"));
    }
    double sine = Math.sin(Math.toRadians(sunElevation().orElse(-90)));
    if (!(sine > 0)) {
      return Optional.empty();
    }
    if (multiplier.isPresent() && addend.isPresent()) {
      return Optional.of(
          new Calibration(multiplier.getAsDouble() / sine, addend.getAsDouble() / sine, "1"));
    }
    OptionalDouble irradiance =
        sensor.band(bandId).map(LandsatSensor.Band::irradiance).orElse(OptionalDouble.empty());
    OptionalDouble radiance = odl.number("RADIANCE_MULT_BAND_" + bandId);
    OptionalDouble dark = odl.number("RADIANCE_ADD_BAND_" + bandId);
    if (irradiance.isEmpty() || radiance.isEmpty() || dark.isEmpty()) {
      return Optional.empty();
    }
    double distance = earthSunDistance();
    double factor = Math.PI * distance * distance / (irradiance.getAsDouble() * sine);
    return Optional.of(
        new Calibration(radiance.getAsDouble() * factor, dark.getAsDouble() * factor, "1"));
  }

  /** Surface temperature of a level 2 scene (kelvin). */
  Optional<Calibration> temperature(String bandId) {
    OptionalDouble multiplier = odl.number("TEMPERATURE_MULT_BAND_" + bandId);
    OptionalDouble addend = odl.number("TEMPERATURE_ADD_BAND_" + bandId);
    return multiplier.isPresent() && addend.isPresent()
        ? Optional.of(new Calibration(multiplier.getAsDouble(), addend.getAsDouble(), "K"))
        : Optional.empty();
  }

  /** In astronomical units; where the MTL does not say, from the day of the year, to 0.0003. */
  double earthSunDistance() {
    return odl.number("EARTH_SUN_DISTANCE")
        .orElse(SunDistance.on(LocalDate.ofInstant(time, ZoneOffset.UTC)));
  }

  private static Instant time(Odl odl) {
    String date = odl.required("DATE_ACQUIRED");
    String clock = odl.value("SCENE_CENTER_TIME").orElse("00:00:00Z").replace("Z", "");
    try {
      return LocalDate.parse(date).atTime(LocalTime.parse(clock)).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          "DATE_ACQUIRED " + date + " and SCENE_CENTER_TIME " + clock + " are not a time",
          e);
    }
  }
}
