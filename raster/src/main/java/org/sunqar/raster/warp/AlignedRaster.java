// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.Raster;

/** A part of a raster whose grid is aligned with its own, read through kept pieces. */
final class AlignedRaster implements Raster {

  private final Raster source;
  private final Grid grid;
  private final Window part;
  private final SourceBlocks blocks;

  /**
   * @param source closed with this
   * @param grid aligned with the source's, and inside it
   */
  AlignedRaster(Raster source, Grid grid, SourceBlocks blocks) {
    this.source = source;
    this.grid = grid;
    this.part = source.grid().windowOf(grid).orElseThrow();
    this.blocks = blocks;
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public Grid grid() {
    return grid;
  }

  @Override
  public List<BandInfo> bands() {
    return source.bands();
  }

  @Override
  public Map<String, String> metadata() {
    return source.metadata();
  }

  @Override
  public int blockWidth() {
    return source.blockWidth();
  }

  @Override
  public int blockHeight() {
    return source.blockHeight();
  }

  @Override
  public List<Raster> overviews() {
    return List.of();
  }

  @Override
  public List<PixelBlock> read(Window window, int... wanted) {
    int[] all = bandNumbers(wanted);
    Window inSource = window.shifted(part.col(), part.row());
    List<PixelBlock> read = new ArrayList<>(all.length);
    for (int band : all) {
      read.add(blocks.read(source, inSource, band, all));
    }
    return read;
  }

  @Override
  public boolean hasMask() {
    return source.hasMask();
  }

  @Override
  public PixelBlock.Bytes readMask(Window window) {
    Window inSource = window.shifted(part.col(), part.row());
    return (PixelBlock.Bytes) blocks.read(source, inSource, SourceBlocks.MASK, new int[0]);
  }

  @Override
  public void close() {
    source.close();
  }
}
