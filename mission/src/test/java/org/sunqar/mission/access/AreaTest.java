// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.orbit.GroundPoint;

class AreaTest {

  private static final GeometryFactory FACTORY = new GeometryFactory();

  private static Area area(String wkt) throws ParseException {
    return Area.of(new WKTReader().read(wkt));
  }

  /**
   * Extents of a sphere of the equator's radius, which the plane of equal distances makes a little
   * larger.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POLYGON((70 50, 71 50, 71 51, 70 51, 70 50)) | 70.5 | 50.5 | 7880",
        "POLYGON((179.5 50, -179.5 50, -179.5 51, 179.5 51, 179.5 50)) | 180 | 50.5 | 7880",
        "POLYGON((179.5 50, 180.5 50, 180.5 51, 179.5 51, 179.5 50)) | 180 | 50.5 | 7880",
        "MULTIPOLYGON(((179.5 50, 180 50, 180 51, 179.5 51, 179.5 50)), ((-180 50, -179.5 50,"
            + " -179.5 51, -180 51, -180 50))) | 180 | 50.5 | 7880",
        "POLYGON((-180 89, -90 89, 0 89, 90 89, 180 89, 180 90, -180 90, -180 89)) | 0 | 90 |"
            + " 38930",
        "POLYGON((-90 89, 0 89, 90 89, 180 89, -90 89)) | 0 | 90 | 38930",
        "POLYGON((-90 -89, 0 -89, 90 -89, 180 -89, -90 -89)) | 0 | -90 | 38930",
      })
  void hasItsExtentOnAnyMeridianAndAtThePoles(
      String wkt, double longitude, double latitude, double squareKilometres)
      throws ParseException {
    Area area = area(wkt);
    assertThat(area.squareMetres() / 1e6)
        .isCloseTo(squareKilometres, within(0.01 * squareKilometres));
    assertThat(area.centre().latitudeDegrees()).isCloseTo(latitude, within(0.1));
    if (Math.abs(latitude) < 89) {
      assertThat(Math.IEEEremainder(area.centre().longitudeDegrees() - longitude, 360))
          .isCloseTo(0, within(0.01));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POLYGON((70 50, 71 51, 71 50, 70 51, 70 50)) | The area crosses itself at longitude"
            + " 70.50000, latitude 50.50000.",
        "POLYGON EMPTY | The area is empty.",
        "LINESTRING(70 50, 71 51) | must be made of polygons, not of a LineString",
        "POLYGON((70 50, 71 50, 71 95, 70 50)) | has a corner at longitude 71.0, latitude 95.0, off"
            + " the globe",
        "POLYGON((0 -60, 90 -60, 90 60, 0 60, 0 -60)) | reaches more than 3,000 km from its middle;"
            + " divide it",
      })
  void badAreasHaveAReason(String wkt, String reason) {
    assertThatThrownBy(() -> area(wkt))
        .isInstanceOf(MissionException.class)
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @CsvSource({"0", "12", "98", "191.5", "350"})
  void stripsCoverTheArea(double heading) throws ParseException {
    for (String wkt :
        List.of(
            "POLYGON((70 50, 71 50, 71 51, 70 51, 70 50))",
            "POLYGON((179.5 -17, -179.5 -17, -179 -16, 179.5 -16.2, 179.5 -17))",
            "POLYGON((-90 89.5, 0 89.5, 90 89.5, 180 89.5, -90 89.5))",
            "POLYGON((70 50, 71 50, 71 51, 70.7 51, 70.6 50.2, 70.4 50.2, 70.3 51, 70 51, 70"
                + " 50))")) {
      Area area = area(wkt);
      List<Strip> strips = new StripCutter(14_000, 700).cut(area, Math.toRadians(heading));
      Geometry union = FACTORY.createPolygon();
      double share = 0;
      for (Strip strip : strips) {
        Geometry outline = outline(area, strip);
        assertThat(outline.getArea())
            .isCloseTo(strip.length() * 14_000, within(0.02 * outline.getArea()));
        union = union.union(outline.buffer(1));
        share += strip.share();
      }
      assertThat(area.shape().difference(union).getArea()).isLessThan(1);
      assertThat(share).isBetween(1.0, 1.15);
    }
  }

  private static Geometry outline(Area area, Strip strip) {
    Coordinate[] ring = new Coordinate[5];
    for (int i = 0; i < 4; i++) {
      ring[i] = area.plane().forward(strip.outline().get(i));
    }
    ring[4] = ring[0];
    return FACTORY.createPolygon(ring);
  }

  @Test
  void aSmallAreaIsOneStrip() throws ParseException {
    Area area = area("POLYGON((70 50, 70.05 50, 70.05 50.05, 70 50.05, 70 50))");
    List<Strip> strips = new StripCutter(14_000, 700).cut(area, 0);
    assertThat(strips).hasSize(1);
    assertThat(strips.getFirst().share()).isCloseTo(1, within(1e-9));
    GroundPoint first = strips.getFirst().first();
    assertThat(first.latitudeDegrees()).isCloseTo(50, within(0.01));
    assertThatThrownBy(() -> new StripCutter(10, 12)).hasMessageContaining("overlap below it");
    assertThatThrownBy(() -> new StripCutter(0.1, 0).cut(area, 0)).hasMessageContaining("10,000");
  }

  @Test
  void theMiddleOfAStripLiesHalfwayBetweenItsEdges() throws ParseException {
    Area area = area("POLYGON((70 50, 71 50, 71 51, 70 51, 70 50))");
    for (Strip strip : new StripCutter(12_000, 0).cut(area, Math.toRadians(10))) {
      double whole = distance(strip.first(), strip.last());
      assertThat(distance(strip.first(), strip.middle())).isCloseTo(whole / 2, within(whole / 1e4));
      assertThat(distance(strip.middle(), strip.last())).isCloseTo(whole / 2, within(whole / 1e4));
    }
  }

  private static double distance(GroundPoint one, GroundPoint other) {
    return one.position().distance(other.position());
  }
}
