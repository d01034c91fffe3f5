// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.access.CloudForecast;
import org.sunqar.mission.constellation.Satellite;
import org.sunqar.mission.orbit.Horizon;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.plan.schedule.Acquisition;
import org.sunqar.mission.plan.schedule.Plan;

class SegmentTest {

  private static final Plan PLAN = SmallPlan.make();
  private static final Time END = SmallPlan.HORIZON.end();
  private static final SegmentOptions OPTIONS = SegmentOptions.defaults().withFailures(0);

  @TempDir Path folder;

  private static Segment segment(SegmentOptions options) {
    return new Segment(SmallPlan.EARTH, SmallPlan.DEMO, options, CloudForecast.NONE);
  }

  private static SegmentState fresh() {
    return SegmentState.fresh(SmallPlan.DEMO, SmallPlan.START);
  }

  private static long count(Flight flight, SegmentEvent.Kind kind) {
    return flight.events().stream().filter(e -> e.kind() == kind).count();
  }

  @Test
  void whatIsPlannedIsTaskedTakenAndReceived() {
    assertThat(PLAN.acquisitions()).hasSizeGreaterThan(20);
    Flight flight = segment(OPTIONS).fly(PLAN, fresh(), END);
    int all = PLAN.acquisitions().size();
    assertThat(count(flight, SegmentEvent.Kind.TASKED)).isEqualTo(all);
    assertThat(count(flight, SegmentEvent.Kind.TAKEN)).isEqualTo(all);
    assertThat(count(flight, SegmentEvent.Kind.RECEIVED)).isEqualTo(all);
    assertThat(flight.received()).hasSize(all);
    Map<String, Time> before = new HashMap<>();
    for (SegmentEvent event : flight.events()) {
      Time last = before.put(event.acquisition(), event.time());
      if (last != null) {
        assertThat(event.time().isBefore(last)).isFalse();
      }
    }
  }

  @Test
  void theSameSeedGivesTheSameAndAnotherAnother() {
    Flight one = segment(OPTIONS).fly(PLAN, fresh(), END);
    assertThat(segment(OPTIONS).fly(PLAN, fresh(), END)).isEqualTo(one);
    Flight other = segment(OPTIONS.withSeed(2)).fly(PLAN, fresh(), END);
    assertThat(other.received()).isNotEqualTo(one.received());
  }

  @Test
  void spansCutAnywhereGiveWhatTheWholeGives() {
    Flight whole = segment(OPTIONS.withFailures(0.2)).fly(PLAN, fresh(), END);
    Acquisition middle = PLAN.acquisitions().get(PLAN.acquisitions().size() / 2);
    // in the middle of imaging, and somewhere
    List<Time> cuts =
        List.of(
            SmallPlan.START.plus(10_000),
            middle.start().plus(1),
            SmallPlan.START.plus(99_999),
            END);
    List<SegmentEvent> events = new ArrayList<>();
    List<Flight.Received> received = new ArrayList<>();
    Map<String, Integer> lines = new HashMap<>();
    SegmentState state = fresh();
    for (Time cut : cuts) {
      Flight part = segment(OPTIONS.withFailures(0.2)).fly(PLAN, state, cut);
      events.addAll(part.events());
      received.addAll(part.received());
      part.telemetry().forEach((s, t) -> lines.merge(s, t.size(), Integer::sum));
      state = part.end();
    }
    assertThat(events).isEqualTo(whole.events());
    assertThat(received)
        .extracting(r -> r.image().acquisition())
        .isEqualTo(whole.received().stream().map(r -> r.image().acquisition()).toList());
    whole.telemetry().forEach((s, t) -> assertThat(lines).containsEntry(s, t.size()));
    for (SatelliteState end : whole.end().satellites()) {
      double cut =
          state.satellites().stream()
              .filter(s -> s.satellite().equals(end.satellite()))
              .findFirst()
              .orElseThrow()
              .energy();
      assertThat(cut).isCloseTo(end.energy(), within(1e-3));
    }
  }

  @Test
  void memoryAndEnergyStayWithinTheirLimits() {
    Flight flight = segment(OPTIONS).fly(PLAN, fresh(), END);
    for (Satellite satellite : SmallPlan.DEMO.satellites()) {
      List<Telemetry> lines = flight.telemetry().getOrDefault(satellite.id(), List.of());
      assertThat(lines).hasSize(2 * 1440);
      double battery = satellite.platform().power().battery();
      assertThat(lines)
          .allMatch(t -> t.memory() >= 0 && t.memory() <= satellite.platform().recorder().memory())
          .allMatch(t -> t.energy() > 0 && t.energy() <= battery)
          .allMatch(t -> t.duty() >= 0 && t.duty() <= 1)
          .anyMatch(t -> t.memory() > 0)
          .anyMatch(t -> t.energy() < battery)
          .anyMatch(t -> !t.sunlit())
          .anyMatch(t -> t.attitude().roll() != 0);
      assertThat(lines.getLast().memory()).isZero();
    }
  }

