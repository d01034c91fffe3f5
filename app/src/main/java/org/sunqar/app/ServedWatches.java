// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.sunqar.analysis.tracking.AlertDocument;
import org.sunqar.analysis.watch.Watch;
import org.sunqar.analysis.watch.WatchRun;
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
    ObjectNode summary =
        new WatchRuns(workspace, threads, WatchRun.DEFAULT_MEMORY)
            .run(workspace.watches().watch(watch), progress)
            .run()
            .summary();
    Cues.after(workspace, said -> summary.put("cue", said));
    return summary;
  }

  @Override
  public ObjectNode tryOut(Watch watch, WatchRun.Progress progress) throws IOException {
    WatchTrial trial =
        new WatchTrial(
            watch, workspace.scenesOf(watch.collection()), threads, WatchRun.DEFAULT_MEMORY);
    WatchTrial.Outcome outcome = trial.run(trial.lastDay(), 1, WatchTrial.LastRun.UNUSED, progress);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("count", outcome.raised()).put("area_ha", Math.rint(outcome.hectares() * 100) / 100);
    json.set(
        "alerts",
        AlertCommand.collection(outcome.standing().stream().map(AlertDocument::write).toList()));
    return json;
  }

  @Override
  public void delete(String watch) throws IOException {
    WatchRuns.delete(workspace, watch);
  }
}
