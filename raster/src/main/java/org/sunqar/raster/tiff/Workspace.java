// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Buffers and decoders for one block at a time. Borrowed from a pool of as many as there are cores,
 * rather than kept per thread: a program of many virtual threads would otherwise hold as many
 * native inflaters.
 */
final class Workspace implements AutoCloseable {

  /** Buffers above this size are given back to the garbage collector after use (bytes). */
  private static final int LARGEST_KEPT = 8 << 20;

  private static final ArrayBlockingQueue<Workspace> POOL =
      new ArrayBlockingQueue<>(2 * Runtime.getRuntime().availableProcessors());

  private byte[] packed = new byte[0];
  private byte[] raw = new byte[0];
  private byte[] expanded = new byte[0];
  private byte[] row = new byte[0];
  private @Nullable InflateDecoder inflate;
  private @Nullable ZstdDecoder zstd;
  private @Nullable LzwDecoder lzw;
  private @Nullable JpegDecoder jpeg;
  private @Nullable LercDecoder lerc;

  private Workspace() {}

  /** A workspace of the caller's own until it is closed. */
  static Workspace borrow() {
    Workspace workspace = POOL.poll();
    return workspace == null ? new Workspace() : workspace;
  }

  /** Gives it back. */
  @Override
  public void close() {
    packed = keepable(packed);
    raw = keepable(raw);
    expanded = keepable(expanded);
    if (!POOL.offer(this)) {
      closeDecoders();
    }
  }

  /** A buffer, or an empty one instead of one that is too large to be kept. */
  static byte[] keepable(byte[] buffer) {
    return buffer.length > LARGEST_KEPT ? new byte[0] : buffer;
  }

  private void closeDecoders() {
    if (inflate != null) {
      inflate.close();
    }
    if (jpeg != null) {
      jpeg.close();
    }
    if (lerc != null) {
      lerc.close();
    }
  }

  /** Stored bytes of a block. */
  byte[] packed() {
    return packed;
  }

  /** The same, at least so large; its content is undefined after growth. */
  byte[] packed(int bytes) {
    if (packed.length < bytes) {
      packed = new byte[grown(bytes)];
    }
    return packed;
  }

  /** Decoded bytes of a block. */
  byte[] raw() {
    return raw;
  }

  byte[] raw(int bytes) {
    if (raw.length < bytes) {
      raw = new byte[grown(bytes)];
    }
    return raw;
  }

  /** Samples of a block whose stored format is not that of memory. */
  byte[] expanded(int bytes) {
    if (expanded.length < bytes) {
      expanded = new byte[grown(bytes)];
    }
    return expanded;
  }

  /** Room for one row of a block. */
  byte[] row(int bytes) {
    if (row.length < bytes) {
      row = new byte[bytes];
    }
    return row;
  }

  private static int grown(int bytes) {
    return bytes > LARGEST_KEPT ? bytes : Math.min(LARGEST_KEPT, bytes + bytes / 4);
  }

  InflateDecoder inflate() {
    InflateDecoder decoder = inflate;
    if (decoder == null) {
      decoder = new InflateDecoder();
      inflate = decoder;
    }
    return decoder;
  }

  ZstdDecoder zstd() {
    ZstdDecoder decoder = zstd;
    if (decoder == null) {
      decoder = new ZstdDecoder();
      zstd = decoder;
    }
    return decoder;
  }

  LzwDecoder lzw() {
    LzwDecoder decoder = lzw;
    if (decoder == null) {
      decoder = new LzwDecoder();
      lzw = decoder;
    }
    return decoder;
  }

  JpegDecoder jpeg() {
    JpegDecoder decoder = jpeg;
    if (decoder == null) {
      decoder = new JpegDecoder();
      jpeg = decoder;
    }
    return decoder;
  }

  LercDecoder lerc() {
    LercDecoder decoder = lerc;
    if (decoder == null) {
      decoder = new LercDecoder();
      lerc = decoder;
    }
    return decoder;
  }
}
