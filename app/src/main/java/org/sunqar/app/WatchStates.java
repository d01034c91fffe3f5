// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.state.SceneLedger;
import org.sunqar.analysis.state.StateReport;
import org.sunqar.analysis.watch.DetectorSettings;
import org.sunqar.analysis.watch.Watch;

/** What a workspace knows of the states of its watches. */
final class WatchStates {

  private WatchStates() {}

  /** Refuses a watch whose detector keeps no state. */
  static void requireState(Watch watch) {
    boolean keepsState =
        switch (watch.detector()) {
          case DetectorSettings.Online _ -> true;
          case DetectorSettings.BfastMonitoring _, DetectorSettings.TwoDates _ -> false;
        };
    if (!keepsState) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING,
          "watch '"
              + watch.name()
              + "' has the detector "
              + watch.detector().name()
              + ", which keeps no state: each run computes all of it");
    }
  }

  /** Looks at all of the state of a watch. */
  static StateReport report(Workspace workspace, Watch watch) {
    requireState(watch);
    return StateReport.of(workspace.watchFolder(watch.name()).resolve(WatchRuns.STATE));
  }

  static ObjectNode row(Watch watch, StateReport report) {
    ObjectNode row =
        new ObjectMapper()
            .createObjectNode()
            .put("watch", watch.name())
            .put("detector", watch.detector().name());
    report
        .ledger()
        .ifPresent(ledger -> {
          row.put("history_scenes", ledger.history());
          row.put("scenes", ledger.scenes().size());
          if (!ledger.scenes().isEmpty()) {
            SceneLedger.Taken last = ledger.scenes().getLast();
            row.put("last_scene", last.id());
          }
        });
    return row.put("chunks", report.chunks())
        .put("damaged", report.damaged())
        .put("missing", report.missing())
        .put("snapshots", report.snapshots())
        .put("bytes", report.bytes());
  }
}
