// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.sunqar.app.console.CommandException;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.Pixels;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.pixel.Resampling;
import org.sunqar.raster.render.Renderer;
import org.sunqar.raster.stats.Statistics;
import org.sunqar.raster.stats.StatisticsOptions;
import org.sunqar.raster.view.RasterView;
import org.sunqar.raster.warp.WarpOptions;
import org.sunqar.raster.warp.WarpedRaster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sunqar raster preview}. */
@Command(
    name = "preview",
    description = {
      "Draw a raster as a small PNG, JPEG or WebP.",
      "",
      "Reads no more than it needs: an overview where there is one. Bands that say that they are"
          + " red, green and blue are shown, else the first three, or the first. Pixels without a"
          + " value are transparent, in a JPEG black.",
      "",
      "Examples:",
      "  sunqar raster preview scene.tif scene.png",
      "  sunqar raster preview scene.tif scene.jpg --bands 4,3,2 --rescale 0,3000 --max-size 2048",
      "  sunqar raster preview scene.tif ndvi.png --expression '(b4-b3)/(b4+b3)' --colormap rdylgn"
          + " --rescale -0.2,0.9",
      ""
    },
    mixinStandardHelpOptions = true)
final class PreviewCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private FileArguments files = new FileArguments();

  @Option(
      names = "--max-size",
      paramLabel = "PIXELS",
      description = "Longer side of the picture (default: 1024); it is never enlarged.")
  private int maxSize = 1024;

  @Mixin private WindowOptions part = new WindowOptions();
  @Mixin private SourceNoData noData = new SourceNoData();
  @Mixin private PictureOptions look = new PictureOptions();

  @Option(
      names = {"-r", "--resampling"},
      paramLabel = "METHOD",
      converter = OptionNames.Method.class,
      description = "How pixels are put together (default: average; nearest for palettes).")
  private Optional<Resampling> resampling = Optional.empty();

  @Mixin private PictureOutput output = new PictureOutput();

  PreviewCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Path target = files.output();
    output.check(target);
    look.check();
    if (maxSize < 1 || maxSize > 16_384) {
      throw CommandException.usage("--max-size is " + maxSize + ", must be 1 to 16384");
    }
    try (Raster raster = noData.described(Inputs.open(files.input()))) {
      Window window = part.of(raster.grid(), raster.name());
      Raster cut = RasterView.of(raster, window);
      Grid small = small(cut.grid());
      if (output.isDryRun()) {
        output.plan(console, small, target);
        return ExitCode.DONE;
      }
      Raster shown = look.shown(resized(cut, small));
      Pixels pixels = shown.pixels(small.window());
      output.write(
          console,
          Renderer.draw(
              pixels, look.style(shown, () -> Statistics.of(pixels, StatisticsOptions.defaults()))),
          target);
    }
    return ExitCode.DONE;
  }

  private Grid small(Grid grid) {
    double shrink = Math.max(1, Math.max(grid.width(), grid.height()) / (double) maxSize);
    return shrink == 1
        ? grid
        : grid.resized(
            (int) Math.max(1, Math.round(grid.width() / shrink)),
            (int) Math.max(1, Math.round(grid.height() / shrink)));
  }

  private Raster resized(Raster raster, Grid small) {
    if (small.equals(raster.grid())) {
      return raster;
    }
    Resampling usual = look.isClasses(raster) ? Resampling.NEAREST : Resampling.AVERAGE;
    return WarpedRaster.of(raster, small, WarpOptions.of(resampling.orElse(usual)));
  }
}
