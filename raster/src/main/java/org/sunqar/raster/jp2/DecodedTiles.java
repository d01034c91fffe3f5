// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.jp2;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;

/**
 * The tiles of a codestream as pixels. Those that a window takes a part of are kept, the last ones
 * used, as long as they fit: a tile takes about a tenth of a second to decode, and the windows of a
 * map or of a warp are a fraction of it. Whoever reads tile by tile leaves nothing here. Safe for
 * concurrent use; a tile that two threads want at once is decoded by both.
 */
final class DecodedTiles {

  /** Bytes kept for a file: more than the 11 tiles of 1024 x 1024 across a Sentinel-2 picture. */
  private static final long CAPACITY = 48L << 20;

  private record Key(int reduction, int tile, int component) {}

  private final Codestream stream;
  private final Map<Key, PixelBlock> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long keptBytes;

  DecodedTiles(Codestream stream) {
    this.stream = stream;
  }

  /** The type of the samples of a component of 1 to 16 bits. */
  static PixelType type(int bits, boolean signed) {
    if (bits <= 8) {
      return signed ? PixelType.INT8 : PixelType.UINT8;
    }
    return signed ? PixelType.INT16 : PixelType.UINT16;
  }

  /** The area of a tile on the grid of a reduced resolution; may be empty. */
  Rect area(int reduction, int tile) {
    return TileDecoder.area(stream.size(), tile).reduced(reduction);
  }

  /**
   * Pixels of a tile, for each of some components.
   *
   * @param components from 0
   * @param keep whether they are likely to be asked for again
   */
  List<PixelBlock> read(int reduction, int tile, int[] components, boolean keep)
      throws StreamException {
    @Nullable PixelBlock[] found = new PixelBlock[components.length];
    int[] missing =
        IntStream.range(0, components.length)
            .filter(i -> {
              found[i] = get(new Key(reduction, tile, components[i]));
              return found[i] == null;
            })
            .toArray();
    if (missing.length > 0) {
      int[] wanted = IntStream.of(missing).map(i -> components[i]).toArray();
      List<TileDecoder.Plane> planes = new TileDecoder(stream, reduction).decode(tile, wanted);
      for (int i = 0; i < wanted.length; i++) {
        PixelBlock pixels = pixels(planes.get(i), wanted[i]);
        found[missing[i]] = pixels;
        if (keep) {
          put(new Key(reduction, tile, wanted[i]), pixels);
        }
      }
    }
    List<PixelBlock> result = new ArrayList<>(found.length);
    for (PixelBlock block : found) {
      if (block != null) {
        result.add(block);
      }
    }
    return result;
  }

  private synchronized @Nullable PixelBlock get(Key key) {
    return kept.get(key);
  }

  private synchronized void put(Key key, PixelBlock pixels) {
    if (bytes(pixels) > CAPACITY) {
      return;
    }
    PixelBlock before = kept.put(key, pixels);
    keptBytes += bytes(pixels) - (before == null ? 0 : bytes(before));
    var oldest = kept.values().iterator();
    while (keptBytes > CAPACITY) {
      keptBytes -= bytes(oldest.next());
      oldest.remove();
    }
  }

  private static long bytes(PixelBlock pixels) {
    return (long) pixels.size() * pixels.type().bytes();
  }

  /** Shifts and clamps samples. */
  private PixelBlock pixels(TileDecoder.Plane plane, int component) {
    int bits = stream.precision(component);
    boolean signed = stream.isSigned(component);
    int shift = signed ? 0 : 1 << (bits - 1);
    int low = signed ? -(1 << (bits - 1)) : 0;
    int high = low + (1 << bits) - 1;
    Rect area = plane.area();
    PixelBlock block = PixelBlock.of(type(bits, signed), area.width(), area.height());
    switch (block) {
      case PixelBlock.Bytes b -> clamp(plane.values(), shift, low, high, b.values());
      case PixelBlock.Shorts b -> clamp(plane.values(), shift, low, high, b.values());
      default -> throw new IllegalStateException("a block of " + block.type());
    }
    return block;
  }

  private static void clamp(int[] values, int shift, int low, int high, byte[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) Math.clamp((long) values[i] + shift, low, high);
    }
  }

  private static void clamp(int[] values, int shift, int low, int high, short[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = (short) Math.clamp((long) values[i] + shift, low, high);
    }
  }
}
