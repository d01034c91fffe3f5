// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.sunqar.catalog.PostgresServer;
import org.sunqar.catalog.filter.Filter;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.stac.Footprint;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.Json;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.raster.geo.Bounds;

/**
 * Every way to the rows against a plain filter and a sort in Java over the same items. There are
 * more of them than {@link PostgisSearch} takes by place, so that all of its ways are gone.
 */
class PostgisSearchTest {

  private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");
  private static final int ITEMS = 3000;
  private static final List<String> FILTERS =
      List.of(
          "eo:cloud_cover < 20",
          "eo:cloud_cover >= 20 AND platform = 'b'",
          "platform IN ('a', 'c')",
          "platform LIKE 'a%'",
          "kind = TRUE",
          "kind IS NULL",
          "kind IS NOT NULL AND kind <> 'text'",
          "eo:cloud_cover IN (1, 2.5, 30)",
          "id LIKE 'i1%'",
          "id = 'i7' OR id = 'i8'",
          "CASEI(platform) = CASEI('A')",
          "T_AFTER(datetime, TIMESTAMP('2020-03-01T00:00:00Z')) AND NOT platform = 'a'",
          "S_INTERSECTS(geometry, BBOX(0, 0, 30, 30))");
  private static final List<List<SortKey>> ORDERS =
      List.of(
          ItemQuery.OLDEST_FIRST,
          ItemQuery.NEWEST_FIRST,
          List.of(),
          List.of(SortKey.ascending("id")),
          List.of(SortKey.ascending("collection"), SortKey.ascending("id")),
          List.of(SortKey.descending("eo:cloud_cover")),
          List.of(SortKey.ascending("platform"), SortKey.descending("datetime")),
          List.of(SortKey.ascending("kind")),
          List.of(SortKey.descending("kind"), SortKey.ascending("id")));

  @TempDir static Path folder;
  private static PostgisItemStore store;
  private static Map<ItemDocument, ItemRow> all;

  @BeforeAll
  static void fill() {
    store = PostgisItemStore.open(PostgresServer.shared().newDatabase(), folder);
    Random random = new Random(7);
    List<Item> items = new ArrayList<>();
    for (String collection : List.of("a", "b", "ä")) {
      store.putCollection(Collection.of(collection, "Things"));
    }
    for (int i = 0; i < ITEMS; i++) {
      items.add(item(random, i));
    }
    store.upsert(items);
    all = new LinkedHashMap<>();
    store.forEach(ItemConditions.NONE, document -> all.put(document, ItemRow.of(document)));
    assertThat(all).hasSize(ITEMS);
  }

  @AfterAll
  static void close() {
    if (store != null) {
      store.close();
    }
  }

  @Test
  void pagesHoldWhatAPlainFilterFinds() {
    Random random = new Random(8);
    int found = 0;
    for (int trial = 0; trial < 100; trial++) {
      List<SortKey> order = ORDERS.get(random.nextInt(ORDERS.size()));
      ItemConditions where = conditions(random);
      List<String> expected = expected(where, order);
      found += Math.min(1, expected.size());
      int limit = random.nextInt(4) == 0 ? 1000 : random.nextInt(1, 60);
      ItemQuery query = ItemQuery.where(where).orderedBy(order).atMost(limit);
      assertThat(store.count(query)).as("%s", query).isEqualTo(expected.size());
      List<String> got = new ArrayList<>();
      Optional<ItemQuery> rest = Optional.of(query);
      for (int page = 0; page < 4 && rest.isPresent(); page++) {
        ItemPage next = store.page(rest.get());
        assertThat(next.items()).hasSizeLessThanOrEqualTo(limit);
        next.items().forEach(document -> got.add(document.collection() + "/" + document.id()));
        rest = next.next().map(query::after);
      }
      assertThat(got)
          .as("%s", query)
          .isEqualTo(rest.isPresent() ? expected.subList(0, got.size()) : expected);
    }
    assertThat(found).isGreaterThan(50);
  }

