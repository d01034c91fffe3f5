// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code sunqar raster}: the table of its commands. */
@Command(
    name = "raster",
    description = {
      "Read, convert, warp and combine rasters.",
      "",
      "Inputs are files, http(s):// and s3:// addresses, and paths inside archives as in"
          + " scene.zip!/band.tif. What is written is a Cloud-Optimized GeoTIFF unless the name or"
          + " --of says otherwise. Options have GDAL's names where GDAL has them.",
      "",
      "Examples:",
      "  sunqar raster info scene.tif",
      "  sunqar raster checksum https://example.org/scene.tif",
      ""
    },
    subcommands = {InfoCommand.class, ValidateCommand.class, ChecksumCommand.class, StatsCommand.class, ConvertCommand.class, OverviewCommand.class, WarpCommand.class, MosaicCommand.class, ClipCommand.class, CalcCommand.class, TileCommand.class, PreviewCommand.class, VectorizeCommand.class, RasterizeCommand.class},
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class RasterCommand implements Runnable {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the spec
  RasterCommand() {}

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
