// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.raster.geo.Bounds;

/**
 * What the items of one collection have in common, for its extent, {@code summaries} and {@code
 * item_assets}: counted up as items come and down as they go, so that neither asks for all the
 * others.
 *
 * <p>Only smallest and largest values cannot be counted down. Where one of them goes, {@link
 * #rangesKnown} is false, and the store works them out from its columns before it answers.
 *
 * <p>Known limits: a list of more than {@value #MAX_VALUES} values is given up for as long as the
 * collection has items. A field that once differed between the assets of one key stays left out.
 * Not safe for use by several threads.
 */
final class CollectionSummary {

  /** Properties whose smallest and largest values are told; all of them are columns of stores. */
  static final List<String> RANGES =
      List.of(
          "eo:cloud_cover",
          "eo:snow_cover",
          "view:off_nadir",
          "view:sun_azimuth",
          "view:sun_elevation");

  /** Properties whose values are listed, of a list its elements. */
  private static final List<String> LISTS =
      List.of(
          "platform",
          "constellation",
          "instruments",
          "mission",
          "gsd",
          "proj:code",
          "processing:level",
          "product:type",
          "sar:instrument_mode",
          "sar:polarizations",
          "sat:orbit_state");

  /** All codes of UTM zones, and some. */
  static final int MAX_VALUES = 200;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private long items;
  private boolean rangesKnown = true;
  private Optional<Bounds> box = Optional.empty();

  /** First start and last end (microseconds since 1970); empty means no items. */
  private Optional<Span> time = Optional.empty();

  private final Map<String, Range> ranges = new TreeMap<>();
  private final Map<String, Map<JsonNode, Long>> values = new TreeMap<>();

  /** Properties of too many values. */
  private final TreeSet<String> crowded = new TreeSet<>();

  private AssetSummaries assets = new AssetSummaries();

  /** A span of time (microseconds since 1970). */
  record Span(long start, long end) {
    Span union(Span other) {
      return new Span(Math.min(start, other.start), Math.max(end, other.end));
    }
  }

  /** The smallest and the largest value of a property. */
  record Range(double min, double max) {
    Range union(Range other) {
      return new Range(Math.min(min, other.min), Math.max(max, other.max));
    }
  }

  /** How many items there are. */
  long items() {
    return items;
  }

  /** Whether extent and ranges are right; else they are to be given to {@link #setRanges}. */
  boolean rangesKnown() {
    return rangesKnown;
  }

  void add(ItemRow row) {
    items++;
    box = Optional.of(box.map(b -> b.union(flat(row.bbox()))).orElse(flat(row.bbox())));
    Span span = new Span(row.start(), row.end());
    time = Optional.of(time.map(t -> t.union(span)).orElse(span));
    for (String property : RANGES) {
      row.number(property)
          .ifPresent(value -> ranges.merge(property, new Range(value, value), Range::union));
    }
    for (String property : LISTS) {
      count(property, row.properties().get(property), 1);
    }
    assets.add(row.assets());
  }

  void remove(ItemRow row) {
    items--;
    if (items <= 0) {
      clear();
      return;
    }
    // most items lie inside on all sides, and then nothing is lost by their going
    rangesKnown &=
        box.filter(b -> inside(b, flat(row.bbox()))).isPresent()
            && time.filter(t -> t.start() < row.start() && row.end() < t.end()).isPresent()
            && RANGES.stream().allMatch(property -> isInside(property, row));
    for (String property : LISTS) {
      count(property, row.properties().get(property), -1);
    }
    assets.remove(row.assets().keySet());
  }

  /** Adds what another has counted of other items of the same collection. */
  void merge(CollectionSummary other) {
    if (other.items == 0) {
      return;
    }
    items += other.items;
    rangesKnown &= other.rangesKnown;
    other.box.ifPresent(b -> box = Optional.of(box.map(b::union).orElse(b)));
    other.time.ifPresent(t -> time = Optional.of(time.map(t::union).orElse(t)));
    other.ranges.forEach((property, range) -> ranges.merge(property, range, Range::union));
    other.values.forEach(
        (property, counts) -> counts.forEach((value, n) -> countOne(property, value, n)));
    other.crowded.forEach(this::crowd);
    assets.merge(other.assets);
  }

