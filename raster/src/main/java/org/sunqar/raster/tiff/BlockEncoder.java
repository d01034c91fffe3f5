// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import io.airlift.compress.v3.zstd.ZstdCompressor;
import io.airlift.compress.v3.zstd.ZstdJavaCompressor;
import io.airlift.compress.v3.zstd.ZstdNativeCompressor;
import java.util.Arrays;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.webp.Webp;

/** Turns tiles into stored bytes. Not safe for use by several threads. */
final class BlockEncoder implements AutoCloseable {

  /** The compression of one block: the first {@code bytes} bytes of what a tile was turned into. */
  private interface Compressor extends AutoCloseable {
    byte[] compress(byte[] raw, int bytes, PixelBlock[] tile);

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
    this.compressor = compressor(encoding);
  }

  private static Compressor compressor(Encoding encoding) {
    return switch (encoding.compression()) {
      case NONE -> new Copy();
      case LZW -> new Lzw();
      case DEFLATE -> new Deflate(encoding.level());
      case ZSTD -> new Zstd(encoding.level());
      case LERC -> new Lerc(encoding.maxError(), new Copy());
      case LERC_DEFLATE -> new Lerc(encoding.maxError(), new Deflate(encoding.level()));
      case LERC_ZSTD -> new Lerc(encoding.maxError(), new Zstd(encoding.level()));
      case JPEG -> new Jpeg(encoding.level());
      case WEBP -> new WebpPicture(false, encoding.level());
      case WEBP_LOSSLESS -> new WebpPicture(true, encoding.level());
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
      return compressor.compress(raw, bytes, tile);
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
    return compressor.compress(raw, bytes, tile);
  }

  @Override
  public void close() {
    compressor.close();
  }

  private static final class Copy implements Compressor {
    @Override
    public byte[] compress(byte[] raw, int bytes, PixelBlock[] tile) {
      return Arrays.copyOf(raw, bytes);
    }

    @Override
    public void close() {}
  }

  private static final class Lzw implements Compressor {

    private final LzwEncoder encoder = new LzwEncoder();

    @Override
    public byte[] compress(byte[] raw, int bytes, PixelBlock[] tile) {
      return encoder.encode(raw, bytes);
    }

    @Override
    public void close() {}
  }

  private static final class Deflate implements Compressor {

    private final DeflateEncoder encoder;

    Deflate(int level) {
      encoder = new DeflateEncoder(level);
    }

    @Override
    public byte[] compress(byte[] raw, int bytes, PixelBlock[] tile) {
      return encoder.encode(raw, bytes);
    }

    @Override
    public void close() {
      encoder.close();
    }
  }

  /** LERC of a tile of one sample, and what compresses it once more. */
  private static final class Lerc implements Compressor {

    private final LercEncoder encoder;
    private final Compressor second;

    Lerc(double maxError, Compressor second) {
      this.encoder = new LercEncoder(maxError);
      this.second = second;
    }

    @Override
    public byte[] compress(byte[] raw, int bytes, PixelBlock[] tile) {
      byte[] blob = encoder.encode(raw, tile[0].type(), tile[0].width(), tile[0].height());
      return second.compress(blob, blob.length, tile);
    }

    @Override
    public void close() {
      second.close();
    }
  }

  private static final class Jpeg implements Compressor {

    private final JpegEncoder encoder;

    Jpeg(int quality) {
      encoder = new JpegEncoder(quality);
    }

    @Override
    public byte[] compress(byte[] raw, int bytes, PixelBlock[] tile) {
      return encoder.encode(raw, tile[0].width(), tile[0].height(), tile.length);
    }

    @Override
    public void close() {
      encoder.close();
    }
  }

  private record WebpPicture(boolean lossless, int level) implements Compressor {

    @Override
    public byte[] compress(byte[] raw, int bytes, PixelBlock[] tile) {
      return Webp.encode(raw, tile[0].width(), tile[0].height(), tile.length, lossless, level);
    }

    @Override
    public void close() {}
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
    public byte[] compress(byte[] raw, int bytes, PixelBlock[] tile) {
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
