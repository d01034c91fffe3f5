// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.catalog.TestFolders;
import org.sunqar.catalog.check.Finding.Problem;
import org.sunqar.catalog.ingest.ImportOptions;
import org.sunqar.catalog.ingest.Importer;
import org.sunqar.catalog.stac.Asset;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.stac.Href;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.store.CatalogSchema;
import org.sunqar.catalog.store.Database;
import org.sunqar.catalog.store.ItemQuery;
import org.sunqar.catalog.store.SqliteItemStore;

class CatalogCheckTest {

  @TempDir Path folder;
  private Path thumbnails;
  private Database database;
  private SqliteItemStore store;
  private CheckOptions everything;

  @BeforeEach
  void open() {
    thumbnails = folder.resolve("thumbnails");
    database = Database.open(folder.resolve("w.db"), CatalogSchema.MIGRATIONS);
    store = new SqliteItemStore(database, folder);
    everything = CheckOptions.lookOnly().withChecksums(true).withThumbnails(thumbnails);
    new Importer(store)
        .run(
            List.of(TestFolders.sample("marburg-195025")),
            ImportOptions.into("c").copyingInto(folder.resolve("scenes")).drawingInto(thumbnails),
            (done, total, file) -> {});
  }

  @AfterEach
  void close() {
    database.close();
  }

  private CheckReport check(CheckOptions options) {
    return new CatalogCheck(store, folder).run(options, CheckListener.NONE);
  }

  private Item item() {
    return store.search(ItemQuery.all()).getFirst();
  }

  private static Asset asset(Item item, String key) {
    return Objects.requireNonNull(item.assets().get(key), key);
  }

  private Path file(String asset) {
    return Href.toPath(asset(item(), asset).href());
  }

  @Test
  void whatIsWholeIsSound() {
    CheckReport report = check(everything);
    assertThat(report.open()).isEmpty();
    assertThat(report.items()).isEqualTo(2);
    assertThat(report.bytes()).isPositive();
    assertThat(report.isSound()).isTrue();
  }

