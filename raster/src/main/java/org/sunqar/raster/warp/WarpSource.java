// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.ColorInterpretation;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.pixel.Resampling;
import org.sunqar.raster.pixel.SampleValues;

/**
 * The version of a source that is read, and where it lies below the target.
 *
 * @param raster the source or one of its overviews
 * @param places of target pixels in it
 * @param footprint of a target pixel in it
 * @param useMask whether its mask counts
 */
record WarpSource(
    Raster raster, PlaceMap places, Footprint footprint, boolean useMask, SourceBlocks blocks) {

  /** An overview may be this much coarser than the target (source pixels), as with gdalwarp. */
  private static final double OVERVIEW_TOLERANCE = 0.1;

  static WarpSource choose(
      Raster source, Grid target, PixelMapping mapping, WarpOptions options, SourceBlocks blocks) {
    Grid full = source.grid();
    Footprint footprint =
        Footprint.of(mapping, target.width(), target.height(), full.width(), full.height());
    Optional<Raster> overview = overview(source, footprint, options);
    Raster level = overview.orElse(source);
    PixelMapping toLevel = mapping;
    if (overview.isPresent()) {
      // the overview's pixels lie in the source's as its grid lies on the source's
      Affine fine = full.affine();
      Affine coarse = level.grid().affine();
      double factorX = Math.hypot(coarse.a(), coarse.d()) / Math.hypot(fine.a(), fine.d());
      double factorY = Math.hypot(coarse.b(), coarse.e()) / Math.hypot(fine.b(), fine.e());
      toLevel = scaled(mapping, factorX, factorY);
      footprint = new Footprint(footprint.cols() / factorX, footprint.rows() / factorY);
    }
    PlaceMap places = new PlaceMap(toLevel, target.width(), target.height(), options.maxError());
    return new WarpSource(level, places, footprint, options.useMask(), blocks);
  }

  private static PixelMapping scaled(PixelMapping mapping, double factorX, double factorY) {
    return (colRow, points) -> {
      mapping.toSource(colRow, points);
      for (int i = 0; i < 2 * points; i += 2) {
        colRow[i] /= factorX;
        colRow[i + 1] /= factorY;
      }
    };
  }

  private static Optional<Raster> overview(
      Raster source, Footprint footprint, WarpOptions options) {
    List<? extends Raster> overviews = source.overviews();
    if (overviews.isEmpty()) {
      return Optional.empty();
    }
    return switch (options.overviews()) {
      case WarpOptions.OverviewChoice.None() -> Optional.empty();
      case WarpOptions.OverviewChoice.Level(int index) ->
          Optional.of(overviews.get(Math.min(index, overviews.size() - 1)));
      case WarpOptions.OverviewChoice.Auto() ->
          options.resampling() == Resampling.SUM ? Optional.empty() : coarsest(source, footprint);
    };
  }

  private static Optional<Raster> coarsest(Raster source, Footprint footprint) {
    double wanted = Math.min(footprint.cols(), footprint.rows()) + OVERVIEW_TOLERANCE;
    Optional<Raster> best = Optional.empty();
    for (Raster overview : source.overviews()) {
      if (Math.max(ratioX(source, overview), ratioY(source, overview)) <= wanted) {
        best = Optional.of(overview);
      }
    }
    return best;
  }

  private static double ratioX(Raster source, Raster overview) {
    return (double) source.grid().width() / overview.grid().width();
  }

  private static double ratioY(Raster source, Raster overview) {
    return (double) source.grid().height() / overview.grid().height();
  }

  int width() {
    return raster.grid().width();
  }

  int height() {
    return raster.grid().height();
  }

  boolean isMasked() {
    return useMask && raster.hasMask();
  }

  /** The samples of a window of a layer as stored. */
  PixelBlock samples(Layer layer, Window window) {
    return blocks.read(raster, window, layer.band(), layer.together());
  }

  /** The mask of a window as bytes; 0 where there is nothing. */
  byte[] mask(Window window) {
    return ((PixelBlock.Bytes) blocks.read(raster, window, SourceBlocks.MASK, new int[0])).values();
  }

  /** The no-data value of a layer; 0 for masks and alpha bands. */
  OptionalDouble noData(Layer layer) {
    return layer.isMask() || isAlpha(layer) ? OptionalDouble.of(0) : info(layer).noData();
  }

  /** Whether the mask takes out samples of a layer: not of the mask's own. */
  boolean isMasked(Layer layer) {
    return isMasked() && !layer.isMask() && !isAlpha(layer);
  }

  private boolean isAlpha(Layer layer) {
    return info(layer).color() == ColorInterpretation.ALPHA;
  }

  private BandInfo info(Layer layer) {
    return raster.bands().get(layer.band() - 1);
  }

  /** A window of a layer, ready for kernels, until the scratch is used again. */
  SourcePatch patch(Layer layer, Window window, Target.Scratch scratch) {
    int size = (int) window.pixels();
    double[] values = scratch.numbers(size);
    if (layer.isMask() && !isMasked()) {
      Arrays.fill(values, 0, size, 255);
      return new SourcePatch(window, width(), height(), values);
    }
    SampleValues.load(samples(layer, window), 0, size, values);
    noData(layer).ifPresent(missing -> SourcePatch.removeValue(values, size, missing));
    if (isMasked(layer)) {
      SourcePatch.removeMasked(values, mask(window));
    }
    return new SourcePatch(window, width(), height(), values);
  }
}
