// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.composite;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sunqar.analysis.cube.Chunk;
import org.sunqar.analysis.cube.ChunkPlan;
import org.sunqar.analysis.cube.ChunkReader;
import org.sunqar.analysis.cube.PlaneBuffers;
import org.sunqar.analysis.cube.Runner;
import org.sunqar.analysis.kernel.BlockLayout;
import org.sunqar.analysis.kernel.BreakBlock;
import org.sunqar.analysis.watch.AreaMask;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.ColorInterpretation;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Resampling;
import org.sunqar.raster.tiff.CogWriter;
import org.sunqar.raster.tiff.Compression;

/**
 * The composite of a cube as one COG of float32 bands, chunk by chunk, in bounded memory: {@link
 * CompositeRule#outputs}, NaN where nothing clear was seen. Days count from 1970-01-01. The pixels
 * are the same for any number of threads and any memory.
 *
 * <p><i>Known limits.</i> A mask that hides clouds is read once for each band.
 */
public final class CompositeMap {

  /** Beside the planes of all dates, for each band of the result: its plane, twice over. */
  private static final int BYTES_PER_OUTPUT = 8;

  /** What the reader makes on its way. */
  private static final int READING_BYTES = 64;

  private final BandCube cube;
  private final CompositeRule rule;
  private final List<String> outputs;
  private final int bands;
  private final Optional<AreaMask> area;

  /** Told of each finished chunk. */
  @FunctionalInterface
  public interface Progress {
    void chunk(int done, int all);
  }

  /**
   * What came out.
   *
   * @param bands names, in the file's order
   * @param pixels in the area
   * @param seen of them with at least one observation in every band
   * @param observations of all pixels together
   */
  public record Summary(List<String> bands, long pixels, long seen, long observations) {
    public Summary {
      bands = List.copyOf(bands);
    }
  }

  /**
   * A composite.
   *
   * @param cube with {@link CompositeRule#inputs} as its variables
   * @param bands that are composed, of the cube's variables the first
   * @param area the mask of an area, of which the cube is {@link AreaMask#window()}; other pixels
   *     have no value
   * @throws org.sunqar.analysis.AnalysisException SETTING when the rule cannot be done with this
   *     cube
   */
  public CompositeMap(
      BandCube cube, CompositeRule rule, List<String> bands, Optional<AreaMask> area) {
    if (!cube.variables().equals(rule.inputs(bands))) {
      throw new IllegalArgumentException(
          rule.name() + " of " + bands + " does not read " + cube.variables());
    }
    this.cube = cube;
    this.rule = rule;
    this.outputs = rule.outputs(bands);
    this.bands = bands.size();
    this.area = area;
    BlockComposite.of(rule, cube, this.bands); // refuses what cannot be done
  }

  /** The outputs of a window, each row by row. */
  @SuppressWarnings("ArrayRecordComponent") // handed on once
  private record Planes(Window window, float[][] outputs) {}

  /**
   * Computes the composite.
   *
   * @param file where it is written; it appears when it is complete, and takes the place of what is
   *     there
   * @param metadata of the file
   * @param threads at least 1
   * @param memory that all threads together may take for chunks (bytes)
   * @throws org.sunqar.analysis.AnalysisException MEMORY when not even one row of blocks fits
   */
  public Summary write(
      Path file, Map<String, String> metadata, int threads, long memory, Progress progress) {
    Resampling overviews = rule.isMeasured() ? Resampling.NEAREST : Resampling.AVERAGE;
    try (ChunkReader reader = new ChunkReader(cube.cube());
        CogWriter writer =
            CogWriter.create(
                file,
                cube.cube().grid(),
                outputs.stream().map(CompositeMap::band).toList(),
                Collections.unmodifiableMap(new TreeMap<>(metadata)),
                CogWriter.Options.defaults()
                    .withCompression(Compression.ZSTD, 3)
                    .withOverviews(overviews))) {
      ChunkPlan plan =
          ChunkPlan.of(
              cube.cube(),
              reader.blocks(),
              reader.anchor(),
              reader.bytesPerPixel() + READING_BYTES + BYTES_PER_OUTPUT * (long) outputs.size(),
              memory,
              threads);
      Tally tally = new Tally(plan.windows().size(), progress);
      new Runner(plan.parallelism(threads, memory))
          .run(
              plan.windows(),
              () -> new Task(reader),
              planes -> {
                Window window = planes.window();
                for (int k = 0; k < outputs.size(); k++) {
                  float[] plane = planes.outputs()[k];
                  writer.write(
                      window, k + 1, new PixelBlock.Floats(window.width(), window.height(), plane));
                }
                tally.add(planes.outputs()[outputs.size() - 1]);
              });
      writer.finish();
      return tally.summary(outputs);
    }
  }

