// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import org.sunqar.catalog.stac.Json;

/** What each query parameter and each variable segment of a path means, wherever it stands. */
final class ParameterTable {

  /**
   * A parameter.
   *
   * @param description for people
   * @param schema JSON of its schema
   * @param example a value that works on every catalogue, else empty
   */
  record Entry(String description, String schema, String example) {

    ObjectNode schemaJson() {
      return Json.parseObject(schema);
    }

    /** The example as a value of the schema. */
    JsonNode exampleJson() {
      ObjectNode type = schemaJson();
      if (!type.path("type").asText().equals("array")) {
        return value(type.path("type").asText(), example);
      }
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      for (String element : example.split(",", -1)) {
        list.add(value(type.path("items").path("type").asText(), element));
      }
      return list;
    }

    private static JsonNode value(String type, String text) {
      return switch (type) {
        case "integer", "number" -> JsonNodeFactory.instance.numberNode(Integer.parseInt(text));
        default -> JsonNodeFactory.instance.textNode(text);
      };
    }
  }

  private static final String TEXT = "{\"type\":\"string\"}";
  private static final String DEGREES = "{\"type\":\"number\"}";
  private static final String TEXTS = "{\"type\":\"array\",\"items\":{\"type\":\"string\"}}";
  private static final String URI = "{\"type\":\"string\",\"format\":\"uri\"}";
  private static final String CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

