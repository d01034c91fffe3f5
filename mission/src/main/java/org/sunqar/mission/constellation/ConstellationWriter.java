// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.constellation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.sunqar.mission.orbit.OrbitSource;

/**
 * Writes what {@link ConstellationJson} reads. Angles are rounded to 1e-9 degrees, so that they
 * come back as they were.
 */
final class ConstellationWriter {

  private ConstellationWriter() {}

  static String write(ObjectMapper mapper, Constellation constellation) {
    ObjectNode all = mapper.createObjectNode();
    ArrayNode members = all.putArray("members");
    for (Member member : constellation.members()) {
      members
          .addObject()
          .put("id", member.id())
          .put("name", member.name())
          .put("share", member.share());
    }
    ArrayNode satellites = all.putArray("satellites");
    for (Satellite satellite : constellation.satellites()) {
      satellite(satellites.addObject(), satellite);
    }
    ArrayNode stations = all.putArray("stations");
    for (GroundStation station : constellation.stations()) {
      station(stations.addObject(), station);
    }
    try {
      return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static double degrees(double radians) {
    return Math.rint(Math.toDegrees(radians) * 1e9) / 1e9;
  }

  private static void satellite(ObjectNode node, Satellite satellite) {
    node.put("id", satellite.id()).put("name", satellite.name()).put("owner", satellite.owner());
    orbit(node.putObject("orbit"), satellite.orbit());
    Satellite.Platform platform = satellite.platform();
    ObjectNode agility = node.putObject("agility");
    axis(agility.putObject("roll"), platform.agility().roll());
    axis(agility.putObject("pitch"), platform.agility().pitch());
    axis(agility.putObject("yaw"), platform.agility().yaw());
    agility.put("max_off_nadir_deg", degrees(platform.agility().maxOffNadir()));
    node.putObject("recorder")
        .put("memory_gbit", platform.recorder().memory() / 1e9)
        .put("downlink_rate_mbit_per_s", platform.recorder().downlinkRate() / 1e6);
    Power power = platform.power();
    node.putObject("power")
        .put("battery_wh", power.battery() / 3600)
        .put("charge_w", power.charge())
        .put("idle_w", power.idle())
        .put("imaging_w", power.imaging())
        .put("slew_w", power.slew())
        .put("downlink_w", power.downlink());
    node.putObject("duty_cycle")
        .put("imaging_s", platform.dutyCycle().imagingSeconds())
        .put("period_s", platform.dutyCycle().periodSeconds());
    ArrayNode instruments = node.putArray("instruments");
    for (Instrument instrument : satellite.instruments()) {
      instrument(instruments.addObject(), instrument);
    }
  }

  private static void orbit(ObjectNode node, OrbitSource orbit) {
    String name = orbit.format().name().toLowerCase(Locale.ROOT);
    if (orbit.format() == OrbitSource.Format.TLE) {
      ArrayNode lines = node.putArray(name);
      orbit.text().lines().forEach(lines::add);
    } else {
      node.put(name, orbit.text());
    }
  }

  private static void axis(ObjectNode node, Axis axis) {
    node.put("max_rate_deg_per_s", degrees(axis.maxRate()))
        .put("max_acceleration_deg_per_s2", degrees(axis.maxAcceleration()))
        .put("settling_s", axis.settling());
  }

  private static void instrument(ObjectNode node, Instrument instrument) {
    node.put("id", instrument.id())
        .put("swath_m", instrument.swath())
        .put("reference_height_m", instrument.referenceHeight())
        .put("stereo", instrument.stereo());
    ArrayNode modes = node.putArray("modes");
    for (ImagingMode mode : instrument.modes()) {
      modes
          .addObject()
          .put("kind", mode.kind().name())
          .put("ground_sampling_m", mode.groundSampling())
          .put("data_rate_mbit_per_s", mode.dataRate() / 1e6);
    }
  }

  private static void station(ObjectNode node, GroundStation station) {
    node.put("id", station.id())
        .put("name", station.name())
        .put("owner", station.owner())
        .put("longitude_deg", degrees(station.place().longitude()))
        .put("latitude_deg", degrees(station.place().latitude()))
        .put("altitude_m", station.place().altitude());
    ElevationMask mask = station.mask();
    if (mask.corners().size() == 1) {
      node.put("mask_deg", degrees(mask.corners().getFirst().elevation()));
    } else {
      ArrayNode corners = node.putArray("mask_deg");
      for (ElevationMask.Corner corner : mask.corners()) {
        corners
            .addObject()
            .put("azimuth", degrees(corner.azimuth()))
            .put("elevation", degrees(corner.elevation()));
      }
    }
    ArrayNode antennas = node.putArray("antennas");
    station.antennas().forEach(antennas::add);
  }
}
