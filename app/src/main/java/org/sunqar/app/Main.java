// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Objects;
import org.sunqar.app.config.Spoken;
import org.sunqar.app.console.CommandException;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.app.raster.RasterCommand;
import org.sunqar.server.language.Language;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The table of commands. */
@Command(
    name = "sunqar",
    description = {
      "Land monitoring: from satellite scenes to alerts.",
      "",
      "Bring scenes in, say what to watch, run it, look at the alerts:",
      "  sunqar import scenes/ --collection forest",
      "  sunqar watch create north --collection forest --index ndvi --monitor-from 2022-01-01",
      "  sunqar watch run north",
      "  sunqar report north",
      "",
      "'sunqar demo' shows all of it on scenes that come with the program.",
      ""
    },
    subcommands = {
      DemoCommand.class,
      ImportCommand.class,
      ExportCommand.class,
      CollectionCommand.class,
      ItemCommand.class,
      CatalogCommand.class,
      ConfigCommand.class,
      WatchCommand.class,
      AlertCommand.class,
      ReportCommand.class,
      ServeCommand.class,
      KeyCommand.class,
      CompositeCommand.class,
      SimulateCommand.class,
      SatelliteCommand.class,
      SatelliteCommand.Stations.class,
      OpportunityCommand.class,
      ForecastCommand.class,
      OrderCommand.class,
      CueCommand.class,
      SeriesCommand.class,
      PlanCommand.class,
      MissionCommand.class,
      RasterCommand.class,
      CommandLine.HelpCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 2 usage, 3 not found, 5 conflict, 7 partly done,",
      "8 did not validate, 130 interrupted."
    })
public final class Main implements Runnable {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Option(
      names = "--verbose",
      scope = CommandLine.ScopeType.INHERIT,
      description = "Print the stack trace of an unexpected error to stderr, too.")
  boolean verbose;

  /** Read before the others, by {@link Spoken}; this one keeps its place in the help. */
  @Option(
      names = "--language",
      paramLabel = "CODE",
      scope = CommandLine.ScopeType.INHERIT,
      description =
          "Language of help, messages and reports: en, fr, pt, ru, kk, mn or ar (SUNQAR_LANGUAGE;"
              + " default: that of the system).")
  String language = "";

  @SuppressWarnings("NullAway.Init") // picocli sets the spec
  Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(run(Console.system(), System.getenv(), arguments));
  }

  /** Runs a command; for tests, which bring their own console and no environment. */
  public static int run(Console console, String... arguments) {
    return run(console, Map.of(), arguments);
  }

  private static int run(Console streams, Map<String, String> environment, String... arguments) {
    Console console;
    try {
      console = streams.in(Spoken.of(environment, arguments).language());
    } catch (CommandException e) {
      return new Failures(streams).report(e);
    }
    ConsoleFactory factory = new ConsoleFactory(console);
    CommandLine line = new CommandLine(new Main(), factory);
    CommandLine raster = Objects.requireNonNull(line.getSubcommands().get("raster"));
    RasterCommand.addCommands(raster, factory, arguments);
    CommandLine series = Objects.requireNonNull(line.getSubcommands().get("series"));
    SeriesDetectCommand.addOptions(series, arguments);
    line.setOut(console.out());
    line.setErr(console.err());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setAbbreviatedOptionsAllowed(false);
    line.setPosixClusteredShortOptionsAllowed(false); // -tr and -ot are options of their own
    line.setUsageHelpAutoWidth(true);
    line.registerConverter(LocalDate.class, Main::date);
    if (!console.language().equals(Language.english())) {
      line.setHelpFactory(new HelpWords(console.language()));
    }
    Failures failures = new Failures(console);
    line.setExecutionExceptionHandler(failures);
    line.setParameterExceptionHandler((e, _) -> failures.report(e));
    int code;
    try {
      code = line.execute(arguments);
    } catch (Error e) { // picocli hands on exceptions only
      code = failures.report(e);
    }
    // checkError flushes; a PrintWriter keeps what went wrong to itself until it is asked
    if (console.out().checkError() && code == ExitCode.DONE) {
      code = failures.outputLost();
    }
    console.err().flush();
    return code;
  }

  private static LocalDate date(String text) {
    try {
      LocalDate date = LocalDate.parse(text);
      if (date.getYear() >= 1 && date.getYear() <= 9999) {
        return date;
      }
    } catch (DateTimeParseException _) {
      // the same sentence
    }
    throw new CommandLine.TypeConversionException(
        "'" + text + "' is not a date; write it as 2022-01-31");
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
