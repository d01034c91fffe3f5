// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.raster.Gdal;
import org.sunqar.raster.RasterException;

class BoundsTest {

  /** Against pyproj's transform_bounds with as many points on an edge. */
  @Tag("gdal")
  @ParameterizedTest
  @CsvSource({
    "32633, 4326, 300000, 5200000, 700000, 5800000",
    "32633, 3857, 300000, 5200000, 700000, 5800000",
    "32633, 3035, 300000, 5200000, 700000, 5800000",
    "32660, 4326, 600000, 5000000, 850000, 5400000",
    "32601, 4326, 200000, 5000000, 600000, 5400000",
    "32701, 4326, 150000, 7000000, 600000, 8400000",
    "3031, 4326, -3000000, -3000000, 3000000, 3000000",
    "3031, 4326, 1000000, 500000, 2000000, 900000",
    "3413, 4326, -100000, -200000, 900000, 800000",
    "3413, 4326, 500000, 600000, 1900000, 1800000",
    "3413, 3857, 500000, 600000, 1900000, 1800000",
    "3995, 4326, -2500000, 300000, -500000, 2500000",
    "32661, 4326, 1500000, 1500000, 2500000, 2500000",
    "4326, 3035, 0, 40, 20, 60",
    "4326, 3413, -60, 70, -30, 85",
    "4326, 3857, -170, -80, 170, 80",
    "4326, 32633, 12, 40, 18, 50",
    "3857, 4326, -1e7, -5e6, 1e7, 5e6",
    "5070, 4326, -2000000, 400000, 2200000, 3100000",
    "2154, 3035, 100000, 6100000, 1200000, 7100000",
    "3035, 2154, 3300000, 2200000, 4000000, 3100000"
  })
  void isTheRectangleAroundTheEdges(int from, int to, double x0, double y0, double x1, double y1) {
    String code =
        String.format(
            Locale.ROOT,
            "import pyproj; print(*pyproj.Transformer.from_crs(%d, %d, always_xy=True)"
                + ".transform_bounds(%s, %s, %s, %s, densify_pts=21))",
            from,
            to,
            x0,
            y0,
            x1,
            y1);
    String[] expected = Gdal.python("pyproj", code).strip().split(" ");
    Bounds ours = new Bounds(x0, y0, x1, y1).transformed(Crs.ofEpsg(from), Crs.ofEpsg(to));
    double[] numbers =
        to == 4326
            ? ours.bbox()
            : new double[] {ours.minX(), ours.minY(), ours.maxX(), ours.maxY()};
    for (int i = 0; i < 4; i++) {
      assertThat(numbers[i])
          .as("%d of %s", i, String.join(" ", expected))
          .isCloseTo(Double.parseDouble(expected[i]), within(to == 4326 ? 1e-8 : 1e-3));
    }
  }

  @Test
  void acrossTheAntimeridianEastIsBeyond180() {
    Bounds bounds =
        new Bounds(600000, 5000000, 850000, 5400000)
            .transformed(Crs.ofEpsg(32660), Crs.ofEpsg(4326));
    assertThat(bounds.minX()).isBetween(178.0, 179.0);
    assertThat(bounds.maxX()).isBetween(181.0, 182.0);
    assertThat(bounds.acrossAntimeridian())
        .containsExactly(
            new Bounds(bounds.minX(), bounds.minY(), 180, bounds.maxY()),
            new Bounds(-180, bounds.minY(), bounds.maxX() - 360, bounds.maxY()));
    Bounds back = bounds.transformed(Crs.ofEpsg(4326), Crs.ofEpsg(32660));
    assertThat(back.minX()).isLessThan(600001);
    assertThat(back.maxX()).isBetween(849999.0, 900000.0);
  }

  @Test
  void anAreaThatHasNoPlaceThereIsRefused() {
    assertThatThrownBy(
            () -> new Bounds(3e7, 3e7, 4e7, 4e7).transformed(Crs.ofEpsg(3035), Crs.ofEpsg(4326)))
        .isInstanceOf(RasterException.class);
  }
}
