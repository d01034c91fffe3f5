// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hardwood.InputFile;
import dev.hardwood.metadata.LogicalType;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hardwood.row.PqList;
import dev.hardwood.row.PqMap;
import dev.hardwood.row.PqStruct;
import dev.hardwood.row.StructAccessor;
import dev.hardwood.schema.SchemaNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.Json;

/**
 * The items of a stac-geoparquet file, ours or others': geometry in well-known binary; box as a
 * struct or a list; instants as timestamps or texts; assets as a struct, or as a map or JSON; a
 * null as no field.
 */
final class ParquetItems implements RawItems {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Held, because a logger that nobody holds forgets its level. */
  private static final Logger READER_LOG = Logger.getLogger("dev.hardwood");

  static {
    READER_LOG.setLevel(Level.WARNING); // it tells each user how it decodes
  }

  private final Path file;
  private final Origin origin;
  private final ParquetFileReader reader;
  private final RowReader rows;
  private final SchemaNode.GroupNode schema;
  private final long size;
  private long number;

  /**
   * @param skip rows that are passed over
   */
  ParquetItems(Path file, Origin origin, long skip) {
    this.file = file;
    this.origin = origin;
    try {
      checkMagic(file);
      reader = ParquetFileReader.open(InputFile.of(file));
      schema = reader.getFileSchema().getRootNode();
      size = reader.getFileMetaData().numRows();
      checkColumns();
      rows = reader.rowReader();
    } catch (IOException | RuntimeException e) {
      throw failed(e);
    }
    for (long i = 0; i < skip && advance(); i++) {
      number++;
    }
  }

  /** The reader trusts the length that a footer claims; this looks before. */
  private static void checkMagic(Path file) throws IOException {
    try (var channel = java.nio.channels.FileChannel.open(file)) {
      long length = channel.size();
      java.nio.ByteBuffer end =
          java.nio.ByteBuffer.allocate(8).order(java.nio.ByteOrder.LITTLE_ENDIAN);
      if (length >= 12) {
        channel.read(end, length - 8);
      }
      if (length < 12 || end.getInt(4) != 0x31524150) {
        throw new IOException("it does not end as a Parquet file does");
      }
      int footer = end.getInt(0);
      if (footer < 0 || footer > Math.min(length - 12, 256 << 20)) {
        throw new IOException("its footer claims " + footer + " bytes");
      }
    }
  }

  private void checkColumns() throws IOException {
    List<String> names = schema.children().stream().map(SchemaNode::name).toList();
    for (String needed : List.of("id", "geometry")) {
      if (!names.contains(needed)) {
        throw new IOException("it has no column '" + needed + "', as stac-geoparquet has");
      }
    }
  }

  @Override
  public Optional<Raw> next() {
    if (!advance()) {
      return Optional.empty();
    }
    number++;
    ObjectNode row;
    try {
      row = struct(schema.children(), rows);
    } catch (RuntimeException e) {
      CatalogException problem = failed(e);
      return Optional.of(
          new Raw(
              number,
              file.toString(),
              origin,
              0,
              () -> {
                throw problem;
              }));
    }
    return Optional.of(new Raw(number, file.toString(), origin, 1 << 12, () -> ItemRows.item(row)));
  }

  private boolean advance() {
    try {
      if (!rows.hasNext()) {
        return false;
      }
      rows.next();
      return true;
    } catch (RuntimeException e) {
      throw failed(e);
    }
  }

  private CatalogException failed(Exception e) {
    return e instanceof CatalogException told
        ? told
        : new CatalogException(
            CatalogException.Key.INVALID,
            file + " cannot be read as stac-geoparquet after row " + number + ": " + e.getMessage(),
            e);
  }

  private static ObjectNode struct(List<SchemaNode> fields, StructAccessor values) {
    ObjectNode object = NODES.objectNode();
    for (SchemaNode field : fields) {
      String name = field.name();
      if (!values.isNull(name)) {
        JsonNode value = json(field, values.getValue(name));
        if (!value.isMissingNode()) {
          object.set(name, value);
        }
      }
    }
    return object;
  }

  /** A value as JSON; nothing for a null. */
  private static JsonNode json(SchemaNode node, @Nullable Object value) {
    return switch (value) {
      case null -> MissingNode.getInstance();
      case PqStruct struct when node instanceof SchemaNode.GroupNode group ->
          struct(group.children(), struct);
      case PqList list when node instanceof SchemaNode.GroupNode group -> {
        ArrayNode array = NODES.arrayNode();
        for (int i = 0; i < list.size(); i++) {
          JsonNode element =
              list.isNull(i) ? NODES.nullNode() : json(group.getListElement(), list.get(i));
          array.add(element.isMissingNode() ? NODES.nullNode() : element);
        }
        yield array;
      }
      case PqMap map when node instanceof SchemaNode.GroupNode group -> {
        ObjectNode object = NODES.objectNode();
        for (PqMap.Entry entry : map.getEntries()) {
          if (!entry.isValueNull()) {
            object.set(String.valueOf(entry.getKey()), json(group.getMapValue(), entry.getValue()));
          }
        }
        yield object;
      }
      case String text when isJson(node) -> Json.parse(text);
      case String text -> NODES.textNode(text);
      case Boolean bool -> NODES.booleanNode(bool);
      case Float number -> finite(Double.parseDouble(number.toString()));
      case Double number -> finite(number);
      case BigDecimal number -> NODES.numberNode(number);
      case Number number -> NODES.numberNode(number.longValue());
      case Instant instant -> NODES.textNode(instant.toString());
      case LocalDateTime time -> NODES.textNode(time.toInstant(ZoneOffset.UTC).toString());
      case LocalDate date -> NODES.textNode(date.toString());
      case byte[] bytes when isJson(node) ->
          Json.parse(new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
      case byte[] bytes -> NODES.binaryNode(bytes);
      default -> NODES.textNode(value.toString());
    };
  }

  private static boolean isJson(SchemaNode node) {
    return node instanceof SchemaNode.PrimitiveNode leaf
        && leaf.logicalType() instanceof LogicalType.JsonType;
  }

  /** JSON has no other numbers. */
  private static JsonNode finite(double number) {
    return Double.isFinite(number) ? NODES.numberNode(number) : MissingNode.getInstance();
  }

  @Override
  public long position() {
    return number;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void close() {
    try {
      rows.close();
      reader.close();
    } catch (IOException | RuntimeException e) {
      throw ItemFiles.unreadable(file, e);
    }
  }
}
