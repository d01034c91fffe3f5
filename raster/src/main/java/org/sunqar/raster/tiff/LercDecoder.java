// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import io.airlift.compress.v3.zstd.ZstdDecompressor;
import io.airlift.compress.v3.zstd.ZstdJavaDecompressor;
import io.airlift.compress.v3.zstd.ZstdNativeDecompressor;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * LERC (Limited Error Raster Compression, Esri) as libtiff stores it in blocks (compression 34887):
 * one blob of Lerc2 for each, versions 3 to 6, alone or within Deflate or ZSTD.
 *
 * <p>Pixels that a blob has no value for are NaN in floats, transparent where the file has an alpha
 * sample of 8 bits that the blob leaves out, and else 0; that is what libtiff makes of them.
 *
 * <p>Known limits: the lossless coding of floats that version 6 adds is refused; libtiff writes
 * version 4. Not safe for use by several threads.
 */
final class LercDecoder implements AutoCloseable {

  private static final int TILED = 0;
  private static final int DELTA_HUFFMAN = 1;
  private static final int HUFFMAN = 2;

  /** Bytes that a blob may have beyond those of its values: head, ranges and a lookup or two. */
  private static final int MARGIN = 1 << 16;

  private final Inflater inflater = new Inflater();
  private final ZstdDecompressor zstd =
      ZstdDecoder.isNativeAvailable() ? new ZstdNativeDecompressor() : new ZstdJavaDecompressor();
  private byte[] unwrapped = new byte[0];
  private byte[] colors = new byte[0];

  /** Decodes a block of {@code rows} rows to pixel-interleaved little-endian samples. */
  void decode(byte[] in, int inLength, BlockFormat format, int rows, Workspace workspace)
      throws BlockException {
    if (format.lercCompression() == BlockFormat.LERC_PLAIN) {
      decodeBlob(in, inLength, format, rows, workspace);
      return;
    }
    long pixels = (long) rows * format.width();
    long most = pixels * format.pixelBytes() * 3 / 2 + pixels / 4 + MARGIN;
    if (most > Integer.MAX_VALUE - 8) {
      throw new BlockException("its LERC data are too large");
    }
    // what so few bytes cannot hold is not set aside
    boolean deflate = format.lercCompression() == BlockFormat.LERC_DEFLATE;
    int capacity = (int) Math.min(most, Codec.mostFrom(deflate, inLength));
    if (unwrapped.length < capacity) {
      unwrapped = new byte[capacity];
    }
    int length = deflate ? inflate(in, inLength, capacity) : unzstd(in, inLength, capacity);
    decodeBlob(unwrapped, length, format, rows, workspace);
    unwrapped = Workspace.keepable(unwrapped);
  }

  private int inflate(byte[] in, int inLength, int capacity) throws BlockException {
    inflater.reset();
    inflater.setInput(in, 0, inLength);
    int done = 0;
    try {
      while (!inflater.finished()) {
        int bytes = inflater.inflate(unwrapped, done, capacity - done);
        if (bytes == 0 && !inflater.finished()) {
          throw new BlockException("its deflate stream ends early or holds more than a block");
        }
        done += bytes;
      }
    } catch (DataFormatException e) {
      throw new BlockException("its deflate stream is damaged (" + e.getMessage() + ")");
    }
    return done;
  }

  private int unzstd(byte[] in, int inLength, int capacity) throws BlockException {
    try {
      return zstd.decompress(in, 0, inLength, unwrapped, 0, capacity);
    } catch (RuntimeException e) { // the library reports damage as several kinds of these
      throw new BlockException("its ZSTD data are damaged (" + e.getMessage() + ")");
    }
  }

  private void decodeBlob(
      byte[] blob, int length, BlockFormat format, int rows, Workspace workspace)
      throws BlockException {
    LercInput head = new LercInput(blob, 0, length);
    LercHeader header = LercHeader.read(head, blob, length);
    LercInput input = new LercInput(blob, head.position(), length);
    boolean alphaAsMask =
        format.alpha() && header.type() == LercType.UINT8 && header.depth() == format.samples() - 1;
    if (header.columns() != format.width()
        || header.rows() != rows
        || header.type().pixelType() != format.type()
        || (header.depth() != format.samples() && !alphaAsMask)) {
      throw new BlockException(
          "its LERC data are of %d x %d pixels of %d values of %s"
              .formatted(header.columns(), header.rows(), header.depth(), header.type()));
    }
    byte[] mask = readMask(input, header);
    byte[] out = workspace.raw(header.pixels() * format.pixelBytes());
    if (alphaAsMask) {
      int bytes = header.pixels() * header.depth();
      if (colors.length < bytes) {
        colors = new byte[bytes];
      }
      new Blob(blob, input, header, mask, colors).decode();
      joinAlpha(header.pixels(), header.depth(), mask, out);
      colors = Workspace.keepable(colors);
      return;
    }
    new Blob(blob, input, header, mask, out).decode();
    if (header.type().isFloat()) {
      fillWithNan(header, mask, out);
    }
  }

