// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.ccd;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.cube.BandExpression;
import org.sunqar.analysis.cube.CubeScene;
import org.sunqar.analysis.cube.Formula;
import org.sunqar.analysis.detect.online.BandDetector;
import org.sunqar.analysis.detect.online.EvidencePlanes;
import org.sunqar.analysis.detect.online.PixelEvidence;
import org.sunqar.analysis.detect.online.PixelState;
import org.sunqar.analysis.detect.online.StateLayout;

/**
 * {@link SCcd} scene by scene, with its pixels in planes: what the method was made for (Ye, Rogan,
 * Zhu and Eastman, 2021). The run over an archive is defined as one over the history and then one
 * step a scene. It equals {@link SCcd} on the whole series to the bit but for two things that make
 * it possible to go on at all: the noise that scatter cannot go below is measured on the history
 * (or the first 18 clear observations, if the history has fewer) and not on what is still to come;
 * and a model does not inherit the covariances of the one before it.
 *
 * <p>The consecutive last observations are those that the model has not decided on. The anomalies
 * at their end, all beyond the chi-square quantile and in one direction (mean angle below 45
 * degrees), are a provisional change from {@code provisional} of them on, and a confirmed one when
 * there are {@code consecutive}. Which way it goes, and how far, is told by an index of the bands:
 * that of the observed values less that of the expected ones, the mean over the anomalies. The
 * first confirmed change since the history stays, also when a new model has begun; changes that
 * began in the history are not told. The probability is the share of the anomalies that a change
 * needs, as in CCDC.
 *
 * <p>Values are reflectance; the method gets them times 10,000, rounded. Observations beyond 0 to 1
 * (the blue band from -0.02) are not taken in, and of a day the first only.
 *
 * <p>Known limits: snow is never looked at, because scenes say no more than clear or not. Without a
 * model, more observations than {@link SCcdPlanes#capacity} (82 of 6 consecutive) push out the
 * oldest. A state takes 1.4 KB a pixel.
 */
public final class SCcdDetector implements BandDetector {

  public static final String NAME = "s-ccd";

  /** The usual names of the bands that the method takes, in its order. */
  public static final List<String> BANDS =
      List.of("blue", "green", "red", "nir", "swir16", "swir22");

  private static final int MONITOR_BANDS = BANDS.size();

  private final SCcdOptions options;
  private final int provisional;
  private final List<String> bands;
  private final String index;
  private final Formula formula;
  private final int[] formulaBands;
  private final SCcdPlanes planes;
  private final StateLayout layout;

  private SCcdDetector(SCcdOptions options, int provisional, List<String> bands, String index) {
    this.options = options;
    this.provisional = provisional;
    this.bands = List.copyOf(bands);
    this.index = index;
    if (!(provisional >= 1 && provisional <= options.consecutive())) {
      throw wrong("provisional must be 1 to " + options.consecutive() + ", not " + provisional);
    }
    if (bands.size() != MONITOR_BANDS || new HashSet<>(bands).size() != MONITOR_BANDS) {
      throw wrong(
          "s-ccd takes six different bands, in the order of "
              + String.join(",", BANDS)
              + ", not "
              + String.join(",", bands));
    }
    this.formula =
        CubeScene.formulaOf(index).orElseGet(() -> BandExpression.parse('"' + index + '"'));
    this.formulaBands = formula.bands().stream().mapToInt(this::place).toArray();
    this.planes = new SCcdPlanes(options.consecutive());
    this.layout = planes.layout();
  }

