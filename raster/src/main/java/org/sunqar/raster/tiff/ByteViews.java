// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Integers in byte arrays, little-endian, which decoded blocks are brought to. */
final class ByteViews {

  static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Reverses the bytes of each sample of 2, 3, 4 or 8 bytes. */
  static void swap(byte[] data, int bytes, int sampleBytes) {
    switch (sampleBytes) {
      case 2 -> swap2(data, bytes);
      case 3 -> swap3(data, bytes);
      case 4 -> swap4(data, bytes);
      case 8 -> swap8(data, bytes);
      default -> throw new IllegalArgumentException("samples of " + sampleBytes + " bytes");
    }
  }

  private static void swap2(byte[] data, int bytes) {
    for (int i = 0; i < bytes; i += 2) {
      SHORT.set(data, i, Short.reverseBytes((short) SHORT.get(data, i)));
    }
  }

  private static void swap3(byte[] data, int bytes) {
    for (int i = 0; i + 2 < bytes; i += 3) {
      byte first = data[i];
      data[i] = data[i + 2];
      data[i + 2] = first;
    }
  }

  private static void swap4(byte[] data, int bytes) {
    for (int i = 0; i < bytes; i += 4) {
      INT.set(data, i, Integer.reverseBytes((int) INT.get(data, i)));
    }
  }

  private static void swap8(byte[] data, int bytes) {
    for (int i = 0; i < bytes; i += 8) {
      LONG.set(data, i, Long.reverseBytes((long) LONG.get(data, i)));
    }
  }

  /** Reverses the bits of each byte. */
  static void reverseBits(byte[] data, int bytes) {
    for (int i = 0; i < bytes; i++) {
      data[i] = (byte) (Integer.reverse(data[i]) >>> 24);
    }
  }

  private ByteViews() {}
}
