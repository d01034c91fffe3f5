// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.view;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.ColorInterpretation;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Raster;

/**
 * A raster with its values in another type, linearly rescaled, or with another no-data value.
 *
 * <p>Values are rounded to nearest, halves up, and clamped to the range of the type. Pixels without
 * a value (no-data, NaN) get the new no-data value, where there is one; without one, old no-data
 * values are converted as any other, and NaN becomes 0 in an integer type. A value that would by
 * rounding or clamping become the no-data value gets the one next to it instead. The scale and
 * offset of a band change with its values, so that physical values stay what they are. Alpha bands
 * are converted in type but not rescaled.
 */
public final class ConvertedRaster extends ForwardingRaster {

  private final List<Rescaling> rescalings;
  private final List<BandInfo> bands;

  private ConvertedRaster(Raster raster, List<Rescaling> rescalings, List<BandInfo> bands) {
    super(raster);
    this.rescalings = rescalings;
    this.bands = bands;
  }

  /**
   * Converts all bands.
   *
   * @param raster closed with the result
   * @param type of the result
   * @param noData of the result; must be a value of the type
   * @param rescalings one for each band, or one for all
   */
  public static ConvertedRaster of(
      Raster raster, PixelType type, OptionalDouble noData, List<Rescaling> rescalings) {
    int count = raster.bands().size();
    if (rescalings.size() != 1 && rescalings.size() != count) {
      throw new IllegalArgumentException(rescalings.size() + " rescalings for " + count + " bands");
    }
    if (noData.isPresent() && !holds(type, noData.getAsDouble())) {
      throw new IllegalArgumentException(
          "no-data value " + noData.getAsDouble() + " is not a " + type.stacName());
    }
    List<Rescaling> each = new ArrayList<>(count);
    List<BandInfo> bands = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      BandInfo old = raster.bands().get(i);
      boolean alpha = old.color() == ColorInterpretation.ALPHA;
      Rescaling rescaling =
          alpha
              ? Rescaling.NONE
              : rescalings.size() == 1 ? rescalings.getFirst() : rescalings.get(i);
      each.add(rescaling);
      bands.add(converted(old, type, noData, rescaling));
    }
    return new ConvertedRaster(raster, List.copyOf(each), List.copyOf(bands));
  }

  /** Whether a number is a value of a type without rounding. */
  public static boolean holds(PixelType type, double value) {
    PixelBlock one = PixelBlock.of(type, 1, 1);
    one.set(0, value);
    return (type.isFloat() && Double.isNaN(value)) || one.get(0) == value;
  }

  private static BandInfo converted(
      BandInfo old, PixelType type, OptionalDouble noData, Rescaling rescaling) {
    boolean same = rescaling.equals(Rescaling.NONE);
    BandInfo typed = old.withType(type, noData);
    if (!same || type != old.type() || !noData.equals(old.noData())) {
      typed = typed.withMetadata(RasterView.withoutStatistics(old.metadata()));
    }
    boolean indexes = same && (type == PixelType.UINT8 || type == PixelType.UINT16);
    if (!indexes && !typed.palette().isEmpty()) {
      typed = typed.withPalette(List.of()).withColor(ColorInterpretation.GRAY);
    }
    return same
        ? typed
        : typed.withScale(
            old.scale() / rescaling.factor(),
            old.offset() - old.scale() * rescaling.shift() / rescaling.factor());
  }

  @Override
  public List<BandInfo> bands() {
    return bands;
  }

  @Override
  public List<? extends Raster> overviews() {
    return raster.overviews().stream()
        .map(overview -> new ConvertedRaster(overview, rescalings, bands))
        .toList();
  }

  @Override
  public List<PixelBlock> read(Window window, int... wanted) {
    int[] numbers = raster.bandNumbers(wanted);
    List<PixelBlock> stored = raster.read(window, numbers);
    List<PixelBlock> converted = new ArrayList<>(numbers.length);
    for (int i = 0; i < numbers.length; i++) {
      int band = numbers[i] - 1;
      converted.add(convert(stored.get(i), raster.bands().get(band), band));
    }
    return converted;
  }

  private PixelBlock convert(PixelBlock stored, BandInfo old, int band) {
    BandInfo info = bands.get(band);
    Rescaling rescaling = rescalings.get(band);
    boolean same = info.type() == old.type() && rescaling.equals(Rescaling.NONE);
    if (same && info.noData().equals(old.noData())) {
      return stored;
    }
    PixelBlock out = PixelBlock.of(info.type(), stored.width(), stored.height());
    if (info.noData().isEmpty()) {
      for (int i = 0; i < out.size(); i++) {
        out.set(i, rescaling.apply(stored.get(i)));
      }
      return out;
    }
    double missing = info.noData().getAsDouble();
    for (int i = 0; i < out.size(); i++) {
      double value = stored.get(i);
      if (old.isMissing(value)) {
        out.set(i, missing);
      } else {
        out.set(i, rescaling.apply(value));
        if (out.get(i) == missing && !same) {
          out.set(i, neighbour(info.type(), missing));
        }
      }
    }
    return out;
  }

  /** The value next to a no-data value: one more, or one less at the end of the range. */
  private static double neighbour(PixelType type, double noData) {
    return switch (type) {
      case FLOAT32 ->
          noData == Float.MAX_VALUE ? Math.nextDown((float) noData) : Math.nextUp((float) noData);
      case FLOAT64 -> noData == Double.MAX_VALUE ? Math.nextDown(noData) : Math.nextUp(noData);
      case UINT8, INT8, UINT16, INT16, UINT32, INT32, UINT64, INT64 ->
          holds(type, noData + 1) && noData + 1 != noData ? noData + 1 : noData - 1;
    };
  }
}
