// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.aeossp;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.plan.aeossp.AeosspCase.Attitude;
import org.sunqar.mission.plan.aeossp.AeosspCase.Power;
import org.sunqar.mission.plan.aeossp.AeosspCase.Satellite;
import org.sunqar.mission.plan.aeossp.AeosspCase.Task;

/** Reads the folder of a case: mission.yaml, satellites.yaml and tasks.yaml. */
public final class AeosspReader {

  private static final int LONGEST_HORIZON = 31 * 86_400;
  private static final int MOST_SAMPLES = 1_000_000;

  private AeosspReader() {}

  /**
   * @throws MissionException NOT_FOUND, IO, or PROBLEM with the place that is malformed
   */
  public static AeosspCase read(Path folder) {
    YamlFields mission = YamlFields.read(folder.resolve("mission.yaml")).section("mission");
    Time start = time(mission, "horizon_start");
    int seconds = seconds(mission, "horizon_end", start);
    if (seconds <= 0 || seconds > LONGEST_HORIZON) {
      throw YamlFields.problem(
          mission.where() + ": the horizon must end after it starts, and within 31 days");
    }
    int action = step(mission, "action_time_step_s", seconds);
    int geometry = step(mission, "geometry_sample_step_s", seconds);
    int resource = step(mission, "resource_sample_step_s", seconds);
    return new AeosspCase(
        start,
        seconds,
        action,
        geometry,
        resource,
        satellites(YamlFields.read(folder.resolve("satellites.yaml"))),
        tasks(YamlFields.read(folder.resolve("tasks.yaml")), start));
  }

  private static int step(YamlFields mission, String name, int horizon) {
    int step = mission.whole(name, 1, 3600);
    if (horizon % step != 0 || horizon / step > MOST_SAMPLES) {
      throw YamlFields.problem(
          "%s: %s of %d does not divide the horizon of %d s into at most %d parts"
              .formatted(mission.where(), name, step, horizon, MOST_SAMPLES));
    }
    return step;
  }

  private static List<Satellite> satellites(YamlFields document) {
    List<Satellite> all = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (YamlFields one : document.sections("satellites")) {
      String id = unique(one, "satellite_id", ids);
      YamlFields attitude = one.section("attitude_model");
      YamlFields power = one.section("resource_model");
      all.add(
          new Satellite(
              id,
              one.text("tle_line1"),
              one.text("tle_line2"),
              one.section("sensor").text("sensor_type"),
              new Attitude(
                  attitude.number("max_slew_velocity_deg_per_s", 1e-6, 1e6),
                  attitude.number("max_slew_acceleration_deg_per_s2", 1e-6, 1e6),
                  attitude.number("settling_time_s", 0, 1e5),
                  attitude.number("max_off_nadir_deg", 0, 90)),
              new Power(
                  power.number("battery_capacity_wh", 0, 1e9),
                  power.number("initial_battery_wh", 0, 1e9),
                  power.number("idle_power_w", 0, 1e9),
                  power.number("imaging_power_w", 0, 1e9),
                  power.number("slew_power_w", 0, 1e9),
                  power.number("sunlit_charge_power_w", 0, 1e9))));
    }
    return all;
  }

  private static List<Task> tasks(YamlFields document, Time start) {
    List<Task> all = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (YamlFields one : document.sections("tasks")) {
      all.add(
          new Task(
              unique(one, "task_id", ids),
              one.number("latitude_deg", -90, 90),
              one.number("longitude_deg", -360, 360),
              one.number("altitude_m", -12_000, 100_000),
              seconds(one, "release_time", start),
              seconds(one, "due_time", start),
              one.whole("required_duration_s", 1, LONGEST_HORIZON),
              one.text("required_sensor_type"),
              one.number("weight", 0, 1e9)));
    }
    return all;
  }

  private static String unique(YamlFields one, String name, Set<String> ids) {
    String id = one.text(name);
    if (!ids.add(id)) {
      throw YamlFields.problem("%s: %s '%s' is there twice".formatted(one.where(), name, id));
    }
    return id;
  }

  private static Time time(YamlFields one, String name) {
    try {
      return Time.parse(one.text(name));
    } catch (MissionException e) {
      throw new MissionException(
          MissionException.Key.PROBLEM,
          "%s: %s: %s".formatted(one.where(), name, e.getMessage()),
          e);
    }
  }

  /** Whole seconds after the start. */
  static int seconds(YamlFields one, String name, Time start) {
    double since = time(one, name).since(start);
    if (since != Math.rint(since) || Math.abs(since) > 1e9) {
      throw YamlFields.problem(
          "%s: %s must be whole seconds from the start of the horizon"
              .formatted(one.where(), name));
    }
    return (int) since;
  }
}
