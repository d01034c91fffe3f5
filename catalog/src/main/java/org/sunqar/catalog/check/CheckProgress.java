// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.Json;

/** How far a check is; kept in a file where it is to survive. */
final class CheckProgress {

  /** Most findings that are listed; after those they are counted. */
  private static final int LISTED = 10_000;

  private final Optional<Path> file;
  private final String question;
  private Optional<String> after = Optional.empty();
  private long items;
  private long assets;
  private long bytes;
  private long repaired;
  private long moreOpen;
  private final List<Finding> open = new ArrayList<>();

  private CheckProgress(CheckOptions options) {
    this.file = options.progress();
    this.question =
        String.join(",", options.collections())
            + " "
            + options.repair()
            + options.checksums()
            + options.remote();
  }

  /** Begins, or goes on where a check of the same options was interrupted. */
  static CheckProgress of(CheckOptions options) {
    CheckProgress progress = new CheckProgress(options);
    if (options.progress().isPresent() && Files.exists(options.progress().get())) {
      progress.load(options.progress().get());
    }
    return progress;
  }

  private void load(Path from) {
    ObjectNode json;
    try {
      json = Json.parseObject(Files.readString(from));
    } catch (IOException | CatalogException e) {
      return; // what cannot be read is no progress
    }
    if (!json.path("question").asText().equals(question)) {
      return;
    }
    after = Optional.of(json.path("after").asText()).filter(place -> !place.isEmpty());
    items = json.path("items").asLong();
    assets = json.path("assets").asLong();
    bytes = json.path("bytes").asLong();
    repaired = json.path("repaired").asLong();
    moreOpen = json.path("moreOpen").asLong();
    for (var finding : json.path("open")) {
      open.add(
          new Finding(
              finding.path("collection").asText(),
              finding.path("item").asText(),
              finding.path("asset").asText(),
              Finding.Problem.valueOf(finding.path("problem").asText()),
              false,
              finding.path("detail").asText()));
    }
  }

  Optional<String> after() {
    return after;
  }

  long items() {
    return items;
  }

  List<Finding> open() {
    return open;
  }

  void item(long itsAssets, long itsBytes) {
    items++;
    assets += itsAssets;
    bytes += itsBytes;
  }

  void found(Finding finding) {
    if (finding.repaired()) {
      repaired++;
    } else if (open.size() < LISTED) {
      open.add(finding);
    } else {
      moreOpen++;
    }
  }

  /** Notes that everything before a place is done. */
  void reached(String place) {
    after = Optional.of(place);
    if (file.isEmpty()) {
      return;
    }
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("question", question)
            .put("after", place)
            .put("items", items)
            .put("assets", assets)
            .put("bytes", bytes)
            .put("repaired", repaired)
            .put("moreOpen", moreOpen);
    ArrayNode list = json.putArray("open");
    for (Finding finding : open) {
      list.addObject()
          .put("collection", finding.collection())
          .put("item", finding.item())
          .put("asset", finding.asset())
          .put("problem", finding.problem().name())
          .put("detail", finding.detail());
    }
    Path temporary = file.get().resolveSibling("." + file.get().getFileName() + ".tmp");
    try {
      Files.writeString(temporary, Json.write(json));
      Files.move(temporary, file.get(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new CatalogException(
          CatalogException.Key.IO, "cannot write " + file.get() + ": " + e, e);
    }
  }

  /** It is done: the next check begins anew. */
  CheckReport finish() {
    if (file.isPresent()) {
      try {
        Files.deleteIfExists(file.get());
      } catch (IOException e) {
        throw new CatalogException(
            CatalogException.Key.IO, "cannot delete " + file.get() + ": " + e, e);
      }
    }
    return new CheckReport(items, assets, bytes, repaired, open, moreOpen);
  }
}
