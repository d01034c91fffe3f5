// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.kernel.BfastMonitorKernel;

/**
 * Parameters of a detector as text, read one by one; whoever reads them names the defaults. A
 * parameter that nobody read is an error.
 */
final class Settings {

  private final String detector;
  private final Map<String, String> given;
  private final boolean vectors;
  private final Map<String, String> known = new LinkedHashMap<>();

  /**
   * @param vectors whether the detector may use the Vector API; its result is the same
   */
  Settings(String detector, Map<String, String> given, boolean vectors) {
    this.detector = detector;
    this.given = given;
    this.vectors = vectors;
  }

  /** Whether to use the Vector API: as far as the JVM has it. */
  boolean vectors() {
    return vectors && BfastMonitorKernel.isVectorised();
  }

  double number(String name, double standard) {
    String text = given.get(name);
    try {
      double value = text == null ? standard : Double.parseDouble(text);
      known.put(name, write(value));
      return value;
    } catch (NumberFormatException e) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING, name + " must be a number, not '" + text + "'", e);
    }
  }

  int whole(String name, int standard) {
    double value = number(name, standard);
    if (value != Math.rint(value) || Math.abs(value) > 1e6) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING, name + " must be a whole number, not " + given.get(name));
    }
    return (int) value;
  }

  boolean flag(String name, boolean standard) {
    String text = given.getOrDefault(name, Boolean.toString(standard));
    if (!text.equals("true") && !text.equals("false")) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING, name + " must be true or false, not '" + text + "'");
    }
    known.put(name, text);
    return text.equals("true");
  }

  /** The season model's parameters. */
  SeasonModel season(int order, boolean trend, double screen, double support) {
    return new SeasonModel(
        whole("order", order),
        flag("trend", trend),
        number("screen", screen),
        number("support", support));
  }

  /** The run rule's parameters. */
  RunRule runs(int provisional, int confirm) {
    return new RunRule(whole("provisional", provisional), whole("confirm", confirm));
  }

  /** All parameters that were read, in that order; fails on one that was given but not read. */
  Map<String, String> all() {
    for (String name : new TreeSet<>(given.keySet())) {
      if (!known.containsKey(name)) {
        throw new AnalysisException(
            AnalysisException.Key.SETTING,
            "%s has no parameter '%s'; it has %s"
                .formatted(detector, name, String.join(", ", known.keySet())));
      }
    }
    return java.util.Collections.unmodifiableMap(new LinkedHashMap<>(known));
  }

  private static String write(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
