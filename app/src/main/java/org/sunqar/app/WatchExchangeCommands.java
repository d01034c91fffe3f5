// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.watch.Watch;
import org.sunqar.analysis.watch.WatchJson;
import org.sunqar.analysis.watch.WatchStore;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Watches out of a workspace and into another: {@code sunqar watch export} and {@code import}. */
final class WatchExchangeCommands {

  private static final String DEFINITION = "watch.json";

  /** A definition with a detailed area (bytes). */
  private static final long MOST = 64L << 20;

  private WatchExchangeCommands() {}

  /** {@code sunqar watch export}. */
  @Command(
      name = "export",
      description = {
        "Copy a watch and what its latest run found into a folder, to hand on: watch.json with all",
        "settings, the maps (COG), the alerts (GeoJSON, CSV) and the run's figures. Who is told of",
        "alerts is not in it. 'sunqar watch import' makes the watch in another workspace.",
        "",
        "Example:",
        "  sunqar watch export north --out north-2026",
        ""
      },
      mixinStandardHelpOptions = true)
  static final class Export implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "NAME", description = "The watch.")
    private String name = "";

    @Option(
        names = "--out",
        required = true,
        paramLabel = "DIR",
        description = "The folder; made when it is not there.")
    private Path out = Path.of("");

    @Option(names = "--overwrite", description = "Replace files that are there.")
    private boolean overwrite;

    @Mixin private WorkspaceOptions workspaceOptions = new WorkspaceOptions();

    Export(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() throws IOException {
      int files = 1;
      try (Workspace workspace = workspaceOptions.open()) {
        Watch watch = workspace.watches().watch(name);
        Files.createDirectories(out);
        write(WatchJson.write(watch).toPrettyString() + "\n");
        Optional<WatchStore.Run> run = workspace.watches().latestRun(name);
        if (run.isPresent()) {
          try (Stream<Path> found = Files.list(workspace.runFolder(run.get()))) {
            for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
              copy(file, out.resolve(file.getFileName()));
              files++;
            }
          }
        } else {
          console.tell("watch.neverRun", "name", name);
        }
      }
      console.say(
          console.counted("watch.files", files, "folder", out.toAbsolutePath().normalize()));
      return ExitCode.DONE;
    }

    private void write(String definition) throws IOException {
      Path temporary = Files.createTempFile(out, ".watch", ".json");
      try {
        Files.writeString(temporary, definition);
        copy(temporary, out.resolve(DEFINITION));
      } finally {
        Files.deleteIfExists(temporary);
      }
    }

    private void copy(Path from, Path to) throws IOException {
      if (!overwrite && Files.exists(to)) {
        throw new AnalysisException(
            AnalysisException.Key.CONFLICT, to + " exists; --overwrite replaces it");
      }
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** {@code sunqar watch import}. */
  @Command(
      name = "import",
      description = {
        "Make a watch out of the watch.json of 'sunqar watch export'. Its alerts are not taken:"
            + " the",
        "watch finds them in the scenes of this workspace. Masks must lie where they lay.",
        "",
        "Example:",
        "  sunqar watch import north-2026/watch.json --collection woods",
        ""
      },
      mixinStandardHelpOptions = true)
  static final class Import implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "FILE", description = "The watch.json.")
    private Path file = Path.of("");

    @Option(names = "--name", paramLabel = "NAME", description = "Another name for it.")
    private Optional<String> name = Optional.empty();

    @Option(
        names = "--collection",
        paramLabel = "ID",
        description = "The collection that it watches here (default: of the same name as there).")
    private Optional<String> collection = Optional.empty();

    @Mixin private WorkspaceOptions workspaceOptions = new WorkspaceOptions();

    Import(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() throws IOException {
      Watch watch = read();
      try (Workspace workspace = workspaceOptions.open()) {
        workspace.requireCollection(watch.collection());
        workspace.watches().create(watch);
      }
      console.tell("watch.ready", "name", watch.name());
      return ExitCode.DONE;
    }

    private Watch read() throws IOException {
      if (!Files.isRegularFile(file)) {
        throw new AnalysisException(AnalysisException.Key.NOT_FOUND, "there is no file " + file);
      }
      if (Files.size(file) > MOST) {
        throw wrong("it is larger than " + (MOST >> 20) + " MiB");
      }
      try {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        if (!(new ObjectMapper().readTree(text) instanceof ObjectNode json)) {
          throw wrong("it is not a JSON object");
        }
        name.ifPresent(other -> json.put("name", other));
        collection.ifPresent(other -> json.put("collection", other));
        return WatchJson.read(json.toString());
      } catch (JsonProcessingException | java.nio.charset.MalformedInputException _) {
        throw wrong("it is not JSON");
      } catch (NullPointerException
          | IllegalStateException
          | IllegalArgumentException
          | DateTimeException _) {
        throw wrong("settings are missing or unknown"); // read for what this program wrote
      }
    }

    private AnalysisException wrong(String why) {
      return new AnalysisException(
          AnalysisException.Key.SETTING,
          file + " is not a watch that 'sunqar watch export' wrote: " + why);
    }
  }
}
