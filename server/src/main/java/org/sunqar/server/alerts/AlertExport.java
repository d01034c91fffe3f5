// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.alerts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.HeaderNames;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.sunqar.analysis.tracking.AlertDocument;
import org.sunqar.analysis.tracking.AlertLayer;
import org.sunqar.analysis.tracking.AlertObject;
import org.sunqar.analysis.tracking.AlertTable;
import org.sunqar.analysis.watch.AlertPage;
import org.sunqar.analysis.watch.AlertScan;
import org.sunqar.analysis.watch.AlertStore;
import org.sunqar.catalog.geopackage.GeoPackage;
import org.sunqar.server.http.Answer;
import org.sunqar.server.http.Problem;
import org.sunqar.server.http.Request;
import org.sunqar.server.language.Language;
import org.sunqar.server.print.AlertSheet;
import org.sunqar.server.print.Chips;

/**
 * A whole selection of alerts as one file. It is read page by page and written to a temporary file
 * first, so that a client hears of what goes wrong before it has half of it, and so that no
 * selection has to fit into memory.
 */
final class AlertExport {

  static final Set<String> PARAMETERS = AlertSearch.parametersAnd("language");

  /** Alerts of one file. */
  static final int MOST = 100_000;

  private static final int PAGE = 1000;

  /** What can be written. */
  private enum Format {
    GEOJSON("application/geo+json"),
    CSV("text/csv;charset=utf-8"),
    GPKG("application/geopackage+sqlite3"),
    PDF("application/pdf");

    private final String mediaType;

    Format(String mediaType) {
      this.mediaType = mediaType;
    }

    static Format of(Request request) {
      String name = request.parameter("f").orElse("geojson");
      return switch (name) {
        case "geojson", "json" -> GEOJSON;
        case "csv" -> CSV;
        case "gpkg" -> GPKG;
        case "pdf" -> PDF;
        default ->
            throw Problem.badRequest(
                "f", "f should be geojson, csv, gpkg or pdf, not '" + name + "'");
      };
    }

    String ending() {
      return switch (this) {
        case GEOJSON -> "geojson";
        case CSV -> "csv";
        case GPKG -> "gpkg";
        case PDF -> "pdf";
      };
    }
  }

  /** Alerts that are named one by one. */
  private static final int MOST_NAMED = 10_000;

  /** Their names (bytes). */
  private static final int MOST_BODY = 4 << 20;

  private final boolean headersOnly;
  private final Format format;
  private final Iterator<ObjectNode> features;
  private final Language language;
  private final Chips chips;

  private AlertExport(Request request, Iterator<ObjectNode> features, Chips chips) {
    this.chips = chips;
    this.language =
        request
            .parameter("language")
            .or(() -> request.header(HeaderNames.ACCEPT_LANGUAGE))
            .flatMap(AlertExport::language)
            .orElseGet(Language::english);
    this.headersOnly = request.isHead();
    this.format = Format.of(request);
    this.features = features;
  }

  /** What a request's filter chooses. */
  static AlertExport found(AlertStore store, Chips chips, Request request) {
    return new AlertExport(
        request,
        new Found(
            store,
            AlertSearch.scan(request),
            request.parameter("limit").map(_ -> AlertSearch.limit(request, MOST))),
        chips);
  }

  /** Those that a request's body names: {@code {"alerts": [ids]}}. */
  static AlertExport named(AlertStore store, Chips chips, Request request) throws IOException {
    Set<String> ids = AlertReviews.ids(request.json(MOST_BODY).path("alerts"), MOST_NAMED);
    return new AlertExport(
        request, ids.stream().map(id -> AlertDocument.write(store.alert(id))).iterator(), chips);
  }

  /** The first language of a list by preference that the program speaks. */
  private static Optional<Language> language(String list) {
    return Arrays.stream(list.split(",", 20))
        .map(one -> one.replaceAll(";.*", ""))
        .flatMap(one -> Language.named(one).stream())
        .findFirst();
  }

