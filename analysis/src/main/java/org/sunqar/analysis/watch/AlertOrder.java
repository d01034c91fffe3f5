// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.sunqar.analysis.AnalysisException;

/**
 * One key of an order of alerts. Alerts that are equal at all keys come in the order in which they
 * were raised.
 *
 * @param descending the greatest first
 */
public record AlertOrder(AlertColumn column, boolean descending) {

  /** The keys of an order at most. */
  static final int MOST = 4;

  /** By watch, the largest first. */
  public static final List<AlertOrder> BY_WATCH =
      List.of(new AlertOrder(AlertColumn.WATCH, false), new AlertOrder(AlertColumn.AREA_HA, true));

  /**
   * An order as {@code -probability,first_date}.
   *
   * @throws AnalysisException SETTING
   */
  public static List<AlertOrder> parse(String text) {
    List<AlertOrder> order = new ArrayList<>();
    for (String key : text.split(",", -1)) {
      String plain = key.strip();
      boolean descending = plain.startsWith("-");
      String name = descending || plain.startsWith("+") ? plain.substring(1) : plain;
      String property =
          name.startsWith("properties.") ? name.substring("properties.".length()) : name;
      order.add(
          new AlertOrder(
              // the time that a search by datetime is about
              AlertColumn.of(property.equals("datetime") ? "first_date" : property)
                  .orElseThrow(() -> wrong(plain)),
              descending));
    }
    if (order.size() > MOST) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING,
          "an order has at most " + MOST + " keys, and these are " + order.size());
    }
    return List.copyOf(order);
  }

  private static AnalysisException wrong(String text) {
    return new AnalysisException(
        AnalysisException.Key.SETTING,
        "alerts have no order by '"
            + (text.length() > 60 ? text.substring(0, 60) : text)
            + "'; there is "
            + Arrays.stream(AlertColumn.values())
                .map(AlertColumn::text)
                .collect(Collectors.joining(", "))
            + ", each with - before it for the greatest first");
  }

  /** As {@link #parse} reads it. */
  String text() {
    return (descending ? "-" : "") + column.text();
  }

  /** Behind ORDER BY. */
  static String sql(List<AlertOrder> order) {
    return order.stream()
        .map(key -> key.column.text() + (key.descending ? " DESC, " : ", "))
        .collect(Collectors.joining("", "", "key"));
  }
}
