// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.server.ServerConfig;
import org.sunqar.server.SunqarServer;
import org.sunqar.server.auth.ApiKeys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sunqar serve}. */
@Command(
    name = "serve",
    description = {
      "Serve the catalogue over HTTP, as a STAC API and OGC API under /api.",
      "",
      "Example:",
      "  sunqar serve --port 8080",
      ""
    },
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private WorkspaceOptions workspaceOptions = new WorkspaceOptions();

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "${env:SUNQAR_HOST:-127.0.0.1}",
      description = "Address to listen at (SUNQAR_HOST; default: 127.0.0.1).")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "${env:SUNQAR_PORT:-8080}",
      description = "Port to listen at, 0 for any that is free (SUNQAR_PORT; default: 8080).")
  private int port = ServerConfig.DEFAULT_PORT;

  ServeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    ServerConfig config =
        new ServerConfig(
            host,
            port,
            Optional.empty(),
            ApiKeys.NONE,
            "Sunqar",
            false,
            ServerConfig.DEFAULT.grace());
    try (Workspace workspace = workspaceOptions.create();
        SunqarServer server =
            SunqarServer.start(config, workspace.items(), workspace.folder(), console.err())) {
      CountDownLatch stopped = new CountDownLatch(1);
      console.say("serving " + workspace.folder() + " at http://" + host + ":" + server.port());
      stopped.await();
    }
    return ExitCode.DONE;
  }
}
