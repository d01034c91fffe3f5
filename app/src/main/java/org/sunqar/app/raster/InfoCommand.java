// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.sunqar.app.console.CommandException;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.app.console.OutputOptions;
import org.sunqar.raster.pixel.GdalChecksum;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.stats.BandStatistics;
import org.sunqar.raster.stats.Statistics;
import org.sunqar.raster.stats.StatisticsOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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
      "  sunqar raster info scene.tif --format json --checksum --stats",
      "  sunqar raster info scene.tif --format geojson > footprint.geojson",
      ""
    },
    mixinStandardHelpOptions = true)
final class InfoCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(paramLabel = "INPUT", description = "The raster.")
  private String input = "";

  @Option(names = "--checksum", description = "Checksums of the bands, too; reads all pixels.")
  private boolean checksum;

  @Option(names = "--stats", description = "Exact statistics of the bands; reads all pixels.")
  private boolean stats;

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
      if (checksum) {
        addChecksums(description, raster);
      }
      if (stats) {
        addStatistics(description, raster);
      }
    }
    switch (format) {
      case AUTO, TABLE, CSV -> DescriptionText.print(console.out(), description);
      case JSON -> console.out().println(description.toPrettyString());
      case NDJSON -> console.out().println(description);
      case GEOJSON -> console.out().println(feature(description).toPrettyString());
    }
    return ExitCode.DONE;
  }

  private static void addChecksums(ObjectNode description, Raster raster) {
    for (int band = 1; band <= raster.bands().size(); band++) {
      band(description, band).put("checksum", GdalChecksum.of(raster, band));
    }
  }

  private static void addStatistics(ObjectNode description, Raster raster) {
    List<BandStatistics> all = Statistics.of(raster, StatisticsOptions.defaults());
    for (int i = 0; i < all.size(); i++) {
      ObjectNode band = band(description, i + 1);
      RasterDescription.number(band, "minimum", all.get(i).min());
      RasterDescription.number(band, "maximum", all.get(i).max());
      RasterDescription.number(band, "mean", all.get(i).mean());
      RasterDescription.number(band, "stdDev", all.get(i).std());
    }
  }

  private static ObjectNode band(ObjectNode description, int band) {
    return (ObjectNode) description.get("bands").get(band - 1);
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
