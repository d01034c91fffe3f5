// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.sunqar.mission.BroughtText;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.WholeFile;

/**
 * The cloud forecast of a workspace: its file {@code clouds.json}, in the form of a {@link
 * CloudGrid}.
 */
public final class KeptForecast {

  private record Read(FileTime modified, long bytes, CloudGrid grid) {}

  private final Path file;
  private Optional<Read> kept = Optional.empty();

  public KeptForecast(Path workspace) {
    this.file = workspace.resolve("clouds.json");
  }

  /**
   * Keeps a copy of a forecast in place of the one that is kept.
   *
   * @throws MissionException NOT_FOUND, IO or SETTING when it cannot be used; then the one that is
   *     kept stays
   */
  public CloudGrid keep(Path brought) {
    String text = BroughtText.read(brought, CloudGrid.WHAT);
    CloudGrid grid = CloudGrid.parse(text, brought);
    try {
      WholeFile.write(file, text);
    } catch (IOException e) {
      throw failed("written", e);
    }
    return grid;
  }

  /**
   * The forecast as it is now, if there is one; read again only when its file is another.
   *
   * @throws MissionException IO or SETTING when its file cannot be read
   */
  public synchronized Optional<CloudGrid> find() {
    try {
      if (!Files.exists(file)) {
        kept = Optional.empty();
        return Optional.empty();
      }
      FileTime modified = Files.getLastModifiedTime(file);
      long bytes = Files.size(file);
      if (kept.isEmpty()
          || !kept.get().modified().equals(modified)
          || kept.get().bytes() != bytes) {
        kept = Optional.of(new Read(modified, bytes, CloudGrid.read(file)));
      }
      return kept.map(Read::grid);
    } catch (IOException e) {
      throw failed("read", e);
    }
  }

  /** The forecast, or that there is none anywhere. */
  public CloudForecast orNone() {
    return find().<CloudForecast>map(grid -> grid).orElse(CloudForecast.NONE);
  }

  /** Forgets the forecast; whether there was one. */
  public boolean remove() {
    try {
      return Files.deleteIfExists(file);
    } catch (IOException e) {
      throw failed("removed", e);
    }
  }

  private MissionException failed(String what, IOException e) {
    return new MissionException(
        MissionException.Key.IO, "The forecast in " + file + " cannot be " + what + ".", e);
  }
}
