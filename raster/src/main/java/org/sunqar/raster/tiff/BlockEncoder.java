// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import io.airlift.compress.v3.zstd.ZstdCompressor;
import io.airlift.compress.v3.zstd.ZstdJavaCompressor;
import io.airlift.compress.v3.zstd.ZstdNativeCompressor;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.sunqar.raster.pixel.PixelBlock;

/** Turns tiles into stored bytes. Not safe for use by several threads. */
final class BlockEncoder implements AutoCloseable {

  /** The compression of one block: the first {@code bytes} bytes. */
  private interface Compressor extends AutoCloseable {
    byte[] compress(byte[] raw, int bytes);

    @Override
    void close();
  }

  private final Compressor compressor;
  private final Encoding encoding;
  private final boolean oneBit;
  private byte[] raw = new byte[0];
  private byte[] row = new byte[0];

  /**
   * @param oneBit the tiles are masks, stored as one bit per pixel
   */
  BlockEncoder(Encoding encoding, boolean oneBit) {
    this.encoding = encoding;
    this.oneBit = oneBit;
    this.compressor =
        switch (encoding.compression()) {
          case NONE -> new Copy();
          case DEFLATE -> new Deflate(encoding.level());
          case ZSTD -> new Zstd(encoding.level());
        };
  }

  /**
   * The stored bytes of a tile.
   *
   * @param tile one block per sample, all of one size and type; their pixels come to lie side by
   *     side
   */
  byte[] encode(PixelBlock[] tile) {
    PixelBlock first = tile[0];
    int sampleBytes = first.type().bytes();
    int rowBytes = oneBit ? first.width() / 8 : first.width() * sampleBytes * tile.length;
    int bytes = Math.multiplyExact(rowBytes, first.height());
    if (raw.length < bytes) {
      raw = new byte[bytes];
      row = new byte[rowBytes];
    }
    if (oneBit) {
      OneBit.pack((PixelBlock.Bytes) first, raw);
      return compressor.compress(raw, bytes);
    }
    for (int i = 0; i < tile.length; i++) {
      Samples.pack(tile[i], raw, i * sampleBytes, tile.length);
    }
    switch (encoding.predictorTag(first.type())) {
      case Predictor.HORIZONTAL ->
          Predictor.applyHorizontal(raw, first.height(), rowBytes, tile.length, sampleBytes);
      case Predictor.FLOATING_POINT ->
          Predictor.applyFloatingPoint(
              raw, first.height(), rowBytes, tile.length, sampleBytes, row);
      default -> {}
    }
    return compressor.compress(raw, bytes);
  }

  @Override
  public void close() {
    compressor.close();
  }

  private static final class Copy implements Compressor {
    @Override
    public byte[] compress(byte[] raw, int bytes) {
      return Arrays.copyOf(raw, bytes);
    }

    @Override
    public void close() {}
  }

  private static final class Deflate implements Compressor {

    private final Deflater deflater;
    private byte[] packed = new byte[0];

    Deflate(int level) {
      deflater = new Deflater(level);
    }

    @Override
    public byte[] compress(byte[] raw, int bytes) {
      deflater.reset();
      deflater.setInput(raw, 0, bytes);
      deflater.finish();
      int length = 0;
      while (!deflater.finished()) {
        if (packed.length - length < 1024) {
          packed = Arrays.copyOf(packed, Math.max(bytes / 2 + 1024, 2 * packed.length));
        }
        length += deflater.deflate(packed, length, packed.length - length);
      }
      return Arrays.copyOf(packed, length);
    }

    @Override
    public void close() {
      deflater.end();
    }
  }

  private static final class Zstd implements Compressor {

    private final ZstdCompressor compressor;
    private byte[] packed = new byte[0];

    Zstd(int level) {
      compressor =
          ZstdDecoder.isNativeAvailable()
              ? new ZstdNativeCompressor(level)
              : new ZstdJavaCompressor(); // has one level
    }

    @Override
    public byte[] compress(byte[] raw, int bytes) {
      int most = compressor.maxCompressedLength(bytes);
      if (packed.length < most) {
        packed = new byte[most];
      }
      return Arrays.copyOf(packed, compressor.compress(raw, 0, bytes, packed, 0, packed.length));
    }

    @Override
    public void close() {}
  }
}
