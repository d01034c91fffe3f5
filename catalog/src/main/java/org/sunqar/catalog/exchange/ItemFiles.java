// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.exchange;

import io.airlift.compress.v3.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.sunqar.catalog.CatalogException;

/** Opens files that hold items, by what their names and their first bytes say. */
final class ItemFiles {

  /** Largest item that is read (bytes). */
  static final int MAX_ITEM = 16 << 20;

  private ItemFiles() {}

  /**
   * The items of a file or folder.
   *
   * @param from the place from which items are wanted; those before it may be left out
   * @throws CatalogException NOT_FOUND, IO, or INVALID when it is none that can be read
   */
  static RawItems open(Path path, boolean localFiles, LoadCheckpoint from) {
    if (Files.isDirectory(path)) {
      return new ItemFolder(path, localFiles, from.number());
    }
    if (!Files.exists(path)) {
      throw new CatalogException(CatalogException.Key.NOT_FOUND, path + " does not exist");
    }
    Origin origin = new Origin.Local(folder(path), localFiles);
    String name = path.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".parquet") || name.endsWith(".geoparquet")) {
      return new ParquetItems(path, origin, from.number());
    }
    if (name.matches(".*\\.(ndjson|jsonl|ndgeojson|geojsonl|geojsons)(\\.(gz|zst|zstd))?")) {
      return NdjsonItems.open(path, origin, from);
    }
    return new GeoJsonItems(path, origin, from.number());
  }

  static Path folder(Path file) {
    Path parent = file.toAbsolutePath().normalize().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }

  /** A file's bytes, unpacked when it is packed; a packed one cannot be entered in its middle. */
  static InputStream unpacked(InputStream file) throws IOException {
    BufferedInputStream in = new BufferedInputStream(file, 1 << 16);
    in.mark(4);
    byte[] magic = in.readNBytes(4);
    in.reset();
    if (magic.length >= 2 && magic[0] == 0x1f && (magic[1] & 0xff) == 0x8b) {
      return new GZIPInputStream(in, 1 << 16);
    }
    if (magic.length == 4
        && magic[0] == 0x28
        && (magic[1] & 0xff) == 0xb5
        && magic[2] == 0x2f
        && (magic[3] & 0xff) == 0xfd) {
      return new ZstdInputStream(in);
    }
    return in;
  }

  static CatalogException unreadable(Path path, Exception e) {
    return new CatalogException(CatalogException.Key.IO, "cannot read " + path + ": " + e, e);
  }
}
