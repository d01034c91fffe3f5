// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.sunqar.app.console.CommandException;
import org.sunqar.app.console.Console;
import org.sunqar.raster.calc.CalcOptions;
import org.sunqar.raster.calc.CalcRaster;
import org.sunqar.raster.calc.Expression;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Raster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sunqar raster calc}. */
@Command(
    name = "calc",
    description = {
      "Compute with bands; one expression, or several with ; between them, is one band each.",
      "",
      "With one INPUT, its bands are b1, b2, ... and go by their names. -A to -Z give letters to"
          + " rasters as in gdal_calc: A is the first band of -A, A.b2 its second. The grammar is"
          + " that of Python: + - * / // %% **, comparisons, and or not, where(c, a, b), clip, min,"
          + " max, abs, sqrt, log, exp, isnan, nan, pi. All is computed in 64-bit floats. A pixel"
          + " without a value makes the result one without a value.",
      "",
      "Examples:",
      "  sunqar raster calc '(b4-b3)/(b4+b3)' scene.tif --out ndvi.tif",
      "  sunqar raster calc 'where(A>0,(B-A)/(B+A),nan)' -A red.tif -B nir.tif --out ndvi.tif",
      "  sunqar raster calc 'b1>100' scene.tif --out mask.tif --type uint8 --nodata 255",
      ""
    },
    mixinStandardHelpOptions = true)
final class CalcCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(index = "0", paramLabel = "EXPRESSION", description = "What is computed.")
  private String expression = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "INPUT",
      description = "The raster whose bands are b1, b2, ...")
  private Optional<String> input = Optional.empty();

  @Mixin private LetterOptions letters = new LetterOptions();

  @Option(
      names = {"-o", "--out", "--outfile"},
      required = true,
      paramLabel = "FILE",
      description = "What is written.")
  private String out = "";

  @Option(
      names = {"--type", "-ot"},
      paramLabel = "TYPE",
      converter = OptionNames.Type.class,
      description = "Type of the result: uint8, int16, ... (default: float32).")
  private PixelType type = PixelType.FLOAT32;

  @Option(
      names = {"--nodata", "--dst-nodata"},
      paramLabel = "VALUE",
      description =
          "Stored where there is no value, or none for a mask instead (default: nan for floats,"
              + " none for integers).")
  private Optional<String> noData = Optional.empty();

  @Option(
      names = "--unscale",
      description = "Compute with physical values, stored x scale + offset.")
  private boolean unscale;

  @Mixin private WriteOptions write = new WriteOptions();

  CalcCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path target = FileArguments.localFile(out);
    write.check(target);
    List<Expression> expressions = Expression.parseList(expression);
    CalcOptions options = options();
    Map<String, String> named = letters.rasters();
    if (input.isPresent() == !named.isEmpty()) {
      throw CommandException.usage(
          input.isPresent()
              ? "INPUT and letters exclude each other: its bands are b1, b2, ..."
              : "there is no raster to compute with: name one INPUT, or -A a.tif -B b.tif ...");
    }
    try (OpenRasters open = new OpenRasters()) {
      if (input.isPresent()) {
        Raster raster = open.open(input.get());
        return write.write(console, CalcRaster.of(expressions, raster, options), target);
      }
      Map<String, Raster> rasters = new LinkedHashMap<>();
      named.forEach((letter, location) -> rasters.put(letter, open.open(location)));
      Raster result = CalcRaster.of(expressions, CalcRaster.inputs(rasters), options);
      return write.write(console, result, target);
    }
  }

  private CalcOptions options() {
    OptionalDouble missing =
        noData
            .map(text -> Numbers.orNone("--nodata", text))
            .orElse(type.isFloat() ? OptionalDouble.of(Double.NaN) : OptionalDouble.empty());
    ValueOptions.checkHolds(type, missing, "--nodata");
    return CalcOptions.defaults().withType(type, missing).withUnscaled(unscale);
  }
}
