// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sunqar.analysis.cube.ChunkReader;
import org.sunqar.analysis.cube.Cube;
import org.sunqar.analysis.cube.CubeScene;
import org.sunqar.analysis.cube.SpectralIndex;
import org.sunqar.app.report.Picture.Stretch;
import org.sunqar.catalog.stac.Item;
import org.sunqar.raster.geo.Window;

/**
 * Pictures of the scenes of a cube, for people: in true colour where all scenes have the bands,
 * else in false colour, else the watched quantity through a colour map. Clouds are shown as they
 * are, but brightness is set by what is clear. Memory is bounded by the size of a picture.
 */
final class SceneImages implements AutoCloseable {

  /** What the three colours of a picture are. */
  enum Style {
    TRUE_COLOUR("picture.true", List.of("red", "green", "blue")),
    FALSE_COLOUR("picture.false", List.of("nir", "red", "green")),
    INDEX("", List.of());

    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> bands;

    Style(String description, List<String> bands) {
      this.description = description;
      this.bands = bands;
    }
  }

  /**
   * The values behind a picture.
   *
   * @param window of the cube's grid
   * @param factor pixels of the grid per pixel of the picture, each way
   * @param style what the bands are
   * @param bands red, green and blue, or the one quantity; NaN where the scene has no pixel
   * @param clear the watched quantity, NaN where the mask hides it
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on once
  record View(Window window, int factor, Style style, List<float[]> bands, float[] clear) {

    int width() {
      return (window.width() + factor - 1) / factor;
    }

    int height() {
      return (window.height() + factor - 1) / factor;
    }
  }

  /** Scenes whose clear share differs by less than this are equally good, and the date decides. */
  private static final double AS_CLEAR = 0.02;

  /** Pixels of a scene that are read at a time when it is reduced. */
  private static final int PIXELS_AT_A_TIME = 1 << 21;

  /** Larger areas are judged by samples. */
  private static final int SAMPLED_ABOVE = 1 << 20;

  private static final int SAMPLES_A_SIDE = 6;
  private static final int SAMPLE_SIZE = 64;

  private final Cube cube;
  private final Map<String, Item> items;
  private final String variable;
  private final ChunkReader values;
  private final Style style;

  /**
   * Pictures of a cube's scenes.
   *
   * @param cube of the watched quantity
   * @param items the scenes of the cube, and perhaps others
   * @param variable the index or band of the cube
   */
  SceneImages(Cube cube, List<Item> items, String variable) {
    this.cube = cube;
    this.items = new HashMap<>();
    items.forEach(item -> this.items.put(item.id(), item));
    this.variable = variable;
    this.values = new ChunkReader(cube);
    this.style =
        Arrays.stream(Style.values())
            .filter(s -> cube.scenes().stream().allMatch(scene -> has(scene, s)))
            .findFirst()
            .orElse(Style.INDEX);
  }

  private boolean has(CubeScene scene, Style wanted) {
    Item item = item(scene);
    return wanted.bands.stream()
        .allMatch(band ->
            item.band(band).isPresent()
                && cube.grid().isAlignedWith(CubeScene.of(item, band).grid()));
  }

  private Item item(CubeScene scene) {
    Item item = items.get(scene.itemId());
    if (item == null) {
      throw new IllegalArgumentException("the cube's scene " + scene.itemId() + " has no item");
    }
    return item;
  }

  /** What the colours of the pictures are, in words. */
  String description(Speech speech) {
    return style == Style.INDEX
        ? speech.text(
            colours().equals(ColorMap.NDVI) ? "picture.green" : "picture.yellow",
            "index",
            WatchWords.quantity(variable))
        : speech.text(style.description);
  }

  /**
   * The clearest of some dates: of those that are nearly as clear as the best, the first in the
   * order given.
   *
   * @param dates in order of preference
   * @return empty when nothing of the window is clear on any date
   */
  Optional<Integer> clearest(List<Integer> dates, Window window) {
    double[] shares = dates.stream().mapToDouble(date -> clearShare(date, window)).toArray();
    double best = Arrays.stream(shares).max().orElse(0);
    for (int i = 0; i < shares.length; i++) {
      if (shares[i] > 0 && shares[i] >= best - AS_CLEAR) {
        return Optional.of(dates.get(i));
      }
    }
    return Optional.empty();
  }

  /** Share of a window that is clear on a date, 0..1; estimated from samples for large windows. */
  private double clearShare(int date, Window window) {
    long all = 0;
    long clear = 0;
    for (Window sample : samples(window)) {
      for (float value : values.readDate(sample, date)) {
        all++;
        clear += Float.isNaN(value) ? 0 : 1;
      }
    }
    return (double) clear / all;
  }

  private static List<Window> samples(Window window) {
    if (window.pixels() <= SAMPLED_ABOVE) {
      return List.of(window);
    }
    List<Window> samples = new ArrayList<>();
    for (int down = 0; down < SAMPLES_A_SIDE; down++) {
      for (int across = 0; across < SAMPLES_A_SIDE; across++) {
        new Window(
                window.col() + (int) ((across + 0.5) / SAMPLES_A_SIDE * window.width()),
                window.row() + (int) ((down + 0.5) / SAMPLES_A_SIDE * window.height()),
                SAMPLE_SIZE,
                SAMPLE_SIZE)
            .intersect(window)
            .ifPresent(samples::add);
      }
    }
    return samples;
  }

