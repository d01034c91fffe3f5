// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.catalog.TestFolders;
import org.sunqar.catalog.ingest.ImportOptions;
import org.sunqar.catalog.ingest.ImportReport;
import org.sunqar.catalog.ingest.Importer;
import org.sunqar.catalog.ingest.Outcome;
import org.sunqar.catalog.stac.Asset;
import org.sunqar.catalog.stac.Href;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.StacSchemas;
import org.sunqar.catalog.store.CatalogSchema;
import org.sunqar.catalog.store.Database;
import org.sunqar.catalog.store.ItemQuery;
import org.sunqar.catalog.store.SqliteItemStore;

/** Thumbnails as the importer makes them. */
class ThumbnailTest {

  @TempDir Path folder;
  private Database database;
  private SqliteItemStore store;

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("w.db"), CatalogSchema.MIGRATIONS);
    store = new SqliteItemStore(database, folder);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private ImportReport run(Path path, ImportOptions options) {
    return new Importer(store)
        .run(
            List.of(path),
            options.drawingInto(folder.resolve("thumbnails")),
            (done, total, file) -> {});
  }

  private static Asset asset(Item item, String key) {
    return Objects.requireNonNull(item.assets().get(key), key);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("thumbnails"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void theSamplesHavePictures() throws IOException {
    run(TestFolders.sample(""), ImportOptions.into("c"));
    List<Item> items = store.search(ItemQuery.all());
    assertThat(items).hasSize(4);
    StacSchemas schemas = new StacSchemas();
    for (Item item : items) {
      Asset asset = asset(item, "thumbnail");
      assertThat(asset.roles()).containsExactly("thumbnail");
      Path file = Href.toPath(asset.href());
      assertThat(file).startsWith(folder.resolve("thumbnails"));
      assertThat(item.toJson().at("/assets/thumbnail/file:size").asLong())
          .isEqualTo(Files.size(file));
      assertThat(item.toJson().at("/properties/renders/default/assets"))
          .extracting(node -> node.asText())
          .containsExactly("red", "green", "blue");
      assertThat(schemas.problems(item.toJson())).isEmpty();
    }
    assertThat(files()).hasSize(4);
    // once more: nothing new
    List<Path> before = files();
    run(TestFolders.sample(""), ImportOptions.into("c"));
    run(TestFolders.sample(""), ImportOptions.into("c").replacing(true));
    assertThat(files()).containsExactlyInAnyOrderElementsOf(before);
  }

  @Test
  void anItemOfTheWorkspaceNamesItRelatively() {
    run(
        TestFolders.sample("marburg-195025/2013"),
        ImportOptions.into("c").copyingInto(folder.resolve("scenes")));
    Item item = store.search(ItemQuery.all()).getFirst().relativeTo(folder);
    assertThat(asset(item, "thumbnail").href()).startsWith("./thumbnails/c/LC08");
    assertThat(asset(item, "red").href()).startsWith("./scenes/");
  }

  @Test
  void aSceneThatCannotBeDrawnIsImported() throws IOException {
    Files.createFile(folder.resolve("thumbnails")); // where the folder should be
    Outcome outcome =
        run(TestFolders.sample("marburg-195025/2013"), ImportOptions.into("c"))
            .outcomes()
            .getFirst();
    assertThat(outcome.status()).isEqualTo(Outcome.Status.ADDED);
    assertThat(outcome.reason()).contains("no thumbnail");
    assertThat(store.count(ItemQuery.all())).isEqualTo(1);
  }
}
