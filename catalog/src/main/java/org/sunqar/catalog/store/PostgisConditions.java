// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.raster.geo.Bounds;

/**
 * {@link ItemConditions} as SQL over {@code item i}, in parts for different ways to the rows. Which
 * way is taken is decided here and not by the server, whose estimate for a box and a limit is
 * easily wrong by a factor of thousands: a part that must not be taken as a way in is written so
 * that no index matches it.
 */
final class PostgisConditions {

  /** As in the index item_place. */
  private static final String PLACE =
      "ST_MakeEnvelope(CASE WHEN i.east > 180 THEN -180::float8 ELSE i.west END, i.south,"
          + " least(i.east, 180::float8), i.north, 4326)";

  private final ItemConditions where;
  private final List<Bounds> boxes;

  PostgisConditions(ItemConditions where) {
    this.where = where;
    List<Bounds> all = new ArrayList<>();
    where.bbox().ifPresent(all::add);
    where
        .intersects()
        .ifPresent(geometry -> {
          Envelope e = geometry.getEnvelopeInternal();
          if (!e.isNull()) {
            all.add(new Bounds(e.getMinX(), e.getMinY(), e.getMaxX(), e.getMaxY()));
          }
        });
    boxes = List.copyOf(all);
  }

  boolean hasBox() {
    return !boxes.isEmpty();
  }

  boolean hasTime() {
    return !where.time().equals(TimeInterval.ALWAYS);
  }

  /** Box and time by the index of places; no other index matches. */
  SqlText byPlace() {
    SqlText sql = new SqlText();
    for (Bounds box : boxes) {
      sql.add(" AND (" + PLACE + " && ST_MakeEnvelope(?, ?, ?, ?, 4326)", edges(west(box)));
      east(box)
          .ifPresent(part ->
              sql.add(" OR " + PLACE + " && ST_MakeEnvelope(?, ?, ?, ?, 4326)", edges(part)));
      sql.add(")");
    }
    if (hasTime()) {
      sql.add(" AND int8range(i.starts, i.ends, '[]') && int8range(?, ?, '[]')", start(), end());
    }
    return sql;
  }

  /** The instant of order by an index that begins with it or with collection and it. */
  SqlText byTime() {
    SqlText sql = new SqlText();
    if (hasTime()) {
      sql.add(" AND i.time >= ? - ", start()).add(longest()).add(" AND i.time <= ? + ", end());
      sql.add(longest());
    }
    return sql;
  }

  /** Whether an item meets box and time, without an index. */
  SqlText boxAndTime() {
    SqlText sql = new SqlText();
    for (Bounds box : boxes) {
      sql.add(" AND i.south <= ? AND i.north >= ? AND (", box.maxY(), box.minY());
      sql.add(touches(west(box)));
      east(box).ifPresent(part -> sql.add(" OR ").add(touches(part)));
      sql.add(")");
    }
    if (hasTime()) {
      sql.add(" AND i.starts + 0 <= ? AND i.ends + 0 >= ?", end(), start());
    }
    return sql;
  }

  /** Whether an item is of the collections and ids, without an index. */
  SqlText names() {
    SqlText sql = new SqlText();
    if (!where.collections().isEmpty()) {
      sql.add(" AND i.collection || '' = ANY (?)", where.collections());
    }
    if (!where.ids().isEmpty()) {
      sql.add(" AND i.id || '' = ANY (?)", where.ids());
    }
    return sql;
  }

  /** Items by the key of the table. */
  SqlText byNames() {
    SqlText sql = new SqlText();
    if (where.collections().isEmpty()) {
      sql.add(" AND i.collection IN (SELECT id FROM collection)");
    } else {
      sql.add(" AND i.collection = ANY (?)", where.collections());
    }
    if (!where.ids().isEmpty()) {
      sql.add(" AND i.id = ANY (?)", where.ids());
    }
    return sql;
  }

  /** The longest item of all that can be meant: so far is its instant from its ends at most. */
  private SqlText longest() {
    return where.collections().isEmpty()
        ? new SqlText().add("(SELECT coalesce(max(longest), 0) FROM collection)")
        : new SqlText()
            .add(
                "(SELECT coalesce(max(longest), 0) FROM collection WHERE id = ANY (?))",
                where.collections());
  }

  private long start() {
    return ItemRow.micros(where.time().start());
  }

  private long end() {
    return ItemRow.micros(where.time().end());
  }

  /** Boxes across the antimeridian have two parts; parts are compared, as the other store does. */
  private static SqlText touches(Bounds part) {
    SqlText sql =
        new SqlText().add("(i.west <= ? AND least(i.east, 180) >= ?)", part.maxX(), part.minX());
    return part.minX() <= 0
        ? sql.add(" OR (i.east > 180 AND i.east - 360 >= ?)", part.minX())
        : sql;
  }

  private static Bounds west(Bounds box) {
    return new Bounds(box.minX(), box.minY(), Math.min(180, box.maxX()), box.maxY());
  }

  private static Optional<Bounds> east(Bounds box) {
    return box.maxX() > 180
        ? Optional.of(new Bounds(-180, box.minY(), box.maxX() - 360, box.maxY()))
        : Optional.empty();
  }

  private static Object[] edges(Bounds box) {
    return new Object[] {box.minX(), box.minY(), box.maxX(), box.maxY()};
  }
}
