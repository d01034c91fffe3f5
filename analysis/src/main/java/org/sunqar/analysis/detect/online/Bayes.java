// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import java.util.List;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.kernel.BreakBlock;

/**
 * Bayesian updating of the probability of a change, for radar and optical indices (Reiche, de
 * Bruin, Hoekman, Verbesselt and Herold 2015, <i>A Bayesian approach to combine Landsat and ALOS
 * PALSAR time series for near real-time deforestation detection</i>, Remote Sensing 7, 4973-4996,
 * equations 1 to 4; Reiche et al. 2018, <i>Improving near-real time deforestation monitoring in
 * tropical dry forests by combining dense Sentinel-1 time series with Landsat and ALOS-2
 * PALSAR-2</i>, Remote Sensing of Environment 204; Reiche et al. 2021, <i>Forest disturbance alerts
 * for the Congo Basin using Sentinel-1</i>, Environmental Research Letters 16).
 *
 * <p>The undisturbed value of a pixel is normal around its season with the history's scatter
 * (robust, from the median distance, and larger for a short history, which knows it less well); the
 * disturbed one lies {@code shift} scatters off, with {@code spread} times the scatter.
 *
 * <ol>
 *   <li>The conditional probability of the disturbed state, s = f_D / (f_D + f_U), kept within
 *       {@code floor} and 1 - {@code floor} (block weighting, 2018).
 *   <li>An observation with s at least 0.5 flags the pixel. The prior is the conditional
 *       probability of the observation before; the posterior is P = p s / (p s + (1 - p) (1 - s)).
 *   <li>Each later observation updates the posterior. Below 0.5 the flag falls; at {@code confirm}
 *       or more, with s at least 0.5, the change is confirmed, and the posterior stays.
 *   <li>A flag that was not confirmed within {@code expiry} days falls (90 days in the 2021
 *       alerts).
 * </ol>
 *
 * <p>Where the normal densities would call a value <em>beyond</em> the disturbed mean, or on the
 * far side of the undisturbed one, less telling than a nearer one, the nearer one's odds are taken:
 * the conditional probability rises all the way from one side to the other.
 *
 * <p>A provisional change is a flag with a posterior of at least {@code provisional}. The
 * evidence's probability is the posterior with its odds taken times {@value #CALIBRATION}: what
 * made it right as often as it says on three synthetic stacks in which one pixel in six breaks
 * within two years (bench's OnlineAccuracy). <em>Where breaks are rarer it promises too much.</em>
 * It is 0 without a flag.
 */
final class Bayes extends SeasonalDetector {

  static final String NAME = "bayes";

  static final int CONDITIONAL = EvidencePlanes.COUNT;
  static final int POSTERIOR = CONDITIONAL + 1;

  private static final double CALIBRATION = 0.2;

  private static final float NORMAL_CONSISTENCY = 1.4826f;

  private static final int LEAST_RESIDUALS = 8;

  /** Where the conditional probability reaches its most, with the usual parameters. */
  private static final double TELLING = 2.4;

  /** 1 or -1: the side on which the disturbed mean lies. */
  final float side;

  /** Departures towards the disturbed mean up to it say nothing. */
  final float quiet;

  /** The least conditional probability. */
  final float floor;

  private final double distance;
  private final double spread;
  private final double logSpread;
  private final float provisional;
  private final float confirm;
  private final float expiry;
  private final float loud;

  /**
   * Parameters.
   *
   * @param shift mean of the disturbed values, in scatters off the season, -20 to 20 but for -0.5
   *     to 0.5; negative for a loss of the index
   * @param spread scatter of the disturbed values over that of the undisturbed ones, 0.5 to 5
   * @param floor least conditional probability, 0.001 to 0.4
   * @param provisional posterior of a provisional change, 0.5 to 1
   * @param confirm posterior of a confirmed one, {@code provisional} to below 1
   * @param expiry days after which an unconfirmed flag falls, 1 to 3650
   */
  record Options(
      SeasonModel season,
      double shift,
      double spread,
      double floor,
      double provisional,
      double confirm,
      double expiry) {
    Options {
      require(
          Math.abs(shift) >= 0.5 && Math.abs(shift) <= 20,
          "shift must be 0.5 to 20 scatters, or -20 to -0.5, not " + shift);
      require(spread >= 0.5 && spread <= 5, "spread must be 0.5 to 5, not " + spread);
      require(floor >= 0.001 && floor <= 0.4, "floor must be 0.001 to 0.4, not " + floor);
      require(
          provisional >= 0.5 && provisional <= confirm,
          "provisional must be 0.5 to confirm (" + confirm + "), not " + provisional);
      require(confirm < 1, "confirm must be below 1, not " + confirm);
      require(expiry >= 1 && expiry <= 3650, "expiry must be 1 to 3650 days, not " + expiry);
    }

    private static void require(boolean holds, String message) {
      if (!holds) {
        throw new AnalysisException(AnalysisException.Key.SETTING, message);
      }
    }
  }

