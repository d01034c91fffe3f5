// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.jp2;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.source.ByteSource;

/**
 * The headers of a codestream (annex A) and where the parts of its tiles lie. Sizes are checked
 * before anything is set aside for them.
 *
 * <p>Known limits: packed packet headers (PPM, PPT), changes of progression (POC), regions of
 * interest (RGN) and subsampled components are refused.
 */
final class Codestream {

  static final int COD = 0xff52;
  static final int COC = 0xff53;
  static final int QCD = 0xff5c;
  static final int QCC = 0xff5d;
  private static final int SOC = 0xff4f;
  private static final int SIZ = 0xff51;
  private static final int SOT = 0xff90;
  private static final int SOD = 0xff93;
  private static final int EOC = 0xffd9;

  private static final int MAX_COMPONENTS = 1024;

  /** Tile parts of a file; a tile has at most 255. */
  private static final int MAX_PARTS = 1 << 20;

  /** Stored bytes of one tile. */
  private static final long MAX_TILE_BYTES = 1 << 29;

  /** One part of a tile: the bytes from its first marker after SOT on. */
  private record Part(long position, long size) {}

  /** Where the image area and the tiles lie on the reference grid. */
  record Size(
      int x0,
      int y0,
      int x1,
      int y1,
      int tileX,
      int tileY,
      int tileWidth,
      int tileHeight,
      int components) {

    int tilesAcross() {
      return Math.ceilDiv(x1 - tileX, tileWidth);
    }

    int tilesDown() {
      return Math.ceilDiv(y1 - tileY, tileHeight);
    }
  }

  /** Coded bytes of one tile and how it is coded. */
  @SuppressWarnings("ArrayRecordComponent") // made for one reader
  record TileData(byte[] packets, CodingParameters parameters) {}

  private final ByteSource source;
  private final long end;
  private final Size size;
  private final int[] precisions;
  private final boolean[] signs;
  private final CodingParameters parameters;
  private final Map<Integer, List<Part>> tiles = new HashMap<>();

  /** Reads the headers of a codestream that lies somewhere in a source. */
  Codestream(ByteSource source, long start, long end) throws StreamException {
    this.source = source;
    this.end = end;
    if (marker(start) != SOC || marker(start + 2) != SIZ) {
      throw new StreamException(RasterException.Key.NOT_A_TIFF, "is not a JPEG 2000 codestream");
    }
    ByteBuffer siz = segment(start + 2);
    try {
      siz.getShort();
      size = size(siz);
      precisions = new int[size.components()];
      signs = new boolean[size.components()];
      for (int i = 0; i < size.components(); i++) {
        int depth = siz.get() & 0xff;
        precisions[i] = (depth & 0x7f) + 1;
        signs[i] = depth > 0x7f;
        if (siz.getShort() != 0x0101) {
          throw StreamException.unsupported("has subsampled components, which are not read");
        }
      }
    } catch (BufferUnderflowException e) {
      throw StreamException.corrupt("has a header that is cut off");
    }
    parameters = new CodingParameters(size.components());
    long at = readHeader(start + 4 + siz.capacity() + 2, parameters);
    parameters.check();
    findParts(at);
  }

  private static Size size(ByteBuffer siz) throws StreamException {
    int[] n = new int[8]; // x1, y1, x0, y0, tile width, tile height, tile x, tile y
    for (int i = 0; i < n.length; i++) {
      n[i] = siz.getInt();
      if (n[i] < 0) {
        throw new StreamException(RasterException.Key.TOO_LARGE, "is larger than 2^31 pixels");
      }
    }
    int components = siz.getShort() & 0xffff;
    boolean image = n[0] > n[2] && n[1] > n[3];
    boolean tiles = n[4] > 0 && n[5] > 0 && n[6] <= n[2] && n[7] <= n[3];
    if (!image
        || !tiles
        || (long) n[6] + n[4] <= n[2]
        || (long) n[7] + n[5] <= n[3]
        || components < 1) {
      throw StreamException.corrupt("has a size that contradicts itself");
    }
    if (components > MAX_COMPONENTS) {
      throw new StreamException(RasterException.Key.TOO_LARGE, "has " + components + " components");
    }
    Size size = new Size(n[2], n[3], n[0], n[1], n[6], n[7], n[4], n[5], components);
    if ((long) size.tilesAcross() * size.tilesDown() > 65535) {
      throw StreamException.corrupt("has more than 65535 tiles");
    }
    return size;
  }

