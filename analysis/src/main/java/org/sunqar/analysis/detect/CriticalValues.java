// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

import java.util.function.DoubleUnaryOperator;

/**
 * Critical values of the tests, for significance levels from {@value #MIN_LEVEL} to {@value
 * #MAX_LEVEL}.
 *
 * <p>They are the values that the R package strucchange 1.5-3 uses, so that breaks are found at the
 * same observations. Those of the MOSUM were simulated by its authors (method: Leisch, Hornik and
 * Kuan, 2000, <i>Monitoring structural changes with the generalized fluctuation test</i>,
 * Econometric Theory 16; Zeileis et al., 2005) and are published as its data set {@code
 * monitorMECritvalTable}: 50 levels by three widths for a monitoring period of at most ten times
 * the history, functional max. The others are roots of closed formulas.
 */
public final class CriticalValues {

  /** The smallest level that has critical values. */
  public static final double MIN_LEVEL = 0.001;

  /** The largest level that has critical values. */
  public static final double MAX_LEVEL = 0.05;

  /**
   * Intercept of the boundary that dates the start of a ROC history. The level of the ROC test
   * decides whether the history has a break at all; the boundary that says where is always that of
   * level .05, as in bfast 1.7.2. The number is the one that R arrives at with its root finder's
   * default tolerance (the exact root is 0.9478982340418); the exact one would move a history that
   * crosses between the two.
   */
  static final double ROC_BOUNDARY = 0.947898101732124;

  private static final double[] MOSUM_WIDTHS = {0.25, 0.5, 1};

  /** Rows: widths as above; columns: levels .05, .049, ... .001. */
  private static final double[][] MOSUM = {
    {
      1.34182451007628,
      1.34439131451376,
      1.34660319011975,
      1.34915116589537,
      1.35178587051693,
      1.35417886044462,
      1.3566836167395,
      1.35948739899674,
      1.36256898537193,
      1.36577231193638,
      1.36886320957607,
      1.37237427017584,
      1.37485167515552,
      1.37831535555367,
      1.38175120511989,
      1.38537793038039,
      1.38847324240149,
      1.39145597087778,
      1.39532955755002,
      1.39911228012838,
      1.40318773259415,
      1.40748954375846,
      1.41181372331003,
      1.41569840195645,
      1.41977723105019,
      1.4238186195231,
      1.42895669363032,
      1.43363936425424,
      1.43840514935644,
      1.44307576181773,
      1.44823608804569,
      1.45331084387002,
      1.45902908335449,
      1.46557816998587,
      1.4725305386567,
      1.48057636069157,
      1.48759284416558,
      1.49517101820054,
      1.50384229730937,
      1.5120839046915,
      1.52164497279622,
      1.53436454805016,
      1.54556159000357,
      1.56036062897291,
      1.57673206447201,
      1.59797111384019,
      1.61839672202083,
      1.64940524297012,
      1.68594331412298,
      1.74550948894458
    },
    {
      1.90200317899371,
      1.90575941243566,
      1.91003224799722,
      1.91430116495002,
      1.91852119221045,
      1.92363924258536,
      1.92813013037837,
      1.93318354531244,
      1.93819181548142,
      1.94372394322678,
      1.94920727427515,
      1.95410938212938,
      1.95942574616048,
      1.9650693159028,
      1.97097369401268,
      1.97593043984907,
      1.9816070498163,
      1.98735507741592,
      1.99344303519556,
      1.99907859690203,
      2.00698531362174,
      2.01348511642423,
      2.02095905934155,
      2.02936696517065,
      2.03644766225911,
      2.04438785665452,
      2.05338145412747,
      2.05937675809378,
      2.06616171881744,
      2.07473789571604,
      2.08287027642156,
      2.09256864345591,
      2.10195202161131,
      2.11178013692067,
      2.12170170901203,
      2.13419420963212,
      2.14425304938479,
      2.15761471934841,
      2.17377124717081,
      2.19161080737738,
      2.20907282819197,
      2.22538374189696,
      2.24728555022134,
      2.26978232260259,
      2.29570318746438,
      2.32552183073452,
      2.35917428857408,
      2.41186736779604,
      2.46579678405964,
      2.57025529149703
    },
    {
      2.74592761324742,
      2.75332577427708,
      2.76033090809588,
      2.76795746388208,
      2.77449341898917,
      2.78377150533344,
      2.79040905895933,
      2.79791269784148,
      2.80812472032002,
      2.81585876288918,
      2.82427033701458,
      2.8345078182179,
      2.84343425522273,
      2.85360428459958,
      2.86243265700872,
      2.87265383703287,
      2.88094199122226,
      2.89140196762897,
      2.90133608008974,
      2.91248740560158,
      2.92234001556265,
      2.93310201832971,
      2.94366180788666,
      2.95594174585483,
      2.96689759268915,
      2.98001396428591,
      2.99480828166113,
      3.00867661799182,
      3.02246324396029,
      3.03394218534334,
      3.04928862144923,
      3.06559847575043,
      3.085387125668,
      3.10344121252328,
      3.12169013198376,
      3.14546814874483,
      3.16409611837069,
      3.19331642253382,
      3.21712193181301,
      3.24079319998886,
      3.27693245691716,
      3.31144207023956,
      3.34121663787019,
      3.38431258247793,
      3.42513870373182,
      3.47422654487876,
      3.5293634919398,
      3.62095881900556,
      3.73697935597481,
      3.94102916093653
    },
  };