  /**
   * Reads what a picture of a date needs.
   *
   * @param factor pixels of the grid per pixel of the picture, each way
   */
  View view(int date, Window window, int factor) {
    return view(date, window, factor, style);
  }

  /** The same for a picture of the watched quantity itself. */
  View quantityView(int date, Window window, int factor) {
    return view(date, window, factor, Style.INDEX);
  }

  private View view(int date, Window window, int factor, Style style) {
    CubeScene scene = cube.scenes().get(date);
    float[] clear = reduced(values, date, window, factor);
    List<CubeScene> bands = new ArrayList<>();
    if (style == Style.INDEX) {
      bands.add(unmasked(scene));
    } else {
      style.bands.forEach(band -> bands.add(unmasked(CubeScene.of(item(scene), band))));
    }
    List<float[]> planes = new ArrayList<>();
    // of one time and one scene: the cube keeps the order of the bands
    try (ChunkReader reader = new ChunkReader(new Cube(cube.grid(), bands))) {
      for (int b = 0; b < bands.size(); b++) {
        planes.add(reduced(reader, b, window, factor));
      }
    }
    return new View(window, factor, style, planes, clear);
  }

  /** The scene as it is, clouds and all. */
  static CubeScene unmasked(CubeScene scene) {
    return new CubeScene(
        scene.itemId(),
        scene.time(),
        scene.grid(),
        scene.formula(),
        scene.bands(),
        Optional.empty());
  }

  /** Whether pictures are in colours of the scene, not of the watched quantity. */
  boolean inColour() {
    return style != Style.INDEX;
  }

  /** Pictures of views of one style that share their stretch, so that they compare. */
  List<Picture> pictures(List<View> views) {
    int bands = views.getFirst().bands().size();
    List<Stretch> stretches = new ArrayList<>();
    for (int b = 0; b < bands; b++) {
      stretches.add(stretch(views, b));
    }
    return views.stream().map(view -> picture(view, stretches)).toList();
  }

  private ColorMap colours() {
    return switch (SpectralIndex.of(variable).orElse(SpectralIndex.NDWI)) {
      case NDVI, SAVI, EVI -> ColorMap.NDVI;
      case NDMI, NBR, NDWI, MNDWI, NDBI -> ColorMap.SEQUENTIAL;
    };
  }

  private Picture picture(View view, List<Stretch> stretches) {
    if (view.style() == Style.INDEX) {
      return Picture.mapped(
          view.width(), view.height(), view.bands().getFirst(), stretches.getFirst(), colours());
    }
    return Picture.composite(
        view.width(),
        view.height(),
        view.bands().get(0),
        view.bands().get(1),
        view.bands().get(2),
        stretches.get(0),
        stretches.get(1),
        stretches.get(2));
  }

  /** From the clear pixels of all views, unless there are hardly any. */
  private static Stretch stretch(List<View> views, int band) {
    int size = views.stream().mapToInt(view -> view.clear().length).sum();
    float[] all = new float[size];
    float[] clear = new float[size];
    int at = 0;
    int clearCount = 0;
    for (View view : views) {
      float[] values = view.bands().get(band);
      for (int i = 0; i < values.length; i++, at++) {
        all[at] = values[i];
        boolean isClear = !Float.isNaN(view.clear()[i]);
        clear[at] = isClear ? values[i] : Float.NaN;
        clearCount += isClear ? 1 : 0;
      }
    }
    return Stretch.percentile(clearCount * 20 >= size ? clear : all, 1, 99);
  }

  /**
   * One date of a window with each block of {@code factor} x {@code factor} pixels replaced by the
   * mean of its values; NaN where it has none.
   */
  private static float[] reduced(ChunkReader reader, int date, Window window, int factor) {
    if (factor == 1) {
      return reader.readDate(window, date);
    }
    int width = (window.width() + factor - 1) / factor;
    int height = (window.height() + factor - 1) / factor;
    float[] means = new float[width * height];
    int stripRows = Math.max(1, PIXELS_AT_A_TIME / (window.width() * factor)) * factor;
    for (int top = 0; top < window.height(); top += stripRows) {
      int rows = Math.min(stripRows, window.height() - top);
      Window strip = new Window(window.col(), window.row() + top, window.width(), rows);
      float[] values = reader.readDate(strip, date);
      for (int row = 0; row * factor < rows; row++) {
        for (int col = 0; col < width; col++) {
          means[(top / factor + row) * width + col] =
              mean(values, strip, col * factor, row * factor, factor);
        }
      }
    }
    return means;
  }

  private static float mean(float[] values, Window strip, int col, int row, int factor) {
    double sum = 0;
    int count = 0;
    for (int r = row; r < Math.min(strip.height(), row + factor); r++) {
      for (int c = col; c < Math.min(strip.width(), col + factor); c++) {
        float value = values[r * strip.width() + c];
        if (!Float.isNaN(value)) {
          sum += value;
          count++;
        }
      }
    }
    return count == 0 ? Float.NaN : (float) (sum / count);
  }

  @Override
  public void close() {
    values.close();
  }
}
