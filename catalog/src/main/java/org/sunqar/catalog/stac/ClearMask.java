// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.stac;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Which samples of a quality band are a clear view of the land. In all Landsat layouts fill, cloud,
 * cloud shadow, cirrus and snow are not clear; water and terrain are. Where the product gives a
 * confidence of two bits (0 not determined, 1 low, 2 medium, 3 high) only <em>high</em> is taken:
 * medium would discard bright soil and roofs, which for change detection costs more than a missed
 * wisp. Snow is not clear because an index over snow says nothing about what grows below it.
 */
public enum ClearMask {
  /**
   * Landsat Collection 1 level 1 {@code BQA} (USGS LSDS-1656): bit 0 fill, 1 dropped pixel (TM,
   * ETM+) or terrain occlusion (OLI), 2-3 radiometric saturation, 4 cloud, 5-6 cloud confidence,
   * 7-8 cloud shadow confidence, 9-10 snow/ice confidence, 11-12 cirrus confidence (OLI). Clear
   * land is 672 for TM and ETM+, 2720 for OLI. Saturation stays clear: it is a matter of single
   * bands.
   */
  LANDSAT_C1_BQA("landsat-c1-bqa") {
    @Override
    public boolean isClear(int value) {
      return (value & 0b1_0011) == 0
          && bits(value, 5) != HIGH
          && bits(value, 7) != HIGH
          && bits(value, 9) != HIGH
          && bits(value, 11) != HIGH;
    }
  },
  /**
   * Landsat Collection 2 {@code QA_PIXEL} (USGS LSDS-1619): bit 0 fill, 1 dilated cloud, 2 cirrus,
   * 3 cloud, 4 cloud shadow, 5 snow, 6 clear, 7 water; the single bits 2-5 are set at high
   * confidence. Clear land is 5440 for TM and ETM+, 21824 for OLI.
   */
  LANDSAT_C2_QA_PIXEL("landsat-c2-qa-pixel") {
    @Override
    public boolean isClear(int value) {
      return (value & 0b11_1111) == 0;
    }
  },
  /**
   * Landsat 8 {@code BQA} before Collection 1: bit 0 fill, 1 dropped frame, 2 terrain occlusion,
   * 4-5 water, 8-9 vegetation, 10-11 snow/ice, 12-13 cirrus, 14-15 cloud confidence. It has no
   * cloud shadow.
   */
  LANDSAT_PRE_COLLECTION_BQA("landsat-pre-collection-bqa") {
    @Override
    public boolean isClear(int value) {
      return (value & 0b111) == 0
          && bits(value, 10) != HIGH
          && bits(value, 12) != HIGH
          && bits(value, 14) != HIGH;
    }
  },
  /**
   * Scene classification ({@code SCL}) of Sentinel-2 level 2A: 0 no data, 1 saturated or defective,
   * 2 dark area or cast shadow, 3 cloud shadow, 4 vegetation, 5 not vegetated, 6 water, 7
   * unclassified, 8 cloud of medium and 9 of high probability, 10 thin cirrus, 11 snow or ice.
   * Clear are 4 to 7. Class 7 is what the classifier gave a low probability of cloud, much of it
   * bright soil and roofs, and counts as clear for the reason that Landsat's low confidence does; 8
   * does not, because most real clouds have a rim of it. Class 2 does not either: it holds the
   * cloud shadows that class 3 missed.
   */
  SENTINEL2_SCL("sentinel2-scl") {
    @Override
    public boolean isClear(int value) {
      return value >= 4 && value <= 7;
    }
  },
  /**
   * {@code pixel_reliability} of MODIS MOD13: -1 (255 where it is stored without a sign) fill, 0
   * good, 1 marginal, 2 snow or ice, 3 cloudy. Clear are 0 and 1.
   */
  MODIS_PIXEL_RELIABILITY("modis-pixel-reliability") {
    @Override
    public boolean isClear(int value) {
      return value == 0 || value == 1;
    }
  },
  /**
   * {@code VI_Quality} of MODIS MOD13: bits 0-1 are 0 good, 1 look at the other bits, 2 most
   * probably cloudy, 3 not produced; bit 14 possible snow or ice. Clear are 0 and 1 without snow.
   */
  MODIS_VI_QUALITY("modis-vi-quality") {
    @Override
    public boolean isClear(int value) {
      return (value & 0b0100_0000_0000_0010) == 0;
    }
  },
  /**
   * Unusable data mask of RapidEye (Planet, RapidEye Imagery Product Specifications): bit 0 fill, 1
   * cloud, 2-6 missing or suspect data in blue, green, red, red edge, near infrared. A pixel with a
   * suspect band is not clear, whichever band it is: a mask is of all bands.
   */
  RAPIDEYE_UDM("rapideye-udm") {
    @Override
    public boolean isClear(int value) {
      return (value & 0b111_1111) == 0;
    }
  },
  /** A mask of what hides the land: 0 is clear, everything else is not. */
  ZERO_IS_CLEAR("zero-is-clear") {
    @Override
    public boolean isClear(int value) {
      return value == 0;
    }
  },
  /** A mask of clear land: 1 is clear, everything else is not. */
  ONE_IS_CLEAR("one-is-clear") {
    @Override
    public boolean isClear(int value) {
      return value == 1;
    }
  };

  /** The field of an asset or of a band that names its rule. */
  static final String FIELD = "sunqar:clear_mask";

