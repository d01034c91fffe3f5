// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Resampling;

/**
 * How an image is warped.
 *
 * @param resampling how values are made from those of the source
 * @param maxError largest distance between the place in the source where a target pixel is taken
 *     from and its true place (source pixels); 0 computes every place
 * @param bands bands of the source, from 1, in the order of the result; empty for all
 * @param type type of the result; empty for that of each band
 * @param noData no-data value of the result; empty for that of each band
 * @param overviews which version of the source is read
 * @param useMask leave out pixels where the source's mask or alpha band is 0
 */
public record WarpOptions(
    Resampling resampling,
    double maxError,
    List<Integer> bands,
    Optional<PixelType> type,
    OptionalDouble noData,
    OverviewChoice overviews,
    boolean useMask) {

  /** Largest error in places that nobody sees: an eighth of a pixel, as gdalwarp has it. */
  public static final double DEFAULT_MAX_ERROR = 0.125;

  public WarpOptions {
    if (!(maxError >= 0 && maxError <= 1e6)) {
      throw new IllegalArgumentException(
          "the largest error is " + maxError + " pixels, must be 0 or more");
    }
    bands = List.copyOf(bands);
  }

  /** Which version of a source is read. */
  public sealed interface OverviewChoice {

    /**
     * The coarsest whose pixels are not larger than those of the target, within a tenth; the source
     * itself for {@link Resampling#SUM}, as overviews hold means.
     */
    record Auto() implements OverviewChoice {}

    /** The source itself. */
    record None() implements OverviewChoice {}

    /**
     * A given one.
     *
     * @param index 0 for the finest overview; beyond the last, the last
     */
    record Level(int index) implements OverviewChoice {
      public Level {
        if (index < 0) {
          throw new IllegalArgumentException("overview " + index);
        }
      }
    }
  }

  /** Nearest, an error of at most an eighth of a pixel, everything else as the source has it. */
  public static WarpOptions defaults() {
    return of(Resampling.NEAREST);
  }

  /** The defaults with another resampling. */
  public static WarpOptions of(Resampling resampling) {
    return new WarpOptions(
        resampling,
        DEFAULT_MAX_ERROR,
        List.of(),
        Optional.empty(),
        OptionalDouble.empty(),
        new OverviewChoice.Auto(),
        true);
  }

  public WarpOptions withResampling(Resampling resampling) {
    return new WarpOptions(resampling, maxError, bands, type, noData, overviews, useMask);
  }

  public WarpOptions withMaxError(double maxError) {
    return new WarpOptions(resampling, maxError, bands, type, noData, overviews, useMask);
  }

  public WarpOptions withBands(List<Integer> bands) {
    return new WarpOptions(resampling, maxError, bands, type, noData, overviews, useMask);
  }

  public WarpOptions withType(PixelType type) {
    return new WarpOptions(
        resampling, maxError, bands, Optional.of(type), noData, overviews, useMask);
  }

  public WarpOptions withNoData(double noData) {
    return new WarpOptions(
        resampling, maxError, bands, type, OptionalDouble.of(noData), overviews, useMask);
  }

  public WarpOptions withOverviews(OverviewChoice overviews) {
    return new WarpOptions(resampling, maxError, bands, type, noData, overviews, useMask);
  }

  public WarpOptions withUseMask(boolean useMask) {
    return new WarpOptions(resampling, maxError, bands, type, noData, overviews, useMask);
  }
}
