// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import io.airlift.compress.v3.zstd.ZstdCompressor;
import io.airlift.compress.v3.zstd.ZstdJavaCompressor;
import io.airlift.compress.v3.zstd.ZstdNativeCompressor;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.sunqar.raster.pixel.PixelBlock;

/** Turns tiles of one band into stored bytes. Not safe for use by several threads. */
final class BlockEncoder implements AutoCloseable {

  /** The compression of one block: the first {@code bytes} bytes. */
  private interface Compressor extends AutoCloseable {
    byte[] compress(byte[] raw, int bytes);

    @Override
    void close();
  }

  private final Compressor compressor;
  private final int predictor;
  private byte[] raw = new byte[0];
  private byte[] row = new byte[0];

  /**
   * @param level of the compression, as its library counts
   * @param predictor 1, 2 or 3
   */
  BlockEncoder(Compression compression, int level, int predictor) {
    this.predictor = predictor;
    this.compressor =
        switch (compression) {
          case NONE -> new Copy();
          case DEFLATE -> new Deflate(level);
          case ZSTD -> new Zstd(level);
        };
  }

  /** The stored bytes of a tile. */
  byte[] encode(PixelBlock tile) {
    int sampleBytes = tile.type().bytes();
    int bytes = Math.multiplyExact(tile.size(), sampleBytes);
    int rowBytes = tile.width() * sampleBytes;
    if (raw.length < bytes) {
      raw = new byte[bytes];
      row = new byte[rowBytes];
    }
    Samples.pack(tile, 0, raw, 0, tile.size());
    switch (predictor) {
      case Predictor.HORIZONTAL ->
          Predictor.applyHorizontal(raw, tile.height(), rowBytes, 1, sampleBytes);
      case Predictor.FLOATING_POINT ->
          Predictor.applyFloatingPoint(raw, tile.height(), rowBytes, 1, sampleBytes, row);
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
