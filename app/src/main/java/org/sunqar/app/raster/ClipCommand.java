// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.operation.union.UnaryUnionOp;
import org.sunqar.app.console.CommandException;
import org.sunqar.app.console.Console;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.vector.Rasterizer;
import org.sunqar.raster.view.ClippedRaster;
import org.sunqar.raster.view.ConvertedRaster;
import org.sunqar.raster.view.RasterView;
import org.sunqar.raster.view.Rescaling;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sunqar raster clip}. */
@Command(
    name = "clip",
    description = {
      "Cut out a rectangle or polygons; pixels keep their values and their places.",
      "",
      "Outside of polygons the output has no values: the no-data value, or a mask where the input"
          + " has none.",
      "",
      "Examples:",
      "  sunqar raster clip scene.tif part.tif --bbox 13.2 52.3 13.6 52.6 --bbox-crs EPSG:4326",
      "  sunqar raster clip scene.tif field.tif --cutline field.geojson",
      "  sunqar raster clip scene.tif part.tif --window 0 0 512 512",
      ""
    },
    mixinStandardHelpOptions = true)
final class ClipCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private FileArguments files = new FileArguments();
  @Mixin private WindowOptions part = new WindowOptions();

  @Option(
      names = {"--cutline", "-cutline", "--polygon"},
      paramLabel = "GEOJSON",
      description = "Polygons in longitude and latitude, or in the CRS that the file names.")
  private Optional<Path> cutline = Optional.empty();

  @Option(
      names = {"--all-touched", "-at"},
      description = "Keep every pixel that a polygon touches (default: those whose centre is in).")
  private boolean allTouched;

  @Option(names = "--no-crop", description = "Keep the size of the input.")
  private boolean noCrop;

  @Option(
      names = {"--dst-nodata", "-dstnodata"},
      paramLabel = "VALUE",
      description = "Stored where there is no value (default: as in the input).")
  private Optional<String> noData = Optional.empty();

  @Mixin private BandOptions bands = new BandOptions();
  @Mixin private WriteOptions write = new WriteOptions();

  ClipCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path target = files.output();
    write.check(target);
    if (cutline.isEmpty() && !part.isGiven()) {
      throw CommandException.usage("what is cut out is not said: --bbox, --window or --cutline");
    }
    try (Raster raster = Inputs.open(files.input())) {
      Raster chosen = withNoData(bands.choose(raster));
      Window window = part.of(chosen.grid(), chosen.name());
      if (cutline.isEmpty()) {
        return write.write(console, RasterView.of(chosen, window), target);
      }
      Geometry area = area(chosen.grid(), cutline.get());
      Window cut = noCrop ? window : cropped(window, area, chosen);
      Rasterizer.Rule rule = allTouched ? Rasterizer.Rule.ALL_TOUCHED : Rasterizer.Rule.CENTRE;
      return write.write(console, ClippedRaster.of(RasterView.of(chosen, cut), area, rule), target);
    }
  }

  private Raster withNoData(Raster raster) {
    if (noData.isEmpty()) {
      return raster;
    }
    OptionalDouble value = Numbers.orNone("--dst-nodata", noData.get());
    PixelType type = raster.bands().getFirst().type();
    if (value.isPresent() && !ConvertedRaster.holds(type, value.getAsDouble())) {
      throw CommandException.usage(
          "--dst-nodata %s is not a value of %s".formatted(noData.get(), type.stacName()));
    }
    return ConvertedRaster.of(raster, type, value, List.of(Rescaling.NONE));
  }

  /** The polygons of a file, taken together, in the CRS of the grid. */
  private static Geometry area(Grid grid, Path file) throws IOException {
    GeoJsonFeatures read = GeoJsonFeatures.read(file);
    for (GeoJsonFeatures.Feature feature : read.features()) {
      if (!(feature.geometry() instanceof Polygonal)) {
        throw CommandException.notValid(
            file + " holds a " + feature.geometry().getGeometryType() + ", not a polygon");
      }
      if (!feature.geometry().isValid()) {
        throw CommandException.notValid(file + " has an outline that crosses or touches itself");
      }
    }
    Geometry united = UnaryUnionOp.union(read.features().stream().map(f -> f.geometry()).toList());
    return GeometryMoves.moved(united, read.crs(), grid.crs(), file.toString());
  }

  /** The part of a window whose pixels polygons may hold, or touch. */
  private Window cropped(Window window, Geometry area, Raster raster) {
    Affine affine = raster.grid().affine();
    double left = Double.POSITIVE_INFINITY;
    double top = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    for (Coordinate point : area.getCoordinates()) {
      double col = affine.colOf(point.x, point.y);
      double row = affine.rowOf(point.x, point.y);
      left = Math.min(left, col);
      top = Math.min(top, row);
      right = Math.max(right, col);
      bottom = Math.max(bottom, row);
    }
    // a pixel is held by its centre
    double inset = allTouched ? 0 : 0.5;
    int firstCol = pixel(Math.floor(left + inset));
    int firstRow = pixel(Math.floor(top + inset));
    int endCol = Math.max(firstCol + 1, pixel(Math.ceil(right - inset)));
    int endRow = Math.max(firstRow + 1, pixel(Math.ceil(bottom - inset)));
    return new Window(firstCol, firstRow, endCol - firstCol, endRow - firstRow)
        .intersect(window)
        .orElseThrow(
            () -> CommandException.notValid("the polygons lie outside of " + raster.name()));
  }

  /** A pixel as an int, away from overflow. */
  private static int pixel(double value) {
    return (int) Math.max(-1e9, Math.min(1e9, value));
  }
}