  Answer answer() throws IOException {
    Path file = Files.createTempFile("sunqar-alerts", "." + format.ending());
    try {
      write(file);
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      long length = channel.size();
      if (headersOnly) {
        channel.close();
      }
      String name = "alerts-" + LocalDate.now(ZoneOffset.UTC) + "." + format.ending();
      return new Answer(
              200,
              new Answer.Stream(
                  format.mediaType,
                  length,
                  out -> {
                    try (InputStream in = Channels.newInputStream(channel)) {
                      in.transferTo(out);
                    }
                  }),
              List.of())
          .with("Content-Disposition", "attachment; filename=\"" + name + "\"");
    } finally {
      Files.deleteIfExists(file); // what is open can be read on
    }
  }

  private void write(Path file) throws IOException {
    if (format == Format.GPKG) {
      GeoPackage.write(
          file,
          AlertLayer.TABLE,
          () ->
              new Iterator<>() {
                @Override
                public boolean hasNext() {
                  return features.hasNext();
                }

                @Override
                public org.sunqar.catalog.geopackage.FeatureTable.Row next() {
                  return AlertLayer.row(AlertDocument.read(features.next()));
                }
              },
          Instant.now());
      return;
    }
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      if (format == Format.PDF) {
        pdf(out);
      } else if (format == Format.CSV) {
        csv(features, out);
      } else {
        geoJson(features, out);
      }
    }
  }

  private void pdf(OutputStream out) throws IOException {
    List<AlertObject> alerts = new ArrayList<>();
    while (features.hasNext()) {
      alerts.add(AlertDocument.read(features.next()));
      if (alerts.size() > AlertSheet.MOST) {
        throw Problem.badRequest(
            "f",
            "a PDF has at most "
                + AlertSheet.MOST
                + " alerts; ask for fewer by filter or limit, or for csv, gpkg or geojson");
      }
    }
    if (alerts.isEmpty()) {
      throw Problem.badRequest("f", "there are no such alerts, and a PDF of none says nothing");
    }
    new AlertSheet(language, chips).write(alerts, LocalDate.now(ZoneOffset.UTC), out);
  }

  private static void geoJson(Iterator<ObjectNode> features, OutputStream out) throws IOException {
    put(out, "{\"type\":\"FeatureCollection\",\"features\":[\n");
    while (features.hasNext()) {
      put(out, features.next().toString());
      put(out, features.hasNext() ? ",\n" : "\n");
    }
    put(out, "]}\n");
  }

  private static void csv(Iterator<ObjectNode> features, OutputStream out) throws IOException {
    put(out, AlertTable.csv(List.of()));
    while (features.hasNext()) {
      String table = AlertTable.csv(List.of(AlertDocument.read(features.next())));
      put(out, table.substring(table.indexOf('\n') + 1));
    }
  }

  private static void put(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The features of the selection in its order. */
  private static final class Found implements Iterator<ObjectNode> {

    private final AlertStore store;
    private final AlertScan scan;
    private final Optional<Integer> limit;
    private Iterator<ObjectNode> page = List.<ObjectNode>of().iterator();
    private Optional<String> next = Optional.empty();
    private boolean begun;
    private int left;

    Found(AlertStore store, AlertScan scan, Optional<Integer> limit) {
      this.store = store;
      this.scan = scan;
      this.limit = limit;
      this.left = limit.orElse(MOST);
    }

    @Override
    public boolean hasNext() {
      while (!page.hasNext() && left > 0 && (!begun || next.isPresent())) {
        AlertPage read = store.page(scan, next, Math.min(PAGE, left));
        begun = true;
        page = read.features().iterator();
        next = read.next();
        left -= read.features().size();
      }
      if (!page.hasNext() && left == 0 && next.isPresent() && limit.isEmpty()) {
        throw Problem.badRequest(
            "limit",
            "more than "
                + MOST
                + " alerts are asked for, too many for one file; ask for fewer by filter, bbox or"
                + " datetime, or for the first ones by limit");
      }
      return page.hasNext();
    }

    @Override
    public ObjectNode next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return page.next();
    }
  }
}
