// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.orbit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hipparchus.geometry.euclidean.threed.Vector3D;
import org.junit.jupiter.api.Test;
import org.orekit.propagation.analytical.tle.TLE;
import org.orekit.propagation.analytical.tle.TLEPropagator;
import org.sunqar.mission.SharedFolder;

/** SGP4 against the states of Vallado et al. (2006), AIAA 2006-6753. */
class Sgp4Test {

  private static final Earth EARTH = Earth.withoutOrientation();

  /** Made to end in errors: their states are of no use. */
  private static final List<String> ARTIFICIAL = List.of("33333", "33334", "33335");

  private record State(double minutes, Vector3D kilometres) {}

  @Test
  void regularBlocksAgreeToTwoMillimetres() throws IOException {
    Map<String, List<State>> expected = expected();
    int satellites = 0;
    int states = 0;
    List<String> lines =
        Files.readAllLines(SharedFolder.file("sgp4/SGP4-VER.TLE")).stream()
            .filter(l -> l.startsWith("1 ") || l.startsWith("2 "))
            .toList();
    for (int i = 0; i < lines.size(); i += 2) {
      String id = String.valueOf(Integer.parseInt(lines.get(i).substring(2, 7)));
      if (ARTIFICIAL.contains(id)) {
        continue;
      }
      TLE tle =
          TwoLineElements.read(checked(lines.get(i)) + "\n" + checked(lines.get(i + 1)), EARTH);
      TLEPropagator propagator = TLEPropagator.selectExtrapolator(tle, EARTH.teme());
      satellites++;
      for (State state : expected.getOrDefault(id, List.of())) {
        Vector3D position =
            propagator
                .getPVCoordinates(tle.getDate().shiftedBy(state.minutes() * 60))
                .getPosition();
        assertThat(position.distance(state.kilometres().scalarMultiply(1000)))
            .as("metres of %s at %s minutes", id, state.minutes())
            .isLessThan(0.002);
        states++;
      }
    }
    assertThat(satellites).isEqualTo(30);
    assertThat(states).isGreaterThan(500);
  }

  /** The first block of each satellite; a second one of 20413 is 3.5 years off its epoch. */
  private static Map<String, List<State>> expected() throws IOException {
    Map<String, List<State>> blocks = new LinkedHashMap<>();
    List<State> block = new ArrayList<>();
    for (String line : Files.readAllLines(SharedFolder.file("sgp4/tcppver.out"))) {
      String[] words = line.strip().split("\\s+", -1);
      if (words.length == 2 && words[1].equals("xx")) {
        block = new ArrayList<>();
        blocks.putIfAbsent(words[0], block);
      } else if (words.length >= 7) {
        block.add(
            new State(
                Double.parseDouble(words[0]),
                new Vector3D(
                    Double.parseDouble(words[1]),
                    Double.parseDouble(words[2]),
                    Double.parseDouble(words[3]))));
      }
    }
    return blocks;
  }

  /** The lines have wrong check digits and more columns than elements. */
  static String checked(String line) {
    String cut = String.format(Locale.ROOT, "%-68s", line).substring(0, 68);
    return cut + TwoLineElements.checkDigit(cut + "0");
  }
}
