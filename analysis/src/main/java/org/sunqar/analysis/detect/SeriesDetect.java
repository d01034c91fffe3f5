// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs {@link BfastMonitor} over tables of pixel series, on all cores, and writes a table with a
 * row per series in the order of the meta table. All tables are CSV in UTF-8 with a header line;
 * columns are found by name and others are skipped.
 *
 * <ul>
 *   <li>The meta table has a row per series: {@code id}; {@code freq}, grid steps a year; {@code
 *       start}, the decimal year where monitoring starts; {@code ts_start}, the decimal year of
 *       grid index 1.
 *   <li>The observation table has a row per valid observation: {@code id}, {@code time} (decimal
 *       year with 365 slots), {@code value}. The rows of a series stand together and in time order.
 *   <li>The result has {@code id,status,message,breakpoint_time,breakpoint_index,magnitude,
 *       history_start,history_end,n_history,n_total,monitor_end,sigma,critical_value,
 *       max_abs_process,process_first,process_last,border_first,border_last,n_coef,b0..b9}. Status
 *       is {@code ok} or, where there is no model, {@code error}; {@code NA} stands for what is
 *       absent; numbers are written so that reading them gives the same double.
 * </ul>
 *
 * <p>Series are read one after another: memory holds a batch of them, the meta table, and the rows
 * that must wait because the observation table is in another order than the meta table.
 */
public final class SeriesDetect {

  /** Enough work for all cores, small against memory. */
  private static final int BATCH_OBSERVATIONS = 200_000;

  private final ThreadLocal<BfastMonitor> monitors;

  /**
   * What was done.
   *
   * @param series number of series, those of the meta table
   * @param observations number of observations
   * @param breaks number of series with a break
   * @param failed number of series without a result, each with status {@code error} and the reason
   */
  public record Summary(int series, long observations, int breaks, int failed) {}

  public SeriesDetect(BfastMonitorOptions options) {
    monitors = ThreadLocal.withInitial(() -> new BfastMonitor(options));
  }

  /**
   * Detects, and replaces the output file once all of it has been written.
   *
   * @throws SeriesFormatException if a table is not as it should be; there is no output then
   */
  public Summary run(Path observations, Path meta, Path output) throws IOException {
    Path target = output.toAbsolutePath();
    Path folder = Optional.ofNullable(target.getParent()).orElse(target);
    String name = "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part";
    Path temporary = folder.resolve(name);
    try {
      Summary summary;
      try (Writer writer = Files.newBufferedWriter(temporary)) {
        summary = run(observations, meta, writer);
      }
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      return summary;
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /**
   * Detects.
   *
   * @param writer receives the table; flushed, not closed
   * @throws SeriesFormatException if a table is not as it should be; rows before may have been
   *     written
   */
  public Summary run(Path observations, Path meta, Writer writer) throws IOException {
    try (SeriesReader reader = new SeriesReader(observations, meta)) {
      Output output = new Output(reader.meta(), new BufferedWriter(writer));
      List<SeriesReader.Entry> batch = new ArrayList<>();
      int size = 0;
      for (Optional<SeriesReader.Entry> next = reader.next();
          next.isPresent();
          next = reader.next()) {
        batch.add(next.get());
        size += next.get().series().size();
        if (size >= BATCH_OBSERVATIONS) {
          detect(batch, output);
          batch.clear();
          size = 0;
        }
      }
      detect(batch, output);
      return output.finish(monitors.get());
    }
  }

  private void detect(List<SeriesReader.Entry> batch, Output output) throws IOException {
    List<BfastMonitorResult> results =
        batch.parallelStream()
            .map(entry -> monitors.get().detect(entry.series(), entry.meta().start()))
            .toList();
    for (int i = 0; i < batch.size(); i++) {
      output.add(batch.get(i).meta(), batch.get(i).series().size(), results.get(i));
    }
  }

  /** Puts rows into the order of the meta table. */
  private static final class Output {
    private final List<SeriesReader.Meta> order;
    private final Writer writer;
    private final Map<Integer, String> waiting = new HashMap<>();
    private int written;
    private long observations;
    private int breaks;
    private int failed;

    Output(List<SeriesReader.Meta> order, Writer writer) throws IOException {
      this.order = order;
      this.writer = writer;
      writer.write(ResultTable.header());
    }

    void add(SeriesReader.Meta meta, int size, BfastMonitorResult result) throws IOException {
      observations += size;
      breaks += result.hasBreak() ? 1 : 0;
      failed += result.status().isFailure() ? 1 : 0;
      waiting.put(meta.index(), ResultTable.row(meta.id(), result));
      for (String row = waiting.remove(written); row != null; row = waiting.remove(written)) {
        writer.write(row);
        written++;
      }
    }

    /** Series without observations come last to be known. */
    Summary finish(BfastMonitor monitor) throws IOException {
      while (written < order.size()) {
        SeriesReader.Meta meta = order.get(written);
        Series empty = meta.series(new double[0], new double[0]);
        add(meta, 0, monitor.detect(empty, meta.start()));
      }
      writer.flush();
      return new Summary(order.size(), observations, breaks, failed);
    }
  }
}
