// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sunqar.catalog.filter.ComparisonOperator;
import org.sunqar.catalog.filter.PropertyTest;
import org.sunqar.catalog.filter.PropertyTest.Constant;

/** Tests of properties as SQL over {@code item i}. */
final class PostgisProperties {

  /** What a field is, as text; its parameter is the name of the field. */
  static final String KIND = "jsonb_typeof(i.properties -> ?)";

  /** What stands in {@code properties} for the character NUL, which jsonb does not have. */
  static final char NUL_SUBSTITUTE = '\ufffd';

  private PostgisProperties() {}

  /** The same test in SQL, exactly; empty when SQL cannot do it. */
  static Optional<SqlText> test(PropertyTest test) {
    if (!isComparable(test.property())) {
      return Optional.empty();
    }
    String p = test.property();
    return switch (test) {
      case PropertyTest.Compared(String name, ComparisonOperator operator, Constant value) ->
          isComparable(value)
              ? Optional.of(compared(name, operator.symbol(), value))
              : Optional.empty();
      case PropertyTest.OneOf(String name, List<Constant> values) -> oneOf(name, values);
      case PropertyTest.StartsWith(String name, String prefix) ->
          isComparable(prefix)
              ? Optional.of(
                  new SqlText()
                      .add(
                          "CASE "
                              + KIND
                              + " WHEN 'string' THEN starts_with(i.properties ->> ?, ?)"
                              + " ELSE false END",
                          name,
                          name,
                          prefix))
              : Optional.empty();
      case PropertyTest.IsNull n ->
          Optional.of(new SqlText().add("coalesce(" + KIND + ", 'null') = 'null'", p));
      case PropertyTest.NotNull n ->
          Optional.of(new SqlText().add("coalesce(" + KIND + ", 'null') <> 'null'", p));
    };
  }

  private static SqlText compared(String p, String operator, Constant value) {
    return switch (value) {
      case Constant.Text(String text) ->
          new SqlText()
              .add(
                  "CASE "
                      + KIND
                      + " WHEN 'string' THEN (i.properties ->> ?) COLLATE \"C\" "
                      + operator
                      + " ? ELSE false END",
                  p,
                  p,
                  text);
      case Constant.Whole(long number) -> number(p, operator, BigDecimal.valueOf(number));
      // the digits that both numbers are written with, not what a double is in full
      case Constant.Real(double number) -> number(p, operator, BigDecimal.valueOf(number));
      case Constant.Truth(boolean truth) ->
          new SqlText()
              .add(
                  "CASE "
                      + KIND
                      + " WHEN 'boolean' THEN (i.properties ->> ?)::boolean "
                      + operator
                      + " ? ELSE false END",
                  p,
                  p,
                  truth);
    };
  }

  private static SqlText number(String p, String operator, BigDecimal number) {
    return new SqlText()
        .add(
            "CASE "
                + KIND
                + " WHEN 'number' THEN (i.properties -> ?)::numeric "
                + operator
                + " ? ELSE false END",
            p,
            p,
            number);
  }

  private static Optional<SqlText> oneOf(String p, List<Constant> values) {
    List<String> texts = new ArrayList<>();
    List<SqlText> others = new ArrayList<>();
    for (Constant value : values) {
      if (!isComparable(value)) {
        return Optional.empty();
      }
      if (value instanceof Constant.Text(String text)) {
        texts.add(text);
      } else {
        others.add(compared(p, "=", value));
      }
    }
    SqlText sql = new SqlText();
    sql.add(
        "(CASE " + KIND + " WHEN 'string' THEN (i.properties ->> ?) = ANY (?) ELSE false END",
        p,
        p,
        texts);
    others.forEach(other -> sql.add(" OR ").add(other));
    return Optional.of(sql.add(")"));
  }

  private static boolean isComparable(Constant value) {
    return !(value instanceof Constant.Text(String text)) || isComparable(text);
  }

  private static boolean isComparable(String text) {
    return text.indexOf('\0') < 0 && text.indexOf(NUL_SUBSTITUTE) < 0;
  }
}
