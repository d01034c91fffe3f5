// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sunqar.raster.pixel.PixelType;

/**
 * One entry of an asset's {@code bands}: the STAC 1.1 common metadata of a band and the fields of
 * the extensions that speak of bands. Kept as its JSON fields, read through typed accessors, so
 * that fields unknown here survive.
 *
 * @param fields the JSON fields in order
 */
public record Band(Map<String, JsonNode> fields) {

  public Band {
    fields = Json.copy(fields);
  }

  public static Band named(String name) {
    return new Band(Map.of()).with("name", Json.NODES.textNode(name));
  }

  static Band fromJson(ObjectNode json) {
    return new Band(Json.fieldsBut(json, java.util.List.of()));
  }

  ObjectNode toJson() {
    ObjectNode json = Json.object();
    fields.forEach(json::set);
    return json;
  }

  /** This band with one more field, or with another value of it. */
  public Band with(String field, JsonNode value) {
    Map<String, JsonNode> more = new LinkedHashMap<>(fields);
    more.put(field, value);
    return new Band(more);
  }

  public Band with(String field, String value) {
    return with(field, Json.NODES.textNode(value));
  }

  public Band with(String field, double value) {
    return with(field, Json.NODES.numberNode(value));
  }

  /**
   * This band with how its samples are stored and what they mean: value = sample * scale + offset.
   */
  public Band withSamples(PixelType type, OptionalDouble noData, double scale, double offset) {
    Band band = with("data_type", type.stacName());
    if (noData.isPresent()) {
      band = band.with("nodata", noDataNode(noData.getAsDouble()));
    }
    if (scale != 1) {
      band = band.with("raster:scale", scale);
    }
    return offset == 0 ? band : band.with("raster:offset", offset);
  }

  /** The band's own name; empty when it has none. */
  public String name() {
    return text("name").orElse("");
  }

  /** The common name of the eo extension: "red", "nir08", ... */
  public Optional<String> commonName() {
    return text("eo:common_name");
  }

  private Optional<String> text(String field) {
    return Optional.ofNullable(fields.get(field))
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue);
  }

  /** STAC writes numbers that JSON cannot hold as strings. */
  private static JsonNode noDataNode(double value) {
    if (Double.isNaN(value)) {
      return Json.NODES.textNode("nan");
    }
    if (Double.isInfinite(value)) {
      return Json.NODES.textNode(value > 0 ? "inf" : "-inf");
    }
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Json.NODES.numberNode((long) value)
        : Json.NODES.numberNode(value);
  }
}
