// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.terrain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.ColorInterpretation;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Pixels;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.pixel.SampleValues;

/**
 * Shading, slope or aspect of a raster of heights, computed when read from the gradient over the
 * eight neighbours of each pixel (Horn 1981, Hill shading and the reflectance map), as gdaldem
 * does. Heights are physical values ({@code stored * scale + offset}). Has the overviews of the
 * heights, with the gradients of those. Does not close the heights.
 *
 * <p>Two differences from gdaldem: the size of a degree is that of the place unless a scale is
 * given, and aspects take it and the shape of pixels into account. Known limit: on a projected grid
 * lengths are those on the map, in Web Mercator larger than on the ground by 1 / cos(latitude).
 */
public final class TerrainRaster implements Raster {

  private static final double NO_DATA = -9999;

  private final Raster heights;
  private final int source;
  private final TerrainMeasure measure;
  private final TerrainOptions options;
  private final BandInfo band;
  private final List<TerrainRaster> overviews;

  private TerrainRaster(
      Raster heights, int source, TerrainMeasure measure, TerrainOptions options) {
    this.heights = heights;
    this.source = source;
    this.measure = measure;
    this.options = options;
    this.band = band(measure);
    this.overviews =
        heights.overviews().stream()
            .map(overview -> new TerrainRaster(overview, source, measure, options))
            .toList();
  }

  /**
   * A measure of the heights in a band.
   *
   * @param band from 1
   */
  public static TerrainRaster of(
      Raster heights, int band, TerrainMeasure measure, TerrainOptions options) {
    if (band < 1 || band > heights.bands().size()) {
      throw new IllegalArgumentException(
          "band %d of %s, which has %d".formatted(band, heights.name(), heights.bands().size()));
    }
    return new TerrainRaster(heights, band, measure, options);
  }

  private static BandInfo band(TerrainMeasure measure) {
    return switch (measure) {
      case TerrainMeasure.Hillshade h ->
          BandInfo.of("hillshade", PixelType.UINT8, 0).withColor(ColorInterpretation.GRAY);
      case TerrainMeasure.Slope s ->
          BandInfo.of("slope", PixelType.FLOAT32, NO_DATA)
              .withUnit(s == TerrainMeasure.Slope.DEGREES ? "degree" : "percent");
      case TerrainMeasure.Aspect a ->
          BandInfo.of("aspect", PixelType.FLOAT32, NO_DATA).withUnit("degree");
    };
  }

  @Override
  public String name() {
    return band.name() + " of " + heights.name();
  }

  @Override
  public Grid grid() {
    return heights.grid();
  }

  @Override
  public List<BandInfo> bands() {
    return List.of(band);
  }

  @Override
  public Map<String, String> metadata() {
    return Map.of();
  }

  @Override
  public int blockWidth() {
    return heights.blockWidth();
  }

  @Override
  public int blockHeight() {
    return heights.blockHeight();
  }

  @Override
  public List<TerrainRaster> overviews() {
    return overviews;
  }

  @Override
  public List<PixelBlock> read(Window window, int... wanted) {
    grid().requireInside(window);
    int count = bandNumbers(wanted).length;
    PixelBlock block = PixelBlock.of(band.type(), window.width(), window.height());
    fill(window, block);
    List<PixelBlock> blocks = new ArrayList<>(List.of(block));
    while (blocks.size() < count) {
      PixelBlock again = PixelBlock.of(band.type(), window.width(), window.height());
      again.copy(block, 0, 0, block.size());
      blocks.add(again);
    }
    return blocks;
  }

  private void fill(Window window, PixelBlock block) {
    HeightRows rows = rows(window);
    int width = window.width();
    double[] x = new double[width];
    double[] y = new double[width];
    double[] out = new double[width];
    for (int row = 0; row < window.height(); row++) {
      Gradient gradient = Gradient.of(grid(), window.row() + row, options);
      double[] above = rows.row(row - 1);
      double[] here = rows.row(row);
      double[] below = rows.row(row + 1);
      if (options.edges()) {
        gradient.rowWithHoles(above, here, below, x, y);
      } else {
        gradient.row(above, here, below, x, y);
      }
      measure(x, y, out);
      SampleValues.store(out, width, block, row * width);
    }
  }

  /** The heights of a window and one pixel around it. */
  private HeightRows rows(Window window) {
    Window around = window.padded(1).intersect(grid().window()).orElse(window);
    Pixels pixels = heights.pixels(around, source);
    return new HeightRows(pixels, window.shifted(-around.col(), -around.row()), options.edges());
  }

  private void measure(double[] x, double[] y, double[] out) {
    switch (measure) {
      case TerrainMeasure.Hillshade sun -> shade(sun, x, y, out);
      case TerrainMeasure.Slope slope -> slope(slope == TerrainMeasure.Slope.PERCENT, x, y, out);
      case TerrainMeasure.Aspect aspect -> aspect(x, y, out);
    }
    double none = band.noData().orElseThrow();
    for (int i = 0; i < out.length; i++) {
      out[i] = Double.isNaN(out[i]) ? none : out[i];
    }
  }

  /** The cosine of the angle between the light and the surface's normal, 0..1 to 1..255. */
  private static void shade(TerrainMeasure.Hillshade sun, double[] x, double[] y, double[] out) {
    double azimuth = Math.toRadians(sun.azimuth());
    double altitude = Math.toRadians(sun.altitude());
    double up = Math.sin(altitude);
    double east = Math.cos(altitude) * Math.sin(azimuth);
    double north = Math.cos(altitude) * Math.cos(azimuth);
    for (int i = 0; i < out.length; i++) {
      double cos = (up - east * x[i] - north * y[i]) / Math.sqrt(1 + x[i] * x[i] + y[i] * y[i]);
      out[i] = 1 + 254 * Math.max(0, cos);
    }
  }

  private static void slope(boolean percent, double[] x, double[] y, double[] out) {
    for (int i = 0; i < out.length; i++) {
      double rise = Math.sqrt(x[i] * x[i] + y[i] * y[i]);
      out[i] = percent ? 100 * rise : Math.toDegrees(Math.atan(rise));
    }
  }

  private static void aspect(double[] x, double[] y, double[] out) {
    for (int i = 0; i < out.length; i++) {
      double degrees = Math.toDegrees(Math.atan2(-x[i], -y[i]));
      // a tiny negative angle may round to 360 as a float
      float clockwise = (float) (degrees < 0 ? degrees + 360 : degrees);
      out[i] = x[i] == 0 && y[i] == 0 ? Double.NaN : clockwise >= 360 ? 0 : clockwise;
    }
  }

  @Override
  public void close() {}
}
