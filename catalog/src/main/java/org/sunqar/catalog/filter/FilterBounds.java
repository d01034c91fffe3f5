// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.raster.geo.Bounds;

/**
 * What every item that meets a filter necessarily meets too, in terms that a database has indexes
 * for. A store narrows by these and tests the filter itself on what is left.
 *
 * <p>Sound for items whose stored box holds their geometry and whose stored interval holds their
 * {@code datetime}, {@code start_datetime} and {@code end_datetime}. Known limits: of the
 * alternatives of an OR only ids, collections, time and box are kept, not properties.
 *
 * @param bbox longitudes and latitudes (degrees) that the item's geometry touches; an east beyond
 *     180 crosses the antimeridian
 * @param time the item's interval touches it; {@link TimeInterval#ALWAYS} when nothing is known
 * @param ids the item's id is one of these; when none is in it, no item meets the filter
 * @param collections the item's collection is one of these; likewise
 * @param properties all of these hold
 * @param exact whether an item that meets all of these meets the filter
 */
public record FilterBounds(
    Optional<Bounds> bbox,
    TimeInterval time,
    Optional<Set<String>> ids,
    Optional<Set<String>> collections,
    List<PropertyTest> properties,
    boolean exact) {

  /** Nothing is known. */
  static final FilterBounds UNKNOWN =
      new FilterBounds(
          Optional.empty(),
          TimeInterval.ALWAYS,
          Optional.empty(),
          Optional.empty(),
          List.of(),
          false);

  /** All items, exactly. */
  static final FilterBounds ALL = UNKNOWN.exactly();

  /** No item, exactly. */
  static final FilterBounds NONE = ALL.withIds(Set.of());

  public FilterBounds {
    ids = ids.map(Set::copyOf);
    collections = collections.map(Set::copyOf);
    properties = List.copyOf(properties);
  }

  public static FilterBounds of(Filter filter) {
    return new BoundsAnalysis().met(filter.condition());
  }

  /** Whether no item meets the filter. */
  public boolean isNone() {
    return ids.filter(Set::isEmpty).isPresent() || collections.filter(Set::isEmpty).isPresent();
  }

  FilterBounds exactly() {
    return new FilterBounds(bbox, time, ids, collections, properties, true);
  }

  FilterBounds inexactly() {
    return new FilterBounds(bbox, time, ids, collections, properties, false);
  }

  FilterBounds withIds(Set<String> wanted) {
    return new FilterBounds(bbox, time, Optional.of(wanted), collections, properties, exact);
  }

  FilterBounds withCollections(Set<String> wanted) {
    return new FilterBounds(bbox, time, ids, Optional.of(wanted), properties, exact);
  }

  FilterBounds withTime(TimeInterval wanted) {
    return new FilterBounds(bbox, wanted, ids, collections, properties, exact);
  }

  FilterBounds withBox(Bounds wanted) {
    return new FilterBounds(Optional.of(wanted), time, ids, collections, properties, exact);
  }

  FilterBounds withTest(PropertyTest test) {
    return new FilterBounds(bbox, time, ids, collections, List.of(test), exact);
  }

  /** Of two filters that are both met. */
  FilterBounds and(FilterBounds other) {
    if (isNone() || other.isNone()) {
      return NONE;
    }
    if (time.start().isAfter(other.time.end()) || other.time.start().isAfter(time.end())) {
      // an interval may touch both
      return new FilterBounds(
          smaller(bbox, other.bbox),
          time,
          common(ids, other.ids),
          common(collections, other.collections),
          joined(other),
          false);
    }
    return new FilterBounds(
        smaller(bbox, other.bbox),
        new TimeInterval(
            time.start().isAfter(other.time.start()) ? time.start() : other.time.start(),
            time.end().isBefore(other.time.end()) ? time.end() : other.time.end()),
        common(ids, other.ids),
        common(collections, other.collections),
        joined(other),
        exact && other.exact);
  }

  /** Of two filters of which one at least is met. */
  FilterBounds or(FilterBounds other) {
    if (isNone() || other.isNone()) {
      return isNone() ? other : this;
    }
    return new FilterBounds(
        either(bbox, other.bbox, FilterBounds::hull),
        new TimeInterval(
            time.start().isBefore(other.time.start()) ? time.start() : other.time.start(),
            time.end().isAfter(other.time.end()) ? time.end() : other.time.end()),
        either(ids, other.ids, FilterBounds::union),
        either(collections, other.collections, FilterBounds::union),
        properties.equals(other.properties) ? properties : List.of(),
        exact
            && other.exact
            && (withIds(Set.of()).equals(other.withIds(Set.of()))
                || withCollections(Set.of()).equals(other.withCollections(Set.of()))));
  }

  private static <T> Optional<T> either(Optional<T> a, Optional<T> b, BinaryOperator<T> of) {
    return a.flatMap(x -> b.map(y -> of.apply(x, y)));
  }

  /** One that crosses the antimeridian begins in the west of all. */
  private static Bounds hull(Bounds a, Bounds b) {
    return a.maxX() > 180 == b.maxX() > 180
        ? a.union(b)
        : new Bounds(-180, Math.min(a.minY(), b.minY()), 180, Math.max(a.maxY(), b.maxY()));
  }

  private static Set<String> union(Set<String> a, Set<String> b) {
    Set<String> all = new LinkedHashSet<>(a);
    all.addAll(b);
    return all;
  }

  private List<PropertyTest> joined(FilterBounds other) {
    return Stream.concat(properties.stream(), other.properties.stream()).toList();
  }

  private static Optional<Set<String>> common(Optional<Set<String>> a, Optional<Set<String>> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.or(() -> b);
    }
    Set<String> both = new LinkedHashSet<>(a.get());
    both.retainAll(b.get());
    return Optional.of(both);
  }

  /** A geometry touches both; touching what they have in common it need not. */
  private static Optional<Bounds> smaller(Optional<Bounds> a, Optional<Bounds> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.or(() -> b);
    }
    return area(a.get()) <= area(b.get()) ? a : b;
  }

  private static double area(Bounds box) {
    return (box.maxX() - box.minX()) * (box.maxY() - box.minY());
  }
}