  /** What the store has worked out anew. */
  void setRanges(Optional<Bounds> newBox, Optional<Span> newTime, Map<String, Range> newRanges) {
    box = newBox;
    time = newTime;
    ranges.clear();
    ranges.putAll(newRanges);
    rangesKnown = true;
  }

  Collection.Extent extent() {
    return new Collection.Extent(
        box,
        time.map(
            span -> new TimeInterval(ItemRow.instant(span.start()), ItemRow.instant(span.end()))));
  }

  /** A collection with what is known of its items, where nobody has written something else. */
  Collection describe(Collection collection) {
    if (items == 0) {
      return collection;
    }
    Map<String, JsonNode> other = new LinkedHashMap<>(collection.other());
    fill(other, "summaries", summaries());
    fill(other, "item_assets", assets.toItemAssets());
    return new Collection(
        collection.id(),
        collection.description(),
        collection.license(),
        extent(),
        collection.links(),
        other);
  }

  /**
   * The inverse of {@link #describe}, for a collection that was read, changed and written back:
   * what is as it was described here is left out, or it would never change again.
   */
  Collection strip(Collection collection) {
    Map<String, JsonNode> other = new LinkedHashMap<>(collection.other());
    clear(other, "summaries", summaries());
    clear(other, "item_assets", assets.toItemAssets());
    Collection.Extent extent = collection.extent();
    return new Collection(
        collection.id(),
        collection.description(),
        collection.license(),
        extent.equals(extent()) ? Collection.Extent.EMPTY : extent,
        collection.links(),
        other);
  }

  ObjectNode toJson() {
    ObjectNode json = NODES.objectNode().put("items", items).put("ranges_known", rangesKnown);
    box.ifPresent(
        b -> json.putArray("box").add(b.minX()).add(b.minY()).add(b.maxX()).add(b.maxY()));
    time.ifPresent(t -> json.putArray("time").add(t.start()).add(t.end()));
    ObjectNode rangeJson = json.putObject("ranges");
    ranges.forEach(
        (property, range) -> rangeJson.putArray(property).add(range.min()).add(range.max()));
    ObjectNode valueJson = json.putObject("values");
    values.forEach((property, counts) -> {
      ArrayNode list = valueJson.putArray(property);
      counts.forEach((value, n) -> list.addArray().add(value).add(n));
    });
    ArrayNode crowdedJson = json.putArray("crowded");
    crowded.forEach(crowdedJson::add);
    json.set("assets", assets.toJson());
    return json;
  }

  static CollectionSummary fromJson(ObjectNode json) {
    CollectionSummary summary = new CollectionSummary();
    summary.items = json.path("items").asLong();
    summary.rangesKnown = json.path("ranges_known").asBoolean(true);
    JsonNode box = json.path("box");
    if (box.size() == 4) {
      summary.box =
          Optional.of(
              new Bounds(
                  box.path(0).asDouble(),
                  box.path(1).asDouble(),
                  box.path(2).asDouble(),
                  box.path(3).asDouble()));
    }
    JsonNode time = json.path("time");
    if (time.size() == 2) {
      summary.time = Optional.of(new Span(time.path(0).asLong(), time.path(1).asLong()));
    }
    json.path("ranges")
        .properties()
        .forEach(range ->
            summary.ranges.put(
                range.getKey(),
                new Range(
                    range.getValue().path(0).asDouble(), range.getValue().path(1).asDouble())));
    json.path("values")
        .properties()
        .forEach(list ->
            list.getValue()
                .forEach(
                    pair -> summary.countOne(list.getKey(), pair.path(0), pair.path(1).asLong())));
    json.path("crowded").forEach(property -> summary.crowded.add(property.asText()));
    summary.assets = AssetSummaries.fromJson(json.path("assets"));
    return summary;
  }

