// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import java.util.List;

/**
 * A test of one field of {@code properties} that a database can do. Each one but {@link IsNull}
 * holds only where the field is there, not null, and of the type of the constant.
 */
public sealed interface PropertyTest {

  /** The key in {@code properties}; it has no dots. */
  String property();

  /** A number, text or truth value that a field is compared with. */
  sealed interface Constant {
    /**
     * Texts order by code points, which is the order of UTF-8 bytes. It does not look like a time.
     */
    record Text(String value) implements Constant {}

    record Whole(long value) implements Constant {}

    /** A finite number; compared exactly with whole ones. */
    record Real(double value) implements Constant {}

    record Truth(boolean value) implements Constant {}
  }

  record Compared(String property, ComparisonOperator operator, Constant value)
      implements PropertyTest {}

  /**
   * Equal to one of these.
   *
   * @param values at least one
   */
  record OneOf(String property, List<Constant> values) implements PropertyTest {
    public OneOf {
      values = List.copyOf(values);
    }
  }

  /**
   * @param prefix not empty
   */
  record StartsWith(String property, String prefix) implements PropertyTest {}

  /** Absent or null. */
  record IsNull(String property) implements PropertyTest {}

  record NotNull(String property) implements PropertyTest {}
}
