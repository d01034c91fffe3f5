// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Geometry;
import org.sunqar.analysis.alert.AlertFiles;
import org.sunqar.analysis.alert.AlertRule;
import org.sunqar.analysis.alert.GeoJsonReader;
import org.sunqar.analysis.detect.BfastMonitorOptions;
import org.sunqar.analysis.detect.History;
import org.sunqar.analysis.detect.ProcessType;
import org.sunqar.analysis.detect.ccd.SCcdDetector;
import org.sunqar.analysis.detect.online.OnlineDetectors;
import org.sunqar.analysis.detect.online.SceneDetector;

/** Watches as JSON: how they are stored and shown. */
public final class WatchJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private WatchJson() {}

  /** All of a watch, the area as a GeoJSON geometry or null. */
  public static ObjectNode write(Watch watch) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("name", watch.name())
            .put("collection", watch.collection())
            .put("index", watch.variable())
            .put("monitor_from", watch.monitorFrom().toString());
    json.set("detector", detector(watch.detector()));
    AlertRule rule = watch.rule();
    json.putObject("rule")
        .put("minimum_area_ha", rule.minimumAreaHa())
        .put("least_run", rule.leastRun())
        .put("least_size", rule.leastSize())
        .put("least_magnitude", rule.leastMagnitude())
        .put("direction", rule.direction().name())
        .put("minimum_confidence", rule.minimumConfidence())
        .put("quiet_days", rule.quietDays());
    Optional<Geometry> area = watch.area();
    if (area.isPresent()) {
      json.set("area", AlertFiles.exactGeometry(area.get()));
    } else {
      json.putNull("area");
    }
    // a watch without masks is written as the first version wrote it
    for (LandMask mask : watch.masks()) {
      ObjectNode entry = json.withArray("masks").addObject();
      switch (mask) {
        case LandMask.Polygons(Geometry land) ->
            entry.set("polygons", AlertFiles.exactGeometry(land));
        case LandMask.RasterFile(Path file) -> entry.put("raster", file.toString());
      }
    }
    return json;
  }

  private static LandMask mask(JsonNode json) {
    return json.has("raster")
        ? new LandMask.RasterFile(Path.of(json.get("raster").asText()))
        : new LandMask.Polygons(
            GeoJsonReader.area(json.get("polygons").toString(), "the stored mask"));
  }

  private static ObjectNode detector(DetectorSettings settings) {
    if (settings instanceof DetectorSettings.Online(SceneDetector online)) {
      return OnlineDetectors.write(online);
    }
    ObjectNode json = JSON.createObjectNode().put("name", settings.name());
    switch (settings) {
      case DetectorSettings.BfastMonitoring(BfastMonitorOptions options) ->
          json.put("history", options.history().name())
              .put("order", options.order())
              .put("trend", options.trend())
              .put("h", options.h())
              .put("level", options.level())
              .put("type", options.type().name());
      case DetectorSettings.TwoDates(double threshold) -> json.put("threshold", threshold);
      case DetectorSettings.Online _ -> throw new AssertionError("written above");
    }
    return json;
  }

  /** The inverse of {@link #write}, for text that this program wrote. */
  public static Watch read(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      JsonNode rule = json.get("rule");
      List<LandMask> masks = new ArrayList<>();
      json.path("masks").forEach(mask -> masks.add(mask(mask)));
      return new Watch(
          json.get("name").asText(),
          json.get("collection").asText(),
          json.get("index").asText(),
          json.get("area").isNull()
              ? Optional.empty()
              : Optional.of(GeoJsonReader.area(json.get("area").toString(), "the stored area")),
          LocalDate.parse(json.get("monitor_from").asText()),
          detector(json.get("detector")),
          new AlertRule(
              rule.get("minimum_area_ha").asDouble(),
              rule.get("least_run").asInt(),
              rule.get("least_size").asDouble(),
              rule.get("least_magnitude").asDouble(),
              AlertRule.Direction.valueOf(rule.get("direction").asText()),
              // not in watches of the first version
              rule.path("minimum_confidence").asDouble(0),
              rule.path("quiet_days").asInt(0)),
          masks);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored watch is not JSON", e);
    }
  }

  private static SceneDetector online(JsonNode json) {
    if (!json.path("name").asText().equals(SCcdDetector.NAME)) {
      return OnlineDetectors.read(json);
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    json.get("parameters")
        .properties()
        .forEach(p -> parameters.put(p.getKey(), p.getValue().asText()));
    return SCcdDetector.of(parameters);
  }

  private static DetectorSettings detector(JsonNode json) {
    if (json.has("parameters")) { // BFAST Monitor has both forms
      return new DetectorSettings.Online(online(json));
    }
    return switch (json.get("name").asText()) {
      case "bfast-monitor" ->
          new DetectorSettings.BfastMonitoring(
              new BfastMonitorOptions(
                  History.valueOf(json.get("history").asText()),
                  json.get("order").asInt(),
                  json.get("trend").asBoolean(),
                  json.get("h").asDouble(),
                  json.get("level").asDouble(),
                  ProcessType.valueOf(json.get("type").asText())));
      case "difference" -> new DetectorSettings.TwoDates(json.get("threshold").asDouble());
      default ->
          throw new IllegalStateException("a stored watch has the detector " + json.get("name"));
    };
  }
}
