// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A condition in SQL with the values of its question marks, in order.
 *
 * @param text in which no value is written out
 * @param values texts, whole numbers (Long) and others (Double)
 */
record SqlPart(String text, List<Object> values) {

  static final SqlPart ALL = new SqlPart("1");
  static final SqlPart NONE = new SqlPart("0");

  SqlPart {
    values = List.copyOf(values);
  }

  SqlPart(String text, Object... values) {
    this(text, List.of(values));
  }

  /** What all of them say. */
  static SqlPart and(List<SqlPart> parts) {
    return joined(parts, " AND ", ALL);
  }

  /** What one of them says at least. */
  static SqlPart or(List<SqlPart> parts) {
    return joined(parts, " OR ", NONE);
  }

  private static SqlPart joined(List<SqlPart> parts, String word, SqlPart none) {
    if (parts.isEmpty()) {
      return none;
    }
    return new SqlPart(
        parts.stream().map(SqlPart::text).collect(Collectors.joining(word, "(", ")")),
        parts.stream().flatMap(part -> part.values.stream()).toList());
  }

  /** A column that is one of some values. */
  static SqlPart in(String column, List<?> values) {
    return new SqlPart(
        column
            + IntStream.range(0, values.size())
                .mapToObj(_ -> "?")
                .collect(Collectors.joining(", ", " IN (", ")")),
        List.copyOf(values));
  }

  /** This and what follows it. */
  SqlPart then(SqlPart next) {
    List<Object> all = new ArrayList<>(values);
    all.addAll(next.values);
    return new SqlPart(text + next.text, all);
  }

  void bind(PreparedStatement statement) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      switch (values.get(i)) {
        case Long whole -> statement.setLong(i + 1, whole);
        case Double real -> statement.setDouble(i + 1, real);
        case Object other -> statement.setString(i + 1, other.toString());
      }
    }
  }
}
