// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.source;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.sunqar.raster.RasterException;

/**
 * Files in a file: ZIP, TAR, or TAR packed by gzip. Entries that are stored as they are, which are
 * all of a TAR and those of a Sentinel-2 ZIP that are images, are read in place, also from a
 * server. Names are compared, never used as paths. Safe for use by several threads.
 */
public sealed interface Archive extends AutoCloseable permits ZipArchive, TarArchive {

  /**
   * A file in an archive.
   *
   * @param name with its folders, separated by slashes
   * @param size bytes when it is read
   */
  record Entry(String name, long size) {}

  /** Most entries of an archive; the largest known products have some thousands. */
  int MAX_ENTRIES = 1_000_000;

  String name();

  /** The files, without folders, in the order of the archive. */
  List<Entry> entries();

  /**
   * Opens a file for reading. Closing it leaves the archive open.
   *
   * @param entry its name, or the end of its name from a folder on, where that is unambiguous
   * @throws RasterException with key NOT_FOUND when there is none, or more than one
   */
  ByteSource open(String entry);

  /** Closes what the archive is read from; entries that are read in place end with it. */
  @Override
  void close();

  /**
   * Opens an archive, of whatever kind it is by its first bytes.
   *
   * @param source closed with the result, and also when opening fails
   */
  static Archive open(ByteSource source, SourceOptions.Spooling limits) {
    try {
      byte[] head = head(source);
      if (ZipArchive.begins(head)) {
        return ZipArchive.read(source, limits);
      }
      if (head.length > 1 && head[0] == 0x1f && (head[1] & 0xff) == 0x8b) {
        ByteSource unpacked = gunzip(source, limits);
        try {
          Archive archive = TarArchive.read(unpacked);
          source.close();
          return archive;
        } catch (RuntimeException e) {
          unpacked.close();
          throw e;
        }
      }
      if (TarArchive.begins(head)) {
        return TarArchive.read(source);
      }
      throw new RasterException(
          RasterException.Key.UNSUPPORTED, source.name() + " is neither a ZIP nor a TAR archive");
    } catch (RuntimeException e) {
      source.close();
      throw e;
    }
  }

  /** Whether the first bytes of a source are those of an archive. */
  static boolean isArchive(ByteSource source) {
    byte[] head = head(source);
    return ZipArchive.begins(head)
        || TarArchive.begins(head)
        || (head.length > 1 && head[0] == 0x1f && (head[1] & 0xff) == 0x8b);
  }

  private static byte[] head(ByteSource source) {
    ByteBuffer head = ByteBuffer.allocate((int) Math.min(TarArchive.BLOCK, source.size()));
    source.read(0, head);
    return head.array();
  }

  private static ByteSource gunzip(ByteSource source, SourceOptions.Spooling limits) {
    long most = Math.min(limits.disk(), Math.max(1, source.size()) * limits.ratio());
    byte[] buffer = new byte[64 << 10];
    int ahead = Math.clamp(source.size(), 1, 1 << 20);
    try (InputStream packed = new BufferedInputStream(new SourceStream(source), ahead);
        GZIPInputStream unpacked = new GZIPInputStream(packed, buffer.length);
        Spool spool = new Spool(source.name(), limits, most)) {
      for (int read = unpacked.read(buffer); read >= 0; read = unpacked.read(buffer)) {
        spool.write(buffer, read);
      }
      return spool.finish();
    } catch (ZipException e) {
      throw new RasterException(
          RasterException.Key.CORRUPT, source.name() + " is damaged: " + e.getMessage(), e);
    } catch (EOFException e) {
      throw new RasterException(
          RasterException.Key.TRUNCATED, source.name() + " ends inside its content", e);
    } catch (IOException e) {
      throw new RasterException(
          RasterException.Key.IO, source.name() + " cannot be unpacked: " + e.getMessage(), e);
    }
  }

  /** The entry of a name, or the only one that ends so. */
  static <T> T find(String archive, java.util.Map<String, T> entries, String wanted) {
    String name = wanted.startsWith("/") ? wanted.substring(1) : wanted;
    T exact = entries.get(name);
    if (exact != null) {
      return exact;
    }
    List<String> ending =
        entries.keySet().stream().filter(entry -> entry.endsWith("/" + name)).limit(2).toList();
    T only = ending.size() == 1 ? entries.get(ending.getFirst()) : null;
    if (only == null || name.isEmpty()) {
      throw new RasterException(
          RasterException.Key.NOT_FOUND,
          ending.isEmpty() || name.isEmpty()
              ? archive + " has no entry " + wanted
              : archive + " has more than one entry that ends with " + wanted);
    }
    return only;
  }
}
