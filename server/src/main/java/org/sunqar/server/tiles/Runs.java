// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tiles;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.watch.Watch;
import org.sunqar.analysis.watch.WatchStore;
import org.sunqar.catalog.stac.BandSource;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.reader.Rasters;
import org.sunqar.server.http.Problem;

/** The maps of the newest run of each watch, in the workspace. */
final class Runs {

  private final WatchStore watches;
  private final Path workspace;

  /** What a run's files are, which never change. */
  private final Lru<Path, Dataset.OfRun> known = new Lru<>(256);

  Runs(WatchStore watches, Path workspace) {
    this.watches = watches;
    this.workspace = workspace;
  }

  /** The watches that have run. */
  List<String> watches() {
    return watches.watches().stream().map(Watch::name).toList();
  }

  /** The maps that the newest run of a watch left. */
  List<RunMap> maps(String watch) {
    List<RunMap> maps = new ArrayList<>();
    Optional<WatchStore.Run> run = watches.latestRun(watch);
    for (RunMap map : RunMap.values()) {
      if (run.isPresent() && Files.exists(file(run.get(), map))) {
        maps.add(map);
      }
    }
    return maps;
  }

  /**
   * The maps of the newest run of a watch, as datasets.
   *
   * @throws AnalysisException NOT_FOUND when there is no such watch
   */
  List<Dataset.OfRun> mapsOf(String watch) {
    watches.watch(watch); // says when there is none
    return maps(watch).stream().map(map -> map(watch, map.id())).toList();
  }

  /**
   * A map of the newest run of a watch.
   *
   * @throws Problem 404 when there is no such watch, run or map
   */
  Dataset.OfRun map(String watch, String id) {
    Watch described = watches.watch(watch); // says when there is none
    WatchStore.Run run =
        watches
            .latestRun(watch)
            .orElseThrow(() -> Problem.notFound("watch '" + watch + "' has not run yet"));
    RunMap map =
        RunMap.of(id)
            .filter(m -> Files.exists(file(run, m)))
            .orElseThrow(() ->
                Problem.notFound(
                    "the newest run of watch '"
                        + watch
                        + "' has no map '"
                        + Rendering.shown(id)
                        + "'; there are "
                        + String.join(", ", maps(watch).stream().map(RunMap::id).toList())));
    Path file = file(run, map);
    return known
        .get(file)
        .orElseGet(() -> {
          Dataset.OfRun dataset = open(described, run, map, file);
          known.put(file, dataset);
          return dataset;
        });
  }

  private Path file(WatchStore.Run run, RunMap map) {
    return workspace
        .resolve("watches")
        .resolve(run.watch())
        .resolve("runs")
        .resolve(run.id())
        .resolve(map.file());
  }

  private static Dataset.OfRun open(Watch watch, WatchStore.Run run, RunMap map, Path file) {
    TimeInterval span = span(watch, run);
    try (Raster raster = Rasters.open(file)) {
      BandInfo band = raster.bands().getFirst();
      BandSource source =
          new BandSource(
              map.id(),
              file.toUri().toString(),
              1,
              band.type(),
              OptionalDouble.empty(),
              band.scale(),
              band.offset());
      String version = run.id() + "-" + run.finished().toEpochMilli();
      return new Dataset.OfRun(
          watch.name(),
          map,
          run.id(),
          span,
          Scene.of(map.id(), version, span.end(), raster.grid(), source));
    }
  }

  /** From the monitoring start to the last scene. */
  private static TimeInterval span(Watch watch, WatchStore.Run run) {
    Instant start = watch.monitorFrom().atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant end = run.finished();
    try {
      end =
          LocalDate.parse(run.summary().path("last_scene").asText())
              .atStartOfDay(ZoneOffset.UTC)
              .toInstant();
    } catch (DateTimeParseException _) {
      // a run of an older version does not say
    }
    return new TimeInterval(start, end.isBefore(start) ? start : end);
  }
}
