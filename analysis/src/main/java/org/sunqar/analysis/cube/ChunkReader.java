// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.cube;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.catalog.stac.BandSource;
import org.sunqar.catalog.stac.ClearMask;
import org.sunqar.catalog.stac.MaskSource;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.tiff.GeoTiff;

/** Reads chunks of a cube. One reader serves all threads. */
public final class ChunkReader implements AutoCloseable {

  private static final int NO_SAMPLE = Integer.MIN_VALUE;

  private final Cube cube;
  private final SceneFiles files = new SceneFiles();
  private final Map<ClearMask, boolean[]> clearTables = new ConcurrentHashMap<>();

  public ChunkReader(Cube cube) {
    this.cube = cube;
  }

  /** How the first scene's pixels are stored; the others are most often stored alike. */
  public ChunkPlan.Blocks blocks() {
    CubeScene scene = cube.scenes().getFirst();
    BandSource band = scene.bands().getFirst();
    return files.with(
        band.href(),
        raster -> {
          int times = timesCoarser(scene, raster, band.band());
          return new ChunkPlan.Blocks(
              Math.multiplyExact(raster.blockWidth(), times),
              Math.multiplyExact(raster.blockHeight(), times));
        });
  }

  /** The window of the cube that the first scene covers: where its blocks begin. */
  public Window anchor() {
    return windowOf(cube.scenes().getFirst());
  }

  /**
   * Reads all dates of a window of the cube.
   *
   * @param buffers of the calling thread; the chunk lives in them
   */
  public Chunk read(Window window, PlaneBuffers buffers) {
    List<Chunk.Plane> planes = new ArrayList<>(cube.dates());
    for (int date = 0; date < cube.dates(); date++) {
      planes.add(read(window, date, buffers));
    }
    return new Chunk(window, planes);
  }

  /**
   * Reads one date of a window of the cube, or of its continuation beyond its edges.
   *
   * @param buffers of the calling thread; the plane lives in those of its date
   */
  public Chunk.Plane read(Window window, int date, PlaneBuffers buffers) {
    CubeScene scene = cube.scenes().get(date);
    Window inScene = inScene(scene, window);
    Optional<Window> covered = inScene.intersect(scene.grid().window());
    return covered.isEmpty()
        ? new Chunk.Plane.Missing()
        : plane(date, inScene, covered.get(), buffers);
  }

  /** The most memory of one pixel of a date (bytes). */
  public int bytesPerPixel(int date) {
    return isSamples(cube.scenes().get(date)) ? Short.BYTES : Float.BYTES;
  }

  /** The most memory of one pixel over all dates (bytes). */
  public long bytesPerPixel() {
    return cube.scenes().stream().mapToLong(scene -> isSamples(scene) ? 2 : 4).sum();
  }

  /** One date of a window of the cube, row by row, NaN where there is no observation. */
  public float[] readDate(Window window, int date) {
    float[] plane = new float[Math.toIntExact(window.pixels())];
    readDate(window, date, plane);
    return plane;
  }

  /**
   * One date of a window of the cube, or of its continuation beyond its edges.
   *
   * @param plane filled, row by row, NaN where there is no observation
   * @return false when the scene has no pixel there
   */
  public boolean readDate(Window window, int date, float[] plane) {
    CubeScene scene = cube.scenes().get(date);
    Window inScene = inScene(scene, window);
    Optional<Window> covered = inScene.intersect(scene.grid().window());
    if (covered.isEmpty()) {
      Arrays.fill(plane, Float.NaN);
      return false;
    }
    readPlane(scene, inScene, covered.get(), plane);
    return true;
  }

  /**
   * All bands of one date of a window of the cube, or of its continuation beyond its edges, as they
   * are: the formula of the scene is not computed.
   *
   * @param planes filled, one for each of the scene's bands, row by row, NaN where a band has no
   *     value or the mask hides it
   * @return false when the scene has no pixel there
   */
  public boolean readBands(Window window, int date, float[][] planes) {
    CubeScene scene = cube.scenes().get(date);
    Window inScene = inScene(scene, window);
    Optional<Window> covered = inScene.intersect(scene.grid().window());
    if (covered.isEmpty()) {
      for (float[] plane : planes) {
        Arrays.fill(plane, Float.NaN);
      }
      return false;
    }
    float[][] values = new float[planes.length][];
    for (int b = 0; b < planes.length; b++) {
      BandSource band = scene.bands().get(b);
      values[b] = toValues(readBand(scene, band, covered.get()), band);
    }
    if (scene.mask().isPresent()) {
      hide(scene, scene.mask().get(), covered.get(), values);
    }
    for (int b = 0; b < planes.length; b++) {
      place(finite(values[b]), covered.get(), planes[b], inScene);
    }
    return true;
  }

