// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;

/** Masks against the location of each pixel's centre in longitude and latitude. */
class AreaMaskTest {

  private static final GeometryFactory FACTORY = new GeometryFactory();

  /** Pieces of a kilometre are straight on the grid; the true edge is off by centimetres there. */
  private static final double EDGE = 1e-6;

  @ParameterizedTest
  @CsvSource({
    "32633, 465180, 5080260, 30", "32633, 465180, 5080260, 250", "3035, 4020600, 3217810, 30",
    "3035, 4020600, 3217810, 400", "4326, 14.5, 45.9, 0.0003", "3857, 1610000, 5750000, 40",
  })
  void pixelsInsideArePixelsWhoseCentreIs(int epsg, double west, double north, double pixel) {
    Grid grid = new Grid(Crs.ofEpsg(epsg), Affine.northUp(west, north, pixel, pixel), 90, 70);
    Random random = new Random(epsg);
    for (int i = 0; i < 12; i++) {
      Geometry area = area(random, grid, i % 3 == 0);
      String before = area.toText();
      AreaMask mask = AreaMask.of(area, grid);
      assertThat(area.toText()).isEqualTo(before);
      assertThat(grid.window().contains(mask.window())).isTrue();
      IndexedPointInAreaLocator locator = new IndexedPointInAreaLocator(area);
      int inside = 0;
      for (int row = 0; row < grid.height(); row++) {
        for (int col = 0; col < grid.width(); col++) {
          Coordinate centre = lonLat(grid, col + 0.5, row + 0.5);
          boolean expected = locator.locate(centre) != Location.EXTERIOR;
          boolean actual = contains(mask, col, row);
          inside += actual ? 1 : 0;
          if (expected != actual) {
            assertThat(area.getBoundary().distance(FACTORY.createPoint(centre)))
                .as(col + ", " + row)
                .isLessThan(EDGE);
          }
        }
      }
      assertThat(mask.pixels()).isEqualTo(inside).isPositive();
    }
  }

