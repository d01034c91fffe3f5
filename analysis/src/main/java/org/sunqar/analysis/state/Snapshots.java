// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.state;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The planes as they were before some days, so that a late scene does not send a chunk back to its
 * history. The days are multiples of an interval, counted from 1970-01-01, and depend on the last
 * scene only: whatever the order in which scenes arrive, the same snapshots are kept.
 */
final class Snapshots implements AutoCloseable {

  /** Newest last. */
  private final NavigableMap<LocalDate, PlaneFile> files = new TreeMap<>();

  private final Set<LocalDate> kept;
  private final StateFolder folder;

  /**
   * Opens the snapshots that fit and makes those that will be needed.
   *
   * @param scenes after whose last one the days are chosen
   * @param policy how many, and how far apart
   * @param metadata of new files
   */
  Snapshots(
      StateFolder folder,
      PlaneLayout layout,
      long identity,
      SceneSequence scenes,
      StateOptions policy,
      Map<String, String> metadata) {
    this.folder = folder;
    this.kept = new HashSet<>(days(scenes, policy));
    try {
      for (LocalDate day : folder.snapshots()) {
        Optional<PlaneFile> there =
            PlaneFile.open(folder.snapshot(day), layout, identity, kept.contains(day));
        if (there.isPresent()) {
          files.put(day, there.get());
        } else {
          StateFolder.remove(folder.snapshot(day));
        }
      }
      for (LocalDate day : kept) {
        if (!files.containsKey(day)) {
          Map<String, String> items = new HashMap<>(metadata);
          items.put("STATE_BEFORE", day.toString());
          files.put(
              day,
              PlaneFile.create(folder.snapshot(day), layout, identity, layout.chunks(), items));
        }
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** The days with a scene on each side, the latest of them. */
  private static List<LocalDate> days(SceneSequence scenes, StateOptions policy) {
    List<LocalDate> days = new ArrayList<>();
    if (scenes.later() == 0) {
      return days;
    }
    long first = scenes.scene(0).day().toEpochDay();
    long last = scenes.scene(scenes.later() - 1).day().toEpochDay();
    long day = Math.floorDiv(last, policy.snapshotDays()) * policy.snapshotDays();
    while (day > first && days.size() < policy.snapshots()) {
      days.add(LocalDate.ofEpochDay(day));
      day -= policy.snapshotDays();
    }
    return days;
  }

  /** Whether the state between two scenes is to be kept. */
  boolean keeps(LocalDate lastTaken, LocalDate next) {
    return kept.stream().anyMatch(day -> lastTaken.isBefore(day) && !next.isBefore(day));
  }

  /** Keeps the state of a chunk for the days between its last scene and the next. */
  void keep(int chunk, LocalDate lastTaken, LocalDate next, Stamp stamp, ChunkBuffer state) {
    for (LocalDate day : kept) {
      if (lastTaken.isBefore(day) && !next.isBefore(day)) {
        PlaneFile file = files.get(day);
        if (file != null && !file.stamp(chunk).equals(Optional.of(stamp))) {
          file.write(chunk, stamp, state);
        }
      }
    }
  }

  /**
   * Finds the latest state of a chunk that is on the way to where it is to go.
   *
   * @param before only snapshots of this day or earlier
   * @return the scenes that it has taken; the state is in the buffer
   */
  Optional<Integer> restore(int chunk, List<Stamp> way, LocalDate before, ChunkBuffer state) {
    for (PlaneFile file : files.headMap(before, true).descendingMap().values()) {
      Optional<Stamp> stamp = file.stamp(chunk);
      if (stamp.isPresent()) {
        int taken = stamp.get().scenes();
        if (taken < way.size() && way.get(taken).equals(stamp.get()) && file.read(chunk, state)) {
          return Optional.of(taken);
        }
      }
    }
    return Optional.empty();
  }

  void commit() {
    files.forEach((day, file) -> {
      if (kept.contains(day)) {
        file.commit();
      }
    });
  }

  /** Deletes those that are not needed any more. */
  void prune() {
    for (LocalDate day : List.copyOf(files.keySet())) {
      if (!kept.contains(day)) {
        PlaneFile file = files.remove(day);
        if (file != null) {
          file.close();
        }
        StateFolder.remove(folder.snapshot(day));
      }
    }
  }

  @Override
  public void close() {
    files.values().forEach(PlaneFile::close);
  }
}
