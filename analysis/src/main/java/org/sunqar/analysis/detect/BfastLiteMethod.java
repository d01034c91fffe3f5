// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

import java.util.List;
import java.util.Locale;

/**
 * {@link BfastLite} over tables: a row per segment, {@code id,segment,status,message,criterion,
 * t_start,t_end,t_break,break_index,num_obs,n_obs,sigma,n_coef,b0..b9}. As in bfast, {@code
 * t_break} is the time of the last observation before the break, and {@code break_index} its number
 * in the series, from 1; both are {@code NA} for the last segment. {@code num_obs} counts the
 * segment, {@code n_obs} the series. A series that cannot be cut has one row with segment -1 and
 * status {@code error}.
 */
public record BfastLiteMethod(BfastLiteOptions options) implements SeriesMethod<MonitoredSeries> {

  private static final String NAMES =
      "id,segment,status,message,criterion,t_start,t_end,t_break,break_index,num_obs,n_obs,sigma,"
          + "n_coef";

  @Override
  public String header() {
    StringBuilder line = new StringBuilder(NAMES);
    for (int i = 0; i < HarmonicDesign.MAX_COLUMNS; i++) {
      line.append(",b").append(i);
    }
    return line.append('\n').toString();
  }

  @Override
  public Detector<MonitoredSeries> detector() {
    BfastLite detector = new BfastLite(options);
    return entry -> rows(entry.series(), detector.detect(entry.series()));
  }

  private Rows rows(Series series, BfastLiteResult result) {
    StringBuilder text = new StringBuilder();
    String id = ResultTable.quoted(series.id());
    String criterion = options.criterion().name().toUpperCase(Locale.ROOT);
    List<BfastLiteResult.Piece> segments = result.segments();
    for (int i = 0; i < segments.size(); i++) {
      BfastLiteResult.Piece piece = segments.get(i);
      text.append(id).append(',').append(i).append(",ok,,").append(criterion);
      text.append(',').append(piece.start()).append(',').append(piece.end());
      if (i < segments.size() - 1) {
        text.append(',').append(piece.end()).append(',').append(piece.last() + 1);
      } else {
        text.append(",NA,NA");
      }
      text.append(',').append(piece.observations()).append(',').append(series.size());
      ResultTable.append(text, piece.model().sigma());
      text.append(',').append(piece.model().size());
      for (int k = 0; k < HarmonicDesign.MAX_COLUMNS; k++) {
        ResultTable.append(
            text, k < piece.model().size() ? piece.model().coefficient(k) : Double.NaN);
      }
      text.append('\n');
    }
    if (result.status().isFailure()) {
      text.append(id).append(",-1,error,").append(ResultTable.quoted(result.status().message()));
      text.append(',').append(criterion).append(",NA,NA,NA,NA,NA,").append(series.size());
      text.append(",NA".repeat(2 + HarmonicDesign.MAX_COLUMNS)).append('\n');
    }
    return new Rows(text.toString(), segments.size() > 1, result.status().isFailure());
  }
}
