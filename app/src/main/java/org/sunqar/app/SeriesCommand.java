// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import picocli.CommandLine.Command;

/** {@code sunqar series}: the table of its commands. */
@Command(
    name = "series",
    description = {
      "Detectors and tools on pixel series in CSV files.",
      "",
      "Example:",
      "  sunqar series detect --observations obs.csv --meta meta.csv --out result.csv",
      ""
    },
    subcommands = {
      SeriesDetectCommand.class,
      SeriesSmoothCommand.class,
      SeriesCompositeCommand.class,
      SeriesPhenologyCommand.class,
      SeriesTrendCommand.class,
      SeriesClimatologyCommand.class,
      SeriesVhiCommand.class,
      SeriesSpiCommand.class
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class SeriesCommand {}
