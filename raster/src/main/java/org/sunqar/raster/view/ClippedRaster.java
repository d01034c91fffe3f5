// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.view;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Geometry;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.ColorInterpretation;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.vector.Rasterizer;

/**
 * A raster without its pixels outside of polygons: they hold the no-data value, or 0 and are masked
 * where there is none. Alpha is 0 there.
 */
public final class ClippedRaster extends ForwardingRaster {

  private final Geometry area;
  private final Rasterizer.Rule rule;

  private ClippedRaster(Raster raster, Geometry area, Rasterizer.Rule rule) {
    super(raster);
    this.area = area;
    this.rule = rule;
  }

  /**
   * Clips a raster.
   *
   * @param raster closed with the result
   * @param area polygons in the CRS of the raster
   * @param rule which pixels are inside
   */
  public static ClippedRaster of(Raster raster, Geometry area, Rasterizer.Rule rule) {
    return new ClippedRaster(raster, area.copy(), rule);
  }

  @Override
  public List<BandInfo> bands() {
    return raster.bands().stream()
        .map(band -> band.withMetadata(RasterView.withoutStatistics(band.metadata())))
        .toList();
  }

  @Override
  public List<? extends Raster> overviews() {
    return raster.overviews().stream()
        .map(overview -> new ClippedRaster(overview, area, rule))
        .toList();
  }

  @Override
  public List<PixelBlock> read(Window window, int... wanted) {
    int[] numbers = raster.bandNumbers(wanted);
    byte[] inside = inside(window);
    List<PixelBlock> blocks = new ArrayList<>(raster.read(window, numbers));
    for (int i = 0; i < numbers.length; i++) {
      BandInfo band = raster.bands().get(numbers[i] - 1);
      boolean alpha = band.color() == ColorInterpretation.ALPHA;
      double missing = alpha ? 0 : band.noData().orElse(0);
      PixelBlock block = blocks.get(i);
      for (int at = 0; at < inside.length; at++) {
        if (inside[at] == 0) {
          block.set(at, missing);
        }
      }
    }
    return blocks;
  }

  @Override
  public boolean hasMask() {
    return raster.hasMask() || raster.bands().stream().anyMatch(band -> band.noData().isEmpty());
  }

  @Override
  public PixelBlock.Bytes readMask(Window window) {
    PixelBlock.Bytes mask = raster.readMask(window);
    byte[] inside = inside(window);
    byte[] both = mask.values().clone();
    for (int i = 0; i < both.length; i++) {
      both[i] &= inside[i];
    }
    return new PixelBlock.Bytes(mask.type(), mask.width(), mask.height(), both);
  }

  /** 255 inside, else 0. */
  private byte[] inside(Window window) {
    return Rasterizer.mask(area, grid().crop(window), rule).values();
  }
}
