// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import picocli.CommandLine.Command;

/** {@code sunqar mission}. */
@Command(
    name = "mission",
    description = {
      "What the satellites do.",
      "",
      "Example:",
      "  sunqar mission simulate --hours 24",
      ""
    },
    subcommands = MissionSimulateCommand.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class MissionCommand {}
