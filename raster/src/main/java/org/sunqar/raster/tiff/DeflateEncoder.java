// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import com.intel.gkl.compression.IntelDeflater;
import java.util.zip.Adler32;
import java.util.zip.Deflater;

/**
 * Deflate in a zlib wrapper (RFC 1950, 1951), by Intel's native deflaters where they load. Not safe
 * for use by several threads.
 *
 * <p>At levels 3 to 6 a block is first deflated by ISA-L, at 300 to 500 MB/s, where other deflaters
 * reach 30 to 100. Where more than half of the block is left, the search for long matches, which is
 * what levels are about, finds next to nothing in the noise of the image, and the result stands: on
 * tiles of satellite images (8, 16 and 32 bits, with predictor) it is 0.97 to 1.07 times as large
 * as that of libdeflate 6, which GDAL uses, in a fifth of the time. Other blocks, of which ISA-L
 * leaves 1.04 to 1.4 times as much, are deflated again by Intel's zlib, at 4 for levels 3 and 4 and
 * at 5 for levels 5 and 6: 0.98 to 1.03 times as large as those of libdeflate 6, in about its time.
 *
 * <p>Tried and left out, with times and sizes beside libdeflate 6 on such blocks: level 6 of
 * Intel's zlib (twice the time for 1 to 3 % less), its level 3 (slower than 4 and larger),
 * libdeflate itself by FFM (5 in two thirds of the time and equal size, but only where the system
 * has it, so that the bytes of a file would depend on that), and the JDK's zlib (four times the
 * time at equal size), which remains where there is no native library.
 */
final class DeflateEncoder implements AutoCloseable {

  private static final int HEADER = 2;
  private static final int TRAILER = 4;

  /** The higher one of the two levels of the native library that ISA-L implements. */
  private static final int FAST = 2;

  /** Above this level nobody is asked to save time. */
  private static final int HIGHEST_TO_SAVE = 6;

  /** Levels of Intel's zlib for those up to it; the others give more for no less time. */
  private static final int LEAST_THOROUGH = 4;

  private static final int MOST_THOROUGH = 5;

  /** Method deflate with a window of 32 KiB, default effort, no dictionary. */
  private static final int ZLIB_HEADER = 0x789c;

  private final Adler32 adler = new Adler32();
  private final Deflater thorough;
  private final Deflater fast;
  private final boolean triesFast;
  private byte[] packed = new byte[0];

  DeflateEncoder(int level) {
    boolean intel = NativeDeflate.AVAILABLE;
    triesFast = intel && level > FAST && level <= HIGHEST_TO_SAVE;
    int second = triesFast ? Math.clamp(level, LEAST_THOROUGH, MOST_THOROUGH) : level;
    thorough = intel ? new IntelDeflater(second, true) : new Deflater(level, true);
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
