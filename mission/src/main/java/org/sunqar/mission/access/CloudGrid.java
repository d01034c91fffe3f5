// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.access;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.sunqar.mission.BroughtText;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.orbit.GroundPoint;
import org.sunqar.mission.orbit.Time;

/**
 * A cloud forecast on a grid, from a JSON file:
 *
 * <pre>{"west": 46, "south": 40, "step": 0.5, "columns": 83, "rows": 31,
 *  "start": "2026-04-14T00:00:00Z", "hours": 3, "fraction": [[0.1, 0.4, ...], ...]}</pre>
 *
 * <p>{@code west} and {@code south} are the centre of the first cell and {@code step} the distance
 * of centres in degrees; {@code fraction} has one list per time, every {@code hours} from {@code
 * start}, each row by row from the south, each row from the west. Values are linear between centres
 * and times; null is no forecast. {@code "issued"} may say when the forecast was made; without it
 * that is {@code start}.
 */
public final class CloudGrid implements CloudForecast {

  /** What it is, for messages. */
  static final String WHAT = "cloud forecast";

  private static final long LARGEST = 50_000_000;

  private final double west;
  private final double south;
  private final double step;
  private final int columns;
  private final int rows;
  private final Time start;
  private final Time issued;
  private final double seconds;
  private final float[][] fraction;

  private CloudGrid(JsonNode json) {
    west = number(json, "west", -180, 360);
    south = number(json, "south", -90, 90);
    step = number(json, "step", 1e-3, 30);
    columns = (int) number(json, "columns", 2, 360_000);
    rows = (int) number(json, "rows", 2, 180_000);
    start = Time.parse(json.path("start").asText());
    issued = json.has("issued") ? Time.parse(json.path("issued").asText()) : start;
    seconds = number(json, "hours", 1e-2, 1000) * 3600;
    JsonNode times = json.path("fraction");
    if (!times.isArray() || times.isEmpty()) {
      throw bad("fraction must be a list of at least one list");
    }
    if ((long) columns * rows * times.size() > LARGEST) {
      throw bad("it has more than " + LARGEST + " values");
    }
    fraction = new float[times.size()][];
    for (int k = 0; k < fraction.length; k++) {
      fraction[k] = values(times.get(k), k);
    }
  }

  /**
   * Reads a file.
   *
   * @throws MissionException NOT_FOUND or IO when it cannot be read, SETTING when it is malformed
   */
  public static CloudGrid read(Path file) {
    return parse(BroughtText.read(file, WHAT), file);
  }

  /** Reads the text of a file. */
  static CloudGrid parse(String text, Path file) {
    try {
      return new CloudGrid(new ObjectMapper().readTree(text));
    } catch (JacksonException e) {
      throw new MissionException(
          MissionException.Key.SETTING,
          "The cloud forecast " + file + " is not JSON: " + e.getOriginalMessage() + ".",
          e);
    }
  }

  /** When it was made. */
  public Time issued() {
    return issued;
  }

  /** The first time for which it says something. */
  public Time start() {
    return start;
  }

  /** The last time for which it says something. */
  public Time end() {
    return start.plus((fraction.length - 1) * seconds);
  }

  /** Hours from its making to an instant, not below 0. */
  public double ageHours(Time now) {
    return Math.max(0, now.since(issued)) / 3600;
  }

  /** The centres of its outer cells, in degrees. */
  public record Extent(double west, double south, double east, double north) {}

  /** Where it says something. */
  public Extent extent() {
    return new Extent(west, south, west + (columns - 1) * step, south + (rows - 1) * step);
  }

  private static MissionException bad(String reason) {
    return new MissionException(
        MissionException.Key.SETTING, "The cloud forecast cannot be used: " + reason + ".");
  }

  private static double number(JsonNode json, String name, double min, double max) {
    JsonNode node = json.path(name);
    if (!node.isNumber() || node.doubleValue() < min || node.doubleValue() > max) {
      throw bad(name + " must be a number from " + min + " to " + max);
    }
    return node.doubleValue();
  }

  private float[] values(JsonNode list, int time) {
    if (list.size() != columns * rows) {
      throw bad(
          "fraction[" + time + "] has " + list.size() + " values in place of " + columns * rows);
    }
    float[] values = new float[list.size()];
    for (int i = 0; i < values.length; i++) {
      JsonNode node = list.get(i);
      float value = node.isNull() ? Float.NaN : (float) node.asDouble(-1);
      if (value < 0 || value > 1) {
        throw bad("fraction[" + time + "][" + i + "] must be a number from 0 to 1 or null");
      }
      values[i] = value;
    }
    return values;
  }

  @Override
  public OptionalDouble fraction(GroundPoint place, Time time) {
    double east = place.longitudeDegrees() - west;
    double x = (east - 360 * Math.floor(east / 360)) / step;
    double y = (place.latitudeDegrees() - south) / step;
    double t = time.since(start) / seconds;
    if (!(x <= columns - 1 && y >= 0 && y <= rows - 1 && t >= 0 && t <= fraction.length - 1)) {
      return OptionalDouble.empty();
    }
    int k = Math.min((int) t, fraction.length - 1);
    double first = at(fraction[k], x, y);
    double value =
        k + 1 < fraction.length ? first + (t - k) * (at(fraction[k + 1], x, y) - first) : first;
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private double at(float[] values, double x, double y) {
    int i = Math.min((int) x, columns - 2);
    int j = Math.min((int) y, rows - 2);
    double fx = x - i;
    double fy = y - j;
    int a = j * columns + i;
    double lower = values[a] + fx * (values[a + 1] - values[a]);
    double upper = values[a + columns] + fx * (values[a + columns + 1] - values[a + columns]);
    return lower + fy * (upper - lower);
  }
}
