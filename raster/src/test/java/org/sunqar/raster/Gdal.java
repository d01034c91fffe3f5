// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** GDAL's command-line programs as an independent oracle; tests are skipped where it is absent. */
public final class Gdal {

  /** Runs a program with a standard input and returns its standard output. */
  public static String run(String input, String... command) {
    Assumptions.assumeTrue(
        find(command[0]).isPresent(), command[0] + " is not installed (gdal-bin), test skipped");
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      Path errors = Files.createTempFile("gdal", ".err");
      builder.redirectError(errors.toFile());
      Process process = builder.start();
      try (OutputStream stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      }
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      String message = Files.readString(errors);
      Files.delete(errors);
      if (code != 0) {
        throw new AssertionError(Arrays.toString(command) + " failed: " + output + message);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Runs Python code with Debian's interpreter; skipped where a module is absent. */
  public static String python(String module, String code) {
    return python(module, code, "");
  }

  /** The same, with a standard input. */
  public static String python(String module, String code, String input) {
    boolean there =
        Stream.of("/usr/lib/python3/dist-packages", "/usr/local/lib/python3/dist-packages")
            .anyMatch(folder -> Files.isDirectory(Path.of(folder, module)));
    Assumptions.assumeTrue(there, "python3-" + module + " is not installed, test skipped");
    return run(input, "/usr/bin/python3", "-c", code);
  }

  private static Optional<Path> find(String program) {
    if (program.startsWith("/")) {
      return Optional.of(Path.of(program)).filter(Files::isExecutable);
    }
    return Arrays.stream(
            Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private Gdal() {}
}
