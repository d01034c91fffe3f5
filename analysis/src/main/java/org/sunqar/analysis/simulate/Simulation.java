// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.simulate;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntConsumer;

/**
 * A dated series of scenes with known changes, from one real scene.
 *
 * <p>An acquisition is made in the order of nature:
 *
 * <ol>
 *   <li>the land on that day, with seasons and the year's anomaly ({@link Landscape});
 *   <li>planted events: {@code (1 - c) land + c target (1 + 0.15 n)} inside the patch, with a fixed
 *       texture n per pixel ({@link EventType}, {@link EventPlanner});
 *   <li>misregistration: the land is resampled (bilinear) by a shift of normal distribution, 0.18
 *       pixels standard deviation per axis, at most 0.5;
 *   <li>haze over the whole scene, {@code h = |N(0, 0.04)|} times a band weight that falls with
 *       wavelength: {@code (1 - h) r + 0.3 h};
 *   <li>cloud shadow, then cloud: {@code (1 - a) r + a cloud} with opacity a ({@link Sky});
 *   <li>the sensor: a gain error per scene and band, {@code N(1, 0.008)}, and noise per sample of
 *       standard deviation {@code 0.002 + 0.012 r}.
 * </ol>
 *
 * <p>Everything follows from the base scene and the options; scenes can be made in any order and on
 * any number of threads with equal results.
 *
 * <p>Known limits: no terrain, no view angle, no mixed weather; clouds have no sides; the water
 * does not move. Detectors do better here than on real series.
 */
public final class Simulation {

  private static final double SHIFT_SIGMA = 0.18;
  private static final double HAZE_SIGMA = 0.04;
  private static final double GAIN_SIGMA = 0.008;

  private final BaseScene base;
  private final SimulationOptions options;
  private final List<LocalDate> dates;
  private final Landscape landscape;
  private final Sky sky;
  private final List<PlantedEvent> events;
  private final List<UnseenCloud> unseen;

  private Simulation(BaseScene base, SimulationOptions options, List<UnseenCloud> unseen) {
    this.base = base;
    this.options = options;
    this.dates = options.dates();
    this.landscape = new Landscape(base, options);
    this.sky = new Sky(base, options);
    this.events = new EventPlanner(base, landscape, options).plan();
    this.unseen = List.copyOf(unseen);
  }

  /** Plans a simulation; scenes are made when asked for. */
  public static Simulation of(BaseScene base, SimulationOptions options) {
    return new Simulation(base, options, List.of());
  }

  /** Thin clouds that the masks of its scenes miss. */
  public List<UnseenCloud> unseen() {
    return unseen;
  }

  /** The same with thin clouds in some scenes of the series that no mask sees. */
  public Simulation withUnseen(List<UnseenCloud> unseen) {
    return new Simulation(base, options, unseen);
  }

  public BaseScene base() {
    return base;
  }

  public SimulationOptions options() {
    return options;
  }

  /** Dates of the scenes, rising. */
  public List<LocalDate> dates() {
    return dates;
  }

  /** What was planted, by id. */
  public List<PlantedEvent> events() {
    return events;
  }

  /** What was planted, as rasters. */
  public Truth truth() {
    return Truth.of(base.grid().width(), base.grid().height(), events);
  }

  /**
   * The land on a day, as a perfect sensor would see it: seasons and events, no sky, no noise.
   *
   * @param day between the first of January of the series' first year and its end
   * @return reflectance 0..1 of {@link BaseScene#BANDS}, row by row; NaN is no data
   */
  public float[][] reflectance(LocalDate day) {
    if (day.getYear() < options.from().getYear() || day.isAfter(options.to())) {
      throw new IllegalArgumentException(day + " is not in the simulated time to " + options.to());
    }
    float[][] land = landscape.reflectance(day);
    Draws texture = Draws.of(options.seed(), 5);
    for (PlantedEvent event : events) {
      float cover = (float) event.coverOn(day);
      if (cover > 0) {
        BitSet pixels = event.pixels();
        for (int i = pixels.nextSetBit(0); i >= 0; i = pixels.nextSetBit(i + 1)) {
          float rough = 1 + 0.15f * texture.roughNormal(i);
          for (int b = 0; b < land.length; b++) {
            land[b][i] = (1 - cover) * land[b][i] + cover * rough * event.type().spectrum().band(b);
          }
        }
      }
    }
    return land;
  }

  /** The acquisition with an index in {@link #dates()}. */
  public SimulatedScene scene(int index) {
    LocalDate date = dates.get(index);
    Draws own = Draws.of(options.seed(), 6).at(index);
    Random random = own.generator();
    double shiftCols = shift(random);
    double shiftRows = shift(random);
    Sky.State state = sky.over(index);
    for (UnseenCloud cloud : unseen) {
      if (cloud.dates().contains(date)) {
        cloud.pixels().stream()
            .forEach(i -> state.opacity()[i] = Math.max(state.opacity()[i], UnseenCloud.OPACITY));
      }
    }
    return seen(date, state, own, random, shiftCols, shiftRows);
  }