  /** One bit for each pixel, the most significant first; empty where all have values. */
  private static byte[] readMask(LercInput input, LercHeader header) throws BlockException {
    int bytes = input.int32();
    int pixels = header.pixels();
    byte[] mask = new byte[0];
    if (header.valid() == pixels) {
      if (bytes != 0) {
        throw new BlockException("its LERC data have a mask that masks nothing");
      }
      return mask;
    }
    mask = new byte[(pixels + 7) / 8];
    if (header.valid() == 0) {
      input.skip(bytes);
      return mask;
    }
    LercInput runs = new LercInput(input.bytes(), input.skip(bytes), input.position());
    int at = 0;
    for (int run = runs.int16(); run != Short.MIN_VALUE; run = runs.int16()) {
      int count = Math.abs(run);
      if (count > mask.length - at) {
        throw new BlockException("its LERC data have a mask that is too long");
      }
      if (run > 0) {
        System.arraycopy(input.bytes(), runs.skip(count), mask, at, count);
      } else {
        Arrays.fill(mask, at, at + count, (byte) runs.unsignedByte());
      }
      at += count;
    }
    int valid = 0;
    for (int i = 0; i < pixels; i++) {
      valid += mask[i >> 3] >> (7 - (i & 7)) & 1;
    }
    if (at != mask.length || valid != header.valid()) {
      throw new BlockException("its LERC data have a mask that does not fit");
    }
    return mask;
  }

  static boolean isValid(byte[] mask, int pixel) {
    return mask.length == 0 || (mask[pixel >> 3] >> (7 - (pixel & 7)) & 1) != 0;
  }

  private void joinAlpha(int pixels, int depth, byte[] mask, byte[] out) {
    int to = 0;
    for (int i = 0; i < pixels; i++) {
      for (int k = 0; k < depth; k++) {
        out[to++] = colors[i * depth + k];
      }
      out[to++] = (byte) (isValid(mask, i) ? 255 : 0);
    }
  }

  private static void fillWithNan(LercHeader header, byte[] mask, byte[] out) {
    LercType type = header.type();
    for (int i = 0; i < header.pixels() && mask.length > 0; i++) {
      for (int k = 0; k < header.depth() && !isValid(mask, i); k++) {
        type.set(out, (i * header.depth() + k) * type.bytes(), Double.NaN);
      }
    }
  }

  @Override
  public void close() {
    inflater.end();
  }

  /** The values of one blob on their way out. */
  private static final class Blob {

    private final byte[] blob;
    private final LercInput input;
    private final LercHeader header;
    private final byte[] mask;
    private final byte[] out;
    private final LercType type;
    private final double[] highs;
    private final int[] numbers;

    Blob(byte[] blob, LercInput input, LercHeader header, byte[] mask, byte[] out) {
      this.blob = blob;
      this.input = input;
      this.header = header;
      this.mask = mask;
      this.out = out;
      this.type = header.type();
      this.highs = new double[header.depth()];
      this.numbers = new int[header.tileSize() * header.tileSize()];
    }

    void decode() throws BlockException {
      Arrays.fill(out, 0, header.pixels() * header.depth() * type.bytes(), (byte) 0);
      if (header.valid() == 0) {
        return;
      }
      double[] lows = new double[header.depth()];
      Arrays.fill(lows, header.low());
      Arrays.fill(highs, header.high());
      boolean constant = header.low() == header.high();
      if (!constant && header.version() >= 4) {
        constant = readRanges(lows);
      }
      if (constant) {
        fill(lows);
      } else if (input.unsignedByte() != 0) {
        copyAll();
      } else {
        decodeByMode();
      }
    }

    /** Reads the range of each depth; whether all are single values. */
    private boolean readRanges(double[] lows) throws BlockException {
      for (int k = 0; k < lows.length; k++) {
        lows[k] = input.number(type);
      }
      for (int k = 0; k < lows.length; k++) {
        highs[k] = input.number(type);
      }
      return Arrays.equals(lows, highs);
    }

    private void fill(double[] values) {
      for (int i = 0; i < header.pixels(); i++) {
        if (isValid(mask, i)) {
          for (int k = 0; k < values.length; k++) {
            type.set(out, (i * values.length + k) * type.bytes(), values[k]);
          }
        }
      }
    }

    private void copyAll() throws BlockException {
      int bytes = header.depth() * type.bytes();
      for (int i = 0; i < header.pixels(); i++) {
        if (isValid(mask, i)) {
          System.arraycopy(blob, input.skip(bytes), out, i * bytes, bytes);
        }
      }
    }

