// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.sunqar.analysis.detect.MonitoredSeries;
import org.sunqar.analysis.detect.Series;
import org.sunqar.analysis.detect.SeriesMethod;
import org.sunqar.analysis.kernel.BreakBlock;

/**
 * An {@link OnlineDetector} over tables of series: the fit of each history, then one update an
 * observation. A row per series: {@code
 * id,status,first_time,first_index,detection_time,detection_index,observations,since,beyond,
 * magnitude,size,probability} and then the fixed planes of the state by name: the scatter and the
 * coefficients or fences.
 *
 * <p>Status is {@code no_model}, {@code nothing}, {@code provisional} or {@code confirmed}; times
 * are decimal years, indices count the observations of the series from 1; {@code NA} stands for
 * what is absent.
 */
public final class OnlineMethod implements SeriesMethod<MonitoredSeries> {

  private static final String COMMON =
      "id,status,first_time,first_index,detection_time,detection_index,observations,since,beyond,"
          + "magnitude,size,probability";

  private final OnlineDetector detector;

  public OnlineMethod(OnlineDetector detector) {
    this.detector = detector;
  }

  @Override
  public String header() {
    List<String> names = new ArrayList<>(List.of(COMMON));
    detector.layout(0).fixed().forEach(plane -> names.add(plane.name()));
    return String.join(",", names) + "\n";
  }

  @Override
  public Detector<MonitoredSeries> detector() {
    return this::detect;
  }

  private Rows detect(MonitoredSeries monitored) {
    Series series = monitored.series();
    PixelState state = run(detector, series, monitored.start());
    PixelEvidence evidence = detector.evidence(state, 0);
    List<String> cells = new ArrayList<>();
    cells.add(series.id());
    cells.add(evidence.status().name().toLowerCase(Locale.ROOT));
    addIndex(cells, series, evidence.firstDay());
    addIndex(cells, series, evidence.detectionDay());
    cells.add(Integer.toString(evidence.observations()));
    cells.add(Integer.toString(evidence.since()));
    cells.add(Integer.toString(evidence.beyond()));
    cells.add(number(evidence.magnitude()));
    cells.add(number(evidence.size()));
    cells.add(number(evidence.probability()));
    for (int plane = 0; plane < state.fixedPlanes(); plane++) {
      cells.add(number(state.fixed(plane)[0]));
    }
    return new Rows(
        String.join(",", cells) + "\n",
        evidence.status() == PixelEvidence.Status.CONFIRMED,
        evidence.status() == PixelEvidence.Status.NO_MODEL);
  }

  /**
   * The state of one pixel after all observations of a series; days are the observations' indices
   * from 1.
   *
   * @param start decimal year: observations before it are history
   */
  static PixelState run(OnlineDetector detector, Series series, double start) {
    int history = 0;
    while (history < series.size() && series.time(history) < start) {
      history++;
    }
    double[] years = new double[history];
    float[] block = new float[history * BreakBlock.PIXELS];
    Arrays.fill(block, Float.NaN);
    for (int t = 0; t < history; t++) {
      years[t] = series.time(t);
      block[t * BreakBlock.PIXELS] = (float) series.value(t);
    }
    PixelState state = new PixelState(detector.layout(history), 1);
    detector.fit(years).fit(block, 0, state, 0, 1);
    float[] value = new float[1];
    for (int t = history; t < series.size(); t++) {
      value[0] = (float) series.value(t);
      detector.update(state, 0, 1, value, 0, new SceneTime(t + 1, series.time(t)), 0);
    }
    return state;
  }

  private static void addIndex(List<String> cells, Series series, OptionalInt index) {
    cells.add(index.isPresent() ? Double.toString(series.time(index.getAsInt() - 1)) : "NA");
    cells.add(index.isPresent() ? Integer.toString(index.getAsInt()) : "NA");
  }

  private static String number(float value) {
    return Float.isNaN(value) ? "NA" : Float.toString(value);
  }
}
