// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.sunqar.raster.geo.Bounds;

/**
 * An {@link ItemQuery} as SQL with parameters.
 *
 * <p>With a box, the query starts from the R*Tree: {@code CROSS JOIN} forbids SQLite's planner to
 * turn it round and start from the time index, which takes a second over a million items instead of
 * a millisecond.
 */
final class ItemSql {

  private final StringBuilder text = new StringBuilder();
  private final List<Object> parameters = new ArrayList<>();

  private ItemSql() {}

  static ItemSql select(String columns, ItemQuery query) {
    ItemSql sql = new ItemSql();
    sql.from(columns, query);
    String direction = query.order().equals(ItemQuery.NEWEST_FIRST) ? " DESC" : "";
    sql.text.append(" ORDER BY i.time").append(direction).append(", i.id").append(direction);
    query.limit().ifPresent(limit -> sql.append(" LIMIT ?", limit));
    return sql;
  }

  static ItemSql count(ItemQuery query) {
    ItemSql sql = new ItemSql();
    sql.from("count(*)", query);
    return sql;
  }

  PreparedStatement prepare(Connection c) throws SQLException {
    PreparedStatement statement = c.prepareStatement(text.toString());
    for (int i = 0; i < parameters.size(); i++) {
      statement.setObject(i + 1, parameters.get(i));
    }
    return statement;
  }

  private void from(String columns, ItemQuery query) {
    text.append("SELECT ").append(columns).append(" FROM ");
    if (query.where().bbox().isPresent()) {
      box(query.where().bbox().get());
      text.append(" CROSS JOIN item i ON i.key = hit.key WHERE true");
    } else {
      text.append("item i WHERE true");
    }
    if (!query.where().collections().isEmpty()) {
      append(
          " AND i.collection IN (SELECT value FROM json_each(?))",
          jsonArray(query.where().collections()));
    }
    if (!query.where().time().equals(org.sunqar.catalog.stac.TimeInterval.ALWAYS)) {
      append(" AND i.\"end\" >= ?", query.where().time().start().toEpochMilli());
      append(" AND i.start <= ?", query.where().time().end().toEpochMilli());
    }
    if (!query.where().ids().isEmpty()) {
      append(" AND i.id IN (SELECT value FROM json_each(?))", jsonArray(query.where().ids()));
    }
  }

  /** UNION makes an item with a part on each side of the antimeridian come once. */
  private void box(Bounds box) {
    text.append("(");
    part(box.minX(), Math.min(180, box.maxX()), box);
    if (box.maxX() > 180) {
      text.append(" UNION ");
      part(-180, box.maxX() - 360, box);
    }
    text.append(") AS hit");
  }

  private void part(double west, double east, Bounds box) {
    append("SELECT DISTINCT key >> 1 AS key FROM item_box WHERE east >= ?", west);
    append(" AND west <= ?", east);
    append(" AND north >= ?", box.minY());
    append(" AND south <= ?", box.maxY());
  }

  private void append(String sql, Object parameter) {
    text.append(sql);
    parameters.add(parameter);
  }

  private static String jsonArray(List<String> values) {
    return values.stream()
        .map(value -> com.fasterxml.jackson.databind.node.TextNode.valueOf(value).toString())
        .collect(Collectors.joining(",", "[", "]"));
  }
}
