// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sunqar.catalog.store.Aggregation.Bucket;

/**
 * Answers to questions about many items, counted by the server. Where only documents tell which
 * items are meant, their places are found first.
 */
final class PostgisAggregation {

  /** More classes are cut off, the rarest first. */
  private static final int MAX_BUCKETS = 1000;

  private static final long DAY = 86_400_000_000L;

  /** Days from the beginning of the first year of all to 1970. */
  private static final int DAYS_BEFORE = 719_162;

  /** The day since 1970; counted from the first of all, so that division never rounds up. */
  private static final String DAY_OF_TIME =
      "((i.time + " + DAYS_BEFORE * DAY + ") / " + DAY + ")::int - " + DAYS_BEFORE;

  private final Connection connection;
  private final PostgisAnswers known;
  private final PostgisSearch search;
  private final Optional<List<String>> places;

  /** How many items each day has, once that was asked. */
  private Optional<Map<Integer, Long>> days = Optional.empty();

  /**
   * @param connection in a transaction that sees one state
   */
  PostgisAggregation(Connection connection, PostgisAnswers known, ItemConditions where)
      throws SQLException {
    this.connection = connection;
    this.known = known;
    search = new PostgisSearch(ItemQuery.where(where));
    places = search.needsDocuments() ? Optional.of(search.places(connection)) : Optional.empty();
  }

  List<List<Bucket>> answers(List<Aggregation> questions) throws SQLException {
    List<List<Bucket>> answers = new ArrayList<>();
    if (search.isNone()) {
      questions.forEach(question -> answers.add(answerForNothing(question)));
      return answers;
    }
    useAllProcessors();
    if (!search.isScopeOnly()) {
      for (Aggregation question : questions) {
        answers.add(answer(question));
      }
      return answers;
    }
    String state = PostgisAnswers.state(connection);
    for (Aggregation question : questions) {
      Optional<List<Bucket>> before = known.find(state, search.collections(), question);
      List<Bucket> answer = before.isPresent() ? before.get() : answer(question);
      if (before.isEmpty()) {
        known.keep(state, search.collections(), question, answer);
      }
      answers.add(answer);
    }
    return answers;
  }

