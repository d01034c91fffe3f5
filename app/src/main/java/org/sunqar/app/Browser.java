// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.sunqar.app.console.Console;

/** Opens a page in the user's browser, where there is one. */
final class Browser {

  private Browser() {}

  static void open(Path page, Console console) {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String address = page.toUri().toString();
    List<String> command =
        system.contains("mac")
            ? List.of("open", address)
            : system.contains("windows")
                ? List.of("rundll32", "url.dll,FileProtocolHandler", address)
                : List.of("xdg-open", address);
    try {
      new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException _) {
      console.tell("browser.none", "page", page);
    }
  }
}
