// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sunqar.catalog.filter.Condition;
import org.sunqar.catalog.filter.Filter;
import org.sunqar.catalog.filter.FilterBounds;
import org.sunqar.catalog.filter.Operand;
import org.sunqar.catalog.filter.PropertyTest;
import org.sunqar.catalog.filter.SpatialFunction;
import org.sunqar.catalog.stac.Json;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.raster.geo.Bounds;

/**
 * {@link ItemConditions} as SQL over {@code item i}, in parts for different ways to the rows. Which
 * way is taken is decided here and not by the server, whose estimate for a box and a limit is
 * easily wrong by a factor of thousands: a part that must not be taken as a way in is written so
 * that no index matches it. What SQL cannot tell is left to {@link #test}.
 */
final class PostgisConditions {

  /** As in the index item_place. */
  private static final String PLACE =
      "ST_MakeEnvelope(CASE WHEN i.east > 180 THEN -180::float8 ELSE i.west END, i.south,"
          + " least(i.east, 180::float8), i.north, 4326)";

  private final Optional<Set<String>> collections;
  private final Optional<Set<String>> ids;

  /** The item must not end before, nor begin after (microseconds since 1970). */
  private final long start;

  private final long end;

  /** The parts of each box; all boxes must be touched. */
  private final List<List<Bounds>> boxes = new ArrayList<>();

  private final SqlText properties = new SqlText();
  private final Optional<Filter> rest;

  PostgisConditions(ItemConditions where) {
    FilterBounds bounds =
        where.filter().map(FilterBounds::of).orElseGet(PostgisConditions::anything);
    collections = both(where.collections(), bounds.collections());
    ids = both(where.ids(), bounds.ids());
    // an item that touches both intervals ends after both starts and starts before both ends
    start = Math.max(ItemRow.micros(where.time().start()), ItemRow.micros(bounds.time().start()));
    end = Math.min(ItemRow.micros(where.time().end()), ItemRow.micros(bounds.time().end()));
    where.bbox().map(PostgisConditions::parts).ifPresent(boxes::add);
    bounds.bbox().map(PostgisConditions::parts).ifPresent(boxes::add);
    boolean told = bounds.exact();
    for (PropertyTest test : bounds.properties()) {
      Optional<SqlText> sql = PostgisProperties.test(test);
      told &= sql.isPresent();
      sql.ifPresent(known -> properties.add(" AND ").add(known));
    }
    Optional<Filter> left = told ? Optional.empty() : where.filter();
    if (where.intersects().isPresent()) {
      Filter shape =
          Filter.of(
              new Condition.Spatial(
                  SpatialFunction.INTERSECTS,
                  new Operand.Property("geometry"),
                  new Operand.Shape(where.intersects().get())));
      FilterBounds.of(shape).bbox().map(PostgisConditions::parts).ifPresent(boxes::add);
      left = Optional.of(left.map(shape::and).orElse(shape));
    }
    rest = left;
  }

  /** Whether nothing can meet them. */
  boolean isNone() {
    return start > end
        || ids.filter(Set::isEmpty).isPresent()
        || collections.filter(Set::isEmpty).isPresent();
  }

  /** Whether only documents tell whether they are met. */
  boolean needsDocuments() {
    return rest.isPresent();
  }

  /** Whether they are met by all items of the collections. */
  boolean isScopeOnly() {
    return boxes.isEmpty() && ids.isEmpty() && properties.isEmpty() && rest.isEmpty() && !hasTime();
  }

  /** For a document that meets the SQL. */
  boolean test(byte[] document) {
    return rest.isEmpty() || rest.get().test(Json.parseObject(document));
  }

  boolean hasBox() {
    return !boxes.isEmpty();
  }

  /** Whether a box is looked for in two parts, which only a bitmap of the index brings together. */
  boolean hasParts() {
    return boxes.stream().anyMatch(parts -> parts.size() > 1);
  }

  /** The size of the smallest box (square degrees); 0 without one. */
  double boxArea() {
    return boxes.stream()
        .mapToDouble(parts -> parts.stream().mapToDouble(PostgisConditions::area).sum())
        .min()
        .orElse(0);
  }

  private static double area(Bounds box) {
    return (box.maxX() - box.minX()) * (box.maxY() - box.minY());
  }

  boolean hasIds() {
    return ids.isPresent();
  }

  /** The items must be in one of these; empty where that does not matter. */
  Optional<List<String>> collections() {
    return collections.map(List::copyOf);
  }

