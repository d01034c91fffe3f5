// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sunqar.app.console.CommandException;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Resampling;
import org.sunqar.raster.view.ConvertedRaster;
import org.sunqar.raster.warp.WarpOptions;
import picocli.CommandLine.Option;

/** How values are made on another grid. */
final class ResamplingOptions {

  @Option(
      names = {"-r", "--resampling"},
      paramLabel = "METHOD",
      converter = OptionNames.Method.class,
      description =
          "nearest, bilinear, cubic, cubicspline, lanczos, average, mode, min, max, median, q1, q3,"
              + " sum or rms (default: nearest).")
  private Resampling resampling = Resampling.NEAREST;

  @Option(
      names = {"--error-threshold", "-et"},
      paramLabel = "PIXELS",
      description = "Largest error of the approximate transform, in pixels (default: 0.125).")
  private Optional<Double> maxError = Optional.empty();

  @Option(names = "--exact", description = "Compute the place of every pixel.")
  private boolean exact;

  @Option(
      names = {"--ovr", "-ovr"},
      paramLabel = "LEVEL",
      description = "Overview that is read: auto, none, or 0 for the finest (default: auto).")
  private String overview = "auto";

  @Option(
      names = {"--type", "-ot"},
      paramLabel = "TYPE",
      converter = OptionNames.Type.class,
      description = "Type of the output: uint8, int16, float32, ... (default: as it is).")
  private Optional<PixelType> type = Optional.empty();

  @Option(
      names = {"--dst-nodata", "-dstnodata"},
      paramLabel = "VALUE",
      description =
          "Stored where there is no value (default: that of the input; without one a mask says"
              + " where).")
  private Optional<String> noData = Optional.empty();

  WarpOptions options(List<BandInfo> bands) {
    if (exact && maxError.isPresent()) {
      throw CommandException.usage("--exact and --error-threshold exclude each other");
    }
    try {
      WarpOptions options =
          WarpOptions.of(resampling)
              .withMaxError(exact ? 0 : maxError.orElse(WarpOptions.DEFAULT_MAX_ERROR))
              .withOverviews(overviewChoice());
      if (type.isPresent()) {
        options = options.withType(type.get());
      }
      OptionalDouble missing = missing(bands);
      return missing.isPresent() ? options.withNoData(missing.getAsDouble()) : options;
    } catch (IllegalArgumentException e) {
      throw CommandException.usage("the input cannot be warped so: " + e.getMessage());
    }
  }

  /** The no-data value of the output where it is not simply that of the input. */
  private OptionalDouble missing(List<BandInfo> bands) {
    PixelType to = type.orElse(bands.getFirst().type());
    if (noData.isPresent()) {
      OptionalDouble value = OptionalDouble.of(Numbers.of("--dst-nodata", noData.get()));
      ValueOptions.checkHolds(to, value, "--dst-nodata");
      return value;
    }
    OptionalDouble old = bands.getFirst().noData();
    if (old.isPresent() && !ConvertedRaster.holds(to, old.getAsDouble())) {
      throw CommandException.usage(
          "the no-data value %s of the input is not a value of %s; --dst-nodata says another"
              .formatted(old.getAsDouble(), to.stacName()));
    }
    return OptionalDouble.empty();
  }

  private WarpOptions.OverviewChoice overviewChoice() {
    String text = overview.toLowerCase(Locale.ROOT);
    if (text.equals("auto")) {
      return new WarpOptions.OverviewChoice.Auto();
    }
    if (text.equals("none")) {
      return new WarpOptions.OverviewChoice.None();
    }
    if (text.matches("[0-9]{1,2}")) {
      return new WarpOptions.OverviewChoice.Level(Integer.parseInt(text));
    }
    throw CommandException.usage("--ovr takes auto, none or a number, not '" + overview + "'");
  }
}
