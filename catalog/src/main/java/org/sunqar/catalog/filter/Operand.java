// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.locationtech.jts.geom.Geometry;

/** What has a value in a filter: the leaves of its tree, and what is computed from them. */
public sealed interface Operand extends FilterNode {

  /**
   * A property of an item.
   *
   * @param name as the filter spells it; see {@link Filter} for what it stands for
   */
  record Property(String name) implements Operand {}

  record Text(String value) implements Operand {}

  /** A number without a fraction. */
  record Whole(long value) implements Operand {}

  /** Any other finite number. */
  record Real(double value) implements Operand {
    public Real {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("not a finite number: " + value);
      }
    }
  }

  record Truth(boolean value) implements Operand {}

  /** A day of the Gregorian calendar, of the years 0 to 9999. */
  record Date(LocalDate value) implements Operand {}

  record Timestamp(Instant value) implements Operand {}

  /**
   * From one instant to another, both included.
   *
   * @param start a date, a timestamp, a property, a call, or {@link Unbounded}
   * @param end likewise
   */
  record Interval(Operand start, Operand end) implements Operand {}

  /** The open end of an interval. */
  record Unbounded() implements Operand {}

  /**
   * A geometry in longitude and latitude (degrees); heights are kept but not compared.
   *
   * @param geometry not to be changed
   */
  record Shape(Geometry geometry) implements Operand {}

  /**
   * A box in longitude and latitude (degrees); one whose west is east of its east crosses the
   * antimeridian.
   */
  record Box(double west, double south, double east, double north) implements Operand {}

  record Array(List<Operand> elements) implements Operand {
    public Array {
      elements = List.copyOf(elements);
    }
  }

  record Arithmetic(ArithmeticOperator operator, Operand left, Operand right) implements Operand {}

  /** CASEI: a text without regard to case. */
  record CaseInsensitive(Operand operand) implements Operand {}

  /** ACCENTI: a text without its accents. */
  record AccentInsensitive(Operand operand) implements Operand {}

  record Call(CustomFunction function, List<Operand> arguments) implements Operand {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** Whether a condition is met, as a value. */
  record Met(Condition condition) implements Operand {}
}