  /**
   * A detector.
   *
   * @param parameters {@code index}, which must be there, a band, an index or an expression of the
   *     bands; {@code bands} with commas; {@code probability}, {@code consecutive}, {@code lambda}
   *     and {@code provisional}
   * @throws AnalysisException SETTING for an unknown parameter or a value out of range
   */
  public static SCcdDetector of(Map<String, String> parameters) {
    List<String> known =
        List.of("bands", "index", "probability", "consecutive", "lambda", "provisional");
    TreeSet<String> unknown = new TreeSet<>(parameters.keySet());
    known.forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw wrong(
          "s-ccd has no parameter '"
              + unknown.first()
              + "'; it has "
              + String.join(", ", known.subList(2, known.size())));
    }
    SCcdOptions usual = SCcdOptions.defaults();
    String index = parameters.get("index");
    if (index == null) {
      throw wrong("s-ccd needs an index, by which changes are measured");
    }
    return new SCcdDetector(
        new SCcdOptions(
            number(parameters, "probability", usual.probability()),
            whole(parameters, "consecutive", usual.consecutive()),
            number(parameters, "lambda", usual.lambda())),
        whole(parameters, "provisional", 3),
        List.of(parameters.getOrDefault("bands", String.join(",", BANDS)).split(",", -1)),
        index);
  }

  private static double number(Map<String, String> parameters, String name, double usual) {
    String text = parameters.get(name);
    try {
      return text == null ? usual : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING, name + " must be a number, not '" + text + "'", e);
    }
  }

  private static int whole(Map<String, String> parameters, String name, int usual) {
    double value = number(parameters, name, usual);
    if (value != Math.rint(value) || Math.abs(value) > 1000) {
      throw wrong(name + " must be a whole number, not " + value);
    }
    return (int) value;
  }

  private static AnalysisException wrong(String message) {
    return new AnalysisException(AnalysisException.Key.SETTING, message);
  }

  /** The place of a band of the index: by its name in the scenes, or by its usual one. */
  private int place(String band) {
    int place = bands.indexOf(band) >= 0 ? bands.indexOf(band) : BANDS.indexOf(band);
    if (place < 0) {
      throw wrong(
          "s-ccd measures changes by an index of its bands: '"
              + index
              + "' needs the band '"
              + band
              + "', which is not among "
              + String.join(",", bands));
    }
    return place;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("bands", String.join(",", bands));
    parameters.put("index", index);
    parameters.put("probability", Double.toString(options.probability()));
    parameters.put("consecutive", Integer.toString(options.consecutive()));
    parameters.put("lambda", Double.toString(options.lambda()));
    parameters.put("provisional", Integer.toString(provisional));
    return parameters;
  }

  @Override
  public List<String> bands() {
    return bands;
  }

  @Override
  public StateLayout layout(int historyDates) {
    return layout;
  }

  @Override
  public Worker worker() {
    return new SCcdWorker(options, provisional, planes, new Measure(formula, formulaBands));
  }

  /** How far an index of the bands is from where it was expected. */
  record Measure(Formula formula, List<Integer> bands) {

    Measure(Formula formula, int[] bands) {
      this(formula, java.util.Arrays.stream(bands).boxed().toList());
    }

    Measure {
      bands = List.copyOf(bands);
    }

    /** The values of the index, of reflectances times 10,000 with the bands next to each other. */
    float[] values(float[] reflectances, int count) {
      float[][] planes = new float[bands.size()][count];
      for (int b = 0; b < planes.length; b++) {
        for (int i = 0; i < count; i++) {
          planes[b][i] = reflectances[i * SCcdPixel.BANDS + bands.get(b)] / SCcdWorker.SCALE;
        }
      }
      float[] values = new float[count];
      formula.evaluate(planes, count, values);
      return values;
    }
  }

  @Override
  public PixelEvidence evidence(PixelState state, int pixel) {
    PixelEvidence.Status status = EvidencePlanes.status(state, pixel);
    float since = state.moving(EvidencePlanes.SINCE)[pixel];
    float magnitude = since > 0 ? state.moving(EvidencePlanes.CHANGE)[pixel] / since : 0;
    float departure = state.moving(SCcdPlanes.DEPARTURE)[pixel];
    float run = Math.abs(state.moving(EvidencePlanes.RUN)[pixel]);
    return new PixelEvidence(
        status,
        EvidencePlanes.day(state, EvidencePlanes.FIRST_DAY, pixel),
        EvidencePlanes.day(state, EvidencePlanes.DETECTION_DAY, pixel),
        EvidencePlanes.day(state, EvidencePlanes.LAST_DAY, pixel),
        (int) state.moving(EvidencePlanes.OBSERVATIONS)[pixel],
        (int) run,
        (int) since,
        (int) Math.abs(state.moving(EvidencePlanes.BEYOND)[pixel]),
        Math.copySign(departure, magnitude),
        magnitude,
        Math.min(1, run / options.consecutive()));
  }
}
