// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.GroundControl;
import org.sunqar.raster.geo.Rpc;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.ColorInterpretation;
import org.sunqar.raster.pixel.Masks;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.source.ByteSource;
import org.sunqar.raster.source.FileSource;

/**
 * A GeoTIFF, open for reading. Safe for concurrent reads.
 *
 * <p>Read are TIFF and BigTIFF of either byte order, in tiles or strips, pixel- or
 * band-interleaved, uncompressed or compressed by PackBits, LZW, Deflate or ZSTD with predictors 1
 * to 3, JPEG (YCbCr comes out as RGB), LERC or WebP, of integers of 1 to 32 and of 64 bits and
 * floats of 16, 24, 32 and 64 bits, sparse or whole, with bits of bytes in either order. Complex
 * numbers are read as their magnitude, which {@link #structure} says. The first directory that is
 * not an overview or a mask is the image; its overviews are offered finest first, each with its
 * mask; further pages are ignored.
 *
 * <p>For a local file, files beside it count as well: {@code .ovr}, {@code .msk}, {@code .aux.xml},
 * world files, {@code _RPC.TXT} and {@code .RPB}. A position inside the file goes before one in a
 * world file, and overviews inside it before those beside it.
 *
 * <p>Known limits: bands of different types, old-style JPEG, CCITT and LZMA compression and masks
 * of single bands are not read. CMYK and CIELAB are left as they are stored.
 *
 * <p>Every failure that the file is responsible for is a {@link RasterException}, at opening or at
 * reading. Opening reads the directories only; the block index is read with the first pixels.
 */
public final class GeoTiff implements Raster {

  private final String name;
  private final ImageLayout layout;
  private final ImageDescription description;
  private final BlockReader reader;
  private final Optional<ImageMask> mask;
  private final List<GeoTiff> overviews;
  private final List<ByteSource> owned;

  /**
   * @param owned sources that are closed with this image
   */
  GeoTiff(
      TiffDirectory directory,
      ImageLayout layout,
      ImageDescription description,
      Optional<ImageMask> mask,
      List<GeoTiff> overviews,
      List<ByteSource> owned) {
    this.name = directory.source().name();
    this.layout = layout;
    this.description = description;
    this.mask = mask;
    double missing = description.bands().getFirst().noData().orElse(0);
    this.reader = new BlockReader(directory, layout, missing);
    this.overviews = overviews;
    this.owned = List.copyOf(owned);
  }

  /**
   * Opens a file.
   *
   * @throws RasterException when it cannot be read or is not a GeoTIFF of a kind that is read
   */
  public static GeoTiff open(Path file) {
    return open(FileSource.open(file));
  }

  /** Opens a source, which is closed with the result, and also when opening fails. */
  public static GeoTiff open(ByteSource source) {
    return GeoTiffOpener.open(source, Siblings.of(source));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Grid grid() {
    return description.grid();
  }

  public int bandCount() {
    return layout.bands();
  }

  @Override
  public List<BandInfo> bands() {
    return description.bands();
  }

  /** The type of the samples of all bands. */
  public PixelType type() {
    return layout.type();
  }

  /**
   * Dataset items of GDAL's metadata tag, and the text tags of TIFF under GDAL's names for them
   * ({@code TIFFTAG_DATETIME}, {@code TIFFTAG_IMAGEDESCRIPTION}, ...). Empty for overviews.
   */
  @Override
  public Map<String, String> metadata() {
    return description.metadata();
  }

  /**
   * {@code COMPRESSION}, {@code INTERLEAVE}, {@code LAYOUT}, {@code PREDICTOR}, {@code MINISWHITE}
   * and {@code NBITS} as GDAL says them, and {@code MAGNITUDE_OF} with the complex type of numbers
   * that are read as their magnitude.
   */
  @Override
  public Map<String, String> structure() {
    return description.structure();
  }

  @Override
  public Optional<GroundControl> groundControl() {
    return description.groundControl();
  }

  @Override
  public Optional<Rpc> rpc() {
    return description.rpc();
  }

  /** Columns of a tile, or of the image where it is stored in strips. */
  @Override
  public int blockWidth() {
    return layout.blockWidth();
  }

  /** Rows of a tile or strip. */
  @Override
  public int blockHeight() {
    return layout.blockHeight();
  }

  @Override
  public List<GeoTiff> overviews() {
    return overviews;
  }

  /**
   * Reads a window of one band.
   *
   * @param window inside the grid
   * @param band from 1
   * @throws RasterException when the file is damaged there or cannot be read
   */
  public PixelBlock read(Window window, int band) {
    return read(window, new int[] {band}).getFirst();
  }

  /**
   * Reads a window of several bands. Each block of the file is decoded once, also where it holds
   * all bands.
   *
   * @param window inside the grid
   * @param bands from 1, in any order; none means all
   * @return one block per band asked for, in that order
   */
  @Override
  public List<PixelBlock> read(Window window, int... bands) {
    checkInside(window);
    int[] wanted = bandNumbers(bands);
    List<PixelBlock> blocks = new ArrayList<>(wanted.length);
    for (int i = 0; i < wanted.length; i++) {
      blocks.add(PixelBlock.of(layout.type(), window.width(), window.height()));
    }
    reader.read(window, wanted, blocks);
    return blocks;
  }

  /**
   * Reads a window into blocks that are there already, for readers that read many windows of one
   * size.
   *
   * @param targets of the type of this file and the size of the window; all of them is overwritten
   * @param bands from 1, one for each target
   */
  public void read(Window window, List<PixelBlock> targets, int... bands) {
    if (!grid().window().contains(window) || targets.size() != bands.length) {
      throw new IllegalArgumentException(
          "%s of %d bands of %s cannot be read into %d blocks"
              .formatted(window, bands.length, name, targets.size()));
    }
    for (int i = 0; i < bands.length; i++) {
      PixelBlock target = targets.get(i);
      boolean fits =
          target.type() == layout.type()
              && target.width() == window.width()
              && target.height() == window.height();
      if (!fits || bands[i] < 1 || bands[i] > layout.bands()) {
        throw new IllegalArgumentException(
            "band %d, %s of %s cannot be read into %d x %d pixels of %s"
                .formatted(bands[i], window, name, target.width(), target.height(), target.type()));
      }
    }
    reader.read(window, bands, targets);
  }

  @Override
  public boolean hasMask() {
    return mask.isPresent() || alphaBand().isPresent();
  }

  @Override
  public PixelBlock.Bytes readMask(Window window) {
    if (mask.isPresent()) {
      checkInside(window);
      return mask.get().read(window);
    }
    OptionalInt alpha = alphaBand();
    return alpha.isPresent()
        ? ImageMask.ofAlpha(read(window, alpha.getAsInt()))
        : Masks.full(window.width(), window.height());
  }

  /** The band (from 1) that says how opaque pixels are. */
  private OptionalInt alphaBand() {
    boolean usable = type() == PixelType.UINT8 || type() == PixelType.UINT16;
    return IntStream.rangeClosed(1, usable ? bandCount() : 0)
        .filter(band -> bands().get(band - 1).color() == ColorInterpretation.ALPHA)
        .findFirst();
  }

  private void checkInside(Window window) {
    grid().requireInside(window);
    if (window.pixels() > Integer.MAX_VALUE - 8) {
      throw new RasterException(
          RasterException.Key.TOO_LARGE,
          name + ": a window of " + window.pixels() + " pixels at once");
    }
  }

  @Override
  public void close() {
    owned.forEach(ByteSource::close);
  }
}
