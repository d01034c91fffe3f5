// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.ccd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sunqar.analysis.detect.BandSeries;
import org.sunqar.analysis.detect.BandSeries.Quality;
import org.sunqar.analysis.kernel.HarmonicLasso;
import org.sunqar.analysis.kernel.LassoFit;

/**
 * COLD, continuous monitoring of land disturbance (Zhu, Zhang, Yang, Aljaddani, Cohen, Qiu and
 * Zhou, 2020, <i>Continuous monitoring of land disturbance based on Landsat time series</i>, Remote
 * Sensing of Environment 238, 111116), which cuts the whole series of a pixel into segments:
 *
 * <ol>
 *   <li>A model is begun on at least twelve clear observations of at least a year, cleaned by
 *       {@link Tmask}; its slope and its ends must not themselves look like a change (equations 3
 *       to 5). It is then carried backwards to the last change.
 *   <li>Each new observation is looked at with those after it. If all of a number of consecutive
 *       ones exceed the chi-square quantile (equations 6 and 7) and depart the same way (mean angle
 *       below 45 degrees), there is a change; if the first alone is far off, it is noise and taken
 *       out; otherwise it belongs to the model, which is fitted again as it grows. Scatter is that
 *       of the 24 observations nearest within the year (temporally adjusted RMSE, equation 8).
 *   <li>What is left after the last change gets a simple model; a change that is not yet confirmed
 *       by enough observations gets a probability.
 * </ol>
 *
 * <p>The model has four, six or eight coefficients when there are 12, 18 or 24 observations, by
 * {@link HarmonicLasso}. Green to second shortwave-infrared are watched; blue and thermal are
 * described only.
 *
 * <p>Equal to {@code cold_detect} of pyxccd at e91af13: days and counts, and coefficients within
 * float32 rounding. <i>Known limits.</i> Where there are fewer than 24 clear observations (category
 * 44) and where snow is the rule (54), pyxccd mixes up dates and values of different observations;
 * here they stay together.
 *
 * <p>An instance serves one thread and keeps its working arrays from pixel to pixel.
 */
public final class Cold {

  private static final int MIN_COEFFICIENTS = 4;
  private static final int MAX_COEFFICIENTS = 8;
  private static final int OBSERVATIONS_PER_COEFFICIENT = 3;
  private static final int LEAST_TO_BEGIN = MIN_COEFFICIENTS * OBSERVATIONS_PER_COEFFICIENT;
  private static final int ENOUGH = MAX_COEFFICIENTS * OBSERVATIONS_PER_COEFFICIENT;

  /** A simple model at either end needs this many. */
  private static final int LEAST_AT_END = 6;

  /** Chi-square quantile of 1 - 1e-5: a single observation beyond it is noise. */
  static final float NOISE = 30.8562f;

  /** Changes of neighbours must not differ by more than this mean angle, in degrees. */
  static final float MAX_ANGLE = 45;

  /** The model is fitted again when it has grown by this part. */
  private static final double GROWTH = 0.03;

  /** Above this share of snow among clear and snow a pixel is one of permanent snow. */
  private static final float SNOW_SHARE = 0.75f;

  /** Above the median by this, the green band shows a cloud that the quality band missed. */
  private static final float CLOUDY = 400;

  private static final int GREEN = 1;
  private static final int BEGINNING = 10;
  private static final int END = 20;
  private static final int FEW = 40;
  private static final int SNOW = 50;
  private static final int CONFIRMED = 100;

  private final ColdOptions options;
  private final float threshold;
  private final int consecutive;
  private final float lambda;

  private final ClearSeries clear = new ClearSeries();
  private final Tmask tmask = new Tmask();
  private final HarmonicLasso lasso = HarmonicLasso.create();
  private final LassoFit fit = new LassoFit();
  private final SeasonalNeighbours neighbours = new SeasonalNeighbours();
  private final int[] nearest = new int[ENOUGH];
  private final Window window;
  private final float[] noise = new float[HarmonicLasso.LANES];
  private final float[] scatter = new float[HarmonicLasso.LANES];
  private final float[] predicted = new float[HarmonicLasso.LANES];
  private boolean[] marks = new boolean[0];

  private int bands;
  private List<Segment> segments = List.of();

  /** First observation of the model. */
  private int from;

