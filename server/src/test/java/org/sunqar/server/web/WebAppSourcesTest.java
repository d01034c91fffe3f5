// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.server.http.EntityTag;

/** The web app's own checks, and that what is committed is what its sources make. */
class WebAppSourcesTest {

  private static final Path UI = Path.of("../ui").toAbsolutePath().normalize();

  @TempDir private Path folder;

  @Test
  void itsTypesAndUnitTestsHold() throws Exception {
    assumePackages();
    run("types");
    run("unit");
  }

  @Test
  void whatIsCommittedIsWhatItsSourcesMakeAndSmallEnough() throws Exception {
    assumePackages();
    run("build");
    assertThat(files(UI.resolve("dist")))
        .as("build the web app (npm run build in ui/) and commit dist/")
        .isEqualTo(files(folder));
  }

  private static void assumePackages() {
    assumeTrue(
        Files.isDirectory(UI.resolve("node_modules/vite")),
        "the packages of " + UI + " are not installed; .ci/run says how they are");
  }

  private void run(String script) throws Exception {
    Path out = Files.createTempFile("ui", ".out");
    ProcessBuilder builder =
        new ProcessBuilder("npm", "run", "--silent", script)
            .directory(UI.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    builder.environment().put("SUNQAR_UI_OUT", folder.toString());
    Process process = builder.start();
    boolean ended = process.waitFor(300, TimeUnit.SECONDS);
    process.destroyForcibly();
    String said = Files.readString(out, StandardCharsets.UTF_8);
    Files.delete(out);
    assertThat(ended).as(said).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
  }

  private static Map<String, String> files(Path root) throws IOException {
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        found.put(root.relativize(file).toString(), EntityTag.hash(Files.readAllBytes(file)));
      }
    }
    return found;
  }
}
