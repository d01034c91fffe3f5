// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.source;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sunqar.raster.RasterException;

/**
 * A TAR archive: ustar and pax (POSIX.1-2001), and the long names of GNU. Entries are read in
 * place. Of two entries of the same name the later one counts, as when it is unpacked.
 *
 * <p>All headers are read when it is opened, from a server in one request each. Links, devices and
 * sparse files are left out.
 */
final class TarArchive implements Archive {

  static final int BLOCK = 512;

  /** Largest extended header or long name (bytes). */
  private static final long MAX_EXTENSION = 1 << 20;

  /**
   * @param start position of the first byte
   */
  private record Place(Entry entry, long start) {}

  private final ByteSource source;
  private final Map<String, Place> places = new LinkedHashMap<>();
  private final List<Entry> entries;

  private TarArchive(ByteSource source) {
    this.source = source;
    readHeaders();
    this.entries = places.values().stream().map(Place::entry).toList();
  }

  static boolean begins(byte[] head) {
    return head.length == BLOCK && !isEmpty(head) && hasChecksum(head);
  }

  static TarArchive read(ByteSource source) {
    return new TarArchive(source);
  }

  private void readHeaders() {
    Map<String, String> common = new HashMap<>();
    Map<String, String> next = new HashMap<>();
    long at = 0;
    int headers = 0;
    byte[] header = new byte[BLOCK];
    while (at <= source.size() - BLOCK) {
      source.read(at, ByteBuffer.wrap(header));
      if (isEmpty(header)) {
        return;
      }
      if (!hasChecksum(header) || ++headers > MAX_ENTRIES) {
        throw corrupt("has no TAR header at byte " + at, RasterException.Key.CORRUPT);
      }
      char type = (char) (header[156] & 0xff);
      String extended = next.getOrDefault("size", common.getOrDefault("size", ""));
      boolean extension = "xgLK".indexOf(type) >= 0;
      long size = extended.isEmpty() || extension ? number(header, 124, 12) : decimal(extended);
      long start = at + BLOCK;
      if (size < 0 || size > source.size() - start) {
        throw corrupt(
            "ends before the content of the TAR entry at byte " + at,
            RasterException.Key.TRUNCATED);
      }
      switch (type) {
        case 'x' -> next.putAll(records(start, size));
        case 'g' -> common.putAll(records(start, size));
        case 'L' -> next.put("path", text(extension(start, size), 0, (int) size));
        case 'K' -> {}
        default -> {
          if (type == '0' || type == 0 || type == '7') {
            add(header, start, size, common, next);
          }
          next.clear();
        }
      }
      at = start + (size + BLOCK - 1) / BLOCK * BLOCK;
    }
  }

  private void add(
      byte[] header, long start, long size, Map<String, String> common, Map<String, String> next) {
    String name = next.getOrDefault("path", common.getOrDefault("path", ""));
    if (name.isEmpty()) {
      boolean ustar = text(header, 257, 5).equals("ustar") && header[262] == 0;
      String folder = ustar ? text(header, 345, 155) : "";
      name = (folder.isEmpty() ? "" : folder + "/") + text(header, 0, 100);
    }
    boolean sparse = next.keySet().stream().anyMatch(key -> key.startsWith("GNU.sparse"));
    String plain = name.startsWith("./") ? name.substring(2) : name;
    if (!plain.endsWith("/") && !sparse) {
      places.put(plain, new Place(new Entry(plain, size), start));
    }
  }

  private byte[] extension(long start, long size) {
    if (size > MAX_EXTENSION) {
      throw corrupt(
          "has a TAR header of " + size + " bytes at byte " + start, RasterException.Key.TOO_LARGE);
    }
    byte[] bytes = new byte[(int) size];
    source.read(start, ByteBuffer.wrap(bytes));
    return bytes;
  }

  /** Records of a pax header: length, space, key, equals sign, value, end of line. */
  private Map<String, String> records(long start, long size) {
    byte[] bytes = extension(start, size);
    Map<String, String> records = new HashMap<>();
    int at = 0;
    while (at < bytes.length && bytes[at] != 0) {
      int length = 0;
      int digit = at;
      while (digit < bytes.length && bytes[digit] >= '0' && bytes[digit] <= '9' && length < 1e7) {
        length = length * 10 + bytes[digit++] - '0';
      }
      if (digit == at || length <= digit + 1 - at || length > bytes.length - at) {
        throw corrupt("has a damaged pax header at byte " + start, RasterException.Key.CORRUPT);
      }
      String record = new String(bytes, digit + 1, at + length - digit - 2, StandardCharsets.UTF_8);
      int equals = record.indexOf('=');
      if (equals > 0) {
        records.put(record.substring(0, equals), record.substring(equals + 1));
      }
      at += length;
    }
    return records;
  }

  private long decimal(String text) {
    if (!text.matches("\\d{1,18}")) {
      throw corrupt("has a TAR entry of size '" + text + "'", RasterException.Key.CORRUPT);
    }
    return Long.parseLong(text);
  }

  /** An octal number, or one of GNU's in base 256; -1 for neither. */
  private static long number(byte[] header, int at, int bytes) {
    long value = 0;
    if ((header[at] & 0x80) != 0) {
      if (header[at] != (byte) 0x80 || header[at + 1] != 0 || header[at + 2] != 0) {
        return -1;
      }
      for (int i = at + 4; i < at + bytes; i++) {
        value = value << 8 | (header[i] & 0xff);
      }
      return header[at + 3] == 0 ? value : -1;
    }
    for (char c : text(header, at, bytes).strip().toCharArray()) {
      if (c < '0' || c > '7') {
        return -1;
      }
      value = value << 3 | (c - '0');
    }
    return value;
  }

  /** Text up to the first NUL. */
  private static String text(byte[] bytes, int at, int most) {
    int length = 0;
    while (length < most && bytes[at + length] != 0) {
      length++;
    }
    return new String(bytes, at, length, StandardCharsets.UTF_8);
  }

  private static boolean isEmpty(byte[] header) {
    for (byte b : header) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  /** The sum of the bytes of the header, those of the sum itself taken for spaces. */
  private static boolean hasChecksum(byte[] header) {
    long sum = 8 * ' ';
    for (int i = 0; i < BLOCK; i++) {
      if (i < 148 || i >= 156) {
        sum += header[i] & 0xff;
      }
    }
    return number(header, 148, 8) == sum;
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
    return new PartSource(
        name() + "!/" + place.entry.name(), source, place.start, place.entry.size());
  }

  private RasterException corrupt(String what, RasterException.Key key) {
    return new RasterException(key, source.name() + " " + what);
  }

  @Override
  public void close() {
    source.close();
  }
}
