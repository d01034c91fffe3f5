// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.ccd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.analysis.detect.BandSeries;
import org.sunqar.analysis.detect.BandSeries.Quality;
import org.sunqar.analysis.detect.ccd.SCcdState.Mode;

class SCcdTest {

  private final SCcd detector = new SCcd(SCcdOptions.defaults());

  @Test
  void aStablePixelIsWatched() {
    MadePixel pixel = new MadePixel(200, 1);
    SCcdResult result = detector.detect(pixel.series());
    assertThat(result.segments()).isEmpty();
    SCcdState state = result.state();
    assertThat(state.mode()).isEqualTo(Mode.MONITOR);
    assertThat(state.start()).isEqualTo(pixel.days[0]);
    assertThat(state.pending()).hasSize(6);
    assertThat(state.pending().getLast().day()).isEqualTo(pixel.days[199]);
    assertThat(state.observations()).isEqualTo(194);
    assertThat((double) state.models().get(3).coefficient(2)).isCloseTo(210, within(50.0));
    assertThat(Math.sqrt(state.models().get(3).squares() / 194.0)).isCloseTo(30, within(8.0));
  }

  @ParameterizedTest
  @CsvSource({"60, 600", "100, 400", "140, -400"})
  void aStepEndsASegment(int observation, float size) {
    MadePixel pixel = new MadePixel(200, 2).step(observation, size);
    SCcdResult result = detector.detect(pixel.series());
    assertThat(result.segments()).hasSize(1);
    Segment segment = result.segments().getFirst();
    assertThat(segment.breakDay()).isEqualTo(pixel.days[observation]);
    assertThat((double) segment.bands().get(4).magnitude()).isCloseTo(size, within(90.0));
    assertThat(result.state().mode()).isEqualTo(Mode.MONITOR);
    assertThat(result.state().start()).isEqualTo(pixel.days[observation]);
  }

  @Test
  void afterALateStepObservationsAreCollected() {
    MadePixel pixel = new MadePixel(200, 3).step(185, 500);
    SCcdState state = detector.detect(pixel.series()).state();
    assertThat(state.mode()).isEqualTo(Mode.QUEUE);
    assertThat(state.pending()).hasSize(15);
    assertThat(state.pending().getFirst().day()).isEqualTo(pixel.days[185]);
    assertThat(state.models()).isEmpty();
  }

  @Test
  void cloudsAreNoChanges() {
    MadePixel pixel = new MadePixel(200, 4);
    for (int i = 3; i < 190; i += 7) {
      pixel.cloud(i, i % 2 == 0);
    }
    assertThat(detector.detect(pixel.series()).segments()).isEmpty();
  }

  @Test
  void permanentSnow() {
    MadePixel pixel = new MadePixel(60, 6).quality(0, 60, Quality.SNOW);
    SCcdState state = detector.detect(pixel.series()).state();
    assertThat(state.mode()).isEqualTo(Mode.SNOW_MONITOR);
    assertThat(state.models()).hasSize(6);
    MadePixel little = new MadePixel(12, 6).quality(0, 12, Quality.SNOW);
    assertThat(detector.detect(little.series()).state().mode()).isEqualTo(Mode.SNOW_QUEUE);
    assertThat(detector.detect(little.series()).state().pending()).hasSize(12);
  }

  @Test
  void aPixelThatNeverVariesDoesNotChange() {
    MadePixel pixel = new MadePixel(150, 10);
    Arrays.fill(pixel.values, 500);
    assertThat(detector.detect(pixel.series()).segments()).isEmpty();
    assertThat(new Cold(ColdOptions.defaults()).detect(pixel.series())).hasSize(1);
  }

  @Test
  void withoutObservations() {
    BandSeries none = new BandSeries("none", new int[0], new float[0], new byte[0]);
    assertThat(detector.detect(none).state().mode()).isEqualTo(Mode.VOID);
    BandSeries clouds = new MadePixel(50, 7).quality(0, 50, Quality.CLOUD).series();
    assertThat(detector.detect(clouds).state().mode()).isEqualTo(Mode.VOID);
    assertThat(detector.detect(new MadePixel(5, 7).series()).state().mode()).isEqualTo(Mode.QUEUE);
  }

  @Test
  void aPixelDoesNotKnowTheOneBefore() {
    MadePixel pixel = new MadePixel(200, 8).step(100, 500);
    SCcdState first = detector.detect(pixel.series()).state();
    detector.detect(new MadePixel(300, 9).step(90, -300).series());
    SCcdState again = detector.detect(pixel.series()).state();
    for (int band = 0; band < 6; band++) {
      for (int k = 0; k < 21; k++) {
        assertThat(again.models().get(band).covariance(k))
            .isEqualTo(first.models().get(band).covariance(k));
      }
    }
  }
}
