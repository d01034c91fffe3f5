// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.catalog.exchange.ItemResult.Fate;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.Json;

/** Our files read by hyparquet, which shares nothing with us, and its files read by us. */
class ParquetInteropTest {

  private static final Path SCRIPTS = Path.of("src/test/node").toAbsolutePath();

  @TempDir Path folder;

  @BeforeEach
  void installed() {
    assumeTrue(
        Files.isDirectory(SCRIPTS.resolve("node_modules/hyparquet")),
        "the packages of " + SCRIPTS + " are not installed; .ci/run says how they are");
  }

  private String node(String script, Path file) throws IOException, InterruptedException {
    Path out = folder.resolve("out.txt");
    Process process =
        new ProcessBuilder("node", SCRIPTS.resolve(script).toString(), file.toString())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    String text = Files.readString(out, StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }

  @Test
  void anotherReaderFindsTheItems() throws Exception {
    List<ObjectNode> items = MadeItems.plain("c", 250);
    items.get(7).withObject("properties").putNull("gsd");
    items.get(8).withArray("links").addObject().put("rel", "via").put("href", "https://x.org/");
    items.get(9).withObject("assets").putObject("nir").put("href", "n.tif");
    Path file = folder.resolve("ours.parquet");
    try (ExportWriter writer =
        new GeoParquet(Files.newOutputStream(file), List.of(Collection.of("c", "Things")))) {
      for (ObjectNode item : items) {
        writer.write(item);
      }
      writer.finish();
    }
    ObjectNode read = Json.parseObject(node("read-parquet.mjs", file));
    JsonNode geo = Json.parse(read.path("metadata").path("geo").asText());
    assertThat(geo.path("version").asText()).isEqualTo("1.1.0");
    assertThat(geo.at("/columns/geometry/geometry_types")).hasToString("[\"Polygon\"]");
    assertThat(Json.parse(read.at("/metadata/stac:collections").asText()).at("/c/description"))
        .hasToString("\"Things\"");
    double least =
        items.stream().mapToDouble(i -> i.path("bbox").path(0).doubleValue()).min().orElseThrow();
    assertThat(read.path("least").doubleValue()).isEqualTo(least);
    assertThat(read.path("rows")).hasSize(items.size());
    for (int i = 0; i < items.size(); i++) {
      JsonNode row = read.path("rows").path(i);
      ObjectNode item = items.get(i);
      assertThat(row.path("id")).isEqualTo(item.path("id"));
      assertThat(row.path("collection").asText()).isEqualTo("c");
      assertThat(row.path("datetime").asText())
          .isEqualTo(item.at("/properties/datetime").asText().replace("Z", ".000Z"));
      assertThat(row.path("eo:cloud_cover").doubleValue())
          .isEqualTo(item.at("/properties/eo:cloud_cover").doubleValue());
      assertThat(row.path("gsd").isNull()).isEqualTo(i == 7);
      assertThat(row.at("/bbox/ymax").doubleValue())
          .isEqualTo(item.path("bbox").path(3).doubleValue());
      assertThat(row.at("/assets/red/href")).isEqualTo(item.at("/assets/red/href"));
      assertThat(row.at("/assets/red/roles")).hasToString("[\"data\"]");
      assertThat(row.at("/assets/nir/href").asText()).isEqualTo(i == 9 ? "n.tif" : "");
      assertThat(row.path("links")).hasSize(i == 8 ? 1 : 0);
      assertThat(row.at("/geometry/type").asText()).isEqualTo("Polygon");
      JsonNode corner = row.at("/geometry/coordinates/0/2");
      assertThat(corner.path(0).doubleValue())
          .isEqualTo(item.at("/geometry/coordinates/0/2/0").doubleValue());
    }
  }

  @Test
  void aFileOfAnotherWriterIsLoaded() throws Exception {
    Path file = folder.resolve("theirs.parquet");
    node("write-parquet.mjs", file);
    try (OpenCatalog catalog = new OpenCatalog(Files.createDirectory(folder.resolve("w")))) {
      new ItemLoader(catalog.store, catalog.states())
          .load(
              file,
              new ItemLoader.Options(Optional.empty(), true, false),
              catalog.tally(),
              ExchangeProgress.SILENT);
      assertThat(catalog.reasons()).isEmpty();
      assertThat(catalog.count(Fate.ADDED)).isEqualTo(50);
      Item item = catalog.store.item("points", "p3").orElseThrow();
      assertThat(item.time()).isEqualTo("2020-01-04T00:00:00Z");
      assertThat(item.footprint().geometry())
          .isEqualTo(Json.parse("{\"type\":\"Point\",\"coordinates\":[10.03,50.0]}"));
      assertThat(item.properties().get("eo:cloud_cover")).hasToString("1.5");
      assertThat(OpenCatalog.href(item, "red")).isEqualTo("https://data.example.org/3.tif");
      assertThat(catalog.store.item("points", "p2").orElseThrow().properties())
          .doesNotContainKey("eo:cloud_cover");
    }
  }
}
