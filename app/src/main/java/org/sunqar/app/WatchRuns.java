// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.alert.AlertFiles;
import org.sunqar.analysis.state.StartPoint;
import org.sunqar.analysis.state.StateFolder;
import org.sunqar.analysis.tracking.AlertTracking;
import org.sunqar.analysis.tracking.HistoryEntry;
import org.sunqar.analysis.watch.AlertTracker;
import org.sunqar.analysis.watch.Watch;
import org.sunqar.analysis.watch.WatchJson;
import org.sunqar.analysis.watch.WatchRun;
import org.sunqar.analysis.watch.WatchStore;
import org.sunqar.app.config.Setting;
import org.sunqar.catalog.stac.Item;

/**
 * Runs watches in a workspace so that nothing half-done is ever seen: maps and alerts are written
 * to a folder of a temporary name, which is renamed when all of it is on disk; then the database
 * learns of the run in one transaction. One process runs a watch at a time.
 */
final class WatchRuns {

  /** Of a watch whose detector has one, in the watch's folder. */
  static final String STATE = "state";

  /** What the collection looked like at the last run; only spares a run that brings nothing. */
  private static final String MARK = "last-run.txt";

  private static final String TEMPORARY = ".running";
  private static final DateTimeFormatter RUN_ID =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Workspace workspace;
  private final int threads;
  private final long memory;

  WatchRuns(Workspace workspace, int threads, long memory) {
    this.workspace = workspace;
    this.threads = threads;
    this.memory = memory;
  }

  /** The mark of a watch's collection at its last run; empty before the first. */
  String lastMark(String watch) throws IOException {
    Path file = workspace.watchFolder(watch).resolve(MARK);
    return Files.exists(file) ? Files.readString(file) : "";
  }

  /** A finished run and what it found. */
  record Finished(WatchStore.Run run, WatchRun.Result result, List<Item> items) {}

  /**
   * Runs a watch over the scenes that its collection has now.
   *
   * @throws AnalysisException CONFLICT when another process runs it
   */
  Finished run(Watch watch, WatchRun.Progress progress) throws IOException {
    return run(watch, new StartPoint.Current(), progress);
  }

  /**
   * Runs a watch from another point of its state; of a watch without one, all is computed anyway.
   *
   * @throws AnalysisException CONFLICT when another process runs it
   */
  Finished run(Watch watch, StartPoint start, WatchRun.Progress progress) throws IOException {
    Path folder = workspace.watchFolder(watch.name());
    Files.createDirectories(folder);
    try (FileChannel channel = lockFile(folder);
        FileLock _ = lock(channel, watch.name())) {
      workspace.watches().watch(watch.name()); // says when it was deleted in the meantime
      Path temporary = folder.resolve(TEMPORARY);
      deleteTree(temporary); // what a killed run left behind: the lock says that nobody is at it
      Files.createDirectories(temporary);
      try {
        // before the items: what arrives in between is new to the next look
        CatalogMark mark = CatalogMark.of(workspace.items(), watch.collection());
        List<Item> items = workspace.scenesOf(watch.collection());
        Map<String, String> provenance =
            Map.of(
                "SOFTWARE", Version.text(),
                "WATCH", WatchJson.write(watch).without(List.of("area")).toString());
        WatchRun.Result result =
            new WatchRun(watch, threads, memory)
                .withState(folder.resolve(STATE))
                .withSnapshots(
                    workspace.settings().number(Setting.SNAPSHOTS_COUNT, 0, 100),
                    workspace.settings().number(Setting.SNAPSHOTS_DAYS, 1, 3660))
                .from(start)
                .run(items, temporary, provenance, progress);
        Finished finished = publish(watch, items, result, temporary);
        Files.writeString(folder.resolve(MARK), mark.text());
        return finished;
      } finally {
        deleteTree(temporary);
      }
    }
  }

  /**
   * Deletes a watch with its runs from the database.
   *
   * @throws AnalysisException CONFLICT when a process runs it; NOT_FOUND
   */
  static void delete(Workspace workspace, String watch) throws IOException {
    workspace.watches().watch(watch); // says when there is none
    Path folder = workspace.watchFolder(watch);
    Files.createDirectories(folder);
    try (FileChannel channel = lockFile(folder);
        FileLock _ = lock(channel, watch)) {
      workspace.watches().delete(watch);
      Files.deleteIfExists(folder.resolve(MARK));
      StateFolder.delete(folder.resolve(STATE)); // of no use to another watch of the name
    }
  }