  /** Box and time by the index of places; no other index matches. */
  SqlText byPlace() {
    SqlText sql = new SqlText();
    for (List<Bounds> parts : boxes) {
      String separator = " AND (";
      for (Bounds part : parts) {
        sql.add(separator + PLACE + " && ST_MakeEnvelope(?, ?, ?, ?, 4326)", edges(part));
        separator = " OR ";
      }
      sql.add(")");
    }
    if (hasTime()) {
      sql.add(" AND int8range(i.starts, i.ends, '[]') && int8range(?, ?, '[]')", start, end);
    }
    return sql;
  }

  /** The instant of order by an index that begins with it or with collection and it. */
  SqlText byTime() {
    SqlText sql = new SqlText();
    if (hasTime()) {
      sql.add(" AND i.time >= ? - ", start).add(longest());
      sql.add(" AND i.time <= ? + ", end).add(longest());
    }
    return sql;
  }

  /** Items by the key of the table. */
  SqlText byNames() {
    SqlText sql = new SqlText();
    if (collections.isPresent()) {
      sql.add(" AND i.collection = ANY (?)", List.copyOf(collections.get()));
    } else {
      sql.add(" AND i.collection IN (SELECT id FROM collection)");
    }
    ids.ifPresent(wanted -> sql.add(" AND i.id = ANY (?)", List.copyOf(wanted)));
    return sql;
  }

  /** Whether an item is in box and time, without an index. */
  SqlText boxAndTime() {
    SqlText sql = new SqlText();
    for (List<Bounds> parts : boxes) {
      String separator = " AND (";
      for (Bounds part : parts) {
        sql.add(
            separator
                + "i.south <= ? AND i.north >= ? AND (i.west <= ? AND i.east >= ?"
                + " OR i.east > 180 AND i.east - 360 >= ?)",
            part.maxY(),
            part.minY(),
            part.maxX(),
            part.minX(),
            part.minX());
        separator = " OR ";
      }
      sql.add(")");
    }
    if (hasTime()) {
      sql.add(" AND i.starts + 0 <= ? AND i.ends + 0 >= ?", end, start);
    }
    return sql;
  }

  /** Whether an item is of the collections and ids, without an index. */
  SqlText names() {
    SqlText sql = new SqlText();
    collections.ifPresent(
        wanted -> sql.add(" AND i.collection || '' = ANY (?)", List.copyOf(wanted)));
    ids.ifPresent(wanted -> sql.add(" AND i.id || '' = ANY (?)", List.copyOf(wanted)));
    return sql;
  }

  /** Whether an item has the properties; the row is read for it. */
  SqlText properties() {
    return properties;
  }

  private boolean hasTime() {
    return start > ItemRow.micros(TimeInterval.ALWAYS.start())
        || end < ItemRow.micros(TimeInterval.ALWAYS.end());
  }

  /** The longest item of all that can be meant: so far is its instant from its ends at most. */
  private SqlText longest() {
    String all = "(SELECT coalesce(max(longest), 0) FROM collection";
    return collections.isPresent()
        ? new SqlText().add(all + " WHERE id = ANY (?))", List.copyOf(collections.get()))
        : new SqlText().add(all + ")");
  }

  private static FilterBounds anything() {
    return new FilterBounds(
        Optional.empty(), TimeInterval.ALWAYS, Optional.empty(), Optional.empty(), List.of(), true);
  }

  /** Names that are wanted twice; PostgreSQL knows no text with the character NUL. */
  private static Optional<Set<String>> both(List<String> wanted, Optional<Set<String>> alsoWanted) {
    if (wanted.isEmpty() && alsoWanted.isEmpty()) {
      return Optional.empty();
    }
    Set<String> names = new LinkedHashSet<>(wanted.isEmpty() ? alsoWanted.get() : wanted);
    alsoWanted.ifPresent(names::retainAll);
    names.removeIf(name -> name.indexOf('\0') >= 0);
    return Optional.of(names);
  }

  /** One rectangle, or two on either side of the antimeridian, east of -180 and west of 180. */
  private static List<Bounds> parts(Bounds box) {
    return box.maxX() <= 180
        ? List.of(box)
        : List.of(
            new Bounds(Math.min(180, box.minX()), box.minY(), 180, box.maxY()),
            new Bounds(-180, box.minY(), Math.max(-180, box.maxX() - 360), box.maxY()));
  }

  private static Object[] edges(Bounds box) {
    return new Object[] {box.minX(), box.minY(), box.maxX(), box.maxY()};
  }
}
