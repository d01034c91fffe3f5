// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Programs of others, as clients of our server. */
public final class Program {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What a program wrote.
   *
   * @param exit its exit code
   */
  public record Output(int exit, String out, String err) {

    public Output done() {
      assertThat(exit).as(err + out).isZero();
      return this;
    }

    /** The last line as JSON. */
    JsonNode json() throws IOException {
      List<String> lines = out.strip().lines().toList();
      assertThat(lines).as(err).isNotEmpty();
      return JSON.readTree(lines.getLast());
    }
  }

  private Program() {}

  /** Skips the test where a command does not succeed, and so the program is not there. */
  public static void assume(String what, String... command) throws Exception {
    boolean there;
    try {
      there = run(List.of(command)).exit() == 0;
    } catch (IOException e) {
      there = false;
    }
    assumeTrue(there, what + " is not installed; .ci/run says how it is");
  }

  public static Output run(List<String> command) throws Exception {
    Path out = Files.createTempFile("client", ".out");
    Path err = Files.createTempFile("client", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().put("QT_QPA_PLATFORM", "offscreen");
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("GDAL_HTTP_TIMEOUT", "30");
    Process process = builder.start();
    boolean ended = process.waitFor(120, TimeUnit.SECONDS);
    process.destroyForcibly();
    Output output = new Output(ended ? process.exitValue() : -1, text(out), text(err));
    Files.delete(out);
    Files.delete(err);
    return output;
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8);
  }

  /** Runs a script that lies beside these tests with Debian's Python, which sees its packages. */
  static Output python(String script, Path folder, String... arguments) throws Exception {
    Path file = folder.resolve(script);
    try (InputStream in =
        Objects.requireNonNull(Program.class.getResourceAsStream(script), script)) {
      Files.write(file, in.readAllBytes());
    }
    List<String> command = new ArrayList<>(List.of("/usr/bin/python3", file.toString()));
    command.addAll(List.of(arguments));
    return run(command);
  }

  /** The folder of the packages from npm; skips the test where they are not installed. */
  static Path node() throws Exception {
    assume("Node", "node", "--version");
    Path folder = Path.of("src/test/node").toAbsolutePath();
    assumeTrue(
        Files.isDirectory(folder.resolve("node_modules/stac-js")),
        "the packages of " + folder + " are not installed; .ci/run says how they are");
    return folder;
  }
}
