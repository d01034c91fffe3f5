// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.story;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.sunqar.analysis.cube.DecimalYear;
import org.sunqar.analysis.detect.BfastMonitor;
import org.sunqar.analysis.detect.BfastMonitorOptions;
import org.sunqar.analysis.detect.BfastMonitorResult;
import org.sunqar.analysis.detect.HarmonicDesign;
import org.sunqar.analysis.detect.Series;
import org.sunqar.analysis.kernel.BreakEvidence;
import org.sunqar.analysis.kernel.BreakEvidence.Scatter;

/**
 * What BFAST Monitor sees in a series, computed in float64. The same model and the same evidence as
 * in the run of a watch, which works in float32: where they differ in the last digits, so may a
 * date that hangs on them. Nothing is expected before the stable history begins.
 */
final class BfastTeller implements SeriesTeller {

  private final BfastMonitorOptions options;
  private final Timeline timeline;
  private final List<Float> regional;

  BfastTeller(BfastMonitorOptions options, Timeline timeline, List<Float> regional) {
    this.options = options;
    this.timeline = timeline;
    this.regional = List.copyOf(regional);
  }

  @Override
  public SeriesStory tell(double[] values) {
    List<LocalDate> days = timeline.days();
    int[] valid = IntStream.range(0, values.length).filter(t -> !Double.isNaN(values[t])).toArray();
    BfastMonitorResult result = monitor(values, valid);
    if (result.fit().isEmpty()) {
      return SeriesStory.withoutModel(days.getFirst());
    }
    BfastMonitorResult.Fit fit = result.fit().get();
    float[] residuals = residuals(fit, values);
    int from = timeline.historyDates();
    Scatter scatter = Scatter.trimmed(residuals, from, (float) fit.model().sigma());
    BreakEvidence evidence =
        result.hasBreak() ? evidence(residuals, from, scatter) : BreakEvidence.NONE;
    int changeDate = from + evidence.runDate();
    Optional<LocalDate> change =
        evidence.runDate() < 0 ? Optional.empty() : Optional.of(days.get(changeDate));
    Optional<LocalDate> lastBefore =
        Arrays.stream(valid).filter(t -> t < changeDate).max().stream()
            .mapToObj(days::get)
            .findFirst();
    Optional<LocalDate> confirmed =
        result.breakTime().stream().mapToObj(time -> days.get(dateOf(valid, time))).findFirst();
    LocalDate historyStart = days.get(dateOf(valid, fit.history().start()));
    return new SeriesStory(
        day -> expected(fit, historyStart, scatter, day),
        historyStart,
        change,
        confirmed,
        lastBefore,
        Double.isFinite(result.magnitude())
            ? OptionalDouble.of(result.magnitude())
            : OptionalDouble.empty(),
        OptionalDouble.empty(),
        evidence);
  }

  private BfastMonitorResult monitor(double[] values, int[] valid) {
    Series series =
        new Series(
            "place",
            DecimalYear.SLOTS,
            timeline.year(0),
            Arrays.stream(valid).mapToDouble(timeline::year).toArray(),
            Arrays.stream(valid).mapToDouble(t -> values[t]).toArray());
    return new BfastMonitor(options).detect(series, DecimalYear.of(timeline.monitorFrom()));
  }

  /** The first observation at a time. */
  private int dateOf(int[] valid, double time) {
    return Arrays.stream(valid)
        .filter(t -> timeline.year(t) == time)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no observation at " + time));
  }

  private float[] residuals(BfastMonitorResult.Fit fit, double[] values) {
    HarmonicDesign design = options.design(DecimalYear.SLOTS);
    float[] residuals = new float[values.length];
    for (int t = 0; t < values.length; t++) {
      residuals[t] =
          timeline.year(t) < fit.history().start()
              ? Float.NaN
              : (float) (values[t] - fit.model().at(design, timeline.year(t), timeline.year(0)));
    }
    return residuals;
  }

  private BreakEvidence evidence(float[] residuals, int from, Scatter scatter) {
    float[] departures = new float[residuals.length - from];
    float[] common = new float[departures.length];
    for (int t = 0; t < departures.length; t++) {
      departures[t] = (residuals[from + t] - scatter.centre()) / scatter.scatter();
      common[t] = t < regional.size() ? regional.get(t) : 0;
    }
    return BreakEvidence.of(departures, common);
  }

  private Optional<FitPoint> expected(
      BfastMonitorResult.Fit fit, LocalDate historyStart, Scatter scatter, LocalDate day) {
    if (day.isBefore(historyStart)) {
      return Optional.empty();
    }
    double half = BreakEvidence.FENCE * scatter.scatter();
    double value =
        fit.model().at(options.design(DecimalYear.SLOTS), DecimalYear.of(day), timeline.year(0));
    return Double.isFinite(value)
        ? Optional.of(new FitPoint(day, value, value - half, value + half))
        : Optional.empty();
  }
}