  private static final int HIGH = 3;

  private static final List<String> SCL_CLASSES =
      List.of(
          "no_data",
          "saturated_or_defective",
          "dark_area",
          "cloud_shadow",
          "vegetation",
          "not_vegetated",
          "water",
          "unclassified",
          "cloud_medium_probability",
          "cloud_high_probability",
          "thin_cirrus",
          "snow_or_ice");

  private final String code;

  ClearMask(String code) {
    this.code = code;
  }

  /** Whether a stored sample is a clear view of the land. Samples of 16 bits may come signed. */
  public abstract boolean isClear(int value);

  /** The name of this rule in an item's JSON. */
  public String code() {
    return code;
  }

  static ClearMask ofCode(String code) {
    for (ClearMask mask : values()) {
      if (mask.code.equals(code)) {
        return mask;
      }
    }
    throw Json.invalid(FIELD, "a rule that this version knows", Json.NODES.textNode(code));
  }

  /** This rule on the asset of a mask that is a file of its own. */
  public Asset on(Asset asset) {
    return asset.with(FIELD, Json.NODES.textNode(code)).with(classField(), classes());
  }

  /** This rule on a band that shares its file with others. */
  public Band on(Band band) {
    return band.with(FIELD, code).with(classField(), classes());
  }

  private String classField() {
    return switch (this) {
      case LANDSAT_C1_BQA,
          LANDSAT_C2_QA_PIXEL,
          LANDSAT_PRE_COLLECTION_BQA,
          MODIS_VI_QUALITY,
          RAPIDEYE_UDM ->
          "classification:bitfields";
      case SENTINEL2_SCL, MODIS_PIXEL_RELIABILITY, ZERO_IS_CLEAR, ONE_IS_CLEAR ->
          "classification:classes";
    };
  }

  private ArrayNode classes() {
    ArrayNode list = Json.NODES.arrayNode();
    switch (this) {
      case LANDSAT_C1_BQA -> {
        flag(list, 0, "fill");
        flag(list, 1, "dropped_or_occluded");
        flag(list, 4, "cloud");
        confidence(list, 5, "cloud");
        confidence(list, 7, "cloud_shadow");
        confidence(list, 9, "snow");
        confidence(list, 11, "cirrus");
      }
      case LANDSAT_C2_QA_PIXEL -> {
        flag(list, 0, "fill");
        flag(list, 1, "dilated_cloud");
        flag(list, 2, "cirrus");
        flag(list, 3, "cloud");
        flag(list, 4, "cloud_shadow");
        flag(list, 5, "snow");
        flag(list, 6, "clear");
        flag(list, 7, "water");
        confidence(list, 8, "cloud");
        confidence(list, 10, "cloud_shadow");
        confidence(list, 12, "snow");
        confidence(list, 14, "cirrus");
      }
      case LANDSAT_PRE_COLLECTION_BQA -> {
        flag(list, 0, "fill");
        flag(list, 1, "dropped");
        flag(list, 2, "terrain_occlusion");
        confidence(list, 4, "water");
        confidence(list, 8, "vegetation");
        confidence(list, 10, "snow");
        confidence(list, 12, "cirrus");
        confidence(list, 14, "cloud");
      }
      case SENTINEL2_SCL -> {
        for (int value = 0; value < SCL_CLASSES.size(); value++) {
          list.add(named(value, SCL_CLASSES.get(value)));
        }
      }
      case RAPIDEYE_UDM -> {
        flag(list, 0, "fill");
        flag(list, 1, "cloud");
        flag(list, 2, "suspect_blue");
        flag(list, 3, "suspect_green");
        flag(list, 4, "suspect_red");
        flag(list, 5, "suspect_rededge");
        flag(list, 6, "suspect_nir");
      }
      case MODIS_PIXEL_RELIABILITY ->
          list.add(named(0, "good"))
              .add(named(1, "marginal"))
              .add(named(2, "snow_or_ice"))
              .add(named(3, "cloudy"));
      case MODIS_VI_QUALITY -> {
        ObjectNode quality = list.addObject().put("name", "quality").put("offset", 0);
        quality.put("length", 2);
        quality
            .putArray("classes")
            .add(named(0, "good"))
            .add(named(1, "look_at_other_bits"))
            .add(named(2, "probably_cloudy"))
            .add(named(HIGH, "not_produced"));
        flag(list, 14, "possible_snow_or_ice");
      }
      case ZERO_IS_CLEAR -> list.add(named(0, "clear")).add(named(1, "not_clear"));
      case ONE_IS_CLEAR -> list.add(named(0, "not_clear")).add(named(1, "clear"));
    }
    return list;
  }

  private static void flag(ArrayNode list, int bit, String name) {
    ObjectNode field = list.addObject().put("name", name).put("offset", bit).put("length", 1);
    field.putArray("classes").add(named(0, "not_" + name)).add(named(1, name));
  }

  private static void confidence(ArrayNode list, int bit, String name) {
    ObjectNode field =
        list.addObject().put("name", name + "_confidence").put("offset", bit).put("length", 2);
    field
        .putArray("classes")
        .add(named(0, "not_determined"))
        .add(named(1, "low"))
        .add(named(2, "medium"))
        .add(named(HIGH, "high"));
  }

  private static ObjectNode named(int value, String name) {
    return Json.object().put("value", value).put("name", name);
  }

  private static int bits(int value, int first) {
    return (value >> first) & 3;
  }
}
