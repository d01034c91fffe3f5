// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.catalog.exchange.ItemResult.Fate;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.stac.Json;
import org.sunqar.catalog.store.ItemConditions;

class GeoParquetTest {

  @TempDir Path folder;

  private Path write(List<ObjectNode> items) throws IOException {
    Path file = folder.resolve("items.parquet");
    try (ExportWriter writer =
        new GeoParquet(Files.newOutputStream(file), List.of(Collection.of("c", "Things")))) {
      for (ObjectNode item : items) {
        writer.write(item);
      }
      writer.finish();
    }
    return file;
  }

  private static List<ObjectNode> read(Path file) {
    List<ObjectNode> items = new ArrayList<>();
    try (RawItems raws =
        new ParquetItems(file, new Origin.Local(ItemFiles.folder(file), false), 0)) {
      for (Optional<RawItems.Raw> raw = raws.next(); raw.isPresent(); raw = raws.next()) {
        items.add(raw.get().document().get());
      }
    }
    return items;
  }

  private static void assertSame(List<ObjectNode> found, List<ObjectNode> wanted) {
    assertThat(found).hasSameSizeAs(wanted);
    for (int i = 0; i < found.size(); i++) {
      assertThat(ItemRows.same(found.get(i), wanted.get(i)))
          .as("%s%n%s", found.get(i), wanted.get(i))
          .isTrue();
    }
  }

  @Test
  void plainItemsComeBackAndNeedNothingBesideTheColumns() throws IOException {
    List<ObjectNode> items = MadeItems.plain("c", 3000);
    ItemRows.Columns columns = new ItemRows.Columns();
    items.forEach(columns::see);
    for (ObjectNode item : items) {
      assertThat(ItemRows.row(item, columns.type()).has(ItemRows.EXACT)).isFalse();
    }
    assertSame(read(write(items)), items);
  }

  @Test
  void whatColumnsCannotSayComesBackToTheLetter() throws IOException {
    List<ObjectNode> items = new ArrayList<>();
    String[] properties = {
      "{\"datetime\":\"2020-01-01T00:00:00.000Z\",\"a\":10}",
      "{\"datetime\":null,\"start_datetime\":\"2020-01-01T00:00:00Z\","
          + "\"end_datetime\":\"2020-02-01T00:00:00.123456789Z\",\"a\":10.5}",
      "{\"datetime\":\"2020-01-01T05:00:00+05:00\",\"a\":null,\"b\":[]}",
      "{\"datetime\":\"2020-01-01T00:00:00Z\",\"b\":[null,1],\"id\":\"not the id\"}",
      "{\"datetime\":\"2020-01-01T00:00:00Z\",\"b\":\"text\",\"geometry\":7}",
      "{\"datetime\":\"2020-01-01T00:00:00Z\",\"o\":{},\"big\":123456789012345678901234567890}",
      "{\"datetime\":\"2020-01-01T00:00:00Z\",\"o\":{\"x/y~z\":{\"deep\":[[1],[2,3]]}}}",
      "{\"datetime\":\"2020-01-01T00:00:00Z\",\"t\":true,\"s\":\"\\u00e9\\u4e2d\\ud83d\\ude80\"}",
      "{\"datetime\":\"2020-01-01T00:00:00Z\",\"t\":\"no\",\"created\":\"yesterday\"}",
    };
    for (int i = 0; i < properties.length; i++) {
      ObjectNode item = MadeItems.plain("c", "i" + i, i);
      item.set("properties", Json.parseObject(properties[i]));
      if (i == 1) {
        item.set("geometry", Json.parseObject("{\"type\":\"Point\",\"coordinates\":[10,20,-5]}"));
      }
      if (i == 2) {
        item.putArray("bbox").add(1.5).add(2.5).add(0.5).add(3.5).add(4.5).add(9.5);
        item.putObject("extra").put("foreign", "member");
      }
      if (i == 3) {
        item.withObject("assets").putObject("qa").put("href", "q.tif").putNull("nodata");
        item.withObject("assets").putObject("mixed").put("href", "m.tif").put("nodata", "nan");
      }
      if (i == 4) {
        item.withObject("assets").putObject("mixed").put("href", "m.tif").put("nodata", -9999);
        item.withArray("links").addObject().put("rel", "via").put("href", "https://x").put("n", 1);
      }
      items.add(item);
    }
    assertSame(read(write(items)), items);
  }

