// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.records;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.server.crs.AxisCrs;
import org.sunqar.server.crs.QueryBox;
import org.sunqar.server.http.Problem;
import org.sunqar.server.http.Request;

/**
 * Which records are asked for: those that meet all of these; what is empty does not restrict.
 *
 * @param words one of these must be in the record, in any case; one with spaces as it stands
 * @param types of one of these types
 * @param ids one of these
 * @param externalIds known under one of these elsewhere, with or without the scheme before a colon
 * @param bbox longitudes and latitudes (degrees) that its extent must touch
 * @param time its extent must touch it
 * @param limit records of a page, 1..{@value #MOST}
 * @param offset records to leave out before
 */
record RecordQuery(
    List<String> words,
    List<String> types,
    List<String> ids,
    List<String> externalIds,
    Optional<Bounds> bbox,
    Optional<TimeInterval> time,
    int limit,
    int offset) {

  static final Set<String> PARAMETERS =
      Set.of("q", "type", "ids", "externalIds", "bbox", "datetime", "limit", "offset");

  static final int MOST = 1000;

  private static final int USUAL = 10;

  static RecordQuery of(Request request) {
    return new RecordQuery(
        list(request, "q").stream().map(word -> word.toLowerCase(Locale.ROOT)).toList(),
        list(request, "type"),
        list(request, "ids"),
        list(request, "externalIds"),
        request.parameter("bbox").map(text -> QueryBox.lonLat(text, AxisCrs.CRS84)),
        request.parameter("datetime").map(RecordQuery::time),
        Math.min(MOST, number(request, "limit", USUAL, 1)),
        number(request, "offset", 0, 0));
  }

  boolean matches(CollectionRecord item) {
    return matchesText(item)
        && (types.isEmpty() || types.contains(CollectionRecord.TYPE))
        && (ids.isEmpty() || ids.contains(item.collection().id()))
        && (externalIds.isEmpty() || isKnownAs(item))
        && (bbox.isEmpty() || touches(item, bbox.get()))
        && (time.isEmpty() || item.collection().extent().time().filter(this::touches).isPresent());
  }

  private boolean matchesText(CollectionRecord item) {
    if (words.isEmpty()) {
      return true;
    }
    for (String text : item.texts()) {
      String lower = text.toLowerCase(Locale.ROOT);
      if (words.stream().anyMatch(lower::contains)) {
        return true;
      }
    }
    return false;
  }

  private boolean isKnownAs(CollectionRecord item) {
    for (JsonNode id : item.externalIds()) {
      String value = id.path("value").asText();
      if (externalIds.contains(value)
          || externalIds.contains(id.path("scheme").asText() + ":" + value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean touches(CollectionRecord item, Bounds wanted) {
    Optional<Bounds> extent = item.collection().extent().bbox();
    if (extent.isEmpty()) {
      return false;
    }
    for (Bounds mine : extent.get().acrossAntimeridian()) {
      for (Bounds part : wanted.acrossAntimeridian()) {
        if (mine.intersects(part)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean touches(TimeInterval extent) {
    TimeInterval wanted = time.orElse(TimeInterval.ALWAYS);
    return !extent.end().isBefore(wanted.start()) && !extent.start().isAfter(wanted.end());
  }

  private static TimeInterval time(String text) {
    return TimeInterval.parse(text);
  }

  private static List<String> list(Request request, String parameter) {
    List<String> values = new ArrayList<>();
    for (String value : request.parameter(parameter).orElse("").split(",", 1000)) {
      if (!value.isBlank()) {
        values.add(value.strip());
      }
    }
    return values;
  }

  private static int number(Request request, String parameter, int otherwise, int least) {
    Optional<String> text = request.parameter(parameter);
    if (text.isEmpty()) {
      return otherwise;
    }
    if (text.get().matches("\\d{1,9}") && Integer.parseInt(text.get()) >= least) {
      return Integer.parseInt(text.get());
    }
    throw Problem.badRequest(
        parameter, parameter + " '" + text.get() + "' should be a whole number from " + least);
  }
}
