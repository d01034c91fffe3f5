// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sunqar.catalog.store.MadeItems.NODES;
import static org.sunqar.catalog.store.MadeItems.START;
import static org.sunqar.catalog.store.MadeItems.item;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.TestFolders;
import org.sunqar.catalog.filter.Filter;
import org.sunqar.catalog.stac.Asset;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.Json;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.raster.geo.Bounds;

/** What every store must do. A store's own test opens it. */
abstract class ItemStoreContract {

  private static final Bounds WORLD = new Bounds(-180, -90, 180, 90);

  @TempDir Path folder;
  ItemStore store;

  /** A new empty store. */
  abstract ItemStore open(Path workspace);

  @BeforeEach
  void openStore() {
    store = open(folder);
    store.putCollection(Collection.of("c", "Things"));
    store.putCollection(Collection.of("d", "Other things"));
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  // Documents

  @Test
  void aDocumentHasStampsAndAVersion() {
    Instant before = Instant.now().minusMillis(1);
    ItemDocument first = store.write(item("c", "a", 1, 2, 0), new Expected.Anything());
    assertThat(first.version()).isEqualTo(ItemRow.version(first.json()));
    assertThat(store.document("c", "a").orElseThrow().json()).isEqualTo(first.json());
    Instant created = stamp(first, "created");
    assertThat(created).isBetween(before, Instant.now());
    assertThat(stamp(first, "updated")).isEqualTo(created);

    pause();
    ItemDocument same = store.write(item("c", "a", 1, 2, 0), new Expected.Anything());
    assertThat(same.json()).isEqualTo(first.json());
    ItemDocument changed = store.write(item("c", "a", 1, 2, 1), new Expected.Anything());
    assertThat(changed.version()).isNotEqualTo(first.version());
    assertThat(stamp(changed, "created")).isEqualTo(created);
    assertThat(stamp(changed, "updated")).isAfter(created);
    assertThat(store.document("c", "a").orElseThrow().version()).isEqualTo(changed.version());
    assertThat(store.document("c", "b")).isEmpty();
    assertThat(store.document("x", "a")).isEmpty();
  }

  @Test
  void createdIsKeptAsItIsGiven() {
    Item given =
        item(
            "c",
            "a",
            new Bounds(0, 0, 1, 1),
            TimeInterval.at(START),
            Map.of("created", NODES.textNode("2001-02-03T04:05:06+01:00")));
    store.upsert(List.of(given));
    assertThat(stamp(store.document("c", "a").orElseThrow(), "created"))
        .isEqualTo(Instant.parse("2001-02-03T03:05:06Z"));
  }

  @Test
  void filesInTheWorkspaceAreNamedFromThere() {
    Item local =
        item("c", "a", 0, 0, 0).withHrefs(href -> folder.resolve("x/y.tif").toUri().toString());
    store.upsert(List.of(local, item("c", "b", 0, 0, 0)));
    ItemDocument document = store.document("c", "a").orElseThrow();
    assertThat(document.localFiles()).isTrue();
    assertThat(text(document)).contains("\"./x/y.tif\"");
    assertThat(store.item("c", "a").orElseThrow().assets().get("data"))
        .extracting(Asset::href)
        .isEqualTo(folder.resolve("x/y.tif").toUri().toString());
    assertThat(store.document("c", "b").orElseThrow().localFiles()).isFalse();
  }

  // Writing

  @Test
  void aWriteHappensOnlyWhenWhatIsThereIsExpected() {
    assertFails(
        () -> store.write(item("c", "a", 0, 0, 0), new Expected.Present()),
        CatalogException.Key.NOT_FOUND);
    assertFails(
        () -> store.write(item("c", "a", 0, 0, 0), new Expected.Version("0123456789abcdef")),
        CatalogException.Key.NOT_FOUND);
    ItemDocument first = store.write(item("c", "a", 0, 0, 0), new Expected.Absent());
    assertFails(
        () -> store.write(item("c", "a", 0, 0, 1), new Expected.Absent()),
        CatalogException.Key.CONFLICT);
    ItemDocument second =
        store.write(item("c", "a", 0, 0, 2), new Expected.Version(first.version()));
    assertFails(
        () -> store.write(item("c", "a", 0, 0, 3), new Expected.Version(first.version())),
        CatalogException.Key.STALE);
    assertFails(
        () -> store.delete("c", "a", new Expected.Version(first.version())),
        CatalogException.Key.STALE);
    assertThat(store.document("c", "a").orElseThrow().json()).isEqualTo(second.json());
    assertThat(store.delete("c", "a", new Expected.Version(second.version()))).isTrue();
    assertThat(store.delete("c", "a", new Expected.Anything())).isFalse();
    assertFails(
        () -> store.delete("c", "a", new Expected.Present()), CatalogException.Key.NOT_FOUND);
    assertFails(
        () -> store.write(item("nowhere", "a", 0, 0, 0), new Expected.Anything()),
        CatalogException.Key.NOT_FOUND);
  }

  /** A counter in an item: every change that was accepted must be in the end result. */
  @Test
  void ofWritersThatMeetOneWins() throws Exception {
    store.write(counter(0), new Expected.Absent());
    int won = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<Integer>> writers = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        writers.add(
            threads.submit(() -> {
              int mine = 0;
              for (int i = 0; i < 12; i++) {
                ItemDocument there = store.document("c", "counter").orElseThrow();
                int value = properties(there).path("gsd").intValue();
                try {
                  store.write(counter(value + 1), new Expected.Version(there.version()));
                  mine++;
                } catch (CatalogException e) {
                  assertThat(e.key()).isEqualTo(CatalogException.Key.STALE);
                }
              }
              return mine;
            }));
      }
      for (Future<Integer> writer : writers) {
        won += writer.get();
      }
    }
    assertThat(properties(store.document("c", "counter").orElseThrow()).path("gsd").intValue())
        .isEqualTo(won)
        .isPositive();
  }

  @Test
  void theSameContentIsAddedOnce() {
    assertThat(
            store.add(
                List.of(hashed("a", 0, "h1"), hashed("b", 0, "h1"), hashed("a", 0, "h2")), false))
        .containsExactly(
            new ItemStore.Added.New(),
            new ItemStore.Added.AlreadyThere("a"),
            new ItemStore.Added.Conflict());
    assertThat(store.add(List.of(hashed("a", 0, "h2")), true))
        .containsExactly(new ItemStore.Added.Replaced());
    assertThat(store.itemOfHash("c", "h1")).isEmpty();
    assertThat(store.itemOfHash("c", "h2")).map(Item::id).contains("a");
    assertThat(store.itemOfHash("d", "h2")).isEmpty();
    assertThat(store.count(ItemQuery.all())).isEqualTo(1);
  }

  @Test
  void upsertLeavesWhatIsTheSame() {
    assertThat(store.upsert(List.of(item("c", "a", 0, 0, 0), item("c", "b", 0, 0, 0))))
        .containsExactly(new ItemStore.Added.New(), new ItemStore.Added.New());
    byte[] before = store.document("c", "a").orElseThrow().json();
    pause();
    assertThat(
            store.upsert(
                List.of(
                    item("c", "a", 0, 0, 0),
                    item("c", "b", 5, 0, 0),
                    item("c", "b", 6, 0, 0),
                    item("c", "n", 0, 0, 0))))
        .containsExactly(
            new ItemStore.Added.AlreadyThere("a"),
            new ItemStore.Added.Replaced(),
            new ItemStore.Added.Replaced(),
            new ItemStore.Added.New());
    assertThat(store.document("c", "a").orElseThrow().json()).isEqualTo(before);
    assertThat(names(ItemQuery.all().touching(new Bounds(5.5, 0, 9, 1)))).containsExactly("c/b");
    assertThat(names(ItemQuery.all().touching(new Bounds(6.5, 0, 9, 1)))).containsExactly("c/b");
    assertThat(store.count(ItemQuery.all())).isEqualTo(3);
  }

  @Test
  void aBatchIsAllOrNothing() {
    for (ThrowingCallable write :
        List.<ThrowingCallable>of(
            () -> store.add(List.of(hashed("a", 0, "h"), item("x", "b", 1, 1, 0)), false),
            () -> store.upsert(List.of(item("c", "a", 1, 1, 0), item("x", "b", 1, 1, 0))))) {
      assertFails(write, CatalogException.Key.NOT_FOUND);
      assertThat(store.count(ItemQuery.all())).isZero();
      assertThat(names(ItemQuery.all().touching(WORLD))).isEmpty();
      assertThat(store.collection("c").orElseThrow().extent()).isEqualTo(Collection.Extent.EMPTY);
    }
  }

  @Test
  void documentsOfAnotherStoreKeepTheirVersions() {
    store.upsert(MadeItems.random(60, List.of("c", "d"), 1));
    ItemStore other = open(folder.resolve("other"));
    try {
      store.collections().forEach(other::putCollection);
      List<ItemDocument> all = new ArrayList<>();
      store.forEach(ItemConditions.NONE, all::add);
      assertThat(all).hasSize(60);
      pause();
      other.load(all.subList(0, 40));
      other.load(all);
      List<ItemDocument> copied = new ArrayList<>();
      other.forEach(ItemConditions.NONE, copied::add);
      assertThat(copied).map(MadeItems::name).isEqualTo(all.stream().map(MadeItems::name).toList());
      assertThat(copied)
          .map(ItemDocument::version)
          .isEqualTo(all.stream().map(ItemDocument::version).toList());
      assertThat(copied.getFirst().json()).isEqualTo(all.getFirst().json());
      for (String id : List.of("c", "d")) {
        assertThat(other.collection(id).orElseThrow().extent())
            .isEqualTo(store.collection(id).orElseThrow().extent());
      }
    } finally {
      other.close();
    }
  }

  // Collections

  @Test
  void aCollectionSaysWhatItsItemsHaveInCommon() {
    store.putCollection(
        new Collection(
            "s",
            "Scenes",
            "other",
            Collection.Extent.EMPTY,
            List.of(),
            Map.of("summaries", Json.parseObject("{\"gsd\": [99]}"))));
    store.upsert(
        List.of(
            scene("a", "sat-1", 10, "{\"type\": \"image/tiff\", \"title\": \"Red\"}"),
            scene("b", "sat-2", 30, "{\"type\": \"image/tiff\", \"title\": \"Rouge\"}"),
            scene("n", "sat-2", 20, "{\"type\": \"image/tiff\", \"file:size\": 7}")));
    Map<String, JsonNode> other = store.collection("s").orElseThrow().other();
    assertThat(other.get("summaries"))
        .isEqualTo(
            Json.parseObject(
                """
                {"gsd": [99], "platform": ["sat-1", "sat-2"], "instruments": ["i", "j"],
                 "proj:code": ["EPSG:32643"], "eo:cloud_cover": {"minimum": 10.0, "maximum": 30.0}}
                """));
    assertThat(other.get("item_assets"))
        .isEqualTo(
            Json.parseObject("{\"red\": {\"type\": \"image/tiff\", \"roles\": [\"data\"]}}"));

    store.deleteItem("s", "a");
    JsonNode summaries = summaries();
    assertThat(summaries.path("platform"))
        .isEqualTo(Json.parseObject("{\"p\": [\"sat-2\"]}").get("p"));
    assertThat(summaries.path("eo:cloud_cover").path("minimum").doubleValue()).isEqualTo(20);
    assertThat(summaries.path("eo:cloud_cover").path("maximum").doubleValue()).isEqualTo(30);

    // read, changed and written back by a person
    Collection read = store.collection("s").orElseThrow();
    store.putCollection(
        new Collection("s", "Better", "CC0-1.0", read.extent(), read.links(), read.other()));
    store.deleteItem("s", "b");
    Collection after = store.collection("s").orElseThrow();
    assertThat(after.description()).isEqualTo("Better");
    assertThat(summaries().path("eo:cloud_cover").path("maximum").doubleValue()).isEqualTo(20);
    store.deleteItem("s", "n");
    after = store.collection("s").orElseThrow();
    assertThat(after.other().get("summaries")).isEqualTo(Json.parseObject("{\"gsd\": [99]}"));
    assertThat(after.other()).doesNotContainKey("item_assets");
    assertThat(after.extent()).isEqualTo(Collection.Extent.EMPTY);
  }

  @Test
  void aCollectionsExtentFollowsItsItems() {
    assertThat(extent("c")).isEqualTo(Collection.Extent.EMPTY);
    store.upsert(List.of(item("c", "a", 10, 50, 0), item("c", "b", 20, 40, 5)));
    assertThat(extent("c").bbox()).contains(new Bounds(10, 40, 21, 51));
    assertThat(extent("c").time())
        .contains(new TimeInterval(START, START.plus(Duration.ofDays(5))));
    assertThat(extent("d")).isEqualTo(Collection.Extent.EMPTY);
    store.deleteItem("c", "b");
    assertThat(extent("c").bbox()).contains(new Bounds(10, 50, 11, 51));
    store.upsert(List.of(item("c", "z", -5, 0, -3)));
    assertThat(extent("c").bbox()).contains(new Bounds(-5, 0, 11, 51));
    store.upsert(List.of(item("c", "z", 30, 0, -3)));
    assertThat(extent("c").bbox()).contains(new Bounds(10, 0, 31, 51));
    store.putCollection(Collection.of("c", "Renamed"));
    assertThat(store.collection("c").orElseThrow().description()).isEqualTo("Renamed");
    assertThat(extent("c").bbox()).contains(new Bounds(10, 0, 31, 51));
    assertThat(store.collections()).map(Collection::id).containsExactly("c", "d");
  }

  @Test
  void deletingACollectionLeavesTombstonesAndNothingElse() {
    store.upsert(List.of(item("c", "a", 179.5, 50, 0), item("c", "b", 20, 40, 5)));
    store.upsert(List.of(item("d", "a", 0, 0, 0)));
    assertThat(store.deleteCollection("c")).isTrue();
    assertThat(store.deleteCollection("c")).isFalse();
    assertThat(store.collections()).map(Collection::id).containsExactly("d");
    assertThat(names(ItemQuery.all().touching(WORLD))).containsExactly("d/a");
    assertThat(names(ItemQuery.all())).containsExactly("d/a");
    assertThat(store.count(ItemQuery.all())).isEqualTo(1);
    assertThat(store.deletedSince(Instant.EPOCH, List.of(), 10))
        .map(t -> t.collection() + "/" + t.id())
        .containsExactlyInAnyOrder("c/a", "c/b");
    store.putCollection(Collection.of("c", "Anew"));
    assertThat(names(ItemQuery.all().in("c"))).isEmpty();
  }

  @Test
  void whatWasDeletedIsRemembered() {
    store.upsert(
        List.of(item("c", "a", 0, 0, 0), item("c", "b", 0, 0, 0), item("d", "a", 0, 0, 0)));
    store.deleteItem("c", "a");
    pause();
    Instant between = Instant.now();
    store.deleteItem("d", "a");
    store.deleteItem("c", "never");
    assertThat(store.deletedSince(Instant.EPOCH, List.of(), 10))
        .map(t -> t.collection() + "/" + t.id())
        .containsExactly("c/a", "d/a");
    assertThat(store.deletedSince(between, List.of(), 10)).map(Tombstone::id).containsExactly("a");
    assertThat(store.deletedSince(Instant.EPOCH, List.of("c"), 10))
        .map(Tombstone::collection)
        .containsExactly("c");
    assertThat(store.deletedSince(Instant.EPOCH, List.of(), 1)).hasSize(1);
    store.upsert(List.of(item("c", "a", 3, 3, 0)));
    assertThat(store.deletedSince(Instant.EPOCH, List.of(), 10))
        .map(Tombstone::collection)
        .containsExactly("d");
  }

  // Searching

  /** Against a filter and a sort in plain Java over the same items. */
  @Test
  void aSearchFindsWhatPlainJavaFinds() {
    List<Item> all = MadeItems.random(500, List.of("c", "d"), 2);
    store.upsert(all);
    Random random = new Random(3);
    for (int trial = 0; trial < 80; trial++) {
      ItemConditions where = randomConditions(random);
      List<SortKey> order = randomOrder(random);
      List<String> expected =
          MadeItems.sorted(all.stream().filter(MadeItems.meets(where)).toList(), order).stream()
              .map(MadeItems::name)
              .toList();
      ItemQuery query = ItemQuery.where(where).orderedBy(order);
      assertThat(names(query)).as("%s", query).isEqualTo(expected);
      assertThat(store.count(query)).as("%s", query).isEqualTo(expected.size());
      int limit = 1 + random.nextInt(120);
      assertThat(pages(query.atMost(limit))).as("%s", query.atMost(limit)).isEqualTo(expected);
    }
  }

  @Test
  void findsAcrossTheAntimeridianOnce() {
    store.upsert(List.of(item("c", "fiji", 179.5, -17, 0), item("c", "oslo", 10, 60, 1)));
    assertThat(names(ItemQuery.all().touching(new Bounds(179.6, -17, 179.7, -16))))
        .containsExactly("c/fiji");
    assertThat(names(ItemQuery.all().touching(new Bounds(-179.8, -17, -179.7, -16))))
        .containsExactly("c/fiji");
    assertThat(names(ItemQuery.all().touching(new Bounds(170, -20, 190, 20))))
        .containsExactly("c/fiji");
    assertThat(names(ItemQuery.all().touching(WORLD))).containsExactly("c/fiji", "c/oslo");
    assertThat(store.count(ItemQuery.all().touching(new Bounds(170, -20, 190, 20)))).isEqualTo(1);
  }

  /** A touch is exact to the last bit of a coordinate, whatever an index rounds to. */
  @Test
  void aBoxThatMissesByLittleIsNotTouched() {
    double east = 10.123456789;
    store.upsert(
        List.of(item("c", "a", new Bounds(9, 0, east, 1), TimeInterval.at(START), Map.of())));
    assertThat(names(ItemQuery.all().touching(new Bounds(east, 0, 11, 1)))).hasSize(1);
    assertThat(names(ItemQuery.all().touching(new Bounds(Math.nextUp(east), 0, 11, 1)))).isEmpty();
    assertThat(store.count(ItemQuery.all().touching(new Bounds(Math.nextUp(east), 0, 11, 1))))
        .isZero();
  }

  @Test
  void anIntervalIsTouchedAtBothEndsToTheMicrosecond() {
    Instant start = START.plusNanos(1_000);
    Instant end = START.plusSeconds(60).plusNanos(999_000);
    store.upsert(
        List.of(item("c", "a", new Bounds(0, 0, 1, 1), new TimeInterval(start, end), Map.of())));
    assertThat(names(ItemQuery.all().during(TimeInterval.at(start)))).hasSize(1);
    assertThat(names(ItemQuery.all().during(TimeInterval.at(end)))).hasSize(1);
    assertThat(names(ItemQuery.all().during(TimeInterval.at(start.minusNanos(1_000))))).isEmpty();
    assertThat(names(ItemQuery.all().during(TimeInterval.at(end.plusNanos(1_000))))).isEmpty();
  }

  @Test
  void aShapeIsExact() throws ParseException {
    store.upsert(List.of(item("c", "in", 0, 0, 0), item("c", "corner", 8.9, 8.9, 0)));
    var triangle = new WKTReader().read("POLYGON ((-1 -1, 9.5 -1, -1 9.5, -1 -1))");
    ItemConditions where = ItemConditions.NONE.intersecting(triangle);
    assertThat(names(ItemQuery.where(where))).containsExactly("c/in");
    assertThat(names(ItemQuery.where(where).atMost(1))).containsExactly("c/in");
    assertThat(store.count(ItemQuery.where(where))).isEqualTo(1);
    assertThat(store.count(ItemQuery.all().touching(new Bounds(-1, -1, 9.5, 9.5)))).isEqualTo(2);
  }

  /** More items of one time than any page, and more than are sorted in memory. */
  @Test
  void equalItemsComeByTheirIds() {
    List<Item> all = new ArrayList<>();
    for (int i = 0; i < 2500; i++) {
      all.add(item(i % 7 == 0 ? "d" : "c", "t" + i, i % 170, 10, i < 20 ? i : 30));
    }
    store.upsert(all);
    for (List<SortKey> order : List.of(ItemQuery.NEWEST_FIRST, ItemQuery.OLDEST_FIRST)) {
      List<String> expected = MadeItems.sorted(all, order).stream().map(MadeItems::name).toList();
      assertThat(pages(ItemQuery.all().orderedBy(order).atMost(700))).isEqualTo(expected);
      List<String> boxed =
          MadeItems.sorted(all, order).stream()
              .filter(i -> i.bbox().intersects(new Bounds(20.5, 0, 140.5, 20)))
              .map(MadeItems::name)
              .toList();
      assertThat(
              pages(
                  ItemQuery.all()
                      .touching(new Bounds(20.5, 0, 140.5, 20))
                      .orderedBy(order)
                      .atMost(450)))
          .isEqualTo(boxed);
    }
  }

  /** Items come and go between the pages; those that stay are there exactly once, in order. */
  @Test
  void pagesStayRightWhileItemsComeAndGo() {
    for (List<SortKey> order :
        List.of(
            ItemQuery.NEWEST_FIRST,
            List.of(SortKey.ascending("eo:cloud_cover")),
            List.of(SortKey.ascending("x:rank"), SortKey.descending("id")),
            List.of(SortKey.ascending("id")))) {
      List<Item> stay = MadeItems.random(120, List.of("c", "d"), 5);
      store.upsert(stay);
      List<Item> go = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        go.add(item("c", "go" + i, i, 10, 2 * i));
      }
      store.upsert(go);
      Random random = new Random(6);
      Set<String> seen = new LinkedHashSet<>();
      ItemQuery query = ItemQuery.all().orderedBy(order).atMost(17);
      Optional<ItemQuery> rest = Optional.of(query);
      int come = 0;
      while (rest.isPresent()) {
        ItemPage page = store.page(rest.get());
        page.items().forEach(document -> assertThat(seen.add(MadeItems.name(document))).isTrue());
        rest = page.next().map(query::after);
        // the item that the page ended with among them
        store.deleteItem(
            "c",
            page.items().getLast().id().startsWith("go")
                ? page.items().getLast().id()
                : "go" + random.nextInt(60));
        store.upsert(List.of(item("d", "come" + come++, 0, 0, random.nextInt(150))));
      }
      List<String> expected = MadeItems.sorted(stay, order).stream().map(MadeItems::name).toList();
      assertThat(seen).filteredOn(name -> name.contains("/i")).containsExactlyElementsOf(expected);
      go.forEach(i -> store.deleteItem("c", i.id()));
      for (int i = 0; i < come; i++) {
        store.deleteItem("d", "come" + i);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "bm90IGpzb24",
        "eyJvIjoiMCJ9",
        "eyJvIjoiMCIsInYiOltdLCJjIjoiIiwiaSI6IiJ9",
        "../../etc/passwd",
        "%00",
        "AAAA====",
        "💥"
      })
  void aPlaceThatIsNoneIsRefused(String place) {
    store.upsert(List.of(item("c", "a", 0, 0, 0)));
    assertFails(
        () -> store.page(ItemQuery.all().atMost(1).after(place)), CatalogException.Key.INVALID);
  }

  @Test
  void aPlaceOfAnotherOrderIsRefused() {
    store.upsert(List.of(item("c", "a", 0, 0, 0), item("c", "b", 0, 0, 1)));
    String place = store.page(ItemQuery.all().atMost(1)).next().orElseThrow();
    assertThat(names(ItemQuery.all().after(place))).containsExactly("c/b");
    assertFails(
        () -> store.page(ItemQuery.all().newestFirst(true).atMost(1).after(place)),
        CatalogException.Key.INVALID);
    assertFails(
        () ->
            store.page(
                ItemQuery.all()
                    .orderedBy(List.of(SortKey.ascending("gsd")))
                    .atMost(1)
                    .after(place)),
        CatalogException.Key.INVALID);
    assertFails(
        () -> store.page(ItemQuery.all().atMost(1).after(place + "x".repeat(20_000))),
        CatalogException.Key.INVALID);
  }

  @Test
  void idsMayBeAnything() {
    List<String> ids =
        List.of(
            "'; DROP TABLE item; --",
            "\"quoted\"",
            "a b\tc\nd",
            "../../etc/passwd",
            "%2e%2e%00",
            "%",
            "_",
            "Ünïcödé",
            "\uFF21",
            "😀",
            "x".repeat(500),
            "{\"a\":[1]}");
    store.putCollection(Collection.of("';--\"%😀", "Hostile"));
    List<Item> all = new ArrayList<>();
    for (String id : ids) {
      all.add(item("';--\"%😀", id, 0, 0, 0));
    }
    store.upsert(all);
    for (String id : ids) {
      assertThat(store.item("';--\"%😀", id)).map(Item::id).contains(id);
      assertThat(names(ItemQuery.all().withIds(List.of(id, "none"))))
          .containsExactly("';--\"%😀/" + id);
    }
    List<SortKey> byId = List.of(SortKey.ascending("id"));
    assertThat(pages(ItemQuery.all().orderedBy(byId).atMost(2)))
        .isEqualTo(MadeItems.sorted(all, byId).stream().map(MadeItems::name).toList());
    assertThat(store.count(ItemQuery.all().in("';--\"%😀"))).isEqualTo(ids.size());
    assertThat(names(ItemQuery.all().in("%"))).isEmpty();
    assertFails(
        () -> store.upsert(List.of(item("c", "x".repeat(501), 0, 0, 0))),
        CatalogException.Key.INVALID);
  }

  /** Known counts over known data, through pages and counts. */
  @Test
  void filtersFindWhatTheyMust() throws IOException {
    Path folder = TestFolders.shared("spec/cql2");
    ObjectMapper mapper = new ObjectMapper();
    Set<String> loaded = new LinkedHashSet<>();
    List<String> wrong = new ArrayList<>();
    for (JsonNode c : mapper.readTree(folder.resolve("cases.json").toFile())) {
      String collection = c.path("collection").textValue();
      if (loaded.add(collection)) {
        loadFeatures(
            collection,
            mapper.readTree(folder.resolve("data/" + collection + ".geojson").toFile()));
      }
      long expected = c.path("expected").longValue();
      Filter filter = Filter.parseText(c.path("filter").textValue());
      ItemConditions where = ItemConditions.NONE.in(List.of(collection)).meeting(filter);
      long counted = store.count(ItemQuery.where(where));
      int paged = pages(ItemQuery.where(where).newestFirst(true).atMost(40)).size();
      if (counted != expected || paged != expected) {
        wrong.add(filter + ": " + counted + " counted, " + paged + " in pages, not " + expected);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(loaded).isNotEmpty();
  }

  /** What columns can tell, against the filter itself on each document. */
  @Test
  void filtersOnColumnsAgreeWithDocuments() {
    List<Item> all = MadeItems.random(300, List.of("c", "d"), 7);
    store.upsert(all);
    store.upsert(
        List.of(
            item(
                "c",
                "odd",
                new Bounds(0, 0, 1, 1),
                TimeInterval.at(START),
                Map.of(
                    "eo:cloud_cover", NODES.textNode("12.5"),
                    "platform", NODES.numberNode(3)))));
    for (String text :
        List.of(
            "eo:cloud_cover < 40",
            "eo:cloud_cover = 12.5",
            "eo:cloud_cover <> 12.5",
            "eo:cloud_cover IS NULL",
            "eo:cloud_cover IS NOT NULL",
            "eo:cloud_cover = '12.5'",
            "eo:cloud_cover IN (0, 25, 87.5)",
            "platform = 'sat-a'",
            "platform <> 'sat-a'",
            "platform > 'sat-b'",
            "platform LIKE 'sat-%'",
            "platform IN ('sat-a', 'sat-d', 'none')",
            "platform IS NULL",
            "platform = 3",
            "platform = 'none'",
            "platform = 'sat-a' AND eo:cloud_cover > 50 AND collection = 'd'",
            "platform = 'sat-a' OR eo:cloud_cover > 50",
            "NOT (platform = 'sat-a')",
            "\"x:rank\" = 'r1'",
            "id IN ('i1', 'i2', 'nothing')",
            "datetime > TIMESTAMP('2020-03-01T00:00:00Z') AND platform = 'sat-c'",
            "T_DURING(datetime, INTERVAL('2020-02-01', '2020-02-20'))",
            "S_INTERSECTS(geometry, BBOX(-50, -50, 60, 60)) AND eo:cloud_cover < 50",
            "S_INTERSECTS(geometry, BBOX(170, -80, -170, 80))")) {
      Filter filter = Filter.parseText(text);
      ItemConditions where = ItemConditions.NONE.meeting(filter);
      List<Item> stored = store.search(ItemQuery.all());
      List<SortKey> order = List.of(SortKey.descending("datetime"));
      List<String> expected =
          MadeItems.sorted(
                  stored.stream().filter(item -> filter.test(item.toJson())).toList(), order)
              .stream()
              .map(MadeItems::name)
              .toList();
      ItemQuery query = ItemQuery.where(where).orderedBy(order);
      assertThat(names(query)).as(text).isEqualTo(expected);
      assertThat(pages(query.atMost(23))).as(text).isEqualTo(expected);
      assertThat(store.count(query)).as(text).isEqualTo(expected.size());
    }
  }

  // Aggregating

  @Test
  void countsByManyQuestions() {
    List<Item> all = MadeItems.random(400, List.of("c", "d"), 8);
    store.upsert(all);
    Random random = new Random(9);
    for (int trial = 0; trial < 12; trial++) {
      ItemConditions where = trial == 0 ? ItemConditions.NONE : randomConditions(random);
      List<Item> some = all.stream().filter(MadeItems.meets(where)).toList();
      List<List<Aggregation.Bucket>> answers =
          store.aggregate(
              where,
              List.of(
                  new Aggregation.Count(),
                  new Aggregation.FirstTime(),
                  new Aggregation.LastTime(),
                  new Aggregation.ByTime(Aggregation.Period.DAY),
                  new Aggregation.ByTime(Aggregation.Period.MONTH),
                  new Aggregation.ByTime(Aggregation.Period.YEAR),
                  new Aggregation.ByCollection(),
                  new Aggregation.ByText("platform"),
                  new Aggregation.ByText("x:rank"),
                  new Aggregation.ByNumber("eo:cloud_cover", List.of(0.0, 25.0, 50.0, 87.5)),
                  new Aggregation.ByTile(3)));
      assertThat(answers.get(0))
          .containsExactly(new Aggregation.Bucket("total_count", some.size()));
      assertThat(answers.get(1))
          .map(bucket -> Instant.parse(bucket.key()))
          .isEqualTo(some.stream().map(Item::time).sorted().limit(1).toList());
      assertThat(answers.get(2))
          .map(bucket -> Instant.parse(bucket.key()))
          .isEqualTo(
              some.stream().map(Item::time).sorted((a, b) -> b.compareTo(a)).limit(1).toList());
      assertThat(answers.get(3))
          .isEqualTo(counted(some, item -> item.time().toString().substring(0, 10) + "T00:00:00Z"));
      assertThat(answers.get(4))
          .isEqualTo(
              counted(some, item -> item.time().toString().substring(0, 7) + "-01T00:00:00Z"));
      assertThat(answers.get(5))
          .isEqualTo(
              counted(some, item -> item.time().toString().substring(0, 4) + "-01-01T00:00:00Z"));
      assertThat(answers.get(6))
          .containsExactlyInAnyOrderElementsOf(counted(some, Item::collection));
      assertThat(answers.get(7))
          .containsExactlyInAnyOrderElementsOf(counted(some, item -> text(item, "platform")));
      assertThat(answers.get(7)).isSortedAccordingTo((a, b) -> Long.compare(b.count(), a.count()));
      assertThat(answers.get(8))
          .containsExactlyInAnyOrderElementsOf(counted(some, item -> text(item, "x:rank")));
      assertThat(answers.get(9)).map(Aggregation.Bucket::count).isEqualTo(clouds(some));
      assertThat(answers.get(9))
          .map(bucket -> Double.valueOf(bucket.key()))
          .containsExactly(0.0, 25.0, 50.0);
      assertThat(answers.get(10))
          .containsExactlyInAnyOrderElementsOf(
              counted(some, item -> TileKey.text(3, TileKey.of(3, item.bbox()))));
    }
  }

  // Many at once

  /** Batches that overlap, in different orders, while others read and delete. */
  @Test
  void loadsAndSearchesAtOnceEnd() throws Exception {
    List<Item> all = MadeItems.random(240, List.of("c", "d"), 10);
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService threads = Executors.newFixedThreadPool(5)) {
      List<Future<?>> loads = new ArrayList<>();
      for (int t = 0; t < 3; t++) {
        List<Item> mine = t == 1 ? all.reversed() : all;
        int size = 20 + 10 * t;
        loads.add(
            threads.submit(() -> {
              for (int i = 0; i < mine.size(); i += size) {
                store.upsert(mine.subList(i, Math.min(mine.size(), i + size)));
              }
            }));
      }
      List<Future<Integer>> readers = new ArrayList<>();
      for (int t = 0; t < 2; t++) {
        readers.add(
            threads.submit(() -> {
              int reads = 0;
              while (!done.get()) {
                List<String> names = pages(ItemQuery.all().touching(WORLD).atMost(50));
                assertThat(new LinkedHashSet<>(names)).hasSameSizeAs(names);
                store.aggregate(ItemConditions.NONE, List.of(new Aggregation.ByCollection()));
                store.collections();
                reads++;
              }
              return reads;
            }));
      }
      try {
        for (Future<?> load : loads) {
          load.get();
        }
      } finally {
        done.set(true);
      }
      for (Future<Integer> reader : readers) {
        assertThat(reader.get()).isPositive();
      }
    }
    assertThat(names(ItemQuery.all()))
        .containsExactlyInAnyOrderElementsOf(all.stream().map(MadeItems::name).toList());
    assertThat(store.count(ItemQuery.all().touching(WORLD))).isEqualTo(all.size());
    long inCollections =
        store
            .aggregate(ItemConditions.NONE, List.of(new Aggregation.ByCollection()))
            .getFirst()
            .stream()
            .mapToLong(Aggregation.Bucket::count)
            .sum();
    assertThat(inCollections).isEqualTo(all.size());
  }

  // Helpers

  private static ItemConditions randomConditions(Random random) {
    ItemConditions where = ItemConditions.NONE;
    if (random.nextInt(3) > 0) {
      double west = random.nextInt(-180, 180);
      double south = random.nextInt(-90, 60) + 0.5;
      where =
          where.touching(
              new Bounds(west, south, west + random.nextInt(180), south + random.nextInt(30)));
    }
    if (random.nextBoolean()) {
      Instant start = START.plus(Duration.ofDays(random.nextInt(100)));
      where =
          where.during(new TimeInterval(start, start.plus(Duration.ofDays(random.nextInt(90)))));
    }
    if (random.nextInt(3) == 0) {
      where = where.in(List.of(random.nextBoolean() ? "c" : "d", "none"));
    }
    if (random.nextInt(5) == 0) {
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        ids.add("i" + random.nextInt(500));
      }
      where = where.withIds(ids);
    }
    return where;
  }

  private static List<SortKey> randomOrder(Random random) {
    return switch (random.nextInt(9)) {
      case 0, 1 -> ItemQuery.NEWEST_FIRST;
      case 2 -> ItemQuery.OLDEST_FIRST;
      case 3 -> List.of(new SortKey("id", random.nextBoolean()));
      case 4 -> List.of(SortKey.ascending("collection"), SortKey.descending("datetime"));
      case 5 -> List.of(new SortKey("eo:cloud_cover", random.nextBoolean()));
      case 6 ->
          List.of(new SortKey("platform", random.nextBoolean()), SortKey.ascending("datetime"));
      case 7 -> List.of(new SortKey("x:rank", random.nextBoolean()));
      default -> List.of(SortKey.descending("collection"), SortKey.descending("id"));
    };
  }

  private List<String> names(ItemQuery query) {
    return store.page(query).items().stream().map(MadeItems::name).toList();
  }

  /** All pages of a query with a limit. */
  private List<String> pages(ItemQuery query) {
    List<String> names = new ArrayList<>();
    Optional<ItemQuery> rest = Optional.of(query);
    while (rest.isPresent()) {
      ItemPage page = store.page(rest.get());
      assertThat(page.items()).hasSizeLessThanOrEqualTo(query.limit().orElseThrow());
      if (page.next().isPresent()) {
        assertThat(page.items()).hasSize(query.limit().orElseThrow());
      }
      page.items().forEach(document -> names.add(MadeItems.name(document)));
      rest = page.next().map(query::after);
    }
    return names;
  }

  private JsonNode summaries() {
    return Optional.ofNullable(store.collection("s").orElseThrow().other().get("summaries"))
        .orElseThrow();
  }

  private Collection.Extent extent(String collection) {
    return store.collection(collection).orElseThrow().extent();
  }

  private void loadFeatures(String collection, JsonNode features) {
    store.putCollection(Collection.of(collection, "Features"));
    List<Item> items = new ArrayList<>();
    for (JsonNode feature : features.path("features")) {
      ObjectNode json = feature.deepCopy();
      json.put("id", "f" + items.size()).put("collection", collection);
      ((ObjectNode) json.path("properties")).put("datetime", "2020-01-01T00:00:00Z");
      items.add(Item.fromJson(json));
    }
    store.upsert(items);
  }

  private static Item counter(int value) {
    return item(
        "c",
        "counter",
        new Bounds(0, 0, 1, 1),
        TimeInterval.at(START),
        Map.of("gsd", NODES.numberNode(value)));
  }

  private static Item hashed(String id, double west, String hash) {
    return item(
        "c",
        id,
        new Bounds(west, 0, west + 1, 1),
        TimeInterval.at(START),
        Map.of(Item.CONTENT_HASH, NODES.textNode(hash)));
  }

  private static Item scene(String id, String platform, double cloud, String redAsset) {
    ObjectNode json =
        item("s", id, new Bounds(0, 0, 1, 1), TimeInterval.at(START), Map.of()).toJson();
    ObjectNode properties = (ObjectNode) json.path("properties");
    properties.put("platform", platform).put("eo:cloud_cover", cloud);
    properties.put("proj:code", "EPSG:32643").putArray("instruments").add("i").add("j");
    ObjectNode red = Json.parseObject(redAsset).put("href", "https://there/" + id);
    red.putArray("roles").add("data");
    ((ObjectNode) json.path("assets")).removeAll().set("red", red);
    return Item.fromJson(json);
  }

  private static List<Aggregation.Bucket> counted(
      List<Item> items, java.util.function.Function<Item, String> key) {
    Map<String, Long> counts = new TreeMap<>();
    for (Item item : items) {
      if (!key.apply(item).isEmpty()) {
        counts.merge(key.apply(item), 1L, Long::sum);
      }
    }
    return counts.entrySet().stream()
        .map(entry -> new Aggregation.Bucket(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static List<Long> clouds(List<Item> items) {
    long[] counts = new long[3];
    for (Item item : items) {
      JsonNode cloud = item.properties().get("eo:cloud_cover");
      if (cloud != null) {
        double c = cloud.doubleValue();
        if (c <= 87.5) {
          counts[c < 25 ? 0 : c < 50 ? 1 : 2]++;
        }
      }
    }
    return List.of(counts[0], counts[1], counts[2]);
  }

  private static String text(Item item, String property) {
    JsonNode value = item.properties().get(property);
    return value != null && value.isTextual() ? value.textValue() : "";
  }

  static JsonNode properties(ItemDocument document) {
    return Json.parseObject(document.json()).path("properties");
  }

  private static Instant stamp(ItemDocument document, String field) {
    return Instant.parse(properties(document).path(field).textValue());
  }

  private static String text(ItemDocument document) {
    return new String(document.json(), StandardCharsets.UTF_8);
  }

  /** So that two stamps differ. */
  private static void pause() {
    try {
      Thread.sleep(5);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void assertFails(ThrowingCallable work, CatalogException.Key key) {
    assertThatThrownBy(work)
        .isInstanceOf(CatalogException.class)
        .extracting(e -> ((CatalogException) e).key())
        .isEqualTo(key);
  }
}
