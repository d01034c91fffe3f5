// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.jp2;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.source.ByteSource;

/**
 * The boxes of a JP2 or JPX file (annex I) that say where its codestream is, what its channels mean
 * and where it lies on the Earth. A bare codestream counts as a file without other boxes.
 */
final class Jp2Boxes {

  private static final int CODESTREAM_START = 0xff4fff51;
  private static final int SIGNATURE = 0x6a502020;
  private static final int HEADER = 0x6a703268; // jp2h
  private static final int CODESTREAM = 0x6a703263; // jp2c
  private static final int ASSOCIATION = 0x61736f63; // asoc
  private static final int UUID_BOX = 0x75756964; // uuid
  private static final int XML = 0x786d6c20; // xml
  private static final int COLOR = 0x636f6c72; // colr
  private static final int CHANNELS = 0x63646566; // cdef
  private static final int PALETTE = 0x70636c72; // pclr
  private static final int MAPPING = 0x636d6170; // cmap

  private static final byte[] NONE = {};

  private static final UUID GEO_TIFF = UUID.fromString("b14bf8bd-083d-4b43-a5ae-8cd7d5a6ce03");

  /** Boxes that are looked at before a file is taken for hostile. */
  private static final int MAX_BOXES = 4096;

  private static final int MAX_DEPTH = 8;

  /** Largest box whose content is read. */
  private static final int MAX_CONTENT = 16 << 20;

  private final ByteSource source;
  private int boxes;
  private long codestreamStart = -1;
  private long codestreamEnd;
  private int colorSpace;
  private int alphaChannel = -1;
  private byte[] paletteBox = NONE;
  private byte[] mapping = NONE;
  private List<Integer> palette = List.of();
  private byte[] geoTiff = NONE;
  private final List<String> documents = new ArrayList<>();

  Jp2Boxes(ByteSource source) throws StreamException {
    this.source = source;
    if (source.size() < 12) {
      throw notJpeg2000();
    }
    ByteBuffer head = load(0, 12);
    if (head.getInt(0) == CODESTREAM_START) {
      codestreamStart = 0;
      codestreamEnd = source.size();
      return;
    }
    if (head.getInt(4) != SIGNATURE) {
      throw notJpeg2000();
    }
    walk(0, source.size(), 0);
    if (codestreamStart < 0) {
      throw StreamException.corrupt("has no codestream");
    }
    if (paletteBox.length > 0) {
      palette = Palette.parse(paletteBox, mapping);
      alphaChannel = -1; // of the channels that the palette makes
    }
  }

  private static StreamException notJpeg2000() {
    return new StreamException(
        RasterException.Key.NOT_A_TIFF, "is neither a JP2 file nor a JPEG 2000 codestream");
  }

  long codestreamStart() {
    return codestreamStart;
  }

  long codestreamEnd() {
    return codestreamEnd;
  }

  /** Enumerated colour space: 16 sRGB, 17 grey, 18 sYCC; 0 where another way says. */
  int colorSpace() {
    return colorSpace;
  }

  /** The component that is transparency of the whole image, from 0; -1 without one. */
  int alphaChannel() {
    return alphaChannel;
  }

  /**
   * Colours of the values of the only component, as {@code 0xAARRGGBB}; empty without a palette.
   */
  List<Integer> palette() {
    return palette;
  }

  /** The GeoTIFF without pixels of GeoJP2; empty without one. */
  byte[] geoTiff() {
    return geoTiff;
  }

  /** XML documents. */
  List<String> documents() {
    return documents;
  }

  private ByteBuffer load(long position, int bytes) {
    ByteBuffer buffer = ByteBuffer.allocate(bytes);
    source.read(position, buffer);
    return buffer.flip();
  }

  private void walk(long start, long end, int depth) throws StreamException {
    long at = start;
    while (at <= end - 8) {
      if (++boxes > MAX_BOXES || depth > MAX_DEPTH) {
        throw new StreamException(RasterException.Key.TOO_LARGE, "has too many boxes");
      }
      ByteBuffer head = load(at, 8);
      long size = head.getInt() & 0xffffffffL;
      int type = head.getInt();
      int headBytes = 8;
      if (size == 1 && at <= end - 16) {
        size = load(at + 8, 8).getLong();
        headBytes = 16;
      } else if (size == 0) {
        size = end - at;
      }
      if (size < headBytes) {
        throw StreamException.corrupt("has a box at byte " + at + " of " + size + " bytes");
      }
      long stop = size > end - at ? end : at + size; // a cut codestream is found out by itself
      visit(type, at + headBytes, stop, depth);
      at = stop;
    }
  }

  private void visit(int type, long start, long end, int depth) throws StreamException {
    switch (type) {
      case HEADER, ASSOCIATION -> walk(start, end, depth + 1);
      case CODESTREAM -> {
        if (codestreamStart < 0) {
          codestreamStart = start;
          codestreamEnd = end;
        }
      }
      case COLOR -> {
        ByteBuffer color = content(start, end);
        if (colorSpace == 0 && color.remaining() >= 7 && color.get(0) == 1) {
          colorSpace = color.getInt(3);
        }
      }
      case CHANNELS -> {
        ByteBuffer channels = content(start, end);
        int count = channels.remaining() < 2 ? 0 : channels.getShort() & 0xffff;
        for (int i = 0; i < count && channels.remaining() >= 6; i++) {
          int channel = channels.getShort() & 0xffff;
          int kind = channels.getShort();
          int of = channels.getShort();
          if (kind == 1 && of == 0) {
            alphaChannel = channel;
          }
        }
      }
      case PALETTE -> paletteBox = content(start, end).array();
      case MAPPING -> mapping = content(start, end).array();
      case XML -> documents.add(new String(content(start, end).array(), StandardCharsets.UTF_8));
      case UUID_BOX -> {
        ByteBuffer content = content(start, end);
        if (content.remaining() > 16
            && new UUID(content.getLong(), content.getLong()).equals(GEO_TIFF)
            && geoTiff.length == 0) {
          geoTiff = new byte[content.remaining()];
          content.get(geoTiff);
        }
      }
      default -> {}
    }
  }

  private ByteBuffer content(long start, long end) {
    return end - start > MAX_CONTENT ? ByteBuffer.allocate(0) : load(start, (int) (end - start));
  }
}
