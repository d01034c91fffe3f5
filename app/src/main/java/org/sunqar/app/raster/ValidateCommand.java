// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.sunqar.app.console.CommandException;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.app.console.OutputOptions;
import org.sunqar.raster.source.ByteSource;
import org.sunqar.raster.tiff.CogValidator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sunqar raster validate}. */
@Command(
    name = "validate",
    description = {
      "Check whether files have the layout of a Cloud-Optimized GeoTIFF.",
      "",
      "The rules are those of GDAL's validate_cloud_optimized_geotiff and of rio-cogeo. Exit code 8"
          + " when a file is not one, after its errors and warnings were listed.",
      "",
      "Examples:",
      "  sunqar raster validate scene.tif",
      "  sunqar raster validate *.tif --strict --format json",
      ""
    },
    mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(arity = "1..*", paramLabel = "INPUT", description = "The files.")
  private List<String> inputs = List.of();

  @Option(names = "--strict", description = "Warnings count as errors.")
  private boolean strict;

  @Option(
      names = "--full-check",
      description = "Look at what surrounds every block of a remote file, too: many requests.")
  private boolean full;

  @Mixin private OutputOptions output = new OutputOptions();

  ValidateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<ObjectNode> results = new ArrayList<>();
    for (String input : inputs) {
      try (ByteSource source = Inputs.source(input)) {
        boolean remote = input.contains("://");
        results.add(result(input, CogValidator.validate(source, full || !remote)));
      }
    }
    print(results);
    boolean valid = results.stream().allMatch(result -> result.get("valid").asBoolean());
    return valid ? ExitCode.DONE : ExitCode.NOT_VALID;
  }

  private ObjectNode result(String input, CogValidator.Report report) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("input", input);
    node.put("valid", report.isValid() && !(strict && !report.warnings().isEmpty()));
    report.errors().forEach(node.putArray("errors")::add);
    report.warnings().forEach(node.putArray("warnings")::add);
    return node;
  }

  private void print(List<ObjectNode> results) {
    switch (output.decided(console)) {
      case AUTO, TABLE -> results.forEach(this::printText);
      case NDJSON -> results.forEach(console.out()::println);
      case JSON ->
          console
              .out()
              .println(JsonNodeFactory.instance.arrayNode().addAll(results).toPrettyString());
      case CSV, GEOJSON ->
          throw CommandException.usage("what is wrong with a file is a table, json or ndjson");
    }
    console.out().flush();
  }

  private void printText(ObjectNode result) {
    console
        .out()
        .println(
            console.text(
                result.get("valid").asBoolean() ? "cog.yes" : "cog.no",
                "file",
                result.get("input").asText()));
    result
        .get("errors")
        .forEach(error ->
            console.out().println("  " + console.text("cog.error", "text", error.asText())));
    result
        .get("warnings")
        .forEach(warning ->
            console.out().println("  " + console.text("cog.warning", "text", warning.asText())));
  }
}
