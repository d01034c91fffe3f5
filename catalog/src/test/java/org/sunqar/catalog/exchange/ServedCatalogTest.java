// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.catalog.exchange.ItemResult.Fate;
import org.sunqar.catalog.stac.Href;
import org.sunqar.raster.source.Authorization;
import org.sunqar.raster.source.HttpDocuments;
import org.sunqar.raster.source.SourceOptions;
import org.sunqar.raster.source.Sources;

/** A static catalogue with its pixels, served by http-server from npm, which is not ours. */
class ServedCatalogTest {

  private static final Path SERVER =
      Path.of("src/test/node/node_modules/http-server/bin/http-server").toAbsolutePath();
  private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

  @TempDir Path folder;

  private Path tree() throws IOException {
    Path root = Files.createDirectories(folder.resolve("tree/c"));
    StringBuilder links = new StringBuilder();
    for (ObjectNode item : MadeItems.plain("c", 20)) {
      String id = item.path("id").asText();
      item.withObject("assets")
          .withObject("red")
          .put("href", "./" + id + ".tif")
          .put("file:size", 300_000 + id.length());
      Files.writeString(root.resolve(id + ".json"), item.toString());
      Files.write(
          root.resolve(id + ".tif"), (id + "x".repeat(300_000)).getBytes(StandardCharsets.UTF_8));
      links.append(links.isEmpty() ? "" : ",");
      links.append("{\"rel\":\"item\",\"href\":\"").append(id).append(".json\"}");
    }
    Files.writeString(
        root.resolve("collection.json"),
        """
        {"type":"Collection","id":"c","stac_version":"1.0.0","description":"Served","license":"MIT",
         "extent":{"spatial":{"bbox":[[0,0,1,1]]},"temporal":{"interval":[[null,null]]}},
         "links":[%s]}
        """
            .formatted(links));
    Path catalog = root.resolveSibling("catalog.json");
    Files.writeString(
        catalog,
        "{\"type\":\"Catalog\",\"id\":\"r\",\"stac_version\":\"1.0.0\",\"description\":\"R\","
            + "\"links\":[{\"rel\":\"child\",\"href\":\"c/collection.json\"}]}");
    return catalog;
  }

  @Test
  void itemsAndPixelsAreCopiedAndAnInterruptedCopyIsContinued() throws Exception {
    assumeTrue(Files.exists(SERVER), SERVER + " is not installed; .ci/run says how it is");
    Path root = ItemFiles.folder(tree());
    Process server =
        new ProcessBuilder(
                "node", SERVER.toString(), root.toString(), "-a", "127.0.0.1", "-p", "0", "-c-1")
            .redirectErrorStream(true)
            .start();
    try (OpenCatalog catalog = new OpenCatalog(Files.createDirectory(folder.resolve("w")));
        Sources sources = new Sources(SourceOptions.DEFAULT);
        HttpDocuments http =
            new HttpDocuments(SourceOptions.DEFAULT, Authorization.NONE, 1 << 20)) {
      String address = address(server) + "/catalog.json";
      Path scenes = catalog.folder.resolve("scenes");
      copy(catalog, http, sources, address, scenes);
      assertThat(catalog.reasons()).isEmpty();
      assertThat(catalog.count(Fate.ADDED)).isEqualTo(20);
      Path pixels =
          Href.toPath(OpenCatalog.href(catalog.store.item("c", "item-00004").orElseThrow(), "red"));
      assertThat(pixels)
          .startsWith(scenes)
          .hasSameBinaryContentAs(root.resolve("c/item-00004.tif"));

      byte[] whole = Files.readAllBytes(pixels);
      Files.delete(pixels);
      Files.write(
          pixels.resolveSibling(pixels.getFileName() + ".part"),
          java.util.Arrays.copyOf(whole, 100_000));
      copy(catalog, http, sources, address, scenes);
      assertThat(catalog.count(Fate.UNCHANGED)).isEqualTo(20);
      assertThat(pixels).hasBinaryContent(whole);
    } finally {
      server.destroy();
      server.waitFor();
    }
  }

  private static void copy(
      OpenCatalog catalog, HttpDocuments http, Sources sources, String address, Path scenes) {
    try (AssetCopy copy = new AssetCopy(scenes, List.of(), sources)) {
      new StacImport(catalog.store, catalog.states(), http, Optional.of(copy))
          .run(
              address,
              StacSelection.ALL,
              new StacImport.Options(OptionalLong.empty(), true, false, false),
              catalog.tally(),
              ExchangeProgress.SILENT);
    }
  }

  private static String address(Process server) throws IOException {
    BufferedReader out =
        new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
    StringBuilder said = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      Matcher address = ADDRESS.matcher(line.replaceAll("\\x1b\\[[0-9;]*m", ""));
      if (address.find()) {
        return address.group();
      }
      said.append(line).append('\n');
    }
    throw new AssertionError("http-server ended: " + said);
  }
}
