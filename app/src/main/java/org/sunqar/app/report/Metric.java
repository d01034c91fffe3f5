// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import java.util.Locale;

/** Numbers and quantities as a reader sees them: metric, a true minus sign, grouped thousands. */
final class Metric {

  private static final char MINUS = '\u2212';
  private static final char NARROW_SPACE = '\u202f';

  private Metric() {}

  /** A number with a fixed count of decimals; a value that is not finite becomes a dash. */
  static String fixed(double value, int decimals) {
    if (!Double.isFinite(value)) {
      return "\u2013";
    }
    String text = String.format(Locale.ROOT, "%,." + decimals + "f", value);
    return text.replace(',', NARROW_SPACE).replace('-', MINUS);
  }

  /** A count with grouped thousands. */
  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value).replace(',', NARROW_SPACE).replace('-', MINUS);
  }

  /**
   * An area: hectares with one decimal below 100 ha, else without; square kilometres from 10 000
   * ha.
   */
  static String area(double hectares) {
    if (Math.abs(hectares) >= 10_000) {
      return fixed(hectares / 100, 0) + "\u00a0km\u00b2";
    }
    return fixed(hectares, Math.abs(hectares) < 100 ? 1 : 0) + "\u00a0ha";
  }

  /** A length: metres below a kilometre, else kilometres. */
  static String length(double metres) {
    if (metres < 1000) {
      return fixed(metres, 0) + "\u00a0m";
    }
    double km = metres / 1000;
    return fixed(km, km == Math.rint(km) ? 0 : 1) + "\u00a0km";
  }

  /** A share of one as a percentage. */
  static String percent(double share, int decimals) {
    return fixed(share * 100, decimals) + "\u00a0%";
  }

  /**
   * A share of one as a percentage with one decimal where it needs it; a small share does not
   * become 0, nor a large one all.
   */
  static String share(double share) {
    double percent = share * 100;
    if (percent > 0 && percent < 0.05) {
      return "less than " + percent(0.001, 1);
    }
    if (percent > 99.9 && percent < 100) {
      return "over " + percent(0.999, 1);
    }
    return percent(share, percent == Math.rint(percent) ? 0 : 1);
  }

  /** A setting with as many decimals as it has, two at most. */
  static String plain(double value) {
    return fixed(
        value, value == Math.rint(value) ? 0 : value * 10 == Math.rint(value * 10) ? 1 : 2);
  }

  /** A count of things. */
  static String counted(long count, String one, String many) {
    return count(count) + " " + (count == 1 ? one : many);
  }

  /** The largest 1, 2 or 5 times a power of ten that is at most the value (value above 0). */
  static double roundDown(double value) {
    double power = Math.pow(10, Math.floor(Math.log10(value)));
    double digit = value / power;
    return (digit >= 5 ? 5 : digit >= 2 ? 2 : 1) * power;
  }
}
