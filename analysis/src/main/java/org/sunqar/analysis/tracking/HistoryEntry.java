// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.tracking;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that happened to an alert. Entries are only ever added.
 *
 * @param alert its id
 * @param number from 1 in the alert's history
 * @param at when it was written
 * @param kind what happened
 * @param by who did it; {@link #DETECTOR} or {@link #MISSION} for the machine
 * @param details what an entry of its kind has to say: status, area_ha, probability, run, reason,
 *     note, merged_into, assignee, undoes, ...
 */
public record HistoryEntry(
    String alert, int number, Instant at, Kind kind, String by, ObjectNode details) {

  /** Who makes entries that no person makes. */
  public static final String DETECTOR = "detector";

  /** Who makes entries of what satellites did. */
  public static final String MISSION = "mission";

  /** What can happen. */
  public enum Kind {
    /** A run found it for the first time. */
    CREATED,
    /** A run found it otherwise than before, or found it again after it was retracted. */
    UPDATED,
    /** The detector became sure. */
    CONFIRMED,
    /** A run over later scenes did not find it. */
    RETRACTED,
    /** It became part of an older alert. */
    MERGED,
    /** A person moved its review on, or its growth opened the review again. */
    REVIEWED,
    /** A person said something about it. */
    COMMENTED,
    /** It was given to a person to look at, or to nobody. */
    ASSIGNED,
    /** An image was ordered for it, or something became of that order. */
    ORDERED;

    /** As in files: {@code created}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The inverse of {@link #text}. */
    public static Kind of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** The type of the event that subscribers get. */
    public String eventType() {
      return "org.sunqar.alert." + (this == MERGED ? UPDATED : this).text();
    }
  }

  /**
   * The id of the event: the same however often it is delivered, and no other event's. A receiver
   * that has seen it drops it.
   */
  public String eventId() {
    return alert + "." + number;
  }

  /** A detail as text. */
  public Optional<String> detail(String name) {
    return Optional.ofNullable(details.get(name)).map(value -> value.asText());
  }
}
