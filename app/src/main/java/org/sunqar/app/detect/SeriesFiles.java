// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.detect;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.detect.MonitoredSeries;
import org.sunqar.analysis.detect.SeriesInput;

/** The files that a method works on. */
public final class SeriesFiles {

  private final Path observations;
  private final @Nullable Path meta;
  private final DetectMethod method;

  /**
   * @param meta null where the command line has none
   */
  public SeriesFiles(Path observations, @Nullable Path meta, DetectMethod method) {
    this.observations = observations;
    this.meta = meta;
    this.method = method;
  }

  /** The table of observations. */
  public Path observations() {
    return observations;
  }

  /** Series of one band with what the meta table says of them. */
  SeriesInput<MonitoredSeries> monitored() {
    if (meta == null) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING,
          "the method " + method.text() + " needs the table of series: give it by --meta");
    }
    return MonitoredSeries.in(observations, meta);
  }
}
