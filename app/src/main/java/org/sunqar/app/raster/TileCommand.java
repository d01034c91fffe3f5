// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sunqar.app.console.CommandException;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.Pixels;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.pixel.Resampling;
import org.sunqar.raster.render.Renderer;
import org.sunqar.raster.stats.Statistics;
import org.sunqar.raster.stats.StatisticsOptions;
import org.sunqar.raster.tilematrix.Tile;
import org.sunqar.raster.tilematrix.TileMatrixSet;
import org.sunqar.raster.warp.WarpOptions;
import org.sunqar.raster.warp.WarpedRaster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sunqar raster tile}. */
@Command(
    name = "tile",
    description = {
      "Draw a tile of a web map, or of another tile matrix set.",
      "",
      "The stretch is that of the whole raster, of about a million of its pixels, so that tiles"
          + " beside each other match.",
      "",
      "Examples:",
      "  sunqar raster tile scene.tif 12/2200/1343 tile.png",
      "  sunqar raster tile scene.tif 3/4/1 tile.jpg --tms WorldCRS84Quad --rescale 0,3000",
      ""
    },
    mixinStandardHelpOptions = true)
final class TileCommand implements Callable<Integer> {

  /** Pixels that the stretch is taken from. */
  private static final long ENOUGH_PIXELS = 1 << 20;

  private static final Pattern ADDRESS = Pattern.compile("(\\d{1,2})/(\\d{1,9})/(\\d{1,9})");

  private final Console console;

  @Parameters(index = "0", paramLabel = "INPUT", description = "The raster.")
  private String input = "";

  @Parameters(index = "1", paramLabel = "Z/X/Y", description = "Zoom, column and row of the tile.")
  private String address = "";

  @Parameters(index = "2", paramLabel = "OUTPUT", description = "The picture: .png or .jpg.")
  private String file = "";

  @Option(
      names = "--tms",
      paramLabel = "ID",
      description =
          "WebMercatorQuad (default), WorldCRS84Quad, WorldMercatorWGS84Quad,"
              + " EuropeanETRS89_LAEAQuad, UTM33WGS84Quad, ...")
  private String tms = "WebMercatorQuad";

  @Option(
      names = "--tile-size",
      paramLabel = "PIXELS",
      description = "Width and height (default: that of the set, 256).")
  private int size;

  @Option(
      names = {"-r", "--resampling"},
      paramLabel = "METHOD",
      converter = OptionNames.Method.class,
      description = "How pixels are made (default: nearest).")
  private Resampling resampling = Resampling.NEAREST;

  @Mixin private SourceNoData noData = new SourceNoData();
  @Mixin private PictureOptions look = new PictureOptions();
  @Mixin private PictureOutput output = new PictureOutput();

  TileCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Path target = FileArguments.localFile(file);
    output.check(target);
    look.check();
    Grid grid = grid();
    try (Raster raster = noData.described(Inputs.open(input))) {
      checkReaches(raster, grid);
      if (output.isDryRun()) {
        output.plan(console, grid, target);
        return ExitCode.DONE;
      }
      Raster whole = look.shown(raster);
      Raster shown = look.shown(WarpedRaster.of(raster, grid, WarpOptions.of(resampling)));
      Pixels pixels = shown.pixels(grid.window());
      StatisticsOptions some = StatisticsOptions.defaults().withApproximateBy(ENOUGH_PIXELS);
      output.write(
          console,
          Renderer.draw(pixels, look.style(shown, () -> Statistics.of(whole, some))),
          target);
    }
    return ExitCode.DONE;
  }

  private Grid grid() {
    TileMatrixSet set =
        TileMatrixSet.find(tms)
            .orElseThrow(
                () -> CommandException.usage("'" + tms + "' is no tile matrix set that is known"));
    Matcher numbers = ADDRESS.matcher(address);
    if (!numbers.matches()) {
      throw CommandException.usage(
          "a tile is zoom/column/row, as 12/2200/1343, not '" + address + "'");
    }
    Tile tile =
        new Tile(
            Integer.parseInt(numbers.group(1)),
            Integer.parseInt(numbers.group(2)),
            Integer.parseInt(numbers.group(3)));
    if (!set.contains(tile)) {
      throw CommandException.usage(tms + " has no tile " + address);
    }
    if (size < 0 || size > 8192) {
      throw CommandException.usage("--tile-size is " + size + ", must be 1 to 8192");
    }
    Grid grid = set.grid(tile);
    return size == 0 ? grid : grid.resized(size, size);
  }

  private void checkReaches(Raster raster, Grid grid) {
    Bounds there = raster.grid().bounds().transformed(raster.grid().crs(), grid.crs());
    if (!there.intersects(grid.bounds())) {
      throw CommandException.notValid(
          raster.name() + " does not reach tile " + address + " of " + tms);
    }
  }
}
