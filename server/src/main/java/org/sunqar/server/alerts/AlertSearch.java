// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.locationtech.jts.geom.Envelope;
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
 * @param where boxes of which one is met, and days in which an alert was first seen
 * @param filter in CQL2, over the feature as over an item
 * @param limit alerts of a page, 1..{@value #MOST}
 * @param after the place that the page before ended at; 0 for the first
 */
record AlertSearch(AlertStore.Scan where, Optional<Filter> filter, int limit, long after) {

  static final Set<String> PARAMETERS =
      Set.of("bbox", "datetime", "filter", "filter-lang", "limit", "token");

  static final int MOST = 1000;

  private static final int USUAL = 10;

  static AlertSearch of(Request request) {
    return new AlertSearch(
        new AlertStore.Scan(boxes(request), from(request), to(request)),
        filter(request),
        (int) Math.min(MOST, number(request, "limit", USUAL, 1)),
        number(request, "token", 0, 0));
  }

  boolean accepts(JsonNode feature) {
    return filter.isEmpty() || filter.get().test(feature);
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

  private static long number(Request request, String name, long usual, long least) {
    Optional<String> text = request.parameter(name);
    if (text.isEmpty()) {
      return usual;
    }
    if (text.get().matches("\\d{1,18}") && Long.parseLong(text.get()) >= least) {
      return Long.parseLong(text.get());
    }
    throw Problem.badRequest(
        name, name + " '" + text.get() + "' should be a whole number from " + least);
  }
}
