// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.ccd;

import java.util.List;

/** Cells that the tables of segments share: per band the scatter, the magnitude, the model. */
final class SegmentTable {

  private SegmentTable() {}

  /** The names {@code ,rmse_BAND..., mag_BAND..., c_BAND_0...} and a line feed. */
  static String bandNames(List<String> bands, int coefficients) {
    StringBuilder line = new StringBuilder();
    bands.forEach(band -> line.append(",rmse_").append(band));
    bands.forEach(band -> line.append(",mag_").append(band));
    for (String band : bands) {
      for (int k = 0; k < coefficients; k++) {
        line.append(",c_").append(band).append('_').append(k);
      }
    }
    return line.append('\n').toString();
  }

  /** The cells of {@link #bandNames}, with a line feed. */
  static void appendBands(StringBuilder line, List<Segment.Band> bands, int coefficients) {
    bands.forEach(band -> line.append(',').append(band.rmse()));
    bands.forEach(band -> line.append(',').append(band.magnitude()));
    for (Segment.Band band : bands) {
      for (int k = 0; k < coefficients; k++) {
        line.append(',').append(band.coefficient(k));
      }
    }
    line.append('\n');
  }

  /** As {@link #appendBands} where there is no segment. */
  static void appendAbsent(StringBuilder line, int bands, int coefficients) {
    line.append(",".repeat(bands * (2 + coefficients))).append('\n');
  }

  static String quoted(String cell) {
    if (cell.indexOf(',') < 0 && cell.indexOf('"') < 0) {
      return cell;
    }
    return '"' + cell.replace("\"", "\"\"") + '"';
  }
}
