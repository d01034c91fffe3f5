// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.composite.BandCube;
import org.sunqar.analysis.composite.CompositeMap;
import org.sunqar.analysis.composite.CompositeRule;
import org.sunqar.analysis.series.CalendarPeriod;
import org.sunqar.analysis.series.GeometricMedianOptions;
import org.sunqar.app.console.CommandException;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.app.console.OutputOptions;
import org.sunqar.app.console.ProgressOptions;
import org.sunqar.app.console.TextTable;
import org.sunqar.app.raster.Quicklook;
import org.sunqar.catalog.filter.Filter;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.store.ItemConditions;
import org.sunqar.catalog.store.ItemQuery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sunqar composite}. */
@Command(
    name = "composite",
    description = {
      "Make one cloud-free image out of the scenes of a collection, or one for each month.",
      "",
      "Pixels that the scenes' masks do not call clear are left out. The result is a"
          + " Cloud-Optimized GeoTIFF with the bands, as reflectance, the number of clear"
          + " observations and, by method, the day of each pixel (medoid, max-ndvi, least-cloudy)"
          + " or the scatter over time (geometric-median: emad, smad, bcmad). The scenes must share"
          + " a pixel grid; --filter chooses among them. Where masks miss clouds, median and"
          + " geometric-median bear them best; max-ndvi takes them over water and towns.",
      "",
      "Examples:",
      "  sunqar composite forest --period 2020-06/2020-09 --out summer.tif --preview summer.png",
      "  sunqar composite forest --bands red,nir,swir16 --method geometric-median --out geo.tif",
      "  sunqar composite forest --bands ndvi --method quantile --quantiles 0.1,0.5,0.9"
          + " --every month --out ndvi.tif",
      ""
    },
    mixinStandardHelpOptions = true)
final class CompositeCommand implements Callable<Integer> {

  /** The methods, by their names with a hyphen. */
  enum Method {
    MEDIAN,
    QUANTILE,
    MEAN,
    GEOMETRIC_MEDIAN,
    MEDOID,
    MAX_NDVI,
    LEAST_CLOUDY;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Bands of reflectance by their common names: the default, as far as all scenes have them. */
  private static final List<String> REFLECTANCE =
      List.of("blue", "green", "red", "nir", "swir16", "swir22");

  private final Console console;

  @Parameters(paramLabel = "COLLECTION", description = "The collection of the scenes.")
  private String collection = "";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description =
          "The GeoTIFF; with --every the period goes into the name, as in summer_2020-06.tif.")
  private @Nullable Path out;

  @Option(
      names = "--period",
      paramLabel = "TIME",
      description =
          "A year, month or day, or two of them with a slash: 2020, 2020-06/2020-09,"
              + " 2020-06-15/.. (default: all scenes).")
  private Optional<String> period = Optional.empty();

  @Option(
      names = "--every",
      paramLabel = "KIND",
      description = "One composite for each year, quarter, month or dekad that has scenes.")
  private Optional<CalendarPeriod> every = Optional.empty();

  @Option(
      names = "--method",
      paramLabel = "NAME",
      defaultValue = "median",
      converter = MethodConverter.class,
      description =
          "median, quantile, mean (band by band), geometric-median, medoid, max-ndvi, least-cloudy"
              + " (spectra as a whole) (default: ${DEFAULT-VALUE}).")
  private Method method = Method.MEDIAN;

  @Option(
      names = "--quantiles",
      split = ",",
      paramLabel = "P",
      description = "Of the method quantile, 0 to 1 (default: 0.25,0.5,0.75).")
  private List<Double> quantiles = List.of();

  @Option(
      names = "--bands",
      split = ",",
      paramLabel = "NAME",
      description =
          "Bands or indices, as in red,green,blue or ndvi (default: those of blue, green, red, nir,"
              + " swir16 and swir22 that all scenes have).")
  private List<String> bands = List.of();

  @Mixin private CompositeArea area = new CompositeArea();

  @Option(
      names = "--filter",
      paramLabel = "CQL2",
      description = "Only scenes that meet a filter, as in \"eo:cloud_cover < 60\".")
  private Optional<String> filter = Optional.empty();

