// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.story;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.sunqar.analysis.detect.online.OnlineDetector;
import org.sunqar.analysis.detect.online.PixelEvidence;
import org.sunqar.analysis.detect.online.PixelState;
import org.sunqar.analysis.detect.online.SceneTime;
import org.sunqar.analysis.kernel.BreakEvidence;

/**
 * What a detector that keeps a state sees in a series: the history is fitted, and all later scenes
 * are taken one by one, as a watch does. The state of a watch is not read, which has no values of
 * the past.
 *
 * <p>The line is the expectation that the fit gives, and the band three scatters of the history on
 * either side: what the rule of a detector makes of a departure is its own affair. Of a baseline it
 * is the quantile that departures are measured from, which most of the past lies above.
 */
final class OnlineTeller implements SeriesTeller {

  /** Pixels of a block; the first one is ours. */
  private static final int BLOCK = 16;

  private static final float BAND = 3;

  private final OnlineDetector detector;
  private final Timeline timeline;
  private final List<Float> regional;

  OnlineTeller(OnlineDetector detector, Timeline timeline, List<Float> regional) {
    this.detector = detector;
    this.timeline = timeline;
    this.regional = List.copyOf(regional);
  }

  @Override
  public SeriesStory tell(double[] values) {
    PixelState state = new PixelState(detector.layout(timeline.historyDates()), BLOCK);
    fit(values, state);
    update(values, state);
    PixelEvidence evidence = detector.evidence(state, 0);
    boolean changed =
        switch (evidence.status()) {
          case PROVISIONAL, CONFIRMED -> true;
          case NO_MODEL, NOTHING -> false; // what it suspects is no change yet
        };
    Optional<LocalDate> first = changed ? day(evidence.firstDay()) : Optional.empty();
    Optional<LocalDate> before =
        first.flatMap(change ->
            IntStream.range(0, values.length)
                .filter(t -> !Double.isNaN(values[t]))
                .mapToObj(timeline.days()::get)
                .filter(day -> day.isBefore(change))
                .reduce((_, later) -> later));
    return new SeriesStory(
        day -> expected(state, day), // updates leave the model as it is
        timeline.days().getFirst(),
        first,
        changed ? day(evidence.detectionDay()) : Optional.empty(),
        before,
        changed ? finite(evidence.magnitude()) : OptionalDouble.empty(),
        changed ? finite(evidence.probability()) : OptionalDouble.empty(),
        BreakEvidence.NONE);
  }

  private static OptionalDouble finite(float value) {
    return Float.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  private static Optional<LocalDate> day(OptionalInt day) {
    return day.stream().mapToObj(LocalDate::ofEpochDay).findFirst();
  }

  private void fit(double[] values, PixelState state) {
    int history = timeline.historyDates();
    float[] block = new float[history * BLOCK];
    Arrays.fill(block, Float.NaN);
    for (int t = 0; t < history; t++) {
      block[t * BLOCK] = (float) values[t];
    }
    detector.fit(Arrays.copyOf(timeline.years(), history)).fit(block, 0, state, 0, BLOCK);
  }

  private void update(double[] values, PixelState state) {
    int history = timeline.historyDates();
    float[] scene = new float[BLOCK];
    for (int t = history; t < values.length; t++) {
      Arrays.fill(scene, Float.NaN);
      scene[0] = (float) values[t];
      float common = t - history < regional.size() ? regional.get(t - history) : 0;
      SceneTime time = SceneTime.of(timeline.days().get(t));
      detector.update(state, 0, BLOCK, scene, 0, time, common);
    }
  }

  /**
   * The expectation on a day. A departure is (value - expected) / scatter, so those of 0 and of 1
   * tell both.
   */
  private Optional<FitPoint> expected(PixelState state, LocalDate day) {
    double ofZero = departure(state, day, 0);
    double scatter = 1 / (departure(state, day, 1) - ofZero);
    double expected = -ofZero * scatter;
    return Double.isFinite(expected)
        ? Optional.of(
            new FitPoint(day, expected, expected - BAND * scatter, expected + BAND * scatter))
        : Optional.empty();
  }

  private double departure(PixelState state, LocalDate day, float value) {
    float[] values = new float[BLOCK];
    float[] departures = new float[BLOCK];
    Arrays.fill(values, value);
    detector.departures(state, 0, BLOCK, values, 0, SceneTime.of(day), departures);
    return departures[0];
  }
}