  /**
   * Counting in parts and without sorting costs little, whatever the server thinks of the number of
   * classes, of which it knows nothing.
   */
  private void useAllProcessors() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "SET LOCAL parallel_setup_cost = 0; SET LOCAL parallel_tuple_cost = 0;"
              + " SET LOCAL enable_sort = off");
    }
  }

  private List<Bucket> answer(Aggregation question) throws SQLException {
    return switch (question) {
      case Aggregation.Count() -> List.of(new Bucket("total_count", count()));
      case Aggregation.FirstTime() -> extreme("min");
      case Aggregation.LastTime() -> extreme("max");
      case Aggregation.ByTime(Aggregation.Period period) -> byTime(period);
      case Aggregation.ByCollection() -> byCollection();
      case Aggregation.ByText(String property) -> byText(property);
      case Aggregation.ByNumber(String property, List<Double> bounds) -> byNumber(property, bounds);
      case Aggregation.ByTile(int zoom) -> byTile(zoom);
    };
  }

  private long count() throws SQLException {
    if (search.isScopeOnly()) {
      return search.countScope(connection);
    }
    long n = 0;
    for (Bucket bucket : buckets(select("'', count(*)"))) {
      n = bucket.count();
    }
    return n;
  }

  private static List<Bucket> answerForNothing(Aggregation question) {
    return switch (question) {
      case Aggregation.Count() -> List.of(new Bucket("total_count", 0));
      case Aggregation.ByNumber(String property, List<Double> bounds) -> numbers(bounds, Map.of());
      default -> List.of();
    };
  }

  private List<Bucket> extreme(String function) throws SQLException {
    // one end of an index, where nothing is counted
    String count = search.isScopeOnly() ? "1" : "count(*)";
    return buckets(
            select(function + "(i.time), " + count)
                .add(" HAVING " + function + "(i.time) IS NOT NULL"))
        .stream()
        .map(bucket ->
            new Bucket(ItemRow.instant(Long.parseLong(bucket.key())).toString(), bucket.count()))
        .toList();
  }

  private List<Bucket> byCollection() throws SQLException {
    if (!search.isScopeOnly()) {
      return buckets(select("i.collection, count(*)").add(" GROUP BY 1 ORDER BY 2 DESC, 1"));
    }
    return PostgisCollections.read(connection, Optional.empty()).stream()
        .map(one -> new Bucket(one.written().id(), one.summary().items()))
        .filter(bucket -> bucket.count() > 0)
        .filter(bucket ->
            search.collections().filter(wanted -> !wanted.contains(bucket.key())).isEmpty())
        .sorted(
            Comparator.comparingLong(Bucket::count)
                .reversed()
                .thenComparing(Bucket::key, SortValue::compareTexts))
        .toList();
  }

  private List<Bucket> byTime(Aggregation.Period period) throws SQLException {
    if (days.isEmpty()) {
      Map<Integer, Long> counts = new TreeMap<>();
      // the index of instants has no tiles and is in another order than the table
      String count =
          search.isScopeOnly() && search.collections().isEmpty() ? "count(i.tile)" : "count(*)";
      for (Bucket day : buckets(select(DAY_OF_TIME + ", " + count).add(" GROUP BY 1"))) {
        counts.put(Integer.parseInt(day.key()), day.count());
      }
      days = Optional.of(counts);
    }
    Map<Integer, Long> periods = new TreeMap<>();
    days.get().forEach((day, count) -> periods.merge(Periods.start(period, day), count, Long::sum));
    return periods.entrySet().stream()
        .map(entry -> new Bucket(Periods.key(entry.getKey()), entry.getValue()))
        .toList();
  }

  private List<Bucket> byText(String property) throws SQLException {
    Optional<String> column = PostgisFacts.textColumn(property);
    if (column.isPresent()) {
      return buckets(
          select(column.get() + ", count(*)")
              .add(" AND " + column.get() + " IS NOT NULL GROUP BY 1")
              .add(" ORDER BY 2 DESC, 1 LIMIT " + MAX_BUCKETS));
    }
    return buckets(
        new SqlText()
            .add("SELECT t, count(*) FROM (")
            .add(
                select(
                    "(CASE "
                        + PostgisProperties.KIND
                        + " WHEN 'string' THEN i.properties ->> ? END) COLLATE \"C\" AS t",
                    property,
                    property))
            .add(") AS v WHERE t IS NOT NULL GROUP BY t ORDER BY 2 DESC, t LIMIT " + MAX_BUCKETS));
  }

  private List<Bucket> byNumber(String property, List<Double> bounds) throws SQLException {
    if (bounds.size() < 2) {
      return List.of();
    }
    Map<Integer, Long> classes = new HashMap<>();
    SqlText sql =
        new SqlText()
            .add(
                "SELECT CASE WHEN v = ? THEN ?"
                    // read once, and not for each row
                    + " ELSE width_bucket(v, (SELECT ?::float8[])) END, count(*)"
                    + " FROM (",
                bounds.getLast(),
                bounds.size() - 1,
                bounds.toString().replace('[', '{').replace(']', '}'))
            .add(numbers(property))
            .add(") AS n WHERE v BETWEEN ? AND ? GROUP BY 1", bounds.getFirst(), bounds.getLast());
    for (Bucket bucket : buckets(sql)) {
      classes.put(Integer.parseInt(bucket.key()) - 1, bucket.count());
    }
    return numbers(bounds, classes);
  }

  private SqlText numbers(String property) {
    Optional<String> column = PostgisFacts.numberColumn(property);
    return column.isPresent()
        ? select(column.get() + " AS v")
        : select(
            "CASE "
                + PostgisProperties.KIND
                + " WHEN 'number' THEN least(greatest((i.properties -> ?)::numeric,"
                + " -1.7e308), 1.7e308)::float8 END AS v",
            property,
            property);
  }

  private static List<Bucket> numbers(List<Double> bounds, Map<Integer, Long> classes) {
    List<Bucket> buckets = new ArrayList<>();
    for (int i = 0; i + 1 < bounds.size(); i++) {
      buckets.add(new Bucket(Double.toString(bounds.get(i)), classes.getOrDefault(i, 0L)));
    }
    return buckets;
  }

  private List<Bucket> byTile(int zoom) throws SQLException {
    return buckets(select(PostgisFacts.tile(zoom) + ", count(*)").add(" GROUP BY 1 ORDER BY 1"))
        .stream()
        .map(bucket -> new Bucket(TileKey.text(zoom, Long.parseLong(bucket.key())), bucket.count()))
        .toList();
  }

  private SqlText select(String columns, Object... parameters) {
    if (places.isPresent()) {
      return new SqlText()
          .add(
              "SELECT " + columns + " FROM item i WHERE i.ctid = ANY (?::tid[])",
              java.util.stream.Stream.concat(
                      java.util.Arrays.stream(parameters),
                      java.util.stream.Stream.of(
                          "{\"" + String.join("\",\"", places.get()) + "\"}"))
                  .toArray());
    }
    return search.unordered(columns, parameters);
  }

  /** Of rows of a key and a number. */
  private List<Bucket> buckets(SqlText sql) throws SQLException {
    List<Bucket> buckets = new ArrayList<>();
    try (PreparedStatement statement = sql.prepare(connection);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        buckets.add(new Bucket(rows.getString(1), rows.getLong(2)));
      }
    }
    return buckets;
  }
}
