// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A node of the tree of a filter. */
public sealed interface FilterNode permits Condition, Operand {

  /** The nodes right below this one, in the order of the text. */
  default List<FilterNode> children() {
    return switch (this) {
      case Condition.And and -> List.copyOf(and.parts());
      case Condition.Or or -> List.copyOf(or.parts());
      case Condition.Not not -> List.of(not.part());
      case Condition.Comparison c -> List.of(c.left(), c.right());
      case Condition.Like like -> List.of(like.text(), like.pattern());
      case Condition.Between b -> List.of(b.value(), b.low(), b.high());
      case Condition.In in ->
          Stream.<FilterNode>concat(Stream.of(in.value()), in.list().stream()).toList();
      case Condition.IsNull isNull -> List.of(isNull.operand());
      case Condition.Spatial s -> List.of(s.left(), s.right());
      case Condition.Temporal t -> List.of(t.left(), t.right());
      case Condition.ArrayRelation a -> List.of(a.left(), a.right());
      case Condition.Holds holds -> List.of(holds.operand());
      case Operand.Interval interval -> List.of(interval.start(), interval.end());
      case Operand.Array array -> List.copyOf(array.elements());
      case Operand.Arithmetic a -> List.of(a.left(), a.right());
      case Operand.CaseInsensitive c -> List.of(c.operand());
      case Operand.AccentInsensitive a -> List.of(a.operand());
      case Operand.Call call -> List.copyOf(call.arguments());
      case Operand.Met met -> List.of(met.condition());
      case Operand.Property _,
          Operand.Text _,
          Operand.Whole _,
          Operand.Real _,
          Operand.Truth _,
          Operand.Date _,
          Operand.Timestamp _,
          Operand.Unbounded _,
          Operand.Shape _,
          Operand.Box _ ->
          List.of();
    };
  }

  /**
   * Visits the node and all below it. Without recursion: a tree may be too deep for that before it
   * is known how deep it is.
   *
   * @throws org.sunqar.catalog.CatalogException INVALID when the tree is deeper or has more nodes
   *     than a filter may
   */
  default void walk(Consumer<FilterNode> visitor) {
    record Level(FilterNode node, int depth) {}
    Deque<Level> open = new ArrayDeque<>();
    open.push(new Level(this, 1));
    int nodes = 0;
    while (!open.isEmpty()) {
      Level level = open.pop();
      if (++nodes > FilterLimits.NODES) {
        throw FilterLimits.exceeded("has more than " + FilterLimits.NODES + " parts");
      }
      if (level.depth() > FilterLimits.TREE_DEPTH) {
        throw FilterLimits.exceeded("is nested more than " + FilterLimits.TREE_DEPTH + " deep");
      }
      visitor.accept(level.node());
      for (FilterNode child : level.node().children().reversed()) {
        open.push(new Level(child, level.depth() + 1));
      }
    }
  }
}
