// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.pixel;

/** What a band means in a picture; the names are GDAL's. */
public enum ColorInterpretation {
  UNDEFINED("Undefined"),
  GRAY("Gray"),
  PALETTE("Palette"),
  RED("Red"),
  GREEN("Green"),
  BLUE("Blue"),
  ALPHA("Alpha"),
  CYAN("Cyan"),
  MAGENTA("Magenta"),
  YELLOW("Yellow"),
  BLACK("Black"),
  Y("YCbCr_Y"),
  CB("YCbCr_Cb"),
  CR("YCbCr_Cr");

  private final String gdalName;

  ColorInterpretation(String gdalName) {
    this.gdalName = gdalName;
  }

  /** The name that gdalinfo prints. */
  public String gdalName() {
    return gdalName;
  }

  /** The one that gdalinfo prints so, in any case; undefined where there is none. */
  public static ColorInterpretation ofGdalName(String name) {
    for (ColorInterpretation color : values()) {
      if (color.gdalName.equalsIgnoreCase(name)) {
        return color;
      }
    }
    return UNDEFINED;
  }
}
