// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.cube.CubeScene;
import org.sunqar.analysis.tracking.AlertDocument;
import org.sunqar.analysis.watch.Watch;
import org.sunqar.analysis.watch.WatchRun;
import org.sunqar.catalog.stac.Item;
import org.sunqar.server.watches.WatchWork;

/** What the server does with watches, as the commands do it. */
final class ServedWatches implements WatchWork {

  private final Workspace workspace;
  private final int threads;

  ServedWatches(Workspace workspace, int threads) {
    this.workspace = workspace;
    this.threads = threads;
  }

  @Override
  public ObjectNode run(String watch, WatchRun.Progress progress) throws IOException {
    return new WatchRuns(workspace, threads, WatchRun.DEFAULT_MEMORY)
        .run(workspace.watches().watch(watch), progress)
        .run()
        .summary();
  }

  @Override
  public ObjectNode tryOut(Watch watch, WatchRun.Progress progress) throws IOException {
    List<Item> items = workspace.scenesOf(watch.collection());
    LocalDate until =
        items.stream()
            .map(item -> CubeScene.of(item, watch.variable()).day())
            .max(LocalDate::compareTo)
            .orElseThrow(() ->
                new AnalysisException(
                    AnalysisException.Key.NO_SCENES,
                    "collection '" + watch.collection() + "' has no scenes"));
    Path page = Files.createTempFile("sunqar-trial", ".html");
    try {
      WatchTrial.Outcome outcome =
          new WatchTrial(watch, items, threads, WatchRun.DEFAULT_MEMORY)
              .run(until, 1, page, ReportCommand.provenance(items), progress);
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("count", outcome.raised()).put("area_ha", Math.rint(outcome.hectares() * 100) / 100);
      json.set(
          "alerts",
          AlertCommand.collection(outcome.standing().stream().map(AlertDocument::write).toList()));
      return json;
    } finally {
      Files.deleteIfExists(page);
    }
  }

  @Override
  public void delete(String watch) throws IOException {
    WatchRuns.delete(workspace, watch);
  }
}
