// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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
          + " created, local_files, content_hash, platform, constellation, grid_code, cloud_cover,"
          + " tile, properties, json) FROM STDIN (FORMAT binary)";

  private static final int COLUMNS = 21;

  private static final String UPDATE =
      """
      UPDATE item i SET time = w.time, starts = w.starts, ends = w.ends, west = w.west,
        south = w.south, east = w.east, north = w.north, digest = w.digest, version = w.version,
        created = w.created, local_files = w.local_files, content_hash = w.content_hash,
        platform = w.platform, constellation = w.constellation, grid_code = w.grid_code,
        cloud_cover = w.cloud_cover, tile = w.tile, properties = w.properties::jsonb, json = w.json
      FROM unnest(?::text[], ?::text[], ?::int8[], ?::int8[], ?::int8[], ?::float8[], ?::float8[],
          ?::float8[], ?::float8[], ?::int8[], ?::int8[], ?::int8[], ?::bool[], ?::text[],
          ?::text[], ?::text[], ?::text[], ?::float8[], ?::int4[], ?::text[], ?::text[])
        AS w (collection, id, time, starts, ends, west, south, east, north, digest, version,
          created, local_files, content_hash, platform, constellation, grid_code, cloud_cover, tile,
          properties, json)
      WHERE i.collection = w.collection AND i.id = w.id
      """;

  /** What a copy in binary begins with: its signature, no flags, no extension. */
  private static final byte[] HEADER = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };

  /** Bytes that are sent together. */
  private static final int CHUNK = 1 << 16;

  /** The form of jsonb in a copy: text. */
  private static final int JSONB_FORM = 1;

  private static final byte[] NUL_ESCAPE = "\\u0000".getBytes(StandardCharsets.US_ASCII);

  private final CopyIn copy;
  private byte[] buffer = new byte[2 * CHUNK];
  private int size;

  PostgisRows(Connection connection) throws SQLException {
    copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
    bytes(HEADER);
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
    @Nullable Object[][] columns = {
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
      nullable(changes, c -> c.row().contentHash().map(PostgisRows::checked)),
      nullable(changes, c -> PostgisFacts.texts(c.row()).get(0)),
      nullable(changes, c -> PostgisFacts.texts(c.row()).get(1)),
      nullable(changes, c -> PostgisFacts.texts(c.row()).get(2)),
      nullable(changes, c -> PostgisFacts.cloudCover(c.row())),
      column(changes, c -> PostgisFacts.tile(c.row())),
      column(changes, c -> new String(properties(c), StandardCharsets.UTF_8)),
      column(changes, c -> new String(c.document().json(), StandardCharsets.UTF_8))
    };
    List<String> types =
        List.of(
            "text", "text", "int8", "int8", "int8", "float8", "float8", "float8", "float8", "int8",
            "int8", "int8", "bool", "text", "text", "text", "text", "float8", "int4", "text",
            "text");
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

  private static <T, V> @Nullable Object[] nullable(
      List<T> changes, Function<T, Optional<V>> value) {
    @Nullable Object[] column = new Object[changes.size()];
    for (int i = 0; i < column.length; i++) {
      column[i] = value.apply(changes.get(i)).orElse(null);
    }
    return column;
  }

  /**
   * Writes a new row.
   *
   * @throws CatalogException INVALID when an id holds the character NUL
   */
  void write(Change change) throws SQLException {
    ItemRow row = change.row();
    number(COLUMNS, Short.BYTES);
    text(checked(row.collection()));
    text(checked(row.id()));
    bigint(row.time());
    bigint(row.start());
    bigint(row.end());
    Bounds box = row.bbox();
    real(box.minX());
    real(box.minY());
    real(box.maxX());
    real(box.maxY());
    bigint(row.digest());
    bigint(change.version());
    bigint(ItemRow.micros(change.created()));
    number(1, Integer.BYTES);
    number(row.localFiles() ? 1 : 0, 1);
    optionalText(row.contentHash().map(PostgisRows::checked));
    PostgisFacts.texts(row).forEach(this::optionalText);
    PostgisFacts.cloudCover(row).ifPresentOrElse(this::real, this::nothing);
    number(Integer.BYTES, Integer.BYTES);
    number(PostgisFacts.tile(row), Integer.BYTES);
    byte[] properties = properties(change);
    number(properties.length + 1, Integer.BYTES);
    number(JSONB_FORM, 1);
    bytes(properties);
    byte[] json = change.document().json();
    number(json.length, Integer.BYTES);
    bytes(json);
    if (size >= CHUNK) {
      flush();
    }
  }

  /** To be called once, after all rows. */
  void finish() throws SQLException {
    number(-1, Short.BYTES);
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
    copy.writeToCopy(buffer, 0, size);
    size = 0;
  }

  private void bigint(long value) {
    number(Long.BYTES, Integer.BYTES);
    number(value, Long.BYTES);
  }

  private void real(double value) {
    bigint(Double.doubleToLongBits(value));
  }

  private void text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    number(bytes.length, Integer.BYTES);
    bytes(bytes);
  }

  private void optionalText(Optional<String> value) {
    value.ifPresentOrElse(this::text, this::nothing);
  }

  /** A column that is null. */
  private void nothing() {
    number(-1, Integer.BYTES);
  }

  /** The last bytes of a number, the highest first. */
  private void number(long value, int bytes) {
    makeRoom(bytes);
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
      buffer[size++] = (byte) (value >> shift);
    }
  }

  private void bytes(byte[] bytes) {
    makeRoom(bytes.length);
    System.arraycopy(bytes, 0, buffer, size, bytes.length);
    size += bytes.length;
  }

  private void makeRoom(int bytes) {
    if (size + bytes > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, size + bytes));
    }
  }

  private static String checked(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new CatalogException(
          CatalogException.Key.INVALID, "an id or a hash must not hold the character NUL");
    }
    return text;
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
}
