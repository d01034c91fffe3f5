// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.exchange;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.sunqar.catalog.CatalogException;

/**
 * The items of a GeoJSON document: an ItemCollection, one item, or several of either one after the
 * other; packed or not. Items come one at a time, so that the document may be of any size.
 */
final class GeoJsonItems implements RawItems {

  /** Refuses an item that goes on and on before it has taken the memory. */
  private static final class Bounded extends FilterInputStream {

    private long left = ItemFiles.MAX_ITEM;

    Bounded(InputStream in) {
      super(in);
    }

    void again() {
      left = ItemFiles.MAX_ITEM;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int n = super.read(target, offset, length);
      left -= n;
      if (left < 0) {
        throw new IOException("an item is longer than " + ItemFiles.MAX_ITEM + " bytes");
      }
      return n;
    }
  }

  private final Path file;
  private final Origin origin;
  private final CountedInput counted;
  private final Bounded bounded;
  private final JsonParser parser;
  private final long size;
  private long number;
  private boolean inFeatures;

  /** The fields of the document that is being read but for its features. */
  private ObjectNode document = JsonNodeFactory.instance.objectNode();

  private boolean inDocument;
  private boolean hadFeatures;

  GeoJsonItems(Path file, Origin origin, long skip) {
    this.file = file;
    this.origin = origin;
    try {
      size = Files.size(file);
      counted = new CountedInput(Files.newInputStream(file));
      bounded = new Bounded(ItemFiles.unpacked(counted));
      parser = org.sunqar.catalog.stac.Json.parser(bounded);
    } catch (IOException | RuntimeException e) {
      throw ItemFiles.unreadable(file, e);
    }
    for (long i = 0; i < skip && next().isPresent(); i++) {
      // passed over
    }
  }

  @Override
  public Optional<Raw> next() {
    try {
      while (true) {
        JsonToken token = parser.nextToken();
        if (inFeatures) {
          if (token == JsonToken.END_ARRAY) {
            inFeatures = false;
          } else if (token == null) {
            throw new IOException("the document ends inside of its features");
          } else {
            return Optional.of(item(parser.<JsonNode>readValueAsTree()));
          }
        } else if (!inDocument) {
          if (token == null) {
            return Optional.empty();
          }
          begin(token);
        } else if (token == JsonToken.FIELD_NAME) {
          field(parser.currentName());
        } else {
          inDocument = false;
          if (!hadFeatures) {
            return Optional.of(item(document));
          }
        }
      }
    } catch (IOException | RuntimeException e) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          file + " cannot be read after item " + number + ": " + message(e),
          e);
    }
  }

  private void begin(JsonToken token) throws IOException {
    if (token != JsonToken.START_OBJECT) {
      throw new IOException("a GeoJSON object was expected");
    }
    inDocument = true;
    hadFeatures = false;
    document = JsonNodeFactory.instance.objectNode();
  }

  private void field(String name) throws IOException {
    JsonToken value = parser.nextToken();
    if (name.equals("features") && value == JsonToken.START_ARRAY) {
      inFeatures = true;
      hadFeatures = true;
    } else {
      document.set(name, parser.<JsonNode>readValueAsTree());
    }
  }

  private Raw item(JsonNode node) {
    number++;
    bounded.again();
    return new Raw(
        number,
        file.toString(),
        origin,
        1 << 12,
        () -> {
          if (node instanceof ObjectNode object) {
            return object;
          }
          throw new CatalogException(
              CatalogException.Key.INVALID,
              "a JSON object was expected, not " + node.getNodeType());
        });
  }

  private static String message(Exception e) {
    return e instanceof com.fasterxml.jackson.core.JsonProcessingException json
        ? "not JSON: " + json.getOriginalMessage()
        : String.valueOf(e.getMessage());
  }

  @Override
  public long position() {
    return counted.count();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void close() {
    try {
      parser.close();
      bounded.close();
    } catch (IOException e) {
      throw ItemFiles.unreadable(file, e);
    }
  }
}
