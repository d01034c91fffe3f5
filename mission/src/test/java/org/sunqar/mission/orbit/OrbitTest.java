// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.orbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.hipparchus.geometry.euclidean.threed.Rotation;
import org.hipparchus.geometry.euclidean.threed.Vector3D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.constellation.DemoConstellation;

class OrbitTest {

  private static final Earth EARTH = Earth.withoutOrientation();
  private static final Time EPOCH = Time.parse("2026-04-13T12:00:00Z");
  private static final OrbitSource TLE = DemoConstellation.read().satellite("dala-1").orbit();
  private static final Orbit ORBIT = Orbit.read(TLE, EARTH);
  private static final CcsdsWriter WRITER = new CcsdsWriter(EARTH, "SUNQAR", EPOCH);
  private static final CcsdsWriter.Subject SUBJECT = new CcsdsWriter.Subject("DALA 1", "2025-001A");

  private static double metresApart(Orbit a, Orbit b, Time time) {
    return a.propagator()
        .getPVCoordinates(EARTH.date(time), EARTH.inertial())
        .getPosition()
        .distance(
            b.propagator().getPVCoordinates(EARTH.date(time), EARTH.inertial()).getPosition());
  }

  @Test
  void elementsComeBackFromLinesAndFromAnOmm() {
    Orbit lines = Orbit.read(new OrbitSource(OrbitSource.Format.TLE, WRITER.tle(ORBIT)), EARTH);
    Orbit omm =
        Orbit.read(new OrbitSource(OrbitSource.Format.OMM, WRITER.omm(ORBIT, SUBJECT)), EARTH);
    assertThat(WRITER.tle(ORBIT).strip()).isEqualTo(TLE.text());
    for (Time time : List.of(EPOCH, EPOCH.plus(86_400), EPOCH.plus(7 * 86_400))) {
      assertThat(metresApart(ORBIT, lines, time)).isZero();
      assertThat(metresApart(ORBIT, omm, time)).isLessThan(1e-3);
    }
    assertThat(WRITER.tle(omm).lines().toList().get(1))
        .isEqualTo(WRITER.tle(ORBIT).lines().toList().get(1));
  }

  /** The node of an orbit that keeps to the Sun is at the same local time on another day. */
  @ParameterizedTest
  @CsvSource({"2026-04-13", "2026-11-29", "2027-01-01", "2028-12-31", "2026-01-05"})
  void anOrbitIsAlikeOnAnotherDay(LocalDate day) {
    Orbit moved = Orbit.read(TLE.on(day), EARTH);
    assertThat(moved.epoch()).isEqualTo(Time.parse(day + "T12:00:00Z"));
    assertThat(localTime(moved)).isEqualTo(localTime(ORBIT), within(Math.toRadians(8)));
    assertThat(TLE.on(LocalDate.of(2026, 4, 13))).isEqualTo(TLE);
  }

  /** From the Sun to the ascending node, eastward (rad); the Sun is up to 5° from its mean. */
  private static double localTime(Orbit orbit) {
    Vector3D sun = EARTH.sun().getPosition(EARTH.date(orbit.epoch()), EARTH.inertial());
    double node = orbit.elements().orElseThrow().getRaan();
    return Math.IEEEremainder(node - sun.getAlpha(), 2 * Math.PI);
  }

  @Test
  void anEphemerisComesBackBetweenItsStates() {
    Horizon horizon = new Horizon(EPOCH, 7200);
    Orbit oem =
        Orbit.read(
            new OrbitSource(OrbitSource.Format.OEM, WRITER.oem(ORBIT, SUBJECT, horizon, 60)),
            EARTH);
    for (double t : List.of(0.0, 30.0, 3599.5, 7170.0, 7200.0)) {
      assertThat(metresApart(ORBIT, oem, EPOCH.plus(t))).isLessThan(1);
    }
    assertThat(oem.check(horizon, ElementAge.DEFAULT)).isEmpty();
    assertThatThrownBy(() -> oem.check(new Horizon(EPOCH, 7201), ElementAge.DEFAULT))
        .isInstanceOf(MissionException.class)
        .hasMessageContaining("covers 2026-04-13T12:00:00.000Z to 2026-04-13T14:00:00.000Z");
    Ephemeris ephemeris = new Ephemeris.Builder(EARTH, horizon).build(oem);
    assertThat(ephemeris.seconds()).isEqualTo(7200);
  }

  @Test
  void aStateComesBackAndDriftsSlowly() {
    Orbit opm =
        Orbit.read(
            new OrbitSource(OrbitSource.Format.OPM, WRITER.opm(ORBIT, SUBJECT, EPOCH)), EARTH);
    assertThat(opm.epoch()).isEqualTo(EPOCH);
    assertThat(metresApart(ORBIT, opm, EPOCH)).isLessThan(5);
    assertThat(metresApart(ORBIT, opm, EPOCH.plus(86_400))).isLessThan(10_000);
    assertThatThrownBy(() -> WRITER.omm(opm, SUBJECT))
        .hasMessage("An orbit given as OPM has no mean elements; write it as OPM or OEM.");
  }

