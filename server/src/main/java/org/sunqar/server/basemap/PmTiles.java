// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.basemap;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.Json;
import org.sunqar.server.http.EntityTag;

/**
 * An archive of tiles, <a
 * href="https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md">PMTiles version 3</a>.
 * Nothing in it is believed: every place is checked against the file's length, and what unpacks to
 * more than it may is refused.
 *
 * <p>Known limits: directories and tiles are stored as they are or with gzip; Brotli and Zstandard
 * are refused.
 */
final class PmTiles implements Basemap {

  private static final int HEADER = 127;
  private static final byte[] MAGIC = "PMTiles".getBytes(StandardCharsets.US_ASCII);

  /** The header and the root directory end before this (bytes). */
  private static final int ROOT_END = 16_384;

  /** A directory or the metadata, as stored and unpacked (bytes). */
  private static final int LARGEST_DIRECTORY = 4 << 20;

  private static final int LARGEST_UNPACKED = 32 << 20;

  /** A tile as stored (bytes). */
  private static final int LARGEST_TILE = 8 << 20;

  /** Deeper than that, directories lead in a circle. */
  private static final int DEEPEST = 4;

  /** Leaf directories that are kept; a planet has some thousands of a few ten kilobytes. */
  private static final int KEPT = 64;

  /** Where the bytes are. */
  private interface Source extends AutoCloseable {
    long length();

    byte[] read(long offset, int length) throws IOException;

    @Override
    void close() throws IOException;
  }

  /** A part of the file (bytes). */
  private record Section(long offset, long length) {}

