// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sunqar.analysis.detect.DatedSeries;
import org.sunqar.analysis.detect.SeriesDetect;
import org.sunqar.analysis.detect.SeriesInput;
import org.sunqar.analysis.detect.SeriesMethod;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import picocli.CommandLine.Option;

/** The tables that a command on dated series reads and writes. */
final class SeriesTables {

  @Option(
      names = "--observations",
      required = true,
      paramLabel = "FILE",
      description =
          "Table with the columns id, date (or time, decimal years with 365 slots), value; the rows"
              + " of a series together and in time order.")
  @Nullable Path observations;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where the result table goes; '-' for standard output.")
  @Nullable Path out;

  /** The table of observations. */
  Path observations() throws IOException {
    Path file = Objects.requireNonNull(observations);
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "it is a folder, not a file");
    }
    return file;
  }

  /** Applies a method to all series of one band. */
  int run(Console console, SeriesMethod<DatedSeries> method, String without) throws IOException {
    return run(console, DatedSeries.in(observations()), method, without);
  }

  /**
   * Applies a method to all series.
   *
   * @param without what the series that have no result lack, as {@code series.without.result} says
   */
  <S> int run(Console console, SeriesInput<S> series, SeriesMethod<S> method, String without)
      throws IOException {
    Path target = Objects.requireNonNull(out);
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      // the result takes the place of what is there, which must not be a device or a pipe
      throw new FileSystemException(
          target.toString(), null, "it is not a regular file; '-' is standard output");
    }
    SeriesDetect<S> work = new SeriesDetect<>(series, method);
    SeriesDetect.Summary summary =
        target.toString().equals("-") ? work.run(console.out()) : work.run(target);
    console.out().flush();
    String done =
        console.text(
            "series.done", "series", summary.series(), "observations", summary.observations());
    console.say(
        summary.failed() == 0
            ? done
            : console.text("series.without." + without, "done", done, "n", summary.failed()));
    return ExitCode.DONE;
  }
}
