// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.sunqar.catalog.CatalogException;

/**
 * Reads of a stored item only what a filter asks for. Reading stops when all of it is there: assets
 * and links, the larger part of a document, mostly come after it.
 */
final class ItemReader {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String PROPERTIES = "properties";

  private final Set<String> itemFields = new HashSet<>();
  private final Set<String> propertyFields = new HashSet<>();

  ItemReader(Collection<String> names) {
    for (String name : names) {
      PropertyPath path = new PropertyPath(name);
      itemFields.addAll(path.itemFields());
      propertyFields.addAll(path.propertyFields());
    }
  }

  /**
   * @throws CatalogException CORRUPT when the bytes are not a JSON object as far as they are read
   */
  ObjectNode read(byte[] document) {
    ObjectNode item = JsonNodeFactory.instance.objectNode();
    try (JsonParser parser = MAPPER.createParser(document)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new CatalogException(
            CatalogException.Key.CORRUPT, "a stored item is not a JSON object");
      }
      int missing = itemFields.size();
      while (missing > 0 && parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (!itemFields.contains(name)) {
          parser.skipChildren();
          continue;
        }
        missing--;
        if (name.equals(PROPERTIES) && value == JsonToken.START_OBJECT) {
          item.set(name, properties(parser, missing > 0));
        } else {
          item.set(name, MAPPER.readTree(parser));
        }
      }
    } catch (IOException e) {
      throw new CatalogException(
          CatalogException.Key.CORRUPT, "a stored item is not JSON: " + e.getMessage(), e);
    }
    return item;
  }

  /**
   * @param toEnd whether to read on to the closing brace when all wanted fields are there
   */
  private ObjectNode properties(JsonParser parser, boolean toEnd) throws IOException {
    ObjectNode properties = JsonNodeFactory.instance.objectNode();
    int missing = propertyFields.size();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (!propertyFields.contains(name)) {
        parser.skipChildren();
        continue;
      }
      properties.set(name, MAPPER.readTree(parser));
      missing--;
      if (missing == 0 && !toEnd) {
        break;
      }
    }
    return properties;
  }
}
