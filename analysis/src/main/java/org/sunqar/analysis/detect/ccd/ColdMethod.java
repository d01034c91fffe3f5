// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.ccd;

import java.util.ArrayList;
import java.util.List;
import org.sunqar.analysis.detect.BandSeries;
import org.sunqar.analysis.detect.SeriesMethod;

/**
 * {@link Cold} over tables: a row per segment, {@code id,segment,status,t_start,t_end,t_break,
 * num_obs,category,change_prob} and for each band {@code rmse_BAND}, {@code mag_BAND} and {@code
 * c_BAND_0..7}, as {@link Segment} explains them. A series without a segment has one row with
 * segment -1 and status {@code none}, and empty cells.
 *
 * @param bands names of the bands of the series
 */
public record ColdMethod(ColdOptions options, List<String> bands)
    implements SeriesMethod<BandSeries> {

  private static final int COEFFICIENTS = 8;

  public ColdMethod {
    bands = List.copyOf(bands);
  }

  /**
   * The method for series of a table.
   *
   * @param thermal whether it has the thermal band
   */
  public static ColdMethod of(ColdOptions options, boolean thermal) {
    List<String> bands = new ArrayList<>(BandSeries.REFLECTANCE);
    if (thermal) {
      bands.add(BandSeries.THERMAL);
    }
    return new ColdMethod(options, bands);
  }

  @Override
  public String header() {
    return "id,segment,status,t_start,t_end,t_break,num_obs,category,change_prob"
        + SegmentTable.bandNames(bands, COEFFICIENTS);
  }

  @Override
  public Detector<BandSeries> detector() {
    Cold cold = new Cold(options);
    return series -> rows(series.id(), cold.detect(series));
  }

  private Rows rows(String id, List<Segment> segments) {
    StringBuilder text = new StringBuilder();
    String name = SegmentTable.quoted(id);
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      text.append(name).append(',').append(i).append(",ok,").append(segment.start());
      text.append(',').append(segment.end()).append(',').append(segment.breakDay());
      text.append(',').append(segment.observations()).append(',').append(segment.category());
      text.append(',').append(segment.probability());
      SegmentTable.appendBands(text, segment.bands(), COEFFICIENTS);
    }
    if (segments.isEmpty()) {
      text.append(name).append(",-1,none,,,,,,");
      SegmentTable.appendAbsent(text, bands.size(), COEFFICIENTS);
    }
    boolean changed = segments.stream().anyMatch(Segment::isBroken);
    return new Rows(text.toString(), changed, segments.isEmpty());
  }
}
