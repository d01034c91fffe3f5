// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.sunqar.app.console.Console;
import org.sunqar.raster.pixel.Raster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sunqar raster overview}. */
@Command(
    name = "overview",
    description = {
      "Make overviews, in the place of those that a file has.",
      "",
      "The file is written anew as a Cloud-Optimized GeoTIFF, beside itself, and takes its own"
          + " place when it is complete; --out leaves it as it is. gdaladdo appends instead, which"
          + " makes a file that is no longer cloud-optimized.",
      "",
      "Examples:",
      "  sunqar raster overview scene.tif --overviews average",
      "  sunqar raster overview classes.tif --overviews mode --out classes-cog.tif",
      ""
    },
    mixinStandardHelpOptions = true)
final class OverviewCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(paramLabel = "FILE", description = "The raster.")
  private String file = "";

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "Where it goes (default: the place of FILE).")
  private Optional<String> out = Optional.empty();

  @Mixin private WriteOptions write = new WriteOptions();

  OverviewCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path target = FileArguments.localFile(out.orElse(file));
    if (out.isPresent()) {
      write.check(target);
    }
    try (Raster raster = Inputs.open(file)) {
      return write.write(console, raster, target);
    }
  }
}
