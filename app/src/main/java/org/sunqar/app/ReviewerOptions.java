// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Who reviews an alert, and what that person says. */
final class ReviewerOptions {

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who says so (default: the user of this machine).")
  private Optional<String> name = Optional.empty();

  @Option(names = "--note", paramLabel = "TEXT", description = "A remark for the history.")
  Optional<String> note = Optional.empty();

  String by() {
    return name.orElseGet(() -> System.getProperty("user.name", "unknown"));
  }
}
