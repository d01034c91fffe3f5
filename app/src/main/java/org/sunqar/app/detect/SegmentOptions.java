// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.detect;

import picocli.CommandLine.Option;

/** The settings that COLD and S-CCD share. */
final class SegmentOptions {

  @Option(
      names = "--probability",
      paramLabel = "P",
      defaultValue = "0.99",
      description =
          "Of the chi-square distribution that a change exceeds (default: ${DEFAULT-VALUE}).")
  double probability = 0.99;

  @Option(
      names = "--consecutive",
      paramLabel = "N",
      defaultValue = "6",
      description = "Observations that must all exceed it, 2 to 12 (default: ${DEFAULT-VALUE}).")
  int consecutive = 6;

  @Option(
      names = "--lambda",
      paramLabel = "VALUE",
      defaultValue = "20",
      description =
          "Penalty of the fit, in reflectance x 10000; 0 is least squares (default:"
              + " ${DEFAULT-VALUE}).")
  double lambda = 20;
}
