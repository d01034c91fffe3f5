// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;
import org.sunqar.app.console.CommandException;
import org.sunqar.mission.FileHold;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.WholeFile;
import org.sunqar.mission.constellation.Constellation;
import org.sunqar.mission.constellation.ConstellationJson;
import org.sunqar.mission.constellation.DemoConstellation;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where the constellation of a workspace is: its file {@code constellation.json}. */
final class ConstellationOptions {

  private static final long PATIENCE_MILLIS = 10_000;
  private static final long PAUSE_MILLIS = 20;

  @Mixin WorkspaceOptions workspace = new WorkspaceOptions();

  ConstellationOptions() {}

  /** For commands that have the options of a workspace already. */
  ConstellationOptions(WorkspaceOptions workspace) {
    this.workspace = workspace;
  }

  private Path file() {
    return workspace.folder.resolve("constellation.json");
  }

  /** The constellation of the workspace, if it has one. */
  Optional<Constellation> find() {
    return Files.exists(file()) ? Optional.of(ConstellationJson.read(file())) : Optional.empty();
  }

  /** The constellation of the workspace; NOT_FOUND when it has none. */
  Constellation read() {
    return find().orElseThrow(this::missing);
  }

  /** That there is none. */
  MissionException missing() {
    return new MissionException(
        MissionException.Key.NOT_FOUND,
        "There is no "
            + file().toAbsolutePath().normalize()
            + "; 'sunqar satellite add FILE' makes one, and 'sunqar satellite add demo'"
            + " one of made satellites.");
  }

  /**
   * Replaces the constellation of the workspace, all of it or nothing. Nobody else changes it
   * between the reading and the writing.
   *
   * @param how from the one that is there, if there is one, to the next
   * @throws MissionException CONFLICT when others have been changing it for ten seconds
   */
  Constellation change(Function<Optional<Constellation>, Constellation> how) throws IOException {
    try (FileHold _ = hold()) {
      Constellation next = how.apply(find());
      WholeFile.write(file(), ConstellationJson.write(next));
      return next;
    }
  }

  private FileHold hold() throws IOException {
    Path lock = workspace.folder.resolve("constellation.lock");
    for (long waited = 0; waited < PATIENCE_MILLIS; waited += PAUSE_MILLIS) {
      Optional<FileHold> hold = FileHold.take(lock);
      if (hold.isPresent()) {
        return hold.get();
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    throw new MissionException(
        MissionException.Key.CONFLICT,
        "The constellation is being changed by another process; try again.");
  }

  /** A constellation that a user brings. */
  static final class Brought {

    @Parameters(
        paramLabel = "FILE",
        description =
            "A constellation as JSON (members, satellites, stations), or 'demo' for the one of made"
                + " satellites that comes with the program.")
    private String file = "";

    @Option(
        names = "--today",
        description =
            "Move the orbits of 'demo' to today, so that images can be ordered from now on.")
    private boolean today;

    Constellation read() {
      if (!file.equals("demo")) {
        if (today) {
          throw CommandException.usage("--today is for 'demo' only: other orbits are as they are");
        }
        return ConstellationJson.read(Path.of(file));
      }
      return today ? DemoConstellation.on(LocalDate.now(ZoneOffset.UTC)) : DemoConstellation.read();
    }
  }
}
