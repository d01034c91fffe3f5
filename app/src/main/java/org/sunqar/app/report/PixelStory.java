// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.sunqar.analysis.cube.Cube;
import org.sunqar.analysis.cube.DecimalYear;
import org.sunqar.analysis.detect.BfastMonitor;
import org.sunqar.analysis.detect.BfastMonitorOptions;
import org.sunqar.analysis.detect.BfastMonitorResult;
import org.sunqar.analysis.detect.HarmonicDesign;
import org.sunqar.analysis.detect.Series;
import org.sunqar.analysis.kernel.BreakEvidence;
import org.sunqar.analysis.kernel.BreakEvidence.Scatter;
import org.sunqar.app.report.SeriesContent.FitPoint;
import org.sunqar.app.report.SeriesContent.Observation;
import org.sunqar.raster.geo.Window;

/**
 * What BFAST Monitor saw in one pixel, computed again in float64 and told as a chart. The same
 * model and the same evidence as in the run, which works in float32: where they differ in the last
 * digits, so may a date that hangs on them.
 *
 * @param chart observations, season and dates
 * @param evidence of the break; {@link BreakEvidence#NONE} without one, and from detectors that
 *     keep a state
 * @param changeDate first observation of the longest run beyond the fence, or of the change that
 *     the state holds
 * @param lastBefore the clear observation before it
 */
record PixelStory(
    SeriesContent chart,
    BreakEvidence evidence,
    Optional<LocalDate> changeDate,
    Optional<LocalDate> lastBefore) {

  /** Days between the points of the season line. */
  private static final int STEP = 8;

  /** Makes stories of pixels of one cube; reads the files of the cube. */
  static final class Teller implements PixelTeller {
    private final BfastMonitorOptions options;
    private final LocalDate monitorFrom;
    private final List<Float> regional;
    private final String quantity;
    private final PixelReader reader;
    private final double[] times;
    private final List<LocalDate> days;

    Teller(
        Cube cube,
        BfastMonitorOptions options,
        LocalDate monitorFrom,
        List<Float> regional,
        String quantity) {
      this.regional = List.copyOf(regional);
      this.options = options;
      this.monitorFrom = monitorFrom;
      this.quantity = quantity;
      this.reader = new PixelReader(cube);
      this.times = cube.decimalYears();
      this.days = reader.days();
    }

    @Override
    public Optional<PixelStory> tell(int col, int row) {
      PixelReader.Values pixel = reader.read(col, row);
      return pixel.observations().isEmpty()
          ? Optional.empty()
          : Optional.of(tell(new Window(col, row, 1, 1), pixel.clear(), pixel.observations()));
    }

    private PixelStory tell(Window pixel, double[] values, List<Observation> observations) {
      int[] valid =
          java.util.stream.IntStream.range(0, values.length)
              .filter(t -> !Double.isNaN(values[t]))
              .toArray();
      Series series =
          new Series(
              pixel.col() + "," + pixel.row(),
              DecimalYear.SLOTS,
              times[0],
              Arrays.stream(valid).mapToDouble(t -> times[t]).toArray(),
              Arrays.stream(valid).mapToDouble(t -> values[t]).toArray());
      double start = DecimalYear.of(monitorFrom);
      BfastMonitorResult result = new BfastMonitor(options).detect(series, start);
      if (result.fit().isEmpty()) {
        return new PixelStory(
            chart(observations, List.of(), days.getFirst(), Optional.empty(), Optional.empty()),
            BreakEvidence.NONE,
            Optional.empty(),
            Optional.empty());
      }
      BfastMonitorResult.Fit fit = result.fit().get();
      float[] residuals = residuals(fit, values);
      int from = historyDates();
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
      return new PixelStory(
          chart(observations, line(fit, historyStart, scatter), historyStart, change, confirmed),
          evidence,
          change,
          lastBefore);
    }

    /** The first observation at a time. */
    private int dateOf(int[] valid, double time) {
      OptionalInt date = Arrays.stream(valid).filter(t -> times[t] == time).findFirst();
      return date.orElseThrow(() -> new IllegalStateException("no observation at " + time));
    }

    private int historyDates() {
      double start = DecimalYear.of(monitorFrom);
      return (int) Arrays.stream(times).filter(time -> time < start).count();
    }

    private float[] residuals(BfastMonitorResult.Fit fit, double[] values) {
      HarmonicDesign design = options.design(DecimalYear.SLOTS);
      float[] residuals = new float[values.length];
      for (int t = 0; t < values.length; t++) {
        residuals[t] =
            times[t] < fit.history().start()
                ? Float.NaN
                : (float) (values[t] - fit.model().at(design, times[t], times[0]));
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

    /** The season from the start of the history to the last scene, with the usual range. */
    private List<FitPoint> line(
        BfastMonitorResult.Fit fit, LocalDate historyStart, Scatter scatter) {
      HarmonicDesign design = options.design(DecimalYear.SLOTS);
      double half = BreakEvidence.FENCE * scatter.scatter();
      List<FitPoint> line = new ArrayList<>();
      LocalDate day = historyStart;
      LocalDate last = days.getLast();
      while (!day.isAfter(last)) {
        double value = fit.model().at(design, DecimalYear.of(day), times[0]);
        line.add(new FitPoint(day, value, value - half, value + half));
        LocalDate next = day.plusDays(STEP);
        boolean overStart = day.isBefore(monitorFrom) && next.isAfter(monitorFrom);
        boolean overEnd = day.isBefore(last) && next.isAfter(last);
        day = overStart ? monitorFrom : overEnd ? last : next;
      }
      return line;
    }

    private SeriesContent chart(
        List<Observation> observations,
        List<FitPoint> line,
        LocalDate historyStart,
        Optional<LocalDate> change,
        Optional<LocalDate> confirmed) {
      return new SeriesContent(
          quantity,
          observations,
          line,
          "usual range",
          historyStart,
          monitorFrom,
          change,
          confirmed.filter(date -> change.isEmpty() || date.isAfter(change.get())));
    }

    @Override
    public void close() {
      reader.close();
    }
  }
}
