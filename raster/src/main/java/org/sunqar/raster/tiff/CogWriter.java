// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.IntStream;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.GroundControl;
import org.sunqar.raster.geo.Rpc;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.ColorInterpretation;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Resampling;

/**
 * Writes a Cloud-Optimized GeoTIFF, with the layout that GDAL's COG driver defines.
 *
 * <p>Windows may be written in any order, by several threads, and again: the last one counts; the
 * bytes of the file do not depend on it. Pixels that are never written hold the no-data value, or
 * 0; tiles without any are left out of the file (sparse). Finished tiles wait, compressed, in a
 * temporary file beside the target; memory holds at most 128 MiB of unfinished ones.
 *
 * <p>The target appears under its name only when {@link #finish} has made it complete and durable.
 * {@link #close} without it removes everything but a previous target.
 */
public final class CogWriter implements AutoCloseable {

  /**
   * How a file is written.
   *
   * @param encoding of tiles
   * @param blockSize width and height of tiles: 16 to 4096, a multiple of 16
   * @param interleave how bands lie to each other; but WebP, and JPEG of the three bands red, green
   *     and blue, always keep the colours of a pixel together, and LERC and other JPEG always apart
   * @param resampling how coarser versions are made: nearest, average, mode, bilinear or cubic; if
   *     absent, nearest for colours of a palette, else average
   * @param overviews how many coarser versions, each half as large as the one before; if absent, as
   *     many as lead to the first that fits into one tile
   * @param statistics adds GDAL's {@code STATISTICS_*} items, computed from all pixels
   */
  public record Options(
      Encoding encoding,
      int blockSize,
      Interleave interleave,
      Optional<Resampling> resampling,
      OptionalInt overviews,
      boolean statistics) {

    public Options {
      if (blockSize < 16 || blockSize > 4096 || blockSize % 16 != 0) {
        throw new IllegalArgumentException(
            "block size is " + blockSize + ", must be a multiple of 16 from 16 to 4096");
      }
      if (overviews.orElse(0) < 0) {
        throw new IllegalArgumentException(overviews.getAsInt() + " overviews");
      }
      resampling.ifPresent(HalvingKernel::of); // refuses those that make no overviews
    }

    /** Deflate 6 with predictor, tiles of 256 by 256, averaged overviews: readable everywhere. */
    public static Options defaults() {
      return new Options(
          Encoding.of(Compression.DEFLATE),
          256,
          Interleave.BAND,
          Optional.empty(),
          OptionalInt.empty(),
          false);
    }

    public Options withEncoding(Encoding encoding) {
      return new Options(encoding, blockSize, interleave, resampling, overviews, statistics);
    }

    /** Another compression, with a predictor where it has a use for one. */
    public Options withCompression(Compression compression, int level) {
      return withEncoding(Encoding.of(compression, level));
    }

    public Options withBlockSize(int blockSize) {
      return new Options(encoding, blockSize, interleave, resampling, overviews, statistics);
    }

    public Options withInterleave(Interleave interleave) {
      return new Options(encoding, blockSize, interleave, resampling, overviews, statistics);
    }

    public Options withOverviews(Resampling resampling) {
      return new Options(
          encoding, blockSize, interleave, Optional.of(resampling), overviews, statistics);
    }

    /** So many overviews, or fewer where one of them is a single pixel. */
    public Options withOverviewCount(int count) {
      return new Options(
          encoding, blockSize, interleave, resampling, OptionalInt.of(count), statistics);
    }

    public Options withoutOverviews() {
      return withOverviewCount(0);
    }

    public Options withStatistics() {
      return new Options(encoding, blockSize, interleave, resampling, overviews, true);
    }
  }

  /** Masks are written as GDAL writes them: one bit per pixel, deflated. */
  private static final Encoding MASK_ENCODING = new Encoding(Compression.DEFLATE, 6, false);

  private static final int MASK_BITS = 1;

  /** Memory for unfinished tiles of the mask (bytes). */
  private static final long MASK_BUDGET = OpenTiles.BUDGET / 8;

