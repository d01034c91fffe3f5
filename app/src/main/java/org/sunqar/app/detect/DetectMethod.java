// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.detect;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** The table of methods. A new one is a line here and a class of options. */
@SuppressWarnings("ImmutableEnumChecker") // constructors, which hold nothing
public enum DetectMethod {
  BFAST_MONITOR(BfastMonitorDetect::new),
  BFAST_LITE(BfastLiteDetect::new),
  EWMA(() -> new OnlineDetect("ewma")),
  CUSUM(() -> new OnlineDetect("cusum")),
  MOSUM(() -> new OnlineDetect("mosum")),
  IQR(() -> new OnlineDetect("iqr")),
  ZSCORE(() -> new OnlineDetect("zscore")),
  BASELINE(() -> new OnlineDetect("baseline")),
  BAYES(() -> new OnlineDetect("bayes")),
  DIFFERENCE(DifferenceDetect::new),
  COLD(ColdDetect::new),
  S_CCD(SCcdDetect::new),
  LANDTRENDR(LandTrendrDetect::new);

  private final Supplier<MethodOptions> options;

  DetectMethod(Supplier<MethodOptions> options) {
    this.options = options;
  }

  /** Options with their defaults. */
  public MethodOptions newOptions() {
    return options.get();
  }

  /** The name on the command line. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The method of this name. */
  public static Optional<DetectMethod> named(String text) {
    return Arrays.stream(values())
        .filter(method -> method.text().equalsIgnoreCase(text))
        .findFirst();
  }

  /** All names, in the order of the help. */
  public static List<String> names() {
    return Arrays.stream(values()).map(DetectMethod::text).toList();
  }
}
