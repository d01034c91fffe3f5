// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.ColorInterpretation;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.pixel.Resampling;

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
    Raster level = level(source, footprint, options);
    PixelMapping toLevel = mapping;
    if (level != source) {
      Affine reduced = level.grid().affine();
      // the overview's pixels lie in the source's as its grid lies on the source's
      double factorX = reduced.a() != 0 ? reduced.a() / full.affine().a() : ratioX(source, level);
      double factorY = reduced.e() != 0 ? reduced.e() / full.affine().e() : ratioY(source, level);
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

  private static Raster level(Raster source, Footprint footprint, WarpOptions options) {
    List<? extends Raster> overviews = source.overviews();
    if (overviews.isEmpty()) {
      return source;
    }
    return switch (options.overviews()) {
      case WarpOptions.OverviewChoice.None() -> source;
      case WarpOptions.OverviewChoice.Level(int index) ->
          overviews.get(Math.min(index, overviews.size() - 1));
      case WarpOptions.OverviewChoice.Auto() ->
          options.resampling() == Resampling.SUM ? source : coarsest(source, footprint);
    };
  }

  private static Raster coarsest(Raster source, Footprint footprint) {
    double wanted = Math.min(footprint.cols(), footprint.rows()) + OVERVIEW_TOLERANCE;
    Raster best = source;
    for (Raster overview : source.overviews()) {
      if (Math.max(ratioX(source, overview), ratioY(source, overview)) <= wanted) {
        best = overview;
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

  /** A window of a layer, ready for kernels. */
  SourcePatch patch(Layer layer, Window window) {
    if (layer.isMask() && !isMasked()) {
      double[] all = new double[(int) window.pixels()];
      Arrays.fill(all, 255);
      return new SourcePatch(window, width(), height(), all);
    }
    double[] values = SourcePatch.numbers(samples(layer, window));
    noData(layer).ifPresent(missing -> SourcePatch.removeValue(values, missing));
    if (isMasked(layer)) {
      SourcePatch.removeMasked(values, mask(window));
    }
    return new SourcePatch(window, width(), height(), values);
  }
}
