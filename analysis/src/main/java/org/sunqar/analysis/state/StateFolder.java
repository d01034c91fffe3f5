// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunqar.analysis.AnalysisException;

/**
 * The folder of a watch's state, held by one process at a time: {@code fit.tif} with the planes
 * that the history gave, {@code state.tif} with those that each scene changes, {@code
 * snapshot-YYYYMMDD.tif} with the latter as they were before a day, and {@code scenes.json} with
 * the scenes that were taken.
 */
public final class StateFolder implements AutoCloseable {

  static final String FIT = "fit.tif";
  static final String STATE = "state.tif";
  static final String SCENES = "scenes.json";

  private static final String LOCK = "state.lock";
  private static final String SNAPSHOT = "snapshot-";
  private static final String SUFFIX = ".tif";

  private final Path folder;
  private final FileChannel channel;

  private StateFolder(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes the folder, making it when it is not there.
   *
   * @throws AnalysisException CONFLICT when another process, or another thread of this one, has it
   */
  public static StateFolder open(Path folder) {
    FileChannel channel = null;
    try {
      Files.createDirectories(folder);
      channel =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) != null) {
        return new StateFolder(folder, channel);
      }
      channel.close();
    } catch (IOException e) {
      close(channel);
      throw PlaneFile.unwritable(folder, e);
    }
    throw new AnalysisException(
        AnalysisException.Key.CONFLICT,
        "the state in "
            + folder
            + " is being updated by another process; try again when it is done");
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      return null;
    }
  }

  private static void close(@Nullable FileChannel channel) {
    if (channel != null) {
      try (channel) {
        // the failure before is the one to tell
      } catch (IOException _) {
        // as above
      }
    }
  }

  /**
   * Deletes the state in a folder, and the folder when nothing else is in it.
   *
   * @throws AnalysisException CONFLICT when it is being updated
   */
  public static void delete(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (StateFolder own = open(folder)) {
      for (LocalDate day : own.snapshots()) {
        remove(own.snapshot(day));
      }
      for (String name : List.of(STATE, FIT, SCENES, LOCK)) {
        remove(own.file(name));
      }
    }
    try (Stream<Path> left = Files.list(folder)) {
      if (left.findAny().isEmpty()) {
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw PlaneFile.unwritable(folder, e);
    }
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  Path snapshot(LocalDate before) {
    return folder.resolve(SNAPSHOT + before.format(DateTimeFormatter.BASIC_ISO_DATE) + SUFFIX);
  }

  /** The days of the snapshots that are there, the latest first. */
  static List<LocalDate> snapshots(Path folder) {
    List<LocalDate> days = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.startsWith(SNAPSHOT) && name.endsWith(SUFFIX)) {
          String day = name.substring(SNAPSHOT.length(), name.length() - SUFFIX.length());
          days.add(LocalDate.parse(day, DateTimeFormatter.BASIC_ISO_DATE));
        }
      }
    } catch (DateTimeParseException e) {
      throw new AnalysisException(
          AnalysisException.Key.IO,
          folder + " has a file that is no snapshot: " + e.getMessage(),
          e);
    } catch (IOException e) {
      throw PlaneFile.unreadable(folder, e);
    }
    days.sort(Comparator.reverseOrder());
    return days;
  }

  List<LocalDate> snapshots() {
    return snapshots(folder);
  }

  static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw PlaneFile.unwritable(file, e);
    }
  }

  @Override
  public void close() {
    close(channel);
  }
}
