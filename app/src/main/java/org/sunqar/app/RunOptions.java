// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.util.List;
import org.sunqar.analysis.kernel.BfastMonitorKernel;
import org.sunqar.analysis.watch.Watch;
import org.sunqar.analysis.watch.WatchRun;
import org.sunqar.app.console.Console;
import org.sunqar.catalog.stac.Item;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Options of commands that compute. */
final class RunOptions {

  @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
  private CommandLine.Model.CommandSpec spec;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "${env:SUNQAR_THREADS:-0}",
      description = "Threads (SUNQAR_THREADS; default: one for each core).")
  int threads;

  @Option(
      names = "--memory",
      paramLabel = "MIB",
      defaultValue = "${env:SUNQAR_MEMORY:-384}",
      description =
          "Memory for pixel series of all threads together, in MiB (SUNQAR_MEMORY; default:"
              + " ${DEFAULT-VALUE}).")
  long memory = WatchRun.DEFAULT_MEMORY >> 20;

  @SuppressWarnings("NullAway.Init") // picocli sets the spec
  RunOptions() {}

  WatchRuns runs(Workspace workspace, Console console) {
    check(console);
    return new WatchRuns(workspace, usedThreads(), memory << 20);
  }

  WatchTrial trial(Watch watch, List<Item> items, Console console) {
    check(console);
    return new WatchTrial(watch, items, usedThreads(), memory << 20);
  }

  /**
   * What a piece of work may take.
   *
   * @param threads at least 1
   * @param memory of all threads together (bytes)
   */
  record Resources(int threads, long memory) {}

  Resources resources(Console console) {
    check(console);
    return new Resources(usedThreads(), memory << 20);
  }

  private int usedThreads() {
    return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
  }

  private void check(Console console) {
    if (threads < 0 || threads > 1024) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--threads must be 1 to 1024, not " + threads);
    }
    if (memory < 1 || memory > 1L << 24) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--memory must be 1 to 16777216 MiB, not " + memory);
    }
    if (!BfastMonitorKernel.isVectorised()) {
      console.tell("run.slow");
    }
  }
}