  Size size() {
    return size;
  }

  int precision(int component) {
    return precisions[component];
  }

  boolean isSigned(int component) {
    return signs[component];
  }

  CodingParameters parameters() {
    return parameters;
  }

  private ByteBuffer load(long position, int bytes) throws StreamException {
    if (position < 0 || position > end - bytes) {
      throw new StreamException(RasterException.Key.TRUNCATED, "ends at byte " + end);
    }
    ByteBuffer buffer = ByteBuffer.allocate(bytes);
    source.read(position, buffer);
    return buffer.flip();
  }

  private int marker(long position) throws StreamException {
    return load(position, 2).getShort() & 0xffff;
  }

  /** The content of the marker segment at a position, after its length. */
  private ByteBuffer segment(long position) throws StreamException {
    int length = load(position + 2, 2).getShort() & 0xffff;
    if (length < 2) {
      throw StreamException.corrupt("has a marker segment of no length");
    }
    return load(position + 4, length - 2);
  }

  /** Reads marker segments up to the first tile part or the data of one; returns where that is. */
  private long readHeader(long start, CodingParameters into) throws StreamException {
    long at = start;
    while (true) {
      int marker = marker(at);
      if (marker == SOT || marker == SOD) {
        return at;
      }
      ByteBuffer segment = segment(at);
      try {
        switch (marker) {
          case COD, COC, QCD, QCC -> into.read(marker, segment);
          case 0xff5e -> throw StreamException.unsupported("has a region of interest (RGN)");
          case 0xff5f -> throw StreamException.unsupported("changes its progression (POC)");
          case 0xff60, 0xff61 ->
              throw StreamException.unsupported("has packed packet headers (PPM, PPT)");
          default -> {
            if (marker < 0xff30) {
              throw StreamException.corrupt("has no marker at byte " + at);
            }
          }
        }
      } catch (BufferUnderflowException e) {
        throw StreamException.corrupt("has a marker segment at byte " + at + " that is cut off");
      }
      at += 4 + segment.capacity();
    }
  }

  private void findParts(long start) throws StreamException {
    long at = start;
    int parts = 0;
    int tileCount = size.tilesAcross() * size.tilesDown();
    while (at <= end - 12) {
      ByteBuffer head = load(at, 12);
      int marker = head.getShort() & 0xffff;
      if (marker == EOC) {
        return;
      }
      if (marker != SOT || head.getShort() != 10) {
        throw StreamException.corrupt("has no tile part at byte " + at);
      }
      int tile = head.getShort() & 0xffff;
      long length = head.getInt() & 0xffffffffL;
      long bytes = length == 0 ? end - at : length;
      if (tile >= tileCount || bytes < 14) {
        throw StreamException.corrupt("has a tile part of tile " + tile + ", " + bytes + " bytes");
      }
      if (bytes > end - at) {
        throw new StreamException(
            RasterException.Key.TRUNCATED, "ends within the tile part at byte " + at);
      }
      if (++parts > MAX_PARTS) {
        throw new StreamException(RasterException.Key.TOO_LARGE, "has too many tile parts");
      }
      tiles.computeIfAbsent(tile, t -> new ArrayList<>(1)).add(new Part(at + 12, bytes - 12));
      at += bytes;
    }
  }

  /** The coded bytes of a tile. */
  TileData tile(int tile) throws StreamException {
    List<Part> parts = tiles.get(tile);
    if (parts == null) {
      throw new StreamException(RasterException.Key.TRUNCATED, "lacks tile " + tile);
    }
    CodingParameters own = parameters.copy();
    List<ByteBuffer> bodies = new ArrayList<>();
    long bytes = 0;
    for (Part part : parts) {
      long body = readHeader(part.position, own) + 2;
      long length = part.position + part.size - body;
      bytes += length;
      if (length < 0 || bytes > MAX_TILE_BYTES) {
        throw StreamException.corrupt("has a tile of " + bytes + " bytes");
      }
      bodies.add(load(body, (int) length));
    }
    own.check();
    ByteBuffer packets = ByteBuffer.allocate((int) bytes);
    bodies.forEach(packets::put);
    return new TileData(packets.array(), own);
  }
}
