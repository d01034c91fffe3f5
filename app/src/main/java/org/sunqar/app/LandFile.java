// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.simulate.Simulation;
import org.sunqar.analysis.simulate.SimulationOptions;

/**
 * What a simulated series was made from, in the file {@value #NAME} of its folder, so that more
 * scenes of the same land can be made later.
 */
final class LandFile {

  static final String NAME = "land.json";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private LandFile() {}

  /**
   * The real scene under a simulation.
   *
   * @param file its first six bands are blue, green, red, nir, swir16, swir22
   * @param date of it
   * @param scales reflectance = sample * scale + offset: one for each band, one for all, or none
   * @param offsets as many as there are scales
   */
  record Base(Path file, LocalDate date, List<Double> scales, List<Double> offsets) {

    Simulation simulation(SimulationOptions options) {
      return Simulation.of(BaseSceneReader.read(file, date, scales, offsets), options);
    }
  }

  static void write(Path folder, Base base, SimulationOptions options) throws IOException {
    ObjectNode json =
        MAPPER
            .createObjectNode()
            .put("base", base.file().toAbsolutePath().normalize().toString())
            .put("base_date", base.date().toString());
    base.scales().forEach(json.putArray("scales")::add);
    base.offsets().forEach(json.putArray("offsets")::add);
    json.put("from", options.from().toString())
        .put("to", options.to().toString())
        .put("monitor_from", options.monitorFrom().toString())
        .put("revisit_days", options.revisitDays())
        .put("clouds", options.meanCloudCover())
        .put("seed", options.seed())
        .put("events", options.events());
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(NAME), json.toPrettyString() + "\n");
  }

  /**
   * The land of a folder that a simulation was written into.
   *
   * @throws AnalysisException NOT_FOUND when it has no such file, SETTING when the file is
   *     malformed
   */
  static Simulation read(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      throw new AnalysisException(
          AnalysisException.Key.NOT_FOUND,
          "there is no " + file + "; 'sunqar simulate --out " + folder + "' makes one");
    }
    try {
      JsonNode json = MAPPER.readTree(Files.readString(file));
      Base base =
          new Base(
              Path.of(json.path("base").asText()),
              date(json, "base_date"),
              numbers(json.path("scales")),
              numbers(json.path("offsets")));
      return base.simulation(
          new SimulationOptions(
              date(json, "from"),
              date(json, "to"),
              date(json, "monitor_from"),
              json.path("revisit_days").asInt(),
              json.path("clouds").asDouble(),
              json.path("seed").asLong(),
              json.path("events").asInt()));
    } catch (com.fasterxml.jackson.core.JacksonException
        | java.time.DateTimeException
        | IllegalArgumentException e) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING, file + " is malformed: " + e.getMessage(), e);
    }
  }

  private static LocalDate date(JsonNode json, String name) {
    return LocalDate.parse(json.path(name).asText());
  }

  private static List<Double> numbers(JsonNode array) {
    List<Double> numbers = new ArrayList<>();
    array.forEach(each -> numbers.add(each.asDouble()));
    return numbers;
  }
}
