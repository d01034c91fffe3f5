// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.catalog.PostgresServer;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.raster.geo.Bounds;

/** From a file to a server and back to another file. */
class CatalogCopyTest {

  /** More than one batch. */
  private static final int ITEMS = 2500;

  @TempDir Path folder;

  @Test
  void aCopyOfACopyIsTheSame() {
    String server = PostgresServer.shared().newDatabase();
    try (Database firstFile = open("first.db");
        Database lastFile = open("last.db");
        ItemStore first = new SqliteItemStore(firstFile, folder);
        ItemStore middle = PostgisItemStore.open(server, folder);
        ItemStore last = new SqliteItemStore(lastFile, folder)) {
      fill(first);
      List<ItemDocument> documents = documents(first);
      List<Collection> collections = first.collections();
      List<Long> arrived = new ArrayList<>();

      CatalogCopy there = new CatalogCopy(first, middle, ItemConditions.NONE);
      assertThat(there.size()).isEqualTo(ITEMS);
      assertThat(there.run(arrived::add)).isEqualTo(new CatalogCopy.Report(3, ITEMS, 0));
      assertThat(arrived).isSorted().last().isEqualTo((long) ITEMS);
      new CatalogCopy(middle, last, ItemConditions.NONE).run(done -> {});
      for (ItemStore copy : List.of(middle, last)) {
        assertSame(documents(copy), documents);
        assertThat(copy.collections()).isEqualTo(collections);
        assertThat(copy.count(ItemQuery.all())).isEqualTo(ITEMS);
      }

      there.run(done -> {});
      assertSame(documents(middle), documents);
      assertThat(middle.collections()).isEqualTo(collections);
      assertThat(middle.deletedSince(MadeItems.START, List.of(), 10)).isEmpty();
    }
  }

  /** What is chosen arrives, and what is in the target besides it stays. */
  @Test
  void aPartIsCopiedIntoWhatIsThere() {
    try (Database firstFile = open("first.db");
        ItemStore first = new SqliteItemStore(firstFile, folder);
        ItemStore target = PostgisItemStore.open(PostgresServer.shared().newDatabase(), folder)) {
      fill(first);
      ItemConditions where =
          ItemConditions.NONE
              .in(List.of("b"))
              .during(new TimeInterval(MadeItems.START, MadeItems.START.plus(Duration.ofDays(30))));
      target.putCollection(Collection.of("b", "Things"));
      target.upsert(List.of(MadeItems.item("b", "other", 3, 4, 5)));
      long wanted = first.count(ItemQuery.where(where));
      assertThat(wanted).isBetween(1L, ITEMS - 1L);
      assertThat(new CatalogCopy(first, target, where).run(done -> {}))
          .isEqualTo(new CatalogCopy.Report(1, wanted, 1));
      assertThat(target.count(ItemQuery.all())).isEqualTo(wanted + 1);
      assertThat(target.collections()).extracting(Collection::id).containsExactly("b");
    }
  }

  private Database open(String name) {
    return Database.open(folder.resolve(name), CatalogSchema.MIGRATIONS);
  }

  /** The last ones of them are written again, so that they were updated after they were created. */
  private static void fill(ItemStore store) {
    for (String collection : List.of("a", "b", "ä")) {
      store.putCollection(Collection.of(collection, "Things"));
    }
    List<Item> items = MadeItems.random(ITEMS - 10, List.of("a", "b", "ä"), 3);
    store.upsert(items);
    for (int i = 0; i < 10; i++) {
      Bounds box = new Bounds(i, 0, i + 1, 1);
      TimeInterval time = TimeInterval.at(MadeItems.START);
      store.upsert(List.of(MadeItems.item("a", "twice" + i, 50, 50, 1)));
      store.upsert(List.of(MadeItems.item("a", "twice" + i, box, time, java.util.Map.of())));
    }
  }

  private static List<ItemDocument> documents(ItemStore store) {
    List<ItemDocument> documents = new ArrayList<>();
    store.forEach(ItemConditions.NONE, documents::add);
    return documents;
  }

  private static void assertSame(List<ItemDocument> found, List<ItemDocument> expected) {
    assertThat(found.stream().map(MadeItems::name).toList())
        .isEqualTo(expected.stream().map(MadeItems::name).toList());
    assertThat(found.stream().map(ItemDocument::version).toList())
        .isEqualTo(expected.stream().map(ItemDocument::version).toList());
    assertThat(found.stream().map(ItemDocument::json))
        .usingElementComparator(java.util.Arrays::compare)
        .containsExactlyElementsOf(expected.stream().map(ItemDocument::json).toList());
  }
}
