// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.alerts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.sunqar.server.http.Kind;
import org.sunqar.server.http.OgcDocuments;
import org.sunqar.server.http.Request;

/** The documents that say what the collection of alerts is. */
final class AlertDescription {

  static final String COLLECTION = "alerts";

  static final List<String> CONFORMANCE =
      List.of(
          "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core",
          "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
          "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
          "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html",
          "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
          "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables",
          "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/filter",
          "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/features-filter",
          "http://www.opengis.net/spec/cql2/1.0/conf/cql2-text",
          "http://www.opengis.net/spec/cql2/1.0/conf/cql2-json",
          "http://www.opengis.net/spec/cql2/1.0/conf/basic-cql2",
          "http://www.opengis.net/spec/cql2/1.0/conf/advanced-comparison-operators",
          "http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions",
          "http://www.opengis.net/spec/cql2/1.0/conf/spatial-functions",
          "http://www.opengis.net/spec/cql2/1.0/conf/temporal-functions");

  private static final String QUERYABLES = "http://www.opengis.net/def/rel/ogc/1.0/queryables";

  private AlertDescription() {}

  static ObjectNode landing(Request request, String title) {
    ObjectNode json = node();
    json.put("title", title + ": alerts");
    json.put("description", "What the watches found, and what people say about it.");
    ArrayNode links = OgcDocuments.landing(json, request, "alerts", "The collection of alerts");
    String feed = request.address("alerts") + ".atom";
    OgcDocuments.link(links, "related", feed, "application/atom+xml", "Alerts as a feed (GeoRSS)");
    OgcDocuments.description(links, request);
    return json;
  }

  static ObjectNode conformance() {
    return OgcDocuments.conformance(CONFORMANCE);
  }

  static ObjectNode collections(Request request) {
    return OgcDocuments.collections(request, "alerts", collection(request));
  }

  static ObjectNode collection(Request request) {
    ObjectNode json = node();
    json.put("id", COLLECTION).put("itemType", "feature").put("title", "Alerts");
    json.put(
        "description",
        "Polygons of land that changed, of all watches; retracted and merged ones are among them,"
            + " with their status.");
    json.putArray("crs").add("http://www.opengis.net/def/crs/OGC/1.3/CRS84");
    ArrayNode links = json.putArray("links");
    String self = request.address("alerts", "collections", COLLECTION);
    OgcDocuments.link(links, "self", self, "application/json", "This document");
    OgcDocuments.link(links, "alternate", self + "?f=html", "text/html", "This document as a page");
    OgcDocuments.link(links, "items", self + "/items", Kind.ALERTS.jsonType(), "The alerts");
    OgcDocuments.link(
        links,
        QUERYABLES,
        self + "/queryables",
        Kind.QUERYABLES.jsonType(),
        "What filters can ask for");
    return json;
  }

  static ObjectNode queryables(Request request) {
    ObjectNode json = node();
    json.put("$schema", "https://json-schema.org/draft/2019-09/schema");
    json.put("$id", request.address("alerts", "collections", COLLECTION, "queryables"));
    json.put("type", "object").put("title", "Alerts");
    ObjectNode properties = json.putObject("properties");
    properties
        .putObject("geometry")
        .put("title", "Outline")
        .put("$ref", "https://geojson.org/schema/Geometry.json")
        .put("format", "geometry-any")
        .put("x-ogc-role", "primary-geometry");
    text(properties, "id", "Id");
    text(properties, "watch", "The watch that raised it");
    choice(
        properties,
        "status",
        "What the detector says",
        "provisional",
        "confirmed",
        "retracted",
        "merged");
    choice(
        properties,
        "review",
        "What people say",
        "new",
        "in_review",
        "confirmed",
        "rejected",
        "audited");
    text(properties, "reject_reason", "Why it was rejected");
    day(properties, "first_date", "First seen");
    day(properties, "confirmed_date", "When the detector was sure");
    day(properties, "raised", "Last scene of the run that raised it");
    day(properties, "last_seen", "Last scene of the latest run that found it");
    number(properties, "area_ha", "Area (hectares)");
    number(properties, "area_error_ha", "Bound of the error of the area (hectares)");
    number(properties, "magnitude", "Median change of the index");
    number(properties, "confidence", "Confidence, 0 to 1");
    number(properties, "probability", "Probability, 0 to 1");
    text(properties, "assignee", "Who is to look at it");
    properties
        .putObject("updated")
        .put("title", "Latest entry of its history")
        .put("type", "string")
        .put("format", "date-time");
    json.put("additionalProperties", true);
    return json;
  }

  private static void text(ObjectNode properties, String name, String title) {
    properties.putObject(name).put("title", title).put("type", "string");
  }

  private static void choice(ObjectNode properties, String name, String title, String... values) {
    ArrayNode list =
        properties.putObject(name).put("title", title).put("type", "string").putArray("enum");
    for (String value : values) {
      list.add(value);
    }
  }

  private static void day(ObjectNode properties, String name, String title) {
    properties.putObject(name).put("title", title).put("type", "string").put("format", "date");
  }

  private static void number(ObjectNode properties, String name, String title) {
    properties.putObject(name).put("title", title).put("type", "number");
  }

  private static ObjectNode node() {
    return JsonNodeFactory.instance.objectNode();
  }
}
