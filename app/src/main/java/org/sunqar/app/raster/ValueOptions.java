// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sunqar.app.console.CommandException;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.view.ConvertedRaster;
import org.sunqar.raster.view.DescribedRaster;
import org.sunqar.raster.view.Rescaling;
import picocli.CommandLine.Option;

/** What stored values mean and how they are stored anew. */
final class ValueOptions {

  @Option(
      names = {"--type", "-ot"},
      paramLabel = "TYPE",
      converter = OptionNames.Type.class,
      description = "Type of the output: uint8, int16, float32, ... (default: as it is).")
  private Optional<PixelType> type = Optional.empty();

  @Option(
      names = {"--rescale", "-scale"},
      paramLabel = "LOW,HIGH[,NEW_LOW,NEW_HIGH]",
      description =
          "Stretch this range of values to another (default: 0,255); once for all bands, or once"
              + " for each.")
  private List<String> rescale = List.of();

  @Option(
      names = "--unscale",
      description = "Store physical values, stored x scale + offset, as float32 unless --type.")
  private boolean unscale;

  @Option(
      names = {"--nodata", "-a_nodata"},
      paramLabel = "VALUE",
      description = "Say that this stored value, or none, means no value; pixels stay the same.")
  private Optional<String> noData = Optional.empty();

  @Option(
      names = {"--dst-nodata", "-dstnodata"},
      paramLabel = "VALUE",
      description = "Store this, or none, where there is no value; pixels change accordingly.")
  private Optional<String> targetNoData = Optional.empty();

  /** The raster with the no-data value that it is said to have. */
  Raster assign(Raster raster) {
    if (noData.isEmpty()) {
      return raster;
    }
    OptionalDouble value = Numbers.orNone("--nodata", noData.get());
    List<BandInfo> bands =
        raster.bands().stream()
            .map(band -> {
              checkHolds(band.type(), value, "--nodata");
              return band.withNoData(value);
            })
            .toList();
    return DescribedRaster.of(raster, raster.grid(), bands, raster.metadata());
  }

  /** The raster with its values as they are to be stored. */
  Raster convert(Raster raster) {
    if (unscale && !rescale.isEmpty()) {
      throw CommandException.usage("--unscale and --rescale exclude each other");
    }
    List<Rescaling> rescalings = rescalings(raster);
    BandInfo first = raster.bands().getFirst();
    PixelType to = type.orElse(unscale ? PixelType.FLOAT32 : first.type());
    OptionalDouble missing = missing(raster, to, rescalings);
    boolean same =
        rescalings.stream().allMatch(Rescaling.NONE::equals)
            && raster.bands().stream().allMatch(b -> b.type() == to && b.noData().equals(missing));
    return same ? raster : ConvertedRaster.of(raster, to, missing, rescalings);
  }

  private List<Rescaling> rescalings(Raster raster) {
    if (unscale) {
      return raster.bands().stream().map(b -> new Rescaling(b.scale(), b.offset())).toList();
    }
    if (rescale.isEmpty()) {
      return List.of(Rescaling.NONE);
    }
    int count = raster.bands().size();
    if (rescale.size() != 1 && rescale.size() != count) {
      throw CommandException.usage(
          "--rescale is given %d times for %d bands: once for all or once for each"
              .formatted(rescale.size(), count));
    }
    return rescale.stream().map(ValueOptions::rescaling).toList();
  }

  private static Rescaling rescaling(String text) {
    List<Double> numbers = Numbers.list("--rescale", text);
    if (numbers.size() == 2) {
      numbers.addAll(List.of(0.0, 255.0));
    }
    boolean right =
        numbers.size() == 4
            && !numbers.get(0).equals(numbers.get(1))
            && !numbers.get(2).equals(numbers.get(3));
    if (!right) {
      throw CommandException.usage(
          "--rescale takes LOW,HIGH or LOW,HIGH,NEW_LOW,NEW_HIGH, two different numbers each, not '"
              + text
              + "'");
    }
    return Rescaling.of(numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3));
  }

  /** What is stored where there is no value: what is asked for, or what was, where it fits. */
  private OptionalDouble missing(Raster raster, PixelType to, List<Rescaling> rescalings) {
    if (targetNoData.isPresent()) {
      OptionalDouble value = Numbers.orNone("--dst-nodata", targetNoData.get());
      checkHolds(to, value, "--dst-nodata");
      return value;
    }
    OptionalDouble old = raster.bands().getFirst().noData();
    boolean keeps = rescalings.stream().allMatch(Rescaling.NONE::equals);
    if (old.isEmpty() || (keeps && ConvertedRaster.holds(to, old.getAsDouble()))) {
      return old;
    }
    return OptionalDouble.of(to.isFloat() ? Double.NaN : 0);
  }

  /** Refuses a no-data value that samples of a type cannot hold. */
  static void checkHolds(PixelType type, OptionalDouble value, String option) {
    if (value.isPresent() && !ConvertedRaster.holds(type, value.getAsDouble())) {
      throw CommandException.usage(
          "%s %s is not a value of %s".formatted(option, value.getAsDouble(), type.stacName()));
    }
  }
}
