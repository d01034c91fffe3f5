// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.union.UnaryUnionOp;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;

/** Outlines of pixels against the union of their squares. */
class PixelPolygonTest {

  private static final GeometryFactory FACTORY = new GeometryFactory();

  @Test
  void allSetsOfThreeByThreePixels() {
    Grid grid = grid(3, 3);
    for (int set = 1; set < 1 << 9; set++) {
      int bits = set;
      check(IntStream.range(0, 9).filter(i -> (bits >> i & 1) != 0).toArray(), grid);
    }
  }

  @ParameterizedTest
  @CsvSource({"0.2", "0.5", "0.6", "0.8", "0.95"})
  void randomSets(double share) {
    Random random = new Random(8);
    for (int i = 0; i < 40; i++) {
      int width = 1 + random.nextInt(25);
      int height = 1 + random.nextInt(25);
      int[] pixels =
          IntStream.range(0, width * height).filter(p -> random.nextDouble() < share).toArray();
      if (pixels.length > 0) {
        check(pixels, grid(width, height));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "#..  .#.  ..# | 3 | 0", // a diagonal touches at corners only: three parts
        "###  #.#  ### | 1 | 1",
        ".#.  #.#  .#. | 4 | 0", // a closed ring of corners has no hole of its own
        "##.  #.#  .## | 2 | 0",
        "###  #.#  ##. | 1 | 1", // the hole touches the outside in one point
        "##.  ###  .## | 1 | 0",
        "#.#  ###  #.# | 1 | 0",
        "..#  #..  ..# | 3 | 0", // the last column and the first of the next row do not touch
      })
  void partsAndHoles(String picture, int parts, int holes) {
    int[] pixels = pixels(picture);
    Geometry outline = PixelPolygon.of(pixels, grid(3, 3));
    assertThat(outline.getNumGeometries()).isEqualTo(parts);
    assertThat(outline instanceof MultiPolygon).isEqualTo(parts > 1);
    int found = 0;
    for (int i = 0; i < parts; i++) {
      found += ((Polygon) outline.getGeometryN(i)).getNumInteriorRing();
    }
    assertThat(found).isEqualTo(holes);
  }

  @Test
  void onlyCornersAreKeptAndLongEdgesHaveAPointNowAndThen() {
    Grid grid = grid(200, 3);
    assertThat(PixelPolygon.of(IntStream.range(0, 60).toArray(), grid).getNumPoints()).isEqualTo(5);
    Coordinate[] points = PixelPolygon.of(IntStream.range(0, 200).toArray(), grid).getCoordinates();
    assertThat(points).hasSizeBetween(9, 13);
    for (int i = 1; i < points.length; i++) {
      assertThat(points[i].distance(points[i - 1]) / 30).isLessThanOrEqualTo(64);
    }
  }

  @Test
  void aTurnedGridTurnsTheOutline() {
    Grid turned =
        new Grid(Crs.ofEpsg(32633), new Affine(20, 10, 465_000, 10, -20, 5_080_000), 3, 3);
    check(new int[] {0, 1, 3, 5, 7, 8}, turned);
  }

  private static void check(int[] pixels, Grid grid) {
    Geometry outline = PixelPolygon.of(pixels, grid);
    List<Geometry> squares = new ArrayList<>();
    for (int pixel : pixels) {
      squares.add(square(pixel % grid.width(), pixel / grid.width(), grid.affine()));
    }
    String what = java.util.Arrays.toString(pixels) + " of " + grid.width();
    assertThat(outline.isValid()).as(what).isTrue();
    assertThat(outline.getArea() / grid.affine().pixelArea())
        .as(what)
        .isCloseTo(pixels.length, within(1e-6));
    if (grid.affine().isNorthUp()) {
      assertThat(outline.equalsTopo(UnaryUnionOp.union(squares))).as(what).isTrue();
    } else {
      assertThat(outline.symDifference(UnaryUnionOp.union(squares)).getArea()).isLessThan(1e-3);
    }
  }

  private static Geometry square(int col, int row, Affine a) {
    if (a.isNorthUp()) {
      return FACTORY.toGeometry(
          new Envelope(a.xOf(col, row), a.xOf(col + 1, row), a.yOf(col, row), a.yOf(col, row + 1)));
    }
    int[][] corners = {{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}};
    Coordinate[] ring = new Coordinate[5];
    for (int i = 0; i < 5; i++) {
      int c = col + corners[i][0];
      int r = row + corners[i][1];
      ring[i] = new Coordinate(a.xOf(c, r), a.yOf(c, r));
    }
    return FACTORY.createPolygon(ring);
  }

  private static int[] pixels(String picture) {
    String plain = picture.replace(" ", "");
    return IntStream.range(0, plain.length()).filter(i -> plain.charAt(i) == '#').toArray();
  }

  private static Grid grid(int width, int height) {
    return new Grid(Crs.ofEpsg(32633), Affine.northUp(465_180, 5_080_260, 30, 30), width, height);
  }
}
