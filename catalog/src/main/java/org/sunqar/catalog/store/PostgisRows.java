// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.sunqar.catalog.CatalogException;
import org.sunqar.raster.geo.Bounds;

/**
 * Writes rows of the table of items: new ones with COPY, the fastest way in. To be closed.
 *
 * <p>Rows are replaced by an update and not by a new row, because whoever waits for a row that goes
 * finds that nothing is there.
 */
final class PostgisRows implements AutoCloseable {

  private static final String COPY =
      "COPY item (collection, id, time, starts, ends, west, south, east, north, digest, version,"
          + " created, local_files, content_hash, properties, json) FROM STDIN";

  private static final String UPDATE =
      """
      UPDATE item i SET time = w.time, starts = w.starts, ends = w.ends, west = w.west,
        south = w.south, east = w.east, north = w.north, digest = w.digest, version = w.version,
        created = w.created, local_files = w.local_files,
        content_hash = nullif(w.content_hash, ''), properties = w.properties::jsonb, json = w.json
      FROM unnest(?::text[], ?::text[], ?::int8[], ?::int8[], ?::int8[], ?::float8[], ?::float8[],
          ?::float8[], ?::float8[], ?::int8[], ?::int8[], ?::int8[], ?::bool[], ?::text[],
          ?::text[], ?::text[])
        AS w (collection, id, time, starts, ends, west, south, east, north, digest, version,
          created, local_files, content_hash, properties, json)
      WHERE i.collection = w.collection AND i.id = w.id
      """;

  /** Bytes that are sent together. */
  private static final int CHUNK = 1 << 16;

  private static final byte[] NUL_ESCAPE = "\\u0000".getBytes(StandardCharsets.US_ASCII);

  private final CopyIn copy;
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(2 * CHUNK);

  PostgisRows(Connection connection) throws SQLException {
    copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
  }

  /**
   * What is written.
   *
   * @param document {@code row} with its stamps
   */
  record Change(ItemRow row, ItemDocument document, Instant created) {

    long version() {
      return Long.parseUnsignedLong(document.version(), 16);
    }
  }

  /** Replaces rows that are there. */
  static void replace(Connection connection, List<Change> changes) throws SQLException {
    Bounds[] boxes = changes.stream().map(c -> c.row().bbox()).toArray(Bounds[]::new);
    Object[][] columns = {
      column(changes, c -> c.row().collection()),
      column(changes, c -> c.row().id()),
      column(changes, c -> c.row().time()),
      column(changes, c -> c.row().start()),
      column(changes, c -> c.row().end()),
      column(List.of(boxes), Bounds::minX),
      column(List.of(boxes), Bounds::minY),
      column(List.of(boxes), Bounds::maxX),
      column(List.of(boxes), Bounds::maxY),
      column(changes, c -> c.row().digest()),
      column(changes, Change::version),
      column(changes, c -> ItemRow.micros(c.created())),
      column(changes, c -> c.row().localFiles()),
      column(changes, c -> c.row().contentHash().map(PostgisRows::checked).orElse("")),
      column(changes, c -> new String(properties(c), StandardCharsets.UTF_8)),
      column(changes, c -> new String(c.document().json(), StandardCharsets.UTF_8))
    };
    List<String> types =
        List.of(
            "text", "text", "int8", "int8", "int8", "float8", "float8", "float8", "float8", "int8",
            "int8", "int8", "bool", "text", "text", "text");
    try (PreparedStatement statement = connection.prepareStatement(UPDATE)) {
      for (int i = 0; i < columns.length; i++) {
        statement.setArray(i + 1, connection.createArrayOf(types.get(i), columns[i]));
      }
      statement.executeUpdate();
    }
  }

  private static <T> Object[] column(List<T> changes, Function<T, Object> value) {
    return changes.stream().map(value).toArray();
  }

  /**
   * Writes a new row.
   *
   * @throws CatalogException INVALID when an id holds the character NUL
   */
  void write(Change change) throws SQLException {
    ItemRow row = change.row();
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
    number(change.version());
    number(ItemRow.micros(change.created()));
    ascii(row.localFiles() ? "t" : "f");
    buffer.write('\t');
    if (row.contentHash().isPresent()) {
      text(row.contentHash().get());
    } else {
      ascii("\\N\t");
    }
    escaped(properties(change));
    buffer.write('\t');
    escaped(change.document().json());
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
    escaped(checked(value).getBytes(StandardCharsets.UTF_8));
    buffer.write('\t');
  }

  private static String checked(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new CatalogException(
          CatalogException.Key.INVALID, "an id or a hash must not hold the character NUL");
    }
    return text;
  }

  private void ascii(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
    buffer.write(bytes, 0, bytes.length);
  }

  /** The object of properties; jsonb has no NUL, the document keeps it. */
  private static byte[] properties(Change change) {
    byte[] json = change.document().json();
    int from = change.row().propertiesAt() - 1;
    int to = endOfObject(json, from + 1) + 1;
    if (!contains(json, from, to, NUL_ESCAPE)) {
      return Arrays.copyOfRange(json, from, to);
    }
    return new String(json, from, to - from, StandardCharsets.UTF_8)
        .replaceAll("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000", "$1" + PostgisProperties.NUL_SUBSTITUTE)
        .getBytes(StandardCharsets.UTF_8);
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
          && Arrays.equals(text, i, i + wanted.length, wanted, 0, wanted.length)) {
        return true;
      }
    }
    return false;
  }

  private void escaped(byte[] bytes) {
    int done = 0;
    for (int i = 0; i < bytes.length; i++) {
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
    buffer.write(bytes, done, bytes.length - done);
  }
}
