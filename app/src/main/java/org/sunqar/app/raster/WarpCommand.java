// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.sunqar.app.console.Console;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.view.DescribedRaster;
import org.sunqar.raster.warp.WarpOptions;
import org.sunqar.raster.warp.WarpedRaster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sunqar raster warp}. */
@Command(
    name = "warp",
    description = {
      "Bring a raster to another CRS, pixel size or area.",
      "",
      "As gdalwarp does, with its option names. Bounds and pixel size that are not given are those"
          + " that gdalwarp would choose.",
      "",
      "Examples:",
      "  sunqar raster warp scene.tif mercator.tif -t_srs EPSG:3857 -r bilinear",
      "  sunqar raster warp scene.tif coarse.tif --tr 100 -r average",
      "  sunqar raster warp scene.tif same.tif --like other.tif -r cubic --exact",
      "  sunqar raster warp scene.tif part.tif --te 13.2 52.3 13.6 52.6 --te-crs EPSG:4326",
      ""
    },
    mixinStandardHelpOptions = true)
final class WarpCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private FileArguments files = new FileArguments();

  @Option(
      names = {"--source-crs", "-s_srs", "--src-crs"},
      paramLabel = "CRS",
      converter = CrsText.class,
      description = "CRS of the input, whatever it says itself.")
  private Optional<Crs> sourceCrs = Optional.empty();

  @Mixin private GridOptions grid = new GridOptions();
  @Mixin private ResamplingOptions resampling = new ResamplingOptions();
  @Mixin private BandOptions bands = new BandOptions();

  @Mixin private SourceNoData noData = new SourceNoData();
  @Mixin private WriteOptions write = new WriteOptions();

  WarpCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path target = files.output();
    write.check(target);
    grid.check();
    try (Raster raster = Inputs.open(files.input())) {
      Raster source = described(raster);
      WarpOptions options =
          resampling
              .options(source.bands())
              .withBands(Arrays.stream(bands.of(source)).boxed().toList());
      return write.write(console, WarpedRaster.of(source, grid.of(source.grid()), options), target);
    }
  }

  private Raster described(Raster raster) {
    Raster known = noData.described(raster);
    if (sourceCrs.isEmpty()) {
      return known;
    }
    Grid old = known.grid();
    Grid located = new Grid(sourceCrs.get(), old.affine(), old.width(), old.height());
    return DescribedRaster.of(known, located, known.bands(), known.metadata());
  }
}
