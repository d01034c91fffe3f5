// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import org.sunqar.raster.geo.Window;

/** Weighs the neighbourhood of a pixel's centre by a kernel. */
final class KernelSampler extends Sampler {

  private final Kernel kernel;

  KernelSampler(Kernel kernel) {
    this.kernel = kernel;
  }

  @Override
  Places places(PlaceMap map, PlaceMap.Piece piece) {
    return map.centres(piece);
  }

  @Override
  int reach() {
    return kernel.reach() + 1;
  }

  @Override
  void fill(
      WarpSource source, Window piece, Places places, Window needed, Layer layer, Target target) {
    SourcePatch patch = source.patch(layer, needed, target.scratch());
    RowWriter writer = target.writer();
    double[] cols = new double[piece.width()];
    double[] rows = new double[piece.width()];
    double[] out = new double[piece.width()];
    for (int row = piece.row(); row < piece.endRow(); row++) {
      places.row(row, cols, rows);
      kernel.row(patch, cols, rows, piece.width(), out);
      writer.write(out, piece.width(), target.index(piece.col(), row));
    }
  }
}
