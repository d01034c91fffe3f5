// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.segment;

import java.util.List;
import java.util.Optional;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.orbit.Time;

/**
 * What the simulated satellites are like beyond what the constellation says.
 *
 * @param seed of everything random
 * @param pointing standard deviation of the error of the line of sight about each of roll and pitch
 *     (rad), 0 to 1e-3
 * @param failures share of the acquisitions that give no image, 0 to 1
 * @param cloud cloud fraction where there is no forecast, 0 to 1
 * @param processing from the end of a downlink until the image is a product (s), 0 or more
 * @param step between two lines of telemetry (s), 1 to 3600
 * @param outages satellites that fail
 */
public record SegmentOptions(
    long seed,
    double pointing,
    double failures,
    double cloud,
    double processing,
    double step,
    List<Outage> outages) {

  /**
   * A satellite that is lost with all that is aboard.
   *
   * @param satellite id
   * @param from when
   */
  public record Outage(String satellite, Time from) {}

  public SegmentOptions {
    within("pointing error", pointing, 0, 1e-3, "rad");
    within("share of failures", failures, 0, 1, "");
    within("cloud fraction", cloud, 0, 1, "");
    within("time for processing", processing, 0, 864_000, "s");
    within("step of telemetry", step, 1, 3600, "s");
    outages = List.copyOf(outages);
  }

  /**
   * 12 microradians (8 m on the ground below), one image in 100 lost, 40 % cloud where nothing is
   * forecast, half an hour until a product, a line of telemetry a minute.
   */
  public static SegmentOptions defaults() {
    return new SegmentOptions(1, 12e-6, 0.01, 0.4, 1800, 60, List.of());
  }

  private static void within(String what, double value, double min, double max, String unit) {
    if (!(value >= min && value <= max)) {
      throw new MissionException(
          MissionException.Key.SETTING,
          "The "
              + what
              + " must be "
              + (min + " to " + max + " " + unit).strip()
              + ", not "
              + value
              + ".");
    }
  }

  public SegmentOptions withSeed(long other) {
    return new SegmentOptions(other, pointing, failures, cloud, processing, step, outages);
  }

  public SegmentOptions withPointing(double radians) {
    return new SegmentOptions(seed, radians, failures, cloud, processing, step, outages);
  }

  public SegmentOptions withFailures(double share) {
    return new SegmentOptions(seed, pointing, share, cloud, processing, step, outages);
  }

  public SegmentOptions withCloud(double fraction) {
    return new SegmentOptions(seed, pointing, failures, fraction, processing, step, outages);
  }

  public SegmentOptions withOutages(List<Outage> others) {
    return new SegmentOptions(seed, pointing, failures, cloud, processing, step, others);
  }

  /** When a satellite fails, the first time. */
  public Optional<Time> outage(String satellite) {
    return outages.stream()
        .filter(o -> o.satellite().equals(satellite))
        .map(Outage::from)
        .min(Time::compareTo);
  }
}
