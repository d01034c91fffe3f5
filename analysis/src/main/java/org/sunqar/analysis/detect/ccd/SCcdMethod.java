// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.ccd;

import org.sunqar.analysis.detect.BandSeries;
import org.sunqar.analysis.detect.SeriesMethod;

/**
 * {@link SCcd} over tables: a row per segment that a change has ended, {@code
 * id,segment,status,nrt_mode,t_start,t_break,num_obs} and for each of the six reflectance bands
 * {@code rmse_BAND}, {@code mag_BAND} and {@code c_BAND_0..5}. A series without a change has one
 * row with segment -1 and status {@code none}, and empty cells. {@code nrt_mode} is the code of
 * {@link SCcdState.Mode} after the last observation.
 */
public record SCcdMethod(SCcdOptions options) implements SeriesMethod<BandSeries> {

  private static final int COEFFICIENTS = StateSpace.COEFFICIENTS;

  /** With the published settings. */
  public static SCcdMethod defaults() {
    return new SCcdMethod(SCcdOptions.defaults());
  }

  @Override
  public String header() {
    return "id,segment,status,nrt_mode,t_start,t_break,num_obs"
        + SegmentTable.bandNames(BandSeries.REFLECTANCE, COEFFICIENTS);
  }

  @Override
  public Detector<BandSeries> detector() {
    SCcd detector = new SCcd(options);
    return series -> rows(series.id(), detector.detect(series));
  }

  private static Rows rows(String id, SCcdResult result) {
    StringBuilder text = new StringBuilder();
    String name = SegmentTable.quoted(id);
    int mode = result.state().mode().code();
    for (int i = 0; i < result.segments().size(); i++) {
      Segment segment = result.segments().get(i);
      text.append(name).append(',').append(i).append(",ok,").append(mode);
      text.append(',').append(segment.start()).append(',').append(segment.breakDay());
      text.append(',').append(segment.observations());
      SegmentTable.appendBands(text, segment.bands(), COEFFICIENTS);
    }
    boolean changed = !result.segments().isEmpty();
    if (!changed) {
      text.append(name).append(",-1,none,").append(mode).append(",,,");
      SegmentTable.appendAbsent(text, BandSeries.REFLECTANCE.size(), COEFFICIENTS);
    }
    return new Rows(text.toString(), changed, mode == SCcdState.Mode.VOID.code());
  }
}
