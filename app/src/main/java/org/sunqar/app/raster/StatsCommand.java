// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.sunqar.app.console.CommandException;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.app.console.NumbersConsumer;
import org.sunqar.app.console.OutputOptions;
import org.sunqar.app.console.TextTable;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.stats.BandStatistics;
import org.sunqar.raster.stats.Statistics;
import org.sunqar.raster.stats.StatisticsOptions;
import org.sunqar.raster.view.RasterView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sunqar raster stats}. */
@Command(
    name = "stats",
    description = {
      "Statistics of the values of each band; pixels without a value do not count.",
      "",
      "All pixels are read, and what is printed is exact unless the column 'exact' says otherwise:"
          + " percentiles of more than 65536 different values are right to four digits. The"
          + " deviation is that of a population, as in gdalinfo -stats.",
      "",
      "Examples:",
      "  sunqar raster stats scene.tif",
      "  sunqar raster stats scene.tif --bands 4 --percentiles 1,50,99 --histogram 256",
      "  sunqar raster stats huge.tif --approx",
      "  sunqar raster stats classes.tif --categorical --format json",
      "  sunqar raster stats scene.tif --bands 4 --zones fields.geojson --format csv",
      ""
    },
    mixinStandardHelpOptions = true)
final class StatsCommand implements Callable<Integer> {

  /** Pixels that --approx looks at: those of an image of 1024 by 1024. */
  private static final long ENOUGH_PIXELS = 1 << 20;

  private final Console console;

  @Parameters(arity = "1..*", paramLabel = "INPUT", description = "The rasters.")
  private List<String> inputs = List.of();

  @Mixin private BandOptions bands = new BandOptions();
  @Mixin private SourceNoData noData = new SourceNoData();
  @Mixin private WindowOptions part = new WindowOptions();

  @Option(
      names = "--approx",
      description = "Read an overview, or a part of the blocks, of about a million pixels.")
  private boolean approximate;

  @Option(
      names = "--percentiles",
      paramLabel = "P[,P...]",
      description = "Percentages (default: 2,98).")
  private Optional<String> percentiles = Optional.empty();

  @Option(
      names = "--histogram",
      paramLabel = "BINS",
      description = "Counts in so many bins between minimum and maximum.")
  private Optional<Integer> bins = Optional.empty();

  @Option(
      names = "--histogram-range",
      paramLabel = "MIN MAX",
      parameterConsumer = NumbersConsumer.Two.class,
      description = "Count between these values instead.")
  private List<Double> range = List.of();

  @Option(names = "--categorical", description = "Count each value.")
  private boolean categorical;

  @Option(
      names = "--zones",
      paramLabel = "GEOJSON",
      description =
          "Statistics within each polygon of a file; pixels at its edge count by the share of them"
              + " that lies inside.")
  private Optional<Path> zones = Optional.empty();

  @Mixin private OutputOptions output = new OutputOptions();

  StatsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    StatisticsOptions options = options();
    Optional<GeoJsonFeatures> areas = Optional.empty();
    if (zones.isPresent()) {
      if (approximate || part.isGiven()) {
        throw CommandException.usage("--zones says itself what is read, and reads all of it");
      }
      areas = Optional.of(GeoJsonFeatures.read(zones.get()));
    }
    List<String> columns = new ArrayList<>(List.of("input"));
    if (areas.isPresent()) {
      columns.add("zone");
    }
    columns.addAll(
        List.of("band", "count", "valid_percent", "min", "max", "mean", "std", "median"));
    options.percentiles().forEach(p -> columns.add(percentileName(p)));
    columns.addAll(List.of("majority", "unique", "exact"));
    TextTable table = new TextTable(columns.toArray(String[]::new));
    for (String input : inputs) {
      try (Raster raster = noData.described(Inputs.open(input))) {
        if (areas.isPresent()) {
          new ZonalRows(
                  table, input, raster, IntStream.of(numbers(raster)).boxed().toList(), options)
              .add(areas.get());
        } else {
          add(table, input, raster, options);
        }
      }
    }
    table.print(console, output.decided(console));
    return ExitCode.DONE;
  }

  private void add(TextTable table, String input, Raster raster, StatisticsOptions options) {
    Window window = part.of(raster.grid(), input);
    Raster cut = window.equals(raster.grid().window()) ? raster : RasterView.of(raster, window);
    int[] numbers = numbers(raster);
    List<BandStatistics> all = Statistics.of(cut, options, numbers);
    for (int i = 0; i < numbers.length; i++) {
      ObjectNode row = table.addRow();
      row.put("input", input);
      row.put("band", numbers[i]);
      describe(row, all.get(i));
      if (bins.isPresent() || !range.isEmpty()) {
        histogram(row, all.get(i));
      }
      if (categorical) {
        ObjectNode categories = row.putObject("categories");
        all.get(i).categories().forEach((value, n) -> number(categories, plain(value), n));
      }
    }
  }

  private int[] numbers(Raster raster) {
    return raster.bandNumbers(bands.of(raster));
  }

  private StatisticsOptions options() {
    StatisticsOptions options = StatisticsOptions.defaults().withCategorical(categorical);
    try {
      if (percentiles.isPresent()) {
        options = options.withPercentiles(Numbers.list("--percentiles", percentiles.get()));
      }
      if (!range.isEmpty()) {
        options =
            options.withHistogram(
                bins.orElse(10), new StatisticsOptions.Range(range.get(0), range.get(1)));
      } else if (bins.isPresent()) {
        options = options.withBins(bins.get());
      }
    } catch (IllegalArgumentException e) {
      throw CommandException.usage("statistics cannot be made so: " + e.getMessage());
    }
    return approximate ? options.withApproximateBy(ENOUGH_PIXELS) : options;
  }

  static void describe(ObjectNode row, BandStatistics statistics) {
    number(row, "count", statistics.count());
    number(row, "valid_percent", Math.rint(statistics.validPercent() * 1e4) / 1e4);
    number(row, "min", statistics.min());
    number(row, "max", statistics.max());
    number(row, "mean", statistics.mean());
    number(row, "std", statistics.std());
    number(row, "median", statistics.median());
    statistics
        .percentiles()
        .forEach((percent, value) -> number(row, percentileName(percent), value));
    statistics.majority().ifPresent(value -> number(row, "majority", value));
    statistics.unique().ifPresent(value -> row.put("unique", value));
    row.put("exact", statistics.exact());
  }

  private static void histogram(ObjectNode row, BandStatistics statistics) {
    ObjectNode node = row.putObject("histogram");
    number(node, "min", statistics.histogram().min());
    number(node, "max", statistics.histogram().max());
    ArrayNode counts = node.putArray("counts");
    statistics.histogram().counts().forEach(counts::add);
  }

  static String percentileName(double percent) {
    return "percentile_" + plain(percent);
  }

  /** Whole numbers without a decimal point. */
  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** A number, whole where it is; null where there is none, as JSON has no NaN. */
  private static void number(ObjectNode node, String name, double value) {
    if (Double.isNaN(value)) {
      node.putNull(name);
    } else if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      node.put(name, (long) value);
    } else {
      RasterDescription.number(node, name, value);
    }
  }
}
