// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import java.util.List;

/** The tree of a filter: what is met, not met, or unknown of an item. */
public sealed interface Condition extends FilterNode {

  /** All of two or more. */
  record And(List<Condition> parts) implements Condition {
    public And {
      parts = List.copyOf(parts);
    }
  }

  /** One of two or more. */
  record Or(List<Condition> parts) implements Condition {
    public Or {
      parts = List.copyOf(parts);
    }
  }

  record Not(Condition part) implements Condition {}

  record Comparison(Operand left, ComparisonOperator operator, Operand right)
      implements Condition {}

  /**
   * @param pattern {@code %} stands for any characters, {@code _} for one, a backslash before one
   *     of these three for itself
   */
  record Like(Operand text, Operand pattern) implements Condition {}

  /** Not below one and not above the other. */
  record Between(Operand value, Operand low, Operand high) implements Condition {}

  record In(Operand value, List<Operand> list) implements Condition {
    public In {
      list = List.copyOf(list);
    }
  }

  record IsNull(Operand operand) implements Condition {}

  record Spatial(SpatialFunction function, Operand left, Operand right) implements Condition {}

  record Temporal(TemporalFunction function, Operand left, Operand right) implements Condition {}

  record ArrayRelation(ArrayFunction function, Operand left, Operand right) implements Condition {}

  /** A truth value: TRUE, a boolean property or a function. */
  record Holds(Operand operand) implements Condition {}
}