  private final Source source;
  private final String what;
  private final About about;
  private final Section leaves;
  private final Section tiles;
  private final boolean gzipTiles;
  private final boolean gzipDirectories;
  private final Directory root;
  private final Map<Long, Directory> kept =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Directory> eldest) {
          return size() > KEPT;
        }
      };

  static boolean isOne(byte[] start) {
    return start.length >= MAGIC.length && Arrays.equals(Arrays.copyOf(start, MAGIC.length), MAGIC);
  }

  static PmTiles of(byte[] bytes, String what) {
    return new PmTiles(new InMemory(bytes), what);
  }

  static PmTiles open(Path file) {
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      try {
        return new PmTiles(new InFile(channel, channel.size()), file.toString());
      } catch (RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new CatalogException(
          CatalogException.Key.IO,
          "the base map " + file + " cannot be read: " + e.getMessage(),
          e);
    }
  }

  private PmTiles(Source source, String what) {
    this.source = source;
    this.what = what;
    if (source.length() < HEADER) {
      throw corrupt("is shorter than a header");
    }
    byte[] head = read(0, HEADER);
    if (!isOne(head) || head[7] != 3) {
      throw new CatalogException(
          CatalogException.Key.INVALID, what + " is not PMTiles of version 3, but of " + head[7]);
    }
    ByteBuffer header = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
    final Section rootDirectory = section(header, 8, "root directory");
    final Section metadata = section(header, 24, "metadata");
    leaves = section(header, 40, "leaf directories");
    tiles = section(header, 56, "tiles");
    if (rootDirectory.offset + rootDirectory.length > ROOT_END) {
      throw corrupt("has a root directory that does not end within 16 KiB");
    }
    gzipDirectories = gzip(head[97], "directories");
    gzipTiles = gzip(head[98], "tiles");
    root = directory(rootDirectory);
    about = about(header, head, metadata);
  }

  @Override
  public About about() {
    return about;
  }

  @Override
  public Optional<Tile> tile(int z, int x, int y) {
    if (z < about.minZoom() || z > about.maxZoom()) {
      return Optional.empty();
    }
    long id = tileId(z, x, y);
    Directory directory = root;
    for (int depth = 0; depth < DEEPEST; depth++) {
      int entry = directory.find(id);
      if (entry < 0) {
        return Optional.empty();
      }
      long offset = directory.offsets[entry];
      long length = directory.lengths[entry];
      if (directory.runs[entry] > 0) {
        if (id - directory.ids[entry] >= directory.runs[entry]) {
          return Optional.empty();
        }
        byte[] bytes = read(within(tiles, offset, length, LARGEST_TILE, "tile"), (int) length);
        return Optional.of(new Tile(bytes, gzipTiles));
      }
      directory = leaf(new Section(offset, length));
    }
    throw corrupt("has directories that lead to each other");
  }

  @Override
  public void close() {
    try {
      source.close();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * The number of a tile: those of smaller zooms come before it, then the Hilbert curve of its own.
   */
  static long tileId(int z, int x, int y) {
    long id = ((1L << (2 * z)) - 1) / 3;
    long column = x;
    long row = y;
    for (long s = (1L << z) >> 1; s > 0; s >>= 1) {
      long right = (column & s) > 0 ? 1 : 0;
      long down = (row & s) > 0 ? 1 : 0;
      id += s * s * ((3 * right) ^ down);
      if (down == 0) {
        if (right == 1) {
          column = s - 1 - column;
          row = s - 1 - row;
        }
        long swapped = column;
        column = row;
        row = swapped;
      }
    }
    return id;
  }

  private Directory leaf(Section place) {
    synchronized (kept) {
      Directory known = kept.get(place.offset);
      if (known != null) {
        return known;
      }
    }
    long start = within(leaves, place.offset, place.length, LARGEST_DIRECTORY, "leaf directory");
    Directory read = directory(new Section(start, place.length));
    synchronized (kept) {
      kept.put(place.offset, read);
    }
    return read;
  }

  private Directory directory(Section place) {
    byte[] stored = read(place.offset, Math.toIntExact(place.length));
    return Directory.read(gzipDirectories ? unpack(stored) : stored, what);
  }

  private About about(ByteBuffer header, byte[] head, Section metadata) {
    Format format =
        switch (head[99]) {
          case 1 -> Format.MVT;
          case 2 -> Format.PNG;
          case 3 -> Format.JPEG;
          case 4 -> Format.WEBP;
          default ->
              throw new CatalogException(
                  CatalogException.Key.INVALID,
                  what
                      + " has tiles of type "
                      + head[99]
                      + ", but a base map is MVT, PNG, JPEG or WebP");
        };
    int minZoom = head[100];
    int maxZoom = head[101];
    if (minZoom < 0 || maxZoom > 24 || minZoom > maxZoom) {
      throw corrupt("has zooms " + minZoom + " to " + maxZoom + ", but they should be 0 to 24");
    }
    double[] bounds = new double[4];
    for (int i = 0; i < 4; i++) {
      bounds[i] = header.getInt(102 + 4 * i) / 1e7;
      if (Math.abs(bounds[i]) > (i % 2 == 0 ? 180 : 90)) {
        throw corrupt("has bounds that are not degrees");
      }
    }
    byte[] stored = read(metadata.offset, Math.toIntExact(metadata.length));
    byte[] text = gzipDirectories && stored.length > 0 ? unpack(stored) : stored;
    JsonNode json =
        text.length == 0
            ? Json.parseObject("{}")
            : Json.parseObject(new String(text, StandardCharsets.UTF_8));
    return new About(
        json.path("name").asText(""),
        plain(json.path("attribution").asText("")),
        format,
        minZoom,
        maxZoom,
        bounds[0],
        bounds[1],
        bounds[2],
        bounds[3],
        version(head));
  }

  /** From the header, the length, and the start of the tiles: the whole of a planet is not read. */
  private String version(byte[] head) {
    byte[] start = read(tiles.offset, (int) Math.min(tiles.length, 1 << 20));
    byte[] all = Arrays.copyOf(head, head.length + start.length + 8);
    System.arraycopy(start, 0, all, head.length, start.length);
    ByteBuffer.wrap(all).putLong(all.length - 8, source.length());
    return EntityTag.hash(all).substring(0, 16);
  }

  /** Attributions of maps are HTML; the page shows text, and runs nothing of a file's. */
  static String plain(String html) {
    String text = html.length() > 2000 ? html.substring(0, 2000) : html;
    return text.replaceAll("<[^>]*>", "")
        .replace("&copy;", "©")
        .replace("&amp;", "&")
        .replaceAll("\\s+", " ")
        .strip();
  }

  private Section section(ByteBuffer header, int at, String name) {
    long offset = header.getLong(at);
    long length = header.getLong(at + 8);
    if (offset < 0 || length < 0 || offset > source.length() - length) {
      throw corrupt("has its " + name + " beyond its end");
    }
    if (!name.equals("tiles") && !name.startsWith("leaf") && length > LARGEST_DIRECTORY) {
      throw corrupt("has " + length + " bytes of " + name);
    }
    return new Section(offset, length);
  }

  private long within(Section section, long offset, long length, int most, String name) {
    if (offset < 0 || length < 0 || length > most || offset > section.length - length) {
      throw corrupt("has a " + name + " of " + length + " bytes where there are none");
    }
    return section.offset + offset;
  }

  private boolean gzip(byte compression, String name) {
    return switch (compression) {
      case 1 -> false;
      case 2 -> true;
      default ->
          throw new CatalogException(
              CatalogException.Key.INVALID,
              what
                  + " compresses its "
                  + name
                  + " by method "
                  + compression
                  + ", but should by none (1) or gzip (2)");
    };
  }

  private byte[] unpack(byte[] packed) {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      byte[] bytes = in.readNBytes(LARGEST_UNPACKED);
      if (bytes.length == LARGEST_UNPACKED) {
        throw corrupt("has a directory that unpacks to more than 32 MiB");
      }
      return bytes;
    } catch (IOException e) {
      throw new CatalogException(
          CatalogException.Key.CORRUPT, what + " has a directory that is not gzip", e);
    }
  }

  private byte[] read(long offset, int length) {
    try {
      return source.read(offset, length);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private CatalogException unreadable(IOException e) {
    return new CatalogException(
        CatalogException.Key.IO, what + " cannot be read: " + e.getMessage(), e);
  }

  private CatalogException corrupt(String how) {
    return new CatalogException(CatalogException.Key.CORRUPT, what + " " + how);
  }

  @SuppressWarnings("ArrayRecordComponent") // read, never compared
  private record InMemory(byte[] bytes) implements Source {
    @Override
    public long length() {
      return bytes.length;
    }

    @Override
    public byte[] read(long offset, int length) {
      return Arrays.copyOfRange(bytes, (int) offset, (int) offset + length);
    }

    @Override
    public void close() {}
  }

  private record InFile(FileChannel channel, long length) implements Source {
    @Override
    public byte[] read(long offset, int length) throws IOException {
      ByteBuffer bytes = ByteBuffer.allocate(length);
      while (bytes.hasRemaining()) {
        if (channel.read(bytes, offset + bytes.position()) < 0) {
          throw new IOException("it ends too early");
        }
      }
      return bytes.array();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /**
   * A directory: entries in the order of their tiles' numbers. An entry with a run of 0 is another
   * directory.
   */
  @SuppressWarnings("ArrayRecordComponent") // read, never compared
  private record Directory(long[] ids, int[] runs, long[] lengths, long[] offsets) {

    /** The last entry whose number is not greater; negative when there is none. */
    int find(long id) {
      int at = Arrays.binarySearch(ids, id);
      return at >= 0 ? at : -at - 2;
    }

    static Directory read(byte[] bytes, String what) {
      Varints in = new Varints(bytes, what);
      long count = in.next();
      if (count <= 0 || count > bytes.length / 4) {
        throw in.corrupt("has a directory of " + count + " entries in " + bytes.length + " bytes");
      }
      int n = (int) count;
      Directory directory = new Directory(new long[n], new int[n], new long[n], new long[n]);
      long id = 0;
      for (int i = 0; i < n; i++) {
        long step = in.next();
        if ((i > 0 && step == 0) || id + step < id) {
          throw in.corrupt("has a directory whose entries are not in order");
        }
        id += step;
        directory.ids[i] = id;
      }
      for (int i = 0; i < n; i++) {
        directory.runs[i] = (int) Math.min(in.next(), Integer.MAX_VALUE);
      }
      for (int i = 0; i < n; i++) {
        directory.lengths[i] = in.next();
        if (directory.lengths[i] == 0 || directory.lengths[i] > LARGEST_TILE) {
          throw in.corrupt("has an entry of " + directory.lengths[i] + " bytes");
        }
      }
      for (int i = 0; i < n; i++) {
        long value = in.next();
        if (value == 0 && i == 0) {
          throw in.corrupt("has a first entry that follows another");
        }
        directory.offsets[i] =
            value == 0 ? directory.offsets[i - 1] + directory.lengths[i - 1] : value - 1;
      }
      return directory;
    }
  }

  /** Numbers of 1 to 9 bytes, of 7 bits each, the lowest first; none is negative. */
  private static final class Varints {
    private final byte[] bytes;
    private final String what;
    private int at;

    Varints(byte[] bytes, String what) {
      this.bytes = bytes;
      this.what = what;
    }

    long next() {
      long value = 0;
      for (int shift = 0; shift < 63; shift += 7) {
        if (at == bytes.length) {
          throw corrupt("has a directory that ends too early");
        }
        byte b = bytes[at++];
        value |= (long) (b & 0x7f) << shift;
        if (b >= 0) {
          return value;
        }
      }
      throw corrupt("has a number of more than 63 bits");
    }

    CatalogException corrupt(String how) {
      return new CatalogException(CatalogException.Key.CORRUPT, what + " " + how);
    }
  }
}
