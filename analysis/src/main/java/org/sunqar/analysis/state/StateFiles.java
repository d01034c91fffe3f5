// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.state;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.sunqar.analysis.AnalysisException;

/** The open files of a state: all for one identity, made where they are not there. */
record StateFiles(StatePlanes planes, PlaneFile fit, PlaneFile state, Snapshots snapshots)
    implements AutoCloseable {

  /** Opens the files of a folder; those of another identity are replaced. */
  static StateFiles open(
      StateFolder folder,
      StatePlanes planes,
      long identity,
      SceneSequence scenes,
      StateOptions options,
      Map<String, String> metadata) {
    requireRoom(folder, planes, options);
    PlaneFile fit = open(folder.file(StateFolder.FIT), planes.fit(), identity, metadata);
    try {
      PlaneFile state = open(folder.file(StateFolder.STATE), planes.state(), identity, metadata);
      try {
        return new StateFiles(
            planes,
            fit,
            state,
            new Snapshots(folder, planes.state(), identity, scenes, options, metadata));
      } catch (RuntimeException e) {
        state.close();
        throw e;
      }
    } catch (RuntimeException e) {
      fit.close();
      throw e;
    }
  }

  private static PlaneFile open(
      Path path, PlaneLayout layout, long identity, Map<String, String> metadata) {
    Optional<PlaneFile> there = PlaneFile.open(path, layout, identity, true);
    return there.orElseGet(
        () -> PlaneFile.create(path, layout, identity, layout.chunks(), metadata));
  }

  /** Refuses before anything is written what would fill the disk later. */
  private static void requireRoom(StateFolder folder, StatePlanes planes, StateOptions options) {
    try {
      Path path = folder.file("");
      long there = 0;
      try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
        for (Path file : files) {
          there += Files.size(file);
        }
      }
      long fit = PlaneFile.size(planes.fit(), planes.fit().chunks());
      long state = PlaneFile.size(planes.state(), planes.state().chunks());
      long needed = fit + state * (1 + options.snapshots());
      long usable = Files.getFileStore(path).getUsableSpace();
      if (needed > usable + there) {
        throw new AnalysisException(
            AnalysisException.Key.IO,
            "the state of "
                + planes.fit().grid().width()
                + " x "
                + planes.fit().grid().height()
                + " pixels with "
                + options.snapshots()
                + " snapshots takes "
                + megabytes(needed)
                + " MiB, but "
                + path
                + " has room for "
                + megabytes(usable + there)
                + " MiB: make room, or watch a smaller area");
      }
    } catch (IOException e) {
      throw PlaneFile.unreadable(folder.file(""), e);
    }
  }

  private static long megabytes(long bytes) {
    return Math.ceilDiv(bytes, 1L << 20);
  }

  void commit() {
    fit.commit();
    snapshots.commit();
    state.commit();
  }

  @Override
  public void close() {
    fit.close();
    state.close();
    snapshots.close();
  }
}
