// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.sunqar.analysis.cube.Cube;
import org.sunqar.analysis.detect.online.OnlineDetector;
import org.sunqar.analysis.detect.online.PixelEvidence;
import org.sunqar.analysis.detect.online.PixelState;
import org.sunqar.analysis.detect.online.SceneTime;
import org.sunqar.analysis.kernel.BreakEvidence;
import org.sunqar.app.report.SeriesContent.FitPoint;

/**
 * What a detector that keeps a state saw in a pixel: its history is fitted again from the scenes,
 * and all later scenes are taken one by one, as the watch did. The state itself is not read, which
 * has no values of the past.
 *
 * <p>The line is the expectation that the fit gives, and the band three scatters of the history on
 * either side: what the rule of a detector makes of a departure is its own affair. Of a baseline it
 * is the quantile that departures are measured from, which most of the past lies above.
 */
final class OnlineTeller implements PixelTeller {

  /** Pixels of a block; the first one is ours. */
  private static final int BLOCK = 16;

  /** Days between the points of the season line. */
  private static final int STEP = 8;

  private static final float BAND = 3;

  private final OnlineDetector detector;
  private final int history;
  private final LocalDate monitorFrom;
  private final List<Float> regional;
  private final String quantity;
  private final double[] years;
  private final PixelReader reader;

  /**
   * A teller.
   *
   * @param regional what is common to the region, in scatters, by monitoring date
   */
  OnlineTeller(
      Cube cube,
      OnlineDetector detector,
      LocalDate monitorFrom,
      List<Float> regional,
      String quantity) {
    this.detector = detector;
    this.monitorFrom = monitorFrom;
    this.history = cube.datesBefore(monitorFrom);
    this.regional = List.copyOf(regional);
    this.quantity = quantity;
    this.years = cube.decimalYears();
    this.reader = new PixelReader(cube);
  }

  @Override
  public Optional<PixelStory> tell(int col, int row) {
    PixelReader.Values pixel = reader.read(col, row);
    if (pixel.observations().isEmpty()) {
      return Optional.empty();
    }
    PixelState state = new PixelState(detector.layout(history), BLOCK);
    double[] values = pixel.clear();
    fit(values, state);
    List<FitPoint> line = line(state);
    update(values, state);
    PixelEvidence evidence = detector.evidence(state, 0);
    Optional<LocalDate> first = day(evidence.firstDay());
    Optional<LocalDate> sure =
        day(evidence.detectionDay()).filter(date -> first.isEmpty() || date.isAfter(first.get()));
    Optional<LocalDate> before =
        first.flatMap(change ->
            IntStream.range(0, years.length)
                .filter(t -> !Double.isNaN(values[t]))
                .mapToObj(reader.days()::get)
                .filter(day -> day.isBefore(change))
                .reduce((_, later) -> later));
    return Optional.of(
        new PixelStory(
            new SeriesContent(
                quantity,
                pixel.observations(),
                line,
                "within 3 scatters",
                reader.days().getFirst(),
                monitorFrom,
                first,
                sure),
            BreakEvidence.NONE,
            first,
            before));
  }

  private static Optional<LocalDate> day(OptionalInt day) {
    return day.stream().mapToObj(LocalDate::ofEpochDay).findFirst();
  }

  private void fit(double[] values, PixelState state) {
    float[] block = new float[Math.max(1, history) * BLOCK];
    Arrays.fill(block, Float.NaN);
    for (int t = 0; t < history; t++) {
      block[t * BLOCK] = (float) values[t];
    }
    detector.fit(Arrays.copyOf(years, history)).fit(block, 0, state, 0, BLOCK);
  }

  private void update(double[] values, PixelState state) {
    float[] scene = new float[BLOCK];
    for (int t = history; t < values.length; t++) {
      Arrays.fill(scene, Float.NaN);
      scene[0] = (float) values[t];
      float common = t - history < regional.size() ? regional.get(t - history) : 0;
      detector.update(state, 0, BLOCK, scene, 0, SceneTime.of(reader.days().get(t)), common);
    }
  }

  /**
   * The expectation from the first to the last scene. A departure is (value - expected) / scatter,
   * so those of 0 and of 1 tell both; no line where the history carries no model.
   */
  private List<FitPoint> line(PixelState state) {
    List<FitPoint> line = new ArrayList<>();
    float[] probe = new float[BLOCK];
    LocalDate last = reader.days().getLast();
    LocalDate day = reader.days().getFirst();
    while (!day.isAfter(last)) {
      double ofZero = departure(state, day, 0, probe);
      double scatter = 1 / (departure(state, day, 1, probe) - ofZero);
      double expected = -ofZero * scatter;
      if (Double.isFinite(expected)) {
        line.add(new FitPoint(day, expected, expected - BAND * scatter, expected + BAND * scatter));
      }
      LocalDate next = day.plusDays(STEP);
      day = day.isBefore(last) && next.isAfter(last) ? last : next;
    }
    return line;
  }

  private double departure(PixelState state, LocalDate day, float value, float[] probe) {
    float[] values = new float[BLOCK];
    Arrays.fill(values, value);
    detector.departures(state, 0, BLOCK, values, 0, SceneTime.of(day), probe);
    return probe[0];
  }

  @Override
  public void close() {
    reader.close();
  }
}
