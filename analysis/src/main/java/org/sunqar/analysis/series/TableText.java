// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.series;

/** Cells of result tables: {@code NA} for what is absent, numbers as they read back the same. */
final class TableText {

  private TableText() {}

  /** Appends a comma and a number. */
  static void append(StringBuilder line, double value) {
    line.append(',');
    if (Double.isNaN(value)) {
      line.append("NA");
    } else {
      line.append(value);
    }
  }

  /** A text that may need quotes. */
  static String cell(String text) {
    if (text.indexOf(',') < 0 && text.indexOf('"') < 0) {
      return text;
    }
    return '"' + text.replace("\"", "\"\"") + '"';
  }
}
