// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.sunqar.analysis.feed.AtomFeed;
import org.sunqar.analysis.feed.CapDocument;
import org.sunqar.analysis.tracking.AlertDocument;
import org.sunqar.analysis.tracking.AlertLayer;
import org.sunqar.analysis.tracking.AlertObject;
import org.sunqar.app.config.Setting;
import org.sunqar.app.console.CommandException;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.catalog.geopackage.GeoPackage;
import org.sunqar.server.print.AlertSheet;
import org.sunqar.server.tiles.TilesApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sunqar alert export}. */
@Command(
    name = "export",
    description = {
      "Write alerts in a format of others: GeoJSON, CSV, GeoPackage, CAP 1.2 (one message an",
      "alert), an Atom feed with GeoRSS, or a PDF to print, in the language of --language.",
      "",
      "Examples:",
      "  sunqar alert export --watch north --format geojson --out north.geojson",
      "  sunqar alert export --watch north --format gpkg --out north.gpkg",
      "  sunqar alert export --watch north --format pdf --out north.pdf",
      "  sunqar alert export north-0001 --format cap > north-0001.cap",
      "  sunqar alert export --watch north --status all --format cap --out messages/",
      "  sunqar alert export --format georss --out alerts.atom",
      ""
    },
    mixinStandardHelpOptions = true)
final class AlertExportCommand implements Callable<Integer> {

  /** What can be written. */
  enum Format {
    GEOJSON,
    CSV,
    GPKG,
    PDF,
    CAP,
    GEORSS
  }

  private final Console console;

  @Parameters(
      arity = "0..*",
      paramLabel = "ID",
      description = "These alerts (default: all that the options choose).")
  private List<String> ids = List.of();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "GEOJSON",
      description = "geojson, csv, gpkg, pdf, cap or georss (default: geojson).")
  private Format format = Format.GEOJSON;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to; for several CAP messages a folder (default: stdout).")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--sender",
      paramLabel = "NAME",
      defaultValue = "sunqar",
      description = "Who sends CAP messages (default: sunqar).")
  private String sender = "sunqar";

  @Mixin private AlertFilterOptions filter = new AlertFilterOptions();

  @Mixin private WorkspaceOptions workspaceOptions = new WorkspaceOptions();

  AlertExportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    try (Workspace workspace = workspaceOptions.open()) {
      List<ObjectNode> features =
          ids.isEmpty()
              ? filter.features(workspace)
              : ids.stream().map(id -> AlertDocument.write(workspace.alerts().alert(id))).toList();
      Optional<String> base =
          Optional.of(workspace.settings().text(Setting.SERVER_URL))
              .filter(url -> !url.isEmpty())
              .map(url -> url + "/api");
      switch (format) {
        case GEOJSON -> write(AlertCommand.collection(features).toPrettyString() + "\n");
        case CSV -> write(AlertCommand.csv(features));
        case GPKG -> geoPackage(objects(features));
        case PDF -> pdf(workspace, objects(features));
        case GEORSS -> write(AtomFeed.of(objects(features), "Sunqar alerts", base));
        case CAP -> cap(workspace, objects(features), base);
      }
    }
    return ExitCode.DONE;
  }

  private static List<AlertObject> objects(List<ObjectNode> features) {
    return features.stream().map(AlertDocument::read).toList();
  }

  private void geoPackage(List<AlertObject> alerts) {
    if (out.isEmpty()) {
      throw CommandException.usage("a GeoPackage is a file of its own: name it by --out");
    }
    GeoPackage.write(
        out.get(),
        AlertLayer.TABLE,
        alerts.stream().map(AlertLayer::row).toList(),
        alerts.stream().map(AlertObject::updated).max(Instant::compareTo).orElse(Instant.now()));
  }

  private void pdf(Workspace workspace, List<AlertObject> alerts) throws IOException {
    if (out.isEmpty()) {
      throw CommandException.usage("a PDF is a file of its own: name it by --out");
    }
    if (alerts.isEmpty() || alerts.size() > AlertSheet.MOST) {
      throw CommandException.usage(
          "a PDF has 1 to "
              + AlertSheet.MOST
              + " alerts, and these are "
              + alerts.size()
              + ": choose them by ids or options");
    }
    try (TilesApi pictures =
        new TilesApi(workspace.items(), workspace.watches(), workspace.folder())) {
      ByteArrayOutputStream document = new ByteArrayOutputStream();
      new AlertSheet(console.language(), pictures::chip)
          .write(alerts, LocalDate.now(ZoneOffset.UTC), document);
      write(out.get(), document.toByteArray());
    }
  }

  private void cap(Workspace workspace, List<AlertObject> alerts, Optional<String> base)
      throws IOException {
    boolean folder = out.isPresent() && (alerts.size() != 1 || Files.isDirectory(out.get()));
    if (out.isEmpty() && alerts.size() != 1) {
      throw CommandException.usage(
          "CAP has one alert in a message, and these are "
              + alerts.size()
              + ": name one, or a folder by --out");
    }
    if (folder) {
      Files.createDirectories(out.get());
    }
    for (AlertObject alert : alerts) {
      String message =
          CapDocument.of(
              alert,
              workspace.alerts().history(alert.id()),
              sender,
              base.map(address -> address + "/alerts/" + alert.id() + "?f=html"));
      if (folder) {
        write(out.get().resolve(alert.id() + ".cap"), message);
      } else {
        write(message);
      }
    }
  }

  private void write(String text) throws IOException {
    if (out.isPresent()) {
      write(out.get(), text);
    } else {
      console.out().print(text);
      console.out().flush();
    }
  }

  /** Whole or not at all: somebody may be reading the file of yesterday. */
  private static void write(Path file, String text) throws IOException {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Path absolute = file.toAbsolutePath();
    Path temporary = absolute.resolveSibling("." + absolute.getFileName() + ".tmp");
    try {
      Files.write(temporary, bytes);
      Files.move(temporary, absolute, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