  private Window windowOf(CubeScene scene) {
    return cube.grid()
        .windowOf(scene.grid())
        .orElseThrow(() -> new IllegalStateException("a cube's scenes are aligned"));
  }

  private Window inScene(CubeScene scene, Window window) {
    Window offset = windowOf(scene);
    return window.shifted(-offset.col(), -offset.row());
  }

  private Chunk.Plane plane(int date, Window window, Window covered, PlaneBuffers buffers) {
    CubeScene scene = cube.scenes().get(date);
    int pixels = Math.toIntExact(window.pixels());
    if (isSamples(scene) && covered.equals(window)) {
      BandSource band = scene.bands().getFirst();
      PixelBlock.Shorts block =
          new PixelBlock.Shorts(
              PixelType.INT16, window.width(), window.height(), buffers.samples(date, pixels));
      boolean read =
          files.with(
              band.href(),
              raster -> {
                int times = timesCoarser(scene, raster, band.band());
                if (times == 1
                    && raster instanceof GeoTiff tiff
                    && tiff.type() == PixelType.INT16) {
                  tiff.read(window, List.of(block), band.band());
                  return true;
                }
                return false;
              });
      if (read) {
        double noData = band.noData().orElse(Double.NaN);
        boolean whole = noData == Math.rint(noData) && Math.abs(noData) <= 32768;
        return new Chunk.Plane.Samples(
            block.values(),
            whole ? (int) noData : NO_SAMPLE,
            (float) band.scale(),
            (float) band.offset());
      }
    }
    float[] values = buffers.values(date, pixels);
    readPlane(scene, window, covered, values);
    return new Chunk.Plane.Values(values);
  }

  /** Whether a scene's values are one band of signed 16-bit samples, without a mask. */
  private static boolean isSamples(CubeScene scene) {
    return scene.formula().isEmpty()
        && scene.mask().isEmpty()
        && scene.bands().getFirst().type() == PixelType.INT16;
  }

  /** Reads a scene's values into a plane of {@code window}, of which it covers a part. */
  private void readPlane(CubeScene scene, Window window, Window covered, float[] plane) {
    List<BandSource> sources = scene.bands();
    int count = Math.toIntExact(covered.pixels());
    float[][] bands = new float[sources.size()][];
    for (int b = 0; b < bands.length; b++) {
      bands[b] = toValues(readBand(scene, sources.get(b), covered), sources.get(b));
    }
    float[] result = bands[0];
    if (scene.formula().isPresent()) {
      result = new float[count];
      scene.formula().get().evaluate(bands, count, result);
    }
    if (scene.mask().isPresent()) {
      hide(scene, scene.mask().get(), covered, result);
    }
    place(finite(result), covered, plane, window);
  }

