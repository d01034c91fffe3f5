// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.ccd;

import java.util.ArrayList;
import java.util.List;
import org.sunqar.analysis.detect.BandSeries;
import org.sunqar.analysis.detect.BandSeries.Quality;
import org.sunqar.analysis.kernel.HarmonicLasso;
import org.sunqar.analysis.kernel.LassoFit;

/**
 * S-CCD, stochastic continuous change detection (Ye, Rogan, Zhu and Eastman, 2021, <i>A
 * near-real-time approach for monitoring forest disturbance using Landsat time series: stochastic
 * continuous change detection</i>, Remote Sensing of Environment 252, 112167). A model is begun as
 * in {@link Cold}, on 18 observations; then a Kalman filter ({@link StateSpace}) carries it from
 * observation to observation, so that nothing of the past need be kept. A change is where a number
 * of consecutive observations all exceed the chi-square quantile (equation 13) and depart the same
 * way.
 *
 * <p>Equal to {@code sccd_detect} of pyxccd at e91af13 on a whole series: days and counts, and
 * coefficients within float32 rounding. As there, a second model starts from the covariances
 * between the states that the first one left.
 *
 * <p>An instance serves one thread and keeps its working arrays from pixel to pixel.
 */
public final class SCcd {

  private static final int BANDS = BandSeries.REFLECTANCE.size();
  private static final int LANES = HarmonicLasso.LANES;
  private static final int MIN_COEFFICIENTS = 4;
  private static final int COEFFICIENTS = StateSpace.COEFFICIENTS;
  private static final int LEAST_TO_BEGIN = 18;
  private static final int LEAST_BEFORE = 6;

  /** Chi-square quantile of 1 - 1e-4: a single observation beyond it is noise. */
  private static final double NOISE = 25.7448;

  private static final double SNOW_SHARE = 0.75;
  private static final int CONFIRMED = 100;

  private final SCcdOptions options;
  private final double threshold;
  private final float monitorThreshold;
  private final int consecutive;
  private final float lambda;

  private final ClearSeries clear = new ClearSeries();
  private final Tmask tmask = new Tmask();
  private final HarmonicLasso lasso = HarmonicLasso.create();
  private final LassoFit fit = new LassoFit();
  private final StateSpace states = StateSpace.create(BANDS);
  private final Window window;
  private final float[] noise = new float[LANES];
  private final float[] scatter = new float[LANES];
  private final float[] predicted = new float[LANES];
  private boolean[] marks = new boolean[0];
  private List<Segment> segments = List.of();

  /** Whether the covariances between states that a model left are forgotten when it ends. */
  private final boolean independent;

  /** Whether a segment has ended that {@link #segments} does not have. */
  private boolean broken;

  /** First observation of the model. */
  private int from;

  /** The observation that is looked at. */
  private int next;

  /** Where the first model may reach back to. */
  private int dense;

  /** First observation after the last change. */
  private int changed;

  private boolean trained;
  private int modelStart;
  private int modelObservations;

  public SCcd(SCcdOptions options) {
    this(options, false);
  }

  private SCcd(SCcdOptions options, boolean independent) {
    this.options = options;
    this.independent = independent;
    threshold = ChiSquare.quantile(options.probability());
    monitorThreshold = (float) threshold;
    consecutive = options.consecutive();
    lambda = (float) options.lambda();
    window = new Window(consecutive);
  }

  /**
   * A detector whose pixels are kept between observations ({@link SCcdPixel}). A model starts
   * without what the one before it left, so that a pixel that waits for a model is its observations
   * and nothing else.
   */
  static SCcd resumable(SCcdOptions options) {
    return new SCcd(options, true);
  }

  public SCcdOptions options() {
    return options;
  }

  /** The changes of a series; a thermal band is not looked at. */
  public SCcdResult detect(BandSeries series) {
    start(series.size());
    boolean snow = isSnow(series);
    for (int i = 0; i < series.size(); i++) {
      boolean usable =
          snow
              ? series.isClear(i) || series.quality(i) == Quality.SNOW
              : series.isClear(i) && ClearSeries.inRange(series, i);
      if (usable && (clear.size() == 0 || clear.day(clear.size() - 1) != series.day(i))) {
        clear.add(series, i, BANDS);
      }
    }
    if (snow) {
      return new SCcdResult(segments, followSnow());
    }
    if (clear.size() == 0) {
      return new SCcdResult(
          segments, new SCcdState(SCcdState.Mode.VOID, 0, 0, List.of(), List.of(), List.of()));
    }
    follow();
    return new SCcdResult(segments, state());
  }