  private static final Map<String, Entry> QUERY =
      Map.ofEntries(
          Map.entry(
              "f",
              new Entry(
                  "The form of the answer; else what the Accept header says.",
                  "{\"type\":\"string\",\"enum\":[\"json\",\"html\"]}",
                  "json")),
          Map.entry(
              "limit",
              new Entry(
                  "At most so many on a page.",
                  "{\"type\":\"integer\",\"minimum\":1,\"maximum\":1000,\"default\":10}",
                  "2")),
          Map.entry(
              "offset",
              new Entry(
                  "So many are left out before; links to other pages have it.",
                  "{\"type\":\"integer\",\"minimum\":0,\"default\":0}",
                  "0")),
          Map.entry(
              "token",
              new Entry("Where the page begins; only links to other pages have it.", TEXT, "")),
          Map.entry(
              "bbox",
              new Entry(
                  "A box that is touched: west, south, east, north in degrees, or in the system and"
                      + " order of bbox-crs. Six numbers have heights, which do not count. A west"
                      + " beyond the east crosses the antimeridian.",
                  "{\"type\":\"array\",\"items\":{\"type\":\"number\"},\"minItems\":4,\"maxItems\":6}",
                  "-180,-90,180,90")),
          Map.entry(
              "bbox-crs",
              new Entry("The system of bbox, one of those that the collection lists.", URI, CRS84)),
          Map.entry(
              "crs",
              new Entry(
                  "The system of the answer, one of those that the collection lists.", URI, CRS84)),
          Map.entry(
              "datetime",
              new Entry(
                  "An instant or an interval of RFC 3339 that is touched; '..' is an open end.",
                  TEXT,
                  "1900-01-01T00:00:00Z/..")),
          Map.entry(
              "target",
              new Entry("Who is told: an e-mail address or a webhook.", TEXT, "ana@example.org")),
          Map.entry(
              "simplify",
              new Entry(
                  "How far outlines may move to have fewer points (metres).",
                  "{\"type\":\"number\",\"exclusiveMinimum\":true,\"minimum\":0,\"maximum\":10000}",
                  "10")),
          Map.entry(
              "since",
              new Entry(
                  "Deleted at or after this instant of RFC 3339.", TEXT, "2024-01-01T00:00:00Z")),
          Map.entry(
              "language", new Entry("The language of what people read (BCP 47).", TEXT, "en")),
          Map.entry(
              "happened",
              new Entry(
                  "Something of these kinds is in the history: created, updated, confirmed,"
                      + " retracted, merged, reviewed, commented, assigned, ordered.",
                  TEXTS,
                  "created")),
          Map.entry(
              "happened-since",
              new Entry(
                  "What happened is later than this instant of RFC 3339.",
                  TEXT,
                  "2024-01-01T00:00:00Z")),
          Map.entry(
              "happened-not-by", new Entry("What happened was not this one's doing.", TEXT, "")),
          Map.entry("ids", new Entry("One of these ids.", TEXTS, "a,b")),
          Map.entry("collections", new Entry("In one of these collections.", TEXTS, "")),
          Map.entry(
              "intersects",
              new Entry(
                  "A geometry in GeoJSON that is intersected; not together with bbox.",
                  TEXT,
                  "{\"type\":\"Point\",\"coordinates\":[8.7,50.8]}")),
          Map.entry(
              "sortby",
              new Entry(
                  "The order: names of properties, each with + (rising) or - (falling) before it.",
                  TEXTS,
                  "-datetime")),
          Map.entry(
              "fields",
              new Entry(
                  "The fields that are wanted, those with - before them not.",
                  TEXTS,
                  "id,geometry")),
          Map.entry("filter", new Entry("A condition in CQL2.", TEXT, "eo:cloud_cover < 101")),
          Map.entry(
              "filter-lang",
              new Entry(
                  "The form of filter.",
                  "{\"type\":\"string\",\"enum\":[\"cql2-text\",\"cql2-json\"],\"default\":\"cql2-text\"}",
                  "cql2-text")),
          Map.entry("filter-crs", new Entry("The system of the geometries in filter.", URI, CRS84)),
          Map.entry(
              "query", new Entry("Conditions of the STAC query extension, as JSON.", TEXT, "{}")),
          Map.entry(
              "q",
              new Entry(
                  "One of these words is in the title, the description or the keywords.",
                  TEXTS,
                  "scene")),
          Map.entry("type", new Entry("The nature of the resource.", TEXTS, "dataset")),
          Map.entry(
              "externalIds",
              new Entry("Known under one of these identifiers elsewhere.", TEXTS, "a")),
          Map.entry(
              "grid_precision",
              new Entry(
                  "The zoom of the tiles of grid_tile_frequency.",
                  "{\"type\":\"integer\",\"minimum\":0,\"maximum\":12,\"default\":3}",
                  "3")),
          Map.entry("lon", new Entry("A longitude (degrees on WGS 84).", DEGREES, "")),
          Map.entry("lat", new Entry("A latitude (degrees on WGS 84).", DEGREES, "")),
          Map.entry(
              "index",
              new Entry(
                  "Bands or indices, at most eight; else the watch's, or those of ndvi, ndmi, nbr"
                      + " and mndwi that the bands allow.",
                  TEXTS,
                  "ndvi")),
          Map.entry(
              "watch", new Entry("A watch whose index, detector and start are taken.", TEXT, "")),
          Map.entry(
              "detector",
              new Entry(
                  "Who looks at the series: bayes, another detector of one index, or none.",
                  TEXT,
                  "bayes")),
          Map.entry(
              "from",
              new Entry(
                  "The day on which monitoring starts; else the watch's, or the day after the first"
                      + " 60 % of the dates.",
                  "{\"type\":\"string\",\"format\":\"date\"}", "")),
          Map.entry(
              "bands",
              new Entry(
                  "One band, or three for red, green and blue, by their names or common names.",
                  TEXTS,
                  "red")),
          Map.entry(
              "expression",
              new Entry(
                  "ndvi, ndmi, nbr, ndwi, mndwi, ndbi, savi or evi, or a formula of bands, or three"
                      + " with semicolons between them, of physical values.",
                  TEXT,
                  "")),
          Map.entry(
              "rescale",
              new Entry(
                  "The values that are darkest and brightest, min,max; or three of these with"
                      + " semicolons between them.",
                  TEXT,
                  "0,1")),
          Map.entry(
              "gamma",
              new Entry(
                  "Above 1 brightens the middle.",
                  "{\"type\":\"number\",\"minimum\":0.1,\"maximum\":10,\"default\":1}",
                  "1")),
          Map.entry(
              "colormap",
              new Entry("The colours of one value, such as viridis or rdylgn_r.", TEXT, "")),
          Map.entry(
              "hillshade",
              new Entry(
                  "A shaded relief of a band of heights: true, or azimuth,altitude of the light.",
                  TEXT,
                  "")),
          Map.entry(
              "resampling",
              new Entry(
                  "How pixels are made: nearest, bilinear, cubic, average.", TEXT, "nearest")),
          Map.entry(
              "mask",
              new Entry(
                  "Whether pixels that are not clear are left out; they are in formulas and in"
                      + " series unless none is said.",
                  "{\"type\":\"string\",\"enum\":[\"clear\",\"none\"]}",
                  "none")),
          Map.entry(
              "width",
              new Entry(
                  "Pixels across.", "{\"type\":\"integer\",\"minimum\":1,\"maximum\":4096}", "64")),
          Map.entry(
              "height",
              new Entry(
                  "Pixels down.", "{\"type\":\"integer\",\"minimum\":1,\"maximum\":4096}", "64")),
          Map.entry(
              "bgcolor", new Entry("The colour below the picture, as 0xFFFFFF.", TEXT, "0xFFFFFF")),
          Map.entry(
              "transparent",
              new Entry(
                  "Whether there is nothing below the picture.",
                  "{\"type\":\"string\",\"enum\":[\"true\",\"false\"]}",
                  "true")),
          Map.entry(
              "next",
              new Entry("Where the page begins; only links to other pages have it.", TEXT, "")),
          Map.entry(
              "status", new Entry("In one of these states, such as accepted.", TEXTS, "accepted")),
          Map.entry("member", new Entry("Of this member.", TEXT, "kazakhstan")),
          Map.entry(
              "priority",
              new Entry(
                  "Of this urgency.",
                  "{\"type\":\"string\",\"enum\":[\"routine\",\"priority\",\"emergency\"]}",
                  "routine")),
          Map.entry("origin", new Entry("What it came from, such as 'alert ID'.", TEXT, "")),
          Map.entry(
              "prefer", new Entry("As the header Prefer: wait or respond-async.", TEXT, "wait")),
          Map.entry(
              "max_off_nadir",
              new Entry(
                  "Largest off-nadir angle in degrees; else what each satellite can.",
                  "{\"type\":\"number\",\"minimum\":0.1,\"maximum\":90,\"default\":90}",
                  "30")),
          Map.entry(
              "min_sun",
              new Entry(
                  "Least elevation of the Sun in degrees.",
                  "{\"type\":\"number\",\"minimum\":-90,\"maximum\":89,\"default\":10}",
                  "15")),
          Map.entry(
              "aggregations", new Entry("The names of the aggregations.", TEXTS, "total_count")));

