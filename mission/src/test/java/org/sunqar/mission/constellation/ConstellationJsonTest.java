// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.constellation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.orbit.Orbit;
import org.sunqar.mission.orbit.OrbitSource;

class ConstellationJsonTest {

  private static final Constellation DEMO = DemoConstellation.read();

  @Test
  void whatIsWrittenIsReadAgain() {
    String text = ConstellationJson.write(DEMO);
    assertThat(ConstellationJson.write(ConstellationJson.read(text, Path.of("")))).isEqualTo(text);
    assertThat(ConstellationJson.read(text, Path.of(""))).isEqualTo(DEMO);
  }

  @Test
  void demoHasThreeMembersAndOrbitsThatCanBeRead() {
    Earth earth = Earth.withoutOrientation();
    assertThat(DEMO.satellites())
        .extracting(Satellite::owner)
        .containsExactly(
            "kazakhstan",
            "kazakhstan",
            "kazakhstan",
            "kazakhstan",
            "mongolia",
            "mongolia",
            "congo");
    for (Satellite satellite : DEMO.satellites()) {
      assertThat(Orbit.read(satellite.orbit(), earth).epoch())
          .hasToString("2026-04-13T12:00:00.000Z");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"share\" : 0.5 | \"share\" : 0.4 | The shares of the members sum to 0.9, not 1.",
        "\"owner\" : \"congo\" | \"owner\" : \"chad\" | belongs to chad, which is no member",
        "\"id\" : \"dala-2\" | \"id\" : \"dala-1\" | two of the id dala-1 for a satellite",
        "\"swath_m\" : 14000.0 | \"swath_m\" : -1 | satellites[0].instruments[0].swath_m must be a"
            + " number above 0, not -1",
        "\"swath_m\" : 14000.0 | \"swath\" : 14000 | satellites[0].instruments[0].swath_m is"
            + " missing",
        "\"kind\" : \"PAN\" | \"kind\" : \"RADAR\" | must be one of [PAN, MS, PAN_MS], not RADAR",
        "\"max_off_nadir_deg\" : 35.0 | \"max_off_nadir_deg\" : 95 | agility.max_off_nadir_deg must"
            + " be a number from 0.1 to 60, not 95",
        "\"settling_s\" : 4.0 | \"settling_s\" : 4.0, \"jitter\": 2 |"
            + " satellites[0].agility.roll.jitter is not known",
        "\"latitude_deg\" : 52.0 | \"latitude_deg\" : 152.0 | stations[0].latitude_deg must be a"
            + " number from -90 to 90, not 152.0",
        "\"azimuth\" : 90.0 | \"azimuth\" : 0.0 | stations[1].mask_deg[1].azimuth must be larger"
            + " than the one before",
        "\"tle\" : | \"tles\" : | satellites[0].orbit must have exactly one of [tle, tle_file,",
        "\"antennas\" : [ \"a\", \"b\" ] | \"antennas\" : [ ] | stations[0].antennas must have at"
            + " least 1 entry",
      })
  void badMembersAreNamed(String good, String bad, String reason) {
    String text = ConstellationJson.write(DEMO);
    assertThat(text).contains(good);
    int at = text.indexOf(good);
    String broken = text.substring(0, at) + bad + text.substring(at + good.length());
    assertThatThrownBy(() -> ConstellationJson.read(broken, Path.of("")))
        .isInstanceOf(MissionException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void orbitFilesLieBesideTheConstellation(@TempDir Path folder) throws Exception {
    String lines = DEMO.satellite("dala-1").orbit().text();
    Files.writeString(folder.resolve("dala.tle"), lines);
    String text = ConstellationJson.write(DEMO);
    int from = text.indexOf("\"tle\"");
    int to = text.indexOf(']', from) + 1;
    Path file = folder.resolve("constellation.json");
    Files.writeString(
        file, text.substring(0, from) + "\"tle_file\": \"dala.tle\"" + text.substring(to));
    assertThat(ConstellationJson.read(file).satellite("dala-1").orbit())
        .isEqualTo(new OrbitSource(OrbitSource.Format.TLE, lines));
    Files.delete(folder.resolve("dala.tle"));
    assertThatThrownBy(() -> ConstellationJson.read(file)).hasMessageContaining("dala.tle");
  }

  @ParameterizedTest
  @CsvSource({"0, 7", "45, 6", "135, 7", "180, 9", "315, 6", "359.9, 6.998", "-45, 6", "405, 6"})
  void masksAreLinearAroundTheCircle(double azimuth, double elevation) {
    ElevationMask mask = DEMO.station("ulaanbaatar").mask();
    assertThat(Math.toDegrees(mask.elevation(Math.toRadians(azimuth))))
        .isCloseTo(elevation, within(1e-3));
    assertThat(ElevationMask.constant(0.1).elevation(Math.toRadians(azimuth))).isEqualTo(0.1);
  }

  @ParameterizedTest
  @CsvSource({"4, 4", "9, 6", "30, 13", "-30, 13", "0, 0"})
  void turnsAccelerateCoastAndBrake(double degrees, double seconds) {
    Axis axis = new Axis(Math.toRadians(3), Math.toRadians(1), 2);
    assertThat(axis.turnSeconds(Math.toRadians(degrees))).isCloseTo(seconds, within(1e-9));
    Agility agility = new Agility(axis, axis, axis, 1);
    assertThat(agility.slewSeconds(0, Math.toRadians(degrees), 0))
        .isCloseTo(degrees == 0 ? 0 : seconds + 2, within(1e-9));
  }
}