  @Test
  void imagesLieOffByThePointingError() {
    Flight flight = segment(OPTIONS.withPointing(20e-6)).fly(PLAN, fresh(), END);
    double mean =
        flight.received().stream()
            .mapToDouble(r -> r.image().offset().metres())
            .average()
            .orElseThrow();
    // 20 microradians from 550 to 700 km, each axis, farther where it looks aside
    assertThat(mean).isBetween(8.0, 40.0);
    Flight exact = segment(OPTIONS.withPointing(0)).fly(PLAN, fresh(), END);
    assertThat(exact.received()).allMatch(r -> r.image().offset().metres() == 0);
  }

  @Test
  void aFailedSatelliteDoesNothingMoreAndLosesWhatIsAboard() throws IOException {
    Acquisition last =
        PLAN.acquisitions().stream()
            .filter(a -> a.satellite().equals("dala-1"))
            .skip(2)
            .findFirst()
            .orElseThrow();
    Time out = last.end().plus(1);
    SegmentOptions failing = OPTIONS.withOutages(List.of(new SegmentOptions.Outage("dala-1", out)));
    Flight flight = segment(failing).fly(PLAN, fresh(), END);
    assertThat(flight.events())
        .noneMatch(e -> e.satellite().equals("dala-1") && e.time().isAfter(out));
    assertThat(flight.events())
        .anyMatch(e -> e.kind() == SegmentEvent.Kind.LOST && e.acquisition().equals(last.id()));
    assertThat(count(flight, SegmentEvent.Kind.OUT)).isEqualTo(1);
    assertThat(flight.telemetry().get("dala-1")).allMatch(t -> t.time().isBefore(out));
    assertThat(flight.end().out()).containsExactly("dala-1");
    long planned = PLAN.acquisitions().stream().filter(a -> a.satellite().equals("dala-1")).count();
    assertThat(
            flight.events().stream()
                .filter(e -> e.satellite().equals("dala-1"))
                .filter(e ->
                    e.kind() == SegmentEvent.Kind.NOT_TAKEN
                        || e.kind() == SegmentEvent.Kind.RECEIVED
                        || e.kind() == SegmentEvent.Kind.LOST))
        .hasSize((int) planned);
    assertThat(FlightLog.failures(folder)).isEmpty();
    try (FlightLog log = FlightLog.open(folder)) {
      log.add(flight);
    }
    assertThat(FlightLog.failures(folder)).containsExactly(new Failure("dala-1", out, 1, END));
  }

  @Test
  void someAcquisitionsGiveNoImage() {
    Flight flight = segment(OPTIONS.withFailures(1)).fly(PLAN, fresh(), END);
    assertThat(flight.received()).isEmpty();
    assertThat(count(flight, SegmentEvent.Kind.NOT_TAKEN)).isEqualTo(PLAN.acquisitions().size());
  }

  @Test
  void aCommandThatNoStationCanSendIsNotExecuted() {
    Acquisition first = PLAN.acquisitions().getFirst();
    Flight flight =
        segment(OPTIONS)
            .fly(
                made(first.start().plus(-1), first),
                SegmentState.fresh(SmallPlan.DEMO, first.start().plus(-1)),
                END);
    assertThat(flight.events())
        .extracting(SegmentEvent::kind, SegmentEvent::detail)
        .containsExactly(
            tuple(SegmentEvent.Kind.NOT_TAKEN, "No station could send the command before."));
    Flight inTime = segment(OPTIONS).fly(made(SmallPlan.START.plus(-43_200), first), fresh(), END);
    assertThat(inTime.events())
        .extracting(SegmentEvent::kind)
        .containsExactly(SegmentEvent.Kind.TASKED, SegmentEvent.Kind.TAKEN);
  }

  private static Plan made(Time when, Acquisition only) {
    return new Plan(
        1,
        when,
        Horizon.between(SmallPlan.START.isBefore(when) ? when : SmallPlan.START, END),
        PLAN.frozenUntil(),
        List.of(only),
        List.of(),
        List.of());
  }

  @Test
  void flightsAreKeptAndReadAsTheyWere() throws IOException {
    Time noon = SmallPlan.START.plus(43_200);
    Flight first = segment(OPTIONS).fly(PLAN, fresh(), noon);
    try (FlightLog log = FlightLog.open(folder)) {
      assertThat(log.last()).isEmpty();
      log.add(first);
      assertThatThrownBy(() -> FlightLog.open(folder))
          .isInstanceOf(MissionException.class)
          .hasMessageContaining("another process");
    }
    // what a killed process leaves
    Files.writeString(folder.resolve("mission/flights/000002.json.tmp"), "{\"from\":");
    try (FlightLog log = FlightLog.open(folder)) {
      assertThat(log.last().map(Flight::end)).contains(first.end());
      Flight second = segment(OPTIONS).fly(PLAN, log.last().orElseThrow().end(), END);
      assertThat(second).isEqualTo(segment(OPTIONS).fly(PLAN, first.end(), END));
      log.add(second);
      assertThat(log.flights()).extracting(Flight::from).containsExactly(SmallPlan.START, noon);
      assertThat(log.flights().getFirst().events()).isEqualTo(first.events());
      assertThat(log.flights().getFirst().received()).isEqualTo(first.received());
    }
    assertThat(Files.readAllLines(folder.resolve("mission/telemetry/000001-dala-1.jsonl")))
        .hasSize(720)
        .allMatch(line -> line.startsWith("{\"time\":\"2026-04-14T"));
  }
}
