// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.series;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.locationtech.jts.geom.Geometry;
import org.sunqar.analysis.alert.GeoJsonReader;
import org.sunqar.analysis.cube.SpectralIndex;
import org.sunqar.server.http.JsonFields;
import org.sunqar.server.http.Problem;
import org.sunqar.server.http.Request;

/**
 * What a client asks of a series.
 *
 * @param where a point or an area
 * @param indices bands or indices, each once; empty for the usual ones
 * @param watch whose settings are taken where nothing else is said
 * @param detector a name, or {@value #NO_DETECTOR}
 * @param from the monitoring start
 * @param masked false when what masks hide is taken as if it were clear
 */
record SeriesQuery(
    Where where,
    List<String> indices,
    Optional<String> watch,
    Optional<String> detector,
    Optional<LocalDate> from,
    boolean masked) {

  static final Set<String> PARAMETERS =
      Set.of("lon", "lat", "index", "watch", "detector", "from", "mask");

  /** Observations alone. */
  static final String NO_DETECTOR = "none";

  /** An outline of some 30,000 corners (bytes). */
  private static final int MOST_BODY = 1 << 20;

  /** Indices at once. */
  private static final int MOST_INDICES = 8;

  /** Characters of a name; an expression of bands is long. */
  private static final int LONGEST = 2000;

  private static final Set<String> FIELDS =
      Set.of("geometry", "index", "watch", "detector", "from", "mask");

  SeriesQuery {
    indices = List.copyOf(indices);
  }

  /** The place, in WGS 84 longitude and latitude (degrees). */
  sealed interface Where {
    /** The pixel of a point. */
    record Point(double longitude, double latitude) implements Where {}

    /** Polygons. */
    record Area(Geometry area) implements Where {}
  }

  /** The parameters of a GET. */
  static SeriesQuery ofParameters(Request request) {
    return new SeriesQuery(
        point(degrees(request, "lon", 180), degrees(request, "lat", 90)),
        indices(
            request.parameter("index").map(text -> List.of(text.split(",", -1))).orElse(List.of())),
        request.parameter("watch"),
        request.parameter("detector"),
        request.parameter("from").map(SeriesQuery::day),
        masked(request.parameter("mask")));
  }

  /**
   * The body of a POST: {@code {"geometry": ..., "index": ["ndvi"], "watch": ..., "detector": ...,
   * "from": "2022-01-01", "mask": "none"}}, of which the geometry must be there.
   */
  static SeriesQuery ofDocument(Request request) throws IOException {
    ObjectNode body = request.json(MOST_BODY);
    body.fieldNames()
        .forEachRemaining(name -> {
          if (!FIELDS.contains(name)) {
            throw Problem.badRequest(
                "series",
                "a series has no '%s'; it has %s"
                    .formatted(shown(name), String.join(", ", FIELDS.stream().sorted().toList())));
          }
        });
    return new SeriesQuery(
        where(body.path("geometry")),
        indices(names(body.path("index"))),
        JsonFields.text(body, "watch"),
        JsonFields.text(body, "detector"),
        JsonFields.text(body, "from").map(SeriesQuery::day),
        masked(JsonFields.text(body, "mask")));
  }

  private static boolean masked(Optional<String> mask) {
    if (mask.isPresent() && !mask.get().equals("none") && !mask.get().equals("clear")) {
      throw Problem.badRequest(
          "mask", "mask should be clear or none, not '" + shown(mask.get()) + "'");
    }
    return !mask.equals(Optional.of("none"));
  }

  private static Where where(JsonNode geometry) {
    if (geometry.path("type").asText().equals("Point")) {
      JsonNode at = geometry.path("coordinates");
      if (!at.path(0).isNumber() || !at.path(1).isNumber()) {
        throw Problem.badRequest("geometry", "a Point has coordinates [longitude, latitude]");
      }
      return point(at.get(0).asDouble(), at.get(1).asDouble());
    }
    if (!geometry.isObject()) {
      throw Problem.badRequest(
          "geometry", "a series of an area needs 'geometry', a Polygon, MultiPolygon or Point");
    }
    return new Where.Area(GeoJsonReader.area(geometry.toString(), "the geometry"));
  }

  private static Where point(double longitude, double latitude) {
    if (!(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90)) {
      throw Problem.badRequest(
          "geometry",
          "a place has a longitude of -180 to 180 and a latitude of -90 to 90 degrees, not "
              + longitude
              + ", "
              + latitude);
    }
    return new Where.Point(longitude, latitude);
  }

  private static double degrees(Request request, String name, int most) {
    String text =
        request
            .parameter(name)
            .orElseThrow(() ->
                Problem.badRequest(
                    name, "a series needs a place: lon and lat in degrees, as lon=23.8&lat=38.1"));
    try {
      double value = Double.parseDouble(text);
      if (Math.abs(value) <= most) {
        return value;
      }
    } catch (NumberFormatException _) {
      // told below
    }
    throw Problem.badRequest(
        name, "%s should be degrees, -%d to %d, not '%s'".formatted(name, most, most, shown(text)));
  }

  private static List<String> names(JsonNode index) {
    if (index.isMissingNode() || index.isNull()) {
      return List.of();
    }
    if (index.isTextual()) {
      return List.of(index.asText().split(",", -1));
    }
    List<String> names = new ArrayList<>();
    for (JsonNode name : index) {
      names.add(name.isTextual() ? name.asText() : "");
    }
    if (!index.isArray() || names.isEmpty()) {
      throw Problem.badRequest("index", "index should be a list of names, as [\"ndvi\", \"nbr\"]");
    }
    return names;
  }

  private static List<String> indices(List<String> names) {
    List<String> indices =
        names.stream()
            .map(String::strip)
            .map(name -> SpectralIndex.of(name).map(i -> lower(i.name())).orElse(name))
            .distinct()
            .toList();
    if (indices.size() > MOST_INDICES) {
      throw Problem.badRequest(
          "index",
          "at most " + MOST_INDICES + " indices can be had at once, not " + indices.size());
    }
    for (String name : indices) {
      if (name.isEmpty() || name.length() > LONGEST) {
        throw Problem.badRequest(
            "index", "index should be names of bands or indices with commas between, as ndvi,nbr");
      }
    }
    return indices;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static LocalDate day(String text) {
    try {
      LocalDate day = LocalDate.parse(text);
      if (day.getYear() >= 1960 && day.getYear() <= 2100) {
        return day;
      }
    } catch (DateTimeException _) {
      // told below
    }
    throw Problem.badRequest(
        "from",
        "from should be a day of 1960 to 2100 such as 2022-01-01, not '" + shown(text) + "'");
  }

  /** What a client sent, for a message. */
  static String shown(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "..." : text;
  }
}
