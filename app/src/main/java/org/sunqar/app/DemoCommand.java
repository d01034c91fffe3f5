// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.alert.Alert;
import org.sunqar.analysis.alert.AlertRule;
import org.sunqar.analysis.alert.PixelGroup;
import org.sunqar.analysis.simulate.Score;
import org.sunqar.analysis.simulate.Simulation;
import org.sunqar.analysis.simulate.SimulationOptions;
import org.sunqar.analysis.watch.DetectorSettings;
import org.sunqar.analysis.watch.Watch;
import org.sunqar.analysis.watch.WatchRun;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.app.console.ProgressOptions;
import org.sunqar.app.report.ReportContent;
import org.sunqar.app.report.ReportContent.Provenance;
import org.sunqar.app.report.ReportPage;
import org.sunqar.app.report.ResultSection;
import org.sunqar.app.report.WatchReport;
import org.sunqar.catalog.ingest.ImportOptions;
import org.sunqar.catalog.ingest.ImportReport;
import org.sunqar.catalog.ingest.Importer;
import org.sunqar.catalog.ingest.Outcome;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.tiff.GeoTiff;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sunqar demo}: the main job on the shipped scenes. */
@Command(
    name = "demo",
    description = {
      "Run the main job on the scenes that come with the program.",
      "",
      "Two real pairs of Landsat scenes are compared; and a series with known changes is simulated"
          + " over a real scene, watched, and the alerts are scored against what was planted.",
      "",
      "Example:",
      "  sunqar demo --no-open",
      "  sunqar demo mission",
      ""
    },
    subcommands = DemoMissionCommand.class,
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

  /**
   * Reflectance of the Landsat 7 scene, which comes without metadata: pi L / (ESUN sin e) with L =
   * LMIN + (LMAX - LMIN) DN / 255, nominal LMIN, LMAX and ESUN of ETM+ (Chander, Markham and Helder
   * 2009, table 4; band 4 low gain, the others high gain), a sun at e = 50 degrees and one
   * astronomical unit away. An approximation, good enough to start a simulation from.
   */
  private static final List<Double> OLINDA_SCALES =
      List.of(0.001620, 0.001789, 0.001651, 0.003771, 0.002285, 0.002192);

  private static final List<Double> OLINDA_OFFSETS =
      List.of(-0.01266, -0.01412, -0.01317, -0.01991, -0.01806, -0.01751);

  private static final LocalDate OLINDA_DAY = LocalDate.of(2000, 7, 1);

  /** The land of the simulated series: Olinda, Brazil. */
  static LandFile.Base olinda(Path shipped) {
    return new LandFile.Base(
        shipped.resolve("olinda/L7_ETMs.tif"), OLINDA_DAY, OLINDA_SCALES, OLINDA_OFFSETS);
  }

  private final Console console;

  @Mixin private ProgressOptions progressOptions = new ProgressOptions();
  @Mixin private RunOptions runOptions = new RunOptions();

  @Option(
      names = "--workspace",
      paramLabel = "DIR",
      description = "Folder for the demo's workspace, made anew (default: ./sunqar-demo).")
  private Path folder = Path.of("sunqar-demo");

  @Mixin private DemoOptions options = new DemoOptions();

  DemoCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Path shipped = options.shipped();
    Path demo = DemoOptions.cleared(folder);
    List<ResultSection> sections = new ArrayList<>();
    Path page = demo.resolve("report.html");
    try (Workspace workspace = Workspace.open(demo)) {
      WatchRuns runs = runOptions.runs(workspace, console);
      sections.add(
          pair(workspace, runs, shipped, "ethiopia", "ethiopia-167055", LocalDate.of(2005, 1, 1)));
      sections.add(
          pair(workspace, runs, shipped, "marburg", "marburg-195025", LocalDate.of(2007, 1, 1)));
      sections.add(simulated(workspace, runs, shipped, demo));
    }
    new ReportPage(
            new ReportContent(
                console.language(),
                console.text("demo.page.title"),
                console.text("demo.page.subtitle"),
                List.of(
                    new ReportContent.Fact(
                        console.text("demo.page.real"), console.text("demo.page.realIs")),
                    new ReportContent.Fact(
                        console.text("demo.page.simulated"),
                        console.text("demo.page.simulatedIs"))),
                List.of(
                    console.text("demo.page.realSaid"), console.text("demo.page.simulatedSaid")),
                sections,
                Version.text(),
                Instant.now()))
        .writeTo(page);
    options.show(page, console);
    return ExitCode.DONE;
  }

  private ResultSection pair(
      Workspace workspace,
      WatchRuns runs,
      Path shipped,
      String name,
      String sample,
      LocalDate between)
      throws IOException {
    console.out().println(console.text("demo.pair", "name", name));
    importScenes(workspace, List.of(shipped.resolve(sample)), name);
    Watch watch =
        new Watch(
            name,
            name,
            "ndvi",
            Optional.empty(),
            between,
            new DetectorSettings.TwoDates(DetectorSettings.TwoDates.DEFAULT_THRESHOLD),
            AlertRule.defaults());
    WatchRuns.Finished finished = run(workspace, runs, watch);
    console.out().println(found(finished.result()));
    return section(
        workspace, watch, finished, Provenance.REAL, console.text("demo.page.realStatement"));
  }

  private ResultSection simulated(Workspace workspace, WatchRuns runs, Path shipped, Path demo)
      throws IOException {
    SimulationOptions options = SimulationOptions.defaults();
    Simulation simulation = olinda(shipped).simulation(options);
    console
        .out()
        .println(
            console.text(
                "demo.series",
                "name",
                "olinda",
                "scenes",
                simulation.dates().size(),
                "changes",
                simulation.events().size()));
    console.out().flush();
    Path series = demo.resolve("simulated");
    try (ProgressOptions.Progress progress =
        progressOptions.start(console, console.text("progress.simulating"))) {
      int all = simulation.dates().size();
      simulation.writeTo(series, "olinda", done -> progress.step(done, all));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while simulating", e);
    }
    importScenes(workspace, List.of(series.resolve("scenes")), "olinda");
    DetectorSettings detector = DetectorSettings.usual();
    Watch watch =
        new Watch(
            "olinda",
            "olinda",
            "ndvi",
            Optional.empty(),
            options.monitorFrom(),
            detector,
            detector.usualRule());
    WatchRuns.Finished finished = run(workspace, runs, watch);
    console.out().println(found(finished.result()));
    List<String> score = ScoreText.lines(score(simulation, options, workspace, finished), console);
    score.forEach(line -> console.out().println("  " + line));
    return section(
        workspace,
        watch,
        finished,
        Provenance.SIMULATED,
        console.text("demo.page.simulatedStatement") + " " + String.join(" ", score));
  }

  private static Score score(
      Simulation simulation,
      SimulationOptions options,
      Workspace workspace,
      WatchRuns.Finished finished) {
    WatchRun.Result result = finished.result();
    int[] label = new int[Math.toIntExact(result.grid().window().pixels())];
    List<LocalDate> dates = new ArrayList<>();
    for (int i = 0; i < result.groups().size(); i++) {
      PixelGroup group = result.groups().get(i);
      for (int pixel : group.pixels()) {
        label[pixel] = i + 1;
      }
      dates.add(result.alerts().get(i).firstDate());
    }
    int[] breakDay = new int[label.length];
    try (GeoTiff days =
        GeoTiff.open(workspace.runFolder(finished.run()).resolve("break_date.tif"))) {
      Window all = days.grid().window();
      PixelBlock block = days.read(all, 1);
      for (int i = 0; i < breakDay.length; i++) {
        breakDay[i] = (int) Math.max(0, block.get(i));
      }
    }
    return Score.of(simulation.truth(), options.monitorFrom(), label, dates, breakDay);
  }

  private void importScenes(Workspace workspace, List<Path> paths, String collection) {
    ImportReport report;
    try (ProgressOptions.Progress progress =
        progressOptions.start(console, console.text("progress.importing"))) {
      report =
          new Importer(workspace.items())
              .run(
                  paths,
                  ImportOptions.into(collection),
                  (done, all, _) -> progress.step(done, all));
    }
    for (Outcome outcome : report.outcomes()) {
      if (outcome.status() == Outcome.Status.REJECTED) {
        throw new AnalysisException(
            AnalysisException.Key.NO_SCENES,
            "the shipped scene " + outcome.path() + " cannot be used: " + outcome.reason());
      }
    }
    console
        .out()
        .println("  " + console.counted("demo.imported", report.count(Outcome.Status.ADDED)));
    console.out().flush();
  }

  private WatchRuns.Finished run(Workspace workspace, WatchRuns runs, Watch watch)
      throws IOException {
    workspace.watches().create(watch);
    try (ProgressOptions.Progress progress = progressOptions.start(console, watch.name())) {
      return runs.run(watch, progress::step);
    }
  }

  private String found(WatchRun.Result result) {
    double hectares = result.alerts().stream().mapToDouble(Alert::areaHa).sum();
    return "  "
        + console.counted("demo.found", result.alerts().size(), "area", console.fixed(hectares, 1));
  }

  private ResultSection section(
      Workspace workspace,
      Watch watch,
      WatchRuns.Finished finished,
      Provenance provenance,
      String statement) {
    return new WatchReport(
            watch,
            finished.items(),
            finished.result().alerts(),
            workspace.runFolder(finished.run()),
            provenance,
            statement)
        .in(console.language())
        .section();
  }
}