  /** The observation that is looked at; those before it are the model's. */
  private int next;

  /** Where the first model may reach back to. */
  private int dense;

  private boolean trained;

  /** Coefficients of the last fit, and where it ended; 0 before there is one. */
  private int fitted;

  private int fittedTo;

  /** Observations of the model when its growth was last measured. */
  private int grownFrom;

  public Cold(ColdOptions options) {
    this.options = options;
    threshold = (float) ChiSquare.quantile(options.probability());
    consecutive = options.consecutive();
    lambda = (float) options.lambda();
    window = new Window(consecutive);
  }

  public ColdOptions options() {
    return options;
  }

  /** The segments of a series in time order; none where there are too few observations. */
  public List<Segment> detect(BandSeries series) {
    bands = series.bands();
    segments = new ArrayList<>();
    clear.clear(series.size());
    if (marks.length < series.size()) {
      marks = new boolean[2 * series.size()];
    }
    int clearCount = 0;
    int snow = 0;
    for (int i = 0; i < series.size(); i++) {
      clearCount += series.isClear(i) ? 1 : 0;
      snow += series.quality(i) == Quality.SNOW ? 1 : 0;
    }
    if (clearCount >= ENOUGH) {
      loadClear(series);
      cut();
    } else if (snow / (snow + clearCount + 0.01f) > SNOW_SHARE) {
      describeSnow(series);
    } else {
      describeFew(series);
    }
    return segments;
  }

  private void loadClear(BandSeries series) {
    for (int i = 0; i < series.size(); i++) {
      if (series.isClear(i) && ClearSeries.inRange(series, i) && isNewDay(series.day(i))) {
        clear.add(series, i);
      }
    }
  }

  private boolean isNewDay(int day) {
    return clear.size() == 0 || clear.day(clear.size() - 1) != day;
  }

  private void cut() {
    if (clear.size() < 2) {
      return;
    }
    for (int band = 0; band < bands; band++) {
      noise[band] = clear.variogram(band);
    }
    from = 0;
    next = LEAST_TO_BEGIN;
    dense = 0;
    trained = false;
    while (next <= clear.size() - consecutive) {
      float years = (float) (clear.span(from, next - 1) / SeasonBasis.YEAR);
      if (next - from >= LEAST_TO_BEGIN && years >= 1 && (trained || begin())) {
        monitor();
      }
      next++;
    }
    if (trained) {
      finishModel();
    } else {
      finishRest();
    }
  }

  /**
   * Tries to begin a model at {@link #from}.
   *
   * @return whether there is one; if not, the next observation is to be taken in
   */
  private boolean begin() {
    if (longestGap() > options.gapDays()) {
      from++;
      dense = from;
      return false;
    }
    tmask.mark(clear, from, next + consecutive, noise, marks);
    int kept = 0;
    int lastKept = from;
    for (int i = 0; i < next - from; i++) {
      if (!marks[i]) {
        kept++;
        lastKept = from + i;
      }
    }
    if (kept < LEAST_TO_BEGIN) {
      return false;
    }
    int firstKept = from;
    while (marks[firstKept - from]) {
      firstKept++;
    }
    if ((float) (clear.span(firstKept, lastKept) / SeasonBasis.YEAR) < 1) {
      return false;
    }
    clear.removeMarked(marks, from, next - from);
    next = from + kept;
    fit(from, next, MIN_COEFFICIENTS);
    if (Departure.ofModel(clear, fit, noise, from, next - 1) > threshold) {
      from++;
      return false;
    }
    trained = true;
    fitted = 0;
    grownFrom = 0;
    neighbours.clear();
    extendBackwards();
    return true;
  }

  private int longestGap() {
    int longest = 0;
    for (int i = from; i < next - 1; i++) {
      longest = Math.max(longest, clear.span(i, i + 1));
    }
    return longest;
  }

