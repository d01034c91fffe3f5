// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.alert.Alert;
import org.sunqar.analysis.alert.AlertBuilder;
import org.sunqar.analysis.alert.PixelChange;
import org.sunqar.analysis.alert.PixelGroup;
import org.sunqar.analysis.alert.PixelGrouping;
import org.sunqar.analysis.cube.ChunkPlan;
import org.sunqar.analysis.cube.ChunkReader;
import org.sunqar.analysis.cube.Cube;
import org.sunqar.analysis.cube.CubeScene;
import org.sunqar.analysis.cube.Runner;
import org.sunqar.analysis.detect.online.BandDetector;
import org.sunqar.analysis.state.StartPoint;
import org.sunqar.analysis.state.StateFolder;
import org.sunqar.analysis.state.StateOptions;
import org.sunqar.analysis.state.StateUpdate;
import org.sunqar.catalog.stac.Item;
import org.sunqar.raster.geo.Grid;

/**
 * One run of a watch over the scenes of its collection: maps as COGs in a folder, and the alerts.
 * The result depends on the watch and the scenes only, to the bit: not on threads, chunks or
 * memory.
 */
public final class WatchRun {

  /** Memory for pixel series, all threads together (bytes). */
  public static final long DEFAULT_MEMORY = 384L << 20;

  /** The state of a run without one that lasts, in its folder. */
  private static final String OWN_STATE = "state";

  /** What a changed pixel takes in memory, about. */
  private static final long CHANGE_BYTES = 72;

  private final Watch watch;
  private final StateOptions options;
  private final Optional<Path> state;
  private final StartPoint start;

  /**
   * A run of a watch.
   *
   * @param threads at least 1
   * @param memory for pixel series, all threads together (bytes)
   */
  public WatchRun(Watch watch, int threads, long memory) {
    this(watch, StateOptions.of(threads, memory), Optional.empty(), new StartPoint.Current());
  }

  private WatchRun(Watch watch, StateOptions options, Optional<Path> state, StartPoint start) {
    this.watch = watch;
    this.options = options;
    this.state = state;
    this.start = start;
  }

  /**
   * The same with a state that lasts, for a detector that has one: a run takes the scenes that it
   * has not taken yet. Without it each run makes a state of its own, with the same result.
   *
   * @param folder of the state; made when it is not there
   */
  public WatchRun withState(Path folder) {
    return new WatchRun(watch, options, Optional.of(folder), start);
  }

  /** The same from another point of the state. */
  public WatchRun from(StartPoint newStart) {
    return new WatchRun(watch, options, state, newStart);
  }

  /**
   * The same with other snapshots of a state that lasts.
   *
   * @param count kept, see {@link StateOptions}
   * @param days between them
   */
  public WatchRun withSnapshots(int count, int days) {
    return new WatchRun(watch, options.withSnapshots(count, days), state, start);
  }

  /** Told of each finished chunk. */
  public interface Progress {
    void chunk(int done, int all);
  }

  /**
   * What a run found.
   *
   * @param cube what was looked at
   * @param grid the grid of the maps
   * @param alerts the largest first
   * @param groups the pixels of each alert, in the same order
   * @param historyScenes scenes before the monitoring start
   * @param monitoredScenes scenes from it on
   * @param changedPixels pixels of all alerts
   * @param regionalDeparture what was common to the region and taken off, in scatters, by
   *     monitoring date; empty for a difference of two dates
   */
  public record Result(
      Cube cube,
      Grid grid,
      List<Alert> alerts,
      List<PixelGroup> groups,
      int historyScenes,
      int monitoredScenes,
      long changedPixels,
      List<Float> regionalDeparture) {

    public Result {
      alerts = List.copyOf(alerts);
      groups = List.copyOf(groups);
      regionalDeparture = List.copyOf(regionalDeparture);
    }

    /** The same with other alerts and their groups, in one order: with their lasting ids. */
    public Result with(List<Alert> others, List<PixelGroup> otherGroups) {
      return new Result(
          cube,
          grid,
          others,
          otherGroups,
          historyScenes,
          monitoredScenes,
          changedPixels,
          regionalDeparture);
    }
  }

