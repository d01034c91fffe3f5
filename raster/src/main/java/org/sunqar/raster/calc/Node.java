// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.calc;

import java.util.List;

/** A node of an expression's tree. */
sealed interface Node {

  /** Whether the value is a truth: 1 or 0. Decides what {@code ~} means, as in numpy. */
  boolean isTruth();

  /** A constant. */
  record Constant(double value) implements Node {
    @Override
    public boolean isTruth() {
      return false;
    }
  }

  /**
   * A band by its name.
   *
   * @param at index in the text, for messages
   */
  record Name(String name, int at) implements Node {
    @Override
    public boolean isTruth() {
      return false;
    }
  }

  /** An operation on the values of other nodes. */
  record Call(Operation operation, List<Node> arguments) implements Node {
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public boolean isTruth() {
      return switch (operation.result()) {
        case NUMBER -> false;
        case TRUTH -> true;
        case AS_ARGUMENTS -> arguments.stream().allMatch(Node::isTruth);
      };
    }
  }
}
