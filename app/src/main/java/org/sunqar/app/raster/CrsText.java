// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import org.sunqar.app.console.CommandException;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Crs;
import picocli.CommandLine;

/** A CRS on the command line; one that is not understood is a wrong command line. */
final class CrsText implements CommandLine.ITypeConverter<Crs> {

  static Crs parse(String text) {
    try {
      return Crs.of(text);
    } catch (RasterException e) {
      throw CommandException.usage(e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  @Override
  public Crs convert(String text) {
    try {
      return Crs.of(text);
    } catch (RasterException e) {
      throw new CommandLine.TypeConversionException(e.getMessage());
    }
  }
}
