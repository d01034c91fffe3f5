// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.crs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.Json;
import org.sunqar.raster.geo.Bounds;

/** Systems of requests and answers. The eastings and northings are those of gdaltransform 3.6. */
class AxisCrsTest {

  private static final String EPSG = "http://www.opengis.net/def/crs/EPSG/0/";

  @Test
  void aCollectionIsThereInTheZonesThatItTouches() {
    assertThat(CrsList.of(Optional.of(new Bounds(8.4, 50.5, 9.2, 51.1))).uris())
        .containsExactly(
            "http://www.opengis.net/def/crs/OGC/1.3/CRS84", EPSG + 4326, EPSG + 3857, EPSG + 32632);
    assertThat(CrsList.of(Optional.of(new Bounds(65, 50, 67, 51))).uris())
        .endsWith(EPSG + 32641, EPSG + 32642, EPSG + 28411, EPSG + 28412)
        .hasSize(7);
    assertThat(CrsList.of(Optional.of(new Bounds(178, -20, 182, 1))).uris())
        .endsWith(EPSG + 32660, EPSG + 32760, EPSG + 32601, EPSG + 32701);
    assertThat(CrsList.of(Optional.of(new Bounds(-180, -90, 180, 90))))
        .isEqualTo(CrsList.EVERYWHERE);
    assertThat(CrsList.of(Optional.empty())).isEqualTo(CrsList.EVERYWHERE);
  }

  @ParameterizedTest
  @CsvSource({
    "http://www.opengis.net/def/crs/EPSG/0/32633",
    "http://www.opengis.net/def/crs/EPSG/0/999999",
    "EPSG:4326",
    "urn:ogc:def:crs:EPSG::4326",
    "https://example.org/crs",
    "x"
  })
  void otherSystemsAreRefused(String uri) {
    CrsList list = CrsList.of(Optional.of(new Bounds(8.4, 50.5, 9.2, 51.1)));
    assertThatThrownBy(() -> list.find(uri, "crs"))
        .isInstanceOf(CatalogException.class)
        .hasMessageStartingWith("crs '" + uri + "' should be one of ");
  }

  @Test
  void positionsComeInTheOrderOfTheAxes() {
    ObjectNode feature =
        Json.parseObject(
            """
            {"type":"Feature","bbox":[70,50,71,51],
             "geometry":{"type":"Polygon","coordinates":[[[70,50],[71,50],[71,51],[70,50]]]}}
            """);
    ObjectNode latLon = moved(feature, EPSG + 4326);
    assertThat(latLon.get("bbox")).hasToString("[50,70,51,71]");
    assertThat(latLon.at("/geometry/coordinates/0/1")).hasToString("[50.0,71.0]");

    ObjectNode utm = moved(feature, EPSG + 32642); // easting, northing
    isNear(utm.at("/geometry/coordinates/0/0"), 571666.448, 5539109.815);
    isNear(utm.at("/bbox"), 571666.448, 5539109.815);

    ObjectNode mercator = moved(feature, EPSG + 3857);
    isNear(mercator.at("/geometry/coordinates/0/0"), 7792364.356, 6446275.841);
  }

  @Test
  void theWayBackEndsWhereItBegan() {
    AxisCrs kruger = AxisCrs.of(EPSG + 28412).orElseThrow();
    ObjectNode point = Json.parseObject("{\"type\":\"Point\",\"coordinates\":[70.5,50.25,300]}");
    JsonNode there = new GeoJsonCrs(AxisCrs.CRS84, kruger).geometry(point).orElseThrow();
    assertThat(there.at("/coordinates/0").doubleValue()).isBetween(5.5e6, 5.6e6); // northing first
    assertThat(there.at("/coordinates/1").doubleValue()).isBetween(12.5e6, 12.7e6);
    JsonNode back = new GeoJsonCrs(kruger, AxisCrs.CRS84).geometry(there).orElseThrow();
    assertThat(back.at("/coordinates/0").doubleValue()).isCloseTo(70.5, within(1e-7));
    assertThat(back.at("/coordinates/1").doubleValue()).isCloseTo(50.25, within(1e-7));
    assertThat(back.at("/coordinates/2").intValue()).isEqualTo(300);
  }

  @Test
  void whatHasNoPlaceHasNoGeometry() {
    ObjectNode pole =
        Json.parseObject(
            """
            {"type":"Feature","bbox":[0,-90,1,-90],
             "geometry":{"type":"Point","coordinates":[0,-90]}}
            """);
    ObjectNode moved = moved(pole, EPSG + 3857);
    assertThat(moved.get("geometry").isNull()).isTrue();
    assertThat(moved.has("bbox")).isFalse();
  }

  @Test
  void boxesAreReadInTheOrderOfTheAxes() {
    AxisCrs latLon = AxisCrs.WGS84;
    assertThat(QueryBox.lonLat(new double[] {50, 70, 51, 71}, latLon))
        .isEqualTo(new Bounds(70, 50, 71, 51));
    assertThat(QueryBox.lonLat(new double[] {-20, 178, -10, -178}, latLon))
        .isEqualTo(new Bounds(178, -20, 182, -10));
    Bounds utm =
        QueryBox.lonLat(
            new double[] {571666, 5539109, 640000, 5650000}, AxisCrs.ofEpsg(32642, false));
    assertThat(utm.minX()).isCloseTo(70, within(0.01));
    assertThat(utm.minY()).isLessThan(50).isGreaterThan(49.9);
    assertThatThrownBy(() -> QueryBox.lonLat(new double[] {70, 50, 71}, latLon))
        .hasMessageContaining("4 numbers");
    assertThatThrownBy(() -> QueryBox.lonLat(new double[] {51, 70, 50, 71}, latLon))
        .hasMessageContaining("south,west,north,east");
    assertThatThrownBy(
            () -> QueryBox.lonLat(new double[] {9, 9, 1, 1}, AxisCrs.ofEpsg(28412, true)))
        .hasMessageContaining("northing and easting");
  }

  private static ObjectNode moved(ObjectNode feature, String uri) {
    ObjectNode copy = feature.deepCopy();
    new GeoJsonCrs(AxisCrs.CRS84, AxisCrs.of(uri).orElseThrow()).feature(copy);
    return copy;
  }

  private static void isNear(JsonNode position, double first, double second) {
    assertThat(position.path(0).doubleValue()).isCloseTo(first, within(0.002));
    assertThat(position.path(1).doubleValue()).isCloseTo(second, within(0.002));
  }
}
