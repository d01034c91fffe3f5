// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.segment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.sunqar.mission.MissionException;
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
  private final FileChannel channel;
  private final FileLock lock;

  private FlightLog(Path folder, FileChannel channel, FileLock lock) {
    this.flights = folder.resolve("flights");
    this.telemetry = folder.resolve("telemetry");
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Opens the log to add to it.
   *
   * @param workspace the folder that has or gets {@code mission/}
   * @throws MissionException CONFLICT when another process has it open
   */
  public static FlightLog open(Path workspace) throws IOException {
    Path folder = workspace.resolve("mission");
    Files.createDirectories(folder.resolve("flights"));
    Files.createDirectories(folder.resolve("telemetry"));
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException _) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      throw new MissionException(
          MissionException.Key.CONFLICT,
          "The satellites of " + workspace + " are being simulated by another process.");
    }
    return new FlightLog(folder, channel, lock);
  }

  /**
   * The flights so far, without telemetry, by time.
   *
   * @throws MissionException IO when a file is damaged
   */
  public List<Flight> flights() throws IOException {
    return read(flights);
  }

  /** The flights of a workspace, without opening its log; none where nothing was simulated. */
  public static List<Flight> of(Path workspace) throws IOException {
    Path folder = workspace.resolve("mission").resolve("flights");
    return Files.isDirectory(folder) ? read(folder) : List.of();
  }

  private static List<Flight> read(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(f -> f.toString().endsWith(".json")).sorted().toList();
    }
    List<Flight> result = new ArrayList<>();
    for (Path file : files) {
      result.add(FlightFile.read(file.toString(), Files.readString(file)));
    }
    return result;
  }

  /** Where the satellites are; empty before the first flight. */
  public Optional<SegmentState> state() throws IOException {
    List<Flight> all = flights();
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast().end());
  }

  /** Adds a flight, all of it or nothing. */
  public void add(Flight flight) throws IOException {
    String number = String.format(Locale.ROOT, "%06d", flights().size() + 1);
    for (var each : flight.telemetry().entrySet()) {
      write(
          telemetry.resolve(number + "-" + each.getKey() + ".jsonl"),
          TelemetryFile.lines(each.getKey(), each.getValue()));
    }
    write(flights.resolve(number + ".json"), FlightFile.write(flight));
  }

  /** Up to when the orders were told; empty before the first time. */
  Optional<Time> said() throws IOException {
    Path file = flights.resolveSibling("said");
    return Files.exists(file)
        ? Optional.of(Time.parse(Files.readString(file).strip()))
        : Optional.empty();
  }

  void said(Time until) throws IOException {
    write(flights.resolveSibling("said"), until.text(9) + "\n");
  }

  private static void write(Path file, String text) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".tmp");
    try (FileChannel out =
        FileChannel.open(
            draft,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() throws IOException {
    lock.release();
    channel.close();
  }
}
