// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.sunqar.app.console.CommandException;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.app.console.OutputOptions;
import org.sunqar.raster.pixel.Raster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sunqar raster info}. */
@Command(
    name = "info",
    description = {
      "Say what a raster is: size, CRS, position, bands, no-data, overviews, metadata.",
      "",
      "The JSON has the fields of 'gdalinfo -json'; geojson is the footprint as a feature in"
          + " longitude and latitude.",
      "",
      "Examples:",
      "  sunqar raster info scene.tif",
      "  sunqar raster info scene.tif --format json",
      "  sunqar raster info scene.tif --format geojson > footprint.geojson",
      ""
    },
    mixinStandardHelpOptions = true)
final class InfoCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(paramLabel = "INPUT", description = "The raster.")
  private String input = "";

  @Mixin private OutputOptions output = new OutputOptions();

  InfoCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    OutputOptions.Format format = output.decided(console);
    if (format == OutputOptions.Format.CSV) {
      throw CommandException.usage(
          "what a raster is does not fit into csv; --format json has it all");
    }
    ObjectNode description;
    try (Raster raster = Inputs.open(input)) {
      description = RasterDescription.of(raster);
    }
    switch (format) {
      case AUTO, TABLE, CSV -> DescriptionText.print(console.out(), description);
      case JSON -> console.out().println(description.toPrettyString());
      case NDJSON -> console.out().println(description);
      case GEOJSON -> console.out().println(feature(description).toPrettyString());
    }
    return ExitCode.DONE;
  }

  /** The footprint, and everything else as its properties. */
  private static ObjectNode feature(ObjectNode description) {
    ObjectNode feature = JsonNodeFactory.instance.objectNode().put("type", "Feature");
    ObjectNode properties = description.deepCopy();
    properties.remove("wgs84Extent");
    feature.set(
        "geometry",
        description.path("wgs84Extent").isMissingNode()
            ? JsonNodeFactory.instance.nullNode()
            : description.get("wgs84Extent"));
    feature.set("properties", properties);
    return feature;
  }
}
