// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.sunqar.app.console.CommandException;
import org.sunqar.app.console.Console;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.warp.Mosaic;
import org.sunqar.raster.warp.MosaicMethod;
import org.sunqar.raster.warp.MosaicSource;
import org.sunqar.raster.warp.WarpOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sunqar raster mosaic}. */
@Command(
    name = "mosaic",
    description = {
      "Put overlapping rasters together.",
      "",
      "Without further options the mosaic has the CRS and the pixels of the first input and covers"
          + " all of them; inputs that do not fit are warped. A pixel without a value lets the next"
          + " input show through.",
      "",
      "Examples:",
      "  sunqar raster mosaic north.tif south.tif both.tif",
      "  sunqar raster mosaic may.tif june.tif july.tif --out median.tif --method median",
      "  sunqar raster mosaic a.tif b.tif --out ab.tif --method closest --date 2024-07-01"
          + " --dates 2024-06-20,2024-07-08",
      "  sunqar raster mosaic a.tif b.tif --out ab.tif --method least-cloudy --cloud 12,3.5",
      ""
    },
    mixinStandardHelpOptions = true)
final class MosaicCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private FileArguments files = new FileArguments();

  @Option(
      names = {"-m", "--method"},
      paramLabel = "METHOD",
      description =
          "Where inputs overlap: first, last, min, max, mean, median, closest or least-cloudy"
              + " (default: first).")
  private String method = "first";

  @Option(
      names = "--date",
      paramLabel = "DATE",
      description = "The day that 'closest' is closest to.")
  private Optional<LocalDate> date = Optional.empty();

  @Option(
      names = "--dates",
      paramLabel = "DATE[,DATE...]",
      description =
          "The day of each input, in their order (default: the acquisition or TIFF date in the"
              + " file).")
  private Optional<String> dates = Optional.empty();

  @Option(
      names = "--cloud",
      paramLabel = "PERCENT[,...]",
      description = "Cloud cover of each input, in their order, for 'least-cloudy'.")
  private Optional<String> clouds = Optional.empty();

  @Mixin private SourceNoData noData = new SourceNoData();
  @Mixin private GridOptions grid = new GridOptions();
  @Mixin private ResamplingOptions resampling = new ResamplingOptions();
  @Mixin private BandOptions bands = new BandOptions();
  @Mixin private WriteOptions write = new WriteOptions();

  MosaicCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path target = files.output();
    write.check(target);
    grid.check();
    MosaicMethod how = method();
    List<String> inputs = files.inputs();
    List<MosaicSource> sources = new ArrayList<>();
    WarpOptions options;
    try (Raster first = open(inputs.getFirst())) {
      options =
          resampling
              .options(first.bands())
              .withBands(Arrays.stream(bands.of(first)).boxed().toList());
    }
    for (String input : inputs) {
      sources.add(source(input, how));
    }
    sources = withClouds(withDates(sources));
    if (how instanceof MosaicMethod.ClosestTo
        && sources.stream().allMatch(source -> source.time().isEmpty())) {
      throw CommandException.usage("no input says its date; --dates does");
    }
    Grid whole = grid.isGiven() ? grid.of(union(sources)) : union(sources);
    try (Mosaic mosaic = Mosaic.of(sources, whole, how, options)) {
      return write.write(console, mosaic, target);
    }
  }

  private MosaicMethod method() {
    MosaicMethod how =
        switch (method.toLowerCase(java.util.Locale.ROOT)) {
          case "first" -> new MosaicMethod.First();
          case "last" -> new MosaicMethod.Last();
          case "min" -> new MosaicMethod.Min();
          case "max" -> new MosaicMethod.Max();
          case "mean", "average" -> new MosaicMethod.Mean();
          case "median", "med" -> new MosaicMethod.Median();
          case "closest" ->
              new MosaicMethod.ClosestTo(
                  date.map(MosaicCommand::noon)
                      .orElseThrow(
                          () -> CommandException.usage("--method closest wants a --date")));
          case "least-cloudy" -> new MosaicMethod.LeastCloudy();
          default ->
              throw CommandException.usage(
                  "'%s' is no method; there are first, last, min, max, mean, median, closest,"
                          .formatted(method)
                      + " least-cloudy");
        };
    if (how instanceof MosaicMethod.LeastCloudy && clouds.isEmpty()) {
      throw CommandException.usage("--method least-cloudy wants --cloud");
    }
    if (!(how instanceof MosaicMethod.ClosestTo) && (date.isPresent() || dates.isPresent())) {
      throw CommandException.usage("--date and --dates are for --method closest");
    }
    return how;
  }

  private static Instant noon(LocalDate day) {
    return day.atTime(12, 0).toInstant(ZoneOffset.UTC);
  }

  private Raster open(String input) {
    return noData.described(Inputs.open(input));
  }

  private MosaicSource source(String input, MosaicMethod how) {
    try (Raster raster = open(input)) {
      if (!RasterDescription.isLocated(raster.grid())) {
        throw CommandException.notValid(
            raster.name() + " is not georeferenced, so it has no place in a mosaic");
      }
      MosaicSource source = MosaicSource.of(input, raster.grid(), () -> open(input));
      Optional<Instant> time =
          how instanceof MosaicMethod.ClosestTo ? TagDates.of(raster) : Optional.empty();
      return time.map(source::withTime).orElse(source);
    }
  }

  private List<MosaicSource> withDates(List<MosaicSource> sources) {
    if (dates.isEmpty()) {
      return sources;
    }
    List<LocalDate> days = new ArrayList<>();
    for (String text : dates.get().split(",", -1)) {
      try {
        days.add(LocalDate.parse(text.strip()));
      } catch (DateTimeParseException _) {
        throw CommandException.usage(
            "--dates holds '" + text + "', which is not a date; write it as 2022-01-31");
      }
    }
    checkCount("--dates", days.size(), sources.size());
    List<MosaicSource> dated = new ArrayList<>();
    for (int i = 0; i < days.size(); i++) {
      dated.add(sources.get(i).withTime(noon(days.get(i))));
    }
    return dated;
  }

  private List<MosaicSource> withClouds(List<MosaicSource> sources) {
    if (clouds.isEmpty()) {
      return sources;
    }
    List<Double> percents = Numbers.list("--cloud", clouds.get());
    checkCount("--cloud", percents.size(), sources.size());
    List<MosaicSource> known = new ArrayList<>();
    for (int i = 0; i < percents.size(); i++) {
      double percent = percents.get(i);
      if (!(percent >= 0 && percent <= 100)) {
        throw CommandException.usage("--cloud is " + percent + ", must be 0 to 100");
      }
      known.add(sources.get(i).withCloudCover(percent));
    }
    return known;
  }

  private static void checkCount(String option, int given, int inputs) {
    if (given != inputs) {
      throw CommandException.usage(
          "%s has %d values for %d inputs".formatted(option, given, inputs));
    }
  }

  /** The grid of the first source, continued over all of them. */
  private static Grid union(List<MosaicSource> sources) {
    Grid first = sources.getFirst().grid();
    Grid base = first.affine().isNorthUp() ? first : Grid.suggested(first, first.crs());
    Bounds all = base.bounds();
    for (MosaicSource source : sources) {
      Grid grid = source.grid();
      all = all.union(grid.bounds().transformed(grid.crs(), base.crs()));
    }
    Affine affine = base.affine();
    int left = outward(affine.colOf(all.minX(), all.maxY()), -1);
    int top = outward(affine.rowOf(all.minX(), all.maxY()), -1);
    int right = outward(affine.colOf(all.maxX(), all.minY()), 1);
    int bottom = outward(affine.rowOf(all.maxX(), all.minY()), 1);
    return new Grid(base.crs(), affine.shifted(left, top), right - left, bottom - top);
  }

  /** The next whole pixel outwards, or the nearest where one is that of aligned grids. */
  private static int outward(double pixel, int direction) {
    if (!(Math.abs(pixel) < 1e9)) {
      throw CommandException.notValid(
          "the inputs lie too far apart for one grid with the pixels of the first");
    }
    double nearest = Math.rint(pixel);
    if (Math.abs(pixel - nearest) <= Grid.ALIGNMENT_TOLERANCE) {
      return (int) nearest;
    }
    return (int) (direction < 0 ? Math.floor(pixel) : Math.ceil(pixel));
  }
}
