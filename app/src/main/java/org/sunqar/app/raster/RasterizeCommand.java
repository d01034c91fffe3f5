// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.sunqar.app.console.CommandException;
import org.sunqar.app.console.Console;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.vector.FeatureRaster;
import org.sunqar.raster.vector.Rasterizer;
import org.sunqar.raster.view.ConvertedRaster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sunqar raster rasterize}. */
@Command(
    name = "rasterize",
    description = {
      "Put polygons, lines and points of a GeoJSON file on a grid.",
      "",
      "The grid is that of another raster (--like), or given by --te with --tr or --ts, and"
          + " -t_srs (default: EPSG:4326). Features that come later in the file cover earlier ones.",
      "",
      "Examples:",
      "  sunqar raster rasterize fields.geojson fields.tif --like scene.tif -a class_id",
      "  sunqar raster rasterize roads.geojson roads.tif --te 13 52 14 53 --tr 0.001 --burn 1"
          + " --all-touched",
      ""
    },
    mixinStandardHelpOptions = true)
final class RasterizeCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private FileArguments files = new FileArguments();
  @Mixin private GridOptions grid = new GridOptions();

  @Option(
      names = {"-a", "--attribute"},
      paramLabel = "NAME",
      description = "The property that holds a feature's value; features without it are left out.")
  private Optional<String> attribute = Optional.empty();

  @Option(
      names = {"--burn", "-burn"},
      paramLabel = "VALUE",
      description = "One value for all features (default: 1).")
  private Optional<String> burn = Optional.empty();

  @Option(
      names = {"--init", "-init"},
      paramLabel = "VALUE",
      description = "Value of pixels without a feature (default: the no-data value, or 0).")
  private Optional<String> init = Optional.empty();

  @Option(
      names = {"--all-touched", "-at"},
      description = "All pixels that a feature touches (default: those whose centre is inside).")
  private boolean allTouched;

  @Option(
      names = {"--type", "-ot"},
      paramLabel = "TYPE",
      converter = OptionNames.Type.class,
      description = "uint8, int16, ... (default: the smallest that holds all values).")
  private Optional<PixelType> type = Optional.empty();

  @Option(
      names = {"--nodata", "-a_nodata"},
      paramLabel = "VALUE",
      description = "The value that means no value (default: none).")
  private Optional<String> noData = Optional.empty();

  @Mixin private WriteOptions write = new WriteOptions();

  RasterizeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path target = files.output();
    write.check(target);
    grid.check();
    if (attribute.isPresent() && burn.isPresent()) {
      throw CommandException.usage("--attribute and --burn exclude each other");
    }
    Path file = FileArguments.localFile(files.input());
    Grid on = grid.withoutSource();
    GeoJsonFeatures read = GeoJsonFeatures.read(file);
    List<FeatureRaster.Feature> features = new ArrayList<>();
    for (GeoJsonFeatures.Feature feature : read.features()) {
      OptionalDouble value = value(feature, file);
      if (value.isPresent()) {
        features.add(
            new FeatureRaster.Feature(
                GeometryMoves.moved(feature.geometry(), read.crs(), on.crs(), file.toString()),
                value.getAsDouble()));
      }
    }
    if (features.isEmpty()) {
      throw CommandException.notValid(
          "no feature of " + file + " has a property '" + attribute.orElse("") + "'");
    }
    return write.write(console, raster(file, on, features), target);
  }

  private OptionalDouble value(GeoJsonFeatures.Feature feature, Path file) {
    if (attribute.isEmpty()) {
      return OptionalDouble.of(burn.map(text -> Numbers.of("--burn", text)).orElse(1.0));
    }
    JsonNode property = feature.properties().get(attribute.get());
    if (property == null || property.isNull()) {
      return OptionalDouble.empty();
    }
    if (property.isBoolean()) {
      return OptionalDouble.of(property.asBoolean() ? 1 : 0);
    }
    double value = property.asDouble(Double.NaN);
    if (Double.isNaN(value)) {
      throw CommandException.notValid(
          "%s has a feature whose '%s' is not a number: %s"
              .formatted(file, attribute.get(), property));
    }
    return OptionalDouble.of(value);
  }

  private FeatureRaster raster(Path file, Grid on, List<FeatureRaster.Feature> features) {
    OptionalDouble missing =
        noData.map(text -> Numbers.orNone("--nodata", text)).orElse(OptionalDouble.empty());
    double background = init.map(text -> Numbers.of("--init", text)).orElse(missing.orElse(0));
    List<Double> values = new ArrayList<>(List.of(background));
    features.forEach(feature -> values.add(feature.value()));
    missing.ifPresent(values::add);
    PixelType stored = type.orElseGet(() -> smallest(values));
    for (double value : values) {
      if (!ConvertedRaster.holds(stored, value) && !stored.isFloat()) {
        throw CommandException.usage(
            "%s is not a value of %s; --type says another".formatted(value, stored.stacName()));
      }
    }
    return FeatureRaster.of(
        file.toString(),
        on,
        new BandInfo(attribute.orElse(""), stored, missing, 1, 0),
        background,
        allTouched ? Rasterizer.Rule.ALL_TOUCHED : Rasterizer.Rule.CENTRE,
        features);
  }

  /** The smallest type that holds all values, integers before floats. */
  private static PixelType smallest(List<Double> values) {
    List<PixelType> candidates =
        List.of(
            PixelType.UINT8,
            PixelType.INT16,
            PixelType.UINT16,
            PixelType.INT32,
            PixelType.UINT32,
            PixelType.FLOAT32);
    return candidates.stream()
        .filter(type -> values.stream().allMatch(value -> ConvertedRaster.holds(type, value)))
        .findFirst()
        .orElse(PixelType.FLOAT64);
  }
}
