// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
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
 * to 3, JPEG (YCbCr comes out as RGB), LERC or WebP, of 8, 16, 32 and 64-bit integers and 32 and
 * 64-bit floats, sparse or whole. The first directory that is not an overview or a mask is the
 * image; the overviews after it are offered finest first; further pages and masks are ignored.
 *
 * <p>Known limits: old-style JPEG and CCITT compression, samples of fewer than 8 bits and complex
 * numbers, and overviews in files of their own (.ovr) are not read. A file that is located by
 * ground control points only counts as not georeferenced.
 *
 * <p>Every failure that the file is responsible for is a {@link RasterException}, at opening or at
 * reading. Opening reads the directories only; the block index is read with the first pixels.
 */
public final class GeoTiff implements Raster {

  /** Largest text tag that is read (bytes). */
  private static final int MAX_TEXT = 16 << 20;

  private final ByteSource source;
  private final boolean ownsSource;
  private final ImageLayout layout;
  private final Grid grid;
  private final List<BandInfo> bands;
  private final Map<String, String> metadata;
  private final BlockReader reader;
  private final List<GeoTiff> overviews;

  private GeoTiff(
      TiffDirectory directory,
      boolean ownsSource,
      Grid grid,
      List<BandInfo> bands,
      Map<String, String> metadata,
      List<GeoTiff> overviews) {
    this.source = directory.source();
    this.ownsSource = ownsSource;
    this.layout = ImageLayout.of(directory);
    this.grid = grid;
    this.bands = bands;
    this.metadata = metadata;
    double missing = bands.getFirst().noData().orElse(0);
    this.reader = new BlockReader(directory, layout, missing);
    this.overviews = overviews;
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
    try {
      return parse(source);
    } catch (RuntimeException e) {
      source.close();
      throw e;
    }
  }

  private static GeoTiff parse(ByteSource source) {
    List<TiffDirectory> directories = TiffParser.parse(source);
    TiffDirectory main =
        directories.stream()
            .filter(d -> !d.isReducedResolution() && !d.isMask())
            .findFirst()
            .orElse(directories.getFirst());
    ImageLayout layout = ImageLayout.of(main);
    GdalMetadata gdal =
        main.text(TiffTag.GDAL_METADATA, GdalMetadata.MAX_BYTES)
            .map(GdalMetadata::parse)
            .orElse(GdalMetadata.EMPTY);
    List<BandInfo> bands = bands(main, layout, gdal);
    Georeference georeference = Georeference.of(main);
    Grid grid =
        new Grid(georeference.crs(), georeference.affine(), layout.width(), layout.height());
    return new GeoTiff(
        main,
        true,
        grid,
        bands,
        metadata(main, georeference, gdal),
        overviews(directories, main, layout, grid, bands));
  }

  private static List<BandInfo> bands(
      TiffDirectory directory, ImageLayout layout, GdalMetadata gdal) {
    OptionalDouble noData = noData(directory, layout.type());
    List<BandInfo> bands = new ArrayList<>(layout.bands());
    for (int i = 0; i < layout.bands(); i++) {
      GdalMetadata.Band band = gdal.band(i);
      bands.add(new BandInfo(band.name(), layout.type(), noData, band.scale(), band.offset()));
    }
    return Collections.unmodifiableList(bands);
  }