  @Test
  void randomDocumentsComeBack() throws IOException {
    Random random = new Random(20);
    List<ObjectNode> items = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      ObjectNode item = MadeItems.plain("c", "r" + i, i);
      for (int p = 0; p < 6; p++) {
        item.withObject("properties").set("p" + random.nextInt(9), random(random, 0));
      }
      item.withObject("assets").putObject("k" + random.nextInt(5)).set("x", random(random, 0));
      item.withObject("assets").withObject("red").put("title", "t");
      items.add(item);
    }
    assertSame(read(write(items)), items);
  }

  private static JsonNode random(Random random, int depth) {
    String text =
        switch (random.nextInt(depth > 3 ? 6 : 8)) {
          case 0 -> "null";
          case 1 -> "true";
          case 2 -> Integer.toString(random.nextInt());
          case 3 -> Double.toString(random.nextGaussian());
          case 4 -> "\"word " + random.nextInt(5) + "\"";
          case 5 -> "\"2020-01-01T00:00:0" + random.nextInt(9) + "Z\"";
          case 6 -> "[]";
          default -> "{}";
        };
    JsonNode node = Json.parse(text);
    for (int i = random.nextInt(4); i > 0; i--) {
      if (node instanceof com.fasterxml.jackson.databind.node.ArrayNode array) {
        array.add(random(random, depth + 1));
      } else if (node instanceof ObjectNode object) {
        object.set("f" + random.nextInt(6), random(random, depth + 1));
      }
    }
    return node;
  }

  @Test
  void severalRowGroupsAndObjectsWithMoreKeysThanColumns() throws IOException {
    List<ObjectNode> items = new ArrayList<>();
    for (int i = 0; i < 10_500; i++) {
      ObjectNode item = MadeItems.plain("c", "g" + i, i);
      item.withObject("assets")
          .putObject("file-" + i % 900)
          .put("href", "https://data.example.org/" + i);
      items.add(item);
    }
    assertSame(read(write(items)), items);
  }

  @Test
  void aCatalogueGoesThroughAFileIntoAnother() throws IOException {
    try (OpenCatalog from = new OpenCatalog(Files.createDirectory(folder.resolve("from")));
        OpenCatalog to = new OpenCatalog(Files.createDirectory(folder.resolve("to")))) {
      Path source = folder.resolve("x.ndjson");
      Files.writeString(source, MadeItems.ndjson(MadeItems.plain("c", 500)));
      ItemLoader.Options options = new ItemLoader.Options(Optional.empty(), true, false);
      new ItemLoader(from.store, from.states())
          .load(source, options, from.tally(), ExchangeProgress.SILENT);
      for (String name : List.of("a.parquet", "a.ndjson.zst", "a.geojson.gz")) {
        Path file = folder.resolve(name);
        assertThat(
                new ItemExport(from.store, from.folder)
                    .write(ItemConditions.NONE, file, ExchangeProgress.SILENT))
            .isEqualTo(500);
        new ItemLoader(to.store, to.states())
            .load(file, options, to.tally(), ExchangeProgress.SILENT);
        assertThat(to.count(name.endsWith("parquet") ? Fate.ADDED : Fate.UNCHANGED)).isEqualTo(500);
        assertThat(item(to)).isEqualTo(item(from));
      }
    }
  }

  /** Its properties but 'updated', which tells when it changed in its own catalogue. */
  private static String item(OpenCatalog catalog) {
    ObjectNode json = catalog.store.item("c", "item-00321").orElseThrow().toJson();
    json.withObject("properties").remove("updated");
    return json.toString();
  }
}