  /**
   * The cube that a watch sees.
   *
   * @throws AnalysisException when there is no scene before or after the monitoring start, scenes
   *     do not fit together, lack a band, or do not touch the area
   */
  public static Cube cubeOf(Watch watch, List<Item> items) {
    if (items.isEmpty()) {
      throw new AnalysisException(
          AnalysisException.Key.NO_SCENES,
          "collection '" + watch.collection() + "' has no scenes; import some first");
    }
    Cube cube =
        Cube.covering(items.stream().map(item -> CubeScene.of(item, watch.variable())).toList());
    int before = cube.datesBefore(watch.monitorFrom());
    if (before == 0 || before == cube.dates()) {
      throw new AnalysisException(
          AnalysisException.Key.NO_SCENES,
          "all "
              + cube.dates()
              + " scenes of collection '"
              + watch.collection()
              + "' lie "
              + (before == 0 ? "after" : "before")
              + " the monitoring start "
              + watch.monitorFrom()
              + " ("
              + cube.scenes().getFirst().day()
              + " to "
              + cube.scenes().getLast().day()
              + "); scenes are needed on both sides");
    }
    return cube;
  }

  /**
   * Says at once what a run would say of a scene.
   *
   * @throws AnalysisException NO_BAND when the scene lacks a band of the watch
   */
  public static void requireBands(Watch watch, Item item) {
    CubeScene.of(item, watch.variable());
    if (watch.detector() instanceof DetectorSettings.Online(BandDetector several)) {
      CubeScene.ofBands(item, several.bands());
    }
  }

  /**
   * Runs the watch.
   *
   * @param items the scenes of its collection
   * @param folder where the maps are written; it exists and is empty
   * @param provenance metadata of the maps
   */
  public Result run(
      List<Item> items, Path folder, Map<String, String> provenance, Progress progress) {
    Cube whole = cubeOf(watch, items);
    Optional<AreaMask> area = watch.area().map(polygon -> AreaMask.of(polygon, whole.grid()));
    Cube cube = area.map(mask -> whole.crop(mask.window())).orElse(whole);
    double pixelArea = pixelAreaM2(cube.grid());
    // before the work: it refuses what is too large
    PixelGrouping grouping = new PixelGrouping(cube.grid(), pixelArea, watch.rule());
    Optional<BitSet> land =
        watch.masks().stream()
            .map(mask -> LandMask.inside(mask, cube.grid()))
            .reduce((a, b) -> {
              a.and(b);
              return a;
            });
    List<PixelChange> changes = new ArrayList<>();
    List<Float> regional = new ArrayList<>();
    try (ChunkReader reader = new ChunkReader(cube);
        ResultWriter writer = new ResultWriter(folder, cube.grid(), new TreeMap<>(provenance))) {
      switch (watch.detector()) {
        case DetectorSettings.BfastMonitoring bfast ->
            regional.addAll(monitor(cube, reader, bfast, area, writer, changes, progress));
        case DetectorSettings.TwoDates two ->
            new DifferenceTask(cube, reader, two, watch.monitorFrom(), area)
                .run(writer, changes, progress);
        case DetectorSettings.Online online ->
            regional.addAll(
                update(
                    new OnlineMonitor(watch, online.detector(), cube, area),
                    items,
                    folder,
                    provenance,
                    writer,
                    changes,
                    progress));
      }
      writer.finish();
    }
    land.ifPresent(pixels ->
        changes.removeIf(change -> !pixels.get(change.row() * cube.grid().width() + change.col())));
    List<PixelGroup> groups =
        AlertBuilder.ordered(grouping.group(changes)).stream().filter(watch.rule()::takes).toList();
    List<Alert> alerts =
        new AlertBuilder(
                watch.name(),
                cube.grid(),
                pixelArea,
                date -> cube.scenes().get(date).day(),
                date -> cube.scenes().get(date).itemId())
            .build(groups);
    int before = cube.datesBefore(watch.monitorFrom());
    return new Result(
        cube,
        cube.grid(),
        alerts,
        groups,
        before,
        cube.dates() - before,
        groups.stream().mapToLong(group -> group.pixels().length).sum(),
        regional);
  }

