// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;

/**
 * Writes a Cloud-Optimized GeoTIFF, with the layout that GDAL's COG driver defines. Several bands
 * are stored one after the other (band-interleaved), so that a band is read alone.
 *
 * <p>Windows may be written in any order, by several threads, and again: the last one counts.
 * Pixels that are never written hold the no-data value, or 0; tiles without any are left out of the
 * file (sparse). Finished tiles wait, compressed, in a temporary file beside the target; memory
 * holds at most 128 MiB of unfinished ones.
 *
 * <p>The target appears under its name only when {@link #finish} has made it complete and durable.
 * {@link #close} without it removes everything but a previous target.
 */
public final class CogWriter implements AutoCloseable {

  /**
   * How a file is written.
   *
   * @param compression of tiles
   * @param level of the compression: deflate 1 to 9, ZSTD 1 to 22; ignored without compression
   * @param blockSize width and height of tiles: 16 to 4096, a multiple of 16
   * @param overviews how coarser versions are made, down to the first that fits into one tile
   * @param predictor store differences between neighbours, which makes most images smaller; ignored
   *     without compression
   */
  public record Options(
      Compression compression, int level, int blockSize, Overviews overviews, boolean predictor) {

    public Options {
      int highest = compression == Compression.ZSTD ? 22 : 9;
      if (compression != Compression.NONE && (level < 1 || level > highest)) {
        throw new IllegalArgumentException(
            compression + " level is " + level + ", must be 1 to " + highest);
      }
      if (blockSize < 16 || blockSize > 4096 || blockSize % 16 != 0) {
        throw new IllegalArgumentException(
            "block size is " + blockSize + ", must be a multiple of 16 from 16 to 4096");
      }
    }

    /** Deflate 6 with predictor, tiles of 256 by 256, averaged overviews: readable everywhere. */
    public static Options defaults() {
      return new Options(Compression.DEFLATE, 6, 256, Overviews.AVERAGE, true);
    }

    public Options withCompression(Compression compression, int level) {
      return new Options(compression, level, blockSize, overviews, predictor);
    }

    public Options withBlockSize(int blockSize) {
      return new Options(compression, level, blockSize, overviews, predictor);
    }

    public Options withOverviews(Overviews overviews) {
      return new Options(compression, level, blockSize, overviews, predictor);
    }
  }

  private final Path target;
  private final Path partial;
  private final Grid grid;
  private final List<BandInfo> bands;
  private final Map<String, String> metadata;
  private final Options options;
  private final GeoKeys geoKeys;
  private final int predictor;
  private final TileSpool spool;
  private final TileLevel main;
  private final EncoderPool encoders;
  private final OpenTiles openTiles;
  private boolean closed;

  private CogWriter(
      Path target, Grid grid, List<BandInfo> bands, Map<String, String> metadata, Options options) {
    this.target = target;
    this.grid = grid;
    this.bands = List.copyOf(bands);
    this.metadata = new LinkedHashMap<>(metadata);
    this.options = options;
    this.geoKeys = GeoKeyWriter.keys(grid.crs());
    PixelType type = bands.getFirst().type();
    boolean predicted = options.predictor() && options.compression() != Compression.NONE;
    this.predictor =
        !predicted
            ? Predictor.NONE
            : type.isFloat() ? Predictor.FLOATING_POINT : Predictor.HORIZONTAL;
    ImageLayout layout = layout(grid.width(), grid.height());
    checkTiles(layout);
    String name = "." + target.getFileName() + "." + UUID.randomUUID();
    this.partial = target.resolveSibling(name + ".partial");
    this.spool = TileSpool.create(target.resolveSibling(name + ".tiles"));
    this.main = new TileLevel(layout, spool);
    this.encoders = new EncoderPool(options.compression(), options.level(), predictor);
    this.openTiles = new OpenTiles(main, encoders, bands.getFirst().noData().orElse(0));
  }

