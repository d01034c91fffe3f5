// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.Asset;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.stac.Footprint;
import org.sunqar.catalog.stac.Href;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.raster.geo.Bounds;

class SqliteItemStoreTest {

  private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");

  @TempDir Path folder;
  private Database database;
  private SqliteItemStore store;

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("w.db"), CatalogSchema.MIGRATIONS);
    store = new SqliteItemStore(database, folder);
    store.putCollection(Collection.of("c", "Things"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void itemsComeBackAsTheyWere() {
    Item item = item("a", 10, 50, 0, "h");
    assertThat(store.add(List.of(item), false)).containsExactly(new ItemStore.Added.New());
    Item kept = store.item("c", "a").orElseThrow();
    Map<String, JsonNode> properties = new LinkedHashMap<>(kept.properties());
    assertThat(properties.remove("created")).isEqualTo(properties.remove("updated")).isNotNull();
    assertThat(properties).isEqualTo(item.properties());
    assertThat(kept.assets()).isEqualTo(item.assets());
    assertThat(kept.footprint()).isEqualTo(item.footprint());
    assertThat(kept.links()).isEqualTo(item.links());
    assertThat(store.itemOfHash("c", "h")).contains(kept);
    assertThat(store.item("c", "b")).isEmpty();
    assertThat(store.item("d", "a")).isEmpty();
  }

  @Test
  void theWorkspaceMayBeMoved() {
    store.add(List.of(item("a", 10, 50, 0, "h")), false);
    SqliteItemStore moved = new SqliteItemStore(database, Path.of("/elsewhere"));
    assertThat(
            Href.toPath(
                moved.item("c", "a").orElseThrow().assets().values().iterator().next().href()))
        .isEqualTo(Path.of("/elsewhere/a.tif"));
  }

  @Test
  void theSameContentIsAddedOnce() {
    assertThat(
            store.add(
                List.of(
                    item("a", 10, 50, 0, "h1"),
                    item("b", 10, 50, 0, "h1"),
                    item("a", 10, 50, 0, "h2")),
                false))
        .containsExactly(
            new ItemStore.Added.New(),
            new ItemStore.Added.AlreadyThere("a"),
            new ItemStore.Added.Conflict());
    assertThat(store.add(List.of(item("a", 10, 50, 0, "h2")), true))
        .containsExactly(new ItemStore.Added.Replaced());
    assertThat(store.itemOfHash("c", "h1")).isEmpty();
    assertThat(store.count(ItemQuery.all())).isEqualTo(1);
  }

  @Test
  void aBatchIsAllOrNothing() {
    assertThatThrownBy(() ->
            store.add(
                List.of(item("a", 1, 1, 0, "h"), item("b", 1, 1, 0, "i").withCollection("x")),
                false))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("collection x, which is not there");
    assertThat(store.count(ItemQuery.all())).isZero();
  }

  @Test
  void aCollectionsExtentFollowsItsItems() {
    assertThat(extent()).isEqualTo(Collection.Extent.EMPTY);
    store.upsert(List.of(item("a", 10, 50, 0, "a"), item("b", 20, 40, 5, "b")));
    assertThat(extent().bbox()).contains(new Bounds(10, 40, 21, 51));
    assertThat(extent().time()).contains(new TimeInterval(START, START.plus(Duration.ofDays(5))));
    assertThat(store.deleteItem("c", "b")).isTrue();
    assertThat(store.deleteItem("c", "b")).isFalse();
    assertThat(extent().bbox()).contains(new Bounds(10, 50, 11, 51));
    store.upsert(List.of(item("z", -5, 0, -3, "z")));
    assertThat(extent().bbox()).contains(new Bounds(-5, 0, 11, 51));
    store.putCollection(Collection.of("c", "Other things"));
    assertThat(store.collection("c").orElseThrow().description()).isEqualTo("Other things");
    assertThat(extent().bbox()).contains(new Bounds(-5, 0, 11, 51));
  }

  @Test
  void deletingACollectionLeavesNoTrace() throws Exception {
    store.upsert(List.of(item("a", 179.5, 50, 0, "a"), item("b", 20, 40, 5, "b")));
    assertThat(store.deleteCollection("c")).isTrue();
    assertThat(store.collections()).isEmpty();
    assertThat(ids(ItemQuery.all().touching(new Bounds(-180, -90, 180, 90)))).isEmpty();
    store.putCollection(Collection.of("c", "Things"));
    store.upsert(List.of(item("b", 20, 40, 5, "b")));
    assertThat(ids(ItemQuery.all().touching(new Bounds(-180, -90, 180, 90)))).containsExactly("b");
  }

  @Test
  void findsAcrossTheAntimeridianOnce() {
    store.upsert(List.of(item("fiji", 179.5, -17, 0, "f"), item("oslo", 10, 60, 0, "o")));
    assertThat(ids(ItemQuery.all().touching(new Bounds(179.6, -17, 179.7, -16))))
        .containsExactly("fiji");
    assertThat(ids(ItemQuery.all().touching(new Bounds(-179.8, -17, -179.7, -16))))
        .containsExactly("fiji");
    assertThat(ids(ItemQuery.all().touching(new Bounds(170, -20, 190, 20))))
        .containsExactly("fiji");
    assertThat(ids(ItemQuery.all().touching(new Bounds(-180, -90, 180, 90))))
        .containsExactly("fiji", "oslo");
    assertThat(store.count(ItemQuery.all().touching(new Bounds(170, -20, 190, 20)))).isEqualTo(1);
  }

  /** Against a filter in plain Java over the same items. */
  @Test
  void searchFindsWhatAPlainFilterFinds() {
    Random random = new Random(1);
    List<Item> all = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      all.add(
          item(
              "i" + i,
              random.nextInt(-170, 170),
              random.nextInt(-80, 80),
              random.nextInt(0, 200),
              "h" + i));
    }
    store.upsert(all);
    for (int trial = 0; trial < 100; trial++) {
      double west = random.nextInt(-170, 100) + 0.5;
      double south = random.nextInt(-80, 40) + 0.5;
      Bounds box = new Bounds(west, south, west + random.nextInt(60), south + random.nextInt(40));
      TimeInterval time =
          new TimeInterval(
              START.plus(Duration.ofDays(random.nextInt(100))),
              START.plus(Duration.ofDays(100 + random.nextInt(100))));
      List<String> expected =
          all.stream()
              .filter(item -> item.bbox().intersects(box))
              .filter(item -> !item.time().isBefore(time.start()))
              .filter(item -> !item.time().isAfter(time.end()))
              .sorted(Comparator.comparing(Item::time).thenComparing(Item::id))
              .map(Item::id)
              .toList();
      ItemQuery query = ItemQuery.all().in("c").touching(box).during(time);
      assertThat(ids(query)).isEqualTo(expected);
      assertThat(store.count(query)).isEqualTo(expected.size());
      assertThat(ids(query.newestFirst(true).atMost(3)))
          .isEqualTo(expected.reversed().stream().limit(3).toList());
    }
    assertThat(ids(ItemQuery.all().in("none"))).isEmpty();
    assertThat(
            ids(
                ItemQuery.all()
                    .withIds(List.of("i7", "i'\"", "i9"))
                    .touching(new Bounds(-180, -90, 180, 90))))
        .containsExactlyInAnyOrder("i7", "i9");
  }

  private Collection.Extent extent() {
    return store.collection("c").orElseThrow().extent();
  }

  private List<String> ids(ItemQuery query) {
    return store.search(query).stream().map(Item::id).toList();
  }

  /** One degree wide and high. */
  private Item item(String id, double west, double south, int day, String hash) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    double east = west + 1;
    var geometry = nodes.objectNode().put("type", "Point");
    geometry.putArray("coordinates").add(west).add(south);
    Map<String, JsonNode> properties = new LinkedHashMap<>();
    properties.put(Item.CONTENT_HASH, nodes.textNode(hash));
    Asset asset =
        new Asset(Href.ofPath(folder.resolve(id + ".tif")), List.of(), List.of(), Map.of());
    return Item.fromJson(
        Item.of(
                id,
                "c",
                new Footprint(geometry, new Bounds(west, south, east, south + 1)),
                TimeInterval.at(START.plus(Duration.ofDays(day))),
                properties,
                Map.of("data", asset))
            .toJson());
  }
}
