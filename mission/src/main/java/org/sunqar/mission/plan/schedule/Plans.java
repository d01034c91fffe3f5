// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.schedule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sunqar.mission.BroughtText;
import org.sunqar.mission.FileHold;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.WholeFile;
import org.sunqar.mission.plan.Verdict;

/**
 * The versions of the plan of a workspace: {@code plans/000001.json} and on. A version is written
 * whole or not at all, and is never changed. One process at a time makes the next one; reading
 * needs no lock.
 */
public final class Plans {

  private static final Pattern NAME = Pattern.compile("(\\d{6})[.]json");

  private final Path folder;

  private Plans(Path folder) {
    this.folder = folder;
  }

  /** Those of a workspace, which may have none yet. */
  public static Plans of(Path workspace) {
    return new Plans(workspace.resolve("plans"));
  }

  /** All versions, the first one first. */
  public List<Integer> versions() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(f -> NAME.matcher(f.getFileName().toString()))
          .filter(m -> m.matches())
          .map(m -> Integer.valueOf(m.group(1)))
          .sorted()
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new MissionException(
          MissionException.Key.IO, "The folder " + folder + " cannot be read.", e);
    }
  }

  /** The plan in force, if there is one. */
  public Optional<Plan> latest() {
    List<Integer> versions = versions();
    return versions.isEmpty() ? Optional.empty() : Optional.of(read(versions.getLast()));
  }

  private Path file(int version) {
    return folder.resolve(String.format(Locale.ROOT, "%06d.json", version));
  }

  /**
   * One version.
   *
   * @throws MissionException NOT_FOUND when there is none of that number, IO when it is damaged
   */
  public Plan read(int version) {
    Path file = file(version);
    if (!Files.exists(file)) {
      throw new MissionException(
          MissionException.Key.NOT_FOUND, "There is no version " + version + " of the plan.");
    }
    return PlanJson.read(BroughtText.read(file, "plan"), file.toString());
  }

  /**
   * Begins the next version; nobody else can until it is closed.
   *
   * @throws MissionException CONFLICT when another one is being made
   */
  public Making begin() {
    try {
      Optional<FileHold> hold = FileHold.take(folder.resolve("lock"));
      if (hold.isPresent()) {
        try {
          return new Making(hold.get(), latest());
        } catch (RuntimeException e) {
          hold.get().close();
          throw e;
        }
      }
    } catch (IOException e) {
      throw new MissionException(
          MissionException.Key.IO, "No plan can be written to " + folder + ".", e);
    }
    throw new MissionException(
        MissionException.Key.CONFLICT,
        "Another plan is being made in this workspace; try again when it is done.");
  }

  /** The next version while it is made. */
  public final class Making implements AutoCloseable {

    private final FileHold hold;
    private final Optional<Plan> previous;

    private Making(FileHold hold, Optional<Plan> previous) {
      this.hold = hold;
      this.previous = previous;
    }

    /** The plan that the next one replaces. */
    public Optional<Plan> previous() {
      return previous;
    }

    /** Number of the next version. */
    public int version() {
      return previous.map(p -> p.version() + 1).orElse(1);
    }

    /**
     * Puts a plan in force.
     *
     * @param verdict what the checker says of it
     * @throws MissionException PROBLEM when it breaks a rule; CONFLICT when it is not of the next
     *     version, because another one was published meanwhile
     */
    public void publish(Plan plan, Verdict verdict) {
      if (!verdict.valid()) {
        throw new MissionException(
            MissionException.Key.PROBLEM,
            "The plan does not pass the check and is not published: "
                + verdict.violations().getFirst());
      }
      if (plan.version() != version() || Files.exists(file(plan.version()))) {
        throw new MissionException(
            MissionException.Key.CONFLICT,
            "Version " + plan.version() + " of the plan is there already.");
      }
      try {
        WholeFile.write(file(plan.version()), PlanJson.write(plan));
      } catch (IOException e) {
        throw new MissionException(
            MissionException.Key.IO,
            "Version " + plan.version() + " of the plan cannot be written to " + folder + ".",
            e);
      }
    }

    @Override
    public void close() {
      try {
        hold.close();
      } catch (IOException e) {
        throw new MissionException(
            MissionException.Key.IO, "The lock in " + folder + " cannot be given back.", e);
      }
    }
  }
}
