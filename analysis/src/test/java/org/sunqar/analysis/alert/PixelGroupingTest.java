// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.alert.AlertRule.Direction;
import org.sunqar.analysis.alert.PixelChange.Strength;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;

/** Pictures: S a seed, w a weak change, a dot nothing; answers: letters are groups. */
class PixelGroupingTest {

  private static final double PIXEL_HA = 0.09;

  @ParameterizedTest
  @CsvSource({
    // one large enough group of seeds, one too small even to begin
    "SS...S  SS....  ...... , AA....  AA....  ......",
    // the minimum is four pixels: two seeds may begin, and need two more
    "SS...  ww...  ..... , AA...  AA...  .....",
    "SS...  .w...  ..... , .....  .....  .....",
    "S....  www..  ..... , .....  .....  .....",
    // weak ones join where two pixels of the alert touch them, not where one does
    "SS...  SSw.w  ..... , AA...  AAA..  .....",
    "SS...  SS...  ..w.. , AA...  AA...  .....",
    // and round by round: each needs two of those before it
    "SSw..  SSw..  ..... , AAA..  AAA..  .....",
    "SSww.  SSww.  ..... , AAAA.  AAAA.  .....",
    // corners connect
    "S.S..  .S...  S.... , A.A..  .A...  A....",
    // a pixel with five neighbours in the alert is taken in
    "SSS..  S.S..  SSS.. , AAA..  AAA..  AAA..",
    "SSS..  S....  SSS.. , AAA..  AA...  AAA..",
    "SSS..  S.S..  ..... , AAA..  AAA..  .....",
    "SSS..  S....  S.... , AAA..  AA...  A....",
    // two alerts, in the order of their first pixels
    ".S..SS  SS..SS  .S.... , .A..BB  AA..BB  .A....",
    // a pixel that two alerts surround makes one of them
    "SS.SS  SS.SS  ..... , AA.BB  AA.BB  .....",
    "SS.SS  SS.SS  SS.SS , AA.AA  AAAAA  AA.AA",
    // the last column does not touch the first of the next row
    "..SSS  S....  S.... , .....  .....  .....",
    "....S  S....  S...S , .....  .....  .....",
  })
  void picture(String input, String answer) {
    String[] rows = input.strip().split(" +");
    assertThat(groups(rows, changes(rows), rule(4, Direction.BOTH)))
        .isEqualTo(String.join("  ", answer.strip().split(" +")));
  }

  @Test
  void growthStopsAfterFourRounds() {
    String[] rows = {"SSwwwwww", "SSwwwwww"};
    assertThat(groups(rows, changes(rows), rule(4, Direction.BOTH)))
        .isEqualTo("AAAAAA..  AAAAAA..");
  }

  @Test
  void theOrderOfChangesDoesNotMatter() {
    Random random = new Random(31);
    String[] rows = new String[40];
    for (int row = 0; row < rows.length; row++) {
      StringBuilder line = new StringBuilder();
      for (int col = 0; col < 50; col++) {
        double u = random.nextDouble();
        line.append(u < 0.3 ? 'S' : u < 0.5 ? 'w' : '.');
      }
      rows[row] = line.toString();
    }
    List<PixelChange> changes = changes(rows);
    Grid grid = grid(50, 40, 30);
    List<PixelGroup> expected = group(grid, rule(3, Direction.BOTH), changes);
    assertThat(expected).hasSizeGreaterThan(2);
    for (int i = 0; i < 5; i++) {
      List<PixelChange> shuffled = new ArrayList<>(changes);
      Collections.shuffle(shuffled, random);
      List<PixelGroup> actual = group(grid, rule(3, Direction.BOTH), shuffled);
      assertThat(actual).hasSameSizeAs(expected);
      for (int g = 0; g < expected.size(); g++) {
        assertThat(actual.get(g).pixels()).isEqualTo(expected.get(g).pixels());
        assertThat(actual.get(g).changes()).isEqualTo(expected.get(g).changes());
      }
    }
    for (PixelGroup group : expected) {
      assertThat(group.pixels()).isSorted();
      TreeSet<Integer> own = new TreeSet<>();
      changes.forEach(change -> own.add(change.row() * 50 + change.col()));
      own.retainAll(Arrays.stream(group.pixels()).boxed().toList());
      assertThat(group.changes().stream().map(c -> c.row() * 50 + c.col()))
          .containsExactlyElementsOf(own);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 30, 6",
    "0.5, 10, 50",
    "0.54, 30, 6",
    "0.55, 30, 7",
    "0.01, 30, 1",
    "0.0001, 10, 1",
    "1, 10, 100",
    "100, 30, 1112",
    "1000000, 0.001, 2147483647",
  })
  void minimumMappingUnit(double hectares, double pixel, int pixels) {
    AlertRule rule = new AlertRule(hectares, 3, 0, 0, Direction.BOTH);
    assertThat(rule.minimumPixels(pixel * pixel)).isEqualTo(pixels);
  }

