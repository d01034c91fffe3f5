// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.segment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.sunqar.mission.FileHold;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.WholeFile;
import org.sunqar.mission.orbit.Time;

/**
 * What the simulated satellites of a workspace have done so far, in its folder {@code mission/}:
 *
 * <pre>
 * flights/NNNNNN.json             a span: its events, the images received, the satellites afterwards
 * telemetry/NNNNNN-SATELLITE.jsonl  telemetry of a satellite in that span, a line for each instant
 * said                              up to when the orders were told of it
 * </pre>
 *
 * <p>A span counts once its file of flights has its name, which is given last: a process that is
 * killed before leaves nothing that is looked at, and the span is flown again with the same result.
 * One process at a time adds spans.
 */
public final class FlightLog implements AutoCloseable {

  private final Path flights;
  private final Path telemetry;
  private final FileHold hold;

  private FlightLog(Path folder, FileHold hold) {
    this.flights = folder.resolve("flights");
    this.telemetry = folder.resolve("telemetry");
    this.hold = hold;
  }

  /**
   * Opens the log to add to it.
   *
   * @param workspace the folder that has or gets {@code mission/}
   * @throws MissionException CONFLICT when another process has it open
   */
  public static FlightLog open(Path workspace) throws IOException {
    Path folder = workspace.resolve("mission");
    FileHold hold =
        FileHold.take(folder.resolve("lock"))
            .orElseThrow(() ->
                new MissionException(
                    MissionException.Key.CONFLICT,
                    "The satellites of " + workspace + " are being simulated by another process."));
    return new FlightLog(folder, hold);
  }

  /**
   * The flights so far, without telemetry, by time.
   *
   * @throws MissionException IO when a file is damaged
   */
  public List<Flight> flights() throws IOException {
    return read(files(flights));
  }

  /** The flights of a workspace, without opening its log; none where nothing was simulated. */
  public static List<Flight> of(Path workspace) throws IOException {
    return read(files(workspace.resolve("mission").resolve("flights")));
  }

  /** Satellites that have failed, by the flights of a workspace; by their ids. */
  public static List<Failure> failures(Path workspace) throws IOException {
    List<Flight> flights = of(workspace);
    if (flights.isEmpty()) {
      return List.of();
    }
    Flight last = flights.getLast();
    List<Failure> failures = new ArrayList<>();
    for (Flight flight : flights) {
      for (SegmentEvent event : flight.events()) {
        if (event.kind() == SegmentEvent.Kind.OUT && last.end().out().contains(event.satellite())) {
          failures.add(
              new Failure(event.satellite(), event.time(), flight.plan(), last.end().clock()));
        }
      }
    }
    failures.sort(Comparator.comparing(Failure::satellite));
    return failures;
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(f -> f.toString().endsWith(".json")).sorted().toList();
    }
  }

  private static List<Flight> read(List<Path> files) throws IOException {
    List<Flight> result = new ArrayList<>();
    for (Path file : files) {
      result.add(FlightFile.read(file.toString(), Files.readString(file)));
    }
    return result;
  }

  /** The flight that ends where the satellites are; empty before the first one. */
  public Optional<Flight> last() throws IOException {
    List<Path> files = files(flights);
    return read(files.subList(Math.max(0, files.size() - 1), files.size())).stream().findFirst();
  }

  /** Adds a flight, all of it or nothing. */
  public void add(Flight flight) throws IOException {
    String number = String.format(Locale.ROOT, "%06d", files(flights).size() + 1);
    for (var each : flight.telemetry().entrySet()) {
      WholeFile.write(
          telemetry.resolve(number + "-" + each.getKey() + ".jsonl"),
          TelemetryFile.lines(each.getKey(), each.getValue()));
    }
    WholeFile.write(flights.resolve(number + ".json"), FlightFile.write(flight));
  }

  /** Up to when the orders were told; empty before the first time. */
  Optional<Time> said() throws IOException {
    Path file = flights.resolveSibling("said");
    return Files.exists(file)
        ? Optional.of(Time.parse(Files.readString(file).strip()))
        : Optional.empty();
  }

  void said(Time until) throws IOException {
    WholeFile.write(flights.resolveSibling("said"), until.text(9) + "\n");
  }

  @Override
  public void close() throws IOException {
    hold.close();
  }
}
