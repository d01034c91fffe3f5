// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import picocli.CommandLine.Command;

/** {@code sunqar plan}. */
@Command(
    name = "plan",
    description = {
      "Plan which satellite looks at what, and when.",
      "",
      "Example:",
      "  sunqar plan solve 1502.spot --seconds 10",
      ""
    },
    subcommands = PlanSolveCommand.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class PlanCommand {}
