// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
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

  /** Hears how far a copy is. Called by one thread at a time, not always the same one. */
  @FunctionalInterface
  public interface Progress {

    /** Does nothing. */
    Progress NONE = (done, total) -> {};

    /**
     * @param done pixels of the full resolution that were read and encoded
     * @param total pixels of the full resolution; overviews are made after all of them
     */
    void pixels(long done, long total);
  }

  /** Samples that one thread reads at a time (bytes); one row of blocks may be more. */
  private static final long WINDOW_BYTES = 8L << 20;

  private final Raster source;
  private final CogWriter writer;
  private final Progress progress;
  private final boolean masked;
  private final int windowWidth;
  private final int windowHeight;
  private final AtomicLong next = new AtomicLong();
  private long done;

  private RasterCopy(Raster source, CogWriter writer, int tileSize, Progress progress) {
    this.source = source;
    this.writer = writer;
    this.progress = progress;
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
      new RasterCopy(source, writer, options.blockSize(), progress).run();
      writer.finish();
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

  private void run() throws InterruptedException {
    int threads = Runtime.getRuntime().availableProcessors();
    ExecutorService workers =
        Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon().name("copy").factory());
    try {
      ExecutorCompletionService<Boolean> results = new ExecutorCompletionService<>(workers);
      for (int i = 0; i < threads; i++) {
        results.submit(this::copyWindows);
      }
      for (int i = 0; i < threads; i++) {
        results.take().get(); // the first failure first
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new IllegalStateException(e); // workers throw none but these
    } finally {
      next.set(Long.MAX_VALUE / 2); // the others stop after their windows
      workers.shutdown();
      awaitEnd(workers);
    }
  }

  /** The writer is closed after this, so that nobody may be using it; an interrupt is kept. */
  private static void awaitEnd(ExecutorService workers) {
    boolean interrupted = Thread.interrupted();
    workers.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean copyWindows() {
    int width = source.grid().width();
    int height = source.grid().height();
    long across = Math.ceilDiv(width, windowWidth);
    long all = across * Math.ceilDiv(height, windowHeight);
    for (long i = next.getAndIncrement(); i < all; i = next.getAndIncrement()) {
      int col = (int) (i % across) * windowWidth;
      int row = (int) (i / across) * windowHeight;
      Window window =
          new Window(
              col, row, Math.min(windowWidth, width - col), Math.min(windowHeight, height - row));
      copy(window);
    }
    return true;
  }

  private void copy(Window window) {
    List<PixelBlock> blocks = source.read(window);
    for (int i = 0; i < blocks.size(); i++) {
      writer.write(window, i + 1, blocks.get(i));
    }
    if (masked) {
      writer.writeMask(window, source.readMask(window));
    }
    synchronized (this) {
      done += window.pixels();
      progress.pixels(done, source.grid().window().pixels());
    }
  }
}
