// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import com.intel.gkl.compression.IntelDeflater;
import java.util.zip.Adler32;
import java.util.zip.Deflater;

/**
 * Deflate in a zlib wrapper (RFC 1950, 1951), by Intel's native deflaters where they load. Not safe
 * for use by several threads.
 *
 * <p>At levels 2 to 6 a block is first deflated by ISA-L, which takes a tenth of the time of level
 * 6. Where more than half of the block is left, the search for long matches, which is what levels
 * are about, finds next to nothing in the noise of the image: on tiles of satellite images (8, 16
 * and 32 bits, with predictor) such results are 0.99 to 1.02 times those of level 6. They stand;
 * other blocks, of which ISA-L leaves up to 1.2 times as much, are deflated again as asked.
 *
 * <p>Tried and left out: libdeflate by FFM (2.5 times as fast as Intel's level 6, but only where
 * the system has it, and 4 times slower than ISA-L where matches are rare), and the JDK's zlib (0.4
 * times the speed of Intel's at equal size), which remains where there is no native library.
 */
final class DeflateEncoder implements AutoCloseable {

  private static final int HEADER = 2;
  private static final int TRAILER = 4;

  /** Levels of the native library that ISA-L implements: 1, and 2 that finds a little more. */
  private static final int FASTEST = 1;

  private static final int FAST = 2;

  /** Above this level nobody is asked to save time. */
  private static final int HIGHEST_TO_SAVE = 6;

  /** Method deflate with a window of 32 KiB, default effort, no dictionary. */
  private static final int ZLIB_HEADER = 0x789c;

  private final Adler32 adler = new Adler32();
  private final Deflater thorough;
  private final Deflater fast;
  private final boolean triesFast;
  private byte[] packed = new byte[0];

  DeflateEncoder(int level) {
    boolean intel = NativeDeflate.AVAILABLE;
    thorough = intel ? new IntelDeflater(level, true) : new Deflater(level, true);
    triesFast = intel && level > FASTEST && level <= HIGHEST_TO_SAVE;
    fast = triesFast ? new IntelDeflater(FAST, true) : thorough;
  }

  /** The stored form of the first {@code bytes} bytes. */
  byte[] encode(byte[] raw, int bytes) {
    int most = bytes + bytes / 8 + 4096; // blocks that do not shrink are stored, and grow by less
    if (packed.length < most) {
      packed = new byte[most];
    }
    int length = deflate(fast, raw, bytes);
    if (triesFast && length < bytes / 2) {
      length = deflate(thorough, raw, bytes);
    }
    byte[] out = new byte[HEADER + length + TRAILER];
    out[0] = (byte) (ZLIB_HEADER >> 8);
    out[1] = (byte) ZLIB_HEADER;
    System.arraycopy(packed, 0, out, HEADER, length);
    adler.reset();
    adler.update(raw, 0, bytes);
    int sum = (int) adler.getValue();
    for (int i = 0; i < TRAILER; i++) {
      out[HEADER + length + i] = (byte) (sum >> (24 - 8 * i));
    }
    return out;
  }

  /** Deflates, and returns the length of the stream. */
  private int deflate(Deflater deflater, byte[] raw, int bytes) {
    deflater.reset();
    deflater.setInput(raw, 0, bytes);
    deflater.finish();
    int length = deflater.deflate(packed, 0, packed.length);
    if (!deflater.finished()) {
      throw new IllegalStateException(
          "deflate made more than %d bytes of %d".formatted(packed.length, bytes));
    }
    return length;
  }

  @Override
  public void close() {
    thorough.end();
    fast.end();
  }

  /** Prepares the native deflater once; it crashes when it is used before. */
  private static final class NativeDeflate {

    static final boolean AVAILABLE = InflateDecoder.isNativeAvailable() && load();

    private static boolean load() {
      try {
        IntelDeflater probe = new IntelDeflater(FAST, true);
        boolean loaded = probe.load(null);
        probe.end();
        return loaded;
      } catch (RuntimeException | LinkageError e) {
        return false; // no library for this machine: the JDK's deflater does it
      }
    }
  }
}
