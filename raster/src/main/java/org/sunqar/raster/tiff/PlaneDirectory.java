// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelType;

/**
 * The head of a BigTIFF of uncompressed float32 planes, each band in tiles of its own, for a file
 * whose tiles someone else writes and may move afterwards: the position of each tile is one number
 * of eight bytes at a known place. A tile at position 0 is one that is not there, which GDAL reads
 * as no data.
 *
 * <p>All numbers are little-endian. It is no Cloud-Optimized GeoTIFF: there are no overviews, and
 * the order of the tiles is that of whoever writes them.
 */
public final class PlaneDirectory {

  /** Bytes from the file's beginning that belong to the head; the directory may lie behind. */
  public static final int HEAD_BYTES = 16;

  /** Sides of TIFF tiles are multiples of this. */
  public static final int TILE_MULTIPLE = 16;

  private static final int BIG_TIFF = 43;
  private static final int POSITION_BYTES = 8;
  private static final int LARGEST_TILE = 1 << 14;

  private final byte[] directory;
  private final long position;
  private final int tiles;
  private final int offsetsAt;
  private final int countsAt;
  private final int tileBytes;

  /**
   * A directory.
   *
   * @param position where it will lie in the file (bytes), at least {@link #HEAD_BYTES} and a
   *     multiple of 8
   * @param tileWidth columns, and {@code tileHeight} rows, of a tile: multiples of {@link
   *     #TILE_MULTIPLE}
   * @param bands float32, with names and units
   * @param metadata items that GDAL shows
   * @throws RasterException with key TOO_LARGE for more tiles than a directory should hold, CRS for
   *     a system that GeoTIFF cannot spell
   */
  public PlaneDirectory(
      long position,
      Grid grid,
      int tileWidth,
      int tileHeight,
      List<BandInfo> bands,
      Map<String, String> metadata) {
    requireTile(tileWidth);
    requireTile(tileHeight);
    if (position < HEAD_BYTES || position % 8 != 0 || bands.isEmpty()) {
      throw new IllegalArgumentException(
          "a directory at " + position + " of " + bands.size() + " bands");
    }
    for (BandInfo band : bands) {
      if (band.type() != PixelType.FLOAT32) {
        throw new IllegalArgumentException("band " + band.name() + " is not float32");
      }
    }
    long count =
        (long) Math.ceilDiv(grid.width(), tileWidth) * Math.ceilDiv(grid.height(), tileHeight);
    if (count * bands.size() > ImageLayout.MAX_BLOCKS) {
      throw new RasterException(
          RasterException.Key.TOO_LARGE,
          "%d planes of %d tiles are more than %d tiles"
              .formatted(bands.size(), count, ImageLayout.MAX_BLOCKS));
    }
    this.position = position;
    this.tiles = (int) count;
    ImageLayout layout =
        new ImageLayout(
            grid.width(),
            grid.height(),
            tileWidth,
            tileHeight,
            true,
            false,
            bands.size(),
            bands.size() > 1,
            PixelType.FLOAT32,
            ByteOrder.LITTLE_ENDIAN,
            Codec.NONE,
            Predictor.NONE);
    Encoding plain = new Encoding(Compression.NONE, Compression.NONE.usualLevel(), false);
    DirectoryBuilder builder = new DirectoryBuilder(true);
    new CogDirectories(
            grid,
            List.copyOf(bands),
            metadata,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            plain,
            plain)
        .add(builder, layout);
    int all = tiles * bands.size();
    builder.offsets(TiffTag.TILE_OFFSETS, new long[all]);
    builder.integers(TiffTag.TILE_BYTE_COUNTS, new int[all]);
    this.directory = builder.bytes(position, 0);
    this.offsetsAt = valuesAt(TiffTag.TILE_OFFSETS, all * POSITION_BYTES);
    this.countsAt = valuesAt(TiffTag.TILE_BYTE_COUNTS, all * Integer.BYTES);
    this.tileBytes = tileWidth * tileHeight * Float.BYTES;
  }

  private static void requireTile(int side) {
    if (side < TILE_MULTIPLE || side % TILE_MULTIPLE != 0 || side > LARGEST_TILE) {
      throw new IllegalArgumentException("a tile of " + side + " pixels on a side");
    }
  }

  /** Where the values of a field lie in the directory. */
  private int valuesAt(int tag, int bytes) {
    ByteBuffer in = ByteBuffer.wrap(directory).order(ByteOrder.LITTLE_ENDIAN);
    int entries = (int) in.getLong(0);
    for (int i = 0; i < entries; i++) {
      int entry = 8 + 20 * i;
      if ((in.getShort(entry) & 0xffff) == tag) {
        return bytes <= 8 ? entry + 12 : Math.toIntExact(in.getLong(entry + 12) - position);
      }
    }
    throw new IllegalStateException("no field " + tag);
  }

  /** The first bytes of the file, {@link #HEAD_BYTES} of them. */
  public byte[] head() {
    byte[] head = new byte[HEAD_BYTES];
    ByteBuffer.wrap(head)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 'I')
        .put((byte) 'I')
        .putShort((short) BIG_TIFF)
        .putShort((short) POSITION_BYTES)
        .putShort((short) 0)
        .putLong(position);
    return head;
  }

  /** The bytes at the directory's position; no tile is there yet. */
  public byte[] bytes() {
    return directory.clone();
  }

  /** Tiles of each plane, row by row. */
  public int tiles() {
    return tiles;
  }

  /** Where in the file the position of a tile is said, as a 64-bit number. */
  public long offsetPlace(int band, int tile) {
    return position + offsetsAt + ((long) band * tiles + tile) * POSITION_BYTES;
  }

  /** Where in the file the size of a tile is said, as a 32-bit number. */
  public long countPlace(int band, int tile) {
    return position + countsAt + ((long) band * tiles + tile) * Integer.BYTES;
  }

  /** The size of a tile that is there (bytes). */
  public int tileBytes() {
    return tileBytes;
  }
}
