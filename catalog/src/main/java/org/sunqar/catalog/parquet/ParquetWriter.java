// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.parquet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.airlift.compress.v3.zstd.ZstdCompressor;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes a Parquet file (format 2): columns that may be nested, from JSON values. Values are plain,
 * pages packed with Zstandard, one page for each column of a row group; the numbers of each row
 * group have their least and most, so that a reader can pass over it. Memory is that of one row
 * group.
 *
 * <p>Source: the Apache Parquet format specification and its Thrift definition; Melnik et al. 2010,
 * "Dremel", for the levels.
 *
 * <p>Known limits: no dictionaries, which Zstandard makes up for; at most 127 levels of nesting.
 */
public final class ParquetWriter implements AutoCloseable {

  /** Rows of a row group at most. */
  private static final int ROWS = 10_000;

  /** Bytes of a row group at most, more or less; far below what a page may have (2 GiB). */
  private static final long GROUP_BYTES = 64L << 20;

  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int ZSTD = 6;
  private static final int PLAIN = 0;
  private static final int RLE = 3;

  /** What the footer says of a column of a row group. */
  private record WrittenChunk(ColumnChunk column, long offset, long packed, long unpacked) {}

  private record RowGroup(List<WrittenChunk> chunks, int rows, long offset) {}

  private final OutputStream out;
  private final ColumnType.Struct schema;
  private final Map<String, String> metadata;
  private final ZstdCompressor compressor = ZstdCompressor.create();
  private final List<RowGroup> groups = new ArrayList<>();
  private List<ColumnChunk> columns = new ArrayList<>();
  private int rows;
  private long position;

  /**
   * @param out is closed with this
   * @param metadata for the footer
   */
  public ParquetWriter(OutputStream out, ColumnType.Struct schema, Map<String, String> metadata)
      throws IOException {
    this.out = new BufferedOutputStream(out, 1 << 16);
    this.schema = schema;
    this.metadata = Map.copyOf(metadata);
    write(MAGIC);
    begin();
  }

  /**
   * @param row a value for each column that has one, of the column's type: an integer for a
   *     timestamp
   */
  public void add(ObjectNode row) throws IOException {
    Cursor cursor = new Cursor();
    schema.fields().forEach((name, type) -> cursor.shred(type, row.path(name), 0, 0, 0));
    rows++;
    if (rows == ROWS
        || (rows % 100 == 0 && columns.stream().mapToLong(ColumnChunk::size).sum() > GROUP_BYTES)) {
      flush();
    }
  }

  /** Goes through the leaves in their order while a row is taken apart. */
  private final class Cursor {

    private int column;

    /**
     * @param definition level of what is around the value
     * @param repetition level of this value
     * @param lists that are around it
     */
    void shred(ColumnType type, JsonNode value, int definition, int repetition, int lists) {
      boolean absent = value.isMissingNode() || value.isNull();
      switch (type) {
        case ColumnType.Leaf _ -> {
          ColumnChunk leaf = columns.get(column++);
          if (absent) {
            leaf.absent(repetition, definition);
          } else {
            leaf.add(repetition, value);
          }
        }
        case ColumnType.Struct struct ->
            struct
                .fields()
                .forEach((name, field) ->
                    shred(
                        field,
                        absent ? MissingNode.getInstance() : value.path(name),
                        absent ? definition : definition + 1,
                        repetition,
                        lists));
        case ColumnType.ListOf list -> {
          int first = column;
          if (absent || value.isEmpty()) {
            nothing(list.element(), absent ? definition : definition + 1, repetition);
          }
          for (int i = 0; i < value.size(); i++) {
            column = first;
            shred(
                list.element(),
                value.path(i),
                definition + 2,
                i == 0 ? repetition : lists + 1,
                lists + 1);
          }
        }
      }
    }

    private void nothing(ColumnType type, int definition, int repetition) {
      switch (type) {
        case ColumnType.Leaf _ -> columns.get(column++).absent(repetition, definition);
        case ColumnType.Struct struct ->
            struct.fields().values().forEach(field -> nothing(field, definition, repetition));
        case ColumnType.ListOf list -> nothing(list.element(), definition, repetition);
      }
    }
  }

  private void begin() {
    columns = new ArrayList<>();
    schema.fields().forEach((name, type) -> leaves(List.of(name), type, 0, 0));
    rows = 0;
  }

  private void leaves(List<String> path, ColumnType type, int definition, int repetition) {
    switch (type) {
      case ColumnType.Leaf leaf ->
          columns.add(new ColumnChunk(path, leaf, definition + 1, repetition));
      case ColumnType.Struct struct ->
          struct
              .fields()
              .forEach(
                  (name, field) -> leaves(with(path, name), field, definition + 1, repetition));
      case ColumnType.ListOf list ->
          leaves(
              with(with(path, "list"), "element"), list.element(), definition + 2, repetition + 1);
    }
  }

  private static List<String> with(List<String> path, String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return longer;
  }