  @Test
  void questionsAreAnsweredAsAPlainCountDoes() {
    Random random = new Random(9);
    List<Double> bounds = List.of(0.0, 10.0, 25.5, 100.0);
    for (int trial = 0; trial < 15; trial++) {
      ItemConditions where = trial == 0 ? ItemConditions.NONE : conditions(random);
      List<ItemRow> rows = matching(where).stream().map(all::get).toList();
      List<List<Aggregation.Bucket>> answers =
          store.aggregate(
              where,
              List.of(
                  new Aggregation.Count(),
                  new Aggregation.FirstTime(),
                  new Aggregation.LastTime(),
                  new Aggregation.ByTime(Aggregation.Period.MONTH),
                  new Aggregation.ByCollection(),
                  new Aggregation.ByText("platform"),
                  new Aggregation.ByNumber("eo:cloud_cover", bounds),
                  new Aggregation.ByTile(5)));
      assertThat(answers.get(0))
          .containsExactly(new Aggregation.Bucket("total_count", rows.size()));
      assertThat(answers.get(1).stream().map(Aggregation.Bucket::key))
          .isEqualTo(
              rows.stream().map(ItemRow::time).min(Long::compare).stream()
                  .map(time -> ItemRow.instant(time).toString())
                  .toList());
      assertThat(answers.get(2).stream().map(Aggregation.Bucket::key))
          .isEqualTo(
              rows.stream().map(ItemRow::time).max(Long::compare).stream()
                  .map(time -> ItemRow.instant(time).toString())
                  .toList());
      assertThat(counts(answers.get(3)))
          .isEqualTo(
              counted(
                  rows,
                  row -> ItemRow.instant(row.time()).toString().substring(0, 7) + "-01T00:00:00Z"));
      assertThat(counts(answers.get(4))).isEqualTo(counted(rows, ItemRow::collection));
      assertThat(counts(answers.get(5)))
          .isEqualTo(
              counted(
                  rows.stream().filter(row -> row.text("platform").isPresent()).toList(),
                  row -> row.text("platform").orElseThrow()));
      long[] classes = new long[3];
      for (ItemRow row : rows) {
        row.number("eo:cloud_cover")
            .ifPresent(value -> classes[value < 10 ? 0 : value < 25.5 ? 1 : 2]++);
      }
      assertThat(answers.get(6).stream().map(Aggregation.Bucket::count))
          .containsExactly(classes[0], classes[1], classes[2]);
      assertThat(counts(answers.get(7)))
          .isEqualTo(counted(rows, row -> TileKey.text(5, TileKey.of(5, row.bbox()))));
    }
  }

  private static Map<String, Long> counts(List<Aggregation.Bucket> buckets) {
    return buckets.stream()
        .collect(
            Collectors.toMap(
                Aggregation.Bucket::key, Aggregation.Bucket::count, Long::sum, TreeMap::new));
  }

  private static Map<String, Long> counted(List<ItemRow> rows, Function<ItemRow, String> key) {
    return rows.stream().collect(Collectors.groupingBy(key, TreeMap::new, Collectors.counting()));
  }

  private static List<String> expected(ItemConditions where, List<SortKey> order) {
    PostgisOrder terms = new PostgisOrder(order);
    return matching(where).stream()
        .map(document -> terms.place(document, Objects.requireNonNull(all.get(document)).time()))
        .sorted((a, b) -> a.compareTo(b, order))
        .map(place -> place.collection() + "/" + place.id())
        .toList();
  }

  private static List<ItemDocument> matching(ItemConditions where) {
    List<ItemDocument> matching = new ArrayList<>();
    Optional<Filter> shape =
        where
            .intersects()
            .map(geometry -> Filter.parseText("S_INTERSECTS(geometry," + geometry + ")"));
    all.forEach((document, row) -> {
      if ((where.collections().isEmpty() || where.collections().contains(row.collection()))
          && (where.ids().isEmpty() || where.ids().contains(row.id()))
          && row.end() >= ItemRow.micros(where.time().start())
          && row.start() <= ItemRow.micros(where.time().end())
          && (where.bbox().isEmpty() || touches(row.bbox(), where.bbox().get()))) {
        JsonNode json = Json.parseObject(document.json());
        if (where.filter().filter(f -> !f.test(json)).isEmpty()
            && shape.filter(f -> !f.test(json)).isEmpty()) {
          matching.add(document);
        }
      }
    });
    return matching;
  }

