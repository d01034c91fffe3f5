// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.Resampling;

/** Looks at all source pixels below a target pixel that have a value. */
final class AreaSampler extends Sampler {

  /** Makes one number of the pixels of a box. */
  interface Reducer {

    /** NaN when no pixel of the box has a value. */
    double reduce(SourcePatch patch, Box box);
  }

  /** Makes a reducer for one thread. */
  interface Reducers {
    Reducer make();
  }

  private final Reducers reducers;
  private final boolean conserving;
  private final Footprint footprint;

  AreaSampler(Resampling resampling, Footprint footprint) {
    this.reducers = AreaReducers.of(resampling);
    this.conserving = resampling == Resampling.SUM;
    this.footprint = footprint;
  }

  @Override
  Places places(PlaceMap map, PlaceMap.Piece piece) {
    return map.corners(piece);
  }

  /** A box reaches beyond the corners where a jump makes it one of typical size. */
  @Override
  int reach() {
    return (int) Math.ceil(Math.max(footprint.cols(), footprint.rows()) / 2) + 1;
  }

  @Override
  void fill(
      WarpSource source, Window piece, Places places, Window needed, Layer layer, Target target) {
    SourcePatch patch = source.patch(layer, needed, target.scratch());
    RowWriter writer = target.writer();
    Reducer reducer = reducers.make();
    Box box = new Box(source.width(), source.height(), footprint, conserving);
    int count = piece.width();
    double[] cols = new double[count + 1];
    double[] rows = new double[count + 1];
    double[] nextCols = new double[count + 1];
    double[] nextRows = new double[count + 1];
    double[] out = new double[count];
    places.row(piece.row(), nextCols, nextRows);
    for (int row = piece.row(); row < piece.endRow(); row++) {
      double[] swap = cols;
      cols = nextCols;
      nextCols = swap;
      swap = rows;
      rows = nextRows;
      nextRows = swap;
      places.row(row + 1, nextCols, nextRows);
      for (int i = 0; i < count; i++) {
        out[i] =
            box.set(cols, rows, nextCols, nextRows, i) ? reducer.reduce(patch, box) : Double.NaN;
      }
      writer.write(out, count, target.index(piece.col(), row));
    }
  }
}
