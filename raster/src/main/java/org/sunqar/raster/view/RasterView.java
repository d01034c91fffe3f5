// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.GroundControl;
import org.sunqar.raster.geo.Rpc;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.Raster;

/**
 * Some bands of a window of a raster, in any order. Ground control points and rational polynomials
 * follow the window. Statistics that the raster carries are left out where the window is not all of
 * it, as they would be wrong. The mask stays that of the raster, also where its alpha band is not
 * among the bands.
 *
 * <p>Known limit: a window that is not the whole raster has no overviews.
 */
public final class RasterView extends ForwardingRaster {

  private final Window window;
  private final int[] chosen;
  private final Grid grid;
  private final List<BandInfo> bands;

  private RasterView(Raster raster, Window window, int[] chosen) {
    super(raster);
    this.window = window;
    this.chosen = chosen;
    boolean whole = window.equals(raster.grid().window());
    this.grid = whole ? raster.grid() : raster.grid().crop(window);
    this.bands =
        Arrays.stream(chosen)
            .mapToObj(band -> raster.bands().get(band - 1))
            .map(band -> whole ? band : band.withMetadata(withoutStatistics(band.metadata())))
            .toList();
  }

  /**
   * Some bands of all pixels.
   *
   * @param raster closed with the view
   * @param bands from 1, in any order, again if need be; none means all
   */
  public static RasterView ofBands(Raster raster, int... bands) {
    return of(raster, raster.grid().window(), bands);
  }

  /**
   * Some bands of a window.
   *
   * @param raster closed with the view
   * @param window inside the grid of the raster
   * @param bands from 1, in any order, again if need be; none means all
   */
  public static RasterView of(Raster raster, Window window, int... bands) {
    raster.grid().requireInside(window);
    return new RasterView(raster, window, raster.bandNumbers(bands).clone());
  }

  /** Items about a band that still hold when its values are others. */
  static Map<String, String> withoutStatistics(Map<String, String> items) {
    Map<String, String> kept = new LinkedHashMap<>(items);
    kept.keySet().removeIf(name -> name.startsWith("STATISTICS_"));
    return kept;
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
  public Optional<GroundControl> groundControl() {
    return raster
        .groundControl()
        .map(control ->
            new GroundControl(
                control.crs(),
                control.points().stream()
                    .map(p ->
                        new GroundControl.Point(
                            p.col() - window.col(),
                            p.row() - window.row(),
                            p.x(),
                            p.y(),
                            p.height()))
                    .toList()));
  }

  @Override
  public Optional<Rpc> rpc() {
    return raster
        .rpc()
        .map(r ->
            new Rpc(
                r.errorBias(),
                r.errorRandom(),
                r.rowOffset() - window.row(),
                r.colOffset() - window.col(),
                r.latOffset(),
                r.lonOffset(),
                r.heightOffset(),
                r.rowScale(),
                r.colScale(),
                r.latScale(),
                r.lonScale(),
                r.heightScale(),
                r.rowNumerator(),
                r.rowDenominator(),
                r.colNumerator(),
                r.colDenominator()));
  }

  @Override
  public List<? extends Raster> overviews() {
    return window.equals(raster.grid().window())
        ? raster.overviews().stream().map(overview -> ofBands(overview, chosen)).toList()
        : List.of();
  }

  @Override
  public List<PixelBlock> read(Window part, int... bands) {
    grid.requireInside(part);
    int[] wanted =
        bands.length == 0
            ? chosen
            : Arrays.stream(bands).map(band -> chosen[check(band) - 1]).toArray();
    Window there = part.shifted(window.col(), window.row());
    Set<Integer> distinct = new HashSet<>();
    boolean repeated = !Arrays.stream(wanted).allMatch(distinct::add);
    return repeated ? eachAlone(there, wanted) : raster.read(there, wanted);
  }

  /** A band that is asked for twice is read twice, so that no two blocks share storage. */
  private List<PixelBlock> eachAlone(Window there, int[] wanted) {
    List<PixelBlock> blocks = new ArrayList<>(wanted.length);
    for (int band : wanted) {
      blocks.add(raster.read(there, band).getFirst());
    }
    return blocks;
  }

  @Override
  public PixelBlock.Bytes readMask(Window part) {
    grid.requireInside(part);
    return raster.readMask(part.shifted(window.col(), window.row()));
  }

  private int check(int band) {
    if (band < 1 || band > chosen.length) {
      throw new IllegalArgumentException("band " + band + " of " + chosen.length);
    }
    return band;
  }
}