  /**
   * An acquisition beside the series, over the whole grid, with NaN where it sees nothing. Its
   * haze, noise and gains follow from the seed and its number.
   */
  public SimulatedScene scene(Pass pass) {
    Draws own = Draws.of(options.seed(), 7).at(pass.number());
    Sky.State state = sky.under(pass, own);
    SimulatedScene scene =
        seen(pass.date(), state, own, own.generator(), pass.shiftCols(), pass.shiftRows());
    for (float[] band : scene.reflectance()) {
      for (int i = 0; i < band.length; i++) {
        if (Float.isNaN(pass.depth()[i])) {
          band[i] = Float.NaN;
        }
      }
    }
    return scene;
  }

  private SimulatedScene seen(
      LocalDate date,
      Sky.State state,
      Draws own,
      Random random,
      double shiftCols,
      double shiftRows) {
    float haze = (float) Math.abs(HAZE_SIGMA * random.nextGaussian());
    float[][] bands = reflectance(date);
    for (int b = 0; b < bands.length; b++) {
      float gain = (float) (1 + GAIN_SIGMA * random.nextGaussian());
      float[] moved = shifted(bands[b], shiftCols, shiftRows);
      throughTheAir(moved, b, haze, state);
      throughTheSensor(moved, gain, own.at(b));
      bands[b] = moved;
    }
    return new SimulatedScene(date, bands, state.mask(), state.opacity(), shiftCols, shiftRows);
  }

  private static double shift(Random random) {
    return Math.max(-0.5, Math.min(0.5, SHIFT_SIGMA * random.nextGaussian()));
  }

  private static void throughTheAir(float[] band, int b, float haze, Sky.State state) {
    float h = haze * Spectrum.HAZE.band(b);
    float cloud = Spectrum.CLOUD.band(b);
    float shade = Spectrum.SHADOW.band(b);
    float[] opacity = state.opacity();
    boolean[] shadowed = state.shadowed();
    for (int i = 0; i < band.length; i++) {
      float value = band[i] * (1 - h) + 0.3f * h;
      if (shadowed[i]) {
        value *= shade;
      }
      band[i] = value + opacity[i] * (cloud - value);
    }
  }

  private static void throughTheSensor(float[] band, float gain, Draws noise) {
    for (int i = 0; i < band.length; i++) {
      float value = band[i] * gain;
      float seen = value + (0.002f + 0.012f * value) * noise.roughNormal(i);
      // comparisons let NaN through
      band[i] = seen < 0.0005f ? 0.0005f : seen > 1.6f ? 1.6f : seen;
    }
  }

  /** Bilinear resampling; the edge continues; NaN spreads to neighbours. */
  private float[] shifted(float[] band, double cols, double rows) {
    int width = base.grid().width();
    int height = base.grid().height();
    float[] moved = new float[band.length];
    int wholeX = (int) cols;
    int wholeY = (int) rows;
    int stepX = cols > 0 ? -1 : 1;
    int stepY = rows > 0 ? -1 : 1;
    float shareX = Math.abs((float) (cols - wholeX));
    float shareY = Math.abs((float) (rows - wholeY));
    for (int y = 0; y < height; y++) {
      int here = within(y - wholeY, height) * width;
      int there = within(y - wholeY + stepY, height) * width;
      for (int x = 0; x < width; x++) {
        int at = within(x - wholeX, width);
        int beside = within(x - wholeX + stepX, width);
        float a = band[here + at] + shareX * (band[here + beside] - band[here + at]);
        float b = band[there + at] + shareX * (band[there + beside] - band[there + at]);
        moved[y * width + x] = a + shareY * (b - a);
      }
    }
    return moved;
  }

  private static int within(int index, int size) {
    return Math.max(0, Math.min(size - 1, index));
  }

  /**
   * Writes scenes with their masks and the truth into a folder, on all cores; see {@link
   * SceneFolder} for the names. Existing files of the same name are replaced.
   *
   * @param prefix of the scenes' file names: 1 to 64 letters, digits, hyphens or underscores
   * @param progress told the number of scenes written so far, by one thread at a time
   */
  public void writeTo(Path folder, String prefix, IntConsumer progress)
      throws IOException, InterruptedException {
    writeTo(folder, prefix, options.to(), progress);
  }

  /** Writes what {@link #writeTo(Path, String, IntConsumer)} does, up to the scene of a day. */
  public void writeTo(Path folder, String prefix, LocalDate until, IntConsumer progress)
      throws IOException, InterruptedException {
    new SceneFolder(this, folder, prefix)
        .write(until, Runtime.getRuntime().availableProcessors(), progress);
  }

  /**
   * Writes one acquisition beside the series as {@code NAME.tif} with its mask {@code
   * NAME_cloudmask.tif}; existing files of the name are replaced.
   *
   * @param tags beside those of every simulated scene
   */
  public void write(Pass pass, Path folder, String name, Map<String, String> tags) {
    SceneFile.write(folder, name, base.grid(), pass.window(), scene(pass), tags);
  }
}
