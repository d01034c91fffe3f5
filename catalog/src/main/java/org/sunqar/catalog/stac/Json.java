// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.stac;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sunqar.catalog.CatalogException;

/**
 * JSON trees in and out, with messages for people. Objects keep the order of their fields. A field
 * that has the wrong type is a {@link CatalogException} with key INVALID that names the field.
 */
public final class Json {

  static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  /** Which trees only ask for settings. */
  private static final SerializerProvider SETTINGS = MAPPER.getSerializerProviderInstance();

  private Json() {}

  /** Parses one JSON object. */
  public static ObjectNode parseObject(String text) {
    try {
      return object(MAPPER.readTree(text));
    } catch (JsonProcessingException e) {
      throw notJson(e);
    }
  }

  /** Parses any JSON value. */
  public static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw notJson(e);
    }
  }

  /** Parses one JSON object in UTF-8. */
  public static ObjectNode parseObject(byte[] utf8) {
    try {
      return object(MAPPER.readTree(utf8));
    } catch (JsonProcessingException e) {
      throw notJson(e);
    } catch (IOException e) {
      throw new CatalogException(CatalogException.Key.INVALID, "not JSON in UTF-8: " + e, e);
    }
  }

  /** Reads JSON piece by piece; what it throws are exceptions of Jackson's and of the stream. */
  public static JsonParser parser(InputStream utf8) throws IOException {
    return MAPPER.createParser(utf8);
  }

  private static CatalogException notJson(JsonProcessingException e) {
    return new CatalogException(
        CatalogException.Key.INVALID, "not JSON: " + e.getOriginalMessage(), e);
  }

  private static ObjectNode object(@org.jspecify.annotations.Nullable JsonNode node) {
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw new CatalogException(CatalogException.Key.INVALID, "a JSON object was expected");
  }

  /** Writes UTF-8. */
  static JsonGenerator generator(OutputStream out) throws IOException {
    return MAPPER.createGenerator(out);
  }

  /** Writes a tree; a tenth of what {@link JsonGenerator#writeTree} takes for a small one. */
  static void writeTree(JsonGenerator json, JsonNode node) throws IOException {
    node.serialize(json, SETTINGS);
  }

  /** Writes fields but those that are left out. */
  static void writeFields(JsonGenerator json, Map<String, JsonNode> fields, List<String> without)
      throws IOException {
    for (Map.Entry<String, JsonNode> field : fields.entrySet()) {
      if (!without.contains(field.getKey())) {
        json.writeFieldName(field.getKey());
        writeTree(json, field.getValue());
      }
    }
  }

  public static String write(JsonNode node) {
    return node.toString();
  }

  public static String writePretty(JsonNode node) {
    return node.toPrettyString();
  }

  static ObjectNode object() {
    return NODES.objectNode();
  }

  static ArrayNode array(double... values) {
    ArrayNode array = NODES.arrayNode();
    for (double value : values) {
      array.add(value);
    }
    return array;
  }

  static ArrayNode strings(List<String> values) {
    ArrayNode array = NODES.arrayNode();
    values.forEach(array::add);
    return array;
  }

  /** The fields of an object that are not among the known ones, in their order. */
  static Map<String, JsonNode> fieldsBut(ObjectNode object, List<String> known) {
    LinkedHashMap<String, JsonNode> fields = new LinkedHashMap<>();
    object
        .properties()
        .forEach(field -> {
          if (!known.contains(field.getKey())) {
            fields.put(field.getKey(), field.getValue());
          }
        });
    return Frozen.of(fields);
  }

  /** An unmodifiable copy that keeps the order of the entries. */
  static <V> Map<String, V> copy(Map<String, V> map) {
    return Frozen.copyOf(map);
  }

  static String string(ObjectNode object, String field) {
    return optionalString(object, field)
        .orElseThrow(() -> invalid(field, "a string", object.get(field)));
  }

  static Optional<String> optionalString(ObjectNode object, String field) {
    JsonNode node = object.path(field);
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    }
    if (!node.isTextual()) {
      throw invalid(field, "a string", node);
    }
    return Optional.of(node.textValue());
  }

  static List<String> stringList(ObjectNode object, String field) {
    List<String> values = new ArrayList<>();
    for (JsonNode node : elements(object, field)) {
      if (!node.isTextual()) {
        throw invalid(field, "a list of strings", node);
      }
      values.add(node.textValue());
    }
    return values;
  }

  /** The objects of a list; an absent list is empty. */
  static List<ObjectNode> objectList(ObjectNode object, String field) {
    List<ObjectNode> values = new ArrayList<>();
    for (JsonNode node : elements(object, field)) {
      if (!(node instanceof ObjectNode element)) {
        throw invalid(field, "a list of objects", node);
      }
      values.add(element);
    }
    return values;
  }

  static ObjectNode objectOrEmpty(ObjectNode object, String field) {
    JsonNode node = object.path(field);
    if (node.isMissingNode() || node.isNull()) {
      return object();
    }
    if (node instanceof ObjectNode value) {
      return value;
    }
    throw invalid(field, "an object", node);
  }

  /** The numbers of a list, when there is one. */
  static Optional<double[]> numbers(JsonNode node) {
    if (!node.isArray()) {
      return Optional.empty();
    }
    double[] values = new double[node.size()];
    for (int i = 0; i < values.length; i++) {
      if (!node.path(i).isNumber()) {
        return Optional.empty();
      }
      values[i] = node.path(i).doubleValue();
    }
    return Optional.of(values);
  }

  static CatalogException invalid(
      String field, String wanted, @org.jspecify.annotations.Nullable JsonNode found) {
    return new CatalogException(
        CatalogException.Key.INVALID,
        "field \""
            + field
            + "\" should be "
            + wanted
            + " but is "
            + (found == null ? "absent" : abbreviated(found)));
  }

  private static String abbreviated(JsonNode node) {
    String text = node.toString();
    return text.length() <= 60 ? text : text.substring(0, 57) + "...";
  }

  private static Iterable<JsonNode> elements(ObjectNode object, String field) {
    JsonNode node = object.path(field);
    if (node.isMissingNode() || node.isNull()) {
      return List.of();
    }
    if (!node.isArray()) {
      throw invalid(field, "a list", node);
    }
    return node;
  }
}
