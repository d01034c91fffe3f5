// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tiles;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.calc.Expression;
import org.sunqar.raster.pixel.Resampling;
import org.sunqar.raster.render.ColorMap;
import org.sunqar.server.http.Problem;

/**
 * How a client wants something drawn, where it does not leave that to us.
 *
 * @param bands one, or three for red, green and blue; empty for an expression or the default
 * @param expression a {@linkplain Preset named formula} or one over names of bands, or three with
 *     semicolons between them
 * @param rescale physical values for each band, or one range for all
 * @param gamma 0.1 to 10
 * @param resampling where pixels of the picture are not those of the file
 * @param mask whether pixels that are not clear are left out, when it is said
 */
record Rendering(
    List<String> bands,
    Optional<String> expression,
    List<Range> rescale,
    OptionalDouble gamma,
    Optional<ColorMap> colormap,
    Optional<Light> hillshade,
    Optional<Resampling> resampling,
    Optional<Boolean> mask) {

  /** The parameters that say how something is drawn. */
  static final Set<String> PARAMETERS =
      Set.of(
          "bands", "expression", "rescale", "gamma", "colormap", "hillshade", "resampling", "mask");

  /** Nothing said. */
  static final Rendering DEFAULT =
      new Rendering(
          List.of(),
          Optional.empty(),
          List.of(),
          OptionalDouble.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** Characters of an expression; the parser's own bounds are for its operations and depth. */
  private static final int LONGEST = 1000;

  /** More operations than this in one expression are no index. */
  private static final int MOST_BANDS = 8;

  /**
   * Where the light of a shaded relief comes from.
   *
   * @param azimuth degrees clockwise from north
   * @param altitude degrees above the horizon, 0 to 90
   * @param exaggeration factor of the heights
   */
  record Light(double azimuth, double altitude, double exaggeration) {}

  Rendering {
    bands = List.copyOf(bands);
    rescale = List.copyOf(rescale);
  }

  /**
   * Reads parameters.
   *
   * @param parameter a parameter by its name
   * @throws Problem 400, one sentence, for what cannot be drawn
   */
  static Rendering of(Function<String, Optional<String>> parameter) {
    List<String> bands = parameter.apply("bands").map(Rendering::bands).orElse(List.of());
    Optional<String> expression = parameter.apply("expression").map(Rendering::expression);
    if (!bands.isEmpty() && expression.isPresent()) {
      throw Problem.badRequest("expression", "give bands or an expression, not both");
    }
    return new Rendering(
        bands,
        expression,
        parameter.apply("rescale").map(Rendering::rescale).orElse(List.of()),
        parameter
            .apply("gamma")
            .map(text -> OptionalDouble.of(number("gamma", text, 0.1, 10)))
            .orElse(OptionalDouble.empty()),
        parameter.apply("colormap").map(Rendering::colormap),
        parameter.apply("hillshade").flatMap(Rendering::light),
        parameter.apply("resampling").map(Rendering::resampling),
        parameter.apply("mask").map(Rendering::mask));
  }

  private static List<String> bands(String text) {
    List<String> bands = List.of(text.split(",", 5));
    if ((bands.size() != 1 && bands.size() != 3) || bands.stream().anyMatch(String::isBlank)) {
      throw Problem.badRequest(
          "bands",
          "bands should be the name of one band, or of three for red, green and blue with commas"
              + " between them, not '"
              + shown(text)
              + "'");
    }
    return bands.stream().map(String::strip).toList();
  }

  private static String expression(String text) {
    if (Preset.of(text).isPresent()) {
      return text.strip().toLowerCase(Locale.ROOT);
    }
    if (text.length() > LONGEST) {
      throw Problem.badRequest(
          "expression", "an expression has at most " + LONGEST + " characters here");
    }
    List<Expression> expressions = expressions(text);
    long names = expressions.stream().flatMap(e -> e.names().stream()).distinct().count();
    if ((expressions.size() != 1 && expressions.size() != 3) || names == 0 || names > MOST_BANDS) {
      throw Problem.badRequest(
          "expression",
          "there should be one expression, or three for red, green and blue with semicolons between"
              + " them, of 1 to "
              + MOST_BANDS
              + " bands");
    }
    return text;
  }

  static List<Expression> expressions(String text) {
    try {
      return Expression.parseList(text);
    } catch (RasterException e) {
      throw Problem.badRequest("expression", String.valueOf(e.getMessage()));
    }
  }

  private static List<Range> rescale(String text) {
    List<Range> ranges = new ArrayList<>();
    for (String part : text.split(";", 4)) {
      String[] ends = part.split(",", 3);
      double low = ends.length == 2 ? parsed(ends[0]) : Double.NaN;
      double high = ends.length == 2 ? parsed(ends[1]) : Double.NaN;
      if (!(low < high) || !Double.isFinite(high - low)) {
        throw Problem.badRequest(
            "rescale",
            "rescale should be min,max with min below max, or three of these with semicolons"
                + " between them, not '"
                + shown(text)
                + "'");
      }
      ranges.add(new Range(low, high));
    }
    if (ranges.size() == 2) {
      throw Problem.badRequest("rescale", "rescale should have one range, or three, not two");
    }
    return ranges;
  }

  private static double parsed(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException _) {
      return Double.NaN;
    }
  }

  /** A number between two others. */
  static double number(String name, String text, double least, double most) {
    double value = parsed(text);
    if (!(value >= least && value <= most)) {
      throw Problem.badRequest(
          name,
          name + " should be " + text(least) + " to " + text(most) + ", not '" + shown(text) + "'");
    }
    return value;
  }

  private static String text(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  private static ColorMap colormap(String text) {
    return ColorMap.find(text)
        .orElseThrow(() ->
            Problem.badRequest(
                "colormap",
                "there is no colour map '"
                    + shown(text)
                    + "'; there are "
                    + String.join(", ", ColorMap.names())
                    + ", each also with _r for the reverse"));
  }

  private static Optional<Light> light(String text) {
    if (text.equals("false")) {
      return Optional.empty();
    }
    if (text.equals("true")) {
      return Optional.of(new Light(315, 45, 1));
    }
    String[] parts = text.split(",", 4);
    if (parts.length != 2 && parts.length != 3) {
      throw Problem.badRequest(
          "hillshade",
          "hillshade should be true, or azimuth,altitude in degrees, or these and a factor for the"
              + " heights, not '"
              + shown(text)
              + "'");
    }
    return Optional.of(
        new Light(
            number("hillshade", parts[0], 0, 360),
            number("hillshade", parts[1], 0, 90),
            parts.length == 3 ? number("hillshade", parts[2], 0.01, 1000) : 1));
  }

  private static Resampling resampling(String text) {
    try {
      return Resampling.ofOptionName(text);
    } catch (IllegalArgumentException _) {
      throw Problem.badRequest(
          "resampling",
          "there is no resampling '"
              + shown(text)
              + "'; there are nearest, bilinear, cubic, average"
              + " and the others of gdalwarp");
    }
  }

  private static boolean mask(String text) {
    return switch (text) {
      case "clear" -> true;
      case "none" -> false;
      default ->
          throw Problem.badRequest(
              "mask", "mask should be clear or none, not '" + shown(text) + "'");
    };
  }

  /** As much of what a client sent as fits into a sentence. */
  static String shown(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "...";
  }

  /** The same text for what is drawn the same. */
  String key() {
    return String.join(",", bands)
        + "|"
        + expression.orElse("")
        + "|"
        + rescale.stream().map(r -> r.low() + "," + r.high()).collect(Collectors.joining(";"))
        + "|"
        + (gamma.isPresent() ? gamma.getAsDouble() : "")
        + "|"
        + colormap.map(ColorMap::name).orElse("")
        + "|"
        + hillshade.map(Light::toString).orElse("")
        + "|"
        + resampling.map(Resampling::name).orElse("")
        + "|"
        + mask.map(String::valueOf).orElse("");
  }

  /** Whether everything is left to us. */
  boolean isDefault() {
    return equals(DEFAULT);
  }
}
