// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.net.URISyntaxException;
import java.nio.file.Path;
import org.sunqar.app.console.CommandException;
import org.sunqar.mission.plan.ExactModule;

/** The folder {@code exact} beside sunqar.jar, or beside the classes. */
final class ExactFolder {

  private ExactFolder() {}

  /** What solves exactly; NOT_FOUND when it was not built. */
  static <T> T find(Class<T> service) {
    Path folder = besideTheProgram("exact");
    return ExactModule.find(service, folder)
        .orElseThrow(() ->
            CommandException.notFound(
                "the exact solver is not in "
                    + folder
                    + "; build it with 'mvn package -pl app,exact -am', or leave out --exact"));
  }

  private static Path besideTheProgram(String name) {
    try {
      return Path.of(ExactFolder.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .resolveSibling(name);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
