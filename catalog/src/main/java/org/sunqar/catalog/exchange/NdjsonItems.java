// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.Json;

/**
 * One item a line, in UTF-8, packed by gzip or Zstandard or not. Empty lines are passed over. A
 * line longer than {@value ItemFiles#MAX_ITEM} bytes is an item that cannot be read; the lines
 * after it can.
 */
final class NdjsonItems implements RawItems {

  private final Path file;
  private final Origin origin;
  private final FileChannel channel;
  private final CountedInput packed;
  private final InputStream in;
  private final boolean plain;
  private final long start;
  private final long size;
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private int end;
  private long line;

  /** Bytes of the file before {@code at}; of a plain file only. */
  private long offset;

  private byte[] text = new byte[1 << 13];

  private NdjsonItems(Path file, Origin origin, FileChannel channel, LoadCheckpoint from)
      throws IOException {
    this.file = file;
    this.origin = origin;
    this.channel = channel;
    this.size = channel.size();
    this.packed = new CountedInput(Channels.newInputStream(channel));
    InputStream opened = ItemFiles.unpacked(packed);
    plain = opened instanceof java.io.BufferedInputStream;
    if (plain && from.offset() > 0 && from.offset() <= size) {
      channel.position(from.offset());
      in = Channels.newInputStream(channel);
      line = from.number();
      start = from.offset();
    } else {
      in = opened;
      start = 0;
      for (long skipped = 0; skipped < from.number() && length(false) >= 0; skipped++) {
        line++;
      }
    }
    offset = start;
  }

  static RawItems open(Path file, Origin origin, LoadCheckpoint from) {
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      try {
        return new NdjsonItems(file, origin, channel, from);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      throw ItemFiles.unreadable(file, e);
    }
  }

  @Override
  public Optional<Raw> next() {
    try {
      while (true) {
        int length = length(true);
        if (length < 0) {
          return Optional.empty();
        }
        line++;
        if (length > ItemFiles.MAX_ITEM) {
          return Optional.of(
              new Raw(
                  line,
                  file.toString(),
                  origin,
                  0,
                  () -> {
                    throw new CatalogException(
                        CatalogException.Key.INVALID,
                        "the line is longer than " + ItemFiles.MAX_ITEM + " bytes");
                  }));
        }
        byte[] json = Arrays.copyOf(text, length);
        if (!isBlank(json)) {
          return Optional.of(
              new Raw(line, file.toString(), origin, length, () -> Json.parseObject(json)));
        }
      }
    } catch (IOException | RuntimeException e) {
      throw new CatalogException(
          CatalogException.Key.IO, file + " cannot be read after line " + line + ": " + e, e);
    }
  }

  /**
   * Reads a line, without its end, into {@code text}.
   *
   * @param keep whether its bytes are wanted
   * @return its length, which is more than may be when it is too long; -1 at the end
   */
  private int length(boolean keep) throws IOException {
    int length = 0;
    boolean any = false;
    while (true) {
      if (at == end) {
        at = 0;
        end = Math.max(0, in.read(buffer));
        if (end == 0) {
          return any ? length : -1;
        }
      }
      any = true;
      int from = at;
      while (at < end && buffer[at] != '\n') {
        at++;
      }
      int part = at - from;
      if (keep && length + part <= ItemFiles.MAX_ITEM) {
        if (length + part > text.length) {
          text = Arrays.copyOf(text, Math.max(length + part, 2 * text.length));
        }
        System.arraycopy(buffer, from, text, length, part);
      }
      length = Math.min(length + part, ItemFiles.MAX_ITEM + 1);
      offset += part;
      if (at < end) {
        at++;
        offset++;
        return length;
      }
    }
  }

  private static boolean isBlank(byte[] json) {
    for (byte b : json) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }

  /** Where the next line begins, when the file can be entered there. */
  long offset() {
    return plain ? offset : 0;
  }

  @Override
  public long position() {
    return plain ? offset : packed.count();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw ItemFiles.unreadable(file, e);
    }
  }
}