  private static final Map<String, String> PATH =
      Map.ofEntries(
          Map.entry("collection", "The id of a collection."),
          Map.entry("item", "The id of an item."),
          Map.entry("asset", "The key of an asset."),
          Map.entry("file", "The name of a file."),
          Map.entry("alert", "The id of an alert."),
          Map.entry("watch", "The name of a watch."),
          Map.entry("product", "The id of a product, such as any.ms."),
          Map.entry("order", "The id of an order."),
          Map.entry("satellite", "The id of a satellite."),
          Map.entry("search", "The id of a search to come back to."),
          Map.entry("map", "The name of a map, such as break_date or magnitude."),
          Map.entry("set", "The id of a tile matrix set, such as WebMercatorQuad."),
          Map.entry("zoom", "The tile matrix, from 0 for the coarsest."),
          Map.entry("row", "The row of a tile, from the top."),
          Map.entry("col", "The column of a tile, from the left."),
          Map.entry("layer", "The identifier of a layer."),
          Map.entry("style", "default, or the name of a formula such as ndvi."),
          Map.entry("time", "A day such as 2020-03-11, or current for the newest of all."),
          Map.entry("x", "The column of a tile, from the left."));

  private ParameterTable() {}

  static Optional<Entry> query(String name) {
    return Optional.ofNullable(QUERY.get(name));
  }

  static String path(String name) {
    return PATH.getOrDefault(name, "The " + name + ".");
  }
}