  @Test
  void anAreaThatReachesBeyondTheScenesIsCut() {
    Grid grid = grid();
    double[] corner = {465_180 - 3000, 5_080_260 + 3000, 465_180 + 300, 5_080_260 - 300};
    grid.crs().toLonLat(corner, 2);
    AreaMask mask = AreaMask.of(box(corner[0], corner[3], corner[2], corner[1]), grid);
    assertThat(mask.window().col()).isZero();
    assertThat(mask.window().row()).isZero();
    assertThat(mask.window().endCol()).isBetween(9, 13);
    assertThat(contains(mask, 0, 0)).isTrue();
    assertThat(contains(mask, 40, 30)).isFalse();
    AreaMask all = AreaMask.of(box(14, 45, 15, 46), grid);
    assertThat(all.pixels()).isEqualTo(grid.width() * grid.height());
    assertThat(all.window()).isEqualTo(grid.window());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POLYGON ((20 40, 21 40, 21 41, 20 41, 20 40)) | covers no pixel of the scenes",
        // smaller than a pixel, between the centres
        "POLYGON ((14.5504 45.8761, 14.5505 45.8761, 14.5505 45.8762, 14.5504 45.8761))"
            + " | covers no pixel of the scenes",
        "POLYGON ((14.5 45.8, 14.6 45.9, 14.6 45.8, 14.5 45.9, 14.5 45.8)) | crosses or touches",
        "POLYGON EMPTY | must be a polygon",
        "POINT (14.5 45.8) | must be a polygon, not Point",
        "LINESTRING (14.5 45.8, 14.6 45.9) | must be a polygon, not LineString",
        "GEOMETRYCOLLECTION (POINT (14.5 45.8), POLYGON ((14 45, 15 45, 15 46, 14 45)))"
            + " | must be a polygon, not GeometryCollection",
      })
  void whatIsNoAreaOfTheScenesIsRefused(String wkt, String message) throws ParseException {
    Geometry area = new WKTReader().read(wkt);
    assertThatThrownBy(() -> AreaMask.of(area, grid()))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining(message)
        .extracting("key")
        .isEqualTo(AnalysisException.Key.AREA);
  }

  @Test
  void theSentenceForAnAreaOutsideSaysWhereTheScenesAre() {
    assertThatThrownBy(() -> AreaMask.of(box(20, 40, 21, 41), grid()))
        .hasMessageContaining("the area (20.0000..21.0000 E, 40.0000..41.0000 N)")
        .hasMessageContaining("about 14.55");
  }

  @Test
  void anAreaOfTooManyPixelsIsRefusedBeforeAnyMemoryIsTaken() {
    Grid grid = new Grid(Crs.ofEpsg(4326), Affine.northUp(0, 60, 1e-4, 1e-4), 500_000, 500_000);
    assertThatThrownBy(() -> AreaMask.of(box(1, 11, 49, 59), grid))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining("480000 x 480000 pixels")
        .extracting("key")
        .isEqualTo(AnalysisException.Key.MEMORY);
  }

  private static boolean contains(AreaMask mask, int col, int row) {
    int c = col - mask.window().col();
    int r = row - mask.window().row();
    return c >= 0
        && r >= 0
        && c < mask.window().width()
        && r < mask.window().height()
        && mask.contains(c, r);
  }

  private static Geometry area(Random random, Grid grid, boolean several) {
    while (true) {
      Geometry area = several ? stars(random, grid) : star(random, grid, 0.7);
      if (area.isValid()) {
        return area;
      }
    }
  }

  /** A star with a hole, around the middle of the grid; its rays may reach beyond. */
  private static Polygon star(Random random, Grid grid, double size) {
    double centreCol = grid.width() * (0.5 + 0.2 * (random.nextDouble() - 0.5));
    double centreRow = grid.height() * (0.5 + 0.2 * (random.nextDouble() - 0.5));
    double radius = size * grid.height();
    return FACTORY.createPolygon(
        ring(random, grid, centreCol, centreRow, 0.3 * radius, radius),
        new LinearRing[] {ring(random, grid, centreCol, centreRow, 0.1 * radius, 0.25 * radius)});
  }

  /** A small star in the hole of a large one. */
  private static MultiPolygon stars(Random random, Grid grid) {
    Polygon outer = star(random, grid, 0.6);
    Coordinate middle = outer.getInteriorRingN(0).getCentroid().getCoordinate();
    double[] xy = {middle.x, middle.y};
    grid.crs().fromLonLat(xy, 1);
    LinearRing inner =
        ring(
            random,
            grid,
            grid.affine().colOf(xy[0], xy[1]),
            grid.affine().rowOf(xy[0], xy[1]),
            1,
            1.5);
    return FACTORY.createMultiPolygon(new Polygon[] {outer, FACTORY.createPolygon(inner)});
  }

  private static LinearRing ring(
      Random random, Grid grid, double col, double row, double least, double most) {
    int points = 3 + random.nextInt(20);
    Coordinate[] ring = new Coordinate[points + 1];
    for (int i = 0; i < points; i++) {
      double angle = 2 * Math.PI * i / points;
      double radius = least + (most - least) * random.nextDouble();
      ring[i] = lonLat(grid, col + radius * Math.cos(angle), row + radius * Math.sin(angle));
    }
    ring[points] = ring[0];
    return FACTORY.createLinearRing(ring);
  }

  private static Coordinate lonLat(Grid grid, double col, double row) {
    double[] xy = {grid.affine().xOf(col, row), grid.affine().yOf(col, row)};
    grid.crs().toLonLat(xy, 1);
    return new Coordinate(xy[0], xy[1]);
  }

  private static Polygon box(double west, double south, double east, double north) {
    return FACTORY.createPolygon(
        new Coordinate[] {
          new Coordinate(west, south),
          new Coordinate(east, south),
          new Coordinate(east, north),
          new Coordinate(west, north),
          new Coordinate(west, south)
        });
  }

  private static Grid grid() {
    return new Grid(Crs.ofEpsg(32633), Affine.northUp(465_180, 5_080_260, 30, 30), 90, 70);
  }
}
