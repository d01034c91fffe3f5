// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.sunqar.app.console.CommandException;
import org.sunqar.raster.calc.CalcOptions;
import org.sunqar.raster.calc.CalcRaster;
import org.sunqar.raster.calc.Expression;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.ColorInterpretation;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.render.ColorMap;
import org.sunqar.raster.render.Stretch;
import org.sunqar.raster.render.Style;
import org.sunqar.raster.stats.BandStatistics;
import org.sunqar.raster.view.RasterView;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What of a raster is shown in a picture, and in which colours. */
final class PictureOptions {

  /** How values become brightness where no range is given. */
  enum StretchKind {
    NONE,
    MINMAX,
    PERCENTILE,
    STDDEV
  }

  /** Deviations around the mean that {@link StretchKind#STDDEV} shows. */
  private static final double DEVIATIONS = 2;

  @Mixin private BandOptions bands = new BandOptions();

  @Option(
      names = "--expression",
      paramLabel = "FORMULA",
      description = "Show this instead of bands, as in (b4-b3)/(b4+b3); ; between three.")
  private Optional<String> expression = Optional.empty();

  @Option(
      names = "--rescale",
      paramLabel = "LOW,HIGH",
      description = "Values that are black and white; once for all bands, or once for each.")
  private List<String> rescale = List.of();

  @Option(
      names = "--stretch",
      paramLabel = "KIND",
      description =
          "none, minmax, percentile (2 to 98) or stddev (2 around the mean), without --rescale"
              + " (default: none for pictures in red, green and blue bytes, else percentile).")
  private Optional<StretchKind> stretch = Optional.empty();

  @Option(
      names = "--gamma",
      paramLabel = "G",
      description = "Above 1 brightens the middle (default: 1).")
  private double gamma = 1;

  @Option(
      names = {"--colormap", "--color-map"},
      paramLabel = "NAME",
      description =
          "Colours for one band: viridis, magma, inferno, plasma, turbo, greys, blues,"
              + " spectral, rdylgn, terrain, gray; _r after a name turns it round.")
  private Optional<String> colorMap = Optional.empty();

  /** Refuses what cannot be right, before anything is read. */
  void check() {
    expression.ifPresent(Expression::parseList);
    colors();
    if (!rescale.isEmpty() && stretch.isPresent()) {
      throw CommandException.usage("--rescale and --stretch exclude each other");
    }
    if (!(gamma > 0 && gamma <= 100)) {
      throw CommandException.usage("--gamma is " + gamma + ", must be above 0");
    }
    rescale.forEach(this::range);
  }

  private Optional<ColorMap> colors() {
    return colorMap.map(name ->
        ColorMap.find(name)
            .orElseThrow(() ->
                CommandException.usage(
                    "there is no colour map '%s'; there are %s"
                        .formatted(name, String.join(", ", ColorMap.names())))));
  }

  private Stretch range(String text) {
    List<Double> numbers = Numbers.list("--rescale", text);
    if (numbers.size() != 2 || !(numbers.get(0) < numbers.get(1))) {
      throw CommandException.usage("--rescale takes LOW,HIGH, the lower first, not '" + text + "'");
    }
    return new Stretch(numbers.get(0), numbers.get(1), gamma);
  }

  /** The one or three bands that are shown, of a raster that is closed with what is returned. */
  Raster shown(Raster raster) {
    if (expression.isPresent()) {
      return checked(
          CalcRaster.of(Expression.parseList(expression.get()), raster, CalcOptions.defaults()));
    }
    int[] chosen = bands.of(raster);
    return checked(
        RasterView.ofBands(raster, chosen.length > 0 ? chosen : usual(raster, colorMap)));
  }

  private Raster checked(Raster shown) {
    int count = shown.bands().size();
    if (count != 1 && count != 3) {
      throw CommandException.usage(
          "a picture shows one band, or three as red, green and blue, not " + count);
    }
    if (colorMap.isPresent() && count != 1) {
      throw CommandException.usage("--colormap is for one band: --bands says which");
    }
    return shown;
  }

  /** Red, green and blue where bands say so; else the first three, or the first. */
  private static int[] usual(Raster raster, Optional<String> colorMap) {
    int[] byColor = {
      first(raster, ColorInterpretation.RED, "red"),
      first(raster, ColorInterpretation.GREEN, "green"),
      first(raster, ColorInterpretation.BLUE, "blue")
    };
    long colors =
        raster.bands().stream().filter(b -> b.color() != ColorInterpretation.ALPHA).count();
    if (colors < 3 || colorMap.isPresent()) {
      return new int[] {1};
    }
    boolean named = byColor[0] > 0 && byColor[1] > 0 && byColor[2] > 0;
    return named ? byColor : new int[] {1, 2, 3};
  }

  private static int first(Raster raster, ColorInterpretation color, String name) {
    for (int i = 0; i < raster.bands().size(); i++) {
      BandInfo band = raster.bands().get(i);
      if (band.color() == color || band.name().equalsIgnoreCase(name)) {
        return i + 1;
      }
    }
    return 0;
  }

  /**
   * The colours for what is shown.
   *
   * @param statistics of the shown bands, with percentiles 2 and 98; asked for when needed
   */
  Style style(Raster shown, Supplier<List<BandStatistics>> statistics) {
    List<Integer> palette = shown.bands().getFirst().palette();
    boolean plain = rescale.isEmpty() && stretch.isEmpty() && colorMap.isEmpty();
    if (plain && shown.bands().size() == 1 && !palette.isEmpty()) {
      return Style.Classes.ofPalette(palette);
    }
    List<Stretch> stretches = stretches(shown, statistics);
    return colors()
        .<Style>map(colors -> new Style.Mapped(stretches.getFirst(), colors))
        .orElseGet(() -> new Style.Composite(stretches));
  }

  private List<Stretch> stretches(Raster shown, Supplier<List<BandStatistics>> statistics) {
    int count = shown.bands().size();
    if (!rescale.isEmpty()) {
      if (rescale.size() != 1 && rescale.size() != count) {
        throw CommandException.usage(
            "--rescale is given %d times for %d bands: once for all or once for each"
                .formatted(rescale.size(), count));
      }
      return rescale.stream().map(this::range).toList();
    }
    StretchKind kind = stretch.orElse(isPicture(shown) ? StretchKind.NONE : StretchKind.PERCENTILE);
    if (kind == StretchKind.NONE) {
      return List.of(Stretch.BYTES.withGamma(gamma));
    }
    List<Stretch> stretches = new ArrayList<>();
    for (BandStatistics band : statistics.get()) {
      Stretch one =
          switch (kind) {
            case MINMAX -> Stretch.minMax(band);
            case PERCENTILE -> Stretch.percentiles(band, 2, 98);
            case STDDEV -> Stretch.standardDeviations(band, DEVIATIONS);
            case NONE -> Stretch.BYTES;
          };
      stretches.add(one.withGamma(gamma));
    }
    return stretches;
  }

  /** Whether bands are bytes of red, green and blue, so that they are brightness already. */
  private static boolean isPicture(Raster shown) {
    return shown.bands().size() == 3
        && shown.bands().getFirst().type() == PixelType.UINT8
        && shown.bands().getFirst().color() == ColorInterpretation.RED;
  }

  /** Whether values are classes, between which nothing lies. */
  boolean isClasses(Raster raster) {
    return expression.isEmpty() && !raster.bands().getFirst().palette().isEmpty();
  }
}
