// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Objects;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.detect.SeriesFormatException;
import org.sunqar.app.console.CommandException;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.catalog.CatalogException;
import org.sunqar.mission.MissionException;
import org.sunqar.raster.RasterException;
import org.sunqar.server.http.Problem;
import org.sunqar.server.language.Language;
import org.sunqar.server.language.Words;
import picocli.CommandLine;

/** Turns an exception into one sentence on stderr, a stable code and an exit code. */
final class Failures implements CommandLine.IExecutionExceptionHandler {

  private final Console console;

  Failures(Console console) {
    this.console = console;
  }

  @Override
  public int handleExecutionException(
      Exception e, CommandLine line, CommandLine.ParseResult parsed) {
    int code = report(e, parsed.expandedArgs().contains("--verbose"));
    if (code == ExitCode.USAGE && e instanceof CommandException) {
      pointToHelp(line);
    }
    return code;
  }

  /** Reports a command line that picocli refuses. */
  int report(CommandLine.ParameterException e) {
    fail("usage", text(e), ExitCode.USAGE);
    StringWriter suggestions = new StringWriter();
    CommandLine.UnmatchedArgumentException.printSuggestions(e, new PrintWriter(suggestions));
    suggestions.toString().lines().forEach(line -> console.say(console.sentence(line)));
    pointToHelp(e.getCommandLine());
    return ExitCode.USAGE;
  }

  private void pointToHelp(CommandLine line) {
    console.say(help().text("help.explains", "command", line.getCommandSpec().qualifiedName()));
  }

  /** Reports what is wrong before the command line can be read. */
  int report(CommandException e) {
    return fail(e.code(), text(e), e.exitCode());
  }

  /** Reports what is no exception but an error of the machine or of the program. */
  int report(Error e) {
    return e instanceof OutOfMemoryError
        ? fail(
            "memory",
            "memory is exhausted; give Java more with SUNQAR_JAVA_OPTIONS=-Xmx4g, or less to do",
            ExitCode.FAILED)
        : unexpected(e, false);
  }

  /** Reports that what was printed did not arrive. */
  int outputLost() {
    return fail("file.IO", "standard output could not be written to its end", ExitCode.FAILED);
  }

  private int report(Exception e, boolean verbose) {
    return switch (e) {
      case CommandException command -> fail(command.code(), text(e), command.exitCode());
      case RasterException raster ->
          fail("raster." + raster.key(), text(e), exitCode(raster.key()));
      case CatalogException catalog ->
          fail("catalog." + catalog.key(), text(e), exitCode(catalog.key()));
      case AnalysisException analysis ->
          fail("analysis." + analysis.key(), text(e), exitCode(analysis.key()));
      case MissionException mission ->
          fail("mission." + mission.key(), text(e), exitCode(mission.key()));
      case SeriesFormatException _ -> fail("series.FORMAT", text(e), ExitCode.NOT_VALID);
      case NoSuchFileException missing ->
          fail("file.NOT_FOUND", missing.getFile() + " does not exist", ExitCode.NOT_FOUND);
      case AccessDeniedException denied ->
          fail("file.DENIED", denied.getFile() + " may not be used", ExitCode.FAILED);
      case FileAlreadyExistsException there ->
          fail("file.IO", there.getFile() + " is there and is in the way", ExitCode.FAILED);
      case FileSystemException file ->
          fail(
              "file.IO",
              file.getFile()
                  + " cannot be used: "
                  + Objects.requireNonNullElse(file.getReason(), file.getClass().getSimpleName()),
              ExitCode.FAILED);
      case InterruptedException _ ->
          fail("interrupted", "interrupted before it was done", ExitCode.INTERRUPTED);
      case IOException _ -> fail("file.IO", text(e), ExitCode.FAILED);
      default -> unexpected(e, verbose);
    };
  }

  private static int exitCode(RasterException.Key key) {
    return switch (key) {
      case NOT_FOUND -> ExitCode.NOT_FOUND;
      case DENIED -> ExitCode.NOT_ALLOWED;
      case UNREACHABLE -> ExitCode.UNREACHABLE;
      case EXPRESSION -> ExitCode.USAGE;
      case MISALIGNED, OUT_OF_BOUNDS -> ExitCode.NOT_VALID;
      case NOT_A_TIFF, TRUNCATED, CORRUPT, UNSUPPORTED, TOO_LARGE, CRS, IO -> ExitCode.FAILED;
    };
  }

  private static int exitCode(CatalogException.Key key) {
    return switch (key) {
      case INVALID -> ExitCode.USAGE;
      case NOT_FOUND -> ExitCode.NOT_FOUND;
      case CONFLICT, STALE, BUSY -> ExitCode.CONFLICT;
      case UNAVAILABLE -> ExitCode.UNREACHABLE;
      case NEWER_VERSION, CORRUPT, IO -> ExitCode.FAILED;
    };
  }

  private static int exitCode(AnalysisException.Key key) {
    return switch (key) {
      case SETTING -> ExitCode.USAGE;
      case NOT_FOUND, NO_SCENES, NO_BAND -> ExitCode.NOT_FOUND;
      case CONFLICT -> ExitCode.CONFLICT;
      case AREA, GRID_MISMATCH -> ExitCode.NOT_VALID;
      case MEMORY, IO -> ExitCode.FAILED;
    };
  }

  private static int exitCode(MissionException.Key key) {
    return switch (key) {
      case SETTING -> ExitCode.USAGE;
      case NOT_FOUND -> ExitCode.NOT_FOUND;
      case CONFLICT -> ExitCode.CONFLICT;
      case ORBIT, CONSTELLATION, AREA, PROBLEM -> ExitCode.NOT_VALID;
      case IO -> ExitCode.FAILED;
    };
  }

  private static String text(Exception e) {
    String message = e.getMessage();
    return message == null ? e.toString() : Problem.plain(message);
  }

  private int fail(String code, String sentence, int exit) {
    console.say("sunqar: " + inLanguage(code, sentence) + " [" + code + "]");
    return exit;
  }

  /** In another language what kind of failure it is goes before: not every sentence is known. */
  private String inLanguage(String code, String sentence) {
    if (console.language().equals(Language.english())) {
      return sentence;
    }
    String kind = code.substring(code.indexOf('.') + 1);
    return help().text("failure." + kind) + ": " + console.sentence(sentence);
  }

  private Words help() {
    return console.language().part(Language.Part.CLI);
  }

  /** A defect of the program: the trace goes to a log, not to the user. */
  private int unexpected(Throwable e, boolean verbose) {
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    if (verbose) {
      console.say(trace.toString());
    }
    Path log = Path.of(System.getProperty("java.io.tmpdir"), "sunqar-errors.log");
    String where;
    try {
      Files.writeString(
          log,
          Instant.now() + " " + Version.text() + "\n" + trace + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      where = "; the details are in " + log;
    } catch (IOException _) {
      where = "; run it again with --verbose for the details";
    }
    return fail("internal", "unexpected error: " + e + where, ExitCode.FAILED);
  }
}
