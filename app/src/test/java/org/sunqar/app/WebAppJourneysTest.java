// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do in the web app, in Chromium, over the demo's workspace: {@code ui/test/e2e}. */
class WebAppJourneysTest {

  private static final Path UI = Path.of("../ui").toAbsolutePath().normalize();
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

  @TempDir private Path folder;

  @Test
  void peopleFindTheirWay() throws Exception {
    assumeTrue(
        Files.isDirectory(UI.resolve("node_modules/playwright-core")),
        "the packages of " + UI + " are not installed; .ci/run says how they are");
    assumeTrue(Files.isExecutable(CHROMIUM), "chromium is not installed; .ci/run says how it is");
    Path workspace = folder.resolve("workspace");
    Path samples = UI.resolveSibling("samples");
    Answer.of("demo", "--no-open", "--workspace", workspace, "--samples", samples).done();
    Answer.of("satellite", "add", "demo", "--today", "--workspace", workspace).done();
    plan(workspace);
    int port = freePort();
    Thread server =
        Thread.ofPlatform()
            .start(() -> Answer.of("serve", "--workspace", workspace, "--port", port));
    try {
      journeys("http://127.0.0.1:" + port);
    } finally {
      server.interrupt();
      server.join(30_000);
    }
    assertThat(server.isAlive()).isFalse();
  }

  /** An order and the plan in which it is, as the journeys of tasking look at it. */
  private static void plan(Path workspace) {
    Answer.of(
            "order",
            "create",
            "--member",
            "kazakhstan",
            "--point",
            "71.4,51.1",
            "--days",
            3,
            "--min-sun",
            -90,
            "--workspace",
            workspace)
        .done();
    Answer.of("plan", "make", "--hours", 72, "--seconds", 2, "--workspace", workspace).done();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** They wait for the server themselves. */
  private void journeys(String url) throws Exception {
    Path out = folder.resolve("journeys.txt");
    ProcessBuilder builder =
        new ProcessBuilder("npm", "run", "--silent", "e2e")
            .directory(UI.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    builder.environment().put("SUNQAR_URL", url);
    Process process = builder.start();
    boolean ended = process.waitFor(900, TimeUnit.SECONDS);
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    String said = Files.readString(out, StandardCharsets.UTF_8);
    assertThat(ended).as(said).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    assertThat(said).containsPattern("# pass [1-9]").contains("# skipped 0");
  }
}
