// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers to questions about all items, or all of some collections, for as long as nothing changes.
 * Each batch of changes writes a row of {@code collection} or of {@code collection_addition}, so
 * that these, which are few, tell whether an answer still holds. Safe for use by several threads.
 *
 * <p>Known limit: rows of {@code item} that are changed by hand are not noticed.
 */
final class PostgisAnswers {

  /** Answers beyond that number push out the oldest. */
  private static final int MAX_ANSWERS = 64;

  /** Whether anything was written: the same text before and after means that nothing was. */
  private static final String STATE =
      """
      SELECT (SELECT md5(coalesce(string_agg(id || ' ' || xmin || ' ' || ctid, ' ' ORDER BY id), ''))
          FROM collection)
        || (SELECT ' ' || count(*) || ' ' || coalesce(max(key), 0) || ' ' || coalesce(sum(key), 0)
          FROM collection_addition)
      """;

  /**
   * What was asked.
   *
   * @param collections empty for all
   */
  private record Asked(Optional<List<String>> collections, Aggregation question) {}

  private final Map<Asked, List<Aggregation.Bucket>> answers = new LinkedHashMap<>();
  private String stateOfAnswers = "";

  /** The state that a connection sees; the answers that it asks for must be of the same. */
  static String state(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(STATE);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getString(1);
    }
  }

  synchronized Optional<List<Aggregation.Bucket>> find(
      String state, Optional<List<String>> collections, Aggregation question) {
    return state.equals(stateOfAnswers)
        ? Optional.ofNullable(answers.get(new Asked(collections, question)))
        : Optional.empty();
  }

  synchronized void keep(
      String state,
      Optional<List<String>> collections,
      Aggregation question,
      List<Aggregation.Bucket> answer) {
    if (!state.equals(stateOfAnswers)) {
      answers.clear();
      stateOfAnswers = state;
    }
    if (answers.size() >= MAX_ANSWERS) {
      answers.remove(answers.keySet().iterator().next());
    }
    answers.put(new Asked(collections, question), List.copyOf(answer));
  }
}
