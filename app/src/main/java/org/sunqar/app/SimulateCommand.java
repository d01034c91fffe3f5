// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.simulate.Simulation;
import org.sunqar.analysis.simulate.SimulationOptions;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.app.console.ProgressOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sunqar simulate}. */
@Command(
    name = "simulate",
    description = {
      "Make a dated series with known changes out of one real scene.",
      "",
      "The base scene is a GeoTIFF whose first six bands are blue, green, red, nir, swir16, swir22."
          + " Written are OUT/scenes/ (a GeoTIFF and a cloud mask for each date) and OUT/truth/"
          + " (what was planted, where and when), and land.json, with which 'sunqar mission"
          + " simulate' makes more scenes of the same land. The same seed gives the same files byte"
          + " for byte.",
      "",
      "Example:",
      "  sunqar simulate --base samples/olinda/L7_ETMs.tif --base-date 2000-07-01 --scale 0.002"
          + " --out simulated",
      "  sunqar import simulated/scenes --collection simulated",
      ""
    },
    mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {

  private static final SimulationOptions DEFAULTS = SimulationOptions.defaults();

  private final Console console;

  @Mixin private ProgressOptions progressOptions = new ProgressOptions();

  @Option(names = "--base", required = true, paramLabel = "FILE", description = "The base scene.")
  private Path base = Path.of("");

  @Option(
      names = "--base-date",
      paramLabel = "DATE",
      description =
          "The day of the base scene, for its season (default: 1 July of the first year).")
  private java.util.Optional<LocalDate> baseDate = java.util.Optional.empty();

  @Option(
      names = "--scale",
      split = ",",
      paramLabel = "X",
      description = "reflectance = sample * scale + offset: one value or six.")
  private List<Double> scales = List.of();

  @Option(names = "--offset", split = ",", paramLabel = "X", description = "One value or six.")
  private List<Double> offsets = List.of();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder that the series is written into.")
  private Path out = Path.of("");

  @Option(names = "--from", paramLabel = "DATE", description = "First scene (default: 2015-01-05).")
  private LocalDate from = DEFAULTS.from();

  @Option(names = "--to", paramLabel = "DATE", description = "Last scene (default: 2022-12-31).")
  private LocalDate to = DEFAULTS.to();

  @Option(
      names = "--monitor-from",
      paramLabel = "DATE",
      description = "Three of four changes are planted from here on (default: 2020-01-01).")
  private LocalDate monitorFrom = DEFAULTS.monitorFrom();

  @Option(
      names = "--revisit",
      paramLabel = "DAYS",
      description = "Days between scenes, 1 to 60 (default: 16).")
  private int revisit = DEFAULTS.revisitDays();

  @Option(
      names = "--clouds",
      paramLabel = "SHARE",
      description = "Mean share of the land under cloud, 0 to 0.9 (default: 0.35).")
  private double clouds = DEFAULTS.meanCloudCover();

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "Changes to plant, 0 to 500 (default: 24).")
  private int events = DEFAULTS.events();

  @Option(names = "--seed", paramLabel = "N", description = "Of everything random.")
  private long seed = DEFAULTS.seed();

  SimulateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    SimulationOptions options;
    try {
      options = new SimulationOptions(from, to, monitorFrom, revisit, clouds, seed, events);
    } catch (IllegalArgumentException e) {
      String message = e.getMessage() == null ? e.toString() : e.getMessage();
      throw new AnalysisException(AnalysisException.Key.SETTING, message, e);
    }
    LocalDate day = baseDate.orElse(LocalDate.of(from.getYear(), 7, 1));
    LandFile.Base land = new LandFile.Base(base, day, scales, offsets);
    Simulation simulation = land.simulation(options);
    String prefix = prefix(base);
    try (ProgressOptions.Progress progress =
        progressOptions.start(console, console.text("progress.simulating"))) {
      int all = simulation.dates().size();
      simulation.writeTo(out, prefix, done -> progress.step(done, all));
    }
    LandFile.write(out, land, options);
    console.tell(
        "simulate.done",
        "scenes",
        simulation.dates().size(),
        "folder",
        out.resolve("scenes"),
        "changes",
        simulation.events().size(),
        "truth",
        out.resolve("truth"));
    return ExitCode.DONE;
  }

  /**
   * What the scenes' names begin with: the base's name without its ending, and without what could
   * be read as a date.
   */
  private static String prefix(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    String plain =
        stem.replaceAll("[^A-Za-z0-9_-]", "-")
            .replaceAll("\\d{8,}", "")
            .replaceAll("^[_-]+|[_-]+$", "");
    return plain.isEmpty() ? "scene" : plain.substring(0, Math.min(64, plain.length()));
  }
}