  private void flush() throws IOException {
    if (rows == 0) {
      return;
    }
    long offset = position;
    List<WrittenChunk> chunks = new ArrayList<>();
    for (ColumnChunk column : columns) {
      byte[] page = column.page();
      byte[] packed = new byte[compressor.maxCompressedLength(page.length)];
      int length = compressor.compress(page, 0, page.length, packed, 0, packed.length);
      byte[] header =
          new ThriftWriter()
              .element()
              .i32(1, 0)
              .i32(2, page.length)
              .i32(3, length)
              .struct(5)
              .i32(1, column.count())
              .i32(2, PLAIN)
              .i32(3, RLE)
              .i32(4, RLE)
              .end()
              .end()
              .bytes();
      long at = position;
      write(header);
      out.write(packed, 0, length);
      position += length;
      chunks.add(
          new WrittenChunk(
              column.withoutValues(), at, position - at, (long) header.length + page.length));
    }
    groups.add(new RowGroup(chunks, rows, offset));
    begin();
  }

  private void write(byte[] bytes) throws IOException {
    out.write(bytes);
    position += bytes.length;
  }

  /** Writes what is left and the footer. */
  @Override
  public void close() throws IOException {
    try (out) {
      flush();
      byte[] footer = footer();
      write(footer);
      write(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(footer.length).array());
      write(MAGIC);
    }
  }

  private byte[] footer() {
    ThriftWriter thrift = new ThriftWriter().element().i32(1, 2);
    thrift.listOfStructs(2, 1 + schema.fields().values().stream().mapToInt(this::nodes).sum());
    thrift.element().string(4, "schema").i32(5, schema.fields().size()).end();
    schema.fields().forEach((name, type) -> node(thrift, name, type));
    thrift.i64(3, groups.stream().mapToLong(RowGroup::rows).sum());
    thrift.listOfStructs(4, groups.size());
    for (int i = 0; i < groups.size(); i++) {
      group(thrift, groups.get(i), i);
    }
    thrift.listOfStructs(5, metadata.size());
    metadata.forEach((key, value) -> thrift.element().string(1, key).string(2, value).end());
    thrift.string(6, "sunqar");
    thrift.listOfStructs(7, columns.size());
    columns.forEach(_ -> thrift.element().empty(1).end());
    return thrift.end().bytes();
  }

  private int nodes(ColumnType type) {
    return switch (type) {
      case ColumnType.Leaf _ -> 1;
      case ColumnType.Struct struct ->
          1 + struct.fields().values().stream().mapToInt(this::nodes).sum();
      case ColumnType.ListOf list -> 2 + nodes(list.element());
    };
  }

  private static final int OPTIONAL = 1;
  private static final int REPEATED = 2;

  private void node(ThriftWriter thrift, String name, ColumnType type) {
    switch (type) {
      case ColumnType.Leaf leaf -> leaf(thrift, name, leaf);
      case ColumnType.Struct struct -> {
        thrift.element().i32(3, OPTIONAL).string(4, name).i32(5, struct.fields().size()).end();
        struct.fields().forEach((field, inner) -> node(thrift, field, inner));
      }
      case ColumnType.ListOf list -> {
        thrift.element().i32(3, OPTIONAL).string(4, name).i32(5, 1).i32(6, 3);
        thrift.struct(10).empty(3).end().end();
        thrift.element().i32(3, REPEATED).string(4, "list").i32(5, 1).end();
        node(thrift, "element", list.element());
      }
    }
  }

  private static void leaf(ThriftWriter thrift, String name, ColumnType.Leaf leaf) {
    thrift.element().i32(1, physical(leaf)).i32(3, OPTIONAL).string(4, name);
    switch (leaf) {
      case STRING -> thrift.i32(6, 0).struct(10).empty(1).end();
      case JSON -> thrift.i32(6, 19).struct(10).empty(12).end();
      case TIMESTAMP ->
          thrift.i32(6, 10).struct(10).struct(8).bool(1, true).struct(2).empty(2).end().end().end();
      case BOOLEAN, INTEGER, DOUBLE, BINARY -> {}
    }
    thrift.end();
  }

  /** Parquet's number of the type that values are kept in. */
  private static int physical(ColumnType.Leaf leaf) {
    return switch (leaf) {
      case BOOLEAN -> 0;
      case INTEGER, TIMESTAMP -> 2;
      case DOUBLE -> 5;
      case STRING, JSON, BINARY -> 6;
    };
  }

  private static void group(ThriftWriter thrift, RowGroup group, int ordinal) {
    thrift.element().listOfStructs(1, group.chunks().size());
    for (WrittenChunk chunk : group.chunks()) {
      ColumnChunk column = chunk.column();
      thrift.element().i64(2, chunk.offset()).struct(3);
      thrift
          .i32(1, physical(column.type))
          .listOfInts(2, PLAIN, RLE)
          .listOfStrings(3, column.path, column.path.size())
          .i32(4, ZSTD)
          .i64(5, column.count())
          .i64(6, chunk.unpacked())
          .i64(7, chunk.packed())
          .i64(9, chunk.offset());
      List<byte[]> range = column.range();
      thrift.struct(12).i64(3, column.nulls());
      if (!range.isEmpty()) {
        thrift.binary(5, range.get(1)).binary(6, range.get(0));
      }
      thrift.end().end().end();
    }
    thrift
        .i64(2, group.chunks().stream().mapToLong(WrittenChunk::unpacked).sum())
        .i64(3, group.rows())
        .i64(5, group.offset())
        .i64(6, group.chunks().stream().mapToLong(WrittenChunk::packed).sum());
    if (ordinal <= Short.MAX_VALUE) {
      thrift.i16(7, ordinal);
    }
    thrift.end();
  }
}
