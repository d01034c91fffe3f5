// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.source.ByteSource;

/**
 * Reads the header and the chain of directories of a TIFF (version 42) or BigTIFF (version 43)
 * file. Nothing is believed: offsets and counts are checked against the size of the source before
 * anything is allocated, and only tags that the reader uses are kept.
 */
final class TiffParser {

  /** Directories followed before the file is taken for hostile. */
  static final int MAX_DIRECTORIES = 1024;

  /** Entries of one directory; baseline TIFF, GeoTIFF and GDAL define fewer than 200 tags. */
  static final int MAX_ENTRIES = 4096;

  private final ByteSource source;
  private final ByteOrder order;
  private final boolean big;
  private final long firstDirectory;
  private final Set<Long> visited = new LinkedHashSet<>();

  private TiffParser(ByteSource source, ByteOrder order, boolean big, long firstDirectory) {
    this.source = source;
    this.order = order;
    this.big = big;
    this.firstDirectory = firstDirectory;
  }

  /** All directories in file order, at least one. */
  static List<TiffDirectory> parse(ByteSource source) {
    return header(source).directories();
  }

  /** Where the directories lie, in the same order. */
  static List<Long> offsets(ByteSource source) {
    TiffParser parser = header(source);
    parser.directories();
    return List.copyOf(parser.visited);
  }

  private static TiffParser header(ByteSource source) {
    if (source.size() < 8) {
      throw notTiff(source);
    }
    ByteBuffer head = ByteBuffer.allocate((int) Math.min(16, source.size()));
    source.read(0, head);
    head.flip();
    short mark = head.getShort(0);
    if (mark != 0x4949 && mark != 0x4d4d) {
      throw notTiff(source);
    }
    ByteOrder order = mark == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    head.order(order);
    int version = head.getShort(2);
    if (version == 42) {
      return new TiffParser(source, order, false, head.getInt(4) & 0xffffffffL);
    }
    if (version != 43) {
      throw notTiff(source);
    }
    if (head.limit() < 16) {
      throw new RasterException(
          RasterException.Key.TRUNCATED, source.name() + " ends inside its header");
    }
    if (head.getShort(4) != 8 || head.getShort(6) != 0) {
      throw new RasterException(
          RasterException.Key.CORRUPT,
          source.name() + " has a BigTIFF header with an offset size other than 8");
    }
    return new TiffParser(source, order, true, head.getLong(8));
  }

  private static RasterException notTiff(ByteSource source) {
    return new RasterException(
        RasterException.Key.NOT_A_TIFF,
        source.name() + " is not a TIFF: it does not start with a TIFF header");
  }

  private List<TiffDirectory> directories() {
    List<TiffDirectory> directories = new ArrayList<>();
    long next = firstDirectory;
    while (next != 0) {
      if (!visited.add(next)) {
        throw corrupt("has a loop in its chain of directories at byte " + next);
      }
      if (directories.size() == MAX_DIRECTORIES) {
        throw new RasterException(
            RasterException.Key.TOO_LARGE,
            source.name() + " has more than " + MAX_DIRECTORIES + " directories");
      }
      next = directory(next, directories);
    }
    if (directories.isEmpty()) {
      throw corrupt("has no image: its first directory offset is 0");
    }
    return directories;
  }

  /** Parses the directory at an offset, appends it, and returns the offset of the next one. */
  private long directory(long offset, List<TiffDirectory> directories) {
    int countBytes = big ? 8 : 2;
    ByteBuffer countBuffer = load(offset, countBytes, "directory");
    long entries = big ? countBuffer.getLong() : countBuffer.getShort() & 0xffff;
    if (entries < 0 || entries > MAX_ENTRIES) {
      throw corrupt("has a directory of " + Long.toUnsignedString(entries) + " entries");
    }
    int entryBytes = big ? 20 : 12;
    int nextBytes = big ? 8 : 4;
    ByteBuffer table =
        load(offset + countBytes, (int) entries * entryBytes + nextBytes, "directory");
    Map<Integer, TiffField> fields = new HashMap<>();
    long entryPosition = offset + countBytes;
    for (int i = 0; i < entries; i++, entryPosition += entryBytes) {
      int at = i * entryBytes;
      int tag = table.getShort(at) & 0xffff;
      if (TiffTag.isRead(tag) && !fields.containsKey(tag)) {
        fields.put(tag, field(table, at, tag, entryPosition));
      }
    }
    directories.add(new TiffDirectory(source, order, Map.copyOf(fields)));
    int end = (int) entries * entryBytes;
    return big ? table.getLong(end) : table.getInt(end) & 0xffffffffL;
  }

  private TiffField field(ByteBuffer table, int at, int tag, long entryPosition) {
    int type = table.getShort(at + 2) & 0xffff;
    long count = big ? table.getLong(at + 4) : table.getInt(at + 4) & 0xffffffffL;
    int size = TiffField.sizeOf(type);
    if (size == 0) {
      throw corrupt("has tag " + tag + " of field type " + type + ", which does not exist");
    }
    if (count < 0 || count > source.size() / size) {
      throw corrupt(
          "has tag "
              + tag
              + " with "
              + Long.toUnsignedString(count)
              + " values, more than the file");
    }
    int valueAt = big ? 12 : 8;
    int inline = big ? 8 : 4;
    long position = entryPosition + valueAt;
    if (count * size > inline) {
      position = big ? table.getLong(at + valueAt) : table.getInt(at + valueAt) & 0xffffffffL;
      if (position < 0 || position > source.size() - count * size) {
        throw new RasterException(
            RasterException.Key.TRUNCATED,
            source.name() + " ends before the values of tag " + tag + " at byte " + position);
      }
    }
    return new TiffField(source, order, tag, type, count, position);
  }

  private ByteBuffer load(long position, int bytes, String what) {
    if (position < 8 || position > source.size() - bytes) {
      throw new RasterException(
          RasterException.Key.TRUNCATED,
          source.name()
              + " has a "
              + what
              + " at byte "
              + Long.toUnsignedString(position)
              + ", which does not fit into its "
              + source.size()
              + " bytes");
    }
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(order);
    source.read(position, buffer);
    return buffer.flip();
  }

  private RasterException corrupt(String what) {
    return new RasterException(RasterException.Key.CORRUPT, source.name() + " " + what);
  }
}