  private static boolean isSnow(BandSeries series) {
    int clearCount = 0;
    int snow = 0;
    for (int i = 0; i < series.size(); i++) {
      clearCount += series.isClear(i) ? 1 : 0;
      snow += series.quality(i) == Quality.SNOW ? 1 : 0;
    }
    return snow / (snow + clearCount + 0.01) >= SNOW_SHARE;
  }

  private void start(int capacity) {
    segments = new ArrayList<>();
    broken = false;
    clear.clear(capacity);
    if (marks.length < capacity) {
      marks = new boolean[2 * capacity];
    }
    states.clear();
    from = 0;
    next = 0;
    dense = 0;
    changed = 0;
    trained = false;
  }

  private void follow() {
    measureNoise();
    advance();
  }

  /** Looks at all observations that have enough others after them. */
  private void advance() {
    while (next + consecutive < clear.size()) {
      if (trained) {
        monitor();
      } else {
        double years = clear.span(from, next) / SeasonBasis.YEAR;
        if (next - from + 1 >= LEAST_TO_BEGIN && years >= 1 && begin()) {
          initialise();
        }
      }
      next++;
    }
  }

  private void measureNoise() {
    for (int band = 0; band < BANDS; band++) {
      // whole, as it is stored
      noise[band] = clear.size() < 2 ? 0 : (int) clear.variogram(band);
    }
  }

