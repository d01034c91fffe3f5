// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.ColorInterpretation;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.Raster;

/**
 * Writes a whole raster, whatever it is made of, to a Cloud-Optimized GeoTIFF: pixels, mask, and
 * all that is said about it. Windows of whole blocks are read and encoded on all cores; memory does
 * not grow with the raster.
 *
 * <p>The mask of a raster with an alpha band is that band, so that no other one is written.
 */
public final class RasterCopy {

  /**
   * Hears how far a copy, or the end of a file, is. Called by one thread at a time, not always the
   * same one.
   */
  @FunctionalInterface
  public interface Progress {

    /** Does nothing. */
    Progress NONE = (done, total) -> {};

    /**
     * @param done as many as total at the end, when the file has its name
     * @param total what reading and encoding one pixel costs is about one, and making overviews,
     *     statistics and the file is counted too
     */
    void step(long done, long total);
  }

  /** Samples that one thread reads at a time (bytes); one row of blocks may be more. */
  private static final long WINDOW_BYTES = 8L << 20;

  private final Raster source;
  private final CogWriter writer;
  private final boolean masked;
  private final int windowWidth;
  private final int windowHeight;

  private RasterCopy(Raster source, CogWriter writer, int tileSize) {
    this.source = source;
    this.writer = writer;
    this.masked =
        source.hasMask()
            && source.bands().stream().noneMatch(b -> b.color() == ColorInterpretation.ALPHA);
    long pixelBytes = (long) source.bands().size() * source.bands().getFirst().type().bytes();
    long pixels = Math.max(1, WINDOW_BYTES / pixelBytes);
    int width = source.grid().width();
    int height = source.grid().height();
    // whole blocks of the source where they fit, since a part of one costs as much as all of it
    int across = common(tileSize, source.blockWidth(), width);
    windowWidth = grown(across, Math.max(1, pixels / tileSize), width);
    int down = Math.clamp(pixels / windowWidth, 1, height);
    int unit = source.blockHeight() > tileSize ? source.blockHeight() : tileSize;
    windowHeight = down >= unit ? down / unit * unit : Math.min(height, source.blockHeight());
  }

  /** The smallest width that is whole tiles and holds a source block. */
  private static int common(int tileSize, int blockWidth, int width) {
    long whole = (long) Math.ceilDiv(Math.min(blockWidth, width), tileSize) * tileSize;
    return (int) Math.min(width, whole);
  }

  /** As many of a width as fit into a number of pixels, at least one, at most all. */
  private static int grown(int unit, long most, int all) {
    long times = Math.max(1, most / unit);
    return (int) Math.min(all, unit * times);
  }

  /**
   * Copies.
   *
   * @param source stays open
   * @param target replaced when the copy is complete
   * @throws InterruptedException when the thread is interrupted; the target stays as it was
   * @throws RasterException when the source cannot be read, with key UNSUPPORTED when its bands
   *     differ in type or no-data value, of which the format has one each, or as {@link
   *     CogWriter#create} and {@link CogWriter#finish} do
   */
  public static void copy(Raster source, Path target, CogWriter.Options options, Progress progress)
      throws InterruptedException {
    checkBands(source);
    List<BandInfo> bands =
        options.encoding().isLossy() ? withoutStatistics(source) : source.bands();
    try (CogWriter writer =
        CogWriter.create(target, source.grid(), bands, source.metadata(), options)) {
      source.groundControl().ifPresent(writer::writeGroundControl);
      source.rpc().ifPresent(writer::writeRpc);
      Work work = new Work(source.grid().window().pixels() + writer.finishUnits(), progress);
      new RasterCopy(source, writer, options.blockSize()).run(work);
      writer.finish(work);
      work.complete();
    }
  }

  private static void checkBands(Raster source) {
    BandInfo first = source.bands().getFirst();
    for (BandInfo band : source.bands()) {
      if (band.type() != first.type() || !band.noData().equals(first.noData())) {
        throw new RasterException(
            RasterException.Key.UNSUPPORTED,
            "%s has bands of different types or no-data values, of which a GeoTIFF has one each"
                .formatted(source.name()));
      }
    }
  }

  /** What was computed from pixels does not hold for those that a lossy encoding makes of them. */
  private static List<BandInfo> withoutStatistics(Raster source) {
    List<BandInfo> bands = new ArrayList<>();
    for (BandInfo band : source.bands()) {
      Map<String, String> items = new LinkedHashMap<>(band.metadata());
      items.keySet().removeIf(name -> name.startsWith("STATISTICS_"));
      bands.add(band.withMetadata(items));
    }
    return bands;
  }

  private void run(Work work) throws InterruptedException {
    long across = Math.ceilDiv(source.grid().width(), windowWidth);
    long windows = across * Math.ceilDiv(source.grid().height(), windowHeight);
    work.step(source.grid().window().pixels(), windows, i -> copy(window(i, across)));
  }

  private Window window(long number, long across) {
    int col = (int) (number % across) * windowWidth;
    int row = (int) (number / across) * windowHeight;
    return new Window(
        col,
        row,
        Math.min(windowWidth, source.grid().width() - col),
        Math.min(windowHeight, source.grid().height() - row));
  }

  private void copy(Window window) {
    List<PixelBlock> blocks = source.read(window);
    for (int i = 0; i < blocks.size(); i++) {
      writer.write(window, i + 1, blocks.get(i));
    }
    if (masked) {
      writer.writeMask(window, source.readMask(window));
    }
  }
}