  private static float[] finite(float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.isFinite(values[i]) ? values[i] : Float.NaN;
    }
    return values;
  }

  private static void place(float[] part, Window covered, float[] plane, Window window) {
    if (!covered.equals(window)) {
      Arrays.fill(plane, Float.NaN);
    }
    for (int row = 0; row < covered.height(); row++) {
      int to = (covered.row() - window.row() + row) * window.width() + covered.col() - window.col();
      System.arraycopy(part, row * covered.width(), plane, to, covered.width());
    }
  }

  private PixelBlock readBand(CubeScene scene, BandSource band, Window window) {
    return read(scene, band.href(), band.band(), window);
  }

  private PixelBlock read(CubeScene scene, String address, int band, Window window) {
    return files.with(
        address,
        raster -> {
          int times = timesCoarser(scene, raster, band);
          return times == 1
              ? raster.read(window, new int[] {band}).getFirst()
              : readCoarser(raster, band, window, times);
        });
  }

  /** Reads a band whose pixels are some times as large: each stands for all that lie in it. */
  static PixelBlock readCoarser(Raster raster, int band, Window window, int times) {
    int left = window.col() / times;
    int top = window.row() / times;
    int right = Math.ceilDiv(window.col() + window.width(), times);
    int bottom = Math.ceilDiv(window.row() + window.height(), times);
    PixelBlock coarse =
        raster.read(new Window(left, top, right - left, bottom - top), new int[] {band}).getFirst();
    PixelBlock fine = PixelBlock.of(coarse.type(), window.width(), window.height());
    int i = 0;
    for (int row = window.row(); row < window.row() + window.height(); row++) {
      int start = (row / times - top) * (right - left) - left;
      for (int col = window.col(); col < window.col() + window.width(); col++) {
        fine.set(i++, coarse.get(start + col / times));
      }
    }
    return fine;
  }

  /**
   * How many of the scene's pixels, in a row, one pixel of a file is. A file of another size would
   * be read at other places than the catalogue says.
   */
  static int timesCoarser(CubeScene scene, Raster raster, int band) {
    Window whole = scene.grid().window();
    boolean same = raster.grid().window().equals(whole);
    OptionalInt times =
        same ? OptionalInt.of(1) : CubeScene.timesCoarser(scene.grid(), raster.grid());
    if (band > raster.bands().size() || times.isEmpty()) {
      throw new AnalysisException(
          AnalysisException.Key.GRID_MISMATCH,
          String.format(
              Locale.ROOT,
              "%s has %d bands of %d x %d pixels, but band %d of %d x %d pixels is wanted for scene"
                  + " %s: it changed after the import, or has pixels of another size",
              raster.name(),
              raster.bands().size(),
              raster.grid().width(),
              raster.grid().height(),
              band,
              whole.width(),
              whole.height(),
              scene.itemId()));
    }
    return times.getAsInt();
  }

  static float[] toValues(PixelBlock block, BandSource band) {
    float[] values = new float[block.size()];
    double noData = band.noData().orElse(Double.NaN);
    float scale = (float) band.scale();
    float offset = (float) band.offset();
    switch (block) {
      case PixelBlock.Floats floats -> {
        float missing = (float) noData;
        for (int i = 0; i < values.length; i++) {
          float sample = floats.values()[i];
          values[i] = sample == missing ? Float.NaN : sample * scale + offset;
        }
      }
      case PixelBlock.Bytes bytes -> {
        for (int i = 0; i < values.length; i++) {
          float sample = (float) bytes.get(i);
          values[i] = sample == noData ? Float.NaN : sample * scale + offset;
        }
      }
      case PixelBlock.Shorts shorts -> {
        for (int i = 0; i < values.length; i++) {
          float sample = (float) shorts.get(i);
          values[i] = sample == noData ? Float.NaN : sample * scale + offset;
        }
      }
      case PixelBlock.Ints _, PixelBlock.Longs _, PixelBlock.Doubles _ -> {
        for (int i = 0; i < values.length; i++) {
          double sample = block.get(i);
          values[i] =
              sample == noData ? Float.NaN : (float) (sample * band.scale() + band.offset());
        }
      }
    }
    return values;
  }

  /** Sets the pixels that the mask hides to NaN, in all of the planes. */
  private void hide(CubeScene scene, MaskSource mask, Window covered, float[]... planes) {
    boolean[] clear = clearTables.computeIfAbsent(mask.rule(), ChunkReader::clearTable);
    PixelBlock block = read(scene, mask.href(), mask.band(), covered);
    for (float[] values : planes) {
      hide(block, mask.rule(), clear, values);
    }
  }

  private static void hide(PixelBlock block, ClearMask rule, boolean[] clear, float[] values) {
    switch (block) {
      case PixelBlock.Bytes bytes -> {
        for (int i = 0; i < values.length; i++) {
          values[i] = clear[bytes.values()[i] & 0xff] ? values[i] : Float.NaN;
        }
      }
      case PixelBlock.Shorts shorts -> {
        for (int i = 0; i < values.length; i++) {
          values[i] = clear[shorts.values()[i] & 0xffff] ? values[i] : Float.NaN;
        }
      }
      case PixelBlock.Ints _, PixelBlock.Longs _, PixelBlock.Floats _, PixelBlock.Doubles _ -> {
        for (int i = 0; i < values.length; i++) {
          double sample = block.get(i);
          boolean isClear = sample == Math.rint(sample) && rule.isClear((int) sample);
          values[i] = isClear ? values[i] : Float.NaN;
        }
      }
    }
  }

  private static boolean[] clearTable(ClearMask rule) {
    boolean[] clear = new boolean[1 << 16];
    for (int value = 0; value < clear.length; value++) {
      clear[value] = rule.isClear(value);
    }
    return clear;
  }

  @Override
  public void close() {
    files.close();
  }
}
