// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.kernel.BreakBlock;

/**
 * Consecutive values below what the same time of the year had in the years before, after the
 * vegetation alerts of OPERA DIST-ALERT (Pickens, Hansen, Song et al., <i>Global near-real-time
 * disturbance alerts from harmonized Landsat and Sentinel-2</i>; NASA/JPL OPERA Land Surface
 * Disturbance Algorithm Theoretical Basis Document): the baseline of a day is the least value
 * within {@code window} days of the same day of the year in the last {@code years} years of the
 * history; the anomaly is baseline minus value; an anomaly of at least {@code threshold} signals.
 *
 * <p>The baseline is kept for {@code bins} days of the year, evenly spaced, and a scene takes the
 * nearest: one plane of the state a scene. A day of the year with fewer than {@code least}
 * observations has none, and scenes there are not looked at. Only losses of the index signal. The
 * state keeps the baseline it was opened with; where monitoring goes on for years it is opened
 * again each year.
 *
 * <p>The scatter, the unit of departures, is 1.4826 times the median distance of the baseline
 * years' values from their bin's median.
 */
final class Baseline implements OnlineDetector {

  static final String NAME = "baseline";

  private static final int BINS = EvidencePlanes.SCATTER + 1;

  /** Pixels of a stretch. */
  private static final int STRETCH = 512;

  private static final float NORMAL_CONSISTENCY = 1.4826f;

  private final Options options;
  private final Map<String, String> parameters;

  /**
   * Parameters.
   *
   * @param years of the baseline, 1 to 20
   * @param window days on either side, 1 to 60
   * @param bins days of the year that have a baseline, 12 to 73
   * @param least observations of a bin, 1 to 100
   * @param quantile of the observations that is the baseline, 0 (the least value) to 0.5
   * @param threshold anomaly that signals (index), above 0
   */
  record Options(
      RunRule rule,
      double years,
      double window,
      int bins,
      int least,
      double quantile,
      double threshold) {
    Options {
      require(years >= 1 && years <= 20, "years must be 1 to 20, not " + years);
      require(window >= 1 && window <= 60, "window must be 1 to 60 days, not " + window);
      require(bins >= 12 && bins <= 73, "bins must be 12 to 73, not " + bins);
      require(least >= 1 && least <= 100, "least must be 1 to 100, not " + least);
      require(quantile >= 0 && quantile <= 0.5, "quantile must be 0 to 0.5, not " + quantile);
      require(
          threshold > 0 && threshold < Double.POSITIVE_INFINITY,
          "threshold must be above 0, not " + threshold);
    }

    private static void require(boolean holds, String message) {
      if (!holds) {
        throw new AnalysisException(AnalysisException.Key.SETTING, message);
      }
    }

    /** The bin of a time. */
    int bin(double year) {
      double season = year - Math.floor(year);
      return Math.min((int) (season * bins), bins - 1);
    }

    /** The middle of a bin, as a part of the year. */
    double middle(int bin) {
      return (bin + 0.5) / bins;
    }
  }

  private Baseline(Options options, Map<String, String> parameters) {
    this.options = options;
    this.parameters = parameters;
  }

