// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.app.console.OutputOptions;
import org.sunqar.app.console.ProgressOptions;
import org.sunqar.app.console.TextTable;
import org.sunqar.catalog.check.CatalogCheck;
import org.sunqar.catalog.check.CheckListener;
import org.sunqar.catalog.check.CheckOptions;
import org.sunqar.catalog.check.CheckReport;
import org.sunqar.catalog.check.Finding;
import org.sunqar.catalog.overview.OverviewMosaic;
import org.sunqar.catalog.stac.Collection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sunqar catalog check}. */
@Command(
    name = "check",
    description = {
      "Check that every asset is there and whole; list what is wrong (exit code 7 when something"
          + " is).",
      "",
      "Without options sizes are compared. A check that was interrupted goes on where it was.",
      "",
      "Examples:",
      "  sunqar catalog check --format table",
      "  sunqar catalog check --collection forest --checksums --repair",
      ""
    },
    mixinStandardHelpOptions = true)
final class CatalogCheckCommand implements Callable<Integer> {

  private final Console console;

  @Option(
      names = "--collection",
      split = ",",
      paramLabel = "ID",
      description = "Check these collections (default: all).")
  private List<String> collections = List.of();

  @Option(names = "--checksums", description = "Read every byte and compare checksums.")
  private boolean checksums;

  @Option(names = "--remote", description = "Ask servers for the sizes of assets that they have.")
  private boolean remote;

  @Option(
      names = "--repair",
      description =
          "Put right what can be: find files that were moved within the workspace, draw thumbnails"
              + " again, paint overviews anew, add sizes and checksums that are missing.")
  private boolean repair;

  @Option(names = "--restart", description = "Begin anew instead of where a check was interrupted.")
  private boolean restart;

  @Mixin private WorkspaceOptions workspaceOptions = new WorkspaceOptions();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private ProgressOptions progressOptions = new ProgressOptions();

  CatalogCheckCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    TextTable table = new TextTable("problem", "repaired", "collection", "item", "asset", "detail");
    CheckReport report;
    try (Workspace workspace = workspaceOptions.open();
        ProgressOptions.Progress progress =
            progressOptions.start(console, console.text("progress.checking"))) {
      Path resumed = workspace.folder().resolve("check.json");
      if (restart) {
        Files.deleteIfExists(resumed);
      }
      CheckOptions options =
          CheckOptions.lookOnly()
              .in(collections)
              .withChecksums(checksums)
              .withRemote(remote)
              .withThumbnails(workspace.thumbnailsFolder())
              .repairing(repair)
              .resumableIn(resumed);
      report =
          new CatalogCheck(workspace.items(), workspace.folder())
              .run(options, new Listener(table, progress));
      if (repair) {
        paintOverviews(workspace);
      }
    }
    table.print(console, output.decided(console));
    long open = report.open().size() + report.moreOpen();
    console.say(
        console.text(
                report.isSound() ? "check.well" : "check.problems",
                "items",
                report.items(),
                "assets",
                report.assets(),
                "problems",
                open)
            + (report.repaired() > 0
                ? console.text("check.repaired", "n", report.repaired())
                : ""));
    return report.isSound() ? ExitCode.DONE : ExitCode.PARTLY_DONE;
  }

  /** The pictures of whole collections follow from their items, so they are made anew. */
  private void paintOverviews(Workspace workspace) {
    OverviewMosaic mosaic = new OverviewMosaic(workspace.items(), workspace.overviewsFolder());
    for (Collection collection : workspace.items().collections()) {
      JsonNode assets = collection.other().get("assets");
      if ((collections.isEmpty() || collections.contains(collection.id()))
          && assets != null
          && assets.has(OverviewMosaic.ASSET)) {
        mosaic.rebuild(collection.id());
      }
    }
  }

  private record Listener(TextTable table, ProgressOptions.Progress progress)
      implements CheckListener {

    @Override
    public void checked(long items, long total) {
      progress.step(items, Math.max(items, total));
    }

    @Override
    public void found(Finding finding) {
      ObjectNode row = table.addRow();
      row.put("problem", finding.problem().name().toLowerCase(Locale.ROOT).replace('_', ' '));
      row.put("repaired", finding.repaired());
      row.put("collection", finding.collection());
      row.put("item", finding.item());
      row.put("asset", finding.asset());
      row.put("detail", finding.detail());
    }
  }
}
