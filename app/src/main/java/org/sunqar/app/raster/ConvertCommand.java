// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.sunqar.app.console.Console;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.view.DescribedRaster;
import org.sunqar.raster.view.RasterView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sunqar raster convert}. */
@Command(
    name = "convert",
    description = {
      "Copy a raster, or bands and a part of it, as a Cloud-Optimized GeoTIFF.",
      "As gdal_translate does; values can be rescaled and stored in another type. An output that"
          + " ends in .png or .jpg is a picture of the bytes as they are; 'preview' finds colours by"
          + " itself.",
      "",
      "Examples:",
      "  sunqar raster convert scene.jp2 scene.tif --compress zstd",
      "  sunqar raster convert scene.tif rgb.tif --bands 4,3,2 --type uint8 --rescale 0,3000",
      "  sunqar raster convert scene.tif part.tif --window 0 0 512 512",
      ""
    },
    mixinStandardHelpOptions = true)
final class ConvertCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private FileArguments files = new FileArguments();
  @Mixin private BandOptions bands = new BandOptions();
  @Mixin private WindowOptions part = new WindowOptions();
  @Mixin private ValueOptions values = new ValueOptions();

  @Option(
      names = {"--assign-crs", "-a_srs"},
      paramLabel = "CRS",
      converter = CrsText.class,
      description = "Say that this is the CRS; pixels stay where they are.")
  private Optional<Crs> assignedCrs = Optional.empty();

  @Mixin private WriteOptions write = new WriteOptions();

  ConvertCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path target = files.output();
    write.check(target);
    try (Raster raster = Inputs.open(files.input())) {
      Raster chosen = bands.choose(values.assign(raster));
      Window window = part.of(chosen.grid(), chosen.name());
      Raster cut = window.equals(chosen.grid().window()) ? chosen : RasterView.of(chosen, window);
      Raster result = located(values.convert(cut));
      return PictureFormat.of(target).isPresent()
          ? write.writePicture(console, result, target)
          : write.write(console, result, target);
    }
  }

  private Raster located(Raster raster) {
    if (assignedCrs.isEmpty()) {
      return raster;
    }
    Grid old = raster.grid();
    Grid grid = new Grid(assignedCrs.get(), old.affine(), old.width(), old.height());
    List<BandInfo> infos = raster.bands();
    return DescribedRaster.of(raster, grid, infos, raster.metadata());
  }
}
