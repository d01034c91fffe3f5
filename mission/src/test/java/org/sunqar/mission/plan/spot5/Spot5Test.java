// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.spot5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.SharedFolder;
import org.sunqar.mission.plan.SearchEffort;
import org.sunqar.mission.plan.Searches;
import org.sunqar.mission.plan.Verdict;

class Spot5Test {

  /** Two photographs that exclude each other on camera 2, and one more that fits beside. */
  private static final String SMALL =
      """
      3
      0 5 2 1 0 2 0
      1 7 1 2 0
      4 2 1 13 0
      2
      2 0 1 2 2
      3 0 1 4 1 2 13
      """;

  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("made.spot"), text, StandardCharsets.ISO_8859_1);
  }

  private static Searches searches(long iterations, long seed) {
    return new Searches(
        SearchEffort.ofIterations(iterations).withSeed(seed), () -> false, value -> {});
  }

  /** Without the third 5 + 7, without the first 7 + 2; all three never. */
  @Test
  void aSmallInstanceIsSolved() throws IOException {
    Path file = file(SMALL);
    Spot5Instance instance = Spot5Reader.read(file);
    Spot5Plan plan = new Spot5Search(instance).best(searches(2000, 1));
    assertThat(plan.cameras()).containsExactly(1, 2, 0);
    assertThat(Spot5Checker.check(file, plan.text(instance)).value()).isEqualTo(12);
  }

  @ParameterizedTest
  @CsvSource({
    "'2 2 0', 12, both take camera 2",
    "'1 2 13', 14, the three together",
    "'1 1 0', 5, a camera that the second does not have",
    "'1 2 0', 13, another profit than is said",
    "'1 2', 12, a line too few"
  })
  void theCheckerFindsWhatIsForbidden(String cameras, int profit, String why) throws IOException {
    Path file = file(SMALL);
    String text = "profit = " + profit + ", weight = 0\n\n\n" + cameras.replace(' ', '\n') + "\n";
    Verdict verdict = Spot5Checker.check(file, text);
    assertThat(verdict.violations()).as(why).hasSize(1);
    assertThat(verdict.value()).isZero();
  }

  /** 150 photographs of two units each, of which the recorder takes 100. */
  @Test
  void theRecorderBoundsWhatIsTaken() throws IOException {
    StringBuilder text = new StringBuilder("150\n");
    for (int i = 0; i < 150; i++) {
      text.append(i).append(" ").append(i + 1).append(" 1 2 902.3 251502 1\n");
    }
    Path file = file(text + "1\n90000\n");
    Spot5Instance instance = Spot5Reader.read(file);
    Spot5Plan plan = new Spot5Search(instance).best(searches(200_000, 1));
    assertThat(plan.profit(instance)).isEqualTo(100 * (51 + 150) / 2);
    assertThat(plan.units(instance)).isEqualTo(200);
    String tooMuch = new Spot5Plan(java.util.Collections.nCopies(150, 2)).text(instance);
    assertThat(Spot5Checker.check(file, tooMuch).violations())
        .containsExactly("the recorder takes 200 units, not 300");
  }

  @ParameterizedTest
  @CsvSource({
    "'', the file ends where the number of photographs",
    "'x', 'line 1: the number of photographs should be a whole number'",
    "'2000000000', the file ends too early",
    "'1\n0 5 1 2', the line ends where a recorder use",
    "'1\n0 5 1 2 NaN\n0', a recorder use should be a number",
    "'1\n0 5 99 2 0\n0', the number of takes should be",
    "'1\n0 5 2 2 0 2 0\n0', camera 2 is there twice",
    "'2\n0 5 1 2 0\n0 5 1 2 0\n0', photograph 0 is there twice",
    "'1\n0 5 1 2 0\n1\n2 0 7 2 2', there is no photograph 7",
    "'1\n0 5 1 2 0\n1\n2 0 0 2 2', names a photograph twice",
    "'2\n0 5 1 2 0\n1 5 1 2 0\n1\n2 0 1 2', the last forbidden combination is not complete",
    "'2\n0 5 1 2 0\n1 5 1 2 0\n1\n2 0 1 2 2\n2 0 1 2 2', there is more after the 1 restrictions",
    "'2\n0 5 1 2 0\n1 5 1 2 0\n2\n2 0 1 2 2\n\n', the file ends after 1 of 2 restrictions"
  })
  void whatIsNoInstanceIsRefused(String text, String why) throws IOException {
    Path file = file(text);
    assertThatThrownBy(() -> Spot5Reader.read(file))
        .isInstanceOf(MissionException.class)
        .hasMessageContaining("made.spot is no instance of SPOT 5: line")
        .hasMessageContaining(why);
  }

  /** Cut off or with bytes changed: an instance or one clear error, never another. */
  @Test
  void damagedFilesAreReadOrRefused() throws IOException {
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = SMALL.getBytes(StandardCharsets.ISO_8859_1);
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      int length = random.nextBoolean() ? bytes.length : random.nextInt(bytes.length);
      Path file = folder.resolve("damaged.spot");
      Files.write(file, java.util.Arrays.copyOf(bytes, length));
      try {
        assertThat(Spot5Reader.read(file).photographs()).isNotNull();
      } catch (MissionException e) {
        assertThat(e.key()).isEqualTo(MissionException.Key.PROBLEM);
        refused++;
      }
    }
    assertThat(refused).isBetween(1000, 1999);
  }

  @ParameterizedTest
  @CsvSource({"8, 10", "54, 70", "29, 12032", "404, 49", "503, 9096"})
  void publishedInstancesReachTheirProvenProfit(String name, double profit) throws IOException {
    Path file = SharedFolder.file("spot5/" + name + ".spot");
    Spot5Instance instance = Spot5Reader.read(file);
    Spot5Plan plan = new Spot5Search(instance).best(searches(1_000_000, 1));
    assertThat(Spot5Checker.check(file, plan.text(instance)).value()).isEqualTo(profit);
  }

  @Test
  void theSameSeedGivesTheSamePlan() {
    Spot5Instance instance = Spot5Reader.read(SharedFolder.file("spot5/1504.spot"));
    List<Spot5Plan> plans = new ArrayList<>();
    for (long seed : new long[] {3, 3, 4}) {
      plans.add(new Spot5Search(instance).best(searches(100_000, seed)));
    }
    assertThat(plans.get(0)).isEqualTo(plans.get(1)).isNotEqualTo(plans.get(2));
  }
}
