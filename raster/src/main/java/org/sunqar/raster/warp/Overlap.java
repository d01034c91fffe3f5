// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.ColorInterpretation;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.Raster;

/**
 * What one source has for a window of a mosaic.
 *
 * @param window of the mosaic's grid
 * @param values of one band
 * @param noData value of pixels that have none
 * @param mask 0 where there is none, if the source has a mask
 */
record Overlap(
    Window window, PixelBlock values, OptionalDouble noData, Optional<PixelBlock.Bytes> mask) {

  /**
   * @param raster the source, on the part of the mosaic's grid that it covers
   * @param covered that part
   * @param window inside it
   */
  static Overlap read(Raster raster, Window covered, Window window, int band) {
    Window own = within(covered, window);
    BandInfo info = raster.bands().get(band - 1);
    boolean alpha = info.color() == ColorInterpretation.ALPHA;
    return new Overlap(
        window,
        raster.read(own, band).getFirst(),
        alpha ? OptionalDouble.of(0) : info.noData(),
        raster.hasMask() && !alpha ? Optional.of(raster.readMask(own)) : Optional.empty());
  }

  /** A window of the mosaic as one of the part that a source covers. */
  static Window within(Window covered, Window window) {
    return window.shifted(-covered.col(), -covered.row());
  }

  boolean isValid(int index) {
    double value = values.get(index);
    return !Double.isNaN(value)
        && !(noData.isPresent() && value == noData.getAsDouble())
        && (mask.isEmpty() || mask.get().values()[index] != 0);
  }

  /** Whether every pixel has a value; looks at all, which is cheaper than asking for each. */
  boolean isComplete() {
    if (mask.isPresent() && holds(mask.get().values(), (byte) 0)) {
      return false;
    }
    if (!values.type().isFloat() && noData.isEmpty()) {
      return true;
    }
    PixelBlock missing = PixelBlock.of(values.type(), 1, 1);
    missing.set(0, noData.orElse(Double.NaN));
    if (!values.type().isFloat() && missing.get(0) != noData.getAsDouble()) {
      return true; // no sample of the type is equal to it
    }
    return switch (values) {
      case PixelBlock.Bytes b -> !holds(b.values(), ((PixelBlock.Bytes) missing).values()[0]);
      case PixelBlock.Shorts b -> !holds(b.values(), ((PixelBlock.Shorts) missing).values()[0]);
      case PixelBlock.Floats b -> !holds(b.values(), (float) noData.orElse(Double.NaN));
      default -> IntStream.range(0, values.size()).allMatch(this::isValid);
    };
  }

  private static boolean holds(byte[] samples, byte missing) {
    for (byte sample : samples) {
      if (sample == missing) {
        return true;
      }
    }
    return false;
  }

  private static boolean holds(short[] samples, short missing) {
    for (short sample : samples) {
      if (sample == missing) {
        return true;
      }
    }
    return false;
  }

  private static boolean holds(float[] samples, float missing) {
    for (float sample : samples) {
      if (sample == missing || Float.isNaN(sample)) {
        return true;
      }
    }
    return false;
  }

  void addTo(Combiner combiner, Window part) {
    for (int i = 0; i < values.size(); i++) {
      if (isValid(i)) {
        int at =
            (window.row() - part.row() + i / window.width()) * part.width()
                + window.col()
                - part.col()
                + i % window.width();
        combiner.add(at, values.get(i));
      }
    }
  }
}
