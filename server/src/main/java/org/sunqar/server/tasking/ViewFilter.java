// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tasking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.filter.Filter;
import org.sunqar.mission.access.Arc;
import org.sunqar.mission.access.Limits;
import org.sunqar.mission.access.Range;
import org.sunqar.server.http.Problem;

/**
 * A filter in CQL2 JSON on the queryables of products, as limits of the search as far as it is one
 * condition after the other joined by "and", and a rest that is asked of what was found.
 *
 * <p>Where it does not speak of the Sun's elevation, that is at least 10 degrees.
 *
 * @param limits of the search
 * @param rest what limits cannot say
 */
record ViewFilter(Limits limits, Optional<Filter> rest) {

  static final String OFF_NADIR = "view:off_nadir";
  static final String INCIDENCE = "view:incidence_angle";
  static final String SUN_ELEVATION = "view:sun_elevation";
  static final String SUN_AZIMUTH = "view:sun_azimuth";
  static final String GSD = "gsd";
  static final String CLOUD = "eo:cloud_cover";
  private static final double USUAL_SUN = 10;

  /** The whole span of each queryable, in its unit. */
  private static final Map<String, double[]> SPANS = new LinkedHashMap<>();

  static {
    SPANS.put(OFF_NADIR, new double[] {0, 90});
    SPANS.put(INCIDENCE, new double[] {0, 90});
    SPANS.put(SUN_ELEVATION, new double[] {-90, 90});
    SPANS.put(SUN_AZIMUTH, new double[] {0, 360});
    SPANS.put(GSD, new double[] {0, Double.POSITIVE_INFINITY});
    SPANS.put(CLOUD, new double[] {0, 100});
  }

  /**
   * Reads a filter.
   *
   * @param json missing or null: none
   * @throws Problem 400 when it is not CQL2 or asks for something else than the queryables
   */
  static ViewFilter of(JsonNode json) {
    Map<String, double[]> spans = new LinkedHashMap<>();
    SPANS.forEach((name, span) -> spans.put(name, span.clone()));
    if (json.isMissingNode() || json.isNull() || (json.isContainerNode() && json.isEmpty())) {
      at(spans, SUN_ELEVATION)[0] = USUAL_SUN;
      return new ViewFilter(limits(spans), Optional.empty());
    }
    Filter filter;
    try {
      filter = Filter.parseJson(json);
    } catch (CatalogException e) {
      throw Problem.badRequest("filter", "filter: " + e.getMessage());
    }
    for (String name : filter.properties()) {
      if (!SPANS.containsKey(name)) {
        throw Problem.badRequest(
            "filter",
            "filter asks for '" + name + "'; it may ask for " + new TreeSet<>(SPANS.keySet()));
      }
    }
    if (!filter.properties().contains(SUN_ELEVATION)) {
      at(spans, SUN_ELEVATION)[0] = USUAL_SUN;
    }
    boolean whole = narrow(json, spans);
    return new ViewFilter(limits(spans), whole ? Optional.empty() : Optional.of(filter));
  }

  /** Narrows the spans by what a condition says; false when it says more than that. */
  private static boolean narrow(JsonNode condition, Map<String, double[]> spans) {
    String op = condition.path("op").asText();
    JsonNode args = condition.path("args");
    if (op.equals("and")) {
      boolean whole = true;
      for (JsonNode each : args) {
        whole &= narrow(each, spans);
      }
      return whole;
    }
    String name = args.path(0).path("property").asText();
    double[] span = spans.get(name);
    if (span == null || !args.path(1).isNumber()) {
      return false;
    }
    double least = Double.NEGATIVE_INFINITY;
    double most = Double.POSITIVE_INFINITY;
    switch (op) {
      case "<=", "<" -> most = args.path(1).doubleValue();
      case ">=", ">" -> least = args.path(1).doubleValue();
      case "=", "between" -> {
        least = args.path(1).doubleValue();
        most = args.path(op.equals("=") ? 1 : 2).asDouble(Double.NaN);
        if (Double.isNaN(most)) {
          return false;
        }
      }
      default -> {
        return false;
      }
    }
    span[0] = Math.max(span[0], least);
    span[1] = Math.min(span[1], most);
    // limits know no least cloud and no least ground sampling distance
    return span[0] <= 0 || !(name.equals(GSD) || name.equals(CLOUD));
  }

  private static Limits limits(Map<String, double[]> spans) {
    range(at(spans, SUN_AZIMUTH)); // an arc would go on over north where nothing is left
    return Limits.NONE
        .withOffNadir(range(at(spans, OFF_NADIR)))
        .withIncidence(range(at(spans, INCIDENCE)))
        .withSun(
            new Limits.SunLimits(
                range(at(spans, SUN_ELEVATION)),
                Arc.degrees(at(spans, SUN_AZIMUTH)[0], at(spans, SUN_AZIMUTH)[1]),
                Arc.ALL))
        .withMaxGroundSampling(at(spans, GSD)[1])
        .withMaxCloud(at(spans, CLOUD)[1] / 100);
  }

  private static double[] at(Map<String, double[]> spans, String name) {
    return Objects.requireNonNull(spans.get(name), name);
  }

  private static Range range(double[] span) {
    return Range.degrees(span[0], span[1]);
  }

  /** The filter that stands for limits; empty when they limit nothing. */
  static Optional<ObjectNode> toJson(Limits limits) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode args = json.put("op", "and").putArray("args");
    between(args, OFF_NADIR, degrees(limits.offNadir().min()), degrees(limits.offNadir().max()));
    between(args, INCIDENCE, degrees(limits.incidence().min()), degrees(limits.incidence().max()));
    Range elevation = limits.sun().elevation();
    between(args, SUN_ELEVATION, degrees(elevation.min()), degrees(elevation.max()));
    Arc azimuth = limits.sun().azimuth();
    between(args, SUN_AZIMUTH, degrees(azimuth.from()), degrees(azimuth.to()));
    between(args, GSD, 0, limits.maxGroundSampling());
    between(args, CLOUD, 0, Math.rint(limits.maxCloud() * 1e9) / 1e7);
    return args.isEmpty() ? Optional.empty() : Optional.of(json);
  }

  private static double degrees(double radians) {
    return Math.rint(Math.toDegrees(radians) * 1e9) / 1e9;
  }

  private static void between(ArrayNode args, String name, double from, double to) {
    double[] span = SPANS.getOrDefault(name, new double[2]);
    if (from == span[0] && to == span[1]) {
      return;
    }
    boolean isMost = from == span[0];
    boolean isLeast = to == span[1];
    ObjectNode condition = args.addObject().put("op", isMost ? "<=" : isLeast ? ">=" : "between");
    ArrayNode of = condition.putArray("args");
    of.addObject().put("property", name);
    if (!isMost) {
      of.add(from);
    }
    if (!isLeast) {
      of.add(to);
    }
  }
}
