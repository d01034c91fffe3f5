// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.detect;

import org.sunqar.analysis.detect.BandSeries;
import org.sunqar.analysis.detect.SeriesDetect;
import org.sunqar.analysis.detect.ccd.SCcdMethod;
import org.sunqar.analysis.detect.ccd.SCcdOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code --method s-ccd}. */
@Command(
    description = {
      "s-ccd: all changes of a series of several bands by a Kalman filter (S-CCD). The table of"
          + " observations is that of the method cold; a thermal band is not looked at. The result"
          + " has a row per segment that a change has ended; nrt_mode says what the pixel was doing"
          + " at the end: 1 watching, 12 collecting observations for a model, 3 and 4 the same"
          + " under permanent snow.",
      "",
      "Example:",
      "  sunqar series detect --observations pixels.csv --method s-ccd --out segments.csv"
    })
final class SCcdDetect implements MethodOptions {

  @Mixin private SegmentOptions common = new SegmentOptions();

  @Override
  public SeriesDetect<?> detect(SeriesFiles files) {
    SCcdOptions options = new SCcdOptions(common.probability, common.consecutive, common.lambda);
    return new SeriesDetect<>(BandSeries.in(files.observations()), new SCcdMethod(options));
  }
}
