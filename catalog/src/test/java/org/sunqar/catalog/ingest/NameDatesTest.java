// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.TimeInterval;

class NameDatesTest {

  @ParameterizedTest
  @CsvSource({
    "20180311, 2018-03-11T00:00:00Z",
    "ndvi_20180311_clip, 2018-03-11T00:00:00Z",
    "ndvi20180311, 2018-03-11T00:00:00Z",
    "2018-03-11, 2018-03-11T00:00:00Z",
    "a_2018_03_11_b, 2018-03-11T00:00:00Z",
    "a.2018.03.11.b, 2018-03-11T00:00:00Z",
    "x_20180311T101530_y, 2018-03-11T10:15:30Z",
    "x_20180311T1015, 2018-03-11T10:15:00Z",
    "x_2018-03-11T10-15-30Z, 2018-03-11T10:15:30Z",
    "MOD13Q1.A2012017.h12v10.006.2015237215216, 2012-01-17T00:00:00Z",
    "scene_2012366, 2012-12-31T00:00:00Z",
    "LT51670552010352MLK00, 2010-12-18T00:00:00Z",
    "LT51670552010352MLK00_ndvi, 2010-12-18T00:00:00Z",
    "LC08_L1TP_014032_20180311_20180320_01_T1, 2018-03-11T00:00:00Z",
    "LC08_L1TP_014032_20180311, 2018-03-11T00:00:00Z",
    "S2A_MSIL1C_20170105T013442_N0204_R031_T53NMJ_20170105T013443, 2017-01-05T01:34:42Z",
    "T33TWM_20170105T100402_B04, 2017-01-05T10:04:02Z",
    "soil_20150101_v20230720, 2015-01-01T00:00:00Z",
    "same_20150101_20150101, 2015-01-01T00:00:00Z",
    "early_19600101, 1960-01-01T00:00:00Z"
  })
  void findsTheDate(String name, Instant date) {
    assertThat(NameDates.find(name)).contains(TimeInterval.at(date));
  }

  @ParameterizedTest
  @CsvSource({
    "ndvi_landsat.ard1_p50_30m_s_20141202_20150320_nl_epsg.3035_v20230720,"
        + " 2014-12-02T00:00:00Z, 2015-03-20T23:59:59Z",
    "S1A_IW_GRDH_1SDV_20200101T054321_20200101T054346_030000_036FAA_A1B2,"
        + " 2020-01-01T05:43:21Z, 2020-01-01T05:43:46Z"
  })
  void twoDatesAreAnInterval(String name, Instant start, Instant end) {
    assertThat(NameDates.find(name)).contains(new TimeInterval(start, end));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ndvi",
        "ndvi_2018",
        "L7_ETMs",
        "20181311",
        "20180631",
        "19591231",
        "21010101",
        "tile_123456789",
        "v20180311",
        "2018_03-11",
        "dem_30m_srtm",
        "2018367",
        "2015237215216"
      })
  void whatIsNoDateIsNotTakenForOne(String name) {
    assertThat(NameDates.find(name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a_20180101_20180201_20180301", "a_20180201_20180101"})
  void doubtIsNotGuessedAway(String name) {
    assertThatThrownBy(() -> NameDates.find(name))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("--date-pattern");
  }

  @ParameterizedTest
  @CsvSource({
    "2013-07-07, 2013-07-07T00:00:00Z",
    "20130707, 2013-07-07T00:00:00Z",
    "2013:07:07 10:17:42, 2013-07-07T10:17:42Z",
    "2013-07-07T10:17:42.166Z, 2013-07-07T10:17:42.166Z",
    "2013/07/07, 2013-07-07T00:00:00Z",
    "2013-07-07T01:00:00+02:00, 2013-07-06T23:00:00Z"
  })
  void readsTags(String text, Instant date) {
    assertThat(NameDates.parseTag(text)).contains(TimeInterval.at(date));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "unknown", "7 July 2013", "0000:00:00 00:00:00"})
  void aTagWithoutADateIsNone(String text) {
    assertThat(NameDates.parseTag(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "acq(?<date>\\d{8}) 20190101_acq20180311.tif 2018-03-11",
        "d(?<day>\\d\\d)m(?<month>\\d\\d)y(?<year>\\d{4}) d11m03y2018.tif 2018-03-11",
        "(?<doy>\\d{3})of(?<year>\\d{4}) 070of2018.tif 2018-03-11"
      })
  void aPatternNamesAnotherPlace(String regex, String name, String date) {
    assertThat(DatePattern.of(regex).find(name))
        .contains(TimeInterval.at(Instant.parse(date + "T00:00:00Z")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "\\d{8}", "(?<year>\\d{4})", "(?<year>\\d{4})(?<month>\\d\\d)"})
  void aPatternWithoutItsGroupsIsRefused(String regex) {
    assertThatThrownBy(() -> DatePattern.of(regex))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("--date-pattern");
  }

  @ParameterizedTest
  @CsvSource({
    "2020-03-11, 2020-03-11T00:00:00Z, 2020-03-11T00:00:00Z",
    "2020-03-11T10:15:30Z, 2020-03-11T10:15:30Z, 2020-03-11T10:15:30Z",
    "2020-03-11/2020-03-12, 2020-03-11T00:00:00Z, 2020-03-12T23:59:59Z"
  })
  void readsWhatAUserGives(String text, Instant start, Instant end) {
    assertThat(ImportOptions.Dates.parse(text)).isEqualTo(new TimeInterval(start, end));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2020", "yesterday", "2020-03-11/2020-03-10", "a/b/c", "/"})
  void refusesWhatIsNoDate(String text) {
    assertThatThrownBy(() -> ImportOptions.Dates.parse(text))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("--date");
  }
}
