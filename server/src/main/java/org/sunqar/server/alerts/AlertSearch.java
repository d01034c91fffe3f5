// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.alerts;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.Envelope;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.tracking.HistoryEntry;
import org.sunqar.analysis.watch.AlertFacts;
import org.sunqar.analysis.watch.AlertHappening;
import org.sunqar.analysis.watch.AlertOrder;
import org.sunqar.analysis.watch.AlertPage;
import org.sunqar.analysis.watch.AlertScan;
import org.sunqar.analysis.watch.AlertStore;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.filter.Filter;
import org.sunqar.catalog.stac.Json;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.server.crs.AxisCrs;
import org.sunqar.server.crs.QueryBox;
import org.sunqar.server.http.Problem;
import org.sunqar.server.http.Request;

/**
 * Which alerts are asked for.
 *
 * @param limit alerts of a page, from 1
 * @param after the place that the page before ended at; empty for the first
 */
record AlertSearch(AlertScan scan, int limit, Optional<String> after) {

  /** Of a page of alerts. */
  static final Set<String> PARAMETERS = parametersAnd("token");

  static final int MOST = 1000;

  /** Of the facts of alerts, which are short. */
  static final int MOST_FACTS = 10_000;

  private static final int USUAL = 10;

  /**
   * A page.
   *
   * @param most alerts of one
   */
  static AlertSearch of(Request request, int most) {
    return new AlertSearch(
        scan(request),
        request.parameter("limit").map(_ -> limit(request, most)).orElse(USUAL),
        request.parameter("token"));
  }

  /** What is asked for, however many. */
  static AlertScan scan(Request request) {
    return new AlertScan(
        boxes(request),
        from(request),
        to(request),
        happened(request),
        filter(request),
        order(request));
  }

  /** The page that is asked for. */
  AlertPage page(AlertStore store) {
    try {
      return store.page(scan, after, limit);
    } catch (AnalysisException e) {
      throw Problem.badRequest("token", String.valueOf(e.getMessage()));
    }
  }

  /** The facts of the page that is asked for. */
  AlertFacts facts(AlertStore store) {
    try {
      return store.facts(scan, after, limit);
    } catch (AnalysisException e) {
      throw Problem.badRequest("token", String.valueOf(e.getMessage()));
    }
  }

  /** What chooses alerts and puts them in order, and one parameter more. */
  static Set<String> parametersAnd(String other) {
    return Set.of(
        "bbox",
        "datetime",
        "filter",
        "filter-lang",
        "happened",
        "happened-since",
        "happened-not-by",
        "limit",
        "sortby",
        other);
  }

  private static Optional<AlertHappening> happened(Request request) {
    Optional<String> kinds = request.parameter("happened");
    if (kinds.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new AlertHappening(
              Arrays.stream(kinds.get().split(",", -1))
                  .map(HistoryEntry.Kind::of)
                  .collect(Collectors.toSet()),
              request.parameter("happened-since").map(Instant::parse).orElse(Instant.EPOCH),
              request.parameter("happened-not-by").filter(name -> !name.isEmpty())));
    } catch (DateTimeParseException _) {
      throw Problem.badRequest(
          "happened-since", "happened-since should be a time such as 2026-03-01T00:00:00Z");
    } catch (IllegalArgumentException _) {
      throw Problem.badRequest(
          "happened",
          "happened should be kinds of entries of a history, with commas between them: created,"
              + " updated, confirmed, retracted, merged, reviewed, commented, assigned, ordered");
    }
  }

  private static List<AlertOrder> order(Request request) {
    try {
      return request.parameter("sortby").map(AlertOrder::parse).orElse(List.of());
    } catch (AnalysisException e) {
      throw Problem.badRequest("sortby", "sortby: " + e.getMessage());
    }
  }

  private static List<Envelope> boxes(Request request) {
    Optional<Bounds> box =
        request.parameter("bbox").map(text -> QueryBox.lonLat(text, AxisCrs.CRS84));
    return box.map(bounds ->
            bounds.acrossAntimeridian().stream()
                .map(part -> new Envelope(part.minX(), part.maxX(), part.minY(), part.maxY()))
                .toList())
        .orElse(List.of());
  }

  private static Optional<TimeInterval> time(Request request) {
    try {
      return request.parameter("datetime").map(TimeInterval::parse);
    } catch (CatalogException e) {
      throw Problem.badRequest("datetime", String.valueOf(e.getMessage()));
    }
  }

  private static Optional<LocalDate> from(Request request) {
    return time(request)
        .filter(time -> time.start().isAfter(TimeInterval.ALWAYS.start()))
        .map(time -> LocalDate.ofInstant(time.start(), ZoneOffset.UTC));
  }

  private static Optional<LocalDate> to(Request request) {
    return time(request)
        .filter(time -> time.end().isBefore(TimeInterval.ALWAYS.end()))
        .map(time -> LocalDate.ofInstant(time.end(), ZoneOffset.UTC));
  }

  private static Optional<Filter> filter(Request request) {
    String language = request.parameter("filter-lang").orElse("cql2-text");
    try {
      return switch (language) {
        case "cql2-text" -> request.parameter("filter").map(Filter::parseText);
        case "cql2-json" -> request.parameter("filter").map(Json::parse).map(Filter::parseJson);
        default ->
            throw Problem.badRequest(
                "filter-lang", "filter-lang should be cql2-text or cql2-json, not " + language);
      };
    } catch (CatalogException e) {
      throw Problem.badRequest("filter", "filter: " + e.getMessage());
    }
  }

  /** The limit that is asked for, or the most that there may be. */
  static int limit(Request request, int most) {
    String text = request.parameter("limit").orElse("");
    if (text.matches("0*[1-9]\\d{0,17}")) {
      return (int) Math.min(most, Long.parseLong(text));
    }
    throw Problem.badRequest("limit", "limit '" + text + "' should be a whole number from 1");
  }
}
