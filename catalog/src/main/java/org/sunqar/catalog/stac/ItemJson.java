// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.stac;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

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
    ObjectNode whole = item.toJson();
    ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
    int insertedAt = 0;
    try (JsonGenerator json = Json.generator(out)) {
      json.writeStartObject();
      for (Map.Entry<String, JsonNode> field : whole.properties()) {
        switch (field.getKey()) {
          case "links" -> {}
          case "properties" -> {
            json.writeFieldName("properties");
            json.writeStartObject();
            json.flush();
            insertedAt = out.size();
            json.writeRaw(new String(stamps, StandardCharsets.US_ASCII));
            boolean first = true;
            for (Map.Entry<String, JsonNode> property : item.properties().entrySet()) {
              if (!STAMPS.contains(property.getKey())) {
                if (first) {
                  // the generator does not know that there are fields before this one
                  json.writeRaw(',');
                  first = false;
                }
                json.writeFieldName(property.getKey());
                json.writeTree(property.getValue());
              }
            }
            json.writeEndObject();
          }
          default -> {
            json.writeFieldName(field.getKey());
            json.writeTree(field.getValue());
          }
        }
      }
      json.writeArrayFieldStart("links");
      for (Link link : item.links()) {
        if (!PLACE.contains(link.rel())) {
          json.writeTree(link.toJson());
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
