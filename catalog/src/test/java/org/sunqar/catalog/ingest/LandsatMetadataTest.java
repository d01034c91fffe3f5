// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.TestFolders;
import org.sunqar.catalog.stac.ClearMask;

class LandsatMetadataTest {

  /**
   * A Collection 2 level 2 file in short: its own groups come before those of the level 1 scene.
   */
  private static final String COLLECTION_2 =
      """
      GROUP = LANDSAT_METADATA_FILE
        GROUP = PRODUCT_CONTENTS
          LANDSAT_PRODUCT_ID = "LC08_L2SP_090085_20200113_20200823_02_T1"
          PROCESSING_LEVEL = "L2SP"
          COLLECTION_NUMBER = 02
          COLLECTION_CATEGORY = "T1"
          FILE_NAME_BAND_4 = "LC08_L2SP_090085_20200113_20200823_02_T1_SR_B4.TIF"
          FILE_NAME_BAND_ST_B10 = "LC08_L2SP_090085_20200113_20200823_02_T1_ST_B10.TIF"
          FILE_NAME_QUALITY_L1_PIXEL = "LC08_L2SP_090085_20200113_20200823_02_T1_QA_PIXEL.TIF"
        END_GROUP = PRODUCT_CONTENTS
        GROUP = IMAGE_ATTRIBUTES
          SPACECRAFT_ID = "LANDSAT_8"
          SENSOR_ID = "OLI_TIRS"
          DATE_ACQUIRED = 2020-01-13
          SCENE_CENTER_TIME = "23:55:51.1730060Z"
          SUN_ELEVATION = 30.0
        END_GROUP = IMAGE_ATTRIBUTES
        GROUP = LEVEL2_SURFACE_REFLECTANCE_PARAMETERS
          REFLECTANCE_MULT_BAND_4 = 2.75e-05
          REFLECTANCE_ADD_BAND_4 = -0.2
        END_GROUP = LEVEL2_SURFACE_REFLECTANCE_PARAMETERS
        GROUP = LEVEL2_SURFACE_TEMPERATURE_PARAMETERS
          TEMPERATURE_MULT_BAND_ST_B10 = 0.00341802
          TEMPERATURE_ADD_BAND_ST_B10 = 149.0
        END_GROUP = LEVEL2_SURFACE_TEMPERATURE_PARAMETERS
        GROUP = LEVEL1_PROCESSING_RECORD
          LANDSAT_PRODUCT_ID = "LC08_L1TP_090085_20200113_20200823_02_T1"
          FILE_NAME_BAND_4 = "LC08_L1TP_090085_20200113_20200823_02_T1_B4.TIF"
        END_GROUP = LEVEL1_PROCESSING_RECORD
        GROUP = LEVEL1_RADIOMETRIC_RESCALING
          REFLECTANCE_MULT_BAND_4 = 2.0000E-05
          REFLECTANCE_ADD_BAND_4 = -0.100000
        END_GROUP = LEVEL1_RADIOMETRIC_RESCALING
      END_GROUP = LANDSAT_METADATA_FILE
      END
      """;

  @Test
  void readsCollection2Level2() {
    LandsatMetadata scene = new LandsatMetadata(Odl.parse("MTL", COLLECTION_2));
    assertThat(scene.id()).contains("LC08_L2SP_090085_20200113_20200823_02_T1");
    assertThat(scene.platform()).isEqualTo("landsat-8");
    assertThat(scene.time()).isEqualTo(Instant.parse("2020-01-13T23:55:51.173006Z"));
    assertThat(scene.bandFiles()).containsOnlyKeys("4", "ST_B10");
    assertThat(scene.bandFiles().get("4")).endsWith("_SR_B4.TIF");
    assertThat(scene.quality().orElseThrow().rule()).isEqualTo(ClearMask.LANDSAT_C2_QA_PIXEL);
    assertThat(scene.reflectance("4")).contains(new Calibration(2.75e-5, -0.2, "1"));
    assertThat(scene.temperature("ST_B10")).contains(new Calibration(0.00341802, 149, "K"));
    assertThat(scene.reflectance("ST_B10")).isEmpty();
  }

  @Test
  void level1IsDividedByTheSineOfTheSunsHeight() {
    String level1 =
        COLLECTION_2.replaceAll("(?s)GROUP = LEVEL2_SURF.*?END_GROUP = LEVEL2_SURF\\w*\\n", "");
    Calibration red = new LandsatMetadata(Odl.parse("MTL", level1)).reflectance("4").orElseThrow();
    assertThat(red.scale()).isCloseTo(4e-5, within(1e-12));
    assertThat(red.offset()).isCloseTo(-0.2, within(1e-9));
  }

  @Test
  void aNightSceneHasNoReflectance() {
    String night =
        COLLECTION_2
            .replaceAll("(?s)GROUP = LEVEL2_SURF.*?END_GROUP = LEVEL2_SURF\\w*\\n", "")
            .replace("= 30.0", "= -12.0");
    assertThat(new LandsatMetadata(Odl.parse("MTL", night)).reflectance("4")).isEmpty();
  }

  @Test
  void readsAFilePaddedWithNulsFromBeforeCollection1() {
    LandsatMetadata scene = sample("ethiopia-167055/2010/LT51670552010352MLK00_MTL.txt");
    assertThat(scene.id()).contains("LT51670552010352MLK00");
    assertThat(scene.time()).isEqualTo(Instant.parse("2010-12-18T07:24:28.503013Z"));
    assertThat(scene.bandFiles()).hasSize(7);
    assertThat(scene.quality()).isEmpty();
    assertThat(scene.earthSunDistance()).isCloseTo(0.9841, within(3e-4));
  }

  /**
   * Through radiance and the solar irradiance, a Collection 1 scene comes out as by the factors
   * that the USGS gives beside them: to 0.1 % of the factor's own rounding.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ethiopia-167055/2000/LT05_L1TP_167055_20000309_20161214_01_T1_MTL.txt",
        "marburg-195025/2001/LE07_L1TP_195025_20010730_20170204_01_T1_MTL.txt"
      })
  void bothWaysToReflectanceAgree(String mtl) throws Exception {
    String text =
        java.nio.file.Files.readString(
            TestFolders.sample("").resolve(mtl), java.nio.charset.StandardCharsets.ISO_8859_1);
    LandsatMetadata given = new LandsatMetadata(Odl.parse(mtl, text));
    LandsatMetadata derived =
        new LandsatMetadata(Odl.parse(mtl, text.replace("REFLECTANCE_MULT", "WITHOUT")));
    for (String band : new String[] {"1", "2", "3", "4", "5", "7"}) {
      Calibration a = given.reflectance(band).orElseThrow();
      Calibration b = derived.reflectance(band).orElseThrow();
      assertThat(b.scale() / a.scale()).isCloseTo(1, within(1e-3));
      assertThat(b.offset()).isCloseTo(a.offset(), within(1e-5));
    }
    assertThat(derived.reflectance("6")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GROUP",
        "not an MTL",
        "A = B\n",
        "GROUP = X\nEND_GROUP = X\nEND_GROUP = X\n",
        "GROUP = X\nSENSOR_ID = TM\nDATE_ACQUIRED = today\n"
      })
  void whatIsNoMtlIsRefused(String text) {
    assertThatThrownBy(() -> new LandsatMetadata(Odl.parse("f", text)))
        .isInstanceOf(CatalogException.class);
  }

  private static LandsatMetadata sample(String path) {
    Path file = TestFolders.sample("").resolve(path);
    return new LandsatMetadata(Odl.read(file));
  }
}
