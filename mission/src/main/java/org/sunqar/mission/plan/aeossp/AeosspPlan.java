// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.aeossp;

import java.util.ArrayList;
import java.util.List;
import org.sunqar.mission.orbit.Time;

/** The observations that are planned. */
public record AeosspPlan(List<Observation> observations) {

  /**
   * A satellite looks at a target.
   *
   * @param start seconds after the start of the horizon
   * @param end seconds after the start of the horizon
   */
  public record Observation(String satellite, String task, int start, int end) {}

  public AeosspPlan {
    observations = List.copyOf(observations);
  }

  /** As JSON, in the benchmark's form. */
  public String text(AeosspCase problem) {
    StringBuilder text = new StringBuilder("{\"actions\":[");
    for (Observation one : observations) {
      text.append(text.charAt(text.length() - 1) == '[' ? "\n" : ",\n")
          .append("{\"type\":\"observation\",\"satellite_id\":")
          .append(quoted(one.satellite()))
          .append(",\"task_id\":")
          .append(quoted(one.task()))
          .append(",\"start_time\":")
          .append(quoted(problem.start().plus(one.start()).text(0)))
          .append(",\"end_time\":")
          .append(quoted(problem.start().plus(one.end()).text(0)))
          .append('}');
    }
    return text.append("\n]}\n").toString();
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append("\\u%04x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  /**
   * Reads what {@link #text} writes.
   *
   * @param where for messages
   */
  static AeosspPlan parse(String where, String text, Time start) {
    List<Observation> all = new ArrayList<>();
    for (YamlFields one : YamlFields.parse(where, text).sections("actions")) {
      if (!one.text("type").equals("observation")) {
        throw YamlFields.problem(one.where() + ": an action must be an observation");
      }
      all.add(
          new Observation(
              one.text("satellite_id"),
              one.text("task_id"),
              AeosspReader.seconds(one, "start_time", start),
              AeosspReader.seconds(one, "end_time", start)));
    }
    return new AeosspPlan(all);
  }
}
