// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.series.Phenology.Season;

class PhenologyTest {

  /**
   * By hand: up from 1 to 5 in four steps, down to 3 in two; a tenth, a fifth, ... are on lines.
   */
  @Test
  void aTriangle() {
    double[] curve = {2, 1, 2, 3, 4, 5, 4, 3, 3.5};
    List<Season> seasons = Phenology.of(curve, new PhenologyOptions(0.25, 0.1));
    assertThat(seasons).hasSize(1);
    Season season = seasons.getFirst();
    assertThat(season.start()).isEqualTo(2); // 1 + 0.25 * 4 = 2
    assertThat(season.end()).isEqualTo(6.5); // 3 + 0.25 * 2 = 3.5
    assertThat(season.length()).isEqualTo(4.5);
    assertThat(season.peak()).isEqualTo(5);
    assertThat(season.base()).isEqualTo(2);
    assertThat(season.maximum()).isEqualTo(5);
    assertThat(season.amplitude()).isEqualTo(3);
    assertThat(season.middle()).isCloseTo((4.2 + 5.4) / 2, within(1e-12));
    assertThat(season.leftRate()).isCloseTo(1, within(1e-12));
    assertThat(season.rightRate()).isCloseTo(1, within(1e-12));
    // 2.5 + 3.5 + 4.5 + 4.5 + half a step at 3.75
    assertThat(season.large()).isCloseTo(2.5 + 3.5 + 4.5 + 4.5 + 3.75 / 2, within(1e-12));
    assertThat(season.small()).isCloseTo(season.large() - 2 * 4.5, within(1e-12));
  }

  /**
   * a + b cos: the crossings are at +- acos(2 threshold - 1) around the peak and the integral is
   * closed; fine steps.
   */
  @ParameterizedTest
  @CsvSource({"0.2, 0", "0.5, 0.3", "0.1, 0.9"})
  void aCosineWhoseSeasonsLieAcrossTheNewYear(double threshold, double phase) {
    int perYear = 365;
    double[] curve = new double[5 * perYear];
    for (int t = 0; t < curve.length; t++) {
      curve[t] = 0.5 + 0.3 * Math.cos(2 * Math.PI * (t / (double) perYear - phase));
    }
    List<Season> seasons = Phenology.of(curve, new PhenologyOptions(threshold, 0.25));
    assertThat(seasons).hasSize(4);
    double half = Math.acos(2 * threshold - 1) / (2 * Math.PI) * perYear;
    for (Season season : seasons) {
      double peak = season.middle();
      assertThat(Math.IEEEremainder(peak - phase * perYear, perYear)).isCloseTo(0, within(0.02));
      assertThat(season.start()).isCloseTo(peak - half, within(0.02));
      assertThat(season.end()).isCloseTo(peak + half, within(0.02));
      assertThat(season.base()).isCloseTo(0.2, within(1e-4));
      assertThat(season.amplitude()).isCloseTo(0.6, within(1e-4));
      double omega = 2 * Math.PI / perYear;
      double large = 0.5 * 2 * half + 0.3 * 2 * Math.sin(omega * half) / omega;
      assertThat(season.large()).isCloseTo(large, within(0.03));
    }
    assertThat(seasons.get(1).peak() - seasons.get(0).peak()).isCloseTo(perYear, within(1.0));
  }

  /** Two crops a year; the dent within the second is no season of its own. */
  @Test
  void twoSeasonsAYear() {
    double[] curve = {.3, .2, .5, .8, .5, .2, .4, .7, .65, .72, .4, .2, .5, .8, .5, .21, .3};
    List<Season> seasons = Phenology.of(curve, PhenologyOptions.DEFAULT);
    assertThat(seasons).extracting(Season::peak).containsExactly(3.0, 9.0, 13.0);
    assertThat(Phenology.of(curve, new PhenologyOptions(0.2, 0.05)))
        .extracting(Season::peak)
        .containsExactly(3.0, 7.0, 9.0, 13.0);
  }

  @Test
  void aPlateauCountsFromItsMiddle() {
    double[] curve = {1, 0, 0, 0, 2, 4, 4, 4, 1, 0, 1};
    List<Season> seasons = Phenology.of(curve, PhenologyOptions.DEFAULT);
    assertThat(seasons).extracting(Season::peak).containsExactly(6.0);
    assertThat(seasons.getFirst().start()).isCloseTo(3.4, within(1e-12));
  }

  /** A ripple at the edge does not take the minimum from the season beside it. */
  @Test
  void ripplesAtTheEnds() {
    double[] curve = {.3, .32, .28, .5, .8, .5, .3, .33, .31};
    assertThat(Phenology.of(curve, PhenologyOptions.DEFAULT))
        .extracting(Season::peak)
        .containsExactly(4.0);
  }

  @Test
  void noSeasons() {
    assertThat(Phenology.of(new double[] {1, 1, 1, 1}, PhenologyOptions.DEFAULT)).isEmpty();
    assertThat(Phenology.of(new double[] {1, 2, 3, 2}, PhenologyOptions.DEFAULT)).isEmpty();
    assertThat(Phenology.of(new double[] {1, 2, 1, 2}, PhenologyOptions.DEFAULT)).isEmpty();
    assertThat(Phenology.of(new double[] {}, PhenologyOptions.DEFAULT)).isEmpty();
    assertThatThrownBy(() -> new PhenologyOptions(0, 0.5)).isInstanceOf(AnalysisException.class);
    assertThatThrownBy(() -> new PhenologyOptions(0.5, 2)).isInstanceOf(AnalysisException.class);
  }
}