  private final Path target;
  private final Grid grid;
  private final List<BandInfo> bands;
  private final PixelType type;
  private final OptionalDouble noData;
  private final Map<String, String> metadata;
  private final Options options;
  private final TileSpool spool;
  private final EncoderPool drafts;
  private final EncoderPool maskEncoders;
  private final TileLevel main;
  private final TileLevel mask;
  private final OpenTiles openTiles;
  private final OpenTiles openMask;
  private Optional<GroundControl> groundControl = Optional.empty();
  private Optional<Rpc> rpc = Optional.empty();
  private boolean closed;

  private CogWriter(
      Path target, Grid grid, List<BandInfo> bands, Map<String, String> metadata, Options options) {
    this.target = target;
    this.grid = grid;
    this.bands = List.copyOf(bands);
    this.type = bands.getFirst().type();
    this.noData = bands.getFirst().noData();
    this.metadata = new LinkedHashMap<>(metadata);
    this.options = options;
    GeoKeyWriter.keys(grid.crs()); // refuses here what cannot be said
    ImageLayout layout = layout(grid.width(), grid.height());
    options.encoding().check(type, layout.blockSamples());
    checkSizes(layout);
    this.spool =
        TileSpool.create(
            target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tiles"));
    this.drafts = new EncoderPool(options.encoding().draft(), 8 * type.bytes());
    this.maskEncoders = new EncoderPool(MASK_ENCODING, MASK_BITS);
    this.main = new TileLevel(layout, spool, drafts);
    this.mask = new TileLevel(maskLayout(layout), spool, maskEncoders);
    this.openTiles = new OpenTiles(main, noData.orElse(0));
    this.openMask = new OpenTiles(mask, 0, MASK_BUDGET);
  }

  /**
   * Starts a file.
   *
   * @param file target, replaced by {@link #finish} if it exists; its folder must exist
   * @param grid where the pixels lie
   * @param bands at least one; all of one type, with one no-data value, as the format has only one;
   *     colours that photometric interpretation and extra samples cannot say become metadata
   * @param metadata dataset items; {@code TIFFTAG_*} names become TIFF tags
   * @param options how to write
   * @throws RasterException with key CRS when the grid's CRS cannot be said in a GeoTIFF, IO when
   *     the folder cannot be written, TOO_LARGE when it would have too many tiles or too large
   *     ones, UNSUPPORTED when the compression does not take bands of this type or number
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
        isPlanar(),
        type,
        ByteOrder.LITTLE_ENDIAN,
        options.encoding().compression().scheme(),
        options.encoding().predictorTag(type));
  }

  private boolean isPlanar() {
    return bands.size() > 1
        && switch (options.encoding().compression()) {
          case LERC, LERC_DEFLATE, LERC_ZSTD -> true;
          case JPEG -> !CogDirectories.isYCbCr(options.encoding(), bands);
          case WEBP, WEBP_LOSSLESS -> false;
          case NONE, LZW, DEFLATE, ZSTD -> options.interleave() == Interleave.BAND;
        };
  }

  /** Of the mask of an image: a byte per pixel as long as it is in memory. */
  private static ImageLayout maskLayout(ImageLayout image) {
    return new ImageLayout(
        image.width(),
        image.height(),
        image.blockWidth(),
        image.blockHeight(),
        true,
        false,
        1,
        false,
        PixelType.UINT8,
        ByteOrder.LITTLE_ENDIAN,
        MASK_ENCODING.compression().scheme(),
        Predictor.NONE);
  }

  private void checkSizes(ImageLayout layout) {
    double planes = layout.planar() ? bands.size() : 1;
    double tiles = (double) layout.blocksAcross() * layout.blocksDown() * planes;
    if (tiles > ImageLayout.MAX_BLOCKS) {
      throw new RasterException(
          RasterException.Key.TOO_LARGE,
          "%s would have %.0f tiles, more than %d; larger tiles would do"
              .formatted(target, tiles, ImageLayout.MAX_BLOCKS));
    }
    double bytes = (double) layout.blockSamples() * type.bytes() * options.blockSize();
    if (bytes * options.blockSize() > ImageLayout.MAX_BLOCK_BYTES) {
      throw new RasterException(
          RasterException.Key.TOO_LARGE,
          "%s would have tiles of %d x %d pixels with %d bands, more than %d MiB each; smaller tiles or band interleaving would do"
              .formatted(
                  target,
                  options.blockSize(),
                  options.blockSize(),
                  bands.size(),
                  ImageLayout.MAX_BLOCK_BYTES >> 20));
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
    if (band < 1 || band > bands.size()) {
      throw new IllegalArgumentException("band " + band + " of " + bands.size());
    }
    check(window, block, type);
    openTiles.write(window, band - 1, block);
  }

  /**
   * Writes a part of the mask of the whole image, which makes the file one with a mask. Where it is
   * not written, there is no pixel.
   *
   * @param window inside the grid
   * @param mask 0 where there is no pixel, else not 0, of the size of the window; not kept
   */
  public void writeMask(Window window, PixelBlock.Bytes mask) {
    check(window, mask, PixelType.UINT8);
    openMask.write(window, 0, mask);
  }

  private void check(Window window, PixelBlock block, PixelType expected) {
    grid.requireInside(window);
    if (block.width() != window.width()
        || block.height() != window.height()
        || block.type() != expected) {
      throw new IllegalArgumentException(
          "%d x %d pixels of %s for %s of %s"
              .formatted(block.width(), block.height(), block.type(), window, expected));
    }
  }

  /**
   * Ground control points, for a grid without position of its own: one in pixel coordinates. The
   * format holds either, so that those of other grids are left out.
   *
   * @throws RasterException with key CRS when their CRS cannot be said in a GeoTIFF
   */
  public void writeGroundControl(GroundControl points) {
    GeoKeyWriter.keys(points.crs());
    groundControl = Optional.of(points);
  }

  /** Rational polynomial coefficients. */
  public void writeRpc(Rpc coefficients) {
    rpc = Optional.of(coefficients);
  }

  /**
   * Makes the overviews, writes the file, and gives it its name when it is safe on the disk. To be
   * called once, after all writes.
   *
   * @throws RasterException with key IO when the disk is full or fails, or when the thread is
   *     interrupted; nothing is left then
   */
  public void finish() {
    try {
      finish(RasterCopy.Progress.NONE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RasterException(
          RasterException.Key.IO, target + " was not written: it was interrupted", e);
    }
  }

  /**
   * The same, with news of how far it is.
   *
   * @throws InterruptedException when the thread is interrupted; nothing is left then
   * @throws RasterException with key IO when the disk is full or fails; nothing is left then
   */
  public void finish(RasterCopy.Progress progress) throws InterruptedException {
    Work work = new Work(finishUnits(), progress);
    finish(work);
    work.complete();
  }

  /** As part of a larger piece of work, of which it is {@link #finishUnits}. */
  void finish(Work work) throws InterruptedException {
    try {
      openTiles.flush(work);
      openMask.flush(work);
      List<CogLevel> levels = levels(work);
      CogDirectories directories = directories(levels, work);
      reencode(levels, work);
      CogLayout layout = new CogLayout(levels, directories::add);
      try (PartialFile file = PartialFile.create(target)) {
        layout.write(file, spool, work, storeUnits());
        work.step(0, 1, i -> file.force());
        file.publish();
      }
    } finally {
      close();
    }
  }

  /** How much {@link #finish} counts for, in pixels of the full resolution that are encoded. */
  long finishUnits() {
    long units = storeUnits() + (options.statistics() ? grid.window().pixels() : 0);
    List<ImageLayout> layouts = layouts();
    for (int level = 0; level < layouts.size(); level++) {
      units += level + 1 < layouts.size() ? pixels(layouts.get(level)) : 0;
      units += isEncodedTwice() ? pixels(layouts.get(level)) : 0;
    }
    return units;
  }

  /** Copying what is encoded costs little. */
  private long storeUnits() {
    return grid.window().pixels() / 4;
  }

  private static long pixels(ImageLayout layout) {
    return (long) layout.width() * layout.height();
  }

  /** Of the image and its overviews, finest first. */
  private List<ImageLayout> layouts() {
    List<ImageLayout> layouts = new ArrayList<>(List.of(main.layout()));
    int width = grid.width();
    int height = grid.height();
    while (hasCoarser(layouts.size(), Math.max(width, height))) {
      width = (width + 1) / 2;
      height = (height + 1) / 2;
      layouts.add(layout(width, height));
    }
    return layouts;
  }

  private List<CogLevel> levels(Work work) throws InterruptedException {
    Optional<TileLevel> mainMask = mask.isEmpty() ? Optional.empty() : Optional.of(mask);
    List<CogLevel> levels = new ArrayList<>(List.of(new CogLevel(main, mainMask)));
    List<ImageLayout> layouts = layouts();
    for (ImageLayout layout : layouts.subList(1, layouts.size())) {
      CogLevel coarse =
          new CogLevel(
              new TileLevel(layout, spool, drafts),
              mainMask.map(m -> new TileLevel(maskLayout(layout), spool, maskEncoders)));
      halve(levels.getLast(), coarse, work);
      levels.add(coarse);
    }
    return levels;
  }

  private boolean isEncodedTwice() {
    return !options.encoding().equals(options.encoding().draft());
  }

  /** From the drafts to what the file is to hold. */
  private void reencode(List<CogLevel> levels, Work work) throws InterruptedException {
    if (!isEncodedTwice()) {
      return;
    }
    try (EncoderPool encoders = new EncoderPool(options.encoding(), 8 * type.bytes())) {
      for (CogLevel level : levels) {
        TileLevel image = level.image();
        work.step(
            pixels(image.layout()),
            image.tiles(),
            tile -> {
              if (!image.isMissing((int) tile)) {
                image.reencode((int) tile, encoders);
              }
            });
      }
    }
  }

  private void halve(CogLevel fine, CogLevel coarse, Work work) throws InterruptedException {
    Resampling resampling =
        options
            .resampling()
            .orElse(bands.getFirst().palette().isEmpty() ? Resampling.AVERAGE : Resampling.NEAREST);
    new OverviewBuilder(fine.image(), coarse.image(), fine.mask(), resampling, noData, alpha())
        .build(work, pixels(fine.image().layout()));
    if (fine.mask().isPresent()) {
      OverviewBuilder.ofMask(fine.mask().get(), coarse.mask().orElseThrow(), resampling)
          .build(work, 0);
    }
  }

  private boolean hasCoarser(int levels, int longSide) {
    return options.overviews().isPresent()
        ? levels <= options.overviews().getAsInt() && longSide > 1
        : longSide > options.blockSize();
  }

  /** The band that says where the others have values. */
  private OptionalInt alpha() {
    return IntStream.range(0, bands.size())
        .filter(i -> bands.get(i).color() == ColorInterpretation.ALPHA)
        .findFirst();
  }

  private CogDirectories directories(List<CogLevel> levels, Work work) throws InterruptedException {
    return new CogDirectories(
        grid,
        options.statistics() ? withStatistics(levels.getFirst(), work) : bands,
        metadata,
        groundControl,
        rpc,
        levels,
        options.encoding(),
        MASK_ENCODING);
  }

  private List<BandInfo> withStatistics(CogLevel level, Work work) throws InterruptedException {
    List<BandStatistics> statistics =
        BandStatistics.of(level, noData, work, grid.window().pixels());
    List<BandInfo> described = new ArrayList<>();
    for (int i = 0; i < bands.size(); i++) {
      Map<String, String> items = new LinkedHashMap<>(bands.get(i).metadata());
      items.keySet().removeIf(name -> name.startsWith("STATISTICS_"));
      items.putAll(statistics.get(i).items(grid.window().pixels()));
      described.add(bands.get(i).withMetadata(items));
    }
    return described;
  }

  /** Deletes temporary files; without {@link #finish}, the target stays as it was. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    drafts.close();
    maskEncoders.close();
    spool.close();
  }
}
