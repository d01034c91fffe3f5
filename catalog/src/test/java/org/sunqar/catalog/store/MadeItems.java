// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.sunqar.catalog.stac.Asset;
import org.sunqar.catalog.stac.Footprint;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.raster.geo.Bounds;

/** Items for tests of stores, and what a store should find among them, in plain Java. */
final class MadeItems {

  static final Instant START = Instant.parse("2020-01-01T00:00:00Z");
  static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private MadeItems() {}

  /** One degree wide and high. */
  static Item item(String collection, String id, double west, double south, int day) {
    return item(
        collection,
        id,
        new Bounds(west, south, west + 1, south + 1),
        TimeInterval.at(START.plus(Duration.ofDays(day))),
        Map.of());
  }

  static Item item(
      String collection,
      String id,
      Bounds box,
      TimeInterval time,
      Map<String, ? extends JsonNode> properties) {
    Asset asset = new Asset("https://there/" + id.length(), List.of("data"), List.of(), Map.of());
    return Item.of(
        id,
        collection,
        new Footprint(rectangle(box), box),
        time,
        new LinkedHashMap<>(properties),
        Map.of("data", asset));
  }

  /** Some have an interval, some lie across the antimeridian, some lack this or that property. */
  static List<Item> random(int count, List<String> collections, long seed) {
    Random random = new Random(seed);
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double west = random.nextInt(10) == 0 ? 179.5 : random.nextInt(-180, 178);
      double south = random.nextInt(-89, 88);
      Bounds box = new Bounds(west, south, west + 1 + random.nextInt(2) * 0.25, south + 1);
      Instant start = START.plus(Duration.ofHours(random.nextInt(0, 300) * 12L));
      TimeInterval time =
          random.nextInt(5) == 0
              ? new TimeInterval(start, start.plus(Duration.ofDays(random.nextInt(1, 40))))
              : TimeInterval.at(start);
      Map<String, JsonNode> properties = new LinkedHashMap<>();
      if (random.nextInt(4) > 0) {
        properties.put("eo:cloud_cover", NODES.numberNode(random.nextInt(8) * 12.5));
      }
      if (random.nextInt(4) > 0) {
        properties.put("platform", NODES.textNode("sat-" + (char) ('a' + random.nextInt(4))));
      }
      if (random.nextInt(3) > 0) {
        properties.put(
            "x:rank",
            random.nextInt(3) == 0
                ? NODES.textNode("r" + random.nextInt(5))
                : NODES.numberNode(random.nextInt(5)));
      }
      String collection = collections.get(random.nextInt(collections.size()));
      items.add(item(collection, "i" + i, box, time, properties));
    }
    return items;
  }

  /** Whether an item meets conditions, but for filters and shapes. */
  static Predicate<Item> meets(ItemConditions where) {
    return item ->
        (where.collections().isEmpty() || where.collections().contains(item.collection()))
            && (where.ids().isEmpty() || where.ids().contains(item.id()))
            && !item.interval().end().isBefore(where.time().start())
            && !item.interval().start().isAfter(where.time().end())
            && where.bbox().filter(box -> !touches(item.bbox(), box)).isEmpty();
  }

  /** Each on its own side of the antimeridian. */
  static boolean touches(Bounds a, Bounds b) {
    return a.acrossAntimeridian().stream()
        .anyMatch(x -> b.acrossAntimeridian().stream().anyMatch(x::intersects));
  }

  static List<Item> sorted(List<Item> items, List<SortKey> order) {
    Comparator<Item> comparator = (_, _) -> 0;
    for (SortKey key : order) {
      comparator =
          comparator.thenComparing(
              (a, b) -> SortValue.compare(value(a, key), value(b, key), key.descending()));
    }
    Comparator<Item> ties =
        Comparator.comparing(Item::collection, SortValue::compareTexts)
            .thenComparing(Item::id, SortValue::compareTexts);
    boolean descending = !order.isEmpty() && order.getLast().descending();
    return items.stream()
        .sorted(comparator.thenComparing(descending ? ties.reversed() : ties))
        .toList();
  }

  private static SortValue value(Item item, SortKey key) {
    return switch (key.property()) {
      case "datetime" -> new SortValue.Time(ItemRow.micros(item.time()));
      case "id" -> new SortValue.Text(item.id());
      case "collection" -> new SortValue.Text(item.collection());
      default ->
          Optional.ofNullable(item.properties().get(key.property()))
              .map(SortValue::of)
              .orElse(new SortValue.Absent());
    };
  }

  static String name(Item item) {
    return item.collection() + "/" + item.id();
  }

  static String name(ItemDocument item) {
    return item.collection() + "/" + item.id();
  }

  private static ObjectNode rectangle(Bounds box) {
    ObjectNode geometry = NODES.objectNode();
    List<Bounds> parts = box.acrossAntimeridian();
    if (parts.size() == 1) {
      geometry.put("type", "Polygon").set("coordinates", rings(box));
    } else {
      var polygons = geometry.put("type", "MultiPolygon").putArray("coordinates");
      parts.forEach(part -> polygons.add(rings(part)));
    }
    return geometry;
  }

  private static JsonNode rings(Bounds box) {
    double[][] ring = {
      {box.minX(), box.minY()},
      {box.maxX(), box.minY()},
      {box.maxX(), box.maxY()},
      {box.minX(), box.maxY()},
      {box.minX(), box.minY()}
    };
    var rings = NODES.arrayNode();
    var points = rings.addArray();
    for (double[] point : ring) {
      points.addArray().add(point[0]).add(point[1]);
    }
    return rings;
  }
}