  static Baseline of(Settings settings) {
    Options options =
        new Options(
            settings.runs(2, 3),
            settings.number("years", 3),
            settings.number("window", 15),
            settings.whole("bins", 24),
            settings.whole("least", 3),
            settings.number("quantile", 0),
            settings.number("threshold", 0.1));
    return new Baseline(options, settings.all());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Map<String, String> parameters() {
    return parameters;
  }

  @Override
  public StateLayout layout(int historyDates) {
    List<StatePlane> fixed = new ArrayList<>();
    for (int bin = 0; bin < options.bins(); bin++) {
      int day = (int) (options.middle(bin) * 365) + 1;
      fixed.add(new StatePlane("baseline" + bin, "index", "baseline of day " + day));
    }
    return EvidencePlanes.layout(fixed, List.of());
  }

  @Override
  public boolean needs(int fixedPlane, SceneTime time) {
    return fixedPlane == EvidencePlanes.SCATTER || fixedPlane == BINS + options.bin(time.year());
  }

  @Override
  public HistoryFit fit(double[] years) {
    int[][] members = members(years);
    float[] values = new float[years.length];
    float[] distances = new float[members.length * years.length];
    return (block, offset, state, first, count) -> {
      for (int p = 0; p < count; p++) {
        fit(members, block, offset + p, values, distances, state, first + p);
      }
    };
  }

  /** The dates of each bin. */
  private int[][] members(double[] years) {
    int[][] members = new int[options.bins()][];
    double last = years.length == 0 ? 0 : years[years.length - 1];
    for (int bin = 0; bin < members.length; bin++) {
      int[] dates = new int[years.length];
      int count = 0;
      for (int t = 0; t < years.length; t++) {
        double distance = years[t] - options.middle(bin);
        double days = Math.abs(distance - Math.rint(distance)) * 365;
        if (days <= options.window() && years[t] > last - options.years()) {
          dates[count++] = t;
        }
      }
      members[bin] = Arrays.copyOf(dates, count);
    }
    return members;
  }

  private void fit(
      int[][] members,
      float[] block,
      int at,
      float[] values,
      float[] distances,
      PixelState state,
      int pixel) {
    int all = 0;
    for (int bin = 0; bin < members.length; bin++) {
      int count = 0;
      for (int t : members[bin]) {
        float value = block[at + t * BreakBlock.PIXELS];
        if (Float.isFinite(value)) {
          values[count++] = value;
        }
      }
      boolean enough = count >= options.least();
      float baseline = Float.NaN;
      if (enough) {
        Arrays.sort(values, 0, count);
        baseline = quantile(values, count, (float) options.quantile());
        float median = quantile(values, count, 0.5f);
        for (int i = 0; i < count; i++) {
          distances[all++] = Math.abs(values[i] - median);
        }
      }
      state.fixed(BINS + bin)[pixel] = baseline;
    }
    Arrays.sort(distances, 0, all);
    float scatter = all == 0 ? 0 : NORMAL_CONSISTENCY * quantile(distances, all, 0.5f);
    state.fixed(EvidencePlanes.SCATTER)[pixel] = scatter > 0 ? scatter : Float.NaN;
    EvidencePlanes.clear(state, pixel, scatter > 0);
  }

  private static float quantile(float[] sorted, int count, float share) {
    float position = share * (count - 1);
    int below = (int) position;
    int above = Math.min(below + 1, count - 1);
    return Math.fma(position - below, sorted[above] - sorted[below], sorted[below]);
  }

  @Override
  public void departures(
      PixelState state,
      int from,
      int to,
      float[] values,
      int valuesFrom,
      SceneTime time,
      float[] out) {
    float[] baseline = state.fixed(BINS + options.bin(time.year()));
    float[] scatter = state.fixed(EvidencePlanes.SCATTER);
    for (int pixel = from; pixel < to; pixel++) {
      int at = valuesFrom + pixel - from;
      out[at] = (values[at] - baseline[pixel]) / scatter[pixel];
    }
  }

  @Override
  public void update(PixelState state, int from, int to, List<? extends SceneValues> scenes) {
    float[] values = new float[Math.min(STRETCH, to - from)];
    for (int pixel = from; pixel < to; pixel += STRETCH) {
      int count = Math.min(STRETCH, to - pixel);
      for (SceneValues scene : scenes) {
        if (scene.values(pixel, count, values)) {
          observe(state, pixel, count, values, scene);
        }
      }
    }
  }

  private void observe(PixelState state, int pixel, int count, float[] values, SceneValues scene) {
    float[] baseline = state.fixed(BINS + options.bin(scene.time().year()));
    float[] scatter = state.fixed(EvidencePlanes.SCATTER);
    float threshold = (float) options.threshold();
    float common = scene.common();
    float day = scene.time().day();
    for (int i = 0; i < count; i++) {
      float departure = values[i] - baseline[pixel + i];
      float residual = Math.fma(-common, scatter[pixel + i], departure);
      if (Float.isFinite(residual)) {
        float signal = residual <= -threshold ? -1 : 0;
        options.rule().observe(state, pixel + i, signal, residual, day);
      }
    }
  }

  @Override
  public PixelEvidence evidence(PixelState state, int pixel) {
    PixelEvidence bare = EvidencePlanes.read(state, pixel, 0);
    return bare.withProbability(ChangeProbability.of(bare));
  }
}