  private static BandInfo band(String name) {
    BandInfo band = BandInfo.of(name, PixelType.FLOAT32, Double.NaN);
    return switch (name) {
      case "red" -> band.withColor(ColorInterpretation.RED);
      case "green" -> band.withColor(ColorInterpretation.GREEN);
      case "blue" -> band.withColor(ColorInterpretation.BLUE);
      case CompositeRule.DATE -> band.withUnit("days since 1970-01-01");
      default -> band;
    };
  }

  /** Counts while chunks arrive. */
  private static final class Tally {
    private final int all;
    private final Progress progress;
    private int done;
    private long pixels;
    private long seen;
    private long observations;

    Tally(int all, Progress progress) {
      this.all = all;
      this.progress = progress;
    }

    void add(float[] counts) {
      for (float count : counts) {
        if (!Float.isNaN(count)) {
          pixels++;
          seen += count > 0 ? 1 : 0;
          observations += (long) count;
        }
      }
      progress.chunk(++done, all);
    }

    Summary summary(List<String> bands) {
      return new Summary(bands, pixels, seen, observations);
    }
  }

  /** One thread's part. */
  private final class Task implements Runner.Worker<Planes> {
    private final ChunkReader reader;
    private final PlaneBuffers buffers = new PlaneBuffers(cube.cube());
    private final BlockLayout layout = new BlockLayout(cube.dates());
    private final float[][] slabs = new float[cube.variables().size()][layout.size()];
    private final BlockComposite kernel = BlockComposite.of(rule, cube, bands);
    private final float[] block = new float[outputs.size() * BreakBlock.PIXELS];
    private final Optional<StoredQuantiles> stored;
    private final int quantiles;

    Task(ChunkReader reader) {
      this.reader = reader;
      if (rule instanceof CompositeRule.OfQuantiles of) {
        double[] probabilities =
            of.probabilities().stream().mapToDouble(Double::doubleValue).toArray();
        this.stored = Optional.of(new StoredQuantiles(cube.dates(), probabilities));
        this.quantiles = probabilities.length;
      } else {
        this.stored = Optional.empty();
        this.quantiles = 0;
      }
    }

    @Override
    public Planes run(Window window) {
      Chunk all = reader.read(window, buffers);
      List<Chunk> variables = new ArrayList<>();
      for (int v = 0; v < cube.variables().size(); v++) {
        variables.add(cube.variable(all, v));
      }
      float[][] planes = new float[outputs.size()][Math.toIntExact(window.pixels())];
      if (stored.isEmpty() || !fromSamples(stored.get(), variables, planes)) {
        fromValues(variables, planes);
      }
      area.ifPresent(mask -> hide(mask, window, planes));
      return new Planes(window, planes);
    }

    private boolean fromSamples(StoredQuantiles samples, List<Chunk> variables, float[][] planes) {
      float[] fewest = planes[planes.length - 1];
      for (int band = 0; band < bands; band++) {
        float[][] own = Arrays.copyOfRange(planes, band * quantiles, (band + 1) * quantiles + 1);
        own[quantiles] = band == 0 ? fewest : new float[fewest.length];
        if (!samples.run(variables.get(band), own)) {
          return false;
        }
        for (int i = 0; i < fewest.length; i++) {
          fewest[i] = Math.min(fewest[i], own[quantiles][i]);
        }
      }
      return true;
    }

    private void fromValues(List<Chunk> variables, float[][] planes) {
      int pixels = planes[0].length;
      for (int start = 0; start < pixels; start += layout.slabPixels()) {
        for (int v = 0; v < slabs.length; v++) {
          variables.get(v).fill(layout, start, slabs[v]);
        }
        int end = Math.min(pixels, start + layout.slabPixels());
        for (int first = start; first < end; first += BreakBlock.PIXELS) {
          kernel.run(slabs, layout.blockOffset((first - start) / BreakBlock.PIXELS), block);
          int count = Math.min(BreakBlock.PIXELS, end - first);
          for (int k = 0; k < planes.length; k++) {
            System.arraycopy(block, k * BreakBlock.PIXELS, planes[k], first, count);
          }
        }
      }
    }

    private void hide(AreaMask mask, Window window, float[][] planes) {
      for (int i = 0; i < planes[0].length; i++) {
        int col = window.col() + i % window.width();
        int row = window.row() + i / window.width();
        if (!mask.contains(col, row)) {
          for (float[] plane : planes) {
            plane[i] = Float.NaN;
          }
        }
      }
    }

    @Override
    public void close() {}
  }
}
