// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.ccd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.detect.BandSeries;
import org.sunqar.analysis.detect.BandSeries.Quality;

class ColdTest {

  private final Cold cold = new Cold(ColdOptions.defaults());

  @Test
  void aStablePixelIsOneSegment() {
    MadePixel pixel = new MadePixel(200, 1);
    List<Segment> segments = cold.detect(pixel.series());
    assertThat(segments).hasSize(1);
    Segment segment = segments.getFirst();
    assertThat(segment.start()).isEqualTo(pixel.days[0]);
    assertThat(segment.end()).isEqualTo(pixel.days[199]);
    assertThat(segment.breakDay()).isZero();
    assertThat(segment.category()).isEqualTo(8);
    assertThat(segment.probability()).isZero();
    assertThat((double) segment.bands().get(3).coefficient(2)).isCloseTo(210, within(40.0));
    assertThat((double) segment.bands().get(3).rmse()).isCloseTo(25, within(8.0));
  }

  @ParameterizedTest
  @CsvSource({"60, 600", "100, 400", "140, -400"})
  void aStepEndsASegment(int observation, float size) {
    MadePixel pixel = new MadePixel(200, 2).step(observation, size);
    List<Segment> segments = cold.detect(pixel.series());
    assertThat(segments).hasSize(2);
    Segment first = segments.getFirst();
    assertThat(first.breakDay()).isEqualTo(pixel.days[observation]);
    assertThat(first.end()).isEqualTo(pixel.days[observation - 1]);
    assertThat(first.isBroken()).isTrue();
    assertThat((double) first.bands().get(4).magnitude()).isCloseTo(size, within(90.0));
    assertThat(segments.getLast().start()).isEqualTo(pixel.days[observation]);
  }

  @Test
  void aStepNearTheEndIsOnlyProbable() {
    MadePixel pixel = new MadePixel(200, 3).step(197, 500);
    List<Segment> segments = cold.detect(pixel.series());
    assertThat(segments).hasSize(1);
    assertThat(segments.getFirst().breakDay()).isEqualTo(pixel.days[197]);
    assertThat(segments.getFirst().probability()).isEqualTo(50);
    assertThat(segments.getFirst().isBroken()).isFalse();
  }

  @Test
  void cloudsAreNoChanges() {
    MadePixel pixel = new MadePixel(200, 4);
    for (int i = 3; i < 190; i += 7) {
      pixel.cloud(i, i % 2 == 0);
    }
    List<Segment> segments = cold.detect(pixel.series());
    assertThat(segments).hasSize(1);
    assertThat((double) segments.getFirst().bands().get(1).rmse()).isCloseTo(25, within(8.0));
  }

  @Test
  void fewClearObservationsGetASimpleModel() {
    MadePixel pixel = new MadePixel(60, 5).quality(0, 60, Quality.CLOUD);
    pixel.quality(0, 20, Quality.CLEAR);
    List<Segment> segments = cold.detect(pixel.series());
    assertThat(segments).hasSize(1);
    assertThat(segments.getFirst().category()).isEqualTo(44);
    assertThat(segments.getFirst().end()).isEqualTo(pixel.days[59]);
  }

  @Test
  void snowAllYearGetsASimpleModel() {
    MadePixel pixel = new MadePixel(60, 6).quality(0, 58, Quality.SNOW);
    for (int i = 0; i < 60; i++) {
      pixel.values[i * 7] = 12_000;
    }
    List<Segment> segments = cold.detect(pixel.series());
    assertThat(segments).hasSize(1);
    Segment segment = segments.getFirst();
    assertThat(segment.category()).isEqualTo(54);
    assertThat(segment.observations()).isEqualTo(60);
    assertThat(segment.bands().get(0).coefficient(0)).isEqualTo(10_000);
    assertThat((double) segment.bands().get(1).rmse()).isCloseTo(25, within(12.0));
  }

  @Test
  void withoutObservationsThereIsNoSegment() {
    assertThat(cold.detect(new BandSeries("none", new int[0], new float[0], new byte[0])))
        .isEmpty();
    assertThat(cold.detect(new MadePixel(11, 7).series())).isEmpty();
    assertThat(cold.detect(new MadePixel(90, 7).quality(0, 90, Quality.FILL).series())).isEmpty();
    BandSeries oneDay =
        new BandSeries("day", new int[30], new MadePixel(30, 8).values, new byte[30]);
    assertThat(cold.detect(oneDay)).isEmpty();
  }

  @Test
  void theThermalBandDecidesNothing() {
    MadePixel pixel = new MadePixel(200, 9).step(100, 500);
    List<Segment> with = cold.detect(pixel.series());
    List<Segment> without = cold.detect(pixel.withoutThermal());
    assertThat(without).hasSameSizeAs(with);
    assertThat(without.getFirst().bands()).hasSize(6);
    assertThat(without.getFirst().breakDay()).isEqualTo(with.getFirst().breakDay());
    assertThat(without.getFirst().bands().get(5).rmse())
        .isEqualTo(with.getFirst().bands().get(5).rmse());
  }

  @ParameterizedTest
  @CsvSource({
    "1,   6, 20, 365",
    "0.5, 6, 20, 365",
    "NaN, 6, 20, 365",
    ".99, 1, 20, 365",
    ".99, 13, 20, 365",
    ".99, 6, -1, 365",
    ".99, 6, NaN, 365",
    ".99, 6, 20, 0"
  })
  void settingsOutOfTheirRange(double probability, int consecutive, double lambda, double gap) {
    assertThatExceptionOfType(AnalysisException.class)
        .isThrownBy(() -> new ColdOptions(probability, consecutive, lambda, gap))
        .matches(e -> e.key() == AnalysisException.Key.SETTING);
  }
}
