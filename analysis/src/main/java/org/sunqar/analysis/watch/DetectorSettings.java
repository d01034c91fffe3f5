// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import java.util.Map;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.alert.AlertRule;
import org.sunqar.analysis.detect.BfastMonitorOptions;
import org.sunqar.analysis.detect.online.OnlineDetectors;
import org.sunqar.analysis.detect.online.SceneDetector;

/** Which detector a watch runs, and how. */
public sealed interface DetectorSettings {

  /** The detector's name on the command line and in files. */
  String name();

  /**
   * The rule that goes with the detector when nobody says another; how it was found:
   * docs/benchmarks.md.
   */
  default AlertRule usualRule() {
    return AlertRule.defaults();
  }

  /** What a watch runs when nobody names a detector: {@code bayes} with its own defaults. */
  static DetectorSettings usual() {
    return new Online(OnlineDetectors.of("bayes", Map.of()));
  }

  /** BFAST Monitor over all scenes. */
  record BfastMonitoring(BfastMonitorOptions options) implements DetectorSettings {
    @Override
    public String name() {
      return "bfast-monitor";
    }
  }

  /**
   * The difference of two dates: the last scene before the monitoring start and the last scene of
   * all.
   *
   * @param threshold robust z-score beyond which a pixel has changed, 1 to 100
   */
  record TwoDates(double threshold) implements DetectorSettings {

    /** For the default of {@link #threshold}: 1 in 400 of normally distributed differences. */
    public static final double DEFAULT_THRESHOLD = 3;

    /** Neighbours of a changed pixel join at this share of the threshold. */
    static final double WEAK_SHARE = 0.8;

    public TwoDates {
      if (!(threshold >= 1 && threshold <= 100)) {
        throw new AnalysisException(
            AnalysisException.Key.SETTING, "threshold must be 1 to 100, not " + threshold);
      }
    }

    @Override
    public String name() {
      return "difference";
    }
  }

  /**
   * A detector that takes one more scene at a time.
   *
   * @param detector with its parameters
   */
  record Online(SceneDetector detector) implements DetectorSettings {

    /** Two in a row: these detectors have weighed the evidence of each date already. */
    private static final int LEAST_RUN = 2;

    @Override
    public String name() {
      return detector.name();
    }

    @Override
    public AlertRule usualRule() {
      return AlertRule.defaults().withLeastRun(LEAST_RUN);
    }
  }
}