  @ParameterizedTest
  @CsvSource({"30, 5, 0", "30, 6, 1", "10, 49, 0", "10, 50, 1"})
  void groupsBelowTheMinimumMappingUnitAreDropped(double metres, int pixels, int groups) {
    String[] rows = {"S".repeat(pixels)};
    AlertRule rule = new AlertRule(0.5, 3, 0, 0, Direction.BOTH);
    assertThat(group(grid(pixels, 1, metres), rule, changes(rows))).hasSize(groups);
  }

  @ParameterizedTest
  @CsvSource({
    "DECREASE, 0, 0, AAA...  AAA...",
    "INCREASE, 0, 0, ...AAA  ...AAA",
    "BOTH,     0, 0, AAAAAA  AAAAAA",
    "DECREASE, 4, 0, AAA...  AAA...",
    "BOTH,   4.1, 0, ......  ......",
    "BOTH,     0, 0.2, AAA...  AAA...",
    "BOTH,     0, 0.4, ......  ......",
  })
  void directionAndSize(Direction direction, double size, double magnitude, String answer) {
    String[] rows = {"SSSSSS", "SSSSSS"};
    List<PixelChange> changes = new ArrayList<>();
    for (int pixel = 0; pixel < 12; pixel++) {
      boolean loss = pixel % 6 < 3;
      changes.add(change(pixel % 6, pixel / 6, Strength.SEED, loss ? -4 : 4, loss ? -0.3f : 0.1f));
    }
    AlertRule rule = new AlertRule(2 * PIXEL_HA, 3, size, magnitude, direction);
    assertThat(groups(rows, changes, rule)).isEqualTo(answer);
  }

  /** It is part of the land of the alert but says nothing about the loss. */
  @Test
  void aGainInsideALossIsClosedOverAndNotCounted() {
    List<PixelChange> changes = new ArrayList<>();
    for (int pixel = 0; pixel < 9; pixel++) {
      float size = pixel == 4 ? 50 : -4;
      changes.add(change(pixel % 3, pixel / 3, Strength.SEED, size, size / 10));
    }
    PixelGroup group = group(grid(3, 3, 30), rule(4, Direction.DECREASE), changes).getFirst();
    assertThat(group.pixels()).isEqualTo(IntStream.range(0, 9).toArray());
    assertThat(group.changes()).hasSize(8).allMatch(change -> change.size() < 0);
  }

  @Test
  void aGridTooLargeIsRefusedWithItsSize() {
    assertThatThrownBy(() -> new PixelGrouping(grid(40_000, 40_000, 30), 900, AlertRule.defaults()))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining("40000 x 40000 pixels")
        .extracting("key")
        .isEqualTo(AnalysisException.Key.MEMORY);
  }

  private static AlertRule rule(int pixels, Direction direction) {
    return new AlertRule(pixels * PIXEL_HA, 3, 0, 0, direction);
  }

  private static String groups(String[] rows, List<PixelChange> changes, AlertRule rule) {
    Grid grid = grid(rows[0].length(), rows.length, 30);
    char[] picture = new char[grid.width() * grid.height()];
    Arrays.fill(picture, '.');
    char name = 'A';
    for (PixelGroup group : group(grid, rule, changes)) {
      for (int pixel : group.pixels()) {
        picture[pixel] = name;
      }
      name++;
    }
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < grid.height(); row++) {
      lines.add(new String(picture, row * grid.width(), grid.width()));
    }
    return String.join("  ", lines);
  }

  private static List<PixelGroup> group(Grid grid, AlertRule rule, List<PixelChange> changes) {
    return new PixelGrouping(grid, grid.affine().pixelArea(), rule).group(changes);
  }

  private static List<PixelChange> changes(String[] rows) {
    List<PixelChange> changes = new ArrayList<>();
    for (int row = 0; row < rows.length; row++) {
      for (int col = 0; col < rows[row].length(); col++) {
        char c = rows[row].charAt(col);
        if (c != '.') {
          changes.add(change(col, row, c == 'S' ? Strength.SEED : Strength.WEAK, -4, -0.3f));
        }
      }
    }
    return changes;
  }

  private static PixelChange change(int col, int row, Strength strength, float size, float mag) {
    return new PixelChange(col, row, strength, 5, 7, 4, 1, size, mag, 9);
  }

  private static Grid grid(int width, int height, double metres) {
    return new Grid(
        Crs.ofEpsg(32633), Affine.northUp(465_180, 5_080_260, metres, metres), width, height);
  }
}
