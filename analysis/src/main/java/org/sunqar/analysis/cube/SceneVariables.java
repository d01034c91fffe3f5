// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.cube;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.catalog.stac.BandSource;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.MaskSource;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.reader.Rasters;

/**
 * One scene through several variables at once, for places that are small beside it: a read opens
 * each file once, decodes the blocks of each band and of the mask once, whatever the number of
 * variables that need them, and closes the files. Values that the mask hides are kept and marked.
 *
 * <p>Values are those that {@link ChunkReader} reads of a {@link Cube} of the same item, to the
 * bit. Of bands with pixels of different sizes the finest gives the grid. Safe for concurrent
 * reads.
 */
public final class SceneVariables {

  private final CubeScene place;
  private final List<Optional<CubeScene>> variables;
  private final Optional<MaskSource> mask;

  /**
   * What a read gives, one value a pixel, row by row.
   *
   * @param planes one a variable; NaN where there is no value, all NaN where the scene lacks the
   *     bands
   * @param hidden what the mask hides
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on once, compared nowhere
  public record Values(float[][] planes, boolean[] hidden) {}

  private SceneVariables(
      CubeScene place, List<Optional<CubeScene>> variables, Optional<MaskSource> mask) {
    this.place = place;
    this.variables = List.copyOf(variables);
    this.mask = mask;
  }

  /**
   * An item seen through some variables.
   *
   * @param names bands or indices, as {@link CubeScene#of} takes them
   * @return empty when the item has the bands of none of them
   * @throws AnalysisException GRID_MISMATCH when the bands' grids do not go together
   */
  public static Optional<SceneVariables> of(Item item, List<String> names) {
    List<Optional<CubeScene>> variables = names.stream().map(name -> scene(item, name)).toList();
    return variables.stream()
        .flatMap(Optional::stream)
        .max(Comparator.comparingInt(scene -> scene.grid().width()))
        .map(finest -> new SceneVariables(finest, variables, finest.mask()));
  }

  /** The same scene as if it had no mask: nothing is hidden. */
  public SceneVariables withoutMask() {
    return new SceneVariables(place, variables, Optional.empty());
  }

  private static Optional<CubeScene> scene(Item item, String name) {
    try {
      return Optional.of(CubeScene.of(item, name));
    } catch (AnalysisException e) {
      if (e.key() == AnalysisException.Key.NO_BAND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  public String itemId() {
    return place.itemId();
  }

  /** The instant used in analysis. */
  public Instant time() {
    return place.time();
  }

  /** The day of the scene (UTC). */
  public LocalDate day() {
    return LocalDate.ofInstant(place.time(), ZoneOffset.UTC);
  }

  /** Where the pixels lie. */
  public Grid grid() {
    return place.grid();
  }

  /** Whether the scene has the bands of a variable. */
  public boolean has(int variable) {
    return variables.get(variable).isPresent();
  }

  /**
   * Reads a window.
   *
   * @param window inside the grid
   * @throws org.sunqar.raster.RasterException when a file cannot be read
   * @throws AnalysisException GRID_MISMATCH when a file is not as the catalogue says
   */
  public Values read(Window window) {
    place.grid().requireInside(window);
    int count = Math.toIntExact(window.pixels());
    try (Files files = new Files()) {
      Map<BandSource, float[]> bands = new LinkedHashMap<>();
      float[][] planes = new float[variables.size()][];
      for (int v = 0; v < planes.length; v++) {
        planes[v] =
            variables.get(v).isPresent()
                ? values(files, variables.get(v).get(), bands, window, count)
                : missing(count);
      }
      boolean[] hidden = new boolean[count];
      if (mask.isPresent()) {
        hide(files, mask.get(), window, hidden);
      }
      return new Values(planes, hidden);
    }
  }

  private static float[] missing(int count) {
    float[] plane = new float[count];
    Arrays.fill(plane, Float.NaN);
    return plane;
  }

  private float[] values(
      Files files, CubeScene scene, Map<BandSource, float[]> known, Window window, int count) {
    List<float[]> bands = new ArrayList<>();
    for (BandSource band : scene.bands()) {
      float[] plane = known.get(band);
      if (plane == null) {
        plane = ChunkReader.toValues(read(files.get(band.href()), band.band(), window), band);
        known.put(band, plane);
      }
      bands.add(plane);
    }
    float[] values = new float[count];
    if (scene.formula().isPresent()) {
      scene.formula().get().evaluate(bands.toArray(float[][]::new), count, values);
    } else {
      System.arraycopy(bands.getFirst(), 0, values, 0, count);
    }
    for (int i = 0; i < count; i++) {
      values[i] = Float.isFinite(values[i]) ? values[i] : Float.NaN;
    }
    return values;
  }

  private PixelBlock read(Raster raster, int band, Window window) {
    int times = ChunkReader.timesCoarser(place, raster, band);
    return times == 1
        ? raster.read(window, new int[] {band}).getFirst()
        : ChunkReader.readCoarser(raster, band, window, times);
  }

  private void hide(Files files, MaskSource source, Window window, boolean[] hidden) {
    PixelBlock block = read(files.get(source.href()), source.band(), window);
    for (int i = 0; i < hidden.length; i++) {
      double sample = block.get(i);
      hidden[i] = sample != Math.rint(sample) || !source.rule().isClear((int) sample);
    }
  }

  /** The files of one read. */
  private static final class Files implements AutoCloseable {
    private final Map<String, Raster> open = new LinkedHashMap<>();

    Raster get(String address) {
      return open.computeIfAbsent(address, Rasters::open);
    }

    @Override
    public void close() {
      open.values().forEach(Raster::close);
    }
  }
}
