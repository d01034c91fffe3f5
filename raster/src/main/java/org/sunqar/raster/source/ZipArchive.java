// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.source;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.sunqar.raster.RasterException;

/**
 * A ZIP archive (PKWARE APPNOTE 6.3), with ZIP64. Its directory is read once. Stored entries are
 * read in place and their checksum is not looked at; deflated ones are unpacked when they are
 * opened, within the bounds given, and their checksum is.
 *
 * <p>Known limits: encrypted archives, archives of several volumes, and other methods are refused.
 */
final class ZipArchive implements Archive {

  private static final int END = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int LOCATOR_64 = 0x07064b50;
  private static final int LOCATOR_64_BYTES = 20;
  private static final int END_64 = 0x06064b50;
  private static final int END_64_BYTES = 56;
  private static final int CENTRAL = 0x02014b50;
  private static final int CENTRAL_BYTES = 46;
  private static final int LOCAL = 0x04034b50;
  private static final int LOCAL_BYTES = 30;
  private static final int MAX_COMMENT = 0xffff;
  private static final long MAX_DIRECTORY = 256 << 20;
  private static final long UNSIGNED = 0xffffffffL;
  private static final int BUFFER = 256 << 10;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;

  /**
   * @param entry name and unpacked size
   * @param packed stored bytes
   * @param crc of the unpacked bytes
   * @param header position of the local header
   */
  private record Place(Entry entry, int flags, int method, long packed, long crc, long header) {}

  /**
   * @param position of the first record
   * @param size bytes
   * @param entries as many as there should be
   * @param end position of the record that says so
   */
  private record Directory(long position, long size, long entries, long end) {}

  private final ByteSource source;
  private final SourceOptions.Spooling limits;
  private final Map<String, Place> places = new LinkedHashMap<>();
  private final List<Entry> entries;
  private final long contentEnd;

  private ZipArchive(ByteSource source, SourceOptions.Spooling limits) {
    this.source = source;
    this.limits = limits;
    Directory directory = directory();
    // an archive may have been put behind something else, which all its positions then ignore
    long start = directory.end - directory.size;
    long shift = start - directory.position;
    if (start < 0 || shift < 0) {
      throw corrupt("has a directory outside of the file");
    }
    this.contentEnd = start;
    readDirectory(start, shift, directory);
    this.entries = places.values().stream().map(Place::entry).toList();
  }

  static boolean begins(byte[] head) {
    return head.length >= 4
        && head[0] == 'P'
        && head[1] == 'K'
        && ((head[2] == 3 && head[3] == 4) || (head[2] == 5 && head[3] == 6));
  }

  static ZipArchive read(ByteSource source, SourceOptions.Spooling limits) {
    return new ZipArchive(source, limits);
  }

