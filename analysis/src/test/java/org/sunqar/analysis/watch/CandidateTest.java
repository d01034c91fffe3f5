// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.analysis.alert.AlertRule;
import org.sunqar.analysis.alert.PixelChange;
import org.sunqar.analysis.alert.PixelChange.Strength;
import org.sunqar.analysis.kernel.BreakEvidence;

/** What of a pixel's departures is left when what is common to the region is taken off. */
class CandidateTest {

  private static final float NONE = Float.NaN;

  @Test
  void aCandidateLosesWhatIsCommon() {
    float[] departures = {0, NONE, -3, -5, NONE, -5, -5.5f, 0.5f};
    float[] common = {0, 0, -1, 0, -2, 0, 0, 0};
    PixelChange change =
        candidate(departures).change(common, 40, AlertRule.defaults()).orElseThrow();
    assertThat(change.strength()).isEqualTo(Strength.SEED);
    assertThat(change.changeDate()).isEqualTo(43);
    assertThat(change.detectDate()).isEqualTo(45);
    assertThat(change.run()).isEqualTo(3);
    assertThat(change.lasting()).isEqualTo(0.75f);
    assertThat(change.size()).isEqualTo(-5);
    assertThat(change.magnitude()).isEqualTo(-5 * 0.02f);
    // with nothing in common the run begins a date earlier; with all in common nothing is left
    PixelChange whole =
        candidate(departures).change(new float[8], 40, AlertRule.defaults()).orElseThrow();
    assertThat(whole.changeDate()).isEqualTo(42);
    float[] everything = {0, 0, -3, -3, -2, -3, -3, 0};
    assertThat(candidate(departures).change(everything, 40, AlertRule.defaults()))
        .isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "0 0 0 0, 0, -1", // nothing
    "-3 0 -3 0, 0, -1", // single outliers
    "-3 3 -3 3, 0, -1", // on changing sides
    "-3 -3 0 0, 2, 0",
    "-3 NaN -3 0, 2, 0", // gaps do not end a run
    "-3 -3 3 3, 2, 0", // of equal ones the first
    "-3 -3 3 3 3, 3, 2",
    "NaN NaN, 0, -1",
  })
  void longestRuns(String text, int run, int date) {
    String[] words = text.split(" ");
    float[] departures = new float[words.length];
    float[] block = new float[words.length * 16];
    Arrays.fill(block, NONE);
    for (int t = 0; t < words.length; t++) {
      departures[t] = Float.parseFloat(words[t]);
      block[t * 16 + 5] = departures[t];
    }
    BreakEvidence evidence = BreakEvidence.of(departures, new float[words.length]);
    assertThat(evidence.run()).isEqualTo(run);
    assertThat(evidence.runDate()).isEqualTo(date);
    int longest = BreakEvidence.longestRun(block, 5);
    assertThat(longest >= BreakEvidence.LEAST_RUN ? longest : 0).isEqualTo(run);
    assertThat(BreakEvidence.longestRun(block, 6)).isZero();
  }

  private static Candidate candidate(float[] departures) {
    short[] packed = new short[departures.length];
    for (int t = 0; t < packed.length; t++) {
      packed[t] = Candidate.pack(departures[t]);
    }
    return new Candidate(7, 9, 45, 0.02f, 6, packed);
  }
}
