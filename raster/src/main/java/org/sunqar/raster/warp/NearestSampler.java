// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import java.util.OptionalDouble;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;

/** Takes the pixel that holds the centre, its sample copied as it is stored. */
final class NearestSampler extends Sampler {

  /** A place this close above a pixel's edge counts as on it (pixels), as with gdalwarp. */
  private static final double EDGE = 1e-10;

  @Override
  Places places(PlaceMap map, PlaceMap.Piece piece) {
    return map.centres(piece);
  }

  @Override
  int reach() {
    return 1;
  }

  @Override
  void fill(
      WarpSource source, Window piece, Places places, Window needed, Layer layer, Target target) {
    PixelBlock samples = samples(source, layer, needed);
    byte[] mask = source.isMasked(layer) ? source.mask(needed) : null;
    OptionalDouble missing = source.noData(layer);
    boolean copies = samples.type() == target.block().type();
    boolean check = !(copies && sameValue(missing, target.noData()));
    RowWriter writer = target.writer();
    double[] cols = new double[piece.width()];
    double[] rows = new double[piece.width()];
    int[] from = new int[piece.width()];
    for (int row = piece.row(); row < piece.endRow(); row++) {
      places.row(row, cols, rows);
      find(needed, source.width(), source.height(), cols, rows, from);
      if (mask != null) {
        leaveOut(from, mask);
      }
      if (check && missing.isPresent()) {
        leaveOut(from, samples, missing.getAsDouble());
      }
      int to = target.index(piece.col(), row);
      if (copies) {
        copy(samples, from, target.block(), to);
      }
      if (!copies) {
        convert(samples, from, cols);
        writer.write(cols, from.length, to);
      } else if (check) {
        convert(samples, from, cols);
        writer.moveOff(cols, from.length, to);
      }
    }
  }

  private static PixelBlock samples(WarpSource source, Layer layer, Window window) {
    if (layer.isMask() && !source.isMasked()) {
      PixelBlock full = PixelBlock.of(PixelType.UINT8, window.width(), window.height());
      full.fill(255);
      return full;
    }
    return source.samples(layer, window);
  }

  private static boolean sameValue(OptionalDouble a, OptionalDouble b) {
    return a.isPresent() == b.isPresent() && Double.compare(a.orElse(0), b.orElse(0)) == 0;
  }

  /** Indices in a window of the pixels that hold places; -1 outside the source. */
  private static void find(
      Window window, int width, int height, double[] cols, double[] rows, int[] from) {
    for (int i = 0; i < from.length; i++) {
      double col = cols[i] + EDGE;
      double row = rows[i] + EDGE;
      boolean inside = col >= EDGE && row >= EDGE && cols[i] <= width && rows[i] <= height;
      from[i] =
          inside
              ? (Math.min((int) row, height - 1) - window.row()) * window.width()
                  + Math.min((int) col, width - 1)
                  - window.col()
              : -1;
    }
  }

  private static void leaveOut(int[] from, byte[] mask) {
    for (int i = 0; i < from.length; i++) {
      if (from[i] >= 0 && mask[from[i]] == 0) {
        from[i] = -1;
      }
    }
  }

  private static void leaveOut(int[] from, PixelBlock samples, double missing) {
    for (int i = 0; i < from.length; i++) {
      if (from[i] >= 0 && samples.get(from[i]) == missing) {
        from[i] = -1;
      }
    }
  }

  private static void convert(PixelBlock samples, int[] from, double[] out) {
    for (int i = 0; i < from.length; i++) {
      out[i] = from[i] < 0 ? Double.NaN : samples.get(from[i]);
    }
  }

  private static void copy(PixelBlock samples, int[] from, PixelBlock block, int to) {
    switch (block) {
      case PixelBlock.Bytes b -> bytes(((PixelBlock.Bytes) samples).values(), from, b.values(), to);
      case PixelBlock.Shorts b ->
          shorts(((PixelBlock.Shorts) samples).values(), from, b.values(), to);
      case PixelBlock.Ints b -> ints(((PixelBlock.Ints) samples).values(), from, b.values(), to);
      case PixelBlock.Longs b -> longs(((PixelBlock.Longs) samples).values(), from, b.values(), to);
      case PixelBlock.Floats b ->
          floats(((PixelBlock.Floats) samples).values(), from, b.values(), to);
      case PixelBlock.Doubles b ->
          doubles(((PixelBlock.Doubles) samples).values(), from, b.values(), to);
    }
  }

  private static void bytes(byte[] samples, int[] from, byte[] out, int to) {
    for (int i = 0; i < from.length; i++) {
      if (from[i] >= 0) {
        out[to + i] = samples[from[i]];
      }
    }
  }

  private static void shorts(short[] samples, int[] from, short[] out, int to) {
    for (int i = 0; i < from.length; i++) {
      if (from[i] >= 0) {
        out[to + i] = samples[from[i]];
      }
    }
  }

  private static void ints(int[] samples, int[] from, int[] out, int to) {
    for (int i = 0; i < from.length; i++) {
      if (from[i] >= 0) {
        out[to + i] = samples[from[i]];
      }
    }
  }

  private static void longs(long[] samples, int[] from, long[] out, int to) {
    for (int i = 0; i < from.length; i++) {
      if (from[i] >= 0) {
        out[to + i] = samples[from[i]];
      }
    }
  }

  private static void floats(float[] samples, int[] from, float[] out, int to) {
    for (int i = 0; i < from.length; i++) {
      if (from[i] >= 0) {
        out[to + i] = samples[from[i]];
      }
    }
  }

  private static void doubles(double[] samples, int[] from, double[] out, int to) {
    for (int i = 0; i < from.length; i++) {
      if (from[i] >= 0) {
        out[to + i] = samples[from[i]];
      }
    }
  }
}
