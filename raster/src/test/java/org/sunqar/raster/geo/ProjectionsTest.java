// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The formulas here against those of the CRS library, to a micrometre. */
class ProjectionsTest {

  @ParameterizedTest
  @CsvSource({
    "EPSG:32633, 9, -80, 21, 84",
    "EPSG:28412, 64, 35, 74, 80",
    "EPSG:3395, -170, -80, 170, 80",
    "EPSG:3857, -170, -80, 170, 80",
    "EPSG:3035, -10, 35, 40, 70",
    "EPSG:2154, -6, 41, 10, 52",
    "EPSG:5070, -130, 15, -60, 55",
    "EPSG:3413, -180, 50, 180, 89",
    "EPSG:3031, -180, -89, 180, -50",
    "EPSG:32661, -180, 60, 180, 89"
  })
  void agreeWithTheLibrary(String text, double west, double south, double east, double north) {
    CrsDefinition definition = Crs.of(text).definition().orElseThrow();
    CrsTransform ours = CrsTransform.of(definition, OptionalInt.empty()).orElseThrow();
    CrsTransform library =
        CrsTransform.of(
            SisCrs.parse(WktText.formatPlain(definition, OptionalInt.empty())),
            definition.geographic(),
            OptionalInt.empty());
    Random random = new Random(11);
    double[] a = new double[400];
    for (int i = 0; i < a.length; i += 2) {
      a[i] = west + (east - west) * random.nextDouble();
      a[i + 1] = south + (north - south) * random.nextDouble();
    }
    double[] lonLat = a.clone();
    double[] b = a.clone();
    ours.fromBase().forEach(step -> step.apply(a, 200));
    library.fromBase().forEach(step -> step.apply(b, 200));
    double[] xy = a.clone();
    ours.toBase().forEach(step -> step.apply(xy, 200));
    for (int i = 0; i < a.length; i++) {
      assertThat(a[i]).as("number %d", i).isCloseTo(b[i], within(1e-6));
      assertThat(xy[i]).as("back, number %d", i).isCloseTo(lonLat[i], within(1e-11));
    }
  }

  @Test
  void systemsOnOneDatumAreConnectedWithoutShifts() {
    double[] point = {12500000, 5500000};
    CoordinateTransform.between(Crs.ofEpsg(28412), Crs.ofEpsg(2502)).transform(point, 1);
    assertThat(point[0]).isCloseTo(500000, within(1e-6));
    assertThat(point[1]).isCloseTo(5500000, within(1e-6));
    CoordinateTransform none = CoordinateTransform.between(Crs.ofEpsg(3857), Crs.ofEpsg(3857));
    assertThat(none.isIdentity()).isTrue();
  }

  @Test
  void whatIsNotReachedIsNaNInBothNumbers() {
    double[] points = {0, 90, 200, 95, Double.NaN, 3, 10, 50};
    CoordinateTransform.between(Crs.ofEpsg(4326), Crs.ofEpsg(3857)).transform(points, 4);
    for (int i = 0; i < 6; i++) {
      assertThat(points[i]).isNaN();
    }
    assertThat(points[6]).isCloseTo(1113194.9079327357, within(1e-6));
  }
}
