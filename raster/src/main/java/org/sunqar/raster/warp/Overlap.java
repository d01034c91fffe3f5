// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import java.util.Optional;
import java.util.OptionalDouble;
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