  @Test
  void attitudesComeBack() {
    Random random = new Random(3);
    List<Attitude> attitudes =
        random
            .doubles(20)
            .mapToObj(x -> {
              Rotation r =
                  new Rotation(x - 0.5, random.nextGaussian(), random.nextGaussian(), 0.3, true);
              return new Attitude(
                  EPOCH.plus(Math.rint(1e6 * x) / 1e3), r.getQ0(), r.getQ1(), r.getQ2(), r.getQ3());
            })
            .sorted((a, b) -> a.time().compareTo(b.time()))
            .toList();
    List<Attitude> read = Attitude.read(WRITER.aem(attitudes, SUBJECT), EARTH);
    assertThat(read).hasSize(attitudes.size());
    for (int i = 0; i < read.size(); i++) {
      Attitude a = attitudes.get(i);
      Attitude b = read.get(i);
      assertThat(b.time()).isEqualTo(a.time());
      double cosine = a.q0() * b.q0() + a.q1() * b.q1() + a.q2() * b.q2() + a.q3() * b.q3();
      assertThat(Math.abs(cosine)).isCloseTo(1, within(1e-12));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "69 | 8 | the check digit of line 1 is 8 but its characters give",
        "1 | 3 | line 1 does not begin with \"1 \"",
        "7 | 7 | satellite 90007 and line 2 of 90001",
      })
  void malformedLinesHaveOneReason(int column, char character, String reason) {
    StringBuilder line = new StringBuilder(TLE.text().lines().findFirst().orElseThrow());
    line.setCharAt(column - 1, character);
    if (column != 69) {
      line.setCharAt(68, (char) ('0' + TwoLineElements.checkDigit(line.toString())));
    }
    String second = TLE.text().lines().skip(1).findFirst().orElseThrow();
    assertThatThrownBy(() -> Orbit.read(OrbitSource.tle(line.toString(), second), EARTH))
        .isInstanceOf(MissionException.class)
        .hasMessageContaining(reason);
    assertThatThrownBy(() -> Orbit.read(OrbitSource.tle(line.substring(0, 60), second), EARTH))
        .hasMessageContaining("line 1 has 60 characters in place of 69");
    assertThatThrownBy(
            () -> Orbit.read(new OrbitSource(OrbitSource.Format.TLE, line.toString()), EARTH))
        .hasMessageContaining("they have 1 lines in place of 2");
  }

  @Test
  void messagesThatAreNoneHaveAReason() {
    for (OrbitSource.Format format :
        List.of(OrbitSource.Format.OMM, OrbitSource.Format.OPM, OrbitSource.Format.OEM)) {
      assertThatThrownBy(() -> Orbit.read(new OrbitSource(format, "CCSDS_NO = 2"), EARTH))
          .isInstanceOf(MissionException.class)
          .hasMessageContaining("The " + format + " cannot be read");
    }
  }

  @ParameterizedTest
  @CsvSource({"0, false", "5.9, false", "6.1, true", "28.9, true", "-27, true"})
  void oldElementsAreWarnedOf(double startDays, boolean warned) {
    Horizon day = Horizon.ofDays(EPOCH.plus(startDays * 86_400), 1);
    assertThat(ORBIT.check(day, ElementAge.DEFAULT).isPresent()).isEqualTo(warned);
  }

  @Test
  void tooOldElementsAreRefused() {
    Horizon day = Horizon.ofDays(EPOCH.plus(29.1 * 86_400), 1);
    assertThatThrownBy(() -> ORBIT.check(day, ElementAge.DEFAULT))
        .isInstanceOf(MissionException.class)
        .hasMessage(
            "The TLE is of 2026-04-13T12:00:00Z, 30.1 days from the horizon's far end; more than 30"
                + " are refused.");
  }

  /** The ephemeris in the Earth's frame against Orekit's propagator and frames. */
  @Test
  void ephemerisMeetsThePropagatorToAMetre() {
    Horizon week = Horizon.ofDays(EPOCH, 7);
    Ephemeris ephemeris = new Ephemeris.Builder(EARTH, week).build(ORBIT);
    SunTrack sun = new SunTrack(EARTH, week);
    Random random = new Random(1);
    double[] xyz = new double[3];
    for (int i = 0; i < 500; i++) {
      double t = random.nextDouble() * week.seconds();
      var pv = ORBIT.propagator().getPVCoordinates(EARTH.date(EPOCH.plus(t)), EARTH.itrf());
      ephemeris.position(t, xyz);
      assertThat(new Vector3D(xyz).distance(pv.getPosition())).isLessThan(1);
      ephemeris.velocity(t, xyz);
      assertThat(new Vector3D(xyz).distance(pv.getVelocity())).isLessThan(0.1);
      sun.position(t, xyz);
      Vector3D expected = EARTH.sun().getPosition(EARTH.date(EPOCH.plus(t)), EARTH.itrf());
      assertThat(Vector3D.angle(new Vector3D(xyz), expected)).isLessThan(1e-6);
    }
  }
}
