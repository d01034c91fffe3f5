// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.catalog.PostgresServer;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.raster.geo.Bounds;

/** Answers that are kept hold no longer than what they tell of, whoever changes it. */
class PostgisAnswersTest {

  private static final List<Aggregation> QUESTIONS =
      List.of(
          new Aggregation.Count(),
          new Aggregation.ByCollection(),
          new Aggregation.ByText("platform"),
          new Aggregation.ByTile(3));

  @TempDir Path folder;

  @Test
  void everyChangeIsSeenByAnother() {
    String address = PostgresServer.shared().newDatabase();
    try (PostgisItemStore asks = PostgisItemStore.open(address, folder);
        PostgisItemStore changes = PostgisItemStore.open(address, folder)) {
      assertThat(platforms(asks, ItemConditions.NONE)).isEmpty();
      changes.putCollection(Collection.of("c", "Things"));
      changes.putCollection(Collection.of("d", "Things"));
      changes.upsert(List.of(item("c", "1", "a"), item("c", "2", "a"), item("d", "1", "a")));
      assertThat(platforms(asks, ItemConditions.NONE)).isEqualTo(Map.of("a", 3L));
      assertThat(platforms(asks, ItemConditions.NONE.in(List.of("c")))).isEqualTo(Map.of("a", 2L));
      changes.upsert(List.of(item("c", "2", "b")));
      assertThat(platforms(asks, ItemConditions.NONE)).isEqualTo(Map.of("a", 2L, "b", 1L));
      changes.deleteItem("c", "1");
      assertThat(platforms(asks, ItemConditions.NONE)).isEqualTo(Map.of("a", 1L, "b", 1L));
      assertThat(platforms(asks, ItemConditions.NONE.in(List.of("c")))).isEqualTo(Map.of("b", 1L));
      changes.deleteCollection("d");
      assertThat(platforms(asks, ItemConditions.NONE)).isEqualTo(Map.of("b", 1L));
      for (int i = 0; i < 100; i++) {
        changes.upsert(List.of(item("c", "more" + i, "a")));
        assertThat(platforms(asks, ItemConditions.NONE)).isEqualTo(Map.of("a", i + 1L, "b", 1L));
      }
    }
  }

  /** Asked twice; all answers have the same sum. */
  private static Map<String, Long> platforms(ItemStore store, ItemConditions where) {
    List<List<Aggregation.Bucket>> answers = store.aggregate(where, QUESTIONS);
    assertThat(store.aggregate(where, QUESTIONS)).isEqualTo(answers);
    assertThat(answers.stream().map(PostgisAnswersTest::sum).distinct()).hasSize(1);
    return answers.get(2).stream()
        .collect(
            Collectors.toMap(
                Aggregation.Bucket::key, Aggregation.Bucket::count, Long::sum, TreeMap::new));
  }

  private static long sum(List<Aggregation.Bucket> answer) {
    return answer.stream().mapToLong(Aggregation.Bucket::count).sum();
  }

  private static Item item(String collection, String id, String platform) {
    Map<String, JsonNode> properties = Map.of("platform", MadeItems.NODES.textNode(platform));
    return MadeItems.item(
        collection, id, new Bounds(7, 8, 9, 10), TimeInterval.at(MadeItems.START), properties);
  }
}
