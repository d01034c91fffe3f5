// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.sunqar.catalog.filter.Filter;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.catalog.store.ItemQuery;
import org.sunqar.catalog.store.SortKey;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.server.http.Problem;

/**
 * A search of collections (STAC API Collection Search), of which a catalogue has some hundreds at
 * most: they are looked through. Without a limit all come, for clients that know no pages.
 *
 * <p>A filter sees the fields of a collection as properties, its box as the geometry, and {@code
 * datetime} as the interval from its first to its last observation.
 *
 * @param words one of which must be in the id, title, description or keywords
 * @param after the id of the last collection of the page before
 */
record CollectionSearch(
    Optional<Bounds> bbox,
    TimeInterval time,
    List<String> words,
    Optional<Filter> filter,
    List<SortKey> order,
    Optional<Integer> limit,
    Optional<String> after,
    Optional<FieldSelection> fields) {

  static final Set<String> PARAMETERS =
      Set.of(
          "bbox",
          "datetime",
          "q",
          "filter",
          "filter-lang",
          "filter-crs",
          "sortby",
          "fields",
          "limit",
          "token");

  /**
   * What was found.
   *
   * @param matched on all pages together
   */
  record Found(List<Collection> page, int matched, Optional<String> next) {}

  static CollectionSearch of(SearchSource source) {
    List<SortKey> order = SortOrder.of(source);
    return new CollectionSearch(
        source.numbers("bbox").map(SearchArea::box),
        source.text("datetime").map(SearchTime::of).orElse(TimeInterval.ALWAYS),
        source.strings("q").stream().map(word -> word.toLowerCase(Locale.ROOT)).toList(),
        SearchFilter.withoutWords(source),
        order.equals(ItemQuery.NEWEST_FIRST) ? List.of(SortKey.ascending("id")) : order,
        source.text("limit").map(_ -> SearchRequest.limit(source)),
        source.text("token"),
        FieldSelection.of(source));
  }

  Found in(List<Collection> collections) {
    List<Collection> matched =
        collections.stream().filter(this::matches).sorted(comparator()).toList();
    int from = 0;
    if (after.isPresent()) {
      from = 1;
      while (from <= matched.size() && !matched.get(from - 1).id().equals(after.get())) {
        from++;
      }
      if (from > matched.size()) {
        throw Problem.badRequest(
            "token", "the token '" + SearchSource.shortened(after.get()) + "' is not of a page");
      }
    }
    int to = Math.min(matched.size(), from + limit.orElse(matched.size()));
    return new Found(
        matched.subList(from, to),
        matched.size(),
        to < matched.size() ? Optional.of(matched.get(to - 1).id()) : Optional.empty());
  }

  private boolean matches(Collection collection) {
    Optional<Bounds> extent = collection.extent().bbox();
    return (bbox.isEmpty() || extent.isEmpty() || touches(extent.get(), bbox.get()))
        && touchesTime(collection)
        && hasWord(collection)
        && meetsFilter(collection);
  }

  private static boolean touches(Bounds extent, Bounds wanted) {
    return wanted.acrossAntimeridian().stream()
        .anyMatch(part -> extent.acrossAntimeridian().stream().anyMatch(part::intersects));
  }

  private boolean touchesTime(Collection collection) {
    return collection
        .extent()
        .time()
        .map(t -> !t.end().isBefore(time.start()) && !t.start().isAfter(time.end()))
        .orElse(true);
  }

  private boolean hasWord(Collection collection) {
    String text =
        Stream.of(
                collection.id(),
                Links.title(collection),
                collection.description(),
                String.valueOf(collection.other().get("keywords")))
            .map(part -> part.toLowerCase(Locale.ROOT))
            .reduce("", (a, b) -> a + "\n" + b);
    return words.isEmpty() || words.stream().anyMatch(word -> text.contains(word.strip()));
  }

  private boolean meetsFilter(Collection collection) {
    return filter.isEmpty() || filter.get().test(asItem(collection));
  }

  /** A collection in the form of what filters test. */
  private static ObjectNode asItem(Collection collection) {
    ObjectNode json = collection.toJson();
    ObjectNode item = json.objectNode().put("type", "Collection").put("id", collection.id());
    Bounds box = collection.extent().bbox().orElse(new Bounds(-180, -90, 180, 90));
    item.set("geometry", polygon(box));
    ObjectNode properties = item.putObject("properties");
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      properties.set(field.getKey(), field.getValue());
    }
    collection
        .extent()
        .time()
        .ifPresent(time -> {
          properties.putNull("datetime");
          properties.put("start_datetime", time.start().toString());
          properties.put("end_datetime", time.end().toString());
        });
    return item;
  }

  private static ObjectNode polygon(Bounds b) {
    ObjectNode polygon =
        com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
            .objectNode()
            .put("type", "Polygon");
    var ring = polygon.putArray("coordinates").addArray();
    ring.addArray().add(b.minX()).add(b.minY());
    ring.addArray().add(b.maxX()).add(b.minY());
    ring.addArray().add(b.maxX()).add(b.maxY());
    ring.addArray().add(b.minX()).add(b.maxY());
    ring.addArray().add(b.minX()).add(b.minY());
    return polygon;
  }

  private Comparator<Collection> comparator() {
    Comparator<Collection> comparator = (_, _) -> 0;
    for (SortKey key : order) {
      Comparator<Collection> next = Comparator.comparing(c -> sortText(c, key.property()));
      comparator = comparator.thenComparing(key.descending() ? next.reversed() : next);
    }
    return comparator.thenComparing(Collection::id);
  }

  private static String sortText(Collection collection, String property) {
    return switch (property) {
      case "id" -> collection.id();
      case "title" -> Links.title(collection).toLowerCase(Locale.ROOT);
      case "datetime", "start_datetime", "extent.temporal" ->
          collection.extent().time().map(t -> t.start().toString()).orElse("");
      case "end_datetime" -> collection.extent().time().map(t -> t.end().toString()).orElse("");
      case "license" -> collection.license();
      case "description" -> collection.description();
      default ->
          throw Problem.badRequest(
              "sortby",
              "collections are sorted by id, title, description, license, start_datetime or"
                  + " end_datetime, not by '"
                  + SearchSource.shortened(property)
                  + "'");
    };
  }
}