  @Option(
      names = "--preview",
      paramLabel = "FILE",
      description = "A picture too, PNG, JPEG or WebP; with --every the period goes into its name.")
  private Optional<Path> preview = Optional.empty();

  @Option(names = "--overwrite", description = "Replace files that exist.")
  private boolean overwrite;

  @Mixin private RunOptions runOptions = new RunOptions();

  @Mixin private WorkspaceOptions workspaceOptions = new WorkspaceOptions();

  @Mixin private OutputOptions output = new OutputOptions();

  @Mixin private ProgressOptions progressOptions = new ProgressOptions();

  CompositeCommand(Console console) {
    this.console = console;
  }

  /** One image to be made. */
  private record Job(
      String name, List<Item> items, Path file, Optional<Path> picture, CompositeMap map) {}

  @Override
  public Integer call() throws IOException {
    CompositeRule rule = rule();
    area.check();
    preview.ifPresent(Quicklook::check);
    RunOptions.Resources resources = runOptions.resources(console);
    try (Workspace workspace = workspaceOptions.open()) {
      List<Item> items = scenes(workspace);
      List<String> chosen = bands(items);
      TextTable table =
          new TextTable(
              "file", "from", "to", "scenes", "bands", "clear_per_pixel", "empty_percent");
      List<Job> jobs = jobs(items, rule, chosen);
      for (Job job : jobs) { // all of them, before hours are spent on the first
        Quicklook.checkTarget(job.file(), overwrite);
        job.picture().ifPresent(picture -> Quicklook.checkTarget(picture, overwrite));
      }
      for (Job job : jobs) {
        row(table, job, write(job, rule, chosen, resources));
      }
      table.print(console, output.decided(console));
    }
    return ExitCode.DONE;
  }

  private CompositeRule rule() {
    if (!quantiles.isEmpty() && method != Method.QUANTILE) {
      throw CommandException.usage("--quantiles is for the method quantile, not for " + method);
    }
    return switch (method) {
      case MEDIAN -> CompositeRule.OfQuantiles.MEDIAN;
      case QUANTILE ->
          new CompositeRule.OfQuantiles(quantiles.isEmpty() ? List.of(0.25, 0.5, 0.75) : quantiles);
      case MEAN -> new CompositeRule.Mean();
      case GEOMETRIC_MEDIAN -> new CompositeRule.OfGeometricMedian(GeometricMedianOptions.DEFAULT);
      case MEDOID -> new CompositeRule.OfMedoid();
      case MAX_NDVI -> new CompositeRule.MaxNdvi();
      case LEAST_CLOUDY -> new CompositeRule.LeastCloudy();
    };
  }

  /** The scenes that are asked for, at least one. */
  private List<Item> scenes(Workspace workspace) {
    workspace.requireCollection(collection);
    ItemConditions where = ItemConditions.NONE.in(List.of(collection));
    if (filter.isPresent()) {
      where = where.meeting(Filter.parseText(filter.get()));
    }
    DateRange range = period.map(DateRange::parse).orElse(DateRange.ALL);
    List<Item> items =
        workspace.items().search(ItemQuery.where(where)).stream()
            .filter(item -> range.contains(dayOf(item)))
            .toList();
    if (items.isEmpty()) {
      throw new AnalysisException(
          AnalysisException.Key.NO_SCENES,
          "collection '"
              + collection
              + "' has no scenes"
              + period.map(text -> " in " + text).orElse("")
              + filter.map(text -> " that meet the filter " + text).orElse(""));
    }
    return items;
  }

  private List<String> bands(List<Item> items) {
    if (!bands.isEmpty()) {
      return bands.stream().map(band -> band.strip().toLowerCase(Locale.ROOT)).distinct().toList();
    }
    List<String> common =
        REFLECTANCE.stream()
            .filter(band -> items.stream().allMatch(item -> item.band(band).isPresent()))
            .toList();
    List<String> all = items.getFirst().bandNames();
    if (common.isEmpty() && all.size() != 1) {
      throw CommandException.usage(
          "the scenes have "
              + String.join(", ", all)
              + ": say by --bands which of them are to be composed");
    }
    return common.isEmpty() ? all : common;
  }

