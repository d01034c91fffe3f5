// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.watches;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.locationtech.jts.geom.Geometry;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.alert.AlertRule;
import org.sunqar.analysis.alert.GeoJsonReader;
import org.sunqar.analysis.detect.online.OnlineDetectors;
import org.sunqar.analysis.watch.DetectorSettings;
import org.sunqar.analysis.watch.Watch;
import org.sunqar.server.http.Problem;

/**
 * A watch as a client describes it: {@code name}, {@code collection}, {@code index} and {@code
 * monitor_from}; the rest has defaults, those of the command line.
 */
final class WatchRequest {

  private static final Set<String> FIELDS =
      Set.of("name", "collection", "index", "monitor_from", "detector", "rule", "area");

  private static final Set<String> RULE =
      Set.of(
          "minimum_area_ha",
          "least_run",
          "least_size",
          "least_magnitude",
          "direction",
          "minimum_confidence",
          "quiet_days");

  private WatchRequest() {}

  /**
   * The watch that is described.
   *
   * @throws Problem 400 when it is none
   */
  static Watch read(ObjectNode json) {
    known(json, FIELDS, "a watch");
    try {
      DetectorSettings detector = detector(json.path("detector"));
      return new Watch(
          text(json, "name"),
          text(json, "collection"),
          text(json, "index").toLowerCase(Locale.ROOT),
          area(json.path("area")),
          day(text(json, "monitor_from")),
          detector,
          rule(json.path("rule"), detector.usualRule()),
          List.of());
    } catch (AnalysisException e) {
      throw Problem.badRequest("watch", String.valueOf(e.getMessage()));
    }
  }

  private static void known(JsonNode json, Set<String> names, String what) {
    json.fieldNames()
        .forEachRemaining(name -> {
          if (!names.contains(name)) {
            throw Problem.badRequest(
                "watch",
                "%s has no '%s'; it has %s"
                    .formatted(
                        what,
                        name.length() > 60 ? name.substring(0, 60) : name,
                        String.join(", ", names.stream().sorted().toList())));
          }
        });
  }

  private static String text(JsonNode json, String name) {
    JsonNode value = json.path(name);
    if (!value.isTextual() || value.asText().isBlank()) {
      throw Problem.badRequest("watch", "a watch needs '" + name + "', a text");
    }
    return value.asText().strip();
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException _) {
      throw Problem.badRequest(
          "watch", "monitor_from should be a day such as 2022-01-01, not '" + text + "'");
    }
  }

  private static Optional<Geometry> area(JsonNode json) {
    return json.isMissingNode() || json.isNull()
        ? Optional.empty()
        : Optional.of(GeoJsonReader.area(json.toString(), "the area"));
  }

  private static DetectorSettings detector(JsonNode json) {
    if (json.isMissingNode() || json.isNull()) {
      return DetectorSettings.usual();
    }
    known(json, Set.of("name", "parameters"), "a detector");
    Map<String, String> parameters = new LinkedHashMap<>();
    json.path("parameters")
        .properties()
        .forEach(parameter -> parameters.put(parameter.getKey(), parameter.getValue().asText()));
    return new DetectorSettings.Online(OnlineDetectors.of(text(json, "name"), parameters));
  }

  private static AlertRule rule(JsonNode json, AlertRule usual) {
    known(json, RULE, "a rule");
    return new AlertRule(
        number(json, "minimum_area_ha", usual.minimumAreaHa()),
        (int) number(json, "least_run", usual.leastRun()),
        number(json, "least_size", usual.leastSize()),
        number(json, "least_magnitude", usual.leastMagnitude()),
        direction(json.path("direction"), usual.direction()),
        number(json, "minimum_confidence", usual.minimumConfidence()),
        (int) number(json, "quiet_days", usual.quietDays()));
  }

  private static double number(JsonNode json, String name, double usual) {
    JsonNode value = json.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return usual;
    }
    if (!value.isNumber()) {
      throw Problem.badRequest("watch", name + " should be a number");
    }
    return value.asDouble();
  }

  private static AlertRule.Direction direction(JsonNode json, AlertRule.Direction usual) {
    if (json.isMissingNode() || json.isNull()) {
      return usual;
    }
    for (AlertRule.Direction direction : AlertRule.Direction.values()) {
      if (direction.name().equalsIgnoreCase(json.asText())) {
        return direction;
      }
    }
    throw Problem.badRequest("watch", "direction should be decrease, increase or both");
  }
}
