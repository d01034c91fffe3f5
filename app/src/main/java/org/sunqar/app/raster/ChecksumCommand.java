// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.app.console.OutputOptions;
import org.sunqar.app.console.TextTable;
import org.sunqar.raster.pixel.GdalChecksum;
import org.sunqar.raster.pixel.Raster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sunqar raster checksum}. */
@Command(
    name = "checksum",
    description = {
      "Print the checksum of each band, the one that 'gdalinfo -checksum' prints.",
      "",
      "Examples:",
      "  sunqar raster checksum scene.tif",
      "  sunqar raster checksum scene.tif --overviews --format csv",
      ""
    },
    mixinStandardHelpOptions = true)
final class ChecksumCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(arity = "1..*", paramLabel = "INPUT", description = "The rasters.")
  private List<String> inputs = List.of();

  @Option(names = "--overviews", description = "Those of the overviews, too; 0 is the image.")
  private boolean overviews;

  @Mixin private BandOptions bands = new BandOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  ChecksumCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    TextTable table = new TextTable("input", "overview", "band", "width", "height", "checksum");
    for (String input : inputs) {
      try (Raster raster = Inputs.open(input)) {
        int[] numbers = bands.of(raster);
        add(table, input, 0, raster, numbers);
        if (overviews) {
          int level = 0;
          for (Raster overview : raster.overviews()) {
            level++;
            add(table, input, level, overview, numbers);
          }
        }
      }
    }
    table.print(console, output.decided(console));
    return ExitCode.DONE;
  }

  private static void add(TextTable table, String input, int level, Raster raster, int[] chosen) {
    for (int band : raster.bandNumbers(chosen)) {
      ObjectNode row = table.addRow();
      row.put("input", input);
      row.put("overview", level);
      row.put("band", band);
      row.put("width", raster.grid().width());
      row.put("height", raster.grid().height());
      row.put("checksum", GdalChecksum.of(raster, band));
    }
  }
}
