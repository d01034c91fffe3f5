// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.sunqar.catalog.CatalogException;
import org.sunqar.raster.geo.Bounds;

/** Writes new rows of the table of items with COPY, the fastest way in. To be closed. */
final class PostgisRows implements AutoCloseable {

  private static final String COPY =
      "COPY item (collection, id, time, starts, ends, west, south, east, north, digest, version,"
          + " created, local_files, content_hash, properties, json) FROM STDIN";

  /** Bytes that are sent together. */
  private static final int CHUNK = 1 << 16;

  private static final byte[] NUL_ESCAPE = "\\u0000".getBytes(StandardCharsets.US_ASCII);

  private final CopyIn copy;
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(2 * CHUNK);

  PostgisRows(Connection connection) throws SQLException {
    copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
  }

  /**
   * @param document {@code row} with its stamps
   * @throws CatalogException INVALID when an id holds the character NUL
   */
  void write(ItemRow row, ItemDocument document, Instant created) throws SQLException {
    text(row.collection());
    text(row.id());
    number(row.time());
    number(row.start());
    number(row.end());
    Bounds box = row.bbox();
    number(box.minX());
    number(box.minY());
    number(box.maxX());
    number(box.maxY());
    number(row.digest());
    number(Long.parseUnsignedLong(document.version(), 16));
    number(ItemRow.micros(created));
    ascii(row.localFiles() ? "t" : "f");
    buffer.write('\t');
    if (row.contentHash().isPresent()) {
      text(row.contentHash().get());
    } else {
      ascii("\\N\t");
    }
    properties(document.json(), row.propertiesAt());
    buffer.write('\t');
    escaped(document.json(), 0, document.json().length);
    buffer.write('\n');
    if (buffer.size() >= CHUNK) {
      flush();
    }
  }

  /** To be called once, after all rows. */
  void finish() throws SQLException {
    flush();
    copy.endCopy();
  }

  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
  }

  private void flush() throws SQLException {
    copy.writeToCopy(buffer.toByteArray(), 0, buffer.size());
    buffer.reset();
  }

  private void number(long value) {
    ascii(Long.toString(value));
    buffer.write('\t');
  }

  private void number(double value) {
    ascii(Double.toString(value));
    buffer.write('\t');
  }

  private void text(String value) {
    if (value.indexOf('\0') >= 0) {
      throw new CatalogException(
          CatalogException.Key.INVALID, "an id or a hash must not hold the character NUL");
    }
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    escaped(bytes, 0, bytes.length);
    buffer.write('\t');
  }

  private void ascii(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
    buffer.write(bytes, 0, bytes.length);
  }

  /** The object of properties, whose fields begin at {@code from}. */
  private void properties(byte[] json, int from) {
    int end = endOfObject(json, from);
    buffer.write('{');
    if (contains(json, from, end, NUL_ESCAPE)) {
      // jsonb has no NUL; the document keeps it
      byte[] changed =
          new String(json, from, end - from, StandardCharsets.UTF_8)
              .replaceAll("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000", "$1\\\\ufffd")
              .getBytes(StandardCharsets.UTF_8);
      escaped(changed, 0, changed.length);
    } else {
      escaped(json, from, end);
    }
    buffer.write('}');
  }

  /** Where the brace is that closes the object which holds {@code from}. */
  private static int endOfObject(byte[] json, int from) {
    int depth = 1;
    boolean inText = false;
    for (int i = from; i < json.length; i++) {
      switch (json[i]) {
        case '\\' -> i++;
        case '"' -> inText = !inText;
        case '{' -> depth += inText ? 0 : 1;
        case '}' -> {
          depth -= inText ? 0 : 1;
          if (depth == 0) {
            return i;
          }
        }
        default -> {}
      }
    }
    throw new IllegalArgumentException("no object from " + from);
  }

  private static boolean contains(byte[] text, int from, int to, byte[] wanted) {
    for (int i = from; i + wanted.length <= to; i++) {
      if (text[i] == wanted[0]
          && java.util.Arrays.equals(text, i, i + wanted.length, wanted, 0, wanted.length)) {
        return true;
      }
    }
    return false;
  }

  private void escaped(byte[] bytes, int from, int to) {
    int done = from;
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b == '\\' || b == '\t' || b == '\n' || b == '\r') {
        buffer.write(bytes, done, i - done);
        buffer.write('\\');
        buffer.write(
            switch (b) {
              case '\t' -> 't';
              case '\n' -> 'n';
              case '\r' -> 'r';
              default -> '\\';
            });
        done = i + 1;
      }
    }
    buffer.write(bytes, done, to - done);
  }
}
