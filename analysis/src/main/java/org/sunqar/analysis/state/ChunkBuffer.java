// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.state;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * The planes of one chunk in memory. For use by one thread, and used again for the next chunk; the
 * arrays stay the same.
 */
public final class ChunkBuffer {

  private final float[][] planes;

  /** One plane as the file has it: it goes to and from the disk while it is in the cache. */
  private final ByteBuffer bytes;

  private final FloatBuffer floats;

  /** A buffer for chunks of a layout; its values are 0 until they are read or set. */
  public ChunkBuffer(PlaneLayout layout) {
    this.planes = new float[layout.planes().size()][layout.chunkPixels()];
    this.bytes =
        ByteBuffer.allocateDirect(layout.chunkPixels() * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    this.floats = bytes.asFloatBuffer();
  }

  /** One plane, row by row; to be read and changed in place. */
  public float[] plane(int index) {
    return planes[index];
  }

  /** All planes, in the order of the layout; the arrays themselves. */
  public float[][] planes() {
    return planes.clone();
  }

  /** Takes all values of a buffer of the same layout. */
  public void copy(ChunkBuffer other) {
    for (int i = 0; i < planes.length; i++) {
      System.arraycopy(other.planes[i], 0, planes[i], 0, planes[i].length);
    }
  }

  /** Whether a buffer of the same layout has the same values, NaN by its bits. */
  public boolean isSame(ChunkBuffer other) {
    for (int i = 0; i < planes.length; i++) {
      if (!Arrays.equals(planes[i], other.planes[i])) {
        return false;
      }
    }
    return true;
  }

  /** An empty place for the bytes of a plane. */
  ByteBuffer empty() {
    return bytes.clear();
  }

  /** Takes the bytes that were put there as the values of a plane. */
  void load(int plane) {
    floats.get(0, planes[plane]);
  }

  /** The bytes of a plane, until the next call. */
  ByteBuffer bytes(int plane) {
    floats.put(0, planes[plane]);
    return bytes.clear();
  }
}
