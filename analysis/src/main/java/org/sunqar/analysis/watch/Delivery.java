// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * An event on its way to a subscriber.
 *
 * @param key of the delivery, unique in the workspace
 * @param subscriber to whom
 * @param failures how often in a row the subscriber was not reached, with whatever event
 * @param event its id
 * @param type its type
 * @param body the CloudEvent
 * @param state how far it is
 * @param attempts how often it was tried
 * @param nextAttempt when it is tried next, if it is pending
 * @param created when the event happened
 * @param problem why the latest attempt failed
 */
public record Delivery(
    long key,
    Subscriber subscriber,
    int failures,
    String event,
    String type,
    String body,
    State state,
    int attempts,
    Instant nextAttempt,
    Instant created,
    Optional<String> problem) {

  /** How far a delivery is. */
  public enum State {
    /** To be tried, again or for the first time. */
    PENDING,
    /** The receiver has it. */
    DELIVERED,
    /** Tried as often as is allowed: waits for a person. */
    DEAD;

    /** As in files: {@code pending}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    static State of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }
}
