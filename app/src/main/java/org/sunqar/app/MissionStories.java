// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.sunqar.app.report.MissionStory;
import org.sunqar.mission.constellation.Constellation;
import org.sunqar.mission.constellation.Satellite;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.order.Order;
import org.sunqar.mission.order.Orders;
import org.sunqar.mission.plan.schedule.Acquisition;
import org.sunqar.mission.plan.schedule.Downlink;
import org.sunqar.mission.plan.schedule.Plan;
import org.sunqar.mission.plan.schedule.Plans;
import org.sunqar.mission.segment.Flight;
import org.sunqar.mission.segment.FlightLog;
import org.sunqar.mission.segment.Image;
import org.sunqar.mission.segment.SegmentEvent;
import org.sunqar.raster.geo.Bounds;

/** Collects from the files of a workspace what its satellites did. */
final class MissionStories {

  /** Lines of telemetry from which one is taken: a point in ten minutes. */
  private static final int EVERY = 10;

  private final Workspace workspace;
  private final Constellation constellation;
  private final Orders orders;
  private final Time start;
  private final Time end;

  MissionStories(
      Workspace workspace, Constellation constellation, Orders orders, Time start, Time end) {
    this.workspace = workspace;
    this.constellation = constellation;
    this.orders = orders;
    this.start = start;
    this.end = end;
  }

  MissionStory story(
      List<MissionStory.AlertTale> alerts, List<MissionStory.PlanTale> plans, Bounds land)
      throws IOException {
    List<Flight> flights = FlightLog.of(workspace.folder());
    return new MissionStory(
        start.instant(), end.instant(), land, alerts, passes(flights), satellites(flights), plans);
  }

  private Map<String, Acquisition> planned() {
    Map<String, Acquisition> all = new HashMap<>();
    Plans plans = Plans.of(workspace.folder());
    for (int version : plans.versions()) {
      plans.read(version).acquisitions().forEach(a -> all.put(a.id(), a));
    }
    return all;
  }

  private List<MissionStory.PassTale> passes(List<Flight> flights) {
    Map<String, Acquisition> planned = planned();
    Map<String, Flight.Received> received = new HashMap<>();
    List<SegmentEvent> ends = new ArrayList<>();
    for (Flight flight : flights) {
      flight.received().forEach(r -> received.put(r.image().acquisition(), r));
      for (SegmentEvent event : flight.events()) {
        switch (event.kind()) {
          case RECEIVED, NOT_TAKEN, LOST -> ends.add(event);
          case TASKED, TAKEN, OUT -> {}
        }
      }
    }
    List<MissionStory.PassTale> passes = new ArrayList<>();
    for (SegmentEvent event : ends) {
      passes.add(
          pass(
              event,
              Objects.requireNonNull(planned.get(event.acquisition())),
              Optional.ofNullable(received.get(event.acquisition()))));
    }
    passes.sort(Comparator.comparing(MissionStory.PassTale::time));
    return passes;
  }

  private MissionStory.PassTale pass(
      SegmentEvent event, Acquisition planned, Optional<Flight.Received> received) {
    Order order = orders.order(orders.request(event.request()).order()).order();
    Optional<Image> image = received.map(Flight.Received::image);
    MissionStory.Outcome outcome =
        switch (event.kind()) {
          case LOST -> MissionStory.Outcome.LOST;
          case RECEIVED ->
              image.orElseThrow().cloud() > order.image().maxCloud()
                  ? MissionStory.Outcome.CLOUDY
                  : MissionStory.Outcome.GOOD;
          case NOT_TAKEN, TASKED, TAKEN, OUT -> MissionStory.Outcome.NOT_TAKEN;
        };
    return new MissionStory.PassTale(
        event.satellite(),
        event.request(),
        !order.origin().isEmpty(),
        planned.start().instant(),
        received.map(r -> r.time().instant()),
        image.map(Image::cloud),
        outcome,
        planned.footprint().stream()
            .map(p -> new double[] {p.longitudeDegrees(), p.latitudeDegrees()})
            .toList());
  }

  private List<MissionStory.SatelliteTale> satellites(List<Flight> flights) throws IOException {
    List<MissionStory.SatelliteTale> tales = new ArrayList<>();
    for (Satellite satellite : constellation.satellites()) {
      Optional<Instant> failed =
          flights.stream()
              .flatMap(f -> f.events().stream())
              .filter(
                  e -> e.kind() == SegmentEvent.Kind.OUT && e.satellite().equals(satellite.id()))
              .map(e -> e.time().instant())
              .findFirst();
      tales.add(
          new MissionStory.SatelliteTale(
              satellite.id(),
              satellite.name(),
              failed,
              downlinks(satellite, flights),
              lines(satellite)));
    }
    return tales;
  }

  /** The downlinks by which something was received. */
  private List<Instant[]> downlinks(Satellite satellite, List<Flight> flights) {
    Set<String> done = new HashSet<>();
    Plans plans = Plans.of(workspace.folder());
    flights.forEach(f -> f.received().forEach(r -> done.add(r.image().acquisition())));
    Map<Instant, Instant[]> all = new HashMap<>();
    for (int version : plans.versions()) {
      Plan plan = plans.read(version);
      for (Downlink each : plan.downlinks()) {
        boolean used = each.acquisitions().stream().anyMatch(done::contains);
        if (used && each.satellite().equals(satellite.id())) {
          all.put(
              each.end().instant(), new Instant[] {each.start().instant(), each.end().instant()});
        }
      }
    }
    return all.values().stream().sorted(Comparator.comparing(d -> d[0])).toList();
  }

  private List<MissionStory.Line> lines(Satellite satellite) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    double memory = satellite.platform().recorder().memory() / 1e9;
    double battery = satellite.platform().power().battery() / 3600;
    List<Path> files;
    try (Stream<Path> all = Files.list(workspace.folder().resolve("mission/telemetry"))) {
      files =
          all.filter(f -> f.getFileName().toString().endsWith("-" + satellite.id() + ".jsonl"))
              .sorted()
              .toList();
    }
    List<MissionStory.Line> lines = new ArrayList<>();
    int count = 0;
    for (Path file : files) {
      for (String text : Files.readAllLines(file)) {
        if (count++ % EVERY == 0) {
          JsonNode line = mapper.readTree(text);
          lines.add(
              new MissionStory.Line(
                  Instant.parse(line.path("time").asText()),
                  line.path("memory_gbit").asDouble() / memory,
                  line.path("energy_wh").asDouble() / battery));
        }
      }
    }
    return lines;
  }
}
