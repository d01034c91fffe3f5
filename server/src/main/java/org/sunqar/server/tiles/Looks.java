// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tiles;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.calc.Expression;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.Pixels;
import org.sunqar.raster.pixel.Resampling;
import org.sunqar.raster.render.ColorMap;
import org.sunqar.server.http.Problem;

/**
 * Finds how a dataset is drawn: what the client says, and for the rest what suits. Brightness is
 * taken once for a collection, between the 2nd and 98th percentile of the clear pixels of some of
 * its scenes, so that all its tiles and dates can be compared; and kept until the server stops.
 */
final class Looks {

  private static final Set<String> GREEN = Set.of("ndvi", "evi", "evi2", "savi", "msavi", "kndvi");
  private static final Set<String> HEIGHTS = Set.of("dem", "dtm", "dsm", "elevation", "height");

  /** Pixels on the longer side of what statistics are taken of. */
  private static final int SAMPLE = 192;

  private static final double LOW = 0.02;
  private static final double HIGH = 0.98;

  private final Scenes scenes;
  private final SceneReader reader;
  private final Painter painter;
  private final Lru<String, Look> known = new Lru<>(512);

  /** Held while a look is found, one for some keys: who asks meanwhile waits for that one. */
  private final List<Object> finding = Stream.generate(Object::new).limit(16).toList();

  Looks(Scenes scenes, SceneReader reader, Painter painter) {
    this.scenes = scenes;
    this.reader = reader;
    this.painter = painter;
  }

  /**
   * How a dataset is drawn.
   *
   * @throws Problem 400 when it has no such bands, 404 when it has nothing that can be drawn
   */
  Look of(Dataset dataset, Rendering rendering) {
    // all items of a collection look alike; when they do not have the same bands, they say so later
    String scope =
        switch (dataset) {
          case Dataset.OfItem item -> "collections/" + item.collection();
          case Dataset.OfCollection collection -> collection.key();
          case Dataset.OfRun run -> run.key() + "/" + run.run();
        };
    String key = scope + "|" + rendering.key();
    Look look = known.get(key).orElseGet(() -> found(key, dataset, rendering));
    if (dataset instanceof Dataset.OfItem item && !item.scene().has(look.what().read())) {
      return find(dataset, rendering, List.of(item.scene()));
    }
    return look;
  }

  private Look found(String key, Dataset dataset, Rendering rendering) {
    synchronized (finding.get(Math.floorMod(key.hashCode(), finding.size()))) {
      Optional<Look> meanwhile = known.get(key);
      if (meanwhile.isPresent()) {
        return meanwhile.get();
      }
      Look look = find(dataset, rendering);
      known.put(key, look);
      return look;
    }
  }

  private Look find(Dataset dataset, Rendering rendering) {
    List<Scene> samples =
        switch (dataset) {
          case Dataset.OfItem item -> scenes.samples(item.collection());
          case Dataset.OfCollection collection -> scenes.samples(collection.collection().id());
          case Dataset.OfRun run -> List.of(run.scene());
        };
    return find(dataset, rendering, samples);
  }

  private Look find(Dataset dataset, Rendering rendering, List<Scene> samples) {
    if (samples.isEmpty()) {
      throw Problem.notFound("'" + dataset.title() + "' has no items yet");
    }
    Optional<Preset> preset =
        rendering.expression().flatMap(Preset::of).filter(p -> !anyHas(samples, p.id()));
    Look.What what = what(dataset, rendering, preset, samples);
    List<Scene> able = samples.stream().filter(s -> s.has(what.read())).toList();
    if (able.isEmpty()) {
      throw missing(dataset, what, samples);
    }
    if (rendering.rescale().size() == 3 && what.size() != 3) {
      throw Problem.badRequest("rescale", "rescale has three ranges for one value");
    }
    if (rendering.colormap().isPresent() && what.size() != 1) {
      throw Problem.badRequest("colormap", "a colour map is for one value, not for three");
    }
    if (rendering.hillshade().isPresent()
        && !(what instanceof Look.What.Bands && what.size() == 1)) {
      throw Problem.badRequest("hillshade", "a shaded relief is of one band, one of heights");
    }
    Look.Paint paint = paint(dataset, rendering, preset, what, able);
    boolean exact = paint instanceof Look.Paint.Palette || dataset instanceof Dataset.OfRun;
    return new Look(
        what,
        paint,
        rendering.resampling().orElse(exact ? Resampling.NEAREST : Resampling.BILINEAR),
        rendering.hillshade(),
        // the formula of a cloud says nothing of the land
        rendering.mask().orElse(what instanceof Look.What.Formula),
        title(dataset, rendering, what));
  }

  private static boolean anyHas(List<Scene> samples, String band) {
    return samples.stream().anyMatch(scene -> scene.has(List.of(band)));
  }

