// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import com.intel.gkl.compression.IntelInflater;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.zip.Adler32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Deflate in a zlib wrapper (RFC 1950, 1951).
 *
 * <p>Where Intel's native inflater loads, it decodes, and its result counts only when the stream
 * ended, the length is the expected one and the Adler-32 checksum at its end is right. In every
 * other case {@link Inflater} decodes again and decides: it knows where the stream ends, so that
 * bytes after it are no error, and names what is wrong. Not safe for use by several threads.
 */
final class InflateDecoder implements AutoCloseable {

  /** System property; {@code false} keeps the native inflater from being loaded. */
  static final String NATIVE_PROPERTY = "sunqar.native.inflate";

  private static final int HEADER = 2;
  private static final int TRAILER = 4;
  private static final int CHECKSUM_PIECE = 4096;

  private final Inflater inflater = new Inflater();
  private final Adler32 adler = new Adler32();
  private final @Nullable Inflater fast;

  InflateDecoder() {
    this(NativeInflate.AVAILABLE);
  }

  /** A decoder that uses the native library only if told to. */
  InflateDecoder(boolean allowNative) {
    fast = allowNative && NativeInflate.AVAILABLE ? new IntelInflater(true) : null;
  }

  /** Whether Intel's native library is there. */
  static boolean isNativeAvailable() {
    return NativeInflate.AVAILABLE;
  }

  /** Whether Intel's native inflater is used. */
  boolean isNative() {
    return fast != null;
  }

  void decode(byte[] in, int inLength, byte[] out, int outLength) throws BlockException {
    if (fast == null || !decodeFast(fast, in, inLength, out, outLength)) {
      decodeExactly(in, inLength, out, outLength);
    }
  }

  private boolean decodeFast(Inflater fast, byte[] in, int inLength, byte[] out, int outLength) {
    if (inLength <= HEADER + TRAILER || !isPlainHeader(in)) {
      return false;
    }
    try {
      fast.reset();
      fast.setInput(in, HEADER, inLength - HEADER - TRAILER);
      if (fast.inflate(out, 0, outLength) != outLength || !fast.finished()) {
        return false;
      }
    } catch (DataFormatException | RuntimeException e) {
      return false; // the decoder below finds the same fault and names it
    }
    return checksum(out, outLength) == trailer(in, inLength);
  }

  /**
   * In small pieces, so that the JIT soon replaces the call by its vector code: whole blocks of some
   * megabytes would be summed by zlib, which takes six times as long, for their first thousands.
   */
  private int checksum(byte[] data, int length) {
    adler.reset();
    for (int at = 0; at < length; at += CHECKSUM_PIECE) {
      adler.update(data, at, Math.min(CHECKSUM_PIECE, length - at));
    }
    return (int) adler.getValue();
  }

  /** A zlib header without preset dictionary (RFC 1950 section 2.2). */
  private static boolean isPlainHeader(byte[] in) {
    int method = in[0] & 0xff;
    int flags = in[1] & 0xff;
    return (method & 15) == 8 && (flags & 32) == 0 && (method << 8 | flags) % 31 == 0;
  }

  private static int trailer(byte[] in, int length) {
    return (in[length - 4] & 0xff) << 24
        | (in[length - 3] & 0xff) << 16
        | (in[length - 2] & 0xff) << 8
        | (in[length - 1] & 0xff);
  }

  private void decodeExactly(byte[] in, int inLength, byte[] out, int outLength)
      throws BlockException {
    inflater.reset();
    inflater.setInput(in, 0, inLength);
    try {
      int done = 0;
      while (done < outLength) {
        int bytes = inflater.inflate(out, done, outLength - done);
        if (bytes == 0) {
          throw new BlockException(
              "its deflate stream ends after " + done + " of " + outLength + " bytes");
        }
        done += bytes;
      }
      if (!inflater.finished() && inflater.inflate(new byte[1]) > 0) {
        throw new BlockException("its deflate stream holds more than " + outLength + " bytes");
      }
      if (!inflater.finished()) {
        throw new BlockException("its deflate stream has no end");
      }
    } catch (DataFormatException e) {
      throw new BlockException("its deflate stream is damaged (" + e.getMessage() + ")");
    }
  }

  @Override
  public void close() {
    inflater.end();
    if (fast != null) {
      fast.end();
    }
  }

  /** Loads the native library once, silently. */
  private static final class NativeInflate {

    /** Held here because the logging system itself holds loggers weakly. */
    private static final Logger LOGGER = Logger.getLogger("com.intel.gkl");

    static final boolean AVAILABLE = load();

    private static boolean load() {
      if (!Boolean.parseBoolean(System.getProperty(NATIVE_PROPERTY, "true"))) {
        return false;
      }
      LOGGER.setLevel(Level.OFF);
      try {
        IntelInflater probe = new IntelInflater(true);
        boolean loaded = probe.load(null);
        probe.end();
        return loaded;
      } catch (RuntimeException | LinkageError e) {
        return false; // no library for this machine: the JDK's inflater does it
      }
    }
  }
}