  private static FileChannel lockFile(Path folder) throws IOException {
    return FileChannel.open(
        folder.resolve("run.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private Finished publish(Watch watch, List<Item> items, WatchRun.Result found, Path temporary)
      throws IOException {
    Instant finished = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    LocalDate lastScene = found.cube().scenes().getLast().day();
    AlertTracker tracker = new AlertTracker(watch, found);
    // the ids of the files; the transaction below comes to the same ones, as runs of a watch follow
    // one another
    AlertTracking.Outcome named =
        tracker.track(
            new AlertTracking.Run("", finished, lastScene, Version.text()),
            workspace.alerts().known(watch.name()));
    WatchRun.Result result = found.with(named.findings(), named.groups());
    ObjectNode summary = summary(watch, result);
    write(temporary.resolve("alerts.geojson"), AlertFiles.toGeoJson(result.alerts()));
    write(temporary.resolve("alerts.csv"), AlertFiles.toCsv(result.alerts()));
    write(temporary.resolve("alerts.csvt"), AlertFiles.CSV_TYPES);
    ObjectNode details = summary.deepCopy();
    result.regionalDeparture().forEach(details.putArray("regional_departure")::add);
    write(temporary.resolve("run.json"), details.toPrettyString() + "\n");
    Path runs = workspace.watchFolder(watch.name()).resolve("runs");
    Files.createDirectories(runs);
    String id = moveToFreshName(temporary, runs, RUN_ID.format(finished));
    summary.put("run", id);
    summary.put("folder", runs.resolve(id).toString());
    count(summary, named);
    WatchStore.Run run = new WatchStore.Run(watch.name(), id, finished, summary);
    workspace
        .watches()
        .addRun(
            run,
            known ->
                tracker.track(
                    new AlertTracking.Run(id, finished, lastScene, Version.text()), known));
    return new Finished(run, result, items);
  }

  private static void count(ObjectNode summary, AlertTracking.Outcome outcome) {
    summary
        .put("new", outcome.count(HistoryEntry.Kind.CREATED))
        .put("updated", outcome.count(HistoryEntry.Kind.UPDATED))
        .put("confirmed", outcome.count(HistoryEntry.Kind.CONFIRMED))
        .put("retracted", outcome.count(HistoryEntry.Kind.RETRACTED))
        .put("held_back", outcome.quiet());
  }

  private static ObjectNode summary(Watch watch, WatchRun.Result result) {
    double hectares = result.alerts().stream().mapToDouble(alert -> alert.areaHa()).sum();
    return new ObjectMapper()
        .createObjectNode()
        .put("watch", watch.name())
        .put("detector", watch.detector().name())
        .put("index", watch.variable())
        .put("scenes", result.cube().dates())
        .put("history_scenes", result.historyScenes())
        .put("monitored_scenes", result.monitoredScenes())
        .put("last_scene", result.cube().scenes().getLast().day().toString())
        .put("columns", result.grid().width())
        .put("rows", result.grid().height())
        .put("alerts", result.alerts().size())
        .put("alert_area_ha", Math.rint(hectares * 100) / 100)
        .put("software", Version.text());
  }

  private static FileLock lock(FileChannel channel, String watch) throws IOException {
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException _) {
      lock = null;
    }
    if (lock == null) {
      throw new AnalysisException(
          AnalysisException.Key.CONFLICT,
          "watch '" + watch + "' is being run by another process; try again when it is done");
    }
    return lock;
  }

  private static String moveToFreshName(Path temporary, Path runs, String id) throws IOException {
    for (int copy = 1; ; copy++) {
      String name = copy == 1 ? id : id + "-" + copy;
      try {
        if (Files.exists(runs.resolve(name))) {
          continue;
        }
        Files.move(temporary, runs.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        sync(runs);
        return name;
      } catch (FileAlreadyExistsException _) {
        // taken between the two calls: try the next name
      }
    }
  }

  private static void write(Path file, String text) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /** Makes a rename last, where the system can sync a folder. */
  private static void sync(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException _) {
      // not every system opens folders; the rename is still atomic
    }
  }

  static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      tree.sorted(java.util.Comparator.reverseOrder())
          .forEach(path -> {
            try {
              Files.delete(path);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
