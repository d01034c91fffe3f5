// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.kernel.BreakBlock;

class OnlineDetectorsTest {

  private static final int HISTORY = 120;
  private static final int DATES = 180;
  private static final LocalDate START = LocalDate.of(2018, 1, 4);

  static Stream<String> names() {
    return OnlineDetectors.names().stream();
  }

  private static SceneTime time(int date) {
    return SceneTime.of(START.plusDays(12L * date));
  }

  /** A season with noise and gaps; odd pixels fall at date 150. */
  private static float[] values(int date, Random random) {
    double year = time(date).year();
    float[] values = new float[BreakBlock.PIXELS];
    for (int p = 0; p < values.length; p++) {
      double value = 0.6 + 0.15 * Math.cos(2 * Math.PI * year) + 0.02 * random.nextGaussian();
      value -= p % 2 == 1 && date >= 150 ? 0.4 : 0;
      values[p] = random.nextDouble() < 0.3 ? Float.NaN : (float) value;
    }
    return values;
  }

  private static PixelState run(OnlineDetector detector) {
    Random random = new Random(4);
    double[] years = new double[HISTORY];
    float[] block = new float[HISTORY * BreakBlock.PIXELS];
    for (int t = 0; t < HISTORY; t++) {
      years[t] = time(t).year();
      System.arraycopy(values(t, random), 0, block, t * BreakBlock.PIXELS, BreakBlock.PIXELS);
    }
    PixelState state = new PixelState(detector.layout(HISTORY), BreakBlock.PIXELS);
    detector.fit(years).fit(block, 0, state, 0, BreakBlock.PIXELS);
    for (int t = HISTORY; t < DATES; t++) {
      detector.update(state, 0, BreakBlock.PIXELS, values(t, random), 0, time(t), 0);
    }
    return state;
  }

  @ParameterizedTest
  @MethodSource("names")
  void aFallIsConfirmedAndLittleElse(String name) {
    OnlineDetector detector = OnlineDetectors.of(name, Map.of());
    PixelState state = run(detector);
    int falseAlarms = 0;
    for (int p = 0; p < BreakBlock.PIXELS; p += 2) {
      falseAlarms += detector.evidence(state, p).status() == PixelEvidence.Status.CONFIRMED ? 1 : 0;
    }
    assertThat(falseAlarms).isLessThanOrEqualTo(3);
    for (int p = 1; p < BreakBlock.PIXELS; p += 2) {
      PixelEvidence evidence = detector.evidence(state, p);
      assertThat(evidence.status()).isEqualTo(PixelEvidence.Status.CONFIRMED);
      assertThat(evidence.firstDay().orElseThrow()).isBetween(time(147).day(), time(155).day());
      assertThat(evidence.detectionDay().orElseThrow())
          .isBetween(evidence.firstDay().orElseThrow(), time(165).day());
      assertThat(evidence.magnitude()).isBetween(-0.45f, -0.3f);
      assertThat(evidence.lasting()).isGreaterThan(0.8f);
      assertThat(evidence.probability()).isBetween(0.8f, 1f);
      assertThat(evidence.observations()).isBetween(30, 55);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void jsonAndIdentityHoldAllParameters(String name) throws Exception {
    OnlineDetector detector = OnlineDetectors.of(name, Map.of());
    String json = OnlineDetectors.write(detector).toString();
    OnlineDetector again = OnlineDetectors.read(new ObjectMapper().readTree(json));
    assertThat(again.identity())
        .isEqualTo(detector.identity())
        .startsWith(name + "/" + detector.version() + "?");
    assertThat(again.parameters()).isEqualTo(detector.parameters());
  }

  @ParameterizedTest
  @MethodSource("names")
  void aPixelWithoutHistoryHasNoModel(String name) {
    OnlineDetector detector = OnlineDetectors.of(name, Map.of());
    double[] years = {2020, 2020.1, 2020.2};
    PixelState state = new PixelState(detector.layout(3), 3);
    float[] block = new float[3 * BreakBlock.PIXELS];
    detector.fit(years).fit(block, 0, state, 0, 3);
    detector.update(state, 0, 3, new float[] {1, 2, 3}, 0, time(50), 0);
    PixelEvidence evidence = detector.evidence(state, 1);
    assertThat(evidence.status()).isEqualTo(PixelEvidence.Status.NO_MODEL);
    assertThat(evidence.observations()).isZero();
    assertThat(evidence.firstDay()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "lambda, 0, lambda must be above 0 and at most 1",
    "lambda, x, lambda must be a number",
    "order, 5, order must be 0 to 4",
    "order, 1.5, order must be a whole number",
    "screen, 0.5, screen must be 0 or 1 to 20",
    "confirm, 1, confirm must be 2 (provisional) to 50",
    "support, -1, support must be 0 to 50",
    "trend, yes, trend must be true or false",
    "lamda, 0.3, ewma has no parameter 'lamda'"
  })
  void wrongParametersAreRefused(String name, String value, String message) {
    assertThatThrownBy(() -> OnlineDetectors.of("ewma", Map.of(name, value)))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining(message);
  }

  @Test
  void unknownDetectorsAreRefused() {
    assertThatThrownBy(() -> OnlineDetectors.of("emwa", Map.of()))
        .hasMessageContaining("there is no online detector 'emwa'");
  }
}
