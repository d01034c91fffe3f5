// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** GDAL's command-line programs as an independent oracle; tests are skipped where it is absent. */
final class GdalPrograms {

  /** What gdalinfo says of a file, with further options. */
  static JsonNode info(Path file, String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("gdalinfo", "-json"));
    command.addAll(List.of(options));
    command.add(file.toString());
    return new ObjectMapper().readTree(run(command.toArray(String[]::new)));
  }

  /** Runs a program and returns its standard output. */
  static String run(String... command) throws IOException, InterruptedException {
    boolean there =
        Arrays.stream(
                Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, command[0])));
    Assumptions.assumeTrue(there, command[0] + " is not installed (gdal-bin), test skipped");
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(Arrays.toString(command) + " failed: " + output);
    }
    return output;
  }

  private GdalPrograms() {}
}
