// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.render;

import com.intel.gkl.compression.IntelDeflater;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.zip.Adler32;
import java.util.zip.Deflater;

/**
 * Bytes in a zlib stream (RFC 1950), packed fast: by Intel's library where it loads, else by the
 * JDK's.
 *
 * @param bytes the first {@code size} are the stream
 */
@SuppressWarnings("ArrayRecordComponent") // a buffer, handed on
record ZlibStream(byte[] bytes, int size) {

  /** Level 1 of both libraries. */
  private static final int LEVEL = Deflater.BEST_SPEED;

  private static final int HEADER = 2;
  private static final int TRAILER = 4;

  /** zlib's header: deflate, a window of 32 KiB, packed fast. */
  private static final short FASTEST = 0x7801;

  /** Held here because the logging system itself holds loggers weakly. */
  private static final Logger LOGGER = Logger.getLogger("com.intel.gkl");

  private static final boolean NATIVE = isNativeAvailable();

  static ZlibStream of(byte[] input) {
    return NATIVE ? ofNative(input) : ofJdk(input);
  }

  /** The switch and the silenced logger are those of the native inflater. */
  private static boolean isNativeAvailable() {
    if (!Boolean.parseBoolean(System.getProperty("sunqar.native.inflate", "true"))) {
      return false;
    }
    LOGGER.setLevel(Level.OFF);
    try {
      IntelDeflater probe = new IntelDeflater(LEVEL, true);
      boolean loaded = probe.load(null);
      probe.end();
      return loaded;
    } catch (RuntimeException | LinkageError e) {
      return false; // no library for this machine: the JDK's deflater does it
    }
  }

  /** Intel's makes raw streams, from the start of an array to the start of an array. */
  static ZlibStream ofNative(byte[] input) {
    Deflater deflater = new IntelDeflater(LEVEL, true);
    try {
      byte[] raw = new byte[most(input.length)];
      deflater.setInput(input, 0, input.length);
      deflater.finish();
      int packed = deflater.deflate(raw, 0, raw.length);
      if (!deflater.finished()) {
        return ofJdk(input);
      }
      Adler32 adler = new Adler32();
      adler.update(input);
      ByteBuffer out = ByteBuffer.allocate(HEADER + packed + TRAILER);
      out.putShort(FASTEST).put(raw, 0, packed).putInt((int) adler.getValue());
      return new ZlibStream(out.array(), out.position());
    } finally {
      deflater.end();
    }
  }

  static ZlibStream ofJdk(byte[] input) {
    Deflater deflater = new Deflater(LEVEL);
    try {
      byte[] out = new byte[most(input.length)];
      deflater.setInput(input, 0, input.length);
      deflater.finish();
      int size = 0;
      while (!deflater.finished()) {
        if (size == out.length) {
          out = Arrays.copyOf(out, Math.addExact(size, size / 4));
        }
        size += deflater.deflate(out, size, out.length - size);
      }
      return new ZlibStream(out, size);
    } finally {
      deflater.end();
    }
  }

  /** Bytes that the packed form hardly exceeds: stored blocks of 16 KiB and their headers. */
  private static int most(int bytes) {
    return Math.toIntExact(bytes + (bytes >> 8) + 4096L);
  }
}
