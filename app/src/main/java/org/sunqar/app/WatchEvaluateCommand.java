// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.evaluate.AccuracyEstimate;
import org.sunqar.analysis.evaluate.Evaluation;
import org.sunqar.analysis.evaluate.Reference;
import org.sunqar.analysis.evaluate.ReferenceReader;
import org.sunqar.analysis.watch.AlertTracker;
import org.sunqar.analysis.watch.Watch;
import org.sunqar.analysis.watch.WatchRun;
import org.sunqar.analysis.watch.WatchStore;
import org.sunqar.app.console.CommandException;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.app.console.OutputOptions;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.reader.Rasters;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sunqar watch evaluate}. */
@Command(
    name = "evaluate",
    description = {
      "Say how good the alerts of a watch's latest run are: user's and producer's accuracy and",
      "area with 95 %% confidence intervals (Olofsson et al. 2014), lags, and figures by size.",
      "",
      "The reference is a GeoJSON feature collection of all changes, each with its day in the",
      "property 'change' or 'date'; or of the units of a sample, each with 'class' change or",
      "stable; or a raster of days since 1970-01-01 (0: no change) or of classes (bytes, 0: none).",
      "",
      "Examples:",
      "  sunqar watch evaluate north --reference truth.geojson",
      "  sunqar watch evaluate north --reference event_date.tif --samples 4000 --format json",
      ""
    },
    mixinStandardHelpOptions = true)
final class WatchEvaluateCommand implements Callable<Integer> {

  /** The map of a run in which a pixel has the number of its observations. */
  private static final String LOOKED = "valid_count.tif";

  private final Console console;

  @Parameters(paramLabel = "NAME", description = "The watch.")
  private String name = "";

  @Option(
      names = "--reference",
      required = true,
      paramLabel = "FILE",
      description = "What really happened.")
  private Path reference = Path.of("");

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Units drawn from a complete reference, 4 to 10000000 (default: 2000).")
  private int samples = 2000;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of the draw (default: 1).")
  private long seed = 1;

  @Mixin private WorkspaceOptions workspaceOptions = new WorkspaceOptions();

  @Mixin private OutputOptions output = new OutputOptions();

  WatchEvaluateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (samples < 4 || samples > 10_000_000) {
      throw CommandException.usage("--samples should be 4 to 10000000, not " + samples);
    }
    if (!Files.exists(reference)) {
      throw new NoSuchFileException(reference.toString());
    }
    Evaluation evaluation;
    try (Workspace workspace = workspaceOptions.open()) {
      evaluation = evaluate(workspace);
    }
    switch (output.decided(console)) {
      case AUTO, TABLE, CSV -> print(evaluation);
      case NDJSON -> console.out().println(json(evaluation).toString());
      case JSON, GEOJSON -> console.out().println(json(evaluation).toPrettyString());
    }
    console.out().flush();
    return ExitCode.DONE;
  }

  private Evaluation evaluate(Workspace workspace) throws IOException {
    Watch watch = workspace.watches().watch(name);
    WatchStore.Run run =
        workspace
            .watches()
            .latestRun(name)
            .orElseThrow(() ->
                new AnalysisException(
                    AnalysisException.Key.NOT_FOUND,
                    "watch '"
                        + name
                        + "' has not run yet; 'sunqar watch run "
                        + name
                        + "' runs it"));
    LocalDate last =
        Optional.ofNullable(run.summary().get("last_scene"))
            .map(day -> LocalDate.parse(day.asText()))
            .orElseGet(() -> LocalDate.ofInstant(run.finished(), ZoneOffset.UTC));
    try (Raster map = Rasters.open(workspace.runFolder(run).resolve(LOOKED))) {
      Grid grid = map.grid();
      Reference known = new ReferenceReader(grid, watch.monitorFrom(), last).read(reference);
      List<Evaluation.Mapped> alerts =
          workspace.alerts().ofLatestRun(name).stream()
              .map(alert ->
                  new Evaluation.Mapped(
                      AlertTracker.pixels(alert.finding().outline(), grid),
                      alert.finding().areaHa(),
                      alert.finding().firstDate(),
                      alert.finding().confirmedDate(),
                      alert.machine().raised()))
              .toList();
      return Evaluation.of(
          alerts,
          known,
          new Evaluation.Domain(
              looked(map), WatchRun.pixelAreaM2(grid) / 10_000, watch.monitorFrom(), last),
          samples,
          seed);
    }
  }

  private static BitSet looked(Raster map) {
    BitSet looked = new BitSet();
    Grid grid = map.grid();
    int rows = Math.max(1, (1 << 22) / grid.width());
    for (int top = 0; top < grid.height(); top += rows) {
      Window strip = new Window(0, top, grid.width(), Math.min(rows, grid.height() - top));
      PixelBlock counts = map.read(strip, 1).getFirst();
      for (int i = 0; i < counts.size(); i++) {
        if (counts.get(i) > 0) {
          looked.set(top * grid.width() + i);
        }
      }
    }
    return looked;
  }

  private ObjectNode json(Evaluation evaluation) {
    ObjectNode json = node().put("watch", name).put("samples", evaluation.samples());
    json.set("overall_accuracy", interval(evaluation.overall()));
    json.set("change", ofClass(evaluation.change()));
    json.set("no_change", ofClass(evaluation.rest()));
    for (Evaluation.SizeClass size : evaluation.bySize()) {
      ObjectNode row = json.withArray("by_size").addObject();
      if (Double.isFinite(size.belowHa())) {
        row.put("below_ha", size.belowHa());
      }
      row.put("events", size.events()).put("found", size.found());
      row.put("alerts", size.alerts()).put("right", size.right());
    }
    evaluation.firstSeen().ifPresent(lag -> json.set("lag_first_seen_days", lag(lag)));
    evaluation.sure().ifPresent(lag -> json.set("lag_sure_days", lag(lag)));
    evaluation.raised().ifPresent(lag -> json.set("lag_raised_days", lag(lag)));
    return json;
  }

  private static ObjectNode ofClass(AccuracyEstimate.OfClass estimate) {
    ObjectNode json = node();
    json.set("users_accuracy", interval(estimate.users()));
    json.set("producers_accuracy", interval(estimate.producers()));
    json.set("area_share", interval(estimate.share()));
    json.set("area_ha", interval(estimate.area()));
    return json;
  }

  private static ObjectNode interval(AccuracyEstimate.Interval interval) {
    ObjectNode json = node();
    if (Double.isFinite(interval.value())) {
      json.put("value", interval.value());
    } else {
      json.putNull("value");
    }
    if (Double.isFinite(interval.half())) {
      json.put("ci95", interval.half());
    } else {
      json.putNull("ci95");
    }
    return json;
  }

  private static ObjectNode lag(Evaluation.Lag lag) {
    return node()
        .put("count", lag.count())
        .put("lower_quartile", lag.lowerQuartile())
        .put("median", lag.median())
        .put("upper_quartile", lag.upperQuartile());
  }

  private static ObjectNode node() {
    return JsonNodeFactory.instance.objectNode();
  }

  private void print(Evaluation evaluation) {
    console.out().println(console.text("evaluate.title", "name", name, "n", evaluation.samples()));
    String hectares = console.text("evaluate.unit.ha");
    line("overall", evaluation.overall(), 100, "%");
    line("users", evaluation.change().users(), 100, "%");
    line("producers", evaluation.change().producers(), 100, "%");
    line("area", evaluation.change().area(), 1, hectares);
    line("restUsers", evaluation.rest().users(), 100, "%");
    line("restProducers", evaluation.rest().producers(), 100, "%");
    double from = 0;
    for (Evaluation.SizeClass size : evaluation.bySize()) {
      line(
          Double.isFinite(size.belowHa())
              ? console.text(
                  "evaluate.label.fromTo",
                  "from",
                  console.fixed(from, 0),
                  "to",
                  console.fixed(size.belowHa(), 0))
              : console.text("evaluate.label.from", "from", console.fixed(from, 0)),
          console.text(
              "evaluate.events",
              "found",
              size.found(),
              "events",
              size.events(),
              "right",
              size.right(),
              "alerts",
              size.alerts()));
      from = size.belowHa();
    }
    evaluation.firstSeen().ifPresent(lag -> line("firstSeen", lag));
    evaluation.sure().ifPresent(lag -> line("sure", lag));
    evaluation.raised().ifPresent(lag -> line("raised", lag));
  }

  private void line(String label, String text) {
    console.out().println(String.format(Locale.ROOT, "%-32s %s", label, text));
  }

  private void line(String label, AccuracyEstimate.Interval interval, int factor, String unit) {
    line(
        console.text("evaluate.label." + label),
        Double.isFinite(interval.value())
            ? "%s %s +- %s"
                .formatted(
                    console.fixed(interval.value() * factor, 2),
                    unit,
                    console.fixed(interval.half() * factor, 2))
            : console.text("evaluate.unknown"));
  }

  private void line(String label, Evaluation.Lag lag) {
    line(
        console.text("evaluate.label." + label),
        console.counted(
            "evaluate.lag",
            lag.count(),
            "median",
            console.fixed(lag.median(), 0),
            "low",
            console.fixed(lag.lowerQuartile(), 0),
            "high",
            console.fixed(lag.upperQuartile(), 0)));
  }
}
