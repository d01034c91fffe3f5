// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.vector;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.index.strtree.STRtree;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.Raster;

/**
 * Geometries with values as a raster of one band, made when a window is read. Where several cover a
 * pixel, the last one counts.
 */
public final class FeatureRaster implements Raster {

  /** Columns and rows of the blocks in which it is best read. */
  private static final int BLOCK = 512;

  /**
   * A geometry and the value of the pixels that it covers.
   *
   * @param geometry in the CRS of the grid
   */
  public record Feature(Geometry geometry, double value) {}

  private final String name;
  private final Grid grid;
  private final BandInfo band;
  private final double background;
  private final Rasterizer.Rule rule;
  private final List<Feature> features;
  private final STRtree index = new STRtree();

  private FeatureRaster(
      String name,
      Grid grid,
      BandInfo band,
      double background,
      Rasterizer.Rule rule,
      List<Feature> features) {
    this.name = name;
    this.grid = grid;
    this.band = band;
    this.background = background;
    this.rule = rule;
    this.features = List.copyOf(features);
    for (int i = 0; i < this.features.size(); i++) {
      index.insert(this.features.get(i).geometry().getEnvelopeInternal(), i);
    }
    index.build();
  }

  /**
   * Puts features on a grid.
   *
   * @param name for messages
   * @param band what the values are
   * @param background value of pixels that no feature covers
   * @param features those that come later cover earlier ones
   */
  public static FeatureRaster of(
      String name,
      Grid grid,
      BandInfo band,
      double background,
      Rasterizer.Rule rule,
      List<Feature> features) {
    return new FeatureRaster(name, grid, band, background, rule, features);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Grid grid() {
    return grid;
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
    return BLOCK;
  }

  @Override
  public int blockHeight() {
    return BLOCK;
  }

  @Override
  public List<Raster> overviews() {
    return List.of();
  }

  @Override
  public List<PixelBlock> read(Window window, int... wanted) {
    grid.requireInside(window);
    int count = bandNumbers(wanted).length;
    PixelBlock block = PixelBlock.of(band.type(), window.width(), window.height());
    block.fill(background);
    Grid part = grid.crop(window);
    for (int feature : featuresIn(part)) {
      Feature one = features.get(feature);
      Rasterizer.burn(one.geometry(), part, rule, one.value(), block);
    }
    List<PixelBlock> blocks = new ArrayList<>(List.of(block));
    while (blocks.size() < count) {
      PixelBlock again = PixelBlock.of(band.type(), window.width(), window.height());
      again.copy(block, 0, 0, block.size());
      blocks.add(again);
    }
    return blocks;
  }

  /** Numbers of the features that may touch a part, in their order. */
  private List<Integer> featuresIn(Grid part) {
    Bounds b = part.bounds();
    Envelope envelope =
        new Envelope(new Coordinate(b.minX(), b.minY()), new Coordinate(b.maxX(), b.maxY()));
    // a line is one pixel wide, so that it may show a pixel away from where it is
    double pixel =
        Math.hypot(part.affine().a(), part.affine().d())
            + Math.hypot(part.affine().b(), part.affine().e());
    envelope.expandBy(pixel);
    List<Integer> found = new ArrayList<>();
    for (Object number : index.query(envelope)) {
      found.add((Integer) number);
    }
    found.sort(Comparator.naturalOrder());
    return found;
  }

  @Override
  public void close() {}
}
