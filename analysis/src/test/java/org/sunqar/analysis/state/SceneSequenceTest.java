// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.analysis.TestScenes;
import org.sunqar.analysis.cube.Cube;
import org.sunqar.analysis.cube.CubeScene;
import org.sunqar.analysis.watch.SceneArchive;
import org.sunqar.catalog.stac.Item;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;

/** What makes a scene another one for a state, and what does not. */
class SceneSequenceTest {

  @TempDir static Path folder;
  private static SceneArchive archive;
  private static Item item;

  @BeforeAll
  static void make() {
    archive = new SceneArchive(folder);
    archive.scene(
        "s_2020-01-01",
        TestScenes.utm(20, 20),
        new BandInfo("ndvi", PixelType.INT16, OptionalDouble.of(-32768), 1e-4, 0),
        PixelBlock.of(PixelType.INT16, 20, 20));
    item = archive.items().getFirst();
  }

  @AfterAll
  static void close() {
    archive.close();
  }

  private static long version(Item item) {
    Cube cube = Cube.covering(List.of(CubeScene.of(item, "ndvi")));
    return SceneSequence.of(cube, 0, Map.of(item.id(), item)).version(0);
  }

  private static Item with(String property, Optional<String> value) {
    return with(item, property, value);
  }

  private static Item with(Item item, String property, Optional<String> value) {
    Map<String, JsonNode> properties = new LinkedHashMap<>(item.properties());
    properties.remove(property);
    value.ifPresent(text -> properties.put(property, TextNode.valueOf(text)));
    return new Item(
        item.id(),
        item.collection(),
        item.footprint(),
        properties,
        item.assets(),
        item.links(),
        item.other());
  }

  @Test
  void otherPixelsOrAnotherTimeMakeAnotherScene() {
    assertThat(item.properties()).containsKey(Item.CONTENT_HASH);
    assertThat(version(item)).isEqualTo(version(item));
    assertThat(version(with(Item.CONTENT_HASH, Optional.of("ab")))).isNotEqualTo(version(item));
    assertThat(version(with("datetime", Optional.of("2020-01-02T00:00:00Z"))))
        .isNotEqualTo(version(item));
  }

  @Test
  void whatIsOnlyWrittenAboutItDoesNot() {
    assertThat(version(with("title", Optional.of("A scene")))).isEqualTo(version(item));
    assertThat(version(with("updated", Optional.of("2024-01-01T00:00:00Z"))))
        .isEqualTo(version(item));
  }

  /** Items of other catalogues have no hash: what they say of themselves is all there is. */
  @Test
  void withoutAHashTheDocumentCounts() {
    Item bare = with(Item.CONTENT_HASH, Optional.empty());
    Item later = with(bare, "updated", Optional.of("2024-01-01T00:00:00Z"));
    assertThat(version(later)).isNotEqualTo(version(bare));
  }
}