  /** Takes in observations before the model until one of them looks like a change. */
  private void extendBackwards() {
    int earliest = dense;
    if (!segments.isEmpty()) {
      earliest = 0;
      while (clear.day(earliest) < segments.getLast().breakDay()) {
        earliest++;
      }
    }
    widen(fit.rmse);
    int count = 0;
    for (int i = from - 1; i >= earliest; i--) {
      count = Math.min(i - earliest + 1, consecutive);
      for (int c = 0; c < count; c++) {
        setWindow(c, i - c);
      }
      if (window.least(count) > threshold && window.angle(0, count) < MAX_ANGLE) {
        break;
      }
      if (window.magnitude(0) > NOISE) {
        clear.remove(i);
        next--;
      }
      from = i;
    }
    if (segments.isEmpty() && from - dense >= LEAST_AT_END) {
      describeBeginning(count);
    }
  }

  private void describeBeginning(int count) {
    fit(dense, from, MIN_COEFFICIENTS);
    float[] magnitude = new float[bands];
    for (int band = 0; band < bands; band++) {
      magnitude[band] = -window.median(band, 0, count);
    }
    segments.add(
        new Segment(
            clear.day(dense),
            clear.day(from - 1),
            clear.day(from),
            from - dense + 1,
            BEGINNING + MIN_COEFFICIENTS,
            CONFIRMED,
            bands(magnitude)));
  }

  /** Looks at the next observation. */
  private void monitor() {
    int count = next - from;
    if (grownFrom == 0) {
      grownFrom = count;
    }
    if (fitted == 0 || count <= ENOUGH) {
      fitModel(count);
      widen(fit.rmse);
      for (int c = 0; c < consecutive; c++) {
        setWindow(c, next + c);
      }
    } else {
      if (next > fittedTo && next - fittedTo > (int) (grownFrom * GROWTH)) {
        grownFrom = count;
        fitModel(count);
      }
      adjustScatter(clear.day(next + consecutive - 1));
      window.shift();
      setWindow(consecutive - 1, next + consecutive - 1);
    }
    if (window.least(consecutive) > threshold && window.angle(0, consecutive) < MAX_ANGLE) {
      float[] magnitude = new float[bands];
      for (int band = 0; band < bands; band++) {
        magnitude[band] = window.median(band, 0, consecutive);
      }
      close(clear.day(next - 1), clear.day(next), CONFIRMED, magnitude);
      from = next;
      trained = false;
    } else if (window.magnitude(0) > NOISE) {
      clear.remove(next);
      next--;
    }
  }

  private void fitModel(int count) {
    fitted = coefficients(count);
    fittedTo = next;
    fit(from, next, fitted);
    neighbours.extend(clear, from, next);
  }

  private static int coefficients(int observations) {
    if (observations >= ENOUGH) {
      return MAX_COEFFICIENTS;
    }
    return observations >= 6 * OBSERVATIONS_PER_COEFFICIENT ? 6 : MIN_COEFFICIENTS;
  }

  private void fit(int first, int end, int coefficients) {
    float[] basis = clear.basis();
    lasso.fit(basis, basis, clear.values(), first, end, coefficients, lambda, fit);
  }

  private void setWindow(int position, int observation) {
    lasso.predict(fit, clear.basis(), observation, predicted);
    window.set(position, clear, observation, predicted, scatter);
  }

  /** The scatter is no less than the noise. */
  private void widen(float[] rmse) {
    for (int band = 0; band < HarmonicLasso.LANES; band++) {
      scatter[band] = Math.max(noise[band], rmse[band]);
    }
  }

  /** Scatter by the residuals nearest within the year to a day. */
  private void adjustScatter(int day) {
    int count = OBSERVATIONS_PER_COEFFICIENT * fitted;
    neighbours.nearest(day, count, nearest);
    float freedom = (float) Math.sqrt((float) (count - fitted));
    lasso.scatter(fit, nearest, count, freedom, noise, scatter);
  }

  private void close(int end, int breakDay, int probability, float[] magnitude) {
    segments.add(
        new Segment(
            clear.day(from),
            end,
            breakDay,
            fittedTo - from,
            fitted,
            probability,
            bands(magnitude)));
  }

  private List<Segment.Band> bands(float[] magnitude) {
    List<Segment.Band> result = new ArrayList<>(bands);
    for (int band = 0; band < bands; band++) {
      float[] coefficients = new float[MAX_COEFFICIENTS];
      for (int k = 0; k < MAX_COEFFICIENTS; k++) {
        coefficients[k] = fit.coefficients[k * HarmonicLasso.LANES + band];
      }
      result.add(new Segment.Band(fit.rmse[band], magnitude[band], coefficients));
    }
    return result;
  }

