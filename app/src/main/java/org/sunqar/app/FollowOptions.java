// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.time.Duration;
import org.sunqar.catalog.ingest.FolderFollower;
import picocli.CommandLine.Option;

/** Options of an import that goes on. */
final class FollowOptions {

  @Option(
      names = "--follow",
      description = {
        "Do not end: import scenes as they arrive in the folders, each when all its files have been"
            + " left alone for a while. Ends with Ctrl-C, after the scene at hand.",
      })
  boolean follow;

  @Option(
      names = "--quiet-time",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "With --follow: how long files must not change (default: ${DEFAULT-VALUE}).")
  private int quiet = 10;

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "3600",
      description =
          "With --follow: how long what is incomplete may wait for the rest of it (default:"
              + " ${DEFAULT-VALUE}).")
  private int patience = 3600;

  FolderFollower.Patience patience() {
    return new FolderFollower.Patience(Duration.ofSeconds(quiet), Duration.ofSeconds(patience));
  }

  /** Between two looks at the folders; at least one while files are waited for. */
  Duration pause() {
    return Duration.ofMillis(Math.clamp(quiet * 500L, 200, 5000));
  }
}
