// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Geometry;
import org.sunqar.analysis.AnalysisException;

class GeoJsonReaderTest {

  private static final String SQUARE = "[[[0,0],[2,0],[2,2],[0,2],[0,0]]]";
  private static final String BESIDE = "[[[1,1],[4,1],[4,4],[1,4],[1,1]]]";
  private static final String BOW_TIE = "[[[0,0],[2,2],[2,0],[0,2],[0,0]]]";

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{'type':'Polygon','coordinates':$S} | 4",
        "{'type':'Polygon','coordinates':[[[0,0,7],[2,0,7],[2,2,7],[0,2,7],[0,0,7]]]} | 4",
        "{'type':'Polygon','coordinates':[[[0,0],[0,2],[2,2],[2,0],[0,0]]]} | 4",
        "{'type':'Polygon','coordinates':[[[0,0],[9,0],[9,9],[0,9],[0,0]],"
            + "[[1,1],[2,1],[2,2],[1,2],[1,1]]]} | 80",
        "{'type':'MultiPolygon','coordinates':[$S,[[[5,5],[6,5],[6,6],[5,5]]]]} | 4.5",
        "{'type':'MultiPolygon','coordinates':[$S,$B]} | 12", // they overlap by 1
        "{'type':'Feature','properties':null,'geometry':{'type':'Polygon','coordinates':$S}} | 4",
        "{'type':'FeatureCollection','features':[{'type':'Feature','geometry':"
            + "{'type':'Polygon','coordinates':$S}},{'type':'Feature','geometry':"
            + "{'type':'Polygon','coordinates':$B}}]} | 12",
        "{'type':'GeometryCollection','geometries':[{'type':'Polygon','coordinates':$S}]} | 4",
      })
  void areas(String text, double area) {
    Geometry geometry = GeoJsonReader.area(expanded(text), "north.geojson");
    assertThat(geometry.isValid()).isTrue();
    assertThat(geometry.getArea()).isCloseTo(area, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "nonsense | is not JSON",
        "`` | is not GeoJSON",
        "[] | is not GeoJSON",
        "{} | a member \"type\" is missing",
        "{'type':'Point','coordinates':[1,2]} | holds a Point, not a polygon",
        "{'type':'LineString','coordinates':[[1,2],[3,4]]} | holds a LineString, not a polygon",
        "{'type':'FeatureCollection','features':[]} | holds no polygon",
        "{'type':'FeatureCollection'} | holds no polygon",
        "{'type':'Feature','geometry':null} | is not GeoJSON",
        "{'type':'Polygon'} | has a polygon without an outline",
        "{'type':'Polygon','coordinates':[]} | has a polygon without an outline",
        "{'type':'Polygon','coordinates':[[[0,0],[1,0],[0,0]]]} | fewer than four points",
        "{'type':'Polygon','coordinates':[[[0,0],[1,0],[1,1],[0,1]]]} | last point is not its first",
        "{'type':'Polygon','coordinates':[[[0,0],[1,0],[1,'1'],[0,0]]]} | not [longitude, latitude]",
        "{'type':'Polygon','coordinates':[[0,0],[1,0],[1,1],[0,0]]} | fewer than four points",
        "{'type':'Polygon','coordinates':[[[465180,5080260],[465280,5080260],[465280,5080360],"
            + "[465180,5080260]]]} | GeoJSON is always WGS 84",
        "{'type':'Polygon','coordinates':$X} | crosses or touches itself",
        "{'type':'Polygon','coordinates':[[[0,0],[1,1],[2,2],[0,0]]]} | crosses or touches itself",
        // one of several that crosses itself must not lose half of itself in silence
        "{'type':'MultiPolygon','coordinates':[$X,[[[5,5],[6,5],[6,6],[5,5]]]]} | crosses or touches",
        "{'type':'FeatureCollection','features':[{'type':'Feature','geometry':{'type':'Polygon',"
            + "'coordinates':$X}},{'type':'Feature','geometry':{'type':'Polygon',"
            + "'coordinates':$S}}]} | crosses or touches itself",
      })
  void whatIsNoAreaIsRefusedWithASentence(String text, String message) {
    assertThatThrownBy(() -> GeoJsonReader.area(expanded(text), "north.geojson"))
        .isInstanceOf(AnalysisException.class)
        .hasMessageStartingWith("north.geojson ")
        .hasMessageContaining(message)
        .extracting("key")
        .isEqualTo(AnalysisException.Key.AREA);
  }

  @Test
  void deepNestingIsRefused() {
    String text = "{\"type\":\"GeometryCollection\",\"geometries\":[".repeat(20_000);
    assertThatThrownBy(() -> GeoJsonReader.area(text, "deep"))
        .isInstanceOf(AnalysisException.class)
        .hasMessageStartingWith("deep is not JSON");
  }

  private static String expanded(String text) {
    return text.replace('\'', '"')
        .replace("$S", SQUARE)
        .replace("$B", BESIDE)
        .replace("$X", BOW_TIE);
  }
}
