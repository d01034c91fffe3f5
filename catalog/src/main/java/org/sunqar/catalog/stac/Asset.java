// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.stac;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of an item.
 *
 * @param href where it is: a URI, or a reference relative to the workspace
 * @param roles what it is for: {@code data}, {@code cloud}, {@code metadata}, ...
 * @param bands the bands of a raster in their order in the file; empty for other files
 * @param other all other fields in order: {@code type}, {@code title}, {@code proj:shape}, ...
 */
public record Asset(
    String href, List<String> roles, List<Band> bands, Map<String, JsonNode> other) {

  /** The media type of a GeoTIFF, cloud-optimized or not. */
  public static final String GEOTIFF = "image/tiff; application=geotiff";

  /** The media type of a Cloud-Optimized GeoTIFF. */
  public static final String COG = "image/tiff; application=geotiff; profile=cloud-optimized";

  /** The role of one of several files that are one image together. */
  public static final String TILE = "tile";

  /** The media type of a JPEG 2000 file. */
  public static final String JPEG_2000 = "image/jp2";

  private static final List<String> KNOWN = List.of("href", "roles", "bands");

  public Asset {
    roles = List.copyOf(roles);
    bands = List.copyOf(bands);
    other = Json.copy(other);
  }

  static Asset fromJson(ObjectNode json) {
    return new Asset(
        Json.string(json, "href"),
        Json.stringList(json, "roles"),
        Json.objectList(json, "bands").stream().map(Band::fromJson).toList(),
        Json.fieldsBut(json, KNOWN));
  }

  ObjectNode toJson() {
    ObjectNode json = Json.object().put("href", href);
    other.forEach(json::set);
    if (!roles.isEmpty()) {
      json.set("roles", Json.strings(roles));
    }
    if (!bands.isEmpty()) {
      json.putArray("bands").addAll(bands.stream().map(Band::toJson).toList());
    }
    return json;
  }

  /** As {@link #toJson}, without the tree. */
  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("href", href);
    Json.writeFields(json, other, List.of());
    if (!roles.isEmpty()) {
      json.writeArrayFieldStart("roles");
      for (String role : roles) {
        json.writeString(role);
      }
      json.writeEndArray();
    }
    if (!bands.isEmpty()) {
      json.writeArrayFieldStart("bands");
      for (Band band : bands) {
        json.writeStartObject();
        Json.writeFields(json, band.fields(), List.of());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  public Asset withHref(String newHref) {
    return new Asset(newHref, roles, bands, other);
  }

  public Asset withBands(List<Band> newBands) {
    return new Asset(href, roles, newBands, other);
  }

  /** This asset with one more field, or with another value of it. */
  public Asset with(String field, JsonNode value) {
    Map<String, JsonNode> more = new LinkedHashMap<>(other);
    more.put(field, value);
    return new Asset(href, roles, bands, more);
  }
}
