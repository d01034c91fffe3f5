// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.detect;

import java.util.LinkedHashMap;
import java.util.Map;
import org.sunqar.analysis.detect.SeriesDetect;
import org.sunqar.analysis.detect.online.OnlineDetectors;
import org.sunqar.analysis.detect.online.OnlineMethod;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code --method ewma} and the other detectors that take one more observation at a time. */
@Command(
    description = {
      "ewma, cusum, mosum, iqr, zscore, baseline, bayes: fitted to the observations before start,"
          + " then fed one observation after the other. One band; the tables are those of"
          + " bfast-monitor.",
      "",
      "Parameters of all but baseline: order (harmonics, 0 to 4), trend (true, false), screen"
          + " (standard deviations beyond which a history residual is left out, 0 for never),"
          + " support (observations a coefficient needs, or there are fewer harmonics). Of all but"
          + " bayes: provisional and confirm, consecutive signals for either status. Of ewma:"
          + " lambda, limit; cusum: level; mosum: h, level; iqr: fence; zscore: limit; baseline:"
          + " years, window, bins, least, quantile, threshold; bayes: shift, spread, floor,"
          + " provisional, confirm, expiry.",
      "",
      "The result has a row a series: id, status (no_model, nothing, provisional or confirmed),"
          + " first_time and first_index of the change's first observation, detection_time and"
          + " detection_index of its confirmation, observations, since, beyond, magnitude, size (in"
          + " scatters), probability, then scatter and coefficients, fences or baselines.",
      "",
      "Example:",
      "  sunqar series detect --observations obs.csv --meta meta.csv --method ewma"
          + " --parameter lambda=0.3 --parameter limit=4 --out result.csv"
    })
final class OnlineDetect implements MethodOptions {

  private final String name;

  @Option(
      names = "--parameter",
      paramLabel = "NAME=VALUE",
      description = "A parameter of the detector; can be given several times.")
  private Map<String, String> parameters = new LinkedHashMap<>();

  OnlineDetect(String name) {
    this.name = name;
  }

  @Override
  public SeriesDetect<?> detect(SeriesFiles files) {
    return new SeriesDetect<>(
        files.monitored(), new OnlineMethod(OnlineDetectors.of(name, parameters)));
  }
}
