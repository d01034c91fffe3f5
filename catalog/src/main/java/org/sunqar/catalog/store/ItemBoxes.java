// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
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
   * {@code cap} entries are looked at in each part.
   *
   * <p>They come as one text: a row of a result takes half a microsecond to get through the driver,
   * a number in a text a twentieth.
   *
   * @param parts of the rectangle, one, or two on either side of the antimeridian
   * @return each once, in no order; empty when there are more
   */
  static Optional<long[]> find(Sql sql, List<Bounds> parts, long start, long end, int cap)
      throws SQLException {
    StringBuilder keys = new StringBuilder();
    for (Bounds part : parts) {
      try (ResultSet rows =
          sql.query(
              "SELECT count(*), group_concat(key, ';') FROM (SELECT key FROM item_box"
                  + " WHERE east >= ? AND west <= ? AND north >= ? AND south <= ?"
                  + " AND \"end\" >= ? AND start <= ? LIMIT ?)",
              part.minX(),
              part.maxX(),
              part.minY(),
              part.maxY(),
              start / MICROS,
              end / MICROS,
              cap + 1)) {
        if (!rows.next() || rows.getInt(1) > cap) {
          return Optional.empty();
        }
        if (rows.getInt(1) > 0) {
          keys.append(rows.getString(2)).append(';');
        }
      }
    }
    return Optional.of(parse(keys));
  }

  /** Keys below zero are those of parts beyond the antimeridian: of the same items. */
  private static long[] parse(CharSequence text) {
    LongStream.Builder keys = LongStream.builder();
    boolean twice = false;
    long key = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '-' -> twice = true;
        case ';' -> {
          keys.add(key);
          key = 0;
        }
        default -> key = 10 * key + c - '0';
      }
    }
    long[] all = keys.build().toArray();
    return twice ? LongStream.of(all).distinct().toArray() : all;
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
