// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sunqar.analysis.detect.SeriesDetect;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sunqar series}. */
@Command(
    name = "series",
    description = {
      "Detectors on pixel series in CSV files.",
      "",
      "Example:",
      "  sunqar series detect --observations obs.csv --meta meta.csv --out result.csv",
      ""
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class SeriesCommand {

  private final Console console;

  SeriesCommand(Console console) {
    this.console = console;
  }

  /** The detectors for single series. */
  enum Method {
    BFAST_MONITOR
  }

  @Command(
      name = "detect",
      description = {
        "Run a detector on each series.",
        "",
        "obs.csv has the columns id, date, time, value: valid observations in time order, time in"
            + " decimal years. meta.csv has id, source, freq, start, ts_start, n_grid, n_obs, truth:"
            + " start is the first monitoring time, ts_start that of grid index 1.",
        "",
        "Example:",
        "  sunqar series detect --observations obs.csv --meta meta.csv --method bfast-monitor"
            + " --history all --order 3 --h 0.25 --level 0.05 --out result.csv",
        ""
      },
      mixinStandardHelpOptions = true)
  int detect(
      @Option(names = "--observations", required = true, paramLabel = "FILE") Path observations,
      @Option(names = "--meta", required = true, paramLabel = "FILE") Path meta,
      @Option(
              names = "--method",
              paramLabel = "NAME",
              defaultValue = "bfast-monitor",
              converter = MethodConverter.class,
              description = "bfast-monitor.")
          Method method,
      @Mixin DetectorOptions detector,
      @Option(
              names = "--out",
              required = true,
              paramLabel = "FILE",
              description = "Where the result table goes; '-' for standard output.")
          Path out)
      throws IOException {
    requireFile(observations);
    requireFile(meta);
    if (Files.exists(out) && !Files.isRegularFile(out)) {
      // the result takes the place of what is there, which must not be a device or a pipe
      throw new FileSystemException(
          out.toString(), null, "it is not a regular file; '-' is standard output");
    }
    SeriesDetect.Summary summary =
        switch (method) {
          case BFAST_MONITOR -> {
            SeriesDetect detect = new SeriesDetect(detector.options());
            yield out.toString().equals("-")
                ? detect.run(observations, meta, console.out())
                : detect.run(observations, meta, out);
          }
        };
    console.out().flush();
    console.say(
        "%d series, %d observations: %d with a break, %d failed"
            .formatted(
                summary.series(), summary.observations(), summary.breaks(), summary.failed()));
    return ExitCode.DONE;
  }

  /** A folder would be refused without saying which. */
  private static void requireFile(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "it is a folder, not a file");
    }
  }

  /** Names with a hyphen. */
  static final class MethodConverter implements picocli.CommandLine.ITypeConverter<Method> {
    @Override
    public Method convert(String text) {
      if (text.equalsIgnoreCase("bfast-monitor")) {
        return Method.BFAST_MONITOR;
      }
      throw new picocli.CommandLine.TypeConversionException(
          "the method is bfast-monitor, not '" + text + "'");
    }
  }
}
