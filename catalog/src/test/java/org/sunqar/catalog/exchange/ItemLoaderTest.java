// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.airlift.compress.v3.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.exchange.ItemResult.Fate;
import org.sunqar.catalog.stac.Href;

class ItemLoaderTest {

  private static final ItemLoader.Options CREATING =
      new ItemLoader.Options(Optional.empty(), true, false);

  @TempDir Path folder;
  private OpenCatalog catalog;

  @BeforeEach
  void open() throws IOException {
    catalog = new OpenCatalog(Files.createDirectory(folder.resolve("w")));
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  private long load(Path file) {
    return load(file, CREATING);
  }

  private long load(Path file, ItemLoader.Options options) {
    return new ItemLoader(catalog.store, catalog.states())
        .load(file, options, catalog.tally(), ExchangeProgress.SILENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.ndjson", "a.ndjson.gz", "a.jsonl.zst", "a.geojson", "a.json.gz"})
  void filesOfItemsAreLoadedOnceHoweverOften(String name) throws IOException {
    List<ObjectNode> items = MadeItems.plain("c", 2500);
    String text =
        name.startsWith("a.json.") || name.endsWith(".geojson")
            ? "{\"features\":["
                + String.join(",\n", items.stream().map(ObjectNode::toString).toList())
                + "],\"type\":\"FeatureCollection\",\"links\":[]}"
            : MadeItems.ndjson(items);
    Path file = write(name, text);
    load(file);
    assertThat(catalog.count(Fate.ADDED)).isEqualTo(2500);
    assertThat(catalog.size()).isEqualTo(2500);
    assertThat(OpenCatalog.href(catalog.store.item("c", "item-01234").orElseThrow(), "red"))
        .isEqualTo("https://data.example.org/item-01234/red.tif");
    load(file);
    assertThat(catalog.count(Fate.UNCHANGED)).isEqualTo(2500);
    items.get(7).withObject("properties").put("platform", "landsat-9");
    load(write("b.ndjson", MadeItems.ndjson(items.subList(0, 10))));
    assertThat(catalog.count(Fate.CHANGED)).isEqualTo(1);
    assertThat(catalog.count(Fate.UNCHANGED)).isEqualTo(9);
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file);
        OutputStream packed =
            name.endsWith(".gz")
                ? new GZIPOutputStream(out)
                : name.endsWith(".zst") ? new ZstdOutputStream(out) : out) {
      packed.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  @Test
  void aFolderOfItemFilesWithItsPixels() throws IOException {
    Path items = Files.createDirectories(folder.resolve("items/2020"));
    ObjectNode item = MadeItems.plain("c", "a", 1);
    item.withObject("assets").withObject("red").put("href", "./a.tif");
    Files.writeString(items.resolve("a.json"), item.toPrettyString());
    Files.writeString(items.resolveSibling("collection.json"), "{\"type\":\"Collection\"}");
    Files.writeString(items.resolve("b.json"), "{\"type\":\"Feature\"");
    load(folder.resolve("items"));
    assertThat(catalog.count(Fate.ADDED)).isEqualTo(1);
    assertThat(OpenCatalog.href(catalog.store.item("c", "a").orElseThrow(), "red"))
        .isEqualTo(Href.ofPath(items.resolve("a.tif")));
    assertThat(catalog.results.getFirst().source()).endsWith("b.json");
    assertThat(catalog.reasons()).singleElement().asString().startsWith("not JSON");
  }

  @Test
  void wrongItemsAreNamedByLineAndTheOthersGoOn() throws IOException {
    ObjectNode good = MadeItems.plain("c", "good", 1);
    ObjectNode placeless = MadeItems.plain("c", "placeless", 1);
    placeless.putNull("geometry");
    ObjectNode timeless = MadeItems.plain("c", "timeless", 1);
    timeless.withObject("properties").putNull("datetime");
    ObjectNode climbing = MadeItems.plain("c", "../../etc", 1);
    String text =
        good + "\n\n" + placeless + "\nnot json\n" + timeless + "\n[1]\n" + climbing + "\n\u00e9";
    load(write("x.ndjson", text));
    assertThat(catalog.count(Fate.ADDED)).isEqualTo(1);
    assertThat(catalog.results.stream().filter(r -> r.fate() == Fate.REJECTED))
        .extracting(ItemResult::number)
        .containsExactly(3L, 4L, 5L, 6L, 7L, 8L);
    assertThat(catalog.reasons().get(0)).contains("geometry");
    assertThat(catalog.reasons().get(2)).contains("datetime");
    assertThat(catalog.reasons().get(4)).contains("cannot stand in an address");
  }

  @Test
  void aLineWithoutAnEndIsPassedOver() throws IOException {
    Path file = folder.resolve("long.ndjson");
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write((MadeItems.plain("c", "a", 1) + "\n").getBytes(StandardCharsets.UTF_8));
      byte[] part = new byte[1 << 20];
      java.util.Arrays.fill(part, (byte) ' ');
      for (int i = 0; i < 20; i++) {
        out.write(part);
      }
      out.write(("\n" + MadeItems.plain("c", "b", 2)).getBytes(StandardCharsets.UTF_8));
    }
    load(file);
    assertThat(catalog.count(Fate.ADDED)).isEqualTo(2);
    assertThat(catalog.reasons()).singleElement().asString().contains("longer than");
  }

  @Test
  void collectionsAreMadeOnlyWhenTold() throws IOException {
    Path file = write("x.ndjson", MadeItems.ndjson(MadeItems.plain("new", 2)));
    load(file, new ItemLoader.Options(Optional.empty(), false, false));
    assertThat(catalog.reasons())
        .hasSize(2)
        .allMatch(reason -> reason.contains("--create-collections"));
    load(file, new ItemLoader.Options(Optional.of("other"), true, false));
    assertThat(catalog.store.item("other", "item-00000")).isPresent();
    assertThat(catalog.store.collection("new")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "file:///etc/passwd, false",
    "/etc/passwd, false",
    "../secret.tif, false",
    "javascript:alert(1), false",
    "a/b.tif, true",
    "https://x.org/a.tif, true",
    "s3://bucket/a.tif, true",
  })
  void filesOutsideOfTheFolderAreNotTaken(String href, boolean taken) throws IOException {
    ObjectNode item = MadeItems.plain("c", "a", 1);
    item.withObject("assets").withObject("red").put("href", href);
    load(write("x.ndjson", item.toString()));
    assertThat(catalog.count(Fate.ADDED)).isEqualTo(taken ? 1 : 0);
    load(write("x.ndjson", item.toString()), new ItemLoader.Options(Optional.empty(), true, true));
    assertThat(catalog.count(Fate.REJECTED)).isEqualTo(href.startsWith("java") ? 1 : 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.ndjson", "a.ndjson.gz"})
  void aLoadThatStoppedIsContinuedWhereItWas(String name) throws IOException {
    List<ObjectNode> items = MadeItems.plain("c", 5000);
    Path file = write(name, MadeItems.ndjson(items));
    Tally stopping =
        new Tally(result -> {
          if (result.number() == 2500) {
            throw new IllegalStateException("killed");
          }
        });
    ItemLoader loader = new ItemLoader(catalog.store, catalog.states());
    assertThatThrownBy(() -> loader.load(file, CREATING, stopping, ExchangeProgress.SILENT))
        .hasMessage("killed");
    assertThat(catalog.size()).isBetween(2500L, 4999L);
    assertThat(load(file)).isEqualTo(2000);
    assertThat(catalog.results.getFirst().number()).isEqualTo(2001);
    assertThat(catalog.size()).isEqualTo(5000);
    // a file that is another one is read from its beginning
    assertThat(load(file)).isZero();
  }

  @Test
  void aFileThatIsNoneIsRefusedInASentence() throws IOException {
    assertThatThrownBy(() -> load(folder.resolve("missing.ndjson")))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("does not exist");
    assertThatThrownBy(() -> load(write("x.json", "[1, 2]")))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("GeoJSON");
    assertThatThrownBy(() -> load(write("x.parquet", "PAR1 and nothing that would be one PAR1")))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("stac-geoparquet");
  }
}
