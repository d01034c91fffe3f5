// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tiles;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.sunqar.catalog.stac.BandSource;
import org.sunqar.raster.calc.BandMath;
import org.sunqar.raster.calc.CalcOptions;
import org.sunqar.raster.calc.Expression;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.Pixels;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.pixel.Resampling;
import org.sunqar.raster.render.Picture;
import org.sunqar.raster.render.Renderer;
import org.sunqar.raster.render.Stretch;
import org.sunqar.raster.render.Style;
import org.sunqar.raster.terrain.TerrainMeasure;
import org.sunqar.raster.terrain.TerrainOptions;
import org.sunqar.raster.terrain.TerrainRaster;
import org.sunqar.raster.warp.WarpOptions;
import org.sunqar.raster.warp.WarpedRaster;

/** Draws one scene on a grid. */
final class Painter {

  /** Neighbours that a gradient looks at, and one more for the edge of what is warped. */
  private static final int RIM = 2;

  private final SceneReader reader;

  Painter(SceneReader reader) {
    this.reader = reader;
  }

  /** Draws a scene that has the bands of the look; where it has no values, it is transparent. */
  Picture draw(Scene scene, Look look, Grid grid) {
    if (look.light().isPresent()) {
      return relief(scene, look, grid, look.light().get());
    }
    return Renderer.draw(values(scene, look, grid), style(scene, look));
  }

  /** The same of a scene as small as {@link SceneReader#readSmall} says. */
  Picture drawSmall(Scene scene, Look look, Grid grid) {
    if (look.light().isPresent() || look.paint() instanceof Look.Paint.Palette) {
      return draw(scene, look, grid);
    }
    Pixels pixels = reader.readSmall(scene, look.what().read(), grid, look.resampling());
    return Renderer.draw(values(look, pixels), style(scene, look));
  }

  /** The values of a look: bands as they are stored, formulas as physical values. */
  Pixels values(Scene scene, Look look, Grid grid) {
    return values(look, reader.read(scene, look.what().read(), grid, look.resampling()));
  }

  private static Pixels values(Look look, Pixels pixels) {
    List<String> names = look.what().read();
    return switch (look.what()) {
      case Look.What.Bands _ ->
          look.paint() instanceof Look.Paint.Palette || isRising(pixels)
              ? opaqueNames(pixels)
              : computed(pixels, straight(names.size()), numbered(names.size()));
      case Look.What.Formula(List<Expression> expressions) ->
          computed(pixels, expressions, numbers(names));
    };
  }

  /** The physical values of a look. */
  Pixels physical(Scene scene, Look look, Grid grid) {
    Pixels values = values(scene, look, grid);
    int size = values.bands().size();
    return look.what() instanceof Look.What.Bands
        ? computed(values, straight(size), numbered(size))
        : values;
  }

  /** A band that is an alpha channel is drawn as any other when somebody asks for it by name. */
  private static Pixels opaqueNames(Pixels pixels) {
    List<BandInfo> infos =
        pixels.bands().stream()
            .map(b -> b.withColor(org.sunqar.raster.pixel.ColorInterpretation.UNDEFINED))
            .toList();
    return new Pixels(pixels.grid(), infos, pixels.values(), pixels.masks());
  }

  private static boolean isRising(Pixels pixels) {
    return pixels.bands().stream().allMatch(band -> band.scale() > 0);
  }

  private static Pixels computed(
      Pixels pixels, List<Expression> expressions, Map<String, Integer> numbers) {
    return BandMath.compute(
        expressions, pixels, numbers, CalcOptions.defaults().withUnscaled(true));
  }

