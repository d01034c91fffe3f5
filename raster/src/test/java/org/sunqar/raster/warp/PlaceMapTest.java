// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;

class PlaceMapTest {

  private static final List<Integer> SYSTEMS =
      List.of(4326, 3857, 32632, 32633, 32660, 32701, 3035, 3031, 3413, 2154);

  /** Random pairs of grids at random places: no place is off by more than was asked for. */
  @Test
  void errorsAreWithinTheBound() {
    Random random = new Random(20);
    int interpolated = 0;
    for (int round = 0; round < 60; round++) {
      double lon = -180 + 360 * random.nextDouble();
      double lat = -88 + 176 * random.nextDouble();
      double metres = Math.pow(10, 0.5 + 3.5 * random.nextDouble());
      Grid target = grid(random, lon, lat, metres);
      Grid source = grid(random, lon, lat, metres * (0.3 + 2 * random.nextDouble()));
      double bound = List.of(0.01, 0.125, 1.0).get(round % 3);
      PixelMapping mapping = PixelMapping.between(target, source);
      PlaceMap map = new PlaceMap(mapping, target.width(), target.height(), bound);
      for (PlaceMap.Piece piece : map.pieces(target.window())) {
        interpolated += piece.cell().kind() == Cell.Kind.BILINEAR ? 1 : 0;
        check(map, piece, mapping, bound, source);
      }
    }
    assertThat(interpolated).isGreaterThan(60);
  }

  private static Grid grid(Random random, double lon, double lat, double metres) {
    Crs crs = Crs.ofEpsg(SYSTEMS.get(random.nextInt(SYSTEMS.size())));
    double[] middle = {lon, lat};
    crs.fromLonLat(middle, 1);
    if (!Double.isFinite(middle[0]) || Math.abs(middle[0]) > 3e7 || Math.abs(middle[1]) > 3e7) {
      crs = Crs.ofEpsg(4326);
      middle = new double[] {lon, lat};
    }
    double pixel = crs.isGeographic() ? metres / 111_000 : metres;
    int size = 200 + random.nextInt(300);
    double tilt = random.nextInt(3) == 0 ? pixel * 0.4 : 0;
    return new Grid(
        crs,
        new Affine(
            pixel, tilt, middle[0] - pixel * size / 2, tilt, -pixel, middle[1] + pixel * size / 2),
        size,
        size);
  }

  private static void check(
      PlaceMap map, PlaceMap.Piece piece, PixelMapping mapping, double bound, Grid source) {
    Window window = piece.window();
    Places places = map.centres(piece);
    if (piece.cell().kind() == Cell.Kind.EMPTY) {
      return;
    }
    double[] cols = new double[window.width()];
    double[] rows = new double[window.width()];
    double[] exact = new double[2 * window.width()];
    for (int row = window.row(); row < window.endRow(); row++) {
      places.row(row, cols, rows);
      for (int i = 0; i < cols.length; i++) {
        exact[2 * i] = window.col() + i + 0.5;
        exact[2 * i + 1] = row + 0.5;
      }
      mapping.toSource(exact, cols.length);
      for (int i = 0; i < cols.length; i++) {
        if (Double.isNaN(exact[2 * i])) {
          assertThat(piece.cell().kind()).isEqualTo(Cell.Kind.EXACT);
        } else {
          double off = Math.hypot(cols[i] - exact[2 * i], rows[i] - exact[2 * i + 1]);
          assertThat(off)
              .as("row %d column %d of %s from %s", row, window.col() + i, piece, source)
              .isLessThanOrEqualTo(bound);
        }
      }
    }
  }

  /** A place that is read in a small window is the same to the bit. */
  @Test
  void placesDoNotDependOnTheWindow() {
    Grid target = new Grid(Crs.ofEpsg(3857), Affine.northUp(852_000, 6_085_000, 90, 90), 500, 500);
    Grid source = new Grid(Crs.ofEpsg(32632), Affine.northUp(399960, 5300040, 60, 60), 500, 500);
    PlaceMap map = new PlaceMap(PixelMapping.between(target, source), 500, 500, 0.01);
    double[] cols = new double[500];
    double[] rows = new double[500];
    double[] partCols = new double[500];
    double[] partRows = new double[500];
    for (PlaceMap.Piece piece : map.pieces(target.window())) {
      Window whole = piece.window();
      map.centres(piece).row(whole.row() + 1, cols, rows);
      int skip = Math.min(3, whole.width() - 1);
      Window part = new Window(whole.col() + skip, whole.row() + 1, whole.width() - skip, 1);
      map.centres(new PlaceMap.Piece(part, piece.cell())).row(part.row(), partCols, partRows);
      for (int i = 0; i < part.width(); i++) {
        assertThat(partCols[i]).isEqualTo(cols[i + skip]);
        assertThat(partRows[i]).isEqualTo(rows[i + skip]);
      }
    }
  }
}