    private void decodeByMode() throws BlockException {
      boolean bytes = type.bytes() == 1 && header.maxError() == 0.5;
      boolean exactFloats = header.version() >= 6 && type.isFloat() && header.maxError() == 0;
      int mode = bytes || exactFloats ? input.unsignedByte() : TILED;
      if (mode == TILED) {
        decodeTiles();
      } else if (bytes && mode == DELTA_HUFFMAN) {
        decodeDeltas();
      } else if (bytes && mode == HUFFMAN && header.version() >= 4) {
        decodeSymbols();
      } else {
        throw new BlockException("its LERC data are coded in mode " + mode + ", which is not read");
      }
    }

    /** Huffman codes of the differences to the pixel before, or to the one above. */
    private void decodeDeltas() throws BlockException {
      LercHuffman huffman = new LercHuffman(input, blob);
      int offset = type == LercType.INT8 ? 128 : 0;
      int depth = header.depth();
      int width = header.columns();
      for (int k = 0; k < depth; k++) {
        byte previous = 0;
        for (int i = 0; i < header.pixels(); i++) {
          if (isValid(mask, i)) {
            boolean hasLeft = i % width > 0 && isValid(mask, i - 1);
            if (!hasLeft && i >= width && isValid(mask, i - width)) {
              previous = out[(i - width) * depth + k];
            }
            previous += (byte) (huffman.next() - offset);
            out[i * depth + k] = previous;
          }
        }
      }
    }

    private void decodeSymbols() throws BlockException {
      LercHuffman huffman = new LercHuffman(input, blob);
      int offset = type == LercType.INT8 ? 128 : 0;
      int depth = header.depth();
      for (int i = 0; i < header.pixels(); i++) {
        for (int k = 0; k < depth && isValid(mask, i); k++) {
          out[i * depth + k] = (byte) (huffman.next() - offset);
        }
      }
    }

    private void decodeTiles() throws BlockException {
      int size = header.tileSize();
      for (int row = 0; row < header.rows(); row += size) {
        int endRow = Math.min(header.rows(), row + size);
        for (int col = 0; col < header.columns(); col += size) {
          int endCol = Math.min(header.columns(), col + size);
          for (int k = 0; k < header.depth(); k++) {
            decodeTile(row, endRow, col, endCol, k);
          }
        }
      }
    }

    private void decodeTile(int row, int endRow, int col, int endCol, int k) throws BlockException {
      int head = input.unsignedByte();
      boolean difference = header.version() >= 5 && (head & 4) != 0;
      int pattern = header.version() >= 5 ? 14 : 15;
      if ((head >> 2 & pattern) != (col >> 3 & pattern) || (difference && k == 0)) {
        throw new BlockException("its LERC data have a damaged tile");
      }
      switch (head & 3) {
        case 0 -> {
          if (difference) {
            throw new BlockException("its LERC data have a damaged tile");
          }
          copyTile(row, endRow, col, endCol, k);
        }
        case 2 -> {
          if (difference) {
            Arrays.fill(numbers, 0);
            scaleTile(row, endRow, col, endCol, k, 0, true, numbers.length);
          }
        }
        default -> {
          LercType stored = difference && !type.isFloat() ? LercType.INT32 : type;
          double offset = input.number(stored.reduced(head >> 6));
          int count = (endRow - row) * (endCol - col);
          if ((head & 3) == 3) {
            Arrays.fill(numbers, 0);
          } else {
            count = input.unstuff(numbers);
          }
          scaleTile(row, endRow, col, endCol, k, offset, difference, count);
        }
      }
    }

    private void copyTile(int row, int endRow, int col, int endCol, int k) throws BlockException {
      int bytes = type.bytes();
      for (int r = row; r < endRow; r++) {
        for (int c = col; c < endCol; c++) {
          int i = r * header.columns() + c;
          if (isValid(mask, i)) {
            int from = input.skip(bytes);
            System.arraycopy(blob, from, out, (i * header.depth() + k) * bytes, bytes);
          }
        }
      }
    }

    /** Values from numbers: of all pixels of a tile, or of those only that have values. */
    private void scaleTile(
        int row,
        int endRow,
        int col,
        int endCol,
        int k,
        double offset,
        boolean difference,
        int count)
        throws BlockException {
      double step = 2 * header.maxError();
      double high = highs[k];
      int bytes = type.bytes();
      boolean ofAll = count >= (endRow - row) * (endCol - col);
      int at = 0;
      for (int r = row; r < endRow; r++) {
        for (int c = col; c < endCol; c++) {
          int i = r * header.columns() + c;
          boolean valid = isValid(mask, i);
          if (valid) {
            if (at >= count) {
              throw new BlockException("its LERC data have too few values in a tile");
            }
            int to = (i * header.depth() + k) * bytes;
            double value = offset + numbers[at] * step;
            if (difference) {
              value += type.get(out, to - bytes);
            }
            type.set(out, to, Math.min(value, high));
          }
          if (valid || ofAll) {
            at++;
          }
        }
      }
    }
  }
}
