// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.WKTWriter;

/** Alerts as GeoJSON (RFC 7946) and as a CSV with the outline in a WKT column, which GDAL reads. */
public final class AlertFiles {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Decimals of a degree: a centimetre. */
  private static final double PRECISION = 1e7;

  /** The types of the columns of {@link #toCsv}, which GDAL takes from a file {@code x.csvt}. */
  public static final String CSV_TYPES =
      "WKT,String,String,Date,Date,Real,Integer,Real,Real,Integer,Integer,Real,Real,Real,String\n";

  private AlertFiles() {}

  /** A feature collection, indented. */
  public static String toGeoJson(List<Alert> alerts) {
    ObjectNode collection = NODES.objectNode().put("type", "FeatureCollection");
    ArrayNode features = collection.putArray("features");
    alerts.forEach(alert -> features.add(feature(alert)));
    return collection.toPrettyString() + "\n";
  }

  /** One alert as a GeoJSON feature. */
  public static ObjectNode feature(Alert alert) {
    ObjectNode feature = NODES.objectNode().put("type", "Feature").put("id", alert.id());
    feature.set("geometry", geometry(alert.outline()));
    feature.set("properties", properties(alert));
    return feature;
  }

  /** The inverse of {@link #feature}, for a feature that this program wrote. */
  public static Alert alert(JsonNode feature) {
    JsonNode p = feature.get("properties");
    List<String> scenes = new ArrayList<>();
    p.get("scenes").forEach(scene -> scenes.add(scene.asText()));
    return new Alert(
        p.get("id").asText(),
        p.get("watch").asText(),
        LocalDate.parse(p.get("first_date").asText()),
        LocalDate.parse(p.get("confirmed_date").asText()),
        p.get("area_ha").asDouble(),
        p.get("pixels").asInt(),
        p.get("magnitude").asDouble(),
        p.get("size").asDouble(),
        p.get("observations").asInt(),
        p.get("run").asInt(),
        p.get("confidence").asDouble(),
        p.get("longitude").asDouble(),
        p.get("latitude").asDouble(),
        p.get("peak_col").asInt(),
        p.get("peak_row").asInt(),
        GeoJsonReader.area(feature.get("geometry").toString(), "the stored alert"),
        scenes);
  }

  private static ObjectNode properties(Alert alert) {
    ObjectNode properties =
        NODES
            .objectNode()
            .put("id", alert.id())
            .put("watch", alert.watch())
            .put("first_date", alert.firstDate().toString())
            .put("confirmed_date", alert.confirmedDate().toString())
            .put("area_ha", rounded(alert.areaHa(), 1e4))
            .put("pixels", alert.pixels())
            .put("magnitude", rounded(alert.magnitude(), 1e6))
            .put("size", rounded(alert.size(), 1e3))
            .put("observations", alert.observations())
            .put("run", alert.run())
            .put("confidence", rounded(alert.confidence(), 1e4))
            .put("longitude", rounded(alert.longitude(), PRECISION))
            .put("latitude", rounded(alert.latitude(), PRECISION))
            .put("peak_col", alert.peakCol())
            .put("peak_row", alert.peakRow());
    alert.scenes().forEach(properties.putArray("scenes")::add);
    return properties;
  }

  /** A table with one row per alert; the outline is the first column, WKT. */
  public static String toCsv(List<Alert> alerts) {
    StringBuilder csv =
        new StringBuilder(
            "WKT,id,watch,first_date,confirmed_date,area_ha,pixels,magnitude,size,observations,run,"
                + "confidence,longitude,latitude,scenes\n");
    WKTWriter wkt = new WKTWriter();
    wkt.setPrecisionModel(new org.locationtech.jts.geom.PrecisionModel(PRECISION));
    for (Alert alert : alerts) {
      csv.append('"')
          .append(wkt.write(alert.outline()))
          .append('"')
          .append(
              String.format(
                  Locale.ROOT,
                  ",%s,%s,%s,%s,%.4f,%d,%.6f,%.3f,%d,%d,%.4f,%.7f,%.7f,",
                  alert.id(),
                  alert.watch(),
                  alert.firstDate(),
                  alert.confirmedDate(),
                  alert.areaHa(),
                  alert.pixels(),
                  alert.magnitude(),
                  alert.size(),
                  alert.observations(),
                  alert.run(),
                  alert.confidence(),
                  alert.longitude(),
                  alert.latitude()))
          .append(quoted(String.join(" ", alert.scenes())))
          .append('\n');
    }
    return csv.toString();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  /**
   * A polygon or several as a GeoJSON geometry, outer rings counter-clockwise, coordinates rounded
   * to a centimetre.
   */
  public static ObjectNode geometry(Geometry geometry) {
    return geometry(geometry, degrees -> rounded(degrees, PRECISION));
  }

  /** As {@link #geometry(Geometry)}, with all digits: what is valid is so when it is read again. */
  public static ObjectNode exactGeometry(Geometry geometry) {
    return geometry(geometry, degrees -> degrees);
  }

  private static ObjectNode geometry(Geometry geometry, DoubleUnaryOperator digits) {
    ObjectNode json = NODES.objectNode();
    if (geometry instanceof Polygon polygon) {
      json.put("type", "Polygon");
      json.set("coordinates", rings(polygon, digits));
    } else {
      json.put("type", "MultiPolygon");
      ArrayNode polygons = json.putArray("coordinates");
      for (int i = 0; i < geometry.getNumGeometries(); i++) {
        polygons.add(rings((Polygon) geometry.getGeometryN(i), digits));
      }
    }
    return json;
  }

  private static ArrayNode rings(Polygon polygon, DoubleUnaryOperator digits) {
    ArrayNode rings = JSON.createArrayNode();
    rings.add(ring(polygon.getExteriorRing(), true, digits));
    for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
      rings.add(ring(polygon.getInteriorRingN(hole), false, digits));
    }
    return rings;
  }

  private static ArrayNode ring(
      LinearRing ring, boolean counterClockwise, DoubleUnaryOperator digits) {
    Coordinate[] points = ring.getCoordinates();
    boolean reversed = Orientation.isCCW(points) != counterClockwise;
    ArrayNode array = JSON.createArrayNode();
    for (int i = 0; i < points.length; i++) {
      Coordinate point = points[reversed ? points.length - 1 - i : i];
      array.addArray().add(digits.applyAsDouble(point.x)).add(digits.applyAsDouble(point.y));
    }
    return array;
  }

  private static double rounded(double value, double factor) {
    return Math.rint(value * factor) / factor;
  }
}
