// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.watches;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.sunqar.analysis.watch.Watch;
import org.sunqar.analysis.watch.WatchRun;

/**
 * What is done with watches beyond their descriptions: by whoever has the scenes and the folders.
 */
public interface WatchWork {

  /**
   * Runs a watch over all scenes that there are.
   *
   * @return the summary of the run
   */
  ObjectNode run(String watch, WatchRun.Progress progress) throws IOException;

  /**
   * What a watch would have raised from its monitoring start to the last scene; nothing is stored.
   *
   * @return {@code count} and {@code alerts}, a GeoJSON FeatureCollection
   */
  ObjectNode tryOut(Watch watch, WatchRun.Progress progress) throws IOException;

  /** Deletes a watch with its runs and alerts. */
  void delete(String watch) throws IOException;
}
