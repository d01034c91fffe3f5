// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
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
import org.sunqar.raster.geo.Bounds;

/**
 * Conditions made ready for the columns of one snapshot. What the columns cannot tell is left to a
 * test of the document.
 */
final class ItemMatch {

  /** Collections that items may be in, in the order of their ids. */
  private final List<KnownCollections.Known> scope;

  private final boolean everywhere;
  private final BitSet collectionKeys = new BitSet();
  private long start;
  private long end;
  private final List<List<Bounds>> boxes = new ArrayList<>();
  private Optional<Set<String>> ids = Optional.empty();
  private final List<ColumnTest> tests = new ArrayList<>();
  private boolean narrowed;
  private Optional<Filter> rest = Optional.empty();

  ItemMatch(ItemConditions where, Snapshot snapshot) throws SQLException {
    Optional<Filter> filter = where.filter();
    Optional<FilterBounds> bounds = filter.map(FilterBounds::of);
    Collection<KnownCollections.Known> all = snapshot.collections().all();
    scope =
        all.stream()
            .filter(c -> where.collections().isEmpty() || where.collections().contains(c.id()))
            .filter(c ->
                bounds
                    .flatMap(FilterBounds::collections)
                    .filter(s -> !s.contains(c.id()))
                    .isEmpty())
            .toList();
    everywhere = scope.size() == all.size();
    scope.forEach(c -> collectionKeys.set(c.key()));
    start = ItemRow.micros(where.time().start());
    end = ItemRow.micros(where.time().end());
    where.bbox().ifPresent(box -> boxes.add(parts(box)));
    if (!where.ids().isEmpty()) {
      ids = Optional.of(new LinkedHashSet<>(where.ids()));
    }
    if (bounds.isPresent()) {
      narrow(bounds.get(), snapshot.sql());
      if (!bounds.get().exact()) {
        tests.add((block, slot) -> ColumnTest.MAYBE);
      }
      rest = tests.isEmpty() ? Optional.empty() : filter;
    }
    if (where.intersects().isPresent()) {
      Filter shape =
          Filter.of(
              new Condition.Spatial(
                  SpatialFunction.INTERSECTS,
                  new Operand.Property("geometry"),
                  new Operand.Shape(where.intersects().get())));
      FilterBounds.of(shape).bbox().ifPresent(box -> boxes.add(parts(box)));
      tests.add((block, slot) -> ColumnTest.MAYBE);
      rest = Optional.of(rest.map(shape::and).orElse(shape));
    }
  }

  private void narrow(FilterBounds bounds, Sql sql) throws SQLException {
    // an item that touches both intervals ends after both starts and starts before both ends
    start = Math.max(start, ItemRow.micros(bounds.time().start()));
    end = Math.min(end, ItemRow.micros(bounds.time().end()));
    bounds.bbox().ifPresent(box -> boxes.add(parts(box)));
    bounds
        .ids()
        .ifPresent(wanted -> {
          Set<String> both = new LinkedHashSet<>(wanted);
          ids.ifPresent(both::retainAll);
          ids = Optional.of(both);
        });
    for (PropertyTest test : bounds.properties()) {
      Optional<ColumnTest> column = ColumnTest.of(test, sql);
      // without a column only the document can tell
      tests.add(column.orElse((block, slot) -> ColumnTest.MAYBE));
      narrowed |= column.isPresent();
    }
  }

  List<KnownCollections.Known> scope() {
    return scope;
  }

  boolean everywhere() {
    return everywhere;
  }

  /** The item must not end before (microseconds since 1970). */
  long start() {
    return start;
  }

  /** The item must not begin after (microseconds since 1970). */
  long end() {
    return end;
  }

  Optional<Set<String>> ids() {
    return ids;
  }

  /** The parts of the smallest box; no parts when there is no box. */
  List<Bounds> box() {
    return boxes.stream().min((a, b) -> Double.compare(area(a), area(b))).orElse(List.of());
  }

  boolean hasBox() {
    return !boxes.isEmpty();
  }

  /** The parts of each box; all boxes must be touched. */
  List<List<Bounds>> boxes() {
    return boxes;
  }

  /** Which part of the land that the scope covers is in the smallest box, roughly; 0..1. */
  double boxShare() {
    double whole =
        scope.stream()
            .map(KnownCollections.Known::box)
            .flatMap(Optional::stream)
            .reduce(Bounds::union)
            .map(box -> area(List.of(box)))
            .orElse(0.0);
    return whole > 0 ? Math.min(1, area(box()) / whole) : 1;
  }

  /** Whether columns of properties narrow it down. */
  boolean isNarrowed() {
    return narrowed;
  }

  /** Whether documents may have to be read to tell. */
  boolean needsDocuments() {
    return rest.isPresent();
  }

  /** Whether it is met by all items of the collections of its scope. */
  boolean isScopeOnly() {
    return boxes.isEmpty()
        && tests.isEmpty()
        && rest.isEmpty()
        && ids.isEmpty()
        && start <= ItemRow.micros(org.sunqar.catalog.stac.TimeInterval.ALWAYS.start())
        && end >= ItemRow.micros(org.sunqar.catalog.stac.TimeInterval.ALWAYS.end());
  }

  /** {@link ColumnTest#NO}, {@link ColumnTest#YES}, or MAYBE: then {@link #test} tells. */
  int test(ColumnBlock block, int slot) {
    int collection = block.collection[slot];
    if (collection == 0
        || !collectionKeys.get(collection)
        || block.end[slot] < start
        || block.start[slot] > end) {
      return ColumnTest.NO;
    }
    for (int i = 0; i < boxes.size(); i++) {
      if (!touches(block, slot, boxes.get(i))) {
        return ColumnTest.NO;
      }
    }
    int answer = ColumnTest.YES;
    for (int i = 0; i < tests.size(); i++) {
      answer = Math.min(answer, tests.get(i).test(block, slot));
      if (answer == ColumnTest.NO) {
        return answer;
      }
    }
    return answer;
  }

  /** For an item of which the columns say MAYBE. */
  boolean test(byte[] document) {
    return rest.isEmpty() || rest.get().test(Json.parseObject(document));
  }

  static boolean touches(ColumnBlock block, int slot, List<Bounds> parts) {
    double west = block.west[slot];
    double south = block.south[slot];
    double east = block.east[slot];
    double north = block.north[slot];
    for (int i = 0; i < parts.size(); i++) {
      Bounds part = parts.get(i);
      if (south <= part.maxY()
          && north >= part.minY()
          && ((west <= part.maxX() && east >= part.minX())
              || (east > 180 && east - 360 >= part.minX()))) {
        return true;
      }
    }
    return false;
  }

  /** One rectangle, or two on either side of the antimeridian, east of -180 and west of 180. */
  private static List<Bounds> parts(Bounds box) {
    return box.maxX() <= 180
        ? List.of(box)
        : List.of(
            new Bounds(Math.min(180, box.minX()), box.minY(), 180, box.maxY()),
            new Bounds(-180, box.minY(), Math.max(-180, box.maxX() - 360), box.maxY()));
  }

  private static double area(List<Bounds> parts) {
    return parts.stream()
        .mapToDouble(box -> (box.maxX() - box.minX()) * (box.maxY() - box.minY()))
        .sum();
  }
}
