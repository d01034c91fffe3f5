// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.hipparchus.ode.events.Action;
import org.junit.jupiter.api.Test;
import org.orekit.propagation.Propagator;
import org.orekit.propagation.events.EclipseDetector;
import org.orekit.utils.Constants;
import org.sunqar.mission.SharedFolder;
import org.sunqar.mission.constellation.DemoConstellation;
import org.sunqar.mission.constellation.ElevationMask;
import org.sunqar.mission.constellation.GroundStation;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.orbit.Ephemeris;
import org.sunqar.mission.orbit.GroundPoint;
import org.sunqar.mission.orbit.Horizon;
import org.sunqar.mission.orbit.Orbit;
import org.sunqar.mission.orbit.OrbitSource;
import org.sunqar.mission.orbit.SunTrack;
import org.sunqar.mission.orbit.Time;

class ContactSearchTest {

  private static final Earth EARTH = Earth.withoutOrientation();

  /** Ten passes that STK computed. */
  @Test
  void agreesWithStk() throws IOException {
    List<String> lines = Files.readAllLines(SharedFolder.file("passes/bugsat1_stk_passes.csv"));
    Orbit orbit = Orbit.read(OrbitSource.tle(element(lines.get(0)), element(lines.get(1))), EARTH);
    Horizon horizon =
        Horizon.between(Time.parse("2014-10-22T20:18:11Z"), Time.parse("2014-10-25T06:00:00Z"));
    GroundStation station =
        new GroundStation(
            "arg",
            "ARG",
            "x",
            GroundPoint.ofDegrees(-64.2032868, -31.2884, 492.96),
            ElevationMask.constant(0),
            List.of("a"));
    List<Contact> contacts =
        new ContactSearch(horizon, "s", new Ephemeris.Builder(EARTH, horizon).build(orbit))
            .find(station);
    List<String> passes =
        lines.stream().filter(l -> !l.startsWith("#") && !l.startsWith("aos")).toList();
    assertThat(passes).hasSize(10);
    for (String pass : passes) {
      String[] cells = pass.split(",", -1);
      Contact contact =
          contacts.stream()
              .filter(c -> Math.abs(c.start().since(Time.parse(cells[0]))) < 60)
              .findFirst()
              .orElseThrow();
      assertThat(contact.start().since(Time.parse(cells[0]))).isCloseTo(0, within(0.05));
      assertThat(contact.end().since(Time.parse(cells[2]))).isCloseTo(0, within(0.05));
      assertThat(contact.culmination().since(Time.parse(cells[1]))).isCloseTo(0, within(0.5));
      assertThat(Math.toDegrees(contact.maxElevation()))
          .isCloseTo(Double.parseDouble(cells[3]), within(0.02));
    }
  }

  /** The lines of the source have wrong check digits. */
  private static String element(String comment) {
    String line =
        (comment.substring(comment.indexOf(' ', 2) + 1) + " ".repeat(69)).substring(0, 68);
    int sum = line.chars().map(c -> c >= '0' && c <= '9' ? c - '0' : c == '-' ? 1 : 0).sum();
    return line + sum % 10;
  }

  @Test
  void masksByAzimuthShortenContacts() {
    Horizon day = Horizon.ofDays(Time.parse("2026-04-14"), 1);
    Orbit orbit = Orbit.read(DemoConstellation.read().satellite("mongol-1").orbit(), EARTH);
    ContactSearch search =
        new ContactSearch(day, "mongol-1", new Ephemeris.Builder(EARTH, day).build(orbit));
    GroundStation station = DemoConstellation.read().station("ulaanbaatar");
    GroundStation open =
        new GroundStation(
            "o",
            "o",
            "x",
            station.place(),
            ElevationMask.constant(Math.toRadians(5)),
            List.of("a"));
    List<Contact> masked = search.find(station);
    List<Contact> all = search.find(open);
    assertThat(masked).isNotEmpty();
    for (Contact contact : masked) {
      assertThat(all)
          .anyMatch(c ->
              !c.start().isAfter(contact.start().plus(0.01))
                  && !c.end().isBefore(contact.end().plus(-0.01)));
    }
    assertThat(masked.stream().mapToDouble(Contact::seconds).sum())
        .isLessThan(all.stream().mapToDouble(Contact::seconds).sum());
  }

  @Test
  void eclipsesEqualOrekitsDetector() {
    Horizon day = Horizon.ofDays(Time.parse("2026-04-14"), 1);
    for (String id : List.of("dala-1", "tengri-1", "bassin-1")) {
      Orbit orbit = Orbit.read(DemoConstellation.read().satellite(id).orbit(), EARTH);
      List<Double> expected = new ArrayList<>();
      Propagator propagator = orbit.propagator();
      propagator.addEventDetector(
          new EclipseDetector(EARTH.sun(), Constants.SUN_RADIUS, EARTH.ellipsoid())
              .withUmbra()
              .withHandler((state, detector, rising) -> {
                expected.add(state.getDate().durationFrom(EARTH.date(day.start())));
                return Action.CONTINUE;
              }));
      propagator.propagate(EARTH.date(day.start()), EARTH.date(day.end()));
      List<EclipseSearch.Eclipse> found =
          new EclipseSearch(
                  new Ephemeris.Builder(EARTH, day).build(orbit), new SunTrack(EARTH, day))
              .find();
      List<Double> edges = new ArrayList<>();
      for (EclipseSearch.Eclipse eclipse : found) {
        edges.add(eclipse.start());
        edges.add(eclipse.end());
      }
      edges.removeIf(t -> t == 0 || t == day.seconds());
      assertThat(edges).hasSameSizeAs(expected).hasSizeGreaterThan(20);
      for (int i = 0; i < edges.size(); i++) {
        assertThat(edges.get(i)).isCloseTo(expected.get(i), within(0.5));
      }
      assertThat(EclipseSearch.sunlitSeconds(found, 0, day.seconds()))
          .isBetween(0.55 * day.seconds(), 0.75 * day.seconds());
    }
  }
}
