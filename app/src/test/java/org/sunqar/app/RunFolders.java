// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sunqar.raster.tiff.GeoTiff;

/** What runs leave on disk. */
final class RunFolders {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> MAPS =
      List.of("break_date.tif", "magnitude.tif", "valid_count.tif");

  /** What a page loads; links that a reader may follow are no part of it. */
  private static final Pattern LOADED =
      Pattern.compile(
          "<(?!a\\b)\\w+\\b[^>]*?\\b(?:src|href)\\s*=\\s*[\"']([^\"']+)"
              + "|url\\([\"']?([^\"')]+)|@import\\s+[\"']([^\"']+)");

  private RunFolders() {}

  /** The folders of the runs of a watch, each found to be complete. */
  static List<Path> completeRuns(Path workspace, String watch) throws IOException {
    Path runs = workspace.resolve("watches").resolve(watch).resolve("runs");
    if (!Files.exists(runs)) {
      return List.of();
    }
    List<Path> folders = list(runs);
    for (Path folder : folders) {
      assertComplete(folder);
    }
    return folders;
  }

  private static void assertComplete(Path folder) throws IOException {
    assertThat(list(folder).stream().map(file -> String.valueOf(file.getFileName())))
        .filteredOn(name -> !name.equals("report.html"))
        // only of watches that keep a state
        .filteredOn(name -> !name.equals("clear_count.tif") && !name.equals("days_since_clear.tif"))
        .containsExactly(
            "alerts.csv",
            "alerts.csvt",
            "alerts.geojson",
            "break_date.tif",
            "magnitude.tif",
            "run.json",
            "valid_count.tif");
    for (String map : MAPS) {
      try (GeoTiff tiff = GeoTiff.open(folder.resolve(map))) {
        assertThat(tiff.read(tiff.grid().window(), 1).size()).isPositive();
      }
    }
    JsonNode summary = JSON.readTree(folder.resolve("run.json").toFile());
    JsonNode alerts = JSON.readTree(folder.resolve("alerts.geojson").toFile());
    assertThat(alerts.get("features")).hasSize(summary.get("alerts").asInt());
    assertThat(Files.readAllLines(folder.resolve("alerts.csv")))
        .hasSize(1 + summary.get("alerts").asInt());
  }

  /** All that a run says, without when it was: maps as pixels, alerts as text. */
  static Map<String, String> content(Path folder) throws IOException {
    Map<String, String> content = new TreeMap<>();
    for (String map : MAPS) {
      try (GeoTiff tiff = GeoTiff.open(folder.resolve(map))) {
        var block = tiff.read(tiff.grid().window(), 1);
        StringBuilder pixels = new StringBuilder(tiff.grid().toString());
        for (int i = 0; i < block.size(); i++) {
          pixels.append(' ').append(block.get(i));
        }
        content.put(map, pixels.toString());
      }
    }
    for (String text : List.of("alerts.csv", "alerts.geojson", "run.json")) {
      content.put(text, Files.readString(folder.resolve(text)));
    }
    return content;
  }

  /** The entries of a folder by name. */
  static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }

  /** The page is there, is whole, and loads nothing. */
  static void assertSelfContained(Path page) throws IOException {
    String html = Files.readString(page);
    assertThat(html).startsWith("<!DOCTYPE html>").contains("</html>").contains("<svg");
    Matcher loaded = LOADED.matcher(html);
    List<String> addresses = new ArrayList<>();
    while (loaded.find()) {
      for (int group = 1; group <= loaded.groupCount(); group++) {
        Optional.ofNullable(loaded.group(group)).ifPresent(addresses::add);
      }
    }
    assertThat(addresses)
        .isNotEmpty()
        .allMatch(address -> address.startsWith("data:") || address.startsWith("#"));
  }
}
