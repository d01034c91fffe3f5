// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code sunqar raster}: the table of its commands. */
@Command(
    name = "raster",
    description = {
      "Read, convert, warp and combine rasters.",
      "",
      "Inputs are files, http(s):// and s3:// addresses, and paths inside archives as in"
          + " scene.zip!/band.tif. What is written is a Cloud-Optimized GeoTIFF unless the name or"
          + " --of says otherwise. Options have GDAL's names where GDAL has them.",
      "",
      "Examples:",
      "  sunqar raster info scene.tif",
      "  sunqar raster checksum https://example.org/scene.tif",
      ""
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class RasterCommand implements Runnable {

  /** The commands, in the order of the help. */
  private static final List<Class<?>> COMMANDS =
      List.of(
          InfoCommand.class,
          ValidateCommand.class,
          ChecksumCommand.class,
          StatsCommand.class,
          ConvertCommand.class,
          OverviewCommand.class,
          WarpCommand.class,
          MosaicCommand.class,
          ClipCommand.class,
          CalcCommand.class,
          TileCommand.class,
          PreviewCommand.class,
          VectorizeCommand.class,
          RasterizeCommand.class);

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the spec
  RasterCommand() {}

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /**
   * Adds the commands that a command line may need. Reading the options of all of them takes longer
   * than many a command itself, so that only the one that is called is added, and none for another
   * noun.
   *
   * @param line the command line of {@code sunqar raster}
   * @param arguments of the program
   */
  public static void addCommands(
      CommandLine line, CommandLine.IFactory factory, String... arguments) {
    String noun = arguments.length > 0 ? arguments[0] : "";
    if (!noun.isEmpty()
        && !noun.startsWith("-")
        && !noun.equals("raster")
        && !noun.equals("help")) {
      return;
    }
    String verb = noun.equals("raster") && arguments.length > 1 ? arguments[1] : "";
    List<Class<?>> called =
        COMMANDS.stream().filter(command -> name(command).equals(verb)).toList();
    for (Class<?> command : called.isEmpty() ? COMMANDS : called) {
      line.addSubcommand(name(command), new CommandLine(command, factory));
    }
  }

  private static String name(Class<?> command) {
    return command.getAnnotation(Command.class).name();
  }
}
