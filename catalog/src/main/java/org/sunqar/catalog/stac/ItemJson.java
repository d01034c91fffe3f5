// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.stac;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The form in which stores keep an item: one line of JSON in UTF-8 whose properties begin with
 * {@code created} and {@code updated} and whose last field is {@code links}, without the links that
 * say where a document stands in a catalogue. A server adds those for the address it was asked at.
 */
public final class ItemJson {

  /** Relations that a server makes. */
  private static final List<String> PLACE =
      List.of("self", "root", "parent", "collection", "items");

  /** Fields of properties that the store writes itself. */
  private static final List<String> STAMPS = List.of("created", "updated");

  /** Fields of {@link Item#other} that are written in their own place. */
  private static final List<String> ELSEWHERE =
      Stream.concat(Item.KNOWN.stream(), Stream.of("stac_version", "stac_extensions")).toList();

  private ItemJson() {}

  /**
   * A document.
   *
   * @param insertedAt where the fields that were inserted in {@code properties} begin
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on at once, compared nowhere
  public record Written(byte[] json, int insertedAt) {}

  /**
   * Writes an item without its own stamps.
   *
   * @param stamps fields in ASCII that become the first of {@code properties}
   */
  public static Written write(Item item, byte[] stamps) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
    int insertedAt;
    try (JsonGenerator json = Json.generator(out)) {
      json.writeStartObject();
      json.writeStringField("type", "Feature");
      JsonNode version = item.other().get("stac_version");
      json.writeFieldName("stac_version");
      Json.writeTree(json, version == null ? Json.NODES.textNode(Item.STAC_VERSION) : version);
      json.writeFieldName("stac_extensions");
      Json.writeTree(json, Json.strings(item.extensions()));
      json.writeStringField("id", item.id());
      if (!item.collection().isEmpty()) {
        json.writeStringField("collection", item.collection());
      }
      json.writeFieldName("geometry");
      Json.writeTree(json, item.footprint().geometry());
      json.writeFieldName("bbox");
      Json.writeTree(json, item.footprint().bboxJson());
      json.writeObjectFieldStart("properties");
      json.flush();
      insertedAt = out.size();
      json.writeRaw(new String(stamps, StandardCharsets.US_ASCII));
      if (item.properties().keySet().stream().anyMatch(field -> !STAMPS.contains(field))) {
        // the generator does not know that there are fields before
        json.writeRaw(',');
      }
      Json.writeFields(json, item.properties(), STAMPS);
      json.writeEndObject();
      json.writeObjectFieldStart("assets");
      for (Map.Entry<String, Asset> asset : item.assets().entrySet()) {
        json.writeFieldName(asset.getKey());
        asset.getValue().write(json);
      }
      json.writeEndObject();
      Json.writeFields(json, item.other(), ELSEWHERE);
      json.writeArrayFieldStart("links");
      for (Link link : item.links()) {
        if (!PLACE.contains(link.rel())) {
          Json.writeTree(json, link.toJson());
        }
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return new Written(out.toByteArray(), insertedAt);
  }

  /** Reads what {@link #write} wrote; CatalogException INVALID when it is not an item. */
  public static Item read(byte[] json) {
    Item item = Item.fromJson(Json.parseObject(json));
    return item.collection().isEmpty() ? item : item.withCollection(item.collection());
  }
}
