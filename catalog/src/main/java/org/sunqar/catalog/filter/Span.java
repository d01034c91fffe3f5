// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time, both ends included.
 *
 * <p>Two stretches whose ends are all days compare by days: {@code ('2022-01-01','2022-01-02')}
 * meets {@code ('2022-01-02','2022-01-05')}. Where one has a timestamp, days count from their first
 * to their last instant. Two open ends coincide.
 *
 * @param start null: open
 * @param end null: open
 */
record Span(@Nullable Moment start, @Nullable Moment end) {

  static Span at(Moment moment) {
    return new Span(moment, moment);
  }

  /** A stretch that is the same for all items; a text is one if it is written like one. */
  static Optional<Span> of(Operand operand) {
    return switch (operand) {
      case Operand.Date(LocalDate date) -> Optional.of(at(new Moment.Day(date.toEpochDay())));
      case Operand.Timestamp(Instant instant) -> Optional.of(at(new Moment.At(instant)));
      case Operand.Text(String text) -> Optional.ofNullable(Rfc3339.parse(text)).map(Span::at);
      case Operand.Unbounded _ -> Optional.of(new Span(null, null));
      case Operand.Interval(Operand start, Operand end) ->
          of(start).flatMap(from -> of(end).map(to -> new Span(from.start(), to.end())));
      default -> Optional.empty();
    };
  }

  boolean isReversed() {
    return start != null && end != null && start.compare(end) > 0;
  }

  boolean relates(TemporalFunction function, Span other) {
    boolean days = isOfDays() && other.isOfDays();
    Instant start1 = first();
    Instant end1 = days ? firstOfEnd() : last();
    Instant start2 = other.first();
    Instant end2 = days ? other.firstOfEnd() : other.last();
    return function.holds(
        start1.compareTo(start2),
        end1.compareTo(end2),
        start1.compareTo(end2),
        end1.compareTo(start2));
  }

  /** The instant halfway; of a stretch with open ends none. */
  @Nullable Moment middle() {
    if (start == null || end == null) {
      return null;
    }
    Instant from = start.first();
    return new Moment.At(from.plus(Duration.between(from, end.last()).dividedBy(2)));
  }

  private boolean isOfDays() {
    return !(start instanceof Moment.At) && !(end instanceof Moment.At);
  }

  private Instant first() {
    return start == null ? Instant.MIN : start.first();
  }

  private Instant last() {
    return end == null ? Instant.MAX : end.last();
  }

  private Instant firstOfEnd() {
    return end == null ? Instant.MAX : end.first();
  }
}
