// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.sunqar.raster.pixel.PixelBlock;

/**
 * Halves a resolution: each pixel stands for two by two of the finer one, fewer at an odd right or
 * lower edge. Pixels without a value do not take part in a mean; four of them make one of them.
 */
final class OverviewBuilder {

  private final TileLevel fine;
  private final TileLevel coarse;
  private final EncoderPool encoders;
  private final Overviews method;
  private final OptionalDouble noData;

  OverviewBuilder(
      TileLevel fine,
      TileLevel coarse,
      EncoderPool encoders,
      Overviews method,
      OptionalDouble noData) {
    this.fine = fine;
    this.coarse = coarse;
    this.encoders = encoders;
    this.method = method;
    this.noData = noData;
  }

  /** Makes all tiles of the coarser level, on all cores. */
  void build() {
    IntStream.range(0, coarse.tiles()).parallel().forEach(this::buildTile);
  }

  private void buildTile(int tile) {
    ImageLayout layout = coarse.layout();
    int col = tile % layout.blocksAcross();
    int row = tile / layout.blocksAcross() % layout.blocksDown();
    int plane = tile / layout.blocksAcross() / layout.blocksDown();
    PixelBlock target = PixelBlock.of(layout.type(), layout.blockWidth(), layout.blockHeight());
    if (noData.isPresent() && noData.getAsDouble() != 0) {
      for (int i = 0; i < target.size(); i++) {
        target.set(i, noData.getAsDouble());
      }
    }
    boolean any = false;
    for (int quarter = 0; quarter < 4; quarter++) {
      int fineRow = 2 * row + quarter / 2;
      int fineCol = 2 * col + quarter % 2;
      if (fineRow < fine.layout().blocksDown() && fineCol < fine.layout().blocksAcross()) {
        int source = fine.index(plane, fineRow, fineCol);
        if (!fine.isMissing(source)) {
          reduce(fine.load(source), fineRow, fineCol, target, quarter);
          any = true;
        }
      }
    }
    if (any) {
      coarse.store(tile, encoders.encode(target));
    }
  }

  /** Reduces one tile to a quarter of another. */
  private void reduce(PixelBlock source, int row, int col, PixelBlock target, int quarter) {
    int size = source.width();
    int width = Math.min(size, fine.layout().width() - col * size);
    int height = Math.min(size, fine.layout().height() - row * size);
    int half = size / 2;
    int corner = quarter / 2 * half * size + quarter % 2 * half;
    for (int y = 0; y < height; y += 2) {
      for (int x = 0; x < width; x += 2) {
        int from = y * size + x;
        double value =
            method == Overviews.NEAREST
                ? source.get(from)
                : mean(source, from, x + 1 < width, y + 1 < height);
        target.set(corner + y / 2 * size + x / 2, value);
      }
    }
  }

  private double mean(PixelBlock source, int from, boolean right, boolean below) {
    double sum = 0;
    int count = 0;
    double first = Double.NaN;
    for (int i = 0; i < 4; i++) {
      if ((i % 2 == 0 || right) && (i < 2 || below)) {
        double value = source.get(from + i % 2 + i / 2 * source.width());
        if (isValue(value)) {
          first = count == 0 ? value : first;
          sum += value;
          count++;
        }
      }
    }
    if (count == 0) {
      return noData.orElse(Double.NaN);
    }
    double mean = sum / count;
    double stored =
        switch (source.type()) {
          case FLOAT64 -> mean;
          case FLOAT32 -> (float) mean;
          default -> Math.rint(mean);
        };
    return isValue(stored) ? stored : first; // a mean that happens to be the no-data value
  }

  private boolean isValue(double value) {
    return !Double.isNaN(value) && (noData.isEmpty() || value != noData.getAsDouble());
  }
}