  /** Edges are never equal, so that a turn round the Earth is all that there is to it. */
  private static boolean touches(Bounds a, Bounds b) {
    for (int turn = -360; turn <= 360; turn += 360) {
      if (a.minX() + turn <= b.maxX()
          && a.maxX() + turn >= b.minX()
          && a.minY() <= b.maxY()
          && a.maxY() >= b.minY()) {
        return true;
      }
    }
    return false;
  }

  private static ItemConditions conditions(Random random) {
    ItemConditions where = ItemConditions.NONE;
    if (random.nextInt(3) == 0) {
      where = where.in(random.nextBoolean() ? List.of("b") : List.of("ä", "a", "none"));
    }
    if (random.nextInt(8) == 0) {
      where = where.withIds(List.of("i3", "i77", "i78", "none", "i'\"\\"));
    }
    if (random.nextInt(2) == 0) {
      double west = random.nextInt(-180, 175) + 0.25;
      double south = random.nextInt(-80, 20) + 0.25;
      double size = random.nextInt(3) == 0 ? 60 : random.nextInt(1, 360);
      where =
          where.touching(
              random.nextInt(4) == 0
                  ? new Bounds(-180, -90, 180, 90)
                  : new Bounds(west, south, Math.min(west + size, 350), south + size / 3));
    } else if (random.nextInt(3) == 0) {
      double x = random.nextInt(-170, 120) + 0.25;
      where =
          where.intersecting(
              new GeometryFactory()
                  .createPolygon(
                      new Coordinate[] {
                        new Coordinate(x, -20.75),
                        new Coordinate(x + 50, -20.75),
                        new Coordinate(x + 20, 60.25),
                        new Coordinate(x, -20.75)
                      }));
    }
    if (random.nextInt(2) == 0) {
      Instant from = START.plus(Duration.ofHours(random.nextInt(5000)));
      where =
          where.during(new TimeInterval(from, from.plus(Duration.ofHours(random.nextInt(3000)))));
    }
    if (random.nextInt(3) == 0) {
      where = where.meeting(Filter.parseText(FILTERS.get(random.nextInt(FILTERS.size()))));
    }
    return where;
  }

  private static Item item(Random random, int i) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    double west = random.nextInt(-180, 180);
    double south = random.nextInt(-80, 80);
    double width = random.nextInt(20) == 0 ? 30 : 1;
    Instant begin = START.plus(Duration.ofHours(random.nextInt(5000)));
    TimeInterval time =
        random.nextInt(5) == 0
            ? new TimeInterval(begin, begin.plus(Duration.ofHours(random.nextInt(800))))
            : TimeInterval.at(begin);
    Map<String, JsonNode> properties = new LinkedHashMap<>();
    if (random.nextInt(10) > 0) {
      properties.put(
          "eo:cloud_cover",
          random.nextBoolean()
              ? nodes.numberNode(random.nextInt(100))
              : nodes.numberNode(random.nextInt(200) / 2.0));
    }
    if (random.nextInt(10) > 0) {
      properties.put("platform", nodes.textNode(List.of("a", "b", "c", "A").get(i % 4)));
    }
    switch (random.nextInt(7)) {
      case 0 -> properties.put("kind", nodes.numberNode(random.nextInt(3)));
      case 1 -> properties.put("kind", nodes.textNode(random.nextBoolean() ? "text" : "Text"));
      case 2 -> properties.put("kind", nodes.booleanNode(random.nextBoolean()));
      case 3 -> properties.put("kind", nodes.nullNode());
      case 4 -> properties.put("kind", nodes.arrayNode().add(1));
      case 5 -> properties.put("kind", nodes.textNode("\uD83D\uDEF0 \uFF01\t\\ nul \0"));
      default -> {}
    }
    double east = west + width;
    var geometry = nodes.objectNode().put("type", "Point");
    geometry.putArray("coordinates").add(west + 0.5).add(south + 0.5);
    return Item.of(
        "i" + i,
        List.of("a", "b", "ä").get(random.nextInt(3)),
        new Footprint(geometry, new Bounds(west, south, east, south + 1)),
        time,
        properties,
        Map.of());
  }
}
