// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.series;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.sunqar.analysis.detect.DatedSeries;
import org.sunqar.analysis.detect.SeriesInput;

/**
 * Two variables of one pixel, each with its own dates.
 *
 * @param first of the table that says which series there are
 * @param second of the same id; empty where the other table has none
 */
public record SeriesPair(DatedSeries first, Optional<DatedSeries> second) {

  /**
   * The series of a table, each with that of the same id in another; series that only the other has
   * are left out. The tables are read side by side: where their orders differ, what comes too early
   * in the other waits in memory.
   */
  public static SeriesInput<SeriesPair> in(
      SeriesInput<DatedSeries> first, SeriesInput<DatedSeries> second) {
    return () -> {
      SeriesInput.Source<DatedSeries> opened = first.open();
      try {
        return new Pairs(opened, second.open());
      } catch (IOException | RuntimeException e) {
        opened.close();
        throw e;
      }
    };
  }

  private static final class Pairs implements SeriesInput.Source<SeriesPair> {
    private final SeriesInput.Source<DatedSeries> first;
    private final SeriesInput.Source<DatedSeries> second;
    private final Map<String, DatedSeries> waiting = new HashMap<>();

    Pairs(SeriesInput.Source<DatedSeries> first, SeriesInput.Source<DatedSeries> second) {
      this.first = first;
      this.second = second;
    }

    @Override
    public Optional<SeriesInput.Entry<SeriesPair>> next() throws IOException {
      Optional<SeriesInput.Entry<DatedSeries>> next = first.next();
      if (next.isEmpty()) {
        return Optional.empty();
      }
      DatedSeries series = next.get().series();
      Optional<DatedSeries> other = other(series.id());
      int size = series.size() + other.map(DatedSeries::size).orElse(0);
      return Optional.of(
          new SeriesInput.Entry<>(next.get().index(), size, new SeriesPair(series, other)));
    }

    private Optional<DatedSeries> other(String id) throws IOException {
      while (!waiting.containsKey(id)) {
        Optional<SeriesInput.Entry<DatedSeries>> next = second.next();
        if (next.isEmpty()) {
          return Optional.empty();
        }
        waiting.put(next.get().series().id(), next.get().series());
      }
      return Optional.ofNullable(waiting.remove(id));
    }

    @Override
    public void close() throws IOException {
      try (first) {
        second.close();
      }
    }
  }
}
