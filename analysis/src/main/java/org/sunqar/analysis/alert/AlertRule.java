// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.alert;

import java.util.Optional;
import org.sunqar.analysis.AnalysisException;

/**
 * Which changes become alerts. The defaults are chosen on synthetic stacks with known changes
 * (docs/benchmarks.md): a season out of the ordinary crosses the detector's boundary on half of the
 * pixels, but rarely puts three observations in a row beyond Tukey's fence on neighbouring pixels.
 *
 * @param minimumAreaHa minimum mapping unit (hectares), above 0 and at most 1e6
 * @param leastRun consecutive observations beyond the fence that make a pixel a seed, 2 to 50; its
 *     neighbours may have one less, but not below 2
 * @param leastSize least size of the change in units of the pixel's scatter, 0 to 1000
 * @param leastMagnitude least size of the change in units of the index, 0 or more
 * @param direction whether losses, gains or both of the index count
 * @param minimumConfidence least {@link Confidence} of an alert, 0 to 1
 * @param quietDays an alert that touches one raised less than this many days ago is held back, 0 to
 *     3650; 0 holds nothing back
 */
public record AlertRule(
    double minimumAreaHa,
    int leastRun,
    double leastSize,
    double leastMagnitude,
    Direction direction,
    double minimumConfidence,
    int quietDays) {

  /** Which way the index must change. */
  public enum Direction {
    DECREASE,
    INCREASE,
    BOTH;

    boolean allows(double size) {
      return switch (this) {
        case DECREASE -> size < 0;
        case INCREASE -> size > 0;
        case BOTH -> true;
      };
    }
  }

  public AlertRule {
    require(
        minimumAreaHa > 0 && minimumAreaHa <= 1e6,
        "minimum area must be above 0 and at most 1e6 ha, not " + minimumAreaHa);
    require(leastRun >= 2 && leastRun <= 50, "least run must be 2 to 50, not " + leastRun);
    require(leastSize >= 0 && leastSize <= 1000, "least size must be 0 to 1000, not " + leastSize);
    require(
        leastMagnitude >= 0 && Double.isFinite(leastMagnitude),
        "least magnitude must be 0 or more, not " + leastMagnitude);
    require(
        minimumConfidence >= 0 && minimumConfidence <= 1,
        "minimum confidence must be 0 to 1, not " + minimumConfidence);
    require(
        quietDays >= 0 && quietDays <= 3650,
        "the quiet period must be 0 to 3650 days, not " + quietDays);
  }

  /** A rule without a minimum confidence and without a quiet period. */
  public AlertRule(
      double minimumAreaHa,
      int leastRun,
      double leastSize,
      double leastMagnitude,
      Direction direction) {
    this(minimumAreaHa, leastRun, leastSize, leastMagnitude, direction, 0, 0);
  }

  /** Half a hectare, three in a row, any size, both ways. */
  public static AlertRule defaults() {
    return new AlertRule(0.5, 3, 0, 0, Direction.BOTH);
  }

  /** The same rule with another least run. */
  public AlertRule withLeastRun(int run) {
    return new AlertRule(
        minimumAreaHa, run, leastSize, leastMagnitude, direction, minimumConfidence, quietDays);
  }

  /** What a run of outliers is to an alert; empty when it is too short. */
  public Optional<PixelChange.Strength> strengthOf(int run) {
    if (run >= leastRun) {
      return Optional.of(PixelChange.Strength.SEED);
    }
    return run >= Math.max(2, leastRun - 1)
        ? Optional.of(PixelChange.Strength.WEAK)
        : Optional.empty();
  }

  /** Whether a change goes the right way and is large enough. */
  boolean takes(PixelChange change) {
    return direction.allows(change.size())
        && Math.abs(change.size()) >= leastSize
        && Math.abs(change.magnitude()) >= leastMagnitude;
  }

  /** Whether the evidence of a group says enough. */
  public boolean takes(PixelGroup group) {
    return minimumConfidence == 0
        || Confidence.of(group.changes(), group.pixels().length) >= minimumConfidence;
  }

  /** Pixels that make up the minimum mapping unit, at least 1. */
  public int minimumPixels(double pixelAreaM2) {
    return (int) Math.max(1, Math.ceil(minimumAreaHa * 10_000 / pixelAreaM2 - 1e-9));
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new AnalysisException(AnalysisException.Key.SETTING, message);
    }
  }
}
