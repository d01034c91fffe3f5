// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.airlift.compress.v3.zstd.ZstdInputStream;
import io.airlift.compress.v3.zstd.ZstdOutputStream;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.sunqar.catalog.parquet.ColumnType;
import org.sunqar.catalog.parquet.ParquetWriter;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.stac.Json;

/**
 * Writes items as stac-geoparquet 1.0.0 in GeoParquet 1.1.0. The columns are known when all items
 * are, so items wait in a temporary file; memory is that of one row group, whatever their number.
 */
final class GeoParquet implements ExportWriter {

  private final Path spool;
  private final DataOutputStream waiting;
  private final ItemRows.Columns columns = new ItemRows.Columns();
  private final TreeSet<String> types = new TreeSet<>();
  private final double[] bounds = {
    Double.POSITIVE_INFINITY,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NEGATIVE_INFINITY
  };
  private final OutputStream target;
  private final List<Collection> collections;

  GeoParquet(OutputStream target, List<Collection> collections) throws IOException {
    this.target = target;
    this.collections = List.copyOf(collections);
    this.spool = Files.createTempFile("sunqar", ".items");
    this.waiting =
        new DataOutputStream(
            new BufferedOutputStream(new ZstdOutputStream(Files.newOutputStream(spool)), 1 << 16));
  }

  @Override
  public void write(ObjectNode item) throws IOException {
    columns.see(item);
    types.add(item.path("geometry").path("type").asText());
    var box = item.path("bbox");
    if (box.size() == 4) {
      // across the antimeridian the whole turn is covered
      boolean across = box.path(0).doubleValue() > box.path(2).doubleValue();
      bounds[0] = Math.min(bounds[0], across ? -180 : box.path(0).doubleValue());
      bounds[1] = Math.min(bounds[1], box.path(1).doubleValue());
      bounds[2] = Math.max(bounds[2], across ? 180 : box.path(2).doubleValue());
      bounds[3] = Math.max(bounds[3], box.path(3).doubleValue());
    }
    byte[] json = item.toString().getBytes(StandardCharsets.UTF_8);
    waiting.writeInt(json.length);
    waiting.write(json);
  }

  @Override
  public void finish() throws IOException {
    waiting.writeInt(-1);
    waiting.close();
    ColumnType.Struct type = columns.type();
    try (DataInputStream in =
            new DataInputStream(
                new BufferedInputStream(
                    new ZstdInputStream(Files.newInputStream(spool)), 1 << 16));
        ParquetWriter writer = new ParquetWriter(target, type, metadata())) {
      for (int length = in.readInt(); length >= 0; length = in.readInt()) {
        writer.add(ItemRows.row(Json.parseObject(in.readNBytes(length)), type));
      }
    }
  }

  private Map<String, String> metadata() {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    collections.forEach(collection -> all.set(collection.id(), collection.toJson()));
    ObjectNode stac = JsonNodeFactory.instance.objectNode().put("version", "1.0.0");
    stac.set("collections", all);
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("geo", geo().toString());
    metadata.put("stac-geoparquet", stac.toString());
    metadata.put("stac:geoparquet_version", "1.0.0");
    metadata.put("stac:collections", all.toString());
    return metadata;
  }

  private ObjectNode geo() {
    ObjectNode geo = JsonNodeFactory.instance.objectNode();
    geo.put("version", "1.1.0").put("primary_column", "geometry");
    ObjectNode column = geo.putObject("columns").putObject("geometry");
    column.put("encoding", "WKB");
    ArrayNode names = column.putArray("geometry_types");
    types.forEach(names::add);
    if (bounds[0] <= bounds[2]) {
      ArrayNode bbox = column.putArray("bbox");
      for (double bound : bounds) {
        bbox.add(bound);
      }
    }
    ObjectNode covering = column.putObject("covering").putObject("bbox");
    for (String side : List.of("xmin", "ymin", "xmax", "ymax")) {
      covering.putArray(side).add("bbox").add(side);
    }
    return geo;
  }

  @Override
  public void close() throws IOException {
    try (target) {
      waiting.close();
    } finally {
      Files.deleteIfExists(spool);
    }
  }
}
