// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.cube;

import java.util.List;
import org.sunqar.analysis.kernel.BlockLayout;
import org.sunqar.raster.geo.Window;

/**
 * All dates of a window of a cube, in the type in which they are stored until a kernel asks for
 * them.
 *
 * @param window the window of the cube's grid
 * @param planes one for each date, each row by row
 */
public record Chunk(Window window, List<Plane> planes) {

  public Chunk {
    planes = List.copyOf(planes);
  }

  /** One date. */
  public sealed interface Plane {

    /** Deals this date out to a slab that begins at a pixel of the chunk. */
    void put(BlockLayout layout, int firstPixel, float[] slab, int date);

    /**
     * The values of some pixels in a row, NaN for no observation.
     *
     * @param first row * width + column in the window
     * @param out the first {@code count} are set
     * @return false when none is an observation; then they may be left as they are
     */
    boolean values(int first, int count, float[] out);

    /** Whether there is no observation at all. */
    boolean isEmpty();

    /** No observation at all. */
    record Missing() implements Plane {
      @Override
      public void put(BlockLayout layout, int firstPixel, float[] slab, int date) {
        layout.putMissing(slab, date);
      }

      @Override
      public boolean values(int first, int count, float[] out) {
        return false;
      }

      @Override
      public boolean isEmpty() {
        return true;
      }
    }

    /** Values, NaN for no observation. */
    @SuppressWarnings("ArrayRecordComponent") // read once, owned by the chunk
    record Values(float[] values) implements Plane {
      @Override
      public void put(BlockLayout layout, int firstPixel, float[] slab, int date) {
        layout.put(values, firstPixel, slab, date);
      }

      @Override
      public boolean values(int first, int count, float[] out) {
        System.arraycopy(values, first, out, 0, count);
        return true;
      }

      @Override
      public boolean isEmpty() {
        for (float value : values) {
          if (!Float.isNaN(value)) {
            return false;
          }
        }
        return true;
      }
    }

    /** Signed 16-bit samples: value = sample * scale + offset. */
    @SuppressWarnings("ArrayRecordComponent")
    record Samples(short[] samples, int noData, float scale, float offset) implements Plane {
      @Override
      public void put(BlockLayout layout, int firstPixel, float[] slab, int date) {
        layout.put(samples, firstPixel, noData, scale, offset, slab, date);
      }

      @Override
      public boolean values(int first, int count, float[] out) {
        return BlockLayout.values(samples, first, count, noData, scale, offset, out);
      }

      @Override
      public boolean isEmpty() {
        for (short sample : samples) {
          if (sample != noData) {
            return false;
          }
        }
        return true;
      }
    }
  }

  /**
   * Fills a slab with all dates.
   *
   * @param firstPixel row * width + column in the window of the slab's first pixel
   * @param slab {@code layout.size()} values, all of them set
   */
  public void fill(BlockLayout layout, int firstPixel, float[] slab) {
    for (int date = 0; date < planes.size(); date++) {
      planes.get(date).put(layout, firstPixel, slab, date);
    }
  }
}
