// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.sunqar.analysis.watch.Outbox;

/**
 * How patient a delivery is. The wait after the n-th failure in a row is {@code first * 2^(n-1)},
 * at most {@code longest}, of which a random part between half and all is taken, so that receivers
 * that went down together are not all called at once when they come back.
 *
 * @param connect longest time for a connection
 * @param timeout longest time for the whole of an attempt
 * @param first wait after the first failure
 * @param longest wait, at most {@link Outbox#LONGEST_WAIT}
 * @param attempts after which a delivery is dead, at least 1
 */
public record DeliveryPolicy(
    Duration connect, Duration timeout, Duration first, Duration longest, int attempts) {

  /** Some 15 hours of attempts: a receiver may be down for a night. */
  public static final DeliveryPolicy DEFAULT =
      new DeliveryPolicy(
          Duration.ofSeconds(5),
          Duration.ofSeconds(15),
          Duration.ofSeconds(5),
          Outbox.LONGEST_WAIT,
          24);

  public DeliveryPolicy {
    if (longest.compareTo(Outbox.LONGEST_WAIT) > 0 || hold(timeout).compareTo(longest) > 0) {
      throw new IllegalArgumentException(
          "the longest wait must hold an attempt and be at most "
              + Outbox.LONGEST_WAIT
              + ", not "
              + longest);
    }
    if (attempts < 1) {
      throw new IllegalArgumentException("at least one attempt, not " + attempts);
    }
  }

  /** How long whoever sends holds the subscriber: longer than an attempt can take. */
  Duration hold() {
    return hold(timeout);
  }

  private static Duration hold(Duration timeout) {
    return timeout.multipliedBy(2);
  }

  /** The wait after so many failures in a row, at least 1. */
  Duration backoff(int failures, RandomGenerator random) {
    long most = longest.toMillis();
    long wait = first.toMillis();
    for (int i = 1; i < failures && wait < most; i++) {
      wait *= 2;
    }
    return Duration.ofMillis((long) (Math.min(wait, most) * (0.5 + 0.5 * random.nextDouble())));
  }
}
