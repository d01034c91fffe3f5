// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.app.console.ProgressOptions;
import org.sunqar.catalog.exchange.ItemExport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sunqar export}. */
@Command(
    name = "export",
    description = {
      "Write items of the catalogue to a file.",
      "",
      "The name says the format: .parquet is stac-geoparquet, .ndjson has an item a line, .geojson"
          + " and .json are a feature collection; all but .parquet also packed, with .gz or .zst"
          + " after it. 'sunqar import items' reads them all. The pixels are not in it: assets keep"
          + " their addresses.",
      "",
      "Examples:",
      "  sunqar export all.parquet",
      "  sunqar export forest.ndjson.zst --collection forest --datetime 2020-01-01/..",
      "  sunqar export clear.geojson --filter \"eo:cloud_cover < 5\"",
      ""
    },
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private ItemSelection selection = new ItemSelection();
  @Mixin private WorkspaceOptions workspaceOptions = new WorkspaceOptions();
  @Mixin private ProgressOptions progressOptions = new ProgressOptions();

  @Parameters(paramLabel = "FILE", description = "The file; replaced when it is there.")
  private Path file = Path.of("");

  ExportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    try (Workspace workspace = workspaceOptions.open();
        ProgressOptions.Progress progress =
            progressOptions.start(console, console.text("progress.exporting"))) {
      long count =
          new ItemExport(workspace.items(), workspace.folder())
              .write(selection.conditions(), file, progress::step);
      console.say(console.counted("export.written", count, "file", file));
    }
    return ExitCode.DONE;
  }
}
