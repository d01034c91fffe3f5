// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A command in a process of its own, which says on stderr how far it is. */
final class Child implements AutoCloseable {

  /** 128 and the number of SIGKILL. */
  static final int KILLED = 137;

  private final Process process;
  private final Path out;
  private final BufferedReader err;
  private final List<String> said = new ArrayList<>();

  private Child(Process process, Path out) {
    this.process = process;
    this.out = out;
    this.err = process.errorReader(StandardCharsets.UTF_8);
  }

  /**
   * Starts a command.
   *
   * @param out a file for what it prints
   */
  static Child start(Path out, Object... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1", // starts faster; nothing here runs for long
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    command.addAll(List.of("--progress", "plain"));
    return new Child(new ProcessBuilder(command).redirectOutput(out.toFile()).start(), out);
  }

  /** Waits until it has told its progress so many times; false when it ended before. */
  boolean awaitProgress(int times) throws IOException {
    for (int told = 0; told < times; ) {
      @Nullable String line = err.readLine();
      if (line == null) {
        return false;
      }
      said.add(line);
      told += line.matches(".* \\d+/\\d+") ? 1 : 0;
    }
    return true;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /**
   * As {@code kill -9}; not Process.destroyForcibly, which closes the stream that is being read.
   */
  void kill() {
    process.toHandle().destroyForcibly();
  }

  /** Waits for its end. */
  Answer await() throws IOException, InterruptedException {
    err.lines().forEach(said::add);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    String warnings = "WARNING: ";
    said.removeIf(line -> line.startsWith(warnings) || line.matches(".* \\d+/\\d+"));
    return new Answer(process.exitValue(), Files.readString(out), String.join("\n", said));
  }

  @Override
  public void close() throws IOException {
    process.toHandle().destroyForcibly();
    err.close();
  }
}
