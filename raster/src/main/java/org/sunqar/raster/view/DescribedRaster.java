// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.view;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.Raster;

/** A raster of which something else is said: the pixels stay what they are. */
public final class DescribedRaster extends ForwardingRaster {

  private final Grid grid;
  private final List<BandInfo> bands;
  private final Map<String, String> metadata;

  private DescribedRaster(
      Raster raster, Grid grid, List<BandInfo> bands, Map<String, String> metadata) {
    super(raster);
    this.grid = grid;
    this.bands = bands;
    this.metadata = metadata;
  }

  /**
   * Says something else of a raster.
   *
   * @param raster closed with the result
   * @param grid of the size of the raster's
   * @param bands of the types of the raster's
   */
  public static DescribedRaster of(
      Raster raster, Grid grid, List<BandInfo> bands, Map<String, String> metadata) {
    Grid old = raster.grid();
    if (grid.width() != old.width() || grid.height() != old.height()) {
      throw new IllegalArgumentException(grid + " for a raster of " + old);
    }
    boolean fits =
        bands.size() == raster.bands().size()
            && IntStream.range(0, bands.size())
                .allMatch(i -> bands.get(i).type() == raster.bands().get(i).type());
    if (!fits) {
      throw new IllegalArgumentException(bands + " for " + raster.bands());
    }
    return new DescribedRaster(
        raster,
        grid,
        List.copyOf(bands),
        Collections.unmodifiableMap(new LinkedHashMap<>(metadata)));
  }

  @Override
  public Raster stored() {
    return raster.stored();
  }

  @Override
  public Grid grid() {
    return grid;
  }

  @Override
  public List<BandInfo> bands() {
    return bands;
  }

  @Override
  public Map<String, String> metadata() {
    return metadata;
  }

  @Override
  public List<? extends Raster> overviews() {
    return raster.overviews().stream()
        .map(overview -> new DescribedRaster(overview, coarse(overview), bands, Map.of()))
        .toList();
  }

  /** The grid of an overview: pixels as many times as large as the overview's are. */
  private Grid coarse(Raster overview) {
    Affine small = overview.grid().affine();
    Affine old = raster.grid().affine();
    double factorX = Math.hypot(small.a(), small.d()) / Math.hypot(old.a(), old.d());
    double factorY = Math.hypot(small.b(), small.e()) / Math.hypot(old.b(), old.e());
    return new Grid(
        grid.crs(),
        grid.affine().scaled(factorX, factorY),
        overview.grid().width(),
        overview.grid().height());
  }
}
