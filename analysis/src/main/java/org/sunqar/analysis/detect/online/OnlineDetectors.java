// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sunqar.analysis.AnalysisException;

/** The detectors that take one more scene at a time, by name. */
public final class OnlineDetectors {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Map<String, Maker> MAKERS = makers();

  private interface Maker {
    OnlineDetector make(Settings settings);
  }

  private OnlineDetectors() {}

  private static Map<String, Maker> makers() {
    Map<String, Maker> makers = new LinkedHashMap<>();
    makers.put(Ewma.NAME, Ewma::of);
    makers.put(Cusum.NAME, Cusum::of);
    makers.put(Mosum.NAME, Mosum::of);
    makers.put(Mosum.BFAST_MONITOR, Mosum::bfastMonitor);
    makers.put(Iqr.NAME, Iqr::of);
    makers.put(ZScore.NAME, ZScore::of);
    makers.put(Baseline.NAME, Baseline::of);
    makers.put(Bayes.NAME, Bayes::of);
    return makers;
  }

  /** The names that {@link #of} knows. */
  public static List<String> names() {
    return List.copyOf(MAKERS.keySet());
  }

  /**
   * A detector.
   *
   * @param name one of {@link #names()}
   * @param parameters by name, as text; what is left out has its default
   * @throws AnalysisException with {@code SETTING} for an unknown name or parameter, or a value out
   *     of its range
   */
  public static OnlineDetector of(String name, Map<String, String> parameters) {
    return of(name, parameters, true);
  }

  /** A detector in its vector form or, for comparison, in the scalar form that defines it. */
  static OnlineDetector of(String name, Map<String, String> parameters, boolean vectors) {
    Maker maker = MAKERS.get(name);
    if (maker == null) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING,
          "there is no online detector '%s'; there are %s"
              .formatted(name, String.join(", ", MAKERS.keySet())));
    }
    return maker.make(new Settings(name, parameters, vectors));
  }

  /** Name, version and all parameters as a JSON object. */
  public static ObjectNode write(SceneDetector detector) {
    ObjectNode json =
        JSON.createObjectNode().put("name", detector.name()).put("version", detector.version());
    ObjectNode parameters = json.putObject("parameters");
    detector.parameters().forEach(parameters::put);
    return json;
  }

  /**
   * The inverse of {@link #write}; parameters may also be numbers and booleans.
   *
   * <p>A detector of an earlier version becomes that of today with the same parameters: its state
   * has another {@linkplain OnlineDetector#identity identity} and is made anew by the next run.
   *
   * @throws AnalysisException with {@code SETTING} for what is not a detector, and for a later
   *     version than this program's
   */
  public static OnlineDetector read(JsonNode json) {
    if (!json.path("name").isTextual()) {
      throw new AnalysisException(AnalysisException.Key.SETTING, "a detector must have a name");
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    json.path("parameters")
        .properties()
        .forEach(p -> parameters.put(p.getKey(), p.getValue().asText()));
    OnlineDetector detector = of(json.path("name").asText(), parameters);
    int version = json.path("version").asInt(detector.version());
    if (version > detector.version()) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING,
          "version %d of %s is not known here, only %d: a later program made it"
              .formatted(version, detector.name(), detector.version()));
    }
    return detector;
  }
}
