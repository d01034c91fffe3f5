// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.constellation;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.orbit.GroundPoint;
import org.sunqar.mission.orbit.OrbitSource;

/**
 * A constellation as JSON. Units are part of the names: degrees, seconds, metres, watts, watt
 * hours, megabits a second, gigabits. An orbit has one of {@code tle} (a list of two lines), {@code
 * omm}, {@code opm} or {@code oem} (the message), or {@code tle_file}, {@code omm_file}, {@code
 * opm_file}, {@code oem_file} (a path from the constellation's folder).
 */
public final class ConstellationJson {

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final double MEGA = 1e6;
  private static final double GIGA = 1e9;
  private static final double WATT_HOUR = 3600;
  private static final double HUGE = 1e12;

  private final Path folder;

  private ConstellationJson(Path folder) {
    this.folder = folder;
  }

  /**
   * Reads a file.
   *
   * @throws MissionException IO when it cannot be read, CONSTELLATION with the path of the first
   *     member that is wrong
   */
  public static Constellation read(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new MissionException(
          MissionException.Key.IO, "The constellation " + file + " cannot be read.", e);
    }
    return read(text, file.toAbsolutePath().resolveSibling(""));
  }

  /** Reads a text whose orbit files lie in a folder. */
  public static Constellation read(String text, Path folder) {
    try {
      return new ConstellationJson(folder).constellation(new Fields("", MAPPER.readTree(text)));
    } catch (JacksonException e) {
      throw new MissionException(
          MissionException.Key.CONSTELLATION,
          "The constellation is not JSON: " + e.getOriginalMessage() + ".",
          e);
    }
  }

  private Constellation constellation(Fields all) {
    List<Member> members = new ArrayList<>();
    for (Fields each : all.objects("members", 1)) {
      members.add(new Member(each.text("id"), each.text("name"), each.number("share", 0, 1)));
      each.end();
    }
    List<Satellite> satellites = new ArrayList<>();
    for (Fields each : all.objects("satellites", 0)) {
      satellites.add(satellite(each));
    }
    List<GroundStation> stations = new ArrayList<>();
    for (Fields each : all.objects("stations", 0)) {
      stations.add(station(each));
    }
    all.end();
    return new Constellation(members, satellites, stations);
  }

  private Satellite satellite(Fields each) {
    List<Instrument> instruments = new ArrayList<>();
    for (Fields instrument : each.objects("instruments", 1)) {
      instruments.add(instrument(instrument));
    }
    Satellite result =
        new Satellite(
            each.text("id"),
            each.text("name"),
            each.text("owner"),
            orbit(each.object("orbit")),
            new Satellite.Platform(
                agility(each.object("agility")),
                recorder(each.object("recorder")),
                power(each.object("power")),
                dutyCycle(each.object("duty_cycle"))),
            instruments);
    each.end();
    return result;
  }

  private OrbitSource orbit(Fields orbit) {
    List<String> names = new ArrayList<>();
    for (OrbitSource.Format format : OrbitSource.Format.values()) {
      names.add(format.name().toLowerCase(Locale.ROOT));
      names.add(format.name().toLowerCase(Locale.ROOT) + "_file");
    }
    String name =
        orbit
            .oneOf(names)
            .orElseThrow(() -> Fields.bad(orbit.path(), "must have exactly one of " + names));
    OrbitSource.Format format =
        OrbitSource.Format.valueOf(name.replace("_file", "").toUpperCase(Locale.ROOT));
    String text;
    if (name.endsWith("_file")) {
      text = file(orbit.path() + "." + name, orbit.text(name));
    } else if (format == OrbitSource.Format.TLE) {
      text = String.join("\n", orbit.texts(name, 2));
    } else {
      text = orbit.text(name);
    }
    orbit.end();
    return new OrbitSource(format, text);
  }

  private String file(String path, String name) {
    Path file = folder.resolve(name);
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new MissionException(
          MissionException.Key.IO,
          "The constellation's " + path + " " + file + " cannot be read.",
          e);
    }
  }

  private static Agility agility(Fields agility) {
    Agility result =
        new Agility(
            axis(agility.object("roll")),
            axis(agility.object("pitch")),
            axis(agility.object("yaw")),
            Math.toRadians(agility.number("max_off_nadir_deg", 0.1, 60)));
    agility.end();
    return result;
  }

  private static Axis axis(Fields axis) {
    Axis result =
        new Axis(
            Math.toRadians(axis.positive("max_rate_deg_per_s")),
            Math.toRadians(axis.positive("max_acceleration_deg_per_s2")),
            axis.number("settling_s", 0, 3600));
    axis.end();
    return result;
  }

  private static Recorder recorder(Fields recorder) {
    Recorder result =
        new Recorder(
            recorder.positive("memory_gbit") * GIGA,
            recorder.positive("downlink_rate_mbit_per_s") * MEGA);
    recorder.end();
    return result;
  }

  private static Power power(Fields power) {
    Power result =
        new Power(
            power.positive("battery_wh") * WATT_HOUR,
            power.number("charge_w", 0, HUGE),
            power.number("idle_w", 0, HUGE),
            power.number("imaging_w", 0, HUGE),
            power.number("slew_w", 0, HUGE),
            power.number("downlink_w", 0, HUGE));
    power.end();
    return result;
  }

  private static DutyCycle dutyCycle(Fields duty) {
    DutyCycle result = new DutyCycle(duty.positive("imaging_s"), duty.positive("period_s"));
    duty.end();
    return result;
  }

  private static Instrument instrument(Fields instrument) {
    List<ImagingMode> modes = new ArrayList<>();
    for (Fields mode : instrument.objects("modes", 1)) {
      modes.add(
          new ImagingMode(
              mode.choice("kind", ImagingMode.Kind.class),
              mode.positive("ground_sampling_m"),
              mode.positive("data_rate_mbit_per_s") * MEGA));
      mode.end();
    }
    Instrument result =
        new Instrument(
            instrument.text("id"),
            instrument.positive("swath_m"),
            instrument.number("reference_height_m", 100_000, 40_000_000),
            instrument.flag("stereo", false),
            modes);
    instrument.end();
    return result;
  }

  private static GroundStation station(Fields each) {
    GroundStation result =
        new GroundStation(
            each.text("id"),
            each.text("name"),
            each.text("owner"),
            GroundPoint.ofDegrees(
                each.number("longitude_deg", -180, 180),
                each.number("latitude_deg", -90, 90),
                each.number("altitude_m", -500, 9000)),
            mask(each),
            each.texts("antennas", 1));
    each.end();
    return result;
  }

  private static ElevationMask mask(Fields station) {
    if (station.isNumber("mask_deg")) {
      return ElevationMask.constant(Math.toRadians(station.number("mask_deg", 0, 89)));
    }
    List<ElevationMask.Corner> corners = new ArrayList<>();
    for (Fields corner : station.objects("mask_deg", 1)) {
      double azimuth = Math.toRadians(corner.number("azimuth", 0, 359.999999));
      if (!corners.isEmpty() && azimuth <= corners.getLast().azimuth()) {
        throw Fields.bad(corner.path() + ".azimuth", "must be larger than the one before");
      }
      corners.add(
          new ElevationMask.Corner(azimuth, Math.toRadians(corner.number("elevation", 0, 89))));
      corner.end();
    }
    return new ElevationMask(corners);
  }

  /** The JSON that {@link #read(String, Path)} reads; orbits are written in full, not as files. */
  public static String write(Constellation constellation) {
    return ConstellationWriter.write(MAPPER, constellation);
  }
}
