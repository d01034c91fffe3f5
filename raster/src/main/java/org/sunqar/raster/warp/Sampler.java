// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import java.util.Optional;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.Resampling;

/** One way of making target samples from those of a source. */
abstract class Sampler {

  /** Source pixels at once, above which a piece is split: 32 MiB as doubles. */
  private static final int PATCH_PIXELS = 4 << 20;

  /** Source pixels of one target pixel, above which it is refused: 512 MiB as doubles. */
  static final int MOST_PIXELS = 64 << 20;

  /**
   * @param footprint of a target pixel in the source
   */
  static Sampler of(Resampling resampling, Footprint footprint) {
    return switch (resampling) {
      case NEAREST -> new NearestSampler();
      case BILINEAR, CUBIC, CUBIC_SPLINE, LANCZOS ->
          new KernelSampler(Kernel.of(resampling, footprint));
      case AVERAGE, MODE, MIN, MAX, MEDIAN, Q1, Q3, SUM, RMS ->
          new AreaSampler(resampling, footprint);
    };
  }

  /** The sampler of masks that belongs to a method: a mask is averaged where values are chosen. */
  static Sampler ofMask(Resampling resampling, Footprint footprint) {
    return switch (resampling) {
      case NEAREST, BILINEAR, CUBIC, CUBIC_SPLINE, LANCZOS -> of(resampling, footprint);
      case AVERAGE, MODE, MIN, MAX, MEDIAN, Q1, Q3, SUM, RMS -> of(Resampling.AVERAGE, footprint);
    };
  }

  /** Places that are needed of the pixels of a piece. */
  abstract Places places(PlaceMap map, PlaceMap.Piece piece);

  /** How far around a place source pixels are needed (pixels). */
  abstract int reach();

  /**
   * Computes the samples of a piece, all of whose source pixels are in a window.
   *
   * @param piece pixels of the target grid, inside the target's window
   * @param needed inside the source
   */
  abstract void fill(
      WarpSource source, Window piece, Places places, Window needed, Layer layer, Target target);

  /** Computes the samples of a piece, in parts where its source is large. */
  final void warp(WarpSource source, PlaceMap.Piece piece, Layer layer, Target target) {
    Places places = places(source.places(), piece);
    Optional<Window> needed = places.bounds(source.width(), source.height(), reach());
    if (needed.isEmpty()) {
      return;
    }
    long pixels = needed.get().pixels();
    if (pixels > PATCH_PIXELS && piece.window().pixels() > 1) {
      piece.halves().forEach(half -> warp(source, half, layer, target));
    } else if (pixels > MOST_PIXELS) {
      throw new RasterException(
          RasterException.Key.TOO_LARGE,
          source.raster().name()
              + ": one pixel of the target covers "
              + pixels
              + " of it; warp to a finer grid first, or add overviews");
    } else {
      fill(source, piece.window(), places, needed.get(), layer, target);
    }
  }
}
