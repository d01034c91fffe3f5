// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.WholeFile;
import org.sunqar.mission.access.CloudForecast;
import org.sunqar.mission.access.CloudGrid;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.segment.SegmentOptions;

/**
 * How the satellites of a workspace are simulated, in its file {@code mission/settings.json}: what
 * was said once holds for later spans, too.
 *
 * @param options of the satellites
 * @param clouds file of the cloud forecast
 * @param land folder of a simulated series, over which scenes are made
 * @param collection that these scenes come into
 */
record MissionSettings(
    SegmentOptions options, Optional<Path> clouds, Optional<Path> land, String collection) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  static final MissionSettings DEFAULT =
      new MissionSettings(SegmentOptions.defaults(), Optional.empty(), Optional.empty(), "");

  private static Path file(Path workspace) {
    return workspace.resolve("mission").resolve("settings.json");
  }

  /** Those of a workspace; the default ones where it has none. */
  static MissionSettings read(Path workspace) throws IOException {
    Path file = file(workspace);
    if (!Files.exists(file)) {
      return DEFAULT;
    }
    try {
      JsonNode json = MAPPER.readTree(Files.readString(file));
      List<SegmentOptions.Outage> outages = new ArrayList<>();
      for (JsonNode each : json.path("outages")) {
        outages.add(
            new SegmentOptions.Outage(
                each.path("satellite").asText(), Time.parse(each.path("from").asText())));
      }
      return new MissionSettings(
          new SegmentOptions(
              json.path("seed").asLong(),
              json.path("pointing_urad").asDouble() * 1e-6,
              json.path("failures").asDouble(),
              json.path("cloud").asDouble(),
              json.path("processing_s").asDouble(),
              json.path("telemetry_s").asDouble(),
              outages),
          path(json, "clouds"),
          path(json, "land"),
          json.path("collection").asText());
    } catch (JacksonException e) {
      throw new MissionException(
          MissionException.Key.SETTING,
          "The file " + file + " is not JSON: " + e.getOriginalMessage() + ".",
          e);
    }
  }

  private static Optional<Path> path(JsonNode json, String name) {
    return json.hasNonNull(name) ? Optional.of(Path.of(json.get(name).asText())) : Optional.empty();
  }

  /** Writes them, all of them or nothing. */
  void write(Path workspace) throws IOException {
    ObjectNode json =
        MAPPER
            .createObjectNode()
            .put("seed", options.seed())
            .put("pointing_urad", Math.rint(options.pointing() * 1e12) / 1e6)
            .put("failures", options.failures())
            .put("cloud", options.cloud())
            .put("processing_s", options.processing())
            .put("telemetry_s", options.step())
            .put("collection", collection);
    clouds.ifPresent(p -> json.put("clouds", p.toAbsolutePath().normalize().toString()));
    land.ifPresent(p -> json.put("land", p.toAbsolutePath().normalize().toString()));
    ArrayNode outages = json.putArray("outages");
    for (SegmentOptions.Outage each : options.outages()) {
      outages.addObject().put("satellite", each.satellite()).put("from", each.from().text(9));
    }
    WholeFile.write(file(workspace), json.toPrettyString() + "\n");
  }

  CloudForecast forecast() {
    return clouds.<CloudForecast>map(CloudGrid::read).orElse(CloudForecast.NONE);
  }

  MissionSettings with(SegmentOptions others) {
    return new MissionSettings(others, clouds, land, collection);
  }

  MissionSettings under(Path forecast) {
    return new MissionSettings(options, Optional.of(forecast), land, collection);
  }

  MissionSettings over(Path series, String into) {
    return new MissionSettings(options, clouds, Optional.of(series), into);
  }
}
