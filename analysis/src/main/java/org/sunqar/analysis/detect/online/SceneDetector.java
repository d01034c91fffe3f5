// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import java.util.Map;

/**
 * A detector that keeps a state and takes one more scene at a time: an {@link OnlineDetector} of
 * one value a pixel, or a {@link BandDetector} of several bands. Immutable and shared by threads.
 */
public sealed interface SceneDetector permits OnlineDetector, BandDetector {

  /** The detector's name on the command line and in files. */
  String name();

  /** Grows whenever the same parameters would make another state. */
  int version();

  /** All parameters as text, those left at their default too, in a fixed order. */
  Map<String, String> parameters();

  /** Name, version and parameters: two states with the same text can be continued alike. */
  default String identity() {
    StringBuilder text = new StringBuilder(name()).append('/').append(version());
    char separator = '?';
    for (Map.Entry<String, String> parameter : parameters().entrySet()) {
      text.append(separator).append(parameter.getKey()).append('=').append(parameter.getValue());
      separator = '&';
    }
    return text.toString();
  }

  /**
   * The planes of the state.
   *
   * @param historyDates dates of the history, on which the size of some detectors' memory depends
   */
  StateLayout layout(int historyDates);

  /** Whether an update at this time reads a fixed plane; others need not be loaded. */
  default boolean needs(int fixedPlane, SceneTime time) {
    return true;
  }

  /** What the state says about a pixel. */
  PixelEvidence evidence(PixelState state, int pixel);
}
