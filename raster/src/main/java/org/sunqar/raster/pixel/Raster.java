// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.pixel;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.GroundControl;
import org.sunqar.raster.geo.Rpc;
import org.sunqar.raster.geo.Window;

/**
 * Bands of pixels over one grid, read window by window: a file, or something computed when it is
 * read, such as a warped image or a mosaic. What takes a raster does not know which. Safe for
 * concurrent reads. Every failure that the data are responsible for is a {@link
 * org.sunqar.raster.RasterException}.
 */
public interface Raster extends AutoCloseable {

  /** A name for messages: a path, an address, or what it is made of. */
  String name();

  /** Where the pixels lie. */
  Grid grid();

  /** What is known about the bands; band 1 comes first. At least one. */
  List<BandInfo> bands();

  /** Items about the whole under GDAL's names for them ({@code TIFFTAG_DATETIME}, ...). */
  Map<String, String> metadata();

  /** How the pixels are stored, as in GDAL's IMAGE_STRUCTURE domain; empty where computed. */
  default Map<String, String> structure() {
    return Map.of();
  }

  /** Ground control points, where the file has them instead of or beside an affine position. */
  default Optional<GroundControl> groundControl() {
    return Optional.empty();
  }

  /** Rational polynomial coefficients, where the file has them. */
  default Optional<Rpc> rpc() {
    return Optional.empty();
  }

  /** Columns of the blocks in which it is best read. */
  int blockWidth();

  /** Rows of the blocks in which it is best read. */
  int blockHeight();

  /** Coarser versions, finest first; closing one does nothing. */
  List<? extends Raster> overviews();

  /**
   * Reads a window of some bands in their stored types.
   *
   * @param window inside the grid
   * @param bands from 1, in any order; none means all
   * @return one block per band asked for, in that order
   */
  List<PixelBlock> read(Window window, int... bands);

  /**
   * The bands that are meant: those given, or all where none is.
   *
   * @param bands from 1
   * @throws IllegalArgumentException when there is no such band
   */
  default int[] bandNumbers(int... bands) {
    int count = bands().size();
    for (int band : bands) {
      if (band < 1 || band > count) {
        throw new IllegalArgumentException(
            "band %d of %s, which has bands 1 to %d".formatted(band, name(), count));
      }
    }
    return bands.length == 0 ? IntStream.rangeClosed(1, count).toArray() : bands;
  }

  /** Whether there is a mask for the whole image: a mask of its own, or an alpha band. */
  default boolean hasMask() {
    return false;
  }

  /**
   * Reads the mask for the whole image: 0 where there is no pixel, 255 where there is one, between
   * them where a pixel is partly transparent. All 255 without one. No-data values are not looked
   * at.
   *
   * @param window inside the grid
   */
  default PixelBlock.Bytes readMask(Window window) {
    return Masks.full(window.width(), window.height());
  }

  /**
   * Reads a window with everything needed to use it.
   *
   * @param window inside the grid
   * @param bands from 1, in any order; none means all
   */
  default Pixels pixels(Window window, int... bands) {
    return Masks.pixels(this, window, bands);
  }

  /** The raster whose pixels these are: itself, unless it only says something else of another. */
  default Raster stored() {
    return this;
  }

  @Override
  void close();
}
