// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.calc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Pixels;
import org.sunqar.raster.pixel.Raster;

/**
 * Expressions over bands of rasters that share a grid, computed when read: one band for each
 * expression. Has overviews where all inputs have the same, which are the expressions over the
 * overviews of the inputs. Does not close its inputs.
 */
public final class CalcRaster implements Raster {

  /**
   * A band of a raster.
   *
   * @param band from 1
   */
  public record Input(Raster raster, int band) {
    public Input {
      if (band < 1 || band > raster.bands().size()) {
        throw new IllegalArgumentException(
            "band " + band + " of " + raster.name() + ", which has " + raster.bands().size());
      }
    }
  }

  private final List<Expression> expressions;
  private final Map<String, Input> inputs;
  private final CalcOptions options;
  private final List<BandInfo> bands;
  private final Raster first;
  private final List<CalcRaster> overviews;

  private CalcRaster(List<Expression> expressions, Map<String, Input> inputs, CalcOptions options) {
    this.expressions = List.copyOf(expressions);
    this.inputs = inputs;
    this.options = options;
    this.bands = expressions.stream().map(e -> BandMath.band(e, options)).toList();
    this.first = inputs.values().iterator().next().raster();
    this.overviews = overviewsOf(expressions, inputs, options);
  }

  /**
   * Expressions over named bands.
   *
   * @param expressions at least one
   * @param inputs bands by name; those that no expression names are left out
   * @throws RasterException with key EXPRESSION when a name stands for no band or no expression
   *     names one, MISALIGNED when the rasters do not share a grid
   */
  public static CalcRaster of(
      List<Expression> expressions, Map<String, Input> inputs, CalcOptions options) {
    if (expressions.isEmpty()) {
      throw new IllegalArgumentException("no expression");
    }
    Map<String, Input> used = new LinkedHashMap<>();
    for (Expression expression : expressions) {
      for (String name : expression.names()) {
        Input input = inputs.get(name);
        if (input == null) {
          throw expression.unknown(name, inputs.keySet());
        }
        used.put(name, input);
      }
    }
    if (used.isEmpty()) {
      throw ExpressionException.at(expressions.getFirst().toString(), 0, "it names no band");
    }
    Raster first = used.values().iterator().next().raster();
    for (Input input : used.values()) {
      checkAligned(first, input.raster());
    }
    return new CalcRaster(expressions, used, options);
  }

  /** Expressions over the bands of one raster, under the names of {@link BandMath#names}. */
  public static CalcRaster of(List<Expression> expressions, Raster raster, CalcOptions options) {
    Map<String, Input> inputs = new LinkedHashMap<>();
    BandMath.names(raster.bands())
        .forEach((name, band) -> inputs.put(name, new Input(raster, band)));
    return of(expressions, inputs, options);
  }

  /**
   * The names of the bands of several rasters: {@code A} is band 1 of the raster {@code A}, {@code
   * A.b2} its second, {@code A.red} its red one.
   */
  public static Map<String, Input> inputs(Map<String, ? extends Raster> rasters) {
    Map<String, Input> inputs = new LinkedHashMap<>();
    rasters.forEach((name, raster) -> {
      inputs.put(name, new Input(raster, 1));
      BandMath.names(raster.bands())
          .forEach((own, band) -> inputs.put(name + "." + own, new Input(raster, band)));
    });
    return inputs;
  }

  private static void checkAligned(Raster a, Raster b) {
    boolean same = a.grid().windowOf(b.grid()).filter(a.grid().window()::equals).isPresent();
    if (!same) {
      throw new RasterException(
          RasterException.Key.MISALIGNED,
          "%s (%s) and %s (%s) do not have the same pixels; warp one to the grid of the other"
              .formatted(a.name(), text(a.grid()), b.name(), text(b.grid())));
    }
  }

  private static String text(Grid grid) {
    return "%d x %d pixels from %s, %s in %s"
        .formatted(
            grid.width(), grid.height(), grid.affine().c(), grid.affine().f(), grid.crs().name());
  }

