// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.raster.geo.Bounds;

/** A collection of the catalogue as a record: a GeoJSON feature of OGC API Records, Part 1. */
record CollectionRecord(Collection collection) {

  /** What all records are of: the nature of the resources, of the vocabulary that records use. */
  static final String TYPE = "dataset";

  private static final String RECORD_CORE =
      "http://www.opengis.net/spec/ogcapi-records-1/1.0/req/record-core";

  /** The record with the links that concern only itself. */
  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", collection.id()).put("type", "Feature");
    json.putArray("conformsTo").add(RECORD_CORE);
    json.set("time", time());
    if (collection.extent().bbox().isPresent()) {
      Bounds box = collection.extent().bbox().get();
      json.set("geometry", geometry(box));
      ArrayNode bbox = json.putArray("bbox");
      for (double side : box.bbox()) {
        bbox.add(side);
      }
    } else {
      json.putNull("geometry");
    }
    ObjectNode properties = json.putObject("properties");
    properties.put("type", TYPE).put("title", title()).put("description", collection.description());
    for (String field : new String[] {"created", "updated", "keywords"}) {
      JsonNode value = collection.other().get(field);
      if (value != null) {
        properties.set(field, value);
      }
    }
    ArrayNode externalIds = externalIds();
    if (!externalIds.isEmpty()) {
      properties.set("externalIds", externalIds);
    }
    ArrayNode formats = properties.putArray("formats");
    formats.addObject().put("name", "STAC").put("mediaType", "application/geo+json");
    properties.put("license", collection.license());
    ArrayNode contacts = contacts();
    if (!contacts.isEmpty()) {
      properties.set("contacts", contacts);
    }
    return json;
  }

  String title() {
    JsonNode title = collection.other().get("title");
    return title != null && title.isTextual() && !title.textValue().isBlank()
        ? title.textValue()
        : collection.id();
  }

  /** All that a search for words looks at. */
  List<String> texts() {
    List<String> texts = new java.util.ArrayList<>(List.of(title(), collection.description()));
    JsonNode keywords = collection.other().get("keywords");
    if (keywords != null) {
      keywords.forEach(keyword -> texts.add(keyword.asText()));
    }
    return texts;
  }

  /** Names that others gave to it: the DOI of the scientific extension. */
  ArrayNode externalIds() {
    ArrayNode ids = JsonNodeFactory.instance.arrayNode();
    JsonNode doi = collection.other().get("sci:doi");
    if (doi != null && doi.isTextual()) {
      ids.addObject().put("scheme", "https://doi.org").put("value", doi.textValue());
    }
    return ids;
  }

  private JsonNode time() {
    if (collection.extent().time().isEmpty()) {
      return JsonNodeFactory.instance.nullNode();
    }
    TimeInterval time = collection.extent().time().get();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putArray("interval").add(time.start().toString()).add(time.end().toString());
    return json;
  }

  /** The box as a polygon, cut at the antimeridian (RFC 7946, 3.1.9). */
  private static ObjectNode geometry(Bounds box) {
    List<Bounds> parts = box.acrossAntimeridian();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (parts.size() == 1) {
      json.put("type", "Polygon").set("coordinates", rings(parts.getFirst()));
    } else {
      json.put("type", "MultiPolygon");
      ArrayNode polygons = json.putArray("coordinates");
      parts.forEach(part -> polygons.add(rings(part)));
    }
    return json;
  }

  private static ArrayNode rings(Bounds b) {
    ArrayNode rings = JsonNodeFactory.instance.arrayNode();
    ArrayNode ring = rings.addArray();
    double[][] corners = {
      {b.minX(), b.minY()},
      {b.maxX(), b.minY()},
      {b.maxX(), b.maxY()},
      {b.minX(), b.maxY()},
      {b.minX(), b.minY()}
    };
    for (double[] corner : corners) {
      ring.addArray().add(corner[0]).add(corner[1]);
    }
    return rings;
  }

  private ArrayNode contacts() {
    ArrayNode contacts = JsonNodeFactory.instance.arrayNode();
    JsonNode providers = collection.other().get("providers");
    if (providers == null) {
      return contacts;
    }
    for (JsonNode provider : providers) {
      if (provider.path("name").isTextual()) {
        ObjectNode contact = contacts.addObject();
        contact.put("organization", provider.get("name").textValue());
        if (provider.path("roles").isArray()) {
          contact.set("roles", provider.get("roles"));
        }
        if (provider.path("url").isTextual()) {
          contact
              .putArray("links")
              .addObject()
              .put("rel", "about")
              .put("href", provider.get("url").textValue());
        }
      }
    }
    return contacts;
  }
}
