// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;
import org.sunqar.catalog.filter.ComparisonOperator;
import org.sunqar.catalog.filter.PropertyTest;
import org.sunqar.catalog.filter.PropertyTest.Constant;

/** A test of one property by its column. */
@FunctionalInterface
interface ColumnTest {

  /** It does not hold. */
  int NO = 0;

  /** Only the document can tell. */
  int MAYBE = 1;

  /** It holds. */
  int YES = 2;

  /** Whole numbers beyond are not exact as floating-point numbers. */
  long EXACT = 1L << 52;

  int test(ColumnBlock block, int slot);

  /** The test of a column; empty when there is none for it. */
  static Optional<ColumnTest> of(PropertyTest test, Sql sql) throws SQLException {
    int number = ColumnBlock.NUMBERS.indexOf(test.property());
    if (number >= 0) {
      return ofNumber(test, number);
    }
    int text = ColumnBlock.TEXTS.indexOf(test.property());
    return text >= 0 ? ofText(test, text, sql) : Optional.empty();
  }

  private static Optional<ColumnTest> ofNumber(PropertyTest test, int column) {
    return switch (test) {
      case PropertyTest.Compared(String p, ComparisonOperator operator, Constant value) ->
          number(value).map(n -> numbers(column, x -> holds(operator, Double.compare(x, n + 0.0))));
      case PropertyTest.OneOf(String p, List<Constant> values) -> {
        List<Double> wanted =
            values.stream().map(ColumnTest::number).flatMap(Optional::stream).toList();
        yield wanted.size() == values.size()
            ? Optional.of(numbers(column, x -> wanted.stream().anyMatch(n -> n == x)))
            : Optional.empty();
      }
      case PropertyTest.StartsWith s -> Optional.empty();
      case PropertyTest.IsNull n ->
          Optional.of((block, slot) -> Double.isNaN(block.numbers[column][slot]) ? MAYBE : NO);
      case PropertyTest.NotNull n ->
          Optional.of((block, slot) -> Double.isNaN(block.numbers[column][slot]) ? MAYBE : YES);
    };
  }

  private static ColumnTest numbers(int column, DoublePredicate test) {
    // plus 0.0 makes one zero of two
    return (block, slot) -> {
      double x = block.numbers[column][slot];
      return !Double.isNaN(x) && test.test(x + 0.0) ? YES : NO;
    };
  }

  private static Optional<Double> number(Constant value) {
    return switch (value) {
      case Constant.Whole(long n) when Math.abs(n) <= EXACT -> Optional.of((double) n);
      case Constant.Real(double x) when Math.abs(x) <= EXACT -> Optional.of(x);
      default -> Optional.empty();
    };
  }

  private static Optional<ColumnTest> ofText(PropertyTest test, int column, Sql sql)
      throws SQLException {
    return switch (test) {
      case PropertyTest.Compared(
              String p,
              ComparisonOperator operator,
              Constant.Text(String text)) ->
          Optional.of(
              texts(
                  column,
                  codes(
                      sql, "SELECT key FROM term WHERE value " + operator.symbol() + " ?", text)));
      case PropertyTest.Compared c -> Optional.empty();
      case PropertyTest.OneOf(String p, List<Constant> values) -> {
        BitSet codes = new BitSet();
        for (Constant value : values) {
          if (!(value instanceof Constant.Text(String text))) {
            yield Optional.empty();
          }
          codes.or(codes(sql, "SELECT key FROM term WHERE value = ?", text));
        }
        yield Optional.of(texts(column, codes));
      }
      case PropertyTest.StartsWith(String p, String prefix) ->
          Optional.of(
              texts(
                  column,
                  codes(
                      sql,
                      "SELECT key FROM term WHERE substr(value, 1, length(?1)) = ?1",
                      prefix)));
      case PropertyTest.IsNull n ->
          Optional.of(
              (block, slot) -> block.texts[column][slot] == ColumnBlock.NO_TEXT ? MAYBE : NO);
      case PropertyTest.NotNull n ->
          Optional.of(
              (block, slot) -> block.texts[column][slot] == ColumnBlock.NO_TEXT ? MAYBE : YES);
    };
  }

  private static ColumnTest texts(int column, BitSet codes) {
    return (block, slot) -> {
      int code = block.texts[column][slot];
      return code == ColumnBlock.OTHER_TEXT ? MAYBE : codes.get(code) ? YES : NO;
    };
  }

  private static BitSet codes(Sql sql, String query, String value) throws SQLException {
    BitSet codes = new BitSet();
    try (ResultSet rows = sql.query(query, value)) {
      while (rows.next()) {
        codes.set(rows.getInt(1));
      }
    }
    return codes;
  }

  private static boolean holds(ComparisonOperator operator, int comparison) {
    return switch (operator) {
      case EQUAL -> comparison == 0;
      case NOT_EQUAL -> comparison != 0;
      case LESS -> comparison < 0;
      case LESS_OR_EQUAL -> comparison <= 0;
      case GREATER -> comparison > 0;
      case GREATER_OR_EQUAL -> comparison >= 0;
    };
  }
}