  /** GDAL's no-data text; a value that no sample of the type can take counts as none. */
  private static OptionalDouble noData(TiffDirectory directory, PixelType type) {
    String text = directory.text(TiffTag.GDAL_NODATA, 1024).orElse("").strip();
    if (text.isEmpty()) {
      return OptionalDouble.empty();
    }
    double value;
    try {
      value = NoData.parse(text);
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
    return NoData.stored(value, type);
  }

  private static Map<String, String> metadata(
      TiffDirectory directory, Georeference georeference, GdalMetadata gdal) {
    Map<String, String> metadata = new LinkedHashMap<>();
    georeference.pixelIs().ifPresent(value -> metadata.put("AREA_OR_POINT", value));
    TiffTag.ASCII_NAMES.forEach(
        (tag, name) -> directory.text(tag, MAX_TEXT).ifPresent(text -> metadata.put(name, text)));
    metadata.putAll(gdal.items());
    return Collections.unmodifiableMap(metadata);
  }

  private static List<GeoTiff> overviews(
      List<TiffDirectory> directories,
      TiffDirectory main,
      ImageLayout layout,
      Grid grid,
      List<BandInfo> bands) {
    List<GeoTiff> overviews = new ArrayList<>();
    for (TiffDirectory directory : directories) {
      if (directory.equals(main) || !directory.isReducedResolution() || directory.isMask()) {
        continue;
      }
      ImageLayout reduced = ImageLayout.of(directory);
      boolean fits =
          reduced.bands() == layout.bands()
              && reduced.type() == layout.type()
              && reduced.width() <= layout.width()
              && reduced.height() <= layout.height();
      if (fits) {
        Grid coarse = coarse(grid, reduced.width(), reduced.height());
        overviews.add(new GeoTiff(directory, false, coarse, bands, Map.of(), List.of()));
      }
    }
    overviews.sort((a, b) -> Integer.compare(b.grid.width(), a.grid.width()));
    return List.copyOf(overviews);
  }

  /**
   * The grid of an overview. Where its size is that of halving once or more with a last partial
   * pixel, its pixels are that many times as large; else the overview covers the same area.
   */
  private static Grid coarse(Grid grid, int width, int height) {
    int factor = (int) Math.rint((double) grid.width() / width);
    Grid halved = grid.coarsened(factor);
    if (halved.width() == width && halved.height() == height) {
      return halved;
    }
    double factorX = (double) grid.width() / width;
    double factorY = (double) grid.height() / height;
    return new Grid(grid.crs(), grid.affine().scaled(factorX, factorY), width, height);
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public Grid grid() {
    return grid;
  }

  public int bandCount() {
    return layout.bands();
  }

  @Override
  public List<BandInfo> bands() {
    return bands;
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
    return metadata;
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
    if (!grid.window().contains(window)) {
      throw new IllegalArgumentException(
          window + " is not inside the " + grid.width() + " x " + grid.height() + " pixels");
    }
    int[] wanted = bands.length == 0 ? allBands() : bands;
    List<PixelBlock> blocks = new ArrayList<>(wanted.length);
    if (window.pixels() > Integer.MAX_VALUE - 8) {
      throw new RasterException(
          RasterException.Key.TOO_LARGE,
          source.name() + ": a window of " + window.pixels() + " pixels at once");
    }
    for (int band : wanted) {
      if (band < 1 || band > layout.bands()) {
        throw new IllegalArgumentException(
            "band " + band + " of " + source.name() + ", which has bands 1 to " + layout.bands());
      }
      blocks.add(PixelBlock.of(layout.type(), window.width(), window.height()));
    }
    reader.read(window, wanted, blocks);
    return blocks;
  }

  /**
   * Reads a window of one band into a block that is there already, for readers that read the same
   * window of many files.
   *
   * @param band from 1
   * @param target of the type of this file and the size of the window; all of it is overwritten
   */
  public void read(Window window, int band, PixelBlock target) {
    boolean fits =
        target.type() == layout.type()
            && target.width() == window.width()
            && target.height() == window.height();
    if (!fits || !grid.window().contains(window) || band < 1 || band > layout.bands()) {
      throw new IllegalArgumentException(
          "band %d, %s of %s cannot be read into %d x %d pixels of %s"
              .formatted(
                  band, window, source.name(), target.width(), target.height(), target.type()));
    }
    reader.read(window, new int[] {band}, List.of(target));
  }

  private int[] allBands() {
    int[] all = new int[layout.bands()];
    for (int i = 0; i < all.length; i++) {
      all[i] = i + 1;
    }
    return all;
  }

  @Override
  public void close() {
    if (ownsSource) {
      source.close();
    }
  }
}
