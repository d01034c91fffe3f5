// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sunqar.catalog.stac.Json;

/**
 * An order of items as SQL over {@code item i}: the order of {@link Place#compareTo}. A key of the
 * order becomes one or several terms that are never null, so that "after a place" can be said.
 */
final class PostgisOrder {

  /** Beyond these a number of any size is kept apart from doubles no more. */
  private static final String NUMBER =
      "CASE "
          + PostgisProperties.KIND
          + " WHEN 'number' THEN least(greatest((i.properties -> ?)::numeric, -1.7e308),"
          + " 1.7e308)::float8 WHEN 'boolean' THEN (i.properties ->> ?)::boolean::int ELSE 0 END";

  private static final String TEXT =
      "CASE "
          + PostgisProperties.KIND
          + " WHEN 'string' THEN left(i.properties ->> ?, "
          + SortValue.MAX_TEXT
          + ") ELSE '' END COLLATE \"C\"";

  /**
   * One term of the order.
   *
   * @param parameters of its question marks
   */
  private record Term(String sql, List<Object> parameters, boolean descending) {}

  private final List<SortKey> keys;
  private final List<Term> terms = new ArrayList<>();

  PostgisOrder(List<SortKey> keys) {
    this.keys = keys;
    for (SortKey key : keys) {
      boolean down = key.descending();
      switch (key.property()) {
        case "datetime" -> terms.add(new Term("i.time", List.of(), down));
        case "id" -> terms.add(new Term("i.id", List.of(), down));
        case "collection" -> terms.add(new Term("i.collection", List.of(), down));
        default -> {
          String p = key.property();
          terms.add(new Term(rank(down), List.of(p), false));
          terms.add(new Term(NUMBER, List.of(p, p, p), down));
          terms.add(new Term(TEXT, List.of(p, p), down));
        }
      }
    }
    boolean down = Place.tiesDescending(keys);
    terms.add(new Term("i.collection", List.of(), down));
    terms.add(new Term("i.id", List.of(), down));
  }

  /** Whether an index over instants is in this order. */
  boolean isOfTime() {
    return keys.size() == 1 && keys.getFirst().property().equals("datetime");
  }

  /** Whether the key of the table is in this order. */
  boolean isOfNames() {
    List<String> names = keys.stream().map(SortKey::property).toList();
    return keys.stream().map(SortKey::descending).distinct().count() <= 1
        && (names.isEmpty()
            || names.equals(List.of("collection"))
            || names.equals(List.of("collection", "id")));
  }

  /** {@code ORDER BY ...}. */
  SqlText orderBy() {
    SqlText sql = new SqlText().add(" ORDER BY ");
    String separator = "";
    for (Term term : terms) {
      sql.add(
          separator + "(" + term.sql() + ")" + (term.descending() ? " DESC" : ""),
          term.parameters().toArray());
      separator = ", ";
    }
    return sql;
  }

  /** That an item comes after a place. */
  SqlText after(Place place) {
    List<Object> values = values(place);
    if (terms.stream().map(Term::descending).distinct().count() == 1) {
      return afterRow(values);
    }
    // a, or a the same and b, or both the same and c...
    SqlText sql = new SqlText().add(" AND (");
    for (int last = 0; last < terms.size(); last++) {
      sql.add(last == 0 ? "(" : " OR (");
      for (int i = 0; i <= last; i++) {
        Term term = terms.get(i);
        sql.add((i == 0 ? "(" : " AND (") + term.sql() + ")", term.parameters().toArray());
        sql.add(i < last ? " = ?" : term.descending() ? " < ?" : " > ?", values.get(i));
      }
      sql.add(")");
    }
    return sql.add(")");
  }

  /** One comparison of rows, which an index over the same terms can begin at. */
  private SqlText afterRow(List<Object> values) {
    SqlText sql = new SqlText().add(" AND (");
    for (int i = 0; i < terms.size(); i++) {
      sql.add((i == 0 ? "" : ", ") + terms.get(i).sql(), terms.get(i).parameters().toArray());
    }
    sql.add(terms.getFirst().descending() ? ") < (" : ") > (");
    for (int i = 0; i < terms.size(); i++) {
      sql.add(i == 0 ? "?" : ", ?", values.get(i));
    }
    return sql.add(")");
  }

  /** The place of an item that was read. */
  Place place(ItemDocument document, long time) {
    List<SortValue> values = new ArrayList<>();
    Optional<JsonNode> properties = Optional.empty();
    for (SortKey key : keys) {
      switch (key.property()) {
        case "datetime" -> values.add(new SortValue.Time(time));
        case "id" -> values.add(new SortValue.Text(document.id()));
        case "collection" -> values.add(new SortValue.Text(document.collection()));
        default -> {
          if (properties.isEmpty()) {
            ObjectNode json = Json.parseObject(document.json());
            properties = Optional.of(json.path("properties"));
          }
          values.add(SortValue.of(properties.get().path(key.property())));
        }
      }
    }
    return new Place(values, document.collection(), document.id());
  }

  private List<Object> values(Place place) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      boolean down = keys.get(i).descending();
      boolean plain =
          switch (keys.get(i).property()) {
            case "datetime", "id", "collection" -> true;
            default -> false;
          };
      switch (place.values().get(i)) {
        case SortValue.Time(long micros) -> values.add(micros);
        case SortValue.Text(String text) -> {
          if (plain) {
            values.add(text);
          } else {
            values.addAll(List.of(1, 0.0, text.replace('\0', PostgisProperties.NUL_SUBSTITUTE)));
          }
        }
        case SortValue.Numeric(double number) ->
            values.addAll(List.of(down ? 2 : 0, Math.clamp(number, -1.7e308, 1.7e308), ""));
        case SortValue.Truth(boolean truth) ->
            values.addAll(List.of(down ? 0 : 2, truth ? 1.0 : 0.0, ""));
        case SortValue.Absent() -> values.addAll(List.of(3, 0.0, ""));
      }
    }
    values.add(place.collection());
    values.add(place.id());
    return values;
  }

  /** Kinds of values in the order of {@link SortValue}; absent ones come last both ways. */
  private static String rank(boolean descending) {
    return "CASE "
        + PostgisProperties.KIND
        + (descending
            ? " WHEN 'boolean' THEN 0 WHEN 'string' THEN 1 WHEN 'number' THEN 2 ELSE 3 END"
            : " WHEN 'number' THEN 0 WHEN 'string' THEN 1 WHEN 'boolean' THEN 2 ELSE 3 END");
  }
}