  /**
   * Starts a file.
   *
   * @param file target, replaced by {@link #finish} if it exists; its folder must exist
   * @param grid where the pixels lie
   * @param bands at least one; all of one type, with one no-data value, as the format has only one
   * @param metadata dataset items; {@code TIFFTAG_*} names become TIFF tags
   * @param options how to write
   * @throws RasterException with key CRS when the grid's CRS cannot be said in a GeoTIFF, IO when
   *     the folder cannot be written, TOO_LARGE when it would have too many tiles
   */
  public static CogWriter create(
      Path file, Grid grid, List<BandInfo> bands, Map<String, String> metadata, Options options) {
    if (bands.isEmpty() || bands.size() > 65535) {
      throw new IllegalArgumentException(bands.size() + " bands");
    }
    BandInfo first = bands.getFirst();
    for (BandInfo band : bands) {
      if (band.type() != first.type() || !band.noData().equals(first.noData())) {
        throw new IllegalArgumentException(
            "bands of one file share type and no-data value: " + first + " and " + band);
      }
    }
    if (first.noData().isPresent()
        && !NoData.stored(first.noData().getAsDouble(), first.type()).equals(first.noData())) {
      throw new IllegalArgumentException(
          "no-data value " + first.noData().getAsDouble() + " is not a " + first.type().stacName());
    }
    return new CogWriter(file, grid, bands, metadata, options);
  }

  private ImageLayout layout(int width, int height) {
    return new ImageLayout(
        width,
        height,
        options.blockSize(),
        options.blockSize(),
        true,
        false,
        bands.size(),
        bands.size() > 1,
        bands.getFirst().type(),
        ByteOrder.LITTLE_ENDIAN,
        options.compression().scheme(),
        predictor);
  }

  private void checkTiles(ImageLayout layout) {
    double tiles = (double) layout.blocksAcross() * layout.blocksDown() * bands.size();
    if (tiles > ImageLayout.MAX_BLOCKS) {
      throw new RasterException(
          RasterException.Key.TOO_LARGE,
          "%s would have %.0f tiles, more than %d; larger tiles would do"
              .formatted(target, tiles, ImageLayout.MAX_BLOCKS));
    }
  }

  /**
   * Writes pixels.
   *
   * @param window inside the grid
   * @param band from 1
   * @param block of the size of the window and the type of the bands; not kept
   */
  public void write(Window window, int band, PixelBlock block) {
    if (!grid.window().contains(window)) {
      throw new IllegalArgumentException(
          window + " is not inside the " + grid.width() + " x " + grid.height() + " pixels");
    }
    if (band < 1 || band > bands.size()) {
      throw new IllegalArgumentException("band " + band + " of " + bands.size());
    }
    if (block.width() != window.width()
        || block.height() != window.height()
        || block.type() != bands.getFirst().type()) {
      throw new IllegalArgumentException(
          "%d x %d pixels of %s for %s of %s"
              .formatted(
                  block.width(), block.height(), block.type(), window, bands.getFirst().type()));
    }
    openTiles.write(window, band - 1, block);
  }

