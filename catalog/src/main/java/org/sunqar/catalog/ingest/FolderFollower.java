// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sunqar.catalog.CatalogException;
import org.sunqar.raster.RasterException;

/**
 * Imports the scenes that arrive in folders, as they arrive. A scene is taken when all its files
 * have been of one size and date for a while, and all that its metadata name are there. What cannot
 * be read is taken for unfinished until it has not changed for the length of the patience; then it
 * is reported. Files that are being copied under another name ({@code .part}, {@code .tmp}, hidden
 * ones) are not looked at.
 *
 * <p>What was done is kept in memory only: after a restart every scene is looked at once more and
 * found to be there already.
 *
 * <p>Known limits: a file whose writer pauses for longer than the quiet time and that can be read
 * from its first to its last block is taken for whole; so is a GeoTIFF whose mask comes later.
 */
public final class FolderFollower {

  /** Files that are a scene only together with metadata that may come later. */
  private static final Pattern PART =
      Pattern.compile(
          "(?i)(IMG_.*_R\\d+C\\d+\\.(tiff?|jp2)|IMAGERY\\.TIF|.*_RE\\d_\\dA.*\\.tif"
              + "|.*_udm\\.tif)");

  /**
   * How patient it is.
   *
   * @param quiet for how long files must not change before they are taken
   * @param patience for how long what is incomplete may wait for the rest of it
   */
  public record Patience(Duration quiet, Duration patience) {
    public Patience {
      if (quiet.isNegative() || patience.compareTo(quiet) < 0) {
        throw new CatalogException(
            CatalogException.Key.INVALID,
            "files cannot be waited for " + patience + " when they must be quiet for " + quiet);
      }
    }
  }

  /**
   * A scene that is not taken yet.
   *
   * @param path its main file
   * @param reason what it waits for, in a few words
   */
  public record Waiting(Path path, String reason) {}

  /**
   * What one look at the folders came to.
   *
   * @param outcomes of the scenes that were taken
   * @param waiting those that were not
   */
  public record Look(List<Outcome> outcomes, List<Waiting> waiting) {
    public Look {
      outcomes = List.copyOf(outcomes);
      waiting = List.copyOf(waiting);
    }
  }

  private final Importer importer;
  private final List<Path> folders;
  private final ImportOptions options;
  private final Patience patience;
  private Map<Path, Stillness> seen = new HashMap<>();

  /** The state of the files of the scenes that were dealt with, by the scenes' main files. */
  private final Map<Path, Map<Path, Stillness.State>> done = new HashMap<>();

  public FolderFollower(
      Importer importer, List<Path> folders, ImportOptions options, Patience patience) {
    this.importer = importer;
    this.folders = List.copyOf(folders);
    this.options = options;
    this.patience = patience;
  }

  /**
   * Looks at the folders once and imports what is complete.
   *
   * @param now the time by a clock that does not jump; later at each call
   * @throws CatalogException when the catalogue cannot be written
   */
  public Look look(Instant now) {
    FileSet files = FileSet.scan(folders);
    done.values().forEach(scene -> scene.keySet().forEach(file -> forget(files, file, scene)));
    List<Waiting> waiting = new ArrayList<>();
    files.rejected().forEach(o -> waiting.add(new Waiting(o.path(), o.reason())));
    Map<Path, Stillness> still = new HashMap<>();
    Map<Path, Map<Path, Stillness.State>> ready = new LinkedHashMap<>();
    List<SceneAdapter.Candidate> candidates = new ArrayList<>();
    for (SceneAdapter.Candidate candidate : importer.candidates(files, options)) {
      Map<Path, Stillness> scene = stillness(candidate, now);
      still.putAll(scene);
      Map<Path, Stillness.State> states = states(scene);
      if (states.equals(done.get(candidate.path()))) {
        continue;
      }
      Optional<String> reason = reasonToWait(candidate, scene, now);
      if (reason.isPresent()) {
        waiting.add(new Waiting(candidate.path(), reason.get()));
      } else {
        candidates.add(candidate);
        ready.put(candidate.path(), states);
      }
    }
    seen = still;
    List<Outcome> outcomes = new ArrayList<>();
    if (!candidates.isEmpty()) {
      outcomes.addAll(importer.take(candidates, options, (taken, total, path) -> {}));
    }
    // a file that changed while it was read is read again at the next look
    ready.forEach((path, states) -> {
      if (states.keySet().stream().allMatch(f -> Stillness.State.of(f).equals(states.get(f)))) {
        done.put(path, states);
      }
    });
    return new Look(outcomes, waiting);
  }

  /** Scenes that were dealt with and have not changed need not be recognised again. */
  private static void forget(FileSet files, Path file, Map<Path, Stillness.State> scene) {
    if (Stillness.State.of(file).equals(scene.get(file))) {
      files.claim(file);
    }
  }

  private Map<Path, Stillness> stillness(SceneAdapter.Candidate candidate, Instant now) {
    Map<Path, Stillness> scene = new LinkedHashMap<>();
    for (Path file : candidate.files()) {
      Stillness.State state = Stillness.State.of(file);
      Stillness before = seen.get(file);
      scene.put(
          file,
          before != null && before.state().equals(state) ? before : new Stillness(state, now));
    }
    return scene;
  }

  private static Map<Path, Stillness.State> states(Map<Path, Stillness> scene) {
    Map<Path, Stillness.State> states = new LinkedHashMap<>();
    scene.forEach((file, stillness) -> states.put(file, stillness.state()));
    return states;
  }

  private Optional<String> reasonToWait(
      SceneAdapter.Candidate candidate, Map<Path, Stillness> scene, Instant now) {
    Instant lastChange =
        scene.values().stream().map(Stillness::since).max(Instant::compareTo).orElse(now);
    Duration quiet = Duration.between(lastChange, now);
    if (quiet.compareTo(patience.quiet()) < 0) {
      Path changed =
          scene.entrySet().stream()
              .filter(entry -> entry.getValue().since().equals(lastChange))
              .map(Map.Entry::getKey)
              .findFirst()
              .orElse(candidate.path());
      return Optional.of(
          FileSet.name(changed) + " changed " + quiet.toSeconds() + " s ago or is new");
    }
    if (quiet.compareTo(patience.patience()) >= 0) {
      return Optional.empty(); // its end is told in the report
    }
    if (PART.matcher(FileSet.name(candidate.path())).matches()) {
      return Optional.of("its metadata are not there yet");
    }
    Optional<String> missing = candidate.missing();
    return missing.isPresent() ? missing : unreadable(candidate);
  }

  /** Why a scene cannot be read, which may be because it is not whole yet. */
  private static Optional<String> unreadable(SceneAdapter.Candidate candidate) {
    try {
      candidate.read().content().check();
      return Optional.empty();
    } catch (RasterException | CatalogException e) {
      String message = e.getMessage();
      return Optional.of("not readable yet: " + (message == null ? e.toString() : message));
    }
  }
}
