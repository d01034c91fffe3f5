// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.util.Optional;
import org.sunqar.app.console.CommandException;
import org.sunqar.mission.order.OrderHook;
import org.sunqar.server.tasking.OrderNotices;
import picocli.CommandLine.Option;

/** Who is told of what becomes of an order. */
final class HookOptions {

  @Option(
      names = "--notify",
      paramLabel = "URL",
      description =
          "An http or https address that is told of each status of the order, by a POST of a"
              + " CloudEvent; 'sunqar serve' and 'sunqar alert deliver' deliver.")
  private Optional<String> address = Optional.empty();

  @Option(
      names = "--secret-env",
      paramLabel = "VARIABLE",
      description =
          "With --notify: the variable of the environment, where it is delivered, with the secret.")
  private Optional<String> variable = Optional.empty();

  /**
   * Who is told.
   *
   * @throws org.sunqar.analysis.AnalysisException SETTING when it is none who can be told
   */
  Optional<OrderHook> read() {
    if (address.isEmpty() && variable.isPresent()) {
      throw CommandException.usage("--secret-env is for --notify");
    }
    Optional<OrderHook> hook = address.map(url -> new OrderHook(url, "", variable.orElse("")));
    hook.ifPresent(OrderNotices::subscriber);
    return hook;
  }
}