  /**
   * Makes the overviews, writes the file, and gives it its name when it is safe on the disk. To be
   * called once, after all writes.
   *
   * @throws RasterException with key IO when the disk is full or fails; nothing is left then
   */
  public void finish() {
    openTiles.flush();
    List<TileLevel> levels = levels();
    CogLayout layout = new CogLayout(levels, (d, level) -> fields(d, levels.get(level), level));
    try {
      try (FileChannel channel =
          FileChannel.open(partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 20);
        layout.write(out, spool);
        out.flush();
        channel.force(true);
      }
      Files.move(
          partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      syncFolder();
    } catch (IOException e) {
      throw new RasterException(
          RasterException.Key.IO, target + " cannot be written: " + e.getMessage(), e);
    } finally {
      close();
    }
  }

  /** Makes the new name durable, where the system lets a folder be opened. */
  private void syncFolder() {
    try (FileChannel folder =
        FileChannel.open(target.toAbsolutePath().resolveSibling(""), StandardOpenOption.READ)) {
      folder.force(true);
    } catch (IOException e) {
      // not on Windows; the name then becomes durable when the system gets to it
    }
  }

  private List<TileLevel> levels() {
    List<TileLevel> levels = new ArrayList<>(List.of(main));
    int width = grid.width();
    int height = grid.height();
    while (options.overviews() != Overviews.NONE && Math.max(width, height) > options.blockSize()) {
      width = (width + 1) / 2;
      height = (height + 1) / 2;
      TileLevel coarse = new TileLevel(layout(width, height), spool);
      new OverviewBuilder(
              levels.getLast(), coarse, encoders, options.overviews(), bands.getFirst().noData())
          .build();
      levels.add(coarse);
    }
    return levels;
  }

  // ---- what the directories say

  private void fields(DirectoryBuilder directory, TileLevel level, int index) {
    ImageLayout layout = level.layout();
    int n = bands.size();
    if (index > 0) {
      directory.integer(TiffTag.NEW_SUBFILE_TYPE, 1);
    }
    directory.integer(TiffTag.IMAGE_WIDTH, layout.width());
    directory.integer(TiffTag.IMAGE_LENGTH, layout.height());
    directory.shorts(TiffTag.BITS_PER_SAMPLE, repeated(8 * layout.type().bytes(), n));
    directory.shorts(TiffTag.COMPRESSION, layout.compression());
    directory.shorts(TiffTag.PHOTOMETRIC, 1);
    directory.shorts(TiffTag.SAMPLES_PER_PIXEL, n);
    directory.shorts(TiffTag.PLANAR_CONFIGURATION, layout.planar() ? 2 : 1);
    if (predictor != Predictor.NONE) {
      directory.shorts(TiffTag.PREDICTOR, predictor);
    }
    directory.shorts(TiffTag.TILE_WIDTH, layout.blockWidth());
    directory.shorts(TiffTag.TILE_LENGTH, layout.blockHeight());
    if (n > 1) {
      directory.shorts(TiffTag.EXTRA_SAMPLES, repeated(0, n - 1));
    }
    int format = layout.type().isFloat() ? 3 : layout.type().isSigned() ? 2 : 1;
    directory.shorts(TiffTag.SAMPLE_FORMAT, repeated(format, n));
    bands
        .getFirst()
        .noData()
        .ifPresent(value -> directory.text(TiffTag.GDAL_NODATA, NoData.format(value)));
    if (index == 0) {
      position(directory);
      describe(directory);
    }
  }

  private static int[] repeated(int value, int count) {
    return IntStream.range(0, count).map(i -> value).toArray();
  }

  private void position(DirectoryBuilder directory) {
    Affine a = grid.affine();
    boolean pixelCoordinates = a.equals(new Affine(1, 0, 0, 0, 1, 0));
    if (grid.crs().equals(Crs.UNKNOWN) && pixelCoordinates) {
      return;
    }
    if (a.isNorthUp()) {
      directory.doubles(TiffTag.MODEL_PIXEL_SCALE, a.a(), -a.e(), 0);
      directory.doubles(TiffTag.MODEL_TIEPOINT, 0, 0, 0, a.c(), a.f(), 0);
    } else {
      directory.doubles(
          TiffTag.MODEL_TRANSFORMATION,
          a.a(),
          a.b(),
          0,
          a.c(),
          a.d(),
          a.e(),
          0,
          a.f(),
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          1);
    }
    geoKeys.write(directory);
  }

  private void describe(DirectoryBuilder directory) {
    Map<String, String> items = new LinkedHashMap<>(metadata);
    items.remove("AREA_OR_POINT"); // the position above is that of the corner of the area
    TiffTag.ASCII_NAMES.forEach((tag, name) -> {
      String text = items.remove(name);
      if (text != null) {
        directory.text(tag, text);
      }
    });
    Map<Integer, GdalMetadata.Band> described = new LinkedHashMap<>();
    for (int i = 0; i < bands.size(); i++) {
      BandInfo band = bands.get(i);
      if (!band.name().isEmpty() || band.scale() != 1 || band.offset() != 0) {
        described.put(i, new GdalMetadata.Band(band.name(), band.scale(), band.offset()));
      }
    }
    GdalMetadata gdal = new GdalMetadata(items, described);
    if (!gdal.isEmpty()) {
      directory.text(TiffTag.GDAL_METADATA, gdal.toXml());
    }
  }

  /** Deletes temporary files; without {@link #finish}, the target stays as it was. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    encoders.close();
    spool.close();
    try {
      Files.deleteIfExists(partial);
    } catch (IOException e) {
      throw new RasterException(
          RasterException.Key.IO, partial + " cannot be deleted: " + e.getMessage(), e);
    }
  }
}