  private ByteBuffer load(long position, long bytes) {
    if (position < 0 || bytes > source.size() - position) {
      throw corrupt("has a record outside of the file");
    }
    ByteBuffer buffer = ByteBuffer.allocate((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
    source.read(position, buffer);
    return buffer.flip();
  }

  private Directory directory() {
    int tailBytes = (int) Math.min(source.size(), END_BYTES + MAX_COMMENT);
    long tailStart = source.size() - tailBytes;
    ByteBuffer tail = load(tailStart, tailBytes);
    for (int at = tailBytes - END_BYTES; at >= 0; at--) {
      if (tail.getInt(at) == END && at + END_BYTES + u16(tail, at + 20) <= tailBytes) {
        return directory(tail, at, tailStart + at);
      }
    }
    throw new RasterException(
        RasterException.Key.TRUNCATED, source.name() + " has no ZIP directory at its end");
  }

  private Directory directory(ByteBuffer tail, int at, long position) {
    int disk = u16(tail, at + 4);
    long count = u16(tail, at + 10);
    long size = tail.getInt(at + 12) & UNSIGNED;
    long offset = tail.getInt(at + 16) & UNSIGNED;
    // some writers say small numbers in both places, and the directory ends before both
    if (position >= LOCATOR_64_BYTES) {
      ByteBuffer locator = load(position - LOCATOR_64_BYTES, LOCATOR_64_BYTES);
      if (locator.getInt(0) == LOCATOR_64) {
        long end = locator.getLong(8);
        ByteBuffer record = load(end, END_64_BYTES);
        if (record.getInt(0) != END_64) {
          throw corrupt("has no ZIP64 record where it says it is");
        }
        return checked(
            new Directory(record.getLong(48), record.getLong(40), record.getLong(32), end));
      }
    }
    if (disk != 0) {
      throw new RasterException(
          RasterException.Key.UNSUPPORTED, source.name() + " is one of several ZIP volumes");
    }
    return checked(new Directory(offset, size, count, position));
  }

  private Directory checked(Directory directory) {
    if (directory.position < 0 || directory.size < 0 || directory.entries < 0) {
      throw corrupt("has a ZIP directory of negative size");
    }
    if (directory.size > MAX_DIRECTORY || directory.entries > MAX_ENTRIES) {
      throw new RasterException(
          RasterException.Key.TOO_LARGE,
          "%s has a ZIP directory of %d entries and %d bytes"
              .formatted(source.name(), directory.entries, directory.size));
    }
    return directory;
  }

  private void readDirectory(long start, long shift, Directory directory) {
    ByteBuffer records = load(start, directory.size);
    int at = 0;
    for (long i = 0; i < directory.entries; i++) {
      if (at + CENTRAL_BYTES > records.limit() || records.getInt(at) != CENTRAL) {
        throw corrupt("has a damaged ZIP directory at entry " + i);
      }
      int nameBytes = u16(records, at + 28);
      int extraBytes = u16(records, at + 30);
      int extraAt = at + CENTRAL_BYTES + nameBytes;
      int next = extraAt + extraBytes + u16(records, at + 32);
      if (next > records.limit()) {
        throw corrupt("has a damaged ZIP directory at entry " + i);
      }
      Place place = place(records, at, extraAt, extraBytes, shift);
      if (!place.entry.name().endsWith("/") && places.put(place.entry.name(), place) != null) {
        throw corrupt("has two entries " + place.entry.name());
      }
      at = next;
    }
  }

  private Place place(ByteBuffer records, int at, int extraAt, int extraBytes, long shift) {
    long packed = records.getInt(at + 20) & UNSIGNED;
    long size = records.getInt(at + 24) & UNSIGNED;
    long header = records.getInt(at + 42) & UNSIGNED;
    String name = text(records, at + CENTRAL_BYTES, extraAt - at - CENTRAL_BYTES);
    int extra = extraAt;
    int extraEnd = extraAt + extraBytes;
    while (extra + 4 <= extraEnd) {
      int fieldEnd = extra + 4 + u16(records, extra + 2);
      if (u16(records, extra) == 1) {
        // the 64-bit values of those fields that are all ones, in this order
        int value = extra + 4;
        int needed =
            8
                * ((size == UNSIGNED ? 1 : 0)
                    + (packed == UNSIGNED ? 1 : 0)
                    + (header == UNSIGNED ? 1 : 0));
        if (fieldEnd > extraEnd || value + needed > fieldEnd) {
          throw corrupt("has a damaged ZIP64 field of " + name);
        }
        if (size == UNSIGNED) {
          size = records.getLong(value);
          value += 8;
        }
        if (packed == UNSIGNED) {
          packed = records.getLong(value);
          value += 8;
        }
        if (header == UNSIGNED) {
          header = records.getLong(value);
        }
        break;
      }
      extra = fieldEnd;
    }
    header += shift;
    if (size < 0 || packed < 0 || header < 0 || packed > contentEnd || header > contentEnd) {
      throw corrupt("has an entry " + name + " outside of the file");
    }
    return new Place(
        new Entry(name, size),
        u16(records, at + 8),
        u16(records, at + 10),
        packed,
        records.getInt(at + 16) & UNSIGNED,
        header);
  }

  /** UTF-8 where it is valid; the code page of DOS is left to the imagination. */
  private static String text(ByteBuffer records, int at, int bytes) {
    ByteBuffer name = records.slice(at, bytes);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(name).toString();
    } catch (CharacterCodingException _) {
      return StandardCharsets.ISO_8859_1.decode(name.rewind()).toString();
    }
  }

  private static int u16(ByteBuffer buffer, int at) {
    return buffer.getShort(at) & 0xffff;
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public List<Entry> entries() {
    return entries;
  }

  @Override
  public ByteSource open(String entry) {
    Place place = Archive.find(name(), places, entry);
    String name = name() + "!/" + place.entry.name();
    if ((place.flags & 1) != 0) {
      throw new RasterException(RasterException.Key.UNSUPPORTED, name + " is encrypted");
    }
    ByteBuffer local = load(place.header, LOCAL_BYTES);
    long start = place.header + LOCAL_BYTES + u16(local, 26) + u16(local, 28);
    if (local.getInt(0) != LOCAL || start > contentEnd - place.packed) {
      throw new RasterException(
          RasterException.Key.CORRUPT, name + " is not where the ZIP directory says");
    }
    ByteSource packed = new PartSource(name, source, start, place.packed);
    return switch (place.method) {
      case STORED -> {
        if (place.packed != place.entry.size()) {
          throw new RasterException(
              RasterException.Key.CORRUPT, name + " is stored with two different sizes");
        }
        yield packed;
      }
      case DEFLATED -> inflate(packed, place);
      default ->
          throw new RasterException(
              RasterException.Key.UNSUPPORTED,
              name + " is packed by ZIP method " + place.method + "; stored or deflated is read");
    };
  }

  private ByteSource inflate(ByteSource packed, Place place) {
    long size = place.entry.size();
    limits.check(packed.name(), place.packed, size);
    byte[] in = new byte[Math.clamp(place.packed, 1, BUFFER)];
    byte[] out = new byte[Math.clamp(size, 1, BUFFER)];
    CRC32 crc = new CRC32();
    try (Inflater inflater = new Inflater(true);
        Spool spool = new Spool(packed.name(), limits, size)) {
      long position = 0;
      while (!inflater.finished()) {
        if (inflater.needsInput()) {
          int read = (int) Math.min(in.length, packed.size() - position);
          if (read == 0) {
            break;
          }
          packed.read(position, ByteBuffer.wrap(in, 0, read));
          inflater.setInput(in, 0, read);
          position += read;
        }
        int made = inflater.inflate(out);
        crc.update(out, 0, made);
        spool.write(out, made);
        if (inflater.needsDictionary()) {
          throw new DataFormatException("it needs a dictionary");
        }
      }
      if (spool.size() != size || crc.getValue() != place.crc) {
        throw new RasterException(
            RasterException.Key.CORRUPT,
            packed.name() + " does not unpack to the size and checksum in the ZIP directory");
      }
      return spool.finish();
    } catch (DataFormatException e) {
      throw new RasterException(
          RasterException.Key.CORRUPT, packed.name() + " is damaged: " + e.getMessage(), e);
    }
  }

  private RasterException corrupt(String what) {
    return new RasterException(RasterException.Key.CORRUPT, source.name() + " " + what);
  }

  @Override
  public void close() {
    source.close();
  }
}