  /** The images, all on one grid, so that those of several periods lie on each other. */
  private List<Job> jobs(List<Item> items, CompositeRule rule, List<String> chosen)
      throws IOException {
    BandCube whole = BandCube.of(items, rule.inputs(chosen));
    CompositeArea.Part part = area.of(whole.cube().grid());
    SortedMap<Integer, List<Item>> periods = new TreeMap<>();
    CalendarPeriod kind = every.orElse(CalendarPeriod.ALL);
    for (Item item : items) {
      periods.computeIfAbsent(kind.index(dayOf(item)), _ -> new ArrayList<>()).add(item);
    }
    List<Job> jobs = new ArrayList<>();
    for (Map.Entry<Integer, List<Item>> each : periods.entrySet()) {
      String name = kind.label(each.getKey());
      BandCube cube =
          BandCube.of(each.getValue(), rule.inputs(chosen))
              .on(whole.cube().grid().crop(part.window()));
      jobs.add(
          new Job(
              name,
              each.getValue(),
              named(Objects.requireNonNull(out), name),
              preview.map(file -> named(file, name)),
              new CompositeMap(cube, rule, chosen, part.mask())));
    }
    return jobs;
  }

  private CompositeMap.Summary write(
      Job job, CompositeRule rule, List<String> chosen, RunOptions.Resources resources)
      throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("SOFTWARE", Version.text());
    metadata.put("COMPOSITE", rule.name());
    metadata.put("COLLECTION", collection);
    metadata.put("FIRST_SCENE", first(job).toString());
    metadata.put("LAST_SCENE", last(job).toString());
    metadata.put("SCENES", Integer.toString(job.items().size()));
    CompositeMap.Summary summary;
    String what = job.name().isEmpty() ? collection : job.name();
    try (ProgressOptions.Progress progress = progressOptions.start(console, what)) {
      summary =
          job.map()
              .write(job.file(), metadata, resources.threads(), resources.memory(), progress::step);
    }
    if (job.picture().isPresent()) {
      Quicklook.write(console, job.file(), job.picture().get(), chosen);
    }
    return summary;
  }

  private static void row(TextTable table, Job job, CompositeMap.Summary summary) {
    double pixels = Math.max(1, summary.pixels());
    table
        .addRow()
        .put("file", job.file().toString())
        .put("from", first(job).toString())
        .put("to", last(job).toString())
        .put("scenes", job.items().size())
        .put("bands", String.join(" ", summary.bands()))
        .put("clear_per_pixel", Math.rint(summary.observations() / pixels * 10) / 10)
        .put("empty_percent", Math.rint((1 - summary.seen() / pixels) * 1000) / 10);
  }

  private static LocalDate first(Job job) {
    return job.items().stream()
        .map(CompositeCommand::dayOf)
        .min(LocalDate::compareTo)
        .orElseThrow();
  }

  private static LocalDate last(Job job) {
    return job.items().stream()
        .map(CompositeCommand::dayOf)
        .max(LocalDate::compareTo)
        .orElseThrow();
  }

  private static LocalDate dayOf(Item item) {
    return item.time().atZone(ZoneOffset.UTC).toLocalDate();
  }

  /** A file's name with a period before its ending. */
  private static Path named(Path file, String period) {
    if (period.isEmpty()) {
      return file;
    }
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    int end = dot <= 0 ? name.length() : dot;
    return file.resolveSibling(name.substring(0, end) + "_" + period + name.substring(end));
  }

  /** Names with a hyphen. */
  static final class MethodConverter implements picocli.CommandLine.ITypeConverter<Method> {
    @Override
    public Method convert(String text) {
      for (Method method : Method.values()) {
        if (method.toString().equalsIgnoreCase(text)) {
          return method;
        }
      }
      throw new picocli.CommandLine.TypeConversionException(
          "there is no method '"
              + text
              + "'; there are median, quantile, mean, geometric-median, medoid, max-ndvi and"
              + " least-cloudy");
    }
  }
}