  @Test
  void aFileThatIsGoneOrShorterOrOtherIsFound() throws IOException {
    Files.delete(file("red"));
    try (FileChannel green = FileChannel.open(file("green"), StandardOpenOption.WRITE)) {
      green.truncate(green.size() - 1);
    }
    byte[] bytes = Files.readAllBytes(file("blue"));
    bytes[bytes.length / 2] ^= 1;
    Files.write(file("blue"), bytes);
    assertThat(check(everything).open())
        .extracting(Finding::asset, Finding::problem, Finding::item)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("red", Problem.MISSING, item().id()),
            org.assertj.core.groups.Tuple.tuple("green", Problem.WRONG_SIZE, item().id()),
            org.assertj.core.groups.Tuple.tuple("blue", Problem.WRONG_CHECKSUM, item().id()));
    assertThat(check(everything.withChecksums(false)).open())
        .extracting(Finding::problem)
        .containsExactlyInAnyOrder(Problem.MISSING, Problem.WRONG_SIZE);
    // nothing of this can be repaired
    CheckReport repaired = check(everything.repairing(true));
    assertThat(repaired.open()).hasSize(3);
    assertThat(repaired.repaired()).isZero();
    assertThat(repaired.isSound()).isFalse();
  }

  @Test
  void whatWasMovedWithinTheWorkspaceIsFoundByItsContent() throws IOException {
    Path elsewhere = Files.createDirectories(folder.resolve("attic")).resolve("x.tif");
    Files.move(file("red"), elsewhere);
    assertThat(check(everything).open())
        .extracting(Finding::problem)
        .containsExactly(Problem.MISSING);
    CheckReport report = check(everything.repairing(true));
    assertThat(report.repaired()).isEqualTo(1);
    assertThat(report.isSound()).isTrue();
    assertThat(file("red")).isEqualTo(elsewhere);
    assertThat(asset(item().relativeTo(folder), "red").href()).isEqualTo("./attic/x.tif");
    assertThat(check(everything).isSound()).isTrue();
  }

  @Test
  void aThumbnailIsDrawnAgainAndOneWithoutItemGoes() throws IOException {
    Path picture = file("thumbnail");
    Files.delete(picture);
    Path orphan = Files.writeString(picture.resolveSibling("other.webp"), "x");
    Path fresh = Files.writeString(picture.resolveSibling("fresh.webp"), "x");
    Files.setLastModifiedTime(orphan, FileTime.fromMillis(0));
    assertThat(check(everything).open())
        .extracting(Finding::problem)
        .containsExactly(Problem.NO_THUMBNAIL, Problem.UNUSED_THUMBNAIL);
    CheckReport report = check(everything.repairing(true));
    assertThat(report.repaired()).isEqualTo(2);
    assertThat(report.isSound()).isTrue();
    assertThat(picture).exists();
    assertThat(orphan).doesNotExist();
    assertThat(fresh).exists(); // an import may be under way
  }

  @Test
  void fieldsThatAreMissingAreAdded() {
    Item item = item();
    Asset red = asset(item, "red");
    Asset bare = new Asset(red.href(), red.roles(), red.bands(), Map.of());
    store.upsert(List.of(item.withAsset("red", bare)));
    assertThat(check(everything).open())
        .extracting(Finding::problem)
        .containsExactly(Problem.NO_CHECKSUM);
    assertThat(check(everything.repairing(true)).repaired()).isEqualTo(1);
    assertThat(asset(item(), "red").other())
        .containsEntry("file:checksum", red.other().get("file:checksum"))
        .hasEntrySatisfying(
            "file:size", size -> assertThat(size).isEqualTo(red.other().get("file:size")));
  }

  @Test
  void aBoxThatIsElsewhereIsPutWhereThePixelsAre() {
    Item item = item();
    Item wrong =
        item.withFootprint(
            Item.fromJson(
                    org.sunqar.catalog.stac.Json.parseObject(
                        """
                        {"type":"Feature","id":"x","properties":{"datetime":"2020-01-01T00:00:00Z"},
                         "geometry":{"type":"Point","coordinates":[100,-30]}}
                        """))
                .footprint());
    store.upsert(List.of(wrong));
    assertThat(check(everything).open())
        .extracting(Finding::problem)
        .containsExactly(Problem.BAD_FOOTPRINT);
    assertThat(check(everything.repairing(true)).isSound()).isTrue();
    assertThat(item().bbox()).isEqualTo(item.bbox());
  }

  @Test
  void anInterruptedCheckGoesOnWhereItWas() throws IOException {
    store.putCollection(Collection.of("many", "Items without files"));
    Item pattern = item();
    store.upsert(
        IntStream.range(0, 450)
            .mapToObj(i ->
                new Item(
                    "i%03d".formatted(i),
                    "many",
                    pattern.footprint(),
                    Map.of("datetime", JsonNodeFactory.instance.textNode("2020-01-01T00:00:00Z")),
                    Map.of(),
                    List.of(),
                    Map.of()))
            .toList());
    Files.delete(file("red"));
    Path progress = folder.resolve("check.json");
    CheckOptions options = everything.resumableIn(progress);
    CheckListener breaksOff =
        new CheckListener() {
          @Override
          public void checked(long items, long total) {
            if (items == 400) {
              throw new IllegalStateException("interrupted");
            }
          }

          @Override
          public void found(Finding finding) {}
        };
    assertThatThrownBy(() -> new CatalogCheck(store, folder).run(options, breaksOff))
        .hasMessage("interrupted");
    assertThat(progress).exists();
    long[] first = {0};
    CheckListener counts =
        new CheckListener() {
          @Override
          public void checked(long items, long total) {
            first[0] = first[0] == 0 ? items : first[0];
          }

          @Override
          public void found(Finding finding) {}
        };
    CheckReport report = new CatalogCheck(store, folder).run(options, counts);
    assertThat(first[0]).isEqualTo(452);
    assertThat(report.items()).isEqualTo(452);
    assertThat(report.open()).extracting(Finding::problem).containsExactly(Problem.MISSING);
    assertThat(progress).doesNotExist();
  }
}
