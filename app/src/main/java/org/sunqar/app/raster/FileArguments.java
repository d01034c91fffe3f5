// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.sunqar.app.console.CommandException;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Inputs and an output, which is the last of the files unless an option names it. */
final class FileArguments {

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "What is read, then what is written, unless --out says that.")
  private List<String> files = List.of();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "What is written; all FILEs are read then.")
  private Optional<String> out = Optional.empty();

  /** What is read; at least one. */
  List<String> inputs() {
    List<String> inputs = out.isPresent() ? files : files.subList(0, files.size() - 1);
    if (inputs.isEmpty()) {
      throw CommandException.usage(
          "'" + files.getFirst() + "' alone: what is read comes first, then what is written");
    }
    return inputs;
  }

  /** The one that is read. */
  String input() {
    List<String> inputs = inputs();
    if (inputs.size() > 1) {
      throw CommandException.usage(
          "one input is read, not %d: %s".formatted(inputs.size(), String.join(", ", inputs)));
    }
    return inputs.getFirst();
  }

  /** What is written. */
  Path output() {
    inputs(); // a file alone is an input
    return localFile(out.orElseGet(() -> files.getLast()));
  }

  /** A file of this machine; the only place that is written to. */
  static Path localFile(String name) {
    if (name.contains("://") || name.contains("!/")) {
      throw CommandException.usage(
          "'" + name + "' is not written to: only files of this machine are");
    }
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw CommandException.usage("'" + name + "' is not a file name: " + e.getReason());
    }
  }
}
