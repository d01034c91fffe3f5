// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sunqar.analysis.detect.SeriesDetect;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.app.detect.DetectMethod;
import org.sunqar.app.detect.MethodOptions;
import org.sunqar.app.detect.SeriesFiles;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sunqar series detect}: a method of {@link DetectMethod} on each series. */
@Command(
    name = "detect",
    description = {
      "Run a detector on each series.",
      "",
      "Which options there are depends on the method: 'series detect --method NAME --help' shows"
          + " those of a method, and how its tables look.",
      ""
    },
    mixinStandardHelpOptions = true)
final class SeriesDetectCommand implements Callable<Integer> {

  private static final String METHOD = "--method";

  private final Console console;

  @Option(
      names = "--observations",
      required = true,
      paramLabel = "FILE",
      description = "The table of observations.")
  @Nullable Path observations;

  @Option(
      names = "--meta",
      paramLabel = "FILE",
      description = "The table of series, for methods that need one.")
  @Nullable Path meta;

  @Option(
      names = METHOD,
      paramLabel = "NAME",
      defaultValue = "bfast-monitor",
      completionCandidates = Names.class,
      converter = MethodConverter.class,
      description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  DetectMethod method = DetectMethod.BFAST_MONITOR;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where the result table goes; '-' for standard output.")
  @Nullable Path out;

  private MethodOptions options = DetectMethod.BFAST_MONITOR.newOptions();

  SeriesDetectCommand(Console console) {
    this.console = console;
  }

  /**
   * Gives the command the options of the method that is asked for. They differ in meaning and
   * default from method to method, so a command line has those of one method only.
   *
   * @param series the command line of {@code sunqar series}
   * @param arguments of the program
   */
  static void addOptions(CommandLine series, String... arguments) {
    if (!List.of(arguments).contains("series")) {
      return; // reading annotations takes time
    }
    CommandLine line = Objects.requireNonNull(series.getSubcommands().get("detect"));
    SeriesDetectCommand command = line.getCommand();
    command.options =
        method(arguments).flatMap(DetectMethod::named).orElse(command.method).newOptions();
    CommandLine.Model.CommandSpec own =
        CommandLine.Model.CommandSpec.forAnnotatedObject(command.options);
    CommandLine.Model.CommandSpec spec = line.getCommandSpec().addMixin("method", own);
    List<String> text = new ArrayList<>(List.of(spec.usageMessage().description()));
    text.addAll(List.of(command.options.getClass().getAnnotation(Command.class).description()));
    text.add("");
    spec.usageMessage().description(text.toArray(String[]::new));
  }

  private static Optional<String> method(String... arguments) {
    String assigned = METHOD + "=";
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].startsWith(assigned)) {
        return Optional.of(arguments[i].substring(assigned.length()));
      }
      if (arguments[i].equals(METHOD) && i + 1 < arguments.length) {
        return Optional.of(arguments[i + 1]);
      }
    }
    return Optional.empty();
  }

  @Override
  public Integer call() throws IOException {
    Path observed = Objects.requireNonNull(observations);
    Path target = Objects.requireNonNull(out);
    requireFile(observed);
    if (meta != null) {
      requireFile(meta);
    }
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      // the result takes the place of what is there, which must not be a device or a pipe
      throw new FileSystemException(
          target.toString(), null, "it is not a regular file; '-' is standard output");
    }
    SeriesDetect<?> detect = options.detect(new SeriesFiles(observed, meta, method));
    SeriesDetect.Summary summary =
        target.toString().equals("-") ? detect.run(console.out()) : detect.run(target);
    console.out().flush();
    console.tell(
        "series.detected",
        "series",
        summary.series(),
        "observations",
        summary.observations(),
        "breaks",
        summary.breaks(),
        "failed",
        summary.failed());
    return ExitCode.DONE;
  }

  /** A folder would be refused without saying which. */
  private static void requireFile(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "it is a folder, not a file");
    }
  }

  /** The names of the methods. */
  static final class Names extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    Names() {
      super(DetectMethod.names());
    }
  }

  /** Names with a hyphen. */
  static final class MethodConverter implements CommandLine.ITypeConverter<DetectMethod> {
    @Override
    public DetectMethod convert(String text) {
      return DetectMethod.named(text)
          .orElseThrow(() ->
              new CommandLine.TypeConversionException(
                  "there is no method '"
                      + text
                      + "'; there are "
                      + String.join(", ", DetectMethod.names())));
    }
  }
}