  private CriticalValues() {}

  /**
   * Critical value of the OLS-MOSUM monitoring process, linear in the level between the simulated
   * ones.
   *
   * @param level probability of a false alarm in the whole monitoring period, .001 to .05
   * @param h width of the window as a part of the history: .25, .5 or 1
   */
  public static double mosum(double level, double h) {
    requireLevel(level);
    double[] values = MOSUM[widthIndex(h)];
    double position = Math.clamp((MAX_LEVEL - level) * 1000, 0, values.length - 1);
    // a level of the table must give the table's value, whatever the rounding of the subtraction
    double nearest = Math.rint(position);
    if (Math.abs(position - nearest) < 1e-9) {
      return values[(int) nearest];
    }
    int below = (int) position;
    return values[below] + (position - below) * (values[below + 1] - values[below]);
  }

  /**
   * Critical value a of the OLS-CUSUM monitoring process: the root of {@code 2 - 2 (Phi(a) - a
   * phi(a)) = level} (Chu, Stinchcombe and White, 1996).
   *
   * @param level probability of a false alarm, .001 to .05
   */
  public static double cusum(double level) {
    requireLevel(level);
    return decreasingRoot(
        a -> 2 - 2 * (NormalDistribution.cumulative(a) - a * NormalDistribution.density(a)),
        level,
        1,
        10);
  }

  /**
   * Critical value of the statistic {@code max |W(t)| / (1 + 2 t)} of the recursive CUSUM test
   * (Brown, Durbin and Evans, 1975; p-value by the approximation of Zeileis et al., 2002,
   * <i>strucchange</i>, Journal of Statistical Software 7(2)).
   *
   * @param level probability of finding a break in a stable history, .001 to .05
   */
  public static double roc(double level) {
    requireLevel(level);
    return decreasingRoot(CriticalValues::recursiveCusumProbability, level, 0.3, 10);
  }

  public static boolean isWidth(double h) {
    for (double width : MOSUM_WIDTHS) {
      if (width == h) {
        return true;
      }
    }
    return false;
  }

  public static boolean isLevel(double level) {
    return level >= MIN_LEVEL && level <= MAX_LEVEL;
  }

  /** Probability that Brownian motion crosses {@code x (1 + 2 t)} in 0..1; x at least 0.3. */
  private static double recursiveCusumProbability(double x) {
    return 2
        * (1
            - NormalDistribution.cumulative(3 * x)
            + Math.exp(-4 * x * x)
                * (NormalDistribution.cumulative(x) + NormalDistribution.cumulative(5 * x) - 1)
            - Math.exp(-16 * x * x) * (1 - NormalDistribution.cumulative(x)));
  }

  private static double decreasingRoot(
      DoubleUnaryOperator f, double target, double low, double high) {
    double a = low;
    double b = high;
    while (true) {
      double middle = 0.5 * (a + b);
      if (middle <= a || middle >= b) {
        return middle;
      }
      if (f.applyAsDouble(middle) > target) {
        a = middle;
      } else {
        b = middle;
      }
    }
  }

  private static int widthIndex(double h) {
    for (int i = 0; i < MOSUM_WIDTHS.length; i++) {
      if (MOSUM_WIDTHS[i] == h) {
        return i;
      }
    }
    throw new IllegalArgumentException("h must be 0.25, 0.5 or 1, not " + h);
  }

  private static void requireLevel(double level) {
    if (!isLevel(level)) {
      throw new IllegalArgumentException(
          "level must be between " + MIN_LEVEL + " and " + MAX_LEVEL + ", not " + level);
    }
  }
}
