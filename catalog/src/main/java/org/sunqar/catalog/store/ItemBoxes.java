// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sunqar.raster.geo.Bounds;

/**
 * The R*Tree of items: longitude, latitude and time. It rounds outwards to single precision (about
 * a metre and some minutes), so what it finds is to be tested once more.
 *
 * <p>The tree cuts its nodes where their edges are shortest, which makes sense only when the edges
 * of a typical question are about equally long: hence {@value #DAYS} days to the degree.
 */
final class ItemBoxes {

  /** One unit of time. */
  static final int DAYS = 10;

  private static final double MICROS = DAYS * 86_400e6;

  private ItemBoxes() {}

  static void insert(Sql sql, long key, ItemRow row) throws SQLException {
    Bounds box = row.bbox();
    insert(sql, key, box.minX(), Math.max(box.minX(), Math.min(180, box.maxX())), row);
    if (box.maxX() > 180) {
      insert(sql, -key, -180, box.maxX() - 360, row);
    }
  }

  static void delete(Sql sql, long key, boolean acrossAntimeridian) throws SQLException {
    sql.update("DELETE FROM item_box WHERE key = ?", key);
    if (acrossAntimeridian) {
      sql.update("DELETE FROM item_box WHERE key = ?", -key);
    }
  }

  /**
   * The keys of items whose box may touch a rectangle, and whose time an interval; no more than
   * {@code cap} entries are looked at.
   *
   * @return none when there are more
   */
  static Optional<Set<Long>> find(Sql sql, List<Bounds> rectangles, long start, long end, int cap)
      throws SQLException {
    Set<Long> keys = new LinkedHashSet<>();
    for (Bounds part : rectangles) {
      int n = 0;
      try (ResultSet rows =
          sql.query(
              "SELECT key FROM item_box WHERE east >= ? AND west <= ? AND north >= ?"
                  + " AND south <= ? AND \"end\" >= ? AND start <= ? LIMIT ?",
              part.minX(),
              part.maxX(),
              part.minY(),
              part.maxY(),
              start / MICROS,
              end / MICROS,
              cap + 1)) {
        while (rows.next()) {
          if (++n > cap) {
            return Optional.empty();
          }
          keys.add(Math.abs(rows.getLong(1)));
        }
      }
    }
    return Optional.of(keys);
  }

  private static void insert(Sql sql, long key, double west, double east, ItemRow row)
      throws SQLException {
    sql.update(
        "INSERT INTO item_box VALUES (?, ?, ?, ?, ?, ?, ?)",
        key,
        west,
        east,
        row.bbox().minY(),
        row.bbox().maxY(),
        row.start() / MICROS,
        row.end() / MICROS);
  }
}
