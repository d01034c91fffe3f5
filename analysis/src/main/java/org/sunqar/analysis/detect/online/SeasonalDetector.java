// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A detector that watches the residuals of a {@link SeasonModel}. It walks a scene in short
 * stretches: residuals first, then what the detector makes of them; what passes from one to the
 * next stays in the first-level cache.
 */
abstract class SeasonalDetector implements OnlineDetector {

  /** Pixels of a stretch. */
  private static final int STRETCH = 1024;

  /** Fixed plane of the first coefficient. */
  private static final int COEFFICIENTS = EvidencePlanes.SCATTER + 1;

  private final String name;
  private final SeasonModel season;
  private final Map<String, String> parameters;

  SeasonalDetector(String name, SeasonModel season, Map<String, String> parameters) {
    this.name = name;
    this.season = season;
    this.parameters = parameters;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final Map<String, String> parameters() {
    return parameters;
  }

  final SeasonModel season() {
    return season;
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
   * Sets the scatter and the detector's own planes of a pixel.
   *
   * @return false where the history does not carry the chart
   */
  abstract boolean open(PixelState state, int pixel, History history);

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
    SeasonFit fit = new SeasonFit(season, years);
    History history = new History(years.length);
    return (values, offset, state, first, count) -> {
      for (int p = 0; p < count; p++) {
        int pixel = first + p;
        boolean fitted = fit.fit(values, offset + p);
        for (int k = 0; k < season.columns(); k++) {
          state.fixed(COEFFICIENTS + k)[pixel] = fitted ? (float) fit.coefficient(k) : Float.NaN;
        }
        if (fitted) {
          fit.copyTo(history);
        }
        boolean open = fitted && open(state, pixel, history);
        if (!open) {
          close(state, pixel);
        }
        EvidencePlanes.clear(state, pixel, open);
      }
    };
  }

  private void close(PixelState state, int pixel) {
    state.fixed(EvidencePlanes.SCATTER)[pixel] = Float.NaN;
    for (int plane = ownFixed(); plane < state.fixedPlanes(); plane++) {
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
    for (int pixel = from; pixel < to; pixel++) {
      int at = valuesFrom + pixel - from;
      out[at] = residual(state, pixel, row, values[at]) / scatter[pixel];
    }
  }

  @Override
  public final void update(
      PixelState state,
      int from,
      int to,
      float[] values,
      int valuesFrom,
      SceneTime time,
      float common) {
    float[] row = season.row(time.year());
    float[] residuals = new float[Math.min(STRETCH, to - from)];
    float[] signals = new float[residuals.length];
    for (int pixel = from; pixel < to; pixel += STRETCH) {
      int count = Math.min(STRETCH, to - pixel);
      residuals(state, pixel, count, row, values, valuesFrom + pixel - from, common, residuals);
      observe(state, pixel, count, residuals, signals, time.day());
    }
  }

  private void residuals(
      PixelState state,
      int pixel,
      int count,
      float[] row,
      float[] values,
      int at,
      float common,
      float[] out) {
    float[] scatter = state.fixed(EvidencePlanes.SCATTER);
    for (int i = 0; i < count; i++) {
      float residual = residual(state, pixel + i, row, values[at + i]);
      // a pixel without a model has a scatter of NaN, and so nothing to take in
      out[i] = Math.fma(-common, scatter[pixel + i], residual);
    }
  }

  private float residual(PixelState state, int pixel, float[] row, float value) {
    float fit = state.fixed(COEFFICIENTS)[pixel];
    for (int k = 1; k < row.length; k++) {
      fit = Math.fma(state.fixed(COEFFICIENTS + k)[pixel], row[k], fit);
    }
    return value - fit;
  }
}
