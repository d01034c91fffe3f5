// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.util.Arrays;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * A complete JPEG stream made of a block's abbreviated one and of the tables that the file keeps
 * for all blocks, checked against what the file says about its blocks before anything decodes it.
 *
 * <p>Application markers (JFIF, Adobe, EXIF, ...) and comments are left out, and an Adobe marker
 * that says "no colour transform" is put in, so that a decoder has nothing to guess about colours.
 */
final class JpegStream {

  /** Progressive scans that are decoded; encoders write about ten, a bomb writes thousands. */
  private static final int MAX_SCANS = 100;

  private static final byte[] START = {
    (byte) 0xff,
    (byte) 0xd8, // start of image
    (byte) 0xff,
    (byte) 0xee,
    0,
    14,
    'A',
    'd',
    'o',
    'b',
    'e',
    0,
    100,
    0,
    0,
    0,
    0,
    0
  };

  private static final int SOI = 0xd8;
  private static final int EOI = 0xd9;
  private static final int SOS = 0xda;

  private byte[] bytes;
  private int length;

  private JpegStream(int capacity) {
    bytes = Arrays.copyOf(START, START.length + capacity);
    length = START.length;
  }

  static JpegStream of(byte[] in, int inLength, byte[] tables, int width, int rows, int samples)
      throws BlockException {
    JpegStream stream = new JpegStream(tables.length + inLength + 2);
    if (tables.length > 0) {
      stream.copyTables(tables);
    }
    int scan = stream.copyHeader(in, inLength, width, rows, samples);
    checkScans(in, scan, inLength);
    stream.append(in, scan, inLength - scan);
    stream.bytes[stream.length++] = (byte) 0xff; // for streams whose end was cut off; else unread
    stream.bytes[stream.length++] = (byte) EOI;
    return stream;
  }

  private void copyTables(byte[] tables) throws BlockException {
    int at = start(tables, tables.length, "table");
    while (true) {
      int marker = marker(tables, at, tables.length);
      if (marker == EOI) {
        return;
      }
      int end = at + 2 + segmentLength(tables, at, tables.length);
      if (isTable(marker)) {
        append(tables, at, end - at);
      }
      at = end;
      if (at == tables.length) {
        return; // without an end-of-image marker
      }
    }
  }

  /** Copies everything before the first scan; returns where that starts. */
  private int copyHeader(byte[] in, int inLength, int width, int rows, int samples)
      throws BlockException {
    int at = start(in, inLength, "block");
    boolean framed = false;
    while (true) {
      int marker = marker(in, at, inLength);
      if (marker == SOS) {
        if (!framed) {
          throw new BlockException("its JPEG data have a scan before a frame");
        }
        return at;
      }
      int end = at + 2 + segmentLength(in, at, inLength);
      if (isFrame(marker)) {
        if (framed) {
          throw new BlockException("its JPEG data have two frames");
        }
        checkFrame(in, at, end, marker, width, rows, samples);
        framed = true;
        append(in, at, end - at);
      } else if (isTable(marker)) {
        append(in, at, end - at);
      }
      at = end;
    }
  }

  private static void checkFrame(
      byte[] in, int at, int end, int marker, int width, int rows, int samples)
      throws BlockException {
    if (end - at < 10) {
      throw new BlockException("its JPEG frame header is cut off");
    }
    if (marker > 0xc2) {
      throw new BlockException(
          "its JPEG data use coding process "
              + (marker - 0xc0)
              + ", which is not read; baseline, extended and progressive Huffman coding are");
    }
    if (in[at + 4] != 8) {
      throw new BlockException(
          "its JPEG data have " + in[at + 4] + " bits per sample; only 8 are read");
    }
    int height = (in[at + 5] & 0xff) << 8 | (in[at + 6] & 0xff);
    int columns = (in[at + 7] & 0xff) << 8 | (in[at + 8] & 0xff);
    int components = in[at + 9] & 0xff;
    // the last strip of an image may be stored whole
    if (columns != width || height < rows || (long) height > 8L * rows + 4096) {
      throw new BlockException(
          "its JPEG data are of %d x %d pixels, not %d x %d"
              .formatted(columns, height, width, rows));
    }
    if (components != samples || components > 4) {
      throw new BlockException(
          "its JPEG data have " + components + " components for " + samples + " samples");
    }
  }

  private static void checkScans(byte[] in, int from, int to) throws BlockException {
    int scans = 0;
    for (int i = from; i < to - 1; i++) {
      if (in[i] == (byte) 0xff && in[i + 1] == (byte) SOS && ++scans > MAX_SCANS) {
        throw new BlockException("its JPEG data have more than " + MAX_SCANS + " scans");
      }
    }
  }

  private static int start(byte[] in, int length, String what) throws BlockException {
    if (length < 2 || in[0] != (byte) 0xff || in[1] != (byte) SOI) {
      throw new BlockException("its JPEG " + what + " does not start as one");
    }
    return 2;
  }

  private static int marker(byte[] in, int at, int length) throws BlockException {
    if (at > length - 2 || in[at] != (byte) 0xff) {
      throw new BlockException("its JPEG data have no marker at byte " + at);
    }
    return in[at + 1] & 0xff;
  }

  /** Length of a segment after its marker, its length field included. */
  private static int segmentLength(byte[] in, int at, int length) throws BlockException {
    int bytes = at > length - 4 ? 0 : (in[at + 2] & 0xff) << 8 | (in[at + 3] & 0xff);
    if (bytes < 2 || bytes > length - at - 2) {
      throw new BlockException("its JPEG data have a segment at byte " + at + " that is cut off");
    }
    return bytes;
  }

  /** Start-of-frame markers; 0xc4, 0xc8 and 0xcc between them mean something else. */
  private static boolean isFrame(int marker) {
    return marker == 0xc0 || (marker > 0xc0 && marker <= 0xcf && marker % 4 != 0);
  }

  /** Huffman and quantisation tables, and the restart interval. */
  private static boolean isTable(int marker) {
    return marker == 0xc4 || marker == 0xdb || marker == 0xdd;
  }

  private void append(byte[] from, int at, int count) {
    System.arraycopy(from, at, bytes, length, count);
    length += count;
  }

  ImageInputStream input() {
    return new Input(bytes, length);
  }

  /** Bytes as the JDK's readers want them, without a copy. */
  private static final class Input extends ImageInputStreamImpl {

    private final byte[] bytes;
    private final int length;

    Input(byte[] bytes, int length) {
      this.bytes = bytes;
      this.length = length;
    }

    @Override
    public int read() {
      bitOffset = 0;
      return streamPos < length ? bytes[(int) streamPos++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int count) {
      bitOffset = 0;
      int available = (int) Math.min(count, length - streamPos);
      if (available <= 0) {
        return count == 0 ? 0 : -1;
      }
      System.arraycopy(bytes, (int) streamPos, target, offset, available);
      streamPos += available;
      return available;
    }

    @Override
    public long length() {
      return length;
    }
  }
}
