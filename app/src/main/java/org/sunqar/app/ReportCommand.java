// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.alert.Alert;
import org.sunqar.analysis.tracking.AlertObject;
import org.sunqar.analysis.watch.Watch;
import org.sunqar.analysis.watch.WatchStore;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.app.report.ReportContent.Provenance;
import org.sunqar.app.report.ReportPage;
import org.sunqar.app.report.WatchReport;
import org.sunqar.catalog.stac.BandSource;
import org.sunqar.catalog.stac.Item;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.reader.Rasters;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sunqar report}. */
@Command(
    name = "report",
    description = {
      "Write the latest run of a watch as one HTML page: map, table, series, before and after.",
      "The page needs nothing else: it can be mailed, printed, or read without a network.",
      "",
      "Example:",
      "  sunqar report north --out north.html",
      ""
    },
    mixinStandardHelpOptions = true)
final class ReportCommand implements java.util.concurrent.Callable<Integer> {

  private final Console console;

  @Mixin private WorkspaceOptions workspaceOptions = new WorkspaceOptions();

  @Parameters(paramLabel = "NAME", description = "The watch.")
  private String name = "";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The page (default: report.html in the folder of the run).")
  private Optional<Path> out = Optional.empty();

  @Option(names = "--open", description = "Open the page in a browser.")
  private boolean open;

  ReportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Path page;
    try (Workspace workspace = workspaceOptions.open()) {
      WatchStore store = workspace.watches();
      Watch watch = store.watch(name);
      WatchStore.Run run =
          store
              .latestRun(name)
              .orElseThrow(() ->
                  new AnalysisException(
                      AnalysisException.Key.NOT_FOUND,
                      "watch '"
                          + name
                          + "' has not run yet; 'sunqar watch run "
                          + name
                          + "' runs it"));
      List<Alert> alerts =
          workspace.alerts().ofLatestRun(name).stream().map(AlertObject::finding).toList();
      List<Item> items = workspace.scenesOf(watch.collection());
      Path folder = workspace.runFolder(run);
      if (out.isPresent() && Files.exists(out.get()) && !Files.isRegularFile(out.get())) {
        throw new FileSystemException(out.get().toString(), null, "it is not a regular file");
      }
      page = out.orElse(folder.resolve("report.html")).toAbsolutePath();
      WatchReport report =
          new WatchReport(
                  watch,
                  items,
                  alerts,
                  folder,
                  provenance(items),
                  WatchReport.statement(console.language(), watch.collection()))
              .in(console.language());
      new ReportPage(report.page(Version.text(), Instant.now())).writeTo(page);
    }
    console.out().println(page);
    if (open) {
      Browser.open(page, console);
    }
    return ExitCode.DONE;
  }

  /**
   * Simulated scenes say so in their items; those that were imported by earlier versions only in a
   * tag of their files. One simulated scene makes a series a simulated one.
   */
  static Provenance provenance(List<Item> items) {
    if (items.stream().anyMatch(Item::isSimulated)) {
      return Provenance.SIMULATED;
    }
    Optional<BandSource> band =
        items.stream()
            .findFirst()
            .flatMap(item -> item.bandNames().stream().findFirst().flatMap(item::band));
    if (band.isEmpty()) {
      return Provenance.REAL;
    }
    try (Raster raster = Rasters.open(band.get().href())) {
      return "yes".equals(raster.metadata().get("SIMULATED"))
          ? Provenance.SIMULATED
          : Provenance.REAL;
    }
  }
}
