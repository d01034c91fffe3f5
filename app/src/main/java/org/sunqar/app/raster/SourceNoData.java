// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import java.util.Optional;
import java.util.OptionalDouble;
import org.sunqar.app.console.CommandException;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.view.ConvertedRaster;
import org.sunqar.raster.view.DescribedRaster;
import picocli.CommandLine.Option;

/** A no-data value that files do not tell, or tell wrongly. */
final class SourceNoData {

  @Option(
      names = {"--src-nodata", "-srcnodata"},
      paramLabel = "VALUE",
      description = "The input's value for no value, or none, whatever it says itself.")
  private Optional<String> noData = Optional.empty();

  /** The raster with that value, closed with what is returned. */
  Raster described(Raster raster) {
    if (noData.isEmpty()) {
      return raster;
    }
    OptionalDouble value = Numbers.orNone("--src-nodata", noData.get());
    return DescribedRaster.of(
        raster,
        raster.grid(),
        raster.bands().stream()
            .map(band -> {
              if (value.isPresent() && !ConvertedRaster.holds(band.type(), value.getAsDouble())) {
                throw CommandException.usage(
                    "--src-nodata %s is not a value of %s"
                        .formatted(noData.get(), band.type().stacName()));
              }
              return band.withNoData(value);
            })
            .toList(),
        raster.metadata());
  }
}