  private Bayes(Options options, Settings settings) {
    super(NAME, options.season(), settings);
    this.side = (float) Math.signum(options.shift());
    this.distance = Math.abs(options.shift());
    this.spread = options.spread();
    this.logSpread = StrictMath.log(spread);
    this.floor = (float) options.floor();
    this.provisional = (float) options.provisional();
    this.confirm = (float) options.confirm();
    this.expiry = (float) options.expiry();
    this.quiet = quiet();
    this.loud = loud();
  }

  static Bayes of(Settings settings) {
    Options options =
        new Options(
            settings.season(2, false, 5, 6),
            settings.number("shift", -4),
            settings.number("spread", 1.5),
            settings.number("floor", 0.1),
            settings.number("provisional", 0.85),
            settings.number("confirm", 0.99),
            settings.number("expiry", 180));
    return new Bayes(options, settings);
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  List<StatePlane> ownFixedPlanes() {
    return List.of();
  }

  @Override
  List<StatePlane> ownMovingPlanes(int historyDates) {
    return List.of(
        new StatePlane("conditional", "1", "probability of the disturbed state by the last value"),
        new StatePlane("probability", "1", "posterior probability of a change; 0 without a flag"));
  }

  @Override
  void open(PixelState state, int first, int count, BlockHistory history) {
    float[] scatter = new float[BreakBlock.PIXELS];
    history.medianDistances(new float[BreakBlock.PIXELS], scatter);
    for (int p = 0; p < count; p++) {
      state.fixed(EvidencePlanes.SCATTER)[first + p] =
          NORMAL_CONSISTENCY * scatter[p] * doubt(history.count(p), columns(history, p));
      state.moving(CONDITIONAL)[first + p] = floor;
      state.moving(POSTERIOR)[first + p] = 0;
      if (history.count(p) < LEAST_RESIDUALS || !(scatter[p] > 0)) {
        history.reject(p);
      }
    }
  }

  /**
   * How much larger the scatter to judge new values by is than that of the history, which is the
   * scatter of values that the model was fitted to. With n of these and k coefficients, new values
   * scatter sqrt((n + k) / (n - k)) times as much; and with n - k degrees of freedom Student's t
   * takes the place of the normal distribution, whose quantile z it exceeds (z^2 + 1) / (4 (n - k))
   * times (Abramowitz and Stegun 1972, 26.7.5, first term), here at the z = {@value #TELLING} from
   * which on a value says the most that it may. 1.06 for 118 observations and 5 coefficients, 1.32
   * for 18 and 3.
   */
  private static float doubt(int observations, int columns) {
    double free = Math.max(1, observations - columns);
    double tail = (TELLING * TELLING + 1) / (4 * free);
    return (float) (Math.sqrt((observations + columns) / free) * (1 + tail));
  }

  /** Coefficients in use: a short history has fewer, and zero for the others. */
  private static int columns(BlockHistory history, int pixel) {
    int columns = 0;
    for (int at = pixel; at < history.coefficients.length; at += BreakBlock.PIXELS) {
      columns += history.coefficients[at] != 0 ? 1 : 0;
    }
    return columns;
  }

  /**
   * The conditional probability of the disturbed state. StrictMath: the state must be the same on
   * all machines.
   *
   * @param towards departure towards the disturbed mean, in scatters
   */
  private float conditional(float towards) {
    if (towards <= quiet) {
      return floor;
    }
    if (towards >= loud) {
      return 1f - floor;
    }
    double probability = 1 / (1 + StrictMath.exp(-odds(Math.clamp(towards, 0.0, distance))));
    return Math.clamp((float) probability, floor, 1f - floor);
  }

  /** log f_D - log f_U: least at the undisturbed mean, most at the disturbed one. */
  private double odds(double towards) {
    double off = (towards - distance) / spread;
    return 0.5 * (towards * towards - off * off) - logSpread;
  }

  /** Up to where the conditional probability is the floor: no need to compute it. */
  private float quiet() {
    double least = StrictMath.log(floor / (1.0 - floor));
    return odds(0) >= least ? Float.NEGATIVE_INFINITY : (float) departure(least);
  }

  /** From where on it is 1 - floor. */
  private float loud() {
    double most = StrictMath.log((1.0 - floor) / floor);
    return odds(distance) <= most ? Float.POSITIVE_INFINITY : (float) departure(most);
  }

  /** Where the odds reach a number between those at 0 and at the disturbed mean. */
  private double departure(double wanted) {
    double low = 0;
    double high = distance;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (odds(middle) < wanted) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @Override
  void observe(
      PixelState state, int pixel, int count, float[] residuals, float[] scratch, float day) {
    int done = 0;
    if (vectors()) {
      done = VectorBayes.observe(this, state, pixel, count, residuals, scratch, day);
    }
    for (int i = done; i < count; i++) {
      float towards = side * residuals[i] / state.fixed(EvidencePlanes.SCATTER)[pixel + i];
      if (!Float.isNaN(towards)) {
        observe(state, pixel + i, residuals[i], towards, day);
      }
    }
  }

  /** Takes in one observation of one pixel: the definition. */
  void observe(PixelState state, int pixel, float residual, float towards, float day) {
    float s = conditional(towards);
    float[] status = state.moving(EvidencePlanes.STATUS);
    float[] posterior = state.moving(POSTERIOR);
    float before = state.moving(CONDITIONAL)[pixel];
    state.moving(CONDITIONAL)[pixel] = s;
    state.moving(EvidencePlanes.OBSERVATIONS)[pixel] += 1;
    state.moving(EvidencePlanes.LAST_DAY)[pixel] = day;
    boolean disturbed = s >= 0.5f;
    float[] runs = state.moving(EvidencePlanes.RUN);
    runs[pixel] = disturbed ? runs[pixel] + side : 0;
    float prior = posterior[pixel];
    boolean flagged = prior > 0;
    if (!flagged && !disturbed) {
      return;
    }
    if (!flagged) {
      prior = before;
      state.moving(EvidencePlanes.FIRST_DAY)[pixel] = day;
    }
    float p = prior * s / (prior * s + (1 - prior) * (1 - s));
    boolean confirmed = status[pixel] == EvidencePlanes.CONFIRMED;
    boolean expired = day - state.moving(EvidencePlanes.FIRST_DAY)[pixel] > expiry;
    boolean falls = flagged && p < 0.5f;
    if (!confirmed && (falls || expired)) {
      posterior[pixel] = 0;
      status[pixel] = EvidencePlanes.NOTHING;
      state.moving(EvidencePlanes.FIRST_DAY)[pixel] = Float.NaN;
      state.moving(EvidencePlanes.SINCE)[pixel] = 0;
      state.moving(EvidencePlanes.BEYOND)[pixel] = 0;
      state.moving(EvidencePlanes.CHANGE)[pixel] = 0;
      return;
    }
    if (!confirmed) {
      // a posterior is kept off 0 and 1, from which no observation could move it
      posterior[pixel] = Math.clamp(p, 1e-6f, 1 - 1e-6f);
    }
    state.moving(EvidencePlanes.SINCE)[pixel] += 1;
    state.moving(EvidencePlanes.BEYOND)[pixel] += disturbed ? side : 0;
    state.moving(EvidencePlanes.CHANGE)[pixel] += residual;
    if (!confirmed) {
      status[pixel] = p >= provisional ? EvidencePlanes.PROVISIONAL : EvidencePlanes.NOTHING;
      if (p >= confirm && disturbed) {
        status[pixel] = EvidencePlanes.CONFIRMED;
        state.moving(EvidencePlanes.DETECTION_DAY)[pixel] = day;
      }
    }
  }

  @Override
  public PixelEvidence evidence(PixelState state, int pixel) {
    double posterior = state.moving(POSTERIOR)[pixel];
    double odds = CALIBRATION * posterior / (1 - posterior);
    return EvidencePlanes.read(state, pixel, posterior > 0 ? (float) (odds / (1 + odds)) : 0);
  }
}
