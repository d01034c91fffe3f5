// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.sunqar.app.config.Setting;
import org.sunqar.app.config.Settings;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.server.ServerConfig;
import org.sunqar.server.SunqarServer;
import org.sunqar.server.alerts.AlertsApi;
import org.sunqar.server.area.AreasApi;
import org.sunqar.server.basemap.Basemap;
import org.sunqar.server.basemap.BasemapApi;
import org.sunqar.server.basemap.Borders;
import org.sunqar.server.delivery.Deliverer;
import org.sunqar.server.jobs.Jobs;
import org.sunqar.server.jobs.JobsApi;
import org.sunqar.server.series.SeriesApi;
import org.sunqar.server.tasking.TaskingApi;
import org.sunqar.server.tiles.TilesApi;
import org.sunqar.server.upload.ImportsApi;
import org.sunqar.server.upload.Uploads;
import org.sunqar.server.upload.UploadsApi;
import org.sunqar.server.watches.WatchesApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sunqar serve}. */
@Command(
    name = "serve",
    description = {
      "Serve the catalogue over HTTP: STAC API and OGC APIs under /api, with a page for people at",
      "every address; /health, and /metrics for Prometheus. One line for each request on stderr.",
      "SIGTERM or Ctrl-C lets running requests finish.",
      "When scenes arrive, the watches of their collection are run, unless the setting watches.run",
      "is false.",
      "",
      "Everybody on this machine may read and write, as long as there are no API keys. Any other",
      "address than this machine's own is listened at only with keys:",
      "  sunqar key create alice --role write",
      "  sunqar serve --host 0.0.0.0",
      "",
      "Example:",
      "  sunqar serve --port 8080",
      ""
    },
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

  /** How the log is written. */
  enum LogFormat {
    TEXT,
    JSON
  }

  private final Console console;

  @Mixin private WorkspaceOptions workspaceOptions = new WorkspaceOptions();

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Address to listen at (server.host; default: 127.0.0.1).")
  private Optional<String> host = Optional.empty();

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port to listen at, 0 for any that is free (server.port; default: 8080).")
  private Optional<String> port = Optional.empty();

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = {
        "Address under which clients reach the server, for the links in what it sends",
        "(server.url; default: as each request names it, through a proxy on this machine, too)."
      })
  private Optional<String> url = Optional.empty();

  @Option(
      names = "--keys",
      paramLabel = "FILE",
      description = "File of API keys (server.keys; default: api-keys in the workspace).")
  private Optional<String> keys = Optional.empty();

  @Option(
      names = "--log-format",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "How each request is logged on stderr (default: text).")
  private LogFormat logFormat = LogFormat.TEXT;

  ServeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Settings settings =
        Settings.of(workspaceOptions.folder)
            .with(Setting.SERVER_HOST, host)
            .with(Setting.SERVER_PORT, port)
            .with(Setting.SERVER_URL, url)
            .with(Setting.SERVER_KEYS, keys);
    boolean runWatches = settings.flag(Setting.WATCHES_RUN);
    ServerConfig config =
        new ServerConfig(
            settings.text(Setting.SERVER_HOST),
            settings.number(Setting.SERVER_PORT, 0, 65535),
            Optional.of(settings.text(Setting.SERVER_URL)).filter(text -> !text.isEmpty()),
            KeyFile.of(workspaceOptions.folder, settings).read(),
            ServerConfig.DEFAULT.title(),
            logFormat == LogFormat.JSON,
            ServerConfig.DEFAULT.grace());
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    Thread hook = new Thread(() -> stop(asked, done, config), "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    long mostUploaded = settings.number(Setting.UPLOADS_MOST, 1, 1_000_000) * 1_000_000_000L;
    TaskingApi tasking =
        new TaskingApi(workspaceOptions.folder, config.title(), InstantSource.system());
    Uploads uploads =
        new Uploads(
            workspaceOptions.folder.resolve("uploads"), mostUploaded, InstantSource.system());
    try (Workspace workspace = workspaceOptions.create();
        ItemStore store = workspace.items();
        Basemap basemap = basemap(settings);
        Jobs jobs = new Jobs(1);
        MissionKeeper mission = new MissionKeeper(workspace, console, config.publicUrl());
        TilesApi tiles = new TilesApi(store, workspace.watches(), workspace.folder());
        SunqarServer server =
            SunqarServer.start(
                config,
                store,
                workspace.folder(),
                console.err(),
                List.of(
                    new AlertsApi(workspace.alerts(), config.title(), tiles::chip, tasking::sees),
                    new BasemapApi(
                        basemap, settings.choice(Setting.BASEMAP_BORDERS, Borders.class)),
                    new JobsApi(jobs),
                    tiles,
                    series(workspace, store, tiles),
                    new WatchesApi(
                        workspace.watches(),
                        store,
                        workspace.outbox(),
                        jobs,
                        new ServedWatches(workspace, Runtime.getRuntime().availableProcessors())),
                    new AreasApi(),
                    tasking,
                    new UploadsApi(uploads),
                    new ImportsApi(uploads, store, jobs, workspace::importInto)));
        Deliverer deliverer = DeliveryCommands.deliverer(workspace)) {
      deliverer.start();
      mission.start();
      console.tell(
          config.keys().isEmpty() ? "serve.at" : "serve.atWithKeys",
          "folder",
          workspace.folder(),
          "address",
          "http://"
              + (config.host().contains(":") ? "[" + config.host() + "]" : config.host())
              + ":"
              + server.port()
              + "/api",
          "n",
          config.keys().entries().size());
      Optional<WatchKeeper> keeper =
          runWatches
              ? Optional.of(WatchKeeper.start(workspace, console, WatchKeeper.Pace.USUAL))
              : Optional.empty();
      try {
        asked.await();
        console.tell("serve.stopping");
      } finally {
        keeper.ifPresent(WatchKeeper::close);
      }
    } catch (InterruptedException _) {
      console.tell("serve.stopped"); // by whoever runs the command in a thread of theirs
    } finally {
      done.countDown();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // it was the hook that stopped the server
    }
    return ExitCode.DONE;
  }

  /** Series of places; beside the start they and the pictures are made ready for who asks first. */
  private static SeriesApi series(Workspace workspace, ItemStore store, TilesApi tiles) {
    SeriesApi series =
        new SeriesApi(store, workspace.watches(), workspace.alerts(), workspace.folder());
    Thread.ofPlatform()
        .daemon()
        .name("warming")
        .start(() -> {
          tiles.warmFirst();
          series.warm();
          tiles.warm();
        });
    return series;
  }

  /** The agency's own base map, in a file beside the workspace's, or the program's. */
  private Basemap basemap(Settings settings) {
    String file = settings.text(Setting.BASEMAP).strip();
    return file.isEmpty() ? Basemap.shipped() : Basemap.open(workspaceOptions.folder.resolve(file));
  }

  /** Waits until the server has stopped: when this ends, so does the program. */
  private static void stop(CountDownLatch asked, CountDownLatch done, ServerConfig config) {
    asked.countDown();
    try {
      done.await(config.grace().toMillis() + 5000, TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
