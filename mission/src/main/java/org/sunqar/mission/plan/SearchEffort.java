// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan;

import org.sunqar.mission.MissionException;

/**
 * How long to search, and from where. The same seed and number of iterations give the same answer
 * on any machine when they end before the time does.
 *
 * @param seconds of wall time, above 0, at most a day
 * @param iterations of each search; {@link Long#MAX_VALUE} leaves it to the time
 * @param searches that run side by side, each from a seed of its own, 1 to 256
 * @param seed of everything random
 */
public record SearchEffort(double seconds, long iterations, int searches, long seed) {

  public SearchEffort {
    if (!(seconds > 0 && seconds <= 86_400)) {
      throw setting("The time to search must be above 0 and at most 86400 seconds", seconds);
    }
    if (iterations < 1) {
      throw setting("The number of iterations must be at least 1", iterations);
    }
    if (searches < 1 || searches > 256) {
      throw setting("The number of searches must be 1 to 256", searches);
    }
  }

  /** For so long, on two cores. */
  public static SearchEffort ofSeconds(double seconds) {
    return new SearchEffort(seconds, Long.MAX_VALUE, 2, 1);
  }

  /** For so many iterations of one search, however long they take. */
  public static SearchEffort ofIterations(long iterations) {
    return new SearchEffort(86_400, iterations, 1, 1);
  }

  public SearchEffort withSeconds(double other) {
    return new SearchEffort(other, iterations, searches, seed);
  }

  public SearchEffort withSeed(long other) {
    return new SearchEffort(seconds, iterations, searches, other);
  }

  private static MissionException setting(String rule, Number value) {
    return new MissionException(MissionException.Key.SETTING, rule + ", not " + value + ".");
  }
}
