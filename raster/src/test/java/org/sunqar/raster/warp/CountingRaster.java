// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.Raster;

/** A raster in memory, with a mask or without, that counts the pixels read from it. */
final class CountingRaster implements Raster {

  private final Grid grid;
  private final List<BandInfo> bands;
  private final List<PixelBlock> blocks;
  private final Optional<PixelBlock.Bytes> mask;
  private final List<CountingRaster> overviews;
  private boolean closed;
  private final AtomicLong pixelsRead = new AtomicLong();

  CountingRaster(
      Grid grid, List<BandInfo> bands, List<PixelBlock> blocks, Optional<PixelBlock.Bytes> mask) {
    this(grid, bands, blocks, mask, List.of());
  }

  CountingRaster(
      Grid grid,
      List<BandInfo> bands,
      List<PixelBlock> blocks,
      Optional<PixelBlock.Bytes> mask,
      List<CountingRaster> overviews) {
    this.overviews = List.copyOf(overviews);
    this.grid = grid;
    this.bands = List.copyOf(bands);
    this.blocks = List.copyOf(blocks);
    this.mask = mask;
  }

  CountingRaster(Grid grid, BandInfo band, PixelBlock block) {
    this(grid, List.of(band), List.of(block), Optional.empty());
  }

  boolean isClosed() {
    return closed;
  }

  long pixelsRead() {
    return pixelsRead.get();
  }

  @Override
  public String name() {
    return "memory";
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
    return Map.of();
  }

  @Override
  public int blockWidth() {
    return 64;
  }

  @Override
  public int blockHeight() {
    return 64;
  }

  @Override
  public List<CountingRaster> overviews() {
    return overviews;
  }

  @Override
  public List<PixelBlock> read(Window window, int... wanted) {
    pixelsRead.addAndGet(window.pixels());
    int[] all = wanted.length == 0 ? IntStream.rangeClosed(1, bands.size()).toArray() : wanted;
    List<PixelBlock> parts = new ArrayList<>();
    for (int band : all) {
      parts.add(crop(blocks.get(band - 1), window));
    }
    return parts;
  }

  @Override
  public boolean hasMask() {
    return mask.isPresent();
  }

  @Override
  public PixelBlock.Bytes readMask(Window window) {
    return mask.map(m -> (PixelBlock.Bytes) crop(m, window))
        .orElseGet(() -> Raster.super.readMask(window));
  }

  private static PixelBlock crop(PixelBlock block, Window window) {
    PixelBlock part = PixelBlock.of(block.type(), window.width(), window.height());
    for (int row = 0; row < window.height(); row++) {
      part.copy(
          block,
          (window.row() + row) * block.width() + window.col(),
          row * window.width(),
          window.width());
    }
    return part;
  }

  @Override
  public void close() {
    closed = true;
  }
}
