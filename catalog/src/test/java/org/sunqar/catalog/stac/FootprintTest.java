// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.stac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;

class FootprintTest {

  @Test
  void aRectangleInDegreesHasFourCornersCounterClockwise() {
    Grid grid = new Grid(Crs.ofEpsg(4326), Affine.northUp(10, 50, 0.01, 0.01), 200, 100);
    Footprint footprint = Footprint.of(grid);
    assertThat(footprint.geometry().toString())
        .isEqualTo(
            "{\"type\":\"Polygon\",\"coordinates\":"
                + "[[[10.0,50.0],[10.0,49.0],[12.0,49.0],[12.0,50.0],[10.0,50.0]]]}");
    assertThat(footprint.bbox()).isEqualTo(new Bounds(10, 49, 12, 50));
  }

  @Test
  void aSouthUpGridIsTurnedCounterClockwiseToo() {
    Grid grid = new Grid(Crs.ofEpsg(4326), new Affine(0.01, 0, 10, 0, 0.01, 49), 200, 100);
    assertThat(Footprint.of(grid).geometry().path("coordinates").path(0).path(1).toString())
        .isIn("[12.0,49.0]", "[12.0,50.0]", "[10.0,49.0]");
    assertThat(signedArea(Footprint.of(grid).geometry().path("coordinates").path(0))).isPositive();
  }

  /** A whole Landsat scene; the north edge bulges by about 700 m against a straight line. */
  @Test
  void theEdgesOfAUtmSceneFollowTheTrueEdge() {
    Grid grid = new Grid(Crs.ofEpsg(32632), Affine.northUp(390_000, 5_689_200, 30, 30), 7881, 7991);
    Footprint footprint = Footprint.of(grid);
    double[] middleOfNorthEdge = {390_000 + 7881 * 15.0, 5_689_200};
    grid.crs().toLonLat(middleOfNorthEdge, 1);
    assertThat(distanceToRing(footprint, middleOfNorthEdge)).isLessThan(3e-5);
    // corners as in the scene's MTL
    assertThat(footprint.bbox().minX()).isCloseTo(7.42, within(0.01));
    assertThat(footprint.bbox().maxY()).isCloseTo(51.345, within(0.01));
  }

  @Test
  void aGridAcrossTheAntimeridianIsTwoPolygons() {
    Grid grid =
        new Grid(Crs.ofEpsg(32601), Affine.northUp(300_000, 7_300_000, 1000, 1000), 200, 100);
    Footprint far = Footprint.of(grid.crop(new org.sunqar.raster.geo.Window(-100, 0, 300, 100)));
    assertThat(far.geometry().path("type").asText()).isEqualTo("MultiPolygon");
    assertThat(far.bbox().minX()).isBetween(170.0, 180.0);
    assertThat(far.bbox().maxX()).isGreaterThan(180);
    JsonNode box = far.bboxJson();
    assertThat(box.path(0).asDouble()).isGreaterThan(box.path(2).asDouble());
    far.geometry()
        .path("coordinates")
        .forEach(part ->
            part.path(0)
                .forEach(point -> assertThat(point.path(0).asDouble()).isBetween(-180.0, 180.0)));
    assertThat(Footprint.fromJson(far.geometry(), box).bbox()).isEqualTo(far.bbox());
  }

  private static double signedArea(JsonNode ring) {
    double area = 0;
    for (int i = 0; i + 1 < ring.size(); i++) {
      area +=
          ring.path(i).path(0).asDouble() * ring.path(i + 1).path(1).asDouble()
              - ring.path(i + 1).path(0).asDouble() * ring.path(i).path(1).asDouble();
    }
    return area;
  }

  private static double distanceToRing(Footprint footprint, double[] point) {
    JsonNode ring = footprint.geometry().path("coordinates").path(0);
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i + 1 < ring.size(); i++) {
      double x1 = ring.path(i).path(0).asDouble();
      double y1 = ring.path(i).path(1).asDouble();
      double dx = ring.path(i + 1).path(0).asDouble() - x1;
      double dy = ring.path(i + 1).path(1).asDouble() - y1;
      double t = ((point[0] - x1) * dx + (point[1] - y1) * dy) / (dx * dx + dy * dy);
      t = Math.max(0, Math.min(1, t));
      best = Math.min(best, Math.hypot(x1 + t * dx - point[0], y1 + t * dy - point[1]));
    }
    return best;
  }
}