  private static List<CalcRaster> overviewsOf(
      List<Expression> expressions, Map<String, Input> inputs, CalcOptions options) {
    int levels =
        inputs.values().stream().mapToInt(i -> i.raster().overviews().size()).min().orElse(0);
    List<CalcRaster> overviews = new ArrayList<>();
    for (int level = 0; level < levels; level++) {
      Map<String, Input> coarse = new LinkedHashMap<>();
      for (Map.Entry<String, Input> entry : inputs.entrySet()) {
        Input input = entry.getValue();
        coarse.put(entry.getKey(), new Input(input.raster().overviews().get(level), input.band()));
      }
      Grid grid = coarse.values().iterator().next().raster().grid();
      boolean same =
          coarse.values().stream()
              .map(i -> i.raster().grid())
              .allMatch(g -> grid.windowOf(g).filter(grid.window()::equals).isPresent());
      if (same) {
        overviews.add(new CalcRaster(expressions, coarse, options));
      }
    }
    return List.copyOf(overviews);
  }

  @Override
  public String name() {
    return String.join("; ", expressions.stream().map(Expression::toString).toList());
  }

  @Override
  public Grid grid() {
    return first.grid();
  }

  @Override
  public List<BandInfo> bands() {
    return bands;
  }

  @Override
  public Map<String, String> metadata() {
    return Map.of();
  }

  @Override
  public int blockWidth() {
    return first.blockWidth();
  }

  @Override
  public int blockHeight() {
    return first.blockHeight();
  }

  @Override
  public List<CalcRaster> overviews() {
    return overviews;
  }

  @Override
  public List<PixelBlock> read(Window window, int... bands) {
    return pixels(window, bands).values();
  }

  /** Whether the values alone do not say where there is none. */
  @Override
  public boolean hasMask() {
    return options.noData().isEmpty() && !options.type().isFloat();
  }

  /** Where all bands have a value; for one of them ask {@link #pixels}. */
  @Override
  public PixelBlock.Bytes readMask(Window window) {
    PixelBlock.Bytes all =
        (PixelBlock.Bytes) PixelBlock.of(PixelType.UINT8, window.width(), window.height());
    Arrays.fill(all.values(), (byte) 255);
    for (PixelBlock.Bytes mask : pixels(window).masks()) {
      byte[] values = mask.values();
      for (int i = 0; i < values.length; i++) {
        all.values()[i] = (byte) Math.min(all.values()[i] & 0xff, values[i] & 0xff);
      }
    }
    return all;
  }

  @Override
  public Pixels pixels(Window window, int... bands) {
    List<Expression> wanted =
        bands.length == 0
            ? expressions
            : Arrays.stream(bands).mapToObj(band -> expressions.get(band - 1)).toList();
    Map<String, Input> used = new LinkedHashMap<>(inputs);
    Set<String> named = new HashSet<>();
    wanted.forEach(expression -> named.addAll(expression.names()));
    if (!named.isEmpty()) {
      used.keySet().retainAll(named); // else one of constants alone, which needs some pixels
    }
    Map<Raster, List<Integer>> reads = new LinkedHashMap<>();
    for (Input input : used.values()) {
      List<Integer> list = reads.computeIfAbsent(input.raster(), r -> new ArrayList<>());
      if (!list.contains(input.band())) {
        list.add(input.band());
      }
    }
    return compute(window, wanted, used, reads);
  }

  /** Reads each raster once, for all bands of it that are needed. */
  private Pixels compute(
      Window window,
      List<Expression> wanted,
      Map<String, Input> used,
      Map<Raster, List<Integer>> reads) {
    List<BandInfo> infos = new ArrayList<>();
    List<PixelBlock> values = new ArrayList<>();
    List<PixelBlock.Bytes> masks = new ArrayList<>();
    Map<String, Integer> names = new LinkedHashMap<>();
    for (Map.Entry<Raster, List<Integer>> entry : reads.entrySet()) {
      List<Integer> list = entry.getValue();
      Pixels read = entry.getKey().pixels(window, list.stream().mapToInt(b -> b).toArray());
      used.forEach((name, input) -> {
        if (input.raster().equals(entry.getKey())) {
          names.put(name, infos.size() + list.indexOf(input.band()) + 1);
        }
      });
      infos.addAll(read.bands());
      values.addAll(read.values());
      masks.addAll(read.masks());
    }
    Pixels all = new Pixels(grid().crop(window), infos, values, masks);
    return BandMath.compute(wanted, all, names, options);
  }

  @Override
  public void close() {}
}
