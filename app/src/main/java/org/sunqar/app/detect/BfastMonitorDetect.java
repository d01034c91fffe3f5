// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.detect;

import org.sunqar.analysis.detect.BfastMonitorMethod;
import org.sunqar.analysis.detect.SeriesDetect;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code --method bfast-monitor}. */
@Command(
    description = {
      "bfast-monitor: the first break after a stable history, one band. obs.csv has the columns"
          + " id, date, time, value: valid observations in time order, time in decimal years."
          + " meta.csv has id, source, freq, start, ts_start, n_grid, n_obs, truth: start is the"
          + " first monitoring time, ts_start that of grid index 1.",
      "",
      "Example:",
      "  sunqar series detect --observations obs.csv --meta meta.csv --method bfast-monitor"
          + " --history all --order 3 --h 0.25 --level 0.05 --out result.csv"
    })
final class BfastMonitorDetect implements MethodOptions {

  @Mixin private DetectorOptions detector = new DetectorOptions();

  @Override
  public SeriesDetect<?> detect(SeriesFiles files) {
    return new SeriesDetect<>(files.monitored(), new BfastMonitorMethod(detector.options()));
  }
}