  private static Map<String, Integer> numbers(List<String> names) {
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      numbers.put(names.get(i), i + 1);
    }
    return numbers;
  }

  private static List<Expression> straight(int bands) {
    return IntStream.rangeClosed(1, bands).mapToObj(b -> Expression.parse("b" + b)).toList();
  }

  private static Map<String, Integer> numbered(int bands) {
    Map<String, Integer> numbers = new HashMap<>();
    for (int band = 1; band <= bands; band++) {
      numbers.put("b" + band, band);
    }
    return numbers;
  }

  /** The style in the values that {@link #values} gives. */
  private static Style style(Scene scene, Look look) {
    List<String> names = look.what().read();
    boolean stored =
        look.what() instanceof Look.What.Bands
            && names.stream().allMatch(name -> scene.parts(name).getFirst().scale() > 0);
    return switch (look.paint()) {
      case Look.Paint.Palette(List<Integer> colors) -> Style.Classes.ofPalette(colors);
      case Look.Paint.Brightness(List<Range> ranges, double gamma) -> {
        List<Stretch> stretches = new ArrayList<>();
        for (int i = 0; i < ranges.size(); i++) {
          stretches.add(
              stored
                  ? stored(ranges.get(i), gamma, scene.parts(names.get(i)).getFirst())
                  : new Stretch(ranges.get(i).low(), ranges.get(i).high(), gamma));
        }
        yield new Style.Composite(stretches);
      }
      case Look.Paint.Colors colors ->
          new Style.Mapped(
              stored
                  ? stored(colors.range(), colors.gamma(), scene.parts(names.getFirst()).getFirst())
                  : new Stretch(colors.range().low(), colors.range().high(), colors.gamma()),
              colors.map());
    };
  }

  /** A range of physical values in those that are stored. */
  private static Stretch stored(Range range, double gamma, BandSource band) {
    double low = (range.low() - band.offset()) / band.scale();
    double high = (range.high() - band.offset()) / band.scale();
    return new Stretch(low, high > low ? high : Math.nextUp(low), gamma);
  }

  /** A shaded relief of heights: grey, or darkening the colours of a colour map. */
  private Picture relief(Scene scene, Look look, Grid grid, Rendering.Light light) {
    String band = look.what().read().getFirst();
    Pixels shaded =
        reader.use(
            scene, band, raster -> shaded(raster, scene.parts(band).getFirst(), grid, light));
    PixelBlock shade = shaded.values().getFirst();
    if (!(look.paint() instanceof Look.Paint.Colors)) {
      return Renderer.draw(shaded, new Style.Composite(List.of(Stretch.of(0, 255))));
    }
    Picture colors = Renderer.draw(values(scene, look.flat(), grid), style(scene, look));
    Picture result = Picture.of(grid.width(), grid.height(), Picture.Layout.RGBA);
    byte[] samples = result.samples();
    for (int i = 0; i < shade.size(); i++) {
      int argb = colors.argb(i % grid.width(), i / grid.width());
      if (!shaded.isValid(0, i) || argb >>> 24 == 0) {
        continue;
      }
      double part = 0.35 + 0.65 * shade.get(i) / 255; // shadows keep some of their colour
      samples[4 * i] = (byte) Math.round((argb >> 16 & 0xff) * part);
      samples[4 * i + 1] = (byte) Math.round((argb >> 8 & 0xff) * part);
      samples[4 * i + 2] = (byte) Math.round((argb & 0xff) * part);
      samples[4 * i + 3] = (byte) (argb >>> 24);
    }
    return result.withoutOpaqueAlpha();
  }

  @SuppressWarnings("resource") // closing the warped image would close the pooled one
  private static Pixels shaded(Raster raster, BandSource band, Grid grid, Rendering.Light light) {
    Grid wider = grid.padded(RIM);
    WarpOptions options = WarpOptions.of(Resampling.BILINEAR).withBands(List.of(band.band()));
    Raster heights = WarpedRaster.of(raster, wider, options);
    TerrainOptions how =
        new TerrainOptions(light.exaggeration() * band.scale(), groundScale(grid), true);
    Raster terrain =
        TerrainRaster.of(
            heights, 1, new TerrainMeasure.Hillshade(light.azimuth(), light.altitude()), how);
    return terrain.pixels(new Window(RIM, RIM, grid.width(), grid.height()));
  }

  /** In Web Mercator lengths on the ground are shorter than those on the map. */
  private static OptionalDouble groundScale(Grid grid) {
    if (!grid.crs().equals(Crs.ofEpsg(3857))) {
      return OptionalDouble.empty();
    }
    var bounds = grid.lonLatBounds();
    double latitude = Math.toRadians((bounds.minY() + bounds.maxY()) / 2);
    return OptionalDouble.of(Math.max(0.01, Math.cos(latitude)));
  }
}