  /** Tries to begin a model from {@link #from} to {@link #next}, both included. */
  private boolean begin() {
    if (longestGap() > SeasonBasis.YEAR) {
      from++;
      dense++;
      return false;
    }
    int count = next - from + 1;
    tmask.mark(clear, from, Math.min(next + consecutive, clear.size()), noise, marks);
    int first = -1;
    int last = -1;
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (!marks[i]) {
        first = first < 0 ? i : first;
        last = i;
        kept++;
      }
    }
    if (kept < LEAST_TO_BEGIN || clear.span(from + first, from + last) / SeasonBasis.YEAR < 1) {
      return false;
    }
    clear.removeMarked(marks, from, count);
    next = from + kept - 1;
    fit(from, next + 1, MIN_COEFFICIENTS);
    if (Departure.ofModel(clear, fit, noise, from, next) > threshold) {
      from++;
      return false;
    }
    extendBackwards();
    return true;
  }

  private int longestGap() {
    int longest = 0;
    for (int i = from; i < next; i++) {
      longest = Math.max(longest, clear.span(i, i + 1));
    }
    return longest;
  }

  /** Takes in observations before the model until one of them looks like a change. */
  private void extendBackwards() {
    if (isFirst()) {
      changed = dense;
    }
    widen();
    for (int i = from - 1; i >= changed; i--) {
      int count = Math.min(i - changed + 1, consecutive);
      for (int c = 0; c < count; c++) {
        lasso.predict(fit, clear.basis(), i - c, predicted);
        window.set(c, clear, i - c, predicted, scatter);
      }
      if (window.least(count) > threshold && window.angle(0, count) < Cold.MAX_ANGLE) {
        break;
      }
      if (window.magnitude(0) > NOISE) {
        clear.remove(i);
        next--;
      }
      from = i;
    }
    if (isFirst() && from - dense >= LEAST_BEFORE) {
      describeBeginning();
    }
  }

  private boolean isFirst() {
    return segments.isEmpty() && !broken;
  }

  private void describeBeginning() {
    int count = Math.min(consecutive, from);
    for (int c = 0; c < count; c++) {
      lasso.predict(fit, clear.basis(), from - 1 - c, predicted);
      window.set(c, clear, from - 1 - c, predicted, scatter);
    }
    float[] magnitude = new float[BANDS];
    for (int band = 0; band < BANDS; band++) {
      magnitude[band] = -window.median(band, 0, count);
    }
    fit(dense, from + 1, MIN_COEFFICIENTS);
    List<Segment.Band> bands = new ArrayList<>(BANDS);
    for (int band = 0; band < BANDS; band++) {
      float[] coefficients = new float[COEFFICIENTS];
      for (int k = 0; k < COEFFICIENTS; k++) {
        coefficients[k] = fit.coefficients[k * LANES + band];
      }
      bands.add(new Segment.Band(fit.rmse[band], magnitude[band], coefficients));
    }
    int breakDay = clear.day(from);
    segments.add(
        new Segment(
            clear.day(0), breakDay, breakDay, from - changed, MIN_COEFFICIENTS, CONFIRMED, bands));
    changed = from;
  }

  private void initialise() {
    fit(from, next + 1, COEFFICIENTS);
    System.arraycopy(fit.coefficients, 0, states.coefficients, 0, states.coefficients.length);
    if (independent) {
      states.clear();
    }
    states.initialise(clear, from, next, fit.rmse);
    modelObservations = next - from + 1;
    modelStart = clear.day(from);
    trained = true;
  }

  /** Looks at the next observation. */
  private void monitor() {
    scatterOfModel();
    int departed = 0;
    while (departed < consecutive) {
      states.predict(clear.day(next + departed), predicted);
      window.set(departed, clear, next + departed, predicted, scatter);
      if (window.magnitude(departed) < monitorThreshold) {
        break;
      }
      departed++;
    }
    if (departed == consecutive && !(window.angle(0, consecutive) > Cold.MAX_ANGLE)) {
      close(modelObservations - COEFFICIENTS);
      from = next;
      changed = next;
      trained = false;
    } else if (window.magnitude(0) > (float) NOISE) {
      states.skip(clear.span(next, next + 1));
      clear.remove(next);
      next--;
    } else {
      states.update(clear, next);
      modelObservations++;
    }
  }

  private void scatterOfModel() {
    float freedom = modelObservations - COEFFICIENTS;
    for (int band = 0; band < BANDS; band++) {
      float variance = states.squares[band] / freedom;
      scatter[band] = Math.max(noise[band], (float) Math.sqrt(variance));
    }
  }

  private void close(float freedom) {
    List<Segment.Band> bands = new ArrayList<>(BANDS);
    for (int band = 0; band < BANDS; band++) {
      float variance = states.squares[band] / freedom;
      bands.add(
          new Segment.Band(
              (float) Math.sqrt(variance),
              window.median(band, 0, consecutive),
              states.coefficientsOf(band)));
    }
    int breakDay = clear.day(next);
    segments.add(
        new Segment(
            modelStart, breakDay, breakDay, modelObservations, COEFFICIENTS, CONFIRMED, bands));
  }

  private void fit(int first, int end, int coefficients) {
    float[] basis = clear.exactBasis(first, end);
    lasso.fit(basis, clear.basis(), clear.values(), first, end, coefficients, lambda, fit);
    double freedom = Math.sqrt(end - first - coefficients);
    for (int band = 0; band < BANDS; band++) {
      // the last bit counts: it goes into the filter as the variance of the observations
      fit.rmse[band] = (float) (fit.norm[band] / freedom);
    }
  }

  private void widen() {
    for (int band = 0; band < BANDS; band++) {
      scatter[band] = Math.max(noise[band], fit.rmse[band]);
    }
  }

  /** Goes on with a pixel where {@link #keep} left it. */
  void resume(SCcdPixel pixel) {
    start(pixel.count + 1);
    for (int i = 0; i < pixel.count; i++) {
      clear.add(pixel.days[i], pixel.values, i * BANDS, BANDS);
    }
    broken = pixel.broken;
    from = pixel.from;
    next = Math.max(0, pixel.count - consecutive);
    trained = pixel.mode == SCcdState.Mode.MONITOR;
    for (int band = 0; band < BANDS; band++) {
      noise[band] = pixel.noise[band];
    }
    if (trained) {
      modelStart = pixel.start;
      modelObservations = pixel.observations;
      states.restore(pixel.coefficients, pixel.covariance, pixel.variance, pixel.squares);
    }
  }

  /**
   * Takes observations in at the end and looks at all that have enough others after them.
   *
   * @param days ascending, later than the last one there is
   * @param values of the six bands of each, next to each other
   */
  void take(int[] days, float[] values, int count) {
    clear.reserve(clear.size() + count);
    if (marks.length < clear.size() + count) {
      marks = new boolean[2 * (clear.size() + count)];
    }
    for (int i = 0; i < count; i++) {
      clear.add(days[i], values, i * BANDS, BANDS);
    }
    if (Float.isNaN(noise[0]) && clear.size() >= LEAST_TO_BEGIN) {
      measureNoise();
    }
    advance();
  }

  /**
   * Writes all that is needed to go on. Of a pixel without a model the oldest observations are
   * forgotten when there are more than a pixel has places for.
   */
  void keep(SCcdPixel pixel) {
    pixel.mode = trained ? SCcdState.Mode.MONITOR : SCcdState.Mode.QUEUE;
    pixel.broken = !isFirst();
    int first = trained ? next : isFirst() ? dense : changed;
    first = Math.max(first, clear.size() - pixel.capacity());
    pixel.count = clear.size() - first;
    for (int i = 0; i < pixel.count; i++) {
      pixel.days[i] = clear.day(first + i);
      for (int band = 0; band < BANDS; band++) {
        pixel.values[i * BANDS + band] = clear.value(first + i, band);
      }
    }
    pixel.from = trained ? 0 : Math.max(0, from - first);
    for (int band = 0; band < BANDS; band++) {
      pixel.noise[band] = noise[band];
    }
    pixel.start = trained ? modelStart : 0;
    pixel.observations = trained ? modelObservations : 0;
    if (trained) {
      states.save(pixel.coefficients, pixel.covariance, pixel.variance, pixel.squares);
    }
  }

  /**
   * The anomalies at the end: the last observations, of those that the model has not decided on,
   * that all exceed the threshold and depart the same way. As many as a change needs are a change,
   * which ends the model when one more observation comes.
   *
   * @return how many; 0 without a model
   */
  int anomalies() {
    if (!trained) {
      return 0;
    }
    scatterOfModel();
    int pending = clear.size() - next;
    int first = pending;
    while (first > 0) {
      states.predict(clear.day(next + first - 1), predicted);
      window.set(first - 1, clear, next + first - 1, predicted, scatter);
      if (window.magnitude(first - 1) < monitorThreshold) {
        break;
      }
      first--;
    }
    while (pending - first > 1 && window.angle(first, pending) > Cold.MAX_ANGLE) {
      first++;
    }
    return pending - first;
  }

  /** How far off the model one of the last observations is, after {@link #anomalies}: squared. */
  float magnitudeOfAnomaly(int fromEnd) {
    return window.magnitude(clear.size() - next - fromEnd);
  }

  /** The day of one of the last observations: 1 is the last. */
  int dayOf(int fromEnd) {
    return clear.day(clear.size() - fromEnd);
  }

  /** A value of one of the last observations. */
  float observed(int fromEnd, int band) {
    return clear.value(clear.size() - fromEnd, band);
  }

  /** What the model expected there. */
  float expected(int fromEnd, int band) {
    states.predict(clear.day(clear.size() - fromEnd), predicted);
    return predicted[band];
  }

  /** Mean scatter of the watched bands; NaN without a model. */
  float meanScatter() {
    if (!trained) {
      return Float.NaN;
    }
    scatterOfModel();
    float sum = 0;
    for (int band = Window.FIRST_WATCHED; band < Window.WATCHED_END; band++) {
      sum += scatter[band];
    }
    return sum / (Window.WATCHED_END - Window.FIRST_WATCHED);
  }

  /** Segments that ended since {@link #resume}. */
  List<Segment> ended() {
    return List.copyOf(segments);
  }

  private SCcdState state() {
    List<SCcdState.Pending> pending = new ArrayList<>();
    for (int i = trained ? next : changed; i < clear.size(); i++) {
      pending.add(pending(i));
    }
    return trained
        ? new SCcdState(
            SCcdState.Mode.MONITOR,
            modelStart,
            modelObservations,
            states.models(),
            wholeNoise(),
            pending)
        : new SCcdState(SCcdState.Mode.QUEUE, 0, 0, List.of(), wholeNoise(), pending);
  }

  private List<Integer> wholeNoise() {
    List<Integer> result = new ArrayList<>();
    for (int band = 0; band < BANDS; band++) {
      result.add((int) noise[band]);
    }
    return result;
  }

  private SCcdState.Pending pending(int observation) {
    List<Float> values = new ArrayList<>(BANDS);
    for (int band = 0; band < BANDS; band++) {
      values.add(clear.value(observation, band));
    }
    return new SCcdState.Pending(clear.day(observation), values);
  }

  /** Permanent snow: a model of all of it, and no change is looked for. */
  private SCcdState followSnow() {
    measureNoise();
    int n = clear.size();
    List<SCcdState.Pending> pending = new ArrayList<>();
    if (n < LEAST_TO_BEGIN) {
      for (int i = 0; i < n; i++) {
        pending.add(pending(i));
      }
      return new SCcdState(SCcdState.Mode.SNOW_QUEUE, 0, 0, List.of(), wholeNoise(), pending);
    }
    fit(0, n, MIN_COEFFICIENTS);
    System.arraycopy(fit.coefficients, 0, states.coefficients, 0, states.coefficients.length);
    // the last observation has none after it to move on to
    states.initialise(clear, 0, n - 2, fit.rmse);
    pending.add(pending(n - 1));
    return new SCcdState(
        SCcdState.Mode.SNOW_MONITOR, clear.day(0), n - 1, states.models(), wholeNoise(), pending);
  }
}
