// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options of commands that use a workspace. */
final class WorkspaceOptions {

  @Option(
      names = "--workspace",
      paramLabel = "DIR",
      defaultValue = "${env:SUNQAR_WORKSPACE:-sunqar-data}",
      description = "Folder of the workspace (SUNQAR_WORKSPACE; default: ./sunqar-data).")
  Path folder = Path.of("sunqar-data");

  Workspace open() {
    return Workspace.open(folder);
  }
}