  private static Look.What what(
      Dataset dataset, Rendering rendering, Optional<Preset> preset, List<Scene> samples) {
    if (preset.isPresent()) {
      return new Look.What.Formula(List.of(Expression.parse(preset.get().formula())));
    }
    if (rendering.expression().isPresent()) {
      String text = rendering.expression().get();
      List<Expression> expressions = Rendering.expressions(text);
      boolean plain =
          expressions.size() == 1 && expressions.getFirst().names().equals(List.of(text));
      return plain ? new Look.What.Bands(List.of(text)) : new Look.What.Formula(expressions);
    }
    if (!rendering.bands().isEmpty()) {
      return new Look.What.Bands(rendering.bands());
    }
    if (rendering.hillshade().isEmpty()
        && samples.stream().anyMatch(scene -> scene.has(Scene.TRUE_COLOUR))) {
      return new Look.What.Bands(Scene.TRUE_COLOUR);
    }
    return samples.stream()
        .flatMap(scene -> scene.bands().stream())
        .findFirst()
        .map(band -> new Look.What.Bands(List.of(band)))
        .orElseThrow(
            () -> Problem.notFound("'" + dataset.title() + "' has no band that can be drawn"));
  }

  private static Problem missing(Dataset dataset, Look.What what, List<Scene> samples) {
    List<String> there = samples.getFirst().bands();
    String absent =
        what.read().stream()
            .filter(name -> samples.stream().noneMatch(s -> s.has(List.of(name))))
            .findFirst()
            .map(name -> "no band '" + Rendering.shown(name) + "'")
            .orElse("no scene with " + String.join(", ", what.read()) + " together");
    return Problem.badRequest(
        "bands",
        "'" + dataset.title() + "' has " + absent + "; there are " + String.join(", ", there));
  }

  private Look.Paint paint(
      Dataset dataset,
      Rendering rendering,
      Optional<Preset> preset,
      Look.What what,
      List<Scene> able) {
    double gamma = rendering.gamma().orElse(1);
    boolean free = rendering.colormap().isEmpty() && rendering.rescale().isEmpty();
    if (free && what instanceof Look.What.Bands && what.size() == 1) {
      List<Integer> palette = palette(able.getFirst(), what.read().getFirst());
      if (!palette.isEmpty()) {
        return new Look.Paint.Palette(palette);
      }
    }
    List<Range> ranges = ranges(dataset, rendering, preset, what, able);
    Optional<ColorMap> colors =
        rendering.colormap().or(() -> usualColors(dataset, rendering, preset, what));
    Look.Meaning meaning =
        dataset instanceof Dataset.OfRun run ? run.map().meaning() : Look.Meaning.NUMBER;
    return colors.isPresent()
        ? new Look.Paint.Colors(ranges.getFirst(), gamma, colors.get(), meaning)
        : new Look.Paint.Brightness(ranges, gamma);
  }

  private List<Integer> palette(Scene scene, String band) {
    int number = scene.parts(band).getFirst().band();
    return reader.use(
        scene,
        band,
        raster ->
            number <= raster.bands().size() ? raster.bands().get(number - 1).palette() : List.of());
  }

  private static Optional<ColorMap> usualColors(
      Dataset dataset, Rendering rendering, Optional<Preset> preset, Look.What what) {
    if (preset.isPresent()) {
      return ColorMap.find(preset.get().colors());
    }
    if (dataset instanceof Dataset.OfRun run) {
      return ColorMap.find(run.map().colors());
    }
    if (what.size() != 1 || rendering.hillshade().isPresent()) {
      return Optional.empty();
    }
    if (what instanceof Look.What.Formula) {
      return ColorMap.find("viridis");
    }
    String name = what.read().getFirst().toLowerCase(Locale.ROOT);
    if (GREEN.contains(name)) {
      return ColorMap.find("rdylgn");
    }
    return HEIGHTS.contains(name) ? ColorMap.find("terrain") : Optional.empty();
  }

  private List<Range> ranges(
      Dataset dataset,
      Rendering rendering,
      Optional<Preset> preset,
      Look.What what,
      List<Scene> able) {
    if (!rendering.rescale().isEmpty()) {
      List<Range> given = rendering.rescale();
      return given.size() == what.size()
          ? given
          : java.util.Collections.nCopies(what.size(), given.getFirst());
    }
    if (preset.isPresent()) {
      return List.of(new Range(preset.get().low(), preset.get().high()));
    }
    if (dataset instanceof Dataset.OfRun run && run.map().spread() == RunMap.Spread.SHARE) {
      return List.of(new Range(0, 1));
    }
    List<double[]> sorted = values(dataset, rendering, what, able);
    if (dataset instanceof Dataset.OfRun run) {
      return List.of(spread(run.map(), sorted.getFirst()));
    }
    return sorted.stream().map(Looks::percentiles).toList();
  }

