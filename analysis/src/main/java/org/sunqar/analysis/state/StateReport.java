// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sunqar.analysis.AnalysisException;

/**
 * What a state is like on the disk: all of it is read and compared with its checksums.
 *
 * @param ledger of the last complete update; empty before the first
 * @param chunks of the state
 * @param missing chunks that were not written yet, as by an update that was stopped
 * @param damaged chunks of all files whose planes are not what was written; the next update that
 *     needs them makes them again
 * @param snapshots kept
 * @param bytes of all files
 */
public record StateReport(
    Optional<SceneLedger> ledger, int chunks, int missing, int damaged, int snapshots, long bytes) {

  /**
   * Looks at a state.
   *
   * @throws AnalysisException NOT_FOUND when there is none, CONFLICT while it is being updated
   */
  public static StateReport of(Path folder) {
    if (!Files.exists(folder.resolve(StateFolder.STATE))) {
      throw new AnalysisException(
          AnalysisException.Key.NOT_FOUND,
          "there is no state in " + folder + " yet; the first run of the watch makes it");
    }
    try (StateFolder own = StateFolder.open(folder)) {
      List<LocalDate> snapshots = own.snapshots();
      List<Path> paths = new ArrayList<>();
      paths.add(own.file(StateFolder.STATE));
      paths.add(own.file(StateFolder.FIT));
      snapshots.forEach(day -> paths.add(own.snapshot(day)));
      int chunks = 0;
      int missing = 0;
      int damaged = 0;
      long bytes = 0;
      for (Path path : paths) {
        bytes += Files.exists(path) ? Files.size(path) : 0;
        Optional<PlaneFile> file = PlaneFile.inspect(path);
        if (file.isEmpty()) {
          damaged++; // the head: nothing of it can be read
          continue;
        }
        try (PlaneFile planes = file.get()) {
          int written = written(planes);
          damaged += written - whole(planes);
          if (path.equals(paths.getFirst())) {
            chunks = planes.layout().chunks();
            missing = chunks - written;
          }
        }
      }
      return new StateReport(
          SceneLedger.read(folder), chunks, missing, damaged, snapshots.size(), bytes);
    } catch (IOException e) {
      throw PlaneFile.unreadable(folder, e);
    }
  }

  private static int written(PlaneFile planes) {
    int written = 0;
    for (int chunk = 0; chunk < planes.layout().chunks(); chunk++) {
      written += planes.stamp(chunk).isPresent() ? 1 : 0;
    }
    return written;
  }

  private static int whole(PlaneFile planes) {
    ChunkBuffer buffer = new ChunkBuffer(planes.layout());
    int whole = 0;
    for (int chunk = 0; chunk < planes.layout().chunks(); chunk++) {
      whole += planes.read(chunk, buffer) ? 1 : 0;
    }
    return whole;
  }
}
