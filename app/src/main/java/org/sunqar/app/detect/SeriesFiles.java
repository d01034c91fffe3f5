// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.detect;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.cube.DecimalYear;
import org.sunqar.analysis.detect.DatedSeries;
import org.sunqar.analysis.detect.MonitoredSeries;
import org.sunqar.analysis.detect.Series;
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

  /**
   * Series of one band, daily, all monitored from one day on; there is no meta table then.
   *
   * @throws AnalysisException SETTING when there is one, which says other starts
   */
  SeriesInput<MonitoredSeries> monitoredFrom(LocalDate start) {
    if (meta != null) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING,
          "--start and --meta both say where monitoring starts: give one of them");
    }
    return () -> new Daily(DatedSeries.in(observations).open(), DecimalYear.of(start));
  }

  private record Daily(SeriesInput.Source<DatedSeries> source, double start)
      implements SeriesInput.Source<MonitoredSeries> {

    @Override
    public Optional<SeriesInput.Entry<MonitoredSeries>> next() throws IOException {
      return source
          .next()
          .map(entry ->
              new SeriesInput.Entry<>(
                  entry.index(), entry.size(), new MonitoredSeries(daily(entry.series()), start)));
    }

    private static Series daily(DatedSeries dated) {
      double[] times = new double[dated.size()];
      for (int i = 0; i < times.length; i++) {
        times[i] = DecimalYear.of(dated.date(i));
      }
      return new Series(dated.id(), DecimalYear.SLOTS, times[0], times, dated.values());
    }

    @Override
    public void close() throws IOException {
      source.close();
    }
  }
}