  /** The physical values of some scenes, sorted, for each band. */
  private List<double[]> values(
      Dataset dataset, Rendering rendering, Look.What what, List<Scene> able) {
    Resampling resampling =
        dataset instanceof Dataset.OfRun ? Resampling.NEAREST : Resampling.BILINEAR;
    Look plain =
        new Look(
            what,
            new Look.Paint.Brightness(List.of(new Range(0, 1)), 1),
            rendering.resampling().orElse(resampling),
            Optional.empty(),
            false,
            "");
    List<Samples> samples = new ArrayList<>();
    for (int band = 0; band < what.size(); band++) {
      samples.add(new Samples());
    }
    RasterException last = null;
    for (Sampled sampled : able.parallelStream().map(scene -> sampled(scene, plain)).toList()) {
      switch (sampled) {
        case Sampled.Read(Pixels pixels, Optional<boolean[]> clear) -> {
          for (int band = 0; band < what.size(); band++) {
            samples.get(band).add(pixels, band, clear.orElse(new boolean[0]));
          }
        }
        case Sampled.Unreadable(RasterException why) -> last = why; // the others say it
        case Sampled.Nowhere _ -> {}
      }
    }
    if (samples.getFirst().count == 0 && last != null) {
      throw unreadable(dataset, last);
    }
    return samples.stream().map(Samples::sorted).toList();
  }

  /** What a scene has to say of how bright its collection is. */
  private sealed interface Sampled {

    /**
     * A few of its pixels.
     *
     * @param clear which of them are, where the scene says so
     */
    record Read(Pixels pixels, Optional<boolean[]> clear) implements Sampled {}

    record Unreadable(RasterException why) implements Sampled {}

    /** It has no grid. */
    record Nowhere() implements Sampled {}
  }

  private Sampled sampled(Scene scene, Look plain) {
    if (scene.grid().isEmpty()) {
      return new Sampled.Nowhere();
    }
    try {
      Grid grid = reduced(scene.grid().get());
      return new Sampled.Read(painter.physical(scene, plain, grid), reader.clear(scene, grid));
    } catch (RasterException e) {
      return new Sampled.Unreadable(e);
    }
  }

  static Problem unreadable(Dataset dataset, RasterException e) {
    return Problem.notFound(
        "the pixels of '" + dataset.title() + "' cannot be read: " + e.getMessage());
  }

  /** Values that grow. */
  private static final class Samples {
    private double[] values = new double[1 << 14];
    private int count;

    void add(Pixels pixels, int band, boolean[] clear) {
      PixelBlock block = pixels.values().get(band);
      for (int i = 0; i < block.size(); i++) {
        double value = block.get(i);
        if (pixels.isValid(band, i) && Double.isFinite(value) && (clear.length == 0 || clear[i])) {
          if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
          }
          values[count++] = value;
        }
      }
    }

    double[] sorted() {
      double[] sorted = Arrays.copyOf(values, count);
      Arrays.sort(sorted);
      return sorted;
    }
  }

  private static Grid reduced(Grid grid) {
    double shrink = Math.max(grid.width(), grid.height()) / (double) SAMPLE;
    return shrink <= 1
        ? grid
        : grid.resized(
            (int) Math.max(1, Math.rint(grid.width() / shrink)),
            (int) Math.max(1, Math.rint(grid.height() / shrink)));
  }

  private static Range percentiles(double[] sorted) {
    if (sorted.length == 0) {
      return new Range(0, 1);
    }
    return wide(
        sorted[(int) (LOW * (sorted.length - 1))],
        sorted[(int) Math.ceil(HIGH * (sorted.length - 1))]);
  }

  /** A constant band comes out dark, not in an error. */
  private static Range wide(double low, double high) {
    return low < high
        ? new Range(low, high)
        : new Range(low, low + Math.max(Math.abs(low) * 1e-3, 1e-6));
  }

  private static Range spread(RunMap map, double[] sorted) {
    if (sorted.length == 0) {
      return new Range(0, 1);
    }
    double least = sorted[0];
    double most = sorted[sorted.length - 1];
    return switch (map.spread()) {
      case ALL -> wide(least, most);
      case SYMMETRIC -> {
        Range usual = percentiles(sorted);
        double reach = Math.max(Math.max(Math.abs(usual.low()), Math.abs(usual.high())), 1e-6);
        yield new Range(-reach, reach);
      }
      case FROM_ZERO -> wide(0, Math.max(most, 1));
      case SHARE -> new Range(0, 1);
    };
  }

  private static String title(Dataset dataset, Rendering rendering, Look.What what) {
    if (dataset instanceof Dataset.OfRun run) {
      return run.map().title();
    }
    if (rendering.expression().isPresent()) {
      return Preset.of(rendering.expression().get())
          .map(Enum::name)
          .orElse(rendering.expression().get());
    }
    return what.read().equals(Scene.TRUE_COLOUR) ? "True colour" : String.join(", ", what.read());
  }
}
