// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import io.airlift.compress.v3.zstd.ZstdDecompressor;
import io.airlift.compress.v3.zstd.ZstdJavaDecompressor;
import io.airlift.compress.v3.zstd.ZstdNativeDecompressor;

/**
 * Zstandard (RFC 8878), native where its library loads. Not safe for use by several threads.
 *
 * <p>Measured on tiles of 512 x 512 of one and of six bands of 16 bits, milliseconds of CPU time
 * per decoded MB: this library 1.03 and 1.11, zstd-jni 1.5.7 with a context that is used again 0.95
 * and 1.08, Debian's libzstd 1.5.4 by a foreign function 0.94 and 1.06, the Java decompressor 1.82
 * and 2.05. Eight per cent at best are no second library.
 */
final class ZstdDecoder {

  /** System property; {@code false} keeps the native library from being used. */
  static final String NATIVE_PROPERTY = "sunqar.native.zstd";

  private final ZstdDecompressor decompressor;

  ZstdDecoder() {
    this(true);
  }

  /** A decoder that uses the native library only if told to. */
  ZstdDecoder(boolean allowNative) {
    decompressor =
        allowNative && isNativeAvailable()
            ? new ZstdNativeDecompressor()
            : new ZstdJavaDecompressor();
  }

  static boolean isNativeAvailable() {
    return NativeZstd.AVAILABLE;
  }

  void decode(byte[] in, int inLength, byte[] out, int outLength) throws BlockException {
    int bytes;
    try {
      bytes = decompressor.decompress(in, 0, inLength, out, 0, outLength);
    } catch (RuntimeException e) { // the library reports damage as several kinds of these
      throw new BlockException("its ZSTD data are damaged (" + e.getMessage() + ")");
    }
    if (bytes != outLength) {
      throw new BlockException("its ZSTD data hold " + bytes + " of " + outLength + " bytes");
    }
  }

  private static final class NativeZstd {

    static final boolean AVAILABLE = probe();

    private static boolean probe() {
      if (!Boolean.parseBoolean(System.getProperty(NATIVE_PROPERTY, "true"))) {
        return false;
      }
      try {
        return ZstdNativeDecompressor.isEnabled();
      } catch (RuntimeException | LinkageError e) {
        return false; // no library for this machine: the Java decompressor does it
      }
    }
  }
}
