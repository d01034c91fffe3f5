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
 * Runs a method over tables of pixel series, on all cores, and writes a table with the rows of the
 * series in the order of the input.
 *
 * <p>Series are read one after another: memory holds a batch of them, and the rows that must wait
 * because the series were read in another order.
 *
 * @param <S> a series as the method takes it
 */
public final class SeriesDetect<S> {

  /** Enough work for all cores, small against memory. */
  private static final int BATCH_OBSERVATIONS = 200_000;

  /** Rows wait in memory for the end of their batch, and short series may have long rows. */
  private static final int BATCH_SERIES = 1000;

  private final SeriesInput<S> input;
  private final SeriesMethod<S> method;
  private final ThreadLocal<SeriesMethod.Detector<S>> detectors;

  /**
   * What was done.
   *
   * @param series number of series
   * @param observations number of observations
   * @param breaks number of series with a break
   * @param failed number of series without a result
   */
  public record Summary(int series, long observations, int breaks, int failed) {}

  public SeriesDetect(SeriesInput<S> input, SeriesMethod<S> method) {
    this.input = input;
    this.method = method;
    this.detectors = ThreadLocal.withInitial(method::detector);
  }

  /**
   * Detects, and replaces the output file once all of it has been written.
   *
   * @throws SeriesFormatException if a table is not as it should be; there is no output then
   */
  public Summary run(Path output) throws IOException {
    Path target = output.toAbsolutePath();
    Path folder = Optional.ofNullable(target.getParent()).orElse(target);
    String name = "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part";
    Path temporary = folder.resolve(name);
    try {
      Summary summary;
      try (Writer writer = Files.newBufferedWriter(temporary)) {
        summary = run(writer);
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
  public Summary run(Writer writer) throws IOException {
    try (SeriesInput.Source<S> source = input.open()) {
      Output output = new Output(new BufferedWriter(writer));
      output.writer.write(method.header());
      List<SeriesInput.Entry<S>> batch = new ArrayList<>();
      int size = 0;
      for (Optional<SeriesInput.Entry<S>> next = source.next();
          next.isPresent();
          next = source.next()) {
        batch.add(next.get());
        size += 1 + next.get().size();
        if (size >= BATCH_OBSERVATIONS || batch.size() >= BATCH_SERIES) {
          detect(batch, output);
          batch.clear();
          size = 0;
        }
      }
      detect(batch, output);
      output.writer.flush();
      return output.summary();
    }
  }

  private void detect(List<SeriesInput.Entry<S>> batch, Output output) throws IOException {
    List<SeriesMethod.Rows> results =
        batch.parallelStream().map(entry -> detectors.get().detect(entry.series())).toList();
    for (int i = 0; i < batch.size(); i++) {
      output.add(batch.get(i).index(), batch.get(i).size(), results.get(i));
    }
  }

  /** Puts rows into order. */
  private static final class Output {
    private final Writer writer;
    private final Map<Integer, String> waiting = new HashMap<>();
    private int written;
    private long observations;
    private int breaks;
    private int failed;

    Output(Writer writer) {
      this.writer = writer;
    }

    void add(int index, int size, SeriesMethod.Rows rows) throws IOException {
      observations += size;
      breaks += rows.changed() ? 1 : 0;
      failed += rows.failed() ? 1 : 0;
      waiting.put(index, rows.text());
      for (String row = waiting.remove(written); row != null; row = waiting.remove(written)) {
        writer.write(row);
        written++;
      }
    }

    Summary summary() {
      return new Summary(written, observations, breaks, failed);
    }
  }
}
