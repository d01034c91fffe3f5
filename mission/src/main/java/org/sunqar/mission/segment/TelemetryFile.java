// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.segment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/**
 * Telemetry as lines of JSON, one for each instant, with units in the names:
 *
 * <pre>{"time":"2026-04-14T05:30:00.000Z","satellite":"dala-1","longitude_deg":71.43,
 *  "latitude_deg":51.13,"roll_deg":-12.5,"pitch_deg":3.1,"yaw_deg":0,"memory_gbit":88.4,"energy_wh":1412.7,
 *  "sunlit":true,"duty":0.12,"activity":"image"}</pre>
 */
final class TelemetryFile {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private TelemetryFile() {}

  static String lines(String satellite, List<Telemetry> telemetry) {
    StringBuilder text = new StringBuilder();
    for (Telemetry each : telemetry) {
      ObjectNode line =
          MAPPER
              .createObjectNode()
              .put("time", each.time().toString())
              .put("satellite", satellite)
              .put("longitude_deg", rounded(each.below().longitudeDegrees(), 1e5))
              .put("latitude_deg", rounded(each.below().latitudeDegrees(), 1e5))
              .put("roll_deg", rounded(Math.toDegrees(each.attitude().roll()), 1e4))
              .put("pitch_deg", rounded(Math.toDegrees(each.attitude().pitch()), 1e4))
              .put("yaw_deg", rounded(Math.toDegrees(each.attitude().yaw()), 1e4))
              .put("memory_gbit", rounded(each.memory() / 1e9, 1e4))
              .put("energy_wh", rounded(each.energy() / 3600, 1e3))
              .put("sunlit", each.sunlit())
              .put("duty", rounded(each.duty(), 1e4))
              .put("activity", each.activity().name().toLowerCase(Locale.ROOT));
      text.append(line).append('\n');
    }
    return text.toString();
  }

  private static double rounded(double value, double parts) {
    return Math.rint(value * parts) / parts;
  }
}
