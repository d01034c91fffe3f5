// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.nio.file.Files;
import java.nio.file.Path;
import org.sunqar.analysis.AnalysisException;
import picocli.CommandLine.Option;

/** Options of commands that use a workspace. */
final class WorkspaceOptions {

  @Option(
      names = "--workspace",
      paramLabel = "DIR",
      defaultValue = "${env:SUNQAR_WORKSPACE:-sunqar-data}",
      description = "Folder of the workspace (SUNQAR_WORKSPACE; default: ./sunqar-data).")
  Path folder = Path.of("sunqar-data");

  /** The workspace, made when it is not there. */
  Workspace create() {
    return Workspace.open(folder);
  }

  /** The workspace that is there; NOT_FOUND when none is: a mistyped name is no empty workspace. */
  Workspace open() {
    if (!Files.exists(folder.resolve(Workspace.DATABASE)) && !Files.isRegularFile(folder)) {
      throw new AnalysisException(
          AnalysisException.Key.NOT_FOUND,
          "there is no workspace in "
              + folder.toAbsolutePath().normalize()
              + "; 'sunqar import' makes one, and --workspace or SUNQAR_WORKSPACE says where it is");
    }
    return Workspace.open(folder);
  }
}
