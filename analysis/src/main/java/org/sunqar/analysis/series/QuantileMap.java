// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.series;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.sunqar.analysis.cube.Chunk;
import org.sunqar.analysis.cube.ChunkPlan;
import org.sunqar.analysis.cube.ChunkReader;
import org.sunqar.analysis.cube.Cube;
import org.sunqar.analysis.cube.PlaneBuffers;
import org.sunqar.analysis.cube.Runner;
import org.sunqar.analysis.cube.StoredDates;
import org.sunqar.analysis.kernel.BfastMonitorKernel;
import org.sunqar.analysis.kernel.BlockLayout;
import org.sunqar.analysis.kernel.BlockQuantiles;
import org.sunqar.analysis.kernel.BreakBlock;
import org.sunqar.analysis.kernel.SampleQuantiles;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Resampling;
import org.sunqar.raster.tiff.CogWriter;
import org.sunqar.raster.tiff.Compression;

/**
 * Quantiles over time of every pixel of a cube, as one COG with a float32 band for each: chunk by
 * chunk, in bounded memory. Pixels without an observation have no data (NaN).
 */
public final class QuantileMap {

  /** Beside the planes of all dates: planes of the result, and what the reader makes on its way. */
  private static final int WORKING_BYTES = 64;

  private final Cube cube;
  private final double[] probabilities;
  private final int threads;
  private final long memory;

  /**
   * A map of a cube.
   *
   * @param probabilities 0 to 1, one for each band of the result
   * @param threads at least 1
   * @param memory that all threads together may take for chunks (bytes)
   */
  public QuantileMap(Cube cube, List<Double> probabilities, int threads, long memory) {
    this.cube = cube;
    this.probabilities = probabilities.stream().mapToDouble(Double::doubleValue).toArray();
    this.threads = threads;
    this.memory = memory;
    new BlockQuantiles(cube.dates(), this.probabilities); // refuses what is out of range
  }

  /** The quantiles of a window: band after band, each row by row. */
  private record Planes(Window window, List<PixelBlock> bands) {}

  /**
   * Computes the map.
   *
   * @param file where it is written
   * @throws org.sunqar.analysis.AnalysisException MEMORY when not even one row of blocks fits
   */
  public void write(Path file) {
    List<BandInfo> bands = new ArrayList<>();
    for (double probability : probabilities) {
      bands.add(
          BandInfo.of(
              String.format(Locale.ROOT, "quantile %s over time", probability),
              PixelType.FLOAT32,
              Double.NaN));
    }
    try (ChunkReader reader = new ChunkReader(cube);
        CogWriter writer =
            CogWriter.create(
                file,
                cube.grid(),
                bands,
                Collections.unmodifiableMap(new TreeMap<>()),
                CogWriter.Options.defaults()
                    .withCompression(Compression.ZSTD, 3)
                    .withOverviews(Resampling.AVERAGE))) {
      ChunkPlan plan =
          ChunkPlan.of(
              cube,
              reader.blocks(),
              reader.anchor(),
              reader.bytesPerPixel() + WORKING_BYTES,
              memory,
              threads);
      new Runner(plan.parallelism(threads, memory))
          .run(
              plan.windows(),
              () -> new Task(reader),
              planes -> {
                for (int band = 0; band < planes.bands().size(); band++) {
                  writer.write(planes.window(), band + 1, planes.bands().get(band));
                }
              });
      writer.finish();
    }
  }

  /** One thread's part. */
  private final class Task implements Runner.Worker<Planes> {
    private final ChunkReader reader;
    private final PlaneBuffers buffers = new PlaneBuffers(cube);
    private final BlockLayout layout = new BlockLayout(cube.dates());
    private final float[] slab = new float[layout.size()];
    private final BlockQuantiles quantiles = new BlockQuantiles(cube.dates(), probabilities);
    private final Optional<SampleQuantiles> samples =
        BfastMonitorKernel.isVectorised() && cube.dates() <= SampleQuantiles.MAX_DATES
            ? Optional.of(new SampleQuantiles(cube.dates(), probabilities))
            : Optional.empty();
    private final float[] block = new float[probabilities.length * BreakBlock.PIXELS];

    Task(ChunkReader reader) {
      this.reader = reader;
    }

    @Override
    public Planes run(Window window) {
      Chunk chunk = reader.read(window, buffers);
      int pixels = Math.toIntExact(window.pixels());
      float[][] planes = new float[probabilities.length][pixels];
      if (!inSamples(chunk, planes)) {
        inValues(chunk, planes);
      }
      List<PixelBlock> bands = new ArrayList<>();
      for (float[] plane : planes) {
        bands.add(new PixelBlock.Floats(window.width(), window.height(), plane));
      }
      return new Planes(window, bands);
    }

    /** From the samples as they are stored; false where not all dates have the same kind. */
    private boolean inSamples(Chunk chunk, float[][] planes) {
      if (samples.isEmpty() || planes[0].length < SampleQuantiles.LEAST_PIXELS) {
        return false;
      }
      Optional<StoredDates> dates = StoredDates.of(chunk);
      if (dates.isEmpty()) {
        return false;
      }
      StoredDates own = dates.get();
      samples.get().run(own.planes(), own.noData(), own.scale(), own.offset(), planes);
      return true;
    }

    private void inValues(Chunk chunk, float[][] planes) {
      int pixels = planes[0].length;
      for (int start = 0; start < pixels; start += layout.slabPixels()) {
        chunk.fill(layout, start, slab);
        int end = Math.min(pixels, start + layout.slabPixels());
        for (int first = start; first < end; first += BreakBlock.PIXELS) {
          quantiles.run(slab, layout.blockOffset((first - start) / BreakBlock.PIXELS), block, 0);
          int count = Math.min(BreakBlock.PIXELS, end - first);
          for (int q = 0; q < planes.length; q++) {
            System.arraycopy(block, q * BreakBlock.PIXELS, planes[q], first, count);
          }
        }
      }
    }

    @Override
    public void close() {}
  }
}