  /** Fills the changes; returns what is common to the region. */
  private List<Float> update(
      OnlineMonitor monitor,
      List<Item> items,
      Path folder,
      Map<String, String> provenance,
      ResultWriter writer,
      List<PixelChange> changes,
      Progress progress) {
    long most = Runtime.getRuntime().maxMemory() / 3 / CHANGE_BYTES;
    Path stateFolder = state.orElse(folder.resolve(OWN_STATE));
    StateUpdate.Done done;
    try (ClearViewWriter views =
        new ClearViewWriter(folder, monitor.mapGrid(), new TreeMap<>(provenance))) {
      done =
          monitor.run(
              stateFolder,
              items,
              state.isPresent() ? options : options.withSnapshots(0),
              start,
              provenance,
              found -> {
                found.maps().ifPresent(writer::write);
                found.views().ifPresent(views::write);
                changes.addAll(found.changes());
                requireAtMost(most, changes.size());
              },
              progress);
      views.finish();
    }
    if (state.isEmpty()) {
      StateFolder.delete(stateFolder);
    }
    return done.common();
  }

  private static void requireAtMost(long most, int changes) {
    if (changes > most) {
      throw new AnalysisException(
          AnalysisException.Key.MEMORY,
          "more than "
              + most
              + " pixels changed, which is more than fits into the memory of this process: watch a"
              + " smaller area, or start Java with a larger -Xmx");
    }
  }

  /** Fills the changes; returns what is common to the region. */
  private List<Float> monitor(
      Cube cube,
      ChunkReader reader,
      DetectorSettings.BfastMonitoring bfast,
      Optional<AreaMask> area,
      ResultWriter writer,
      List<PixelChange> changes,
      Progress progress) {
    // the planes of all dates, and what is read and made on the way: some planes of one date
    long bytesPerPixel = reader.bytesPerPixel() + 64;
    ChunkPlan plan =
        ChunkPlan.of(
            cube,
            reader.blocks(),
            reader.anchor(),
            bytesPerPixel,
            options.memory(),
            options.threads());
    int[] done = {0};
    int historyDates = cube.datesBefore(watch.monitorFrom());
    int monitoringDates = cube.dates() - historyDates;
    RegionalDeparture region = new RegionalDeparture(cube.grid(), monitoringDates);
    List<Candidate> candidates = new ArrayList<>();
    long most = Runtime.getRuntime().maxMemory() / 3 / Candidate.bytes(monitoringDates);
    new Runner(plan.parallelism(options.threads(), options.memory()))
        .run(
            plan.windows(),
            () -> new MonitorTask(cube, reader, bfast.options(), watch.monitorFrom(), area),
            found -> {
              writer.write(found.maps());
              region.add(found.region());
              candidates.addAll(found.candidates());
              requireAtMost(most, candidates.size());
              progress.chunk(++done[0], plan.windows().size());
            });
    float[] common = region.medians();
    for (Candidate candidate : candidates) {
      candidate.change(common, historyDates, watch.rule()).ifPresent(changes::add);
    }
    List<Float> regional = new ArrayList<>();
    for (float departure : common) {
      regional.add(departure);
    }
    return regional;
  }

  /**
   * Area of a pixel (square metres); for longitude and latitude, on the sphere at the grid's
   * middle.
   */
  public static double pixelAreaM2(Grid grid) {
    if (!grid.crs().isGeographic()) {
      double metres = grid.crs().metresPerUnit();
      return grid.affine().pixelArea() * metres * metres;
    }
    double metresPerDegree = 6_371_008.8 * Math.PI / 180;
    double latitude = grid.affine().yOf(grid.width() / 2.0, grid.height() / 2.0);
    return grid.affine().pixelArea()
        * metresPerDegree
        * metresPerDegree
        * Math.cos(Math.toRadians(latitude));
  }
}