  /** The last observations may show a change that is not confirmed. */
  private void finishModel() {
    int stable = consecutive;
    for (int c = consecutive - 1; c >= 0; c--) {
      // NaN counts as the same way here, as in the reference
      if (window.magnitude(c) <= threshold || window.angle(c, consecutive) >= MAX_ANGLE) {
        stable = c + 1;
        break;
      }
    }
    int probability = (int) ((consecutive - stable) * 100.0 / consecutive);
    int firstAfter = clear.size() - consecutive + stable;
    float[] magnitude = new float[bands];
    int breakDay = 0;
    if (stable < consecutive) {
      breakDay = clear.day(firstAfter);
      for (int band = 0; band < bands; band++) {
        magnitude[band] = window.median(band, stable, consecutive);
      }
    }
    close(clear.day(firstAfter - 1), breakDay, probability, magnitude);
  }

  /** A simple model for what comes after the last change. */
  private void finishRest() {
    from = 0;
    int start = clear.day(0);
    if (!segments.isEmpty()) {
      start = segments.getLast().breakDay();
      while (from < clear.size() && clear.day(from) < start) {
        from++;
      }
    }
    int end = clear.size();
    if (end - from >= LEAST_AT_END) {
      tmask.mark(clear, from, end, noise, marks);
      clear.removeMarked(marks, from, end - from);
      end = clear.size();
    }
    if (end - from >= LEAST_AT_END) {
      if (segments.isEmpty()) {
        start = clear.day(0);
      }
      fit(from, end, MIN_COEFFICIENTS);
      segments.add(
          new Segment(
              start,
              clear.day(end - 1),
              0,
              end - from,
              END + MIN_COEFFICIENTS,
              0,
              bands(new float[bands])));
    }
  }

  /** All seasons under snow: one model of what lies within the sensor's range, clear or snow. */
  private void describeSnow(BandSeries series) {
    for (int i = 0; i < series.size(); i++) {
      if (series.quality(i) == Quality.SNOW || series.isClear(i)) {
        clear.add(series, i);
      }
    }
    int all = clear.size();
    if (all < LEAST_TO_BEGIN) {
      return;
    }
    int start = clear.day(0);
    int end = clear.day(all - 1);
    Segment.Band[] described = new Segment.Band[bands];
    for (int band = 0; band < bands; band++) {
      described[band] = describeSnow(series, band);
    }
    segments.add(
        new Segment(start, end, 0, all, SNOW + MIN_COEFFICIENTS, 0, Arrays.asList(described)));
  }

  private Segment.Band describeSnow(BandSeries series, int band) {
    clear.clear(series.size());
    for (int i = 0; i < series.size(); i++) {
      boolean seen = series.quality(i) == Quality.SNOW || series.isClear(i);
      if (seen && ClearSeries.inRangeOfSnow(series, i, band)) {
        clear.add(series, i);
      }
    }
    if (clear.size() < LEAST_TO_BEGIN) {
      float[] saturated = new float[MAX_COEFFICIENTS];
      saturated[0] = ClearSeries.SATURATED;
      return new Segment.Band(0, 0, saturated);
    }
    fit(0, clear.size(), MIN_COEFFICIENTS);
    return bands(new float[bands]).get(band);
  }

  /** Too few clear ones: one model of all that are in range, without the brightest. */
  private void describeFew(BandSeries series) {
    for (int i = 0; i < series.size(); i++) {
      if (series.quality(i) != Quality.FILL
          && ClearSeries.inRange(series, i)
          && isNewDay(series.day(i))) {
        clear.add(series, i);
      }
    }
    if (clear.size() == 0) {
      return;
    }
    float limit = clear.median(GREEN) + CLOUDY;
    for (int i = 0; i < clear.size(); i++) {
      marks[i] = !(clear.value(i, GREEN) < limit);
    }
    clear.removeMarked(marks, 0, clear.size());
    int n = clear.size();
    if (n < LEAST_TO_BEGIN) {
      return;
    }
    fit(0, n, MIN_COEFFICIENTS);
    segments.add(
        new Segment(
            clear.day(0),
            clear.day(n - 1),
            0,
            n,
            FEW + MIN_COEFFICIENTS,
            0,
            bands(new float[bands])));
  }
}
