// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sunqar.analysis.kernel.BreakBlock;

/**
 * A detector that watches the residuals of a {@link SeasonModel}. It walks a scene in short
 * stretches: residuals first, then what the detector makes of them; what passes from one to the
 * next stays in the first-level cache.
 */
abstract class SeasonalDetector implements OnlineDetector {

  /** Pixels of a stretch: few, because clouds that cover all of them spare the work. */
  private static final int STRETCH = 512;

  /** Fixed plane of the first coefficient. */
  private static final int COEFFICIENTS = EvidencePlanes.SCATTER + 1;

  private final String name;
  private final SeasonModel season;
  private final Map<String, String> parameters;
  private final boolean vectors;

  SeasonalDetector(String name, SeasonModel season, Settings settings) {
    this.name = name;
    this.season = season;
    this.parameters = settings.all();
    this.vectors = settings.vectors();
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final Map<String, String> parameters() {
    return parameters;
  }

  /** Whether to use the Vector API. */
  final boolean vectors() {
    return vectors;
  }

  /** First fixed plane of the detector itself. */
  final int ownFixed() {
    return COEFFICIENTS + season.columns();
  }

  /** Fixed planes of the detector itself. */
  abstract List<StatePlane> ownFixedPlanes();

  /** Moving planes of the detector itself, from {@link EvidencePlanes#COUNT} on. */
  abstract List<StatePlane> ownMovingPlanes(int historyDates);

  /**
   * Sets the scatter and the detector's own planes of a block's pixels. A pixel without a model may
   * be set to anything; one whose history does not carry the detector is {@link BlockHistory#reject
   * rejected}.
   *
   * @param first where the block's first pixel is in the planes
   * @param count pixels of the block that exist
   */
  abstract void open(PixelState state, int first, int count, BlockHistory history);

  /**
   * Takes residuals in.
   *
   * @param pixel first pixel of the stretch in the state
   * @param residuals of the stretch (index), NaN where there is nothing to take in
   * @param scratch of the stretch's length
   */
  abstract void observe(
      PixelState state, int pixel, int count, float[] residuals, float[] scratch, float day);

  @Override
  public final StateLayout layout(int historyDates) {
    List<StatePlane> fixed = new ArrayList<>(season.planes());
    fixed.addAll(ownFixedPlanes());
    return EvidencePlanes.layout(fixed, ownMovingPlanes(historyDates));
  }

  @Override
  public final HistoryFit fit(double[] years) {
    SeasonFit fit = SeasonFit.of(new SeasonTables(season, years), vectors);
    BlockHistory history = new BlockHistory(years.length, season.columns(), vectors);
    return (values, offset, state, first, count) -> {
      fit.fit(values, offset, history);
      open(state, first, count, history);
      for (int k = 0; k < season.columns(); k++) {
        System.arraycopy(
            history.coefficients,
            k * BreakBlock.PIXELS,
            state.fixed(COEFFICIENTS + k),
            first,
            count);
      }
      for (int p = 0; p < count; p++) {
        boolean open = history.count(p) > 0;
        if (!open) {
          close(state, first + p);
        }
        EvidencePlanes.clear(state, first + p, open);
      }
    };
  }

  private void close(PixelState state, int pixel) {
    state.fixed(EvidencePlanes.SCATTER)[pixel] = Float.NaN;
    for (int plane = COEFFICIENTS; plane < state.fixedPlanes(); plane++) {
      state.fixed(plane)[pixel] = Float.NaN;
    }
    for (int plane = EvidencePlanes.COUNT; plane < state.movingPlanes(); plane++) {
      state.moving(plane)[pixel] = Float.NaN;
    }
  }

  @Override
  public final void departures(
      PixelState state,
      int from,
      int to,
      float[] values,
      int valuesFrom,
      SceneTime time,
      float[] out) {
    float[] row = season.row(time.year());
    float[] scatter = state.fixed(EvidencePlanes.SCATTER);
    float[] residuals = new float[Math.min(STRETCH, to - from)];
    for (int pixel = from; pixel < to; pixel += STRETCH) {
      int count = Math.min(STRETCH, to - pixel);
      int at = valuesFrom + pixel - from;
      residuals(state, pixel, count, row, values, at, 0, residuals);
      for (int i = 0; i < count; i++) {
        out[at + i] = residuals[i] / scatter[pixel + i];
      }
    }
  }

  @Override
  public final void update(PixelState state, int from, int to, List<? extends SceneValues> scenes) {
    float[][] rows = new float[scenes.size()][];
    for (int scene = 0; scene < rows.length; scene++) {
      rows[scene] = season.row(scenes.get(scene).time().year());
    }
    int length = Math.min(STRETCH, to - from);
    float[] values = new float[length];
    float[] residuals = new float[length];
    float[] signals = new float[length];
    for (int pixel = from; pixel < to; pixel += STRETCH) {
      int count = Math.min(STRETCH, to - pixel);
      for (int i = 0; i < rows.length; i++) {
        SceneValues scene = scenes.get(i);
        if (scene.values(pixel, count, values)) {
          residuals(state, pixel, count, rows[i], values, 0, scene.common(), residuals);
          observe(state, pixel, count, residuals, signals, scene.time().day());
        }
      }
    }
  }

  /**
   * Residuals of a stretch. One loop a coefficient: the JIT turns such loops into vectors by
   * itself, and the stretch stays in the first-level cache.
   */
  private void residuals(
      PixelState state,
      int pixel,
      int count,
      float[] row,
      float[] values,
      int at,
      float common,
      float[] out) {
    System.arraycopy(state.fixed(COEFFICIENTS), pixel, out, 0, count);
    for (int k = 1; k < row.length; k++) {
      addProduct(state.fixed(COEFFICIENTS + k), pixel, row[k], out, count);
    }
    for (int i = 0; i < count; i++) {
      float residual = values[at + i] - out[i];
      out[i] = residual + 0f * residual; // infinite becomes NaN: it would stay for good
    }
    // a pixel without a model has a scatter of NaN, and so nothing to take in
    addProduct(state.fixed(EvidencePlanes.SCATTER), pixel, -common, out, count);
  }

  private static void addProduct(float[] plane, int from, float factor, float[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] = Math.fma(plane[from + i], factor, out[i]);
    }
  }
}