  /** {@code summaries} as STAC writes it. */
  private ObjectNode summaries() {
    ObjectNode json = NODES.objectNode();
    for (String property : LISTS) {
      Map<JsonNode, Long> counts = values.get(property);
      if (counts != null) {
        ArrayNode list = json.putArray(property);
        counts.keySet().stream().sorted(CollectionSummary::compare).forEach(list::add);
      }
    }
    ranges.forEach((property, range) ->
        json.putObject(property).put("minimum", range.min()).put("maximum", range.max()));
    return json;
  }

  private void count(
      String property, @org.jspecify.annotations.Nullable JsonNode value, long number) {
    if (value == null || crowded.contains(property)) {
      return;
    }
    if (value.isArray()) {
      value.forEach(element -> countOne(property, element, number));
    } else {
      countOne(property, value, number);
    }
  }

  private void countOne(String property, JsonNode value, long number) {
    if (!(value.isTextual() || value.isNumber()) || crowded.contains(property)) {
      return;
    }
    // one kind of number, or 10 and 10.0 are two values
    JsonNode key = value.isNumber() ? NODES.numberNode(value.doubleValue()) : value;
    Map<JsonNode, Long> counts = values.computeIfAbsent(property, p -> new LinkedHashMap<>());
    counts.merge(key, number, (a, b) -> a + b > 0 ? a + b : null);
    if (counts.size() > MAX_VALUES) {
      crowd(property);
    } else if (counts.isEmpty()) {
      values.remove(property);
    }
  }

  private void crowd(String property) {
    crowded.add(property);
    values.remove(property);
  }

  private void clear() {
    items = 0;
    rangesKnown = true;
    box = Optional.empty();
    time = Optional.empty();
    ranges.clear();
    values.clear();
    crowded.clear();
    assets = new AssetSummaries();
  }

  private boolean isInside(String property, ItemRow row) {
    Range range = ranges.get(property);
    return range == null
        || row.number(property).stream().allMatch(v -> range.min() < v && v < range.max());
  }

  private static boolean inside(Bounds outer, Bounds inner) {
    return outer.minX() < inner.minX()
        && outer.minY() < inner.minY()
        && inner.maxX() < outer.maxX()
        && inner.maxY() < outer.maxY();
  }

  /** All longitudes for a box across the antimeridian: STAC's extent is one rectangle. */
  static Bounds flat(Bounds box) {
    return box.maxX() > 180 ? new Bounds(-180, box.minY(), 180, box.maxY()) : box;
  }

  private static void fill(Map<String, JsonNode> other, String field, ObjectNode known) {
    if (known.isEmpty()) {
      return;
    }
    ObjectNode merged =
        other.get(field) instanceof ObjectNode written ? written.deepCopy() : NODES.objectNode();
    known.properties().forEach(entry -> merged.putIfAbsent(entry.getKey(), entry.getValue()));
    other.put(field, merged);
  }

  private static void clear(Map<String, JsonNode> other, String field, ObjectNode known) {
    if (other.get(field) instanceof ObjectNode written) {
      ObjectNode left = written.deepCopy();
      known
          .properties()
          .forEach(entry -> {
            // written and read again, so that numbers are compared as they come from outside
            if (String.valueOf(left.get(entry.getKey())).equals(entry.getValue().toString())) {
              left.remove(entry.getKey());
            }
          });
      if (left.isEmpty()) {
        other.remove(field);
      } else {
        other.put(field, left);
      }
    }
  }

  private static int compare(JsonNode a, JsonNode b) {
    return a.isNumber() && b.isNumber()
        ? Double.compare(a.doubleValue(), b.doubleValue())
        : a.asText().compareTo(b.asText());
  }
}
