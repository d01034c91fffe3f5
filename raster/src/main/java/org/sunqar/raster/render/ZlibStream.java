// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.render;

import com.intel.gkl.compression.IntelDeflater;
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

  /** Intel's makes raw streams; header and checksum are put around. */
  static ZlibStream ofNative(byte[] input) {
    Deflater deflater = new IntelDeflater(LEVEL, true);
    try {
      byte[] out = new byte[most(input.length)];
      out[0] = 0x78;
      out[1] = 0x01;
      int size = 2 + pack(deflater, input, out, 2);
      Adler32 adler = new Adler32();
      adler.update(input);
      int sum = (int) adler.getValue();
      for (int shift = 24; shift >= 0; shift -= 8) {
        out[size++] = (byte) (sum >> shift);
      }
      return new ZlibStream(out, size);
    } finally {
      deflater.end();
    }
  }

  static ZlibStream ofJdk(byte[] input) {
    Deflater deflater = new Deflater(LEVEL);
    try {
      byte[] out = new byte[most(input.length)];
      return new ZlibStream(out, pack(deflater, input, out, 0));
    } finally {
      deflater.end();
    }
  }

  /** Bytes that the packed form never exceeds: stored blocks of 16 KiB and their headers. */
  private static int most(int bytes) {
    return Math.toIntExact(bytes + (bytes >> 8) + 4096L);
  }

  private static int pack(Deflater deflater, byte[] input, byte[] out, int from) {
    deflater.setInput(input, 0, input.length);
    deflater.finish();
    int size = from;
    while (!deflater.finished()) {
      int more = deflater.deflate(out, size, out.length - 4 - size);
      if (more == 0 && !deflater.finished()) {
        throw new IllegalStateException(input.length + " bytes do not fit into " + out.length);
      }
      size += more;
    }
    return size - from;
  }
}
