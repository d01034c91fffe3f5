// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.detect;

import java.io.IOException;
import org.sunqar.analysis.detect.BandSeries;
import org.sunqar.analysis.detect.SeriesDetect;
import org.sunqar.analysis.detect.ccd.ColdMethod;
import org.sunqar.analysis.detect.ccd.ColdOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code --method cold}. */
@Command(
    description = {
      "cold: all segments of a series of several bands (COLD). The table of observations has the"
          + " columns id, ordinal (days, 1 is 1 January of year 1), blue, green, red, nir, swir1,"
          + " swir2 (reflectance x 10000), thermal (kelvin x 10) if there is one, and qa: 0 clear,"
          + " 1 water, 2 shadow, 3 snow, 4 cloud, 255 none. No --meta is needed. The result has a"
          + " row per segment.",
      "",
      "Example:",
      "  sunqar series detect --observations pixels.csv --method cold --out segments.csv"
    })
final class ColdDetect implements MethodOptions {

  @Mixin private SegmentOptions common = new SegmentOptions();

  @Option(
      names = "--gap-days",
      paramLabel = "DAYS",
      defaultValue = "365.25",
      description = "A model does not begin across a longer gap (default: ${DEFAULT-VALUE}).")
  private double gapDays = 365.25;

  @Override
  public SeriesDetect<?> detect(SeriesFiles files) throws IOException {
    ColdOptions options =
        new ColdOptions(common.probability, common.consecutive, common.lambda, gapDays);
    boolean thermal = BandSeries.hasThermal(files.observations());
    return new SeriesDetect<>(BandSeries.in(files.observations()), ColdMethod.of(options, thermal));
  }
}
