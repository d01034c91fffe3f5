// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import org.sunqar.mission.plan.SearchEffort;
import picocli.CommandLine.Option;

/** Options of commands that search for a plan. */
final class SearchOptions {

  private static final int MOST_SEARCHES = 256;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of everything random (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      description =
          "End each search after so many iterations: with the same seed and --threads the same"
              + " plan again, if the time suffices.")
  private long iterations = Long.MAX_VALUE;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "${env:SUNQAR_THREADS:-0}",
      description = "Searches side by side (SUNQAR_THREADS; default: one for each core).")
  private int threads;

  /**
   * What a search may take.
   *
   * @param seconds for all of it
   */
  SearchEffort effort(double seconds) {
    int cores = Math.min(MOST_SEARCHES, Runtime.getRuntime().availableProcessors());
    return new SearchEffort(seconds, iterations, threads == 0 ? cores : threads, seed);
  }
}
