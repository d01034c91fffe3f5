// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.upload;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.sunqar.catalog.ingest.ImportOptions;
import org.sunqar.catalog.ingest.ImportReport;
import org.sunqar.catalog.ingest.Importer;
import org.sunqar.catalog.ingest.Outcome;
import org.sunqar.catalog.ingest.Outcome.Status;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.server.jobs.Job;

/**
 * Makes scenes of uploads. Those that the collection has afterwards are here no longer; those that
 * were rejected stay, to be imported with what was missing.
 *
 * <p>It may be done again after any end: what is in the collection is found to be there already.
 */
final class SceneIntake {

  /** Scenes that the result names; the counts are of all. */
  private static final int NAMED = 1000;

  private final Uploads uploads;
  private final ItemStore store;
  private final ImportOptions into;
  private final List<Upload> files;

  SceneIntake(Uploads uploads, ItemStore store, ImportOptions into, List<Upload> files) {
    this.uploads = uploads;
    this.store = store;
    this.into = into;
    this.files = files;
  }

  ObjectNode run(Job job) throws IOException {
    Map<String, Upload> named = new LinkedHashMap<>();
    int done = 0;
    for (Upload before : files) {
      Upload file = uploads.find(before.id()); // it may have waited
      if (file.imported().isPresent()) {
        done++;
        job.say(file.name() + ": imported into " + file.imported().get() + " before");
        continue;
      }
      String name = file.name();
      for (int n = 2; named.containsKey(name); n++) {
        name = n + "/" + file.name(); // another of this name has a folder of its own
      }
      named.put(name, file);
    }
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    if (named.isEmpty()) {
      return result.put("added", 0).put("already_there", done).put("rejected", 0);
    }
    Path stage = uploads.stage(named);
    try {
      ImportReport report =
          new Importer(store)
              // each by its name: of a file that is no scene, too, something is said
              .run(
                  named.keySet().stream().map(stage::resolve).toList(),
                  into,
                  (read, all, path) -> job.step(read, all + 1L));
      ArrayNode scenes = JsonNodeFactory.instance.arrayNode();
      for (Outcome outcome : report.outcomes()) {
        String text = text(stage, outcome.path().toString());
        String reason = text(stage, outcome.reason());
        String status = outcome.status().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String item = outcome.itemId().isEmpty() ? "" : " as " + outcome.itemId();
        job.say(text + ": " + status + item + (reason.isEmpty() ? "" : ": " + reason));
        if (scenes.size() < NAMED) {
          scenes
              .addObject()
              .put("file", text)
              .put("status", status)
              .put("item", outcome.itemId())
              .put("reason", reason);
        }
      }
      forget(stage, named, report);
      job.step(1, 1);
      result
          .put("added", report.count(Status.ADDED))
          .put("already_there", report.count(Status.ALREADY_THERE) + done)
          .put("rejected", report.count(Status.REJECTED));
      result.set("scenes", scenes);
      return result;
    } finally {
      Uploads.deleteTree(stage);
    }
  }

  /** Without the folder, which is nobody's business and soon gone. */
  private static String text(Path stage, String text) {
    return text.replace(stage + "/", "").replace(stage.toString(), "");
  }

  /** Drops the bytes of what the collection has. */
  private void forget(Path stage, Map<String, Upload> named, ImportReport report) {
    boolean whole = report.count(Status.REJECTED) == 0 && !report.outcomes().isEmpty();
    Set<String> there = new HashSet<>();
    for (Outcome outcome : report.outcomes()) {
      if (outcome.status() == Status.REJECTED) {
        continue;
      }
      there.add(stage.relativize(outcome.path()).toString());
      store
          .item(into.collection(), outcome.itemId())
          .ifPresent(item ->
              item.assets()
                  .values()
                  .forEach(asset -> {
                    String href = asset.href();
                    there.add(href.substring(href.lastIndexOf('/') + 1));
                  }));
    }
    named.forEach((name, upload) -> {
      if (whole || there.contains(name)) {
        uploads.imported(upload, into.collection());
      }
    });
  }
}
