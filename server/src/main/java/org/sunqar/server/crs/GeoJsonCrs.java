// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.crs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sunqar.raster.geo.CoordinateTransform;

/**
 * Brings GeoJSON from one system to another, positions in the order of each system's axes.
 *
 * <p>Known limits: only vertices are transformed, no points are added between them, so that long
 * edges that are straight in one system are taken for straight in the other. A third coordinate
 * stays as it is.
 */
public final class GeoJsonCrs {

  /** Deeper coordinates and collections are none of GeoJSON. */
  private static final int MAX_DEPTH = 8;

  private final AxisCrs from;
  private final AxisCrs to;
  private final CoordinateTransform transform;

  public GeoJsonCrs(AxisCrs from, AxisCrs to) {
    this.from = from;
    this.to = to;
    this.transform = CoordinateTransform.between(from.crs(), to.crs());
  }

  /**
   * Changes the geometry and the box of a feature. One that the system does not reach as a whole
   * has none of both.
   */
  public void feature(ObjectNode feature) {
    Optional<JsonNode> moved = geometry(feature.path("geometry"));
    if (moved.isEmpty()) {
      feature.set("geometry", NullNode.instance);
      feature.remove("bbox");
      return;
    }
    feature.set("geometry", moved.get());
    if (feature.path("bbox").isArray()) {
      Optional<JsonNode> box = box(feature.get("bbox"), moved.get());
      if (box.isPresent()) {
        feature.set("bbox", box.get());
      } else {
        feature.remove("bbox");
      }
    }
  }

  /** A geometry in the other system; empty when a position of it has no place there. */
  public Optional<JsonNode> geometry(JsonNode geometry) {
    return geometry(geometry, 0);
  }

  private Optional<JsonNode> geometry(JsonNode geometry, int depth) {
    if (!(geometry instanceof ObjectNode object) || depth > MAX_DEPTH) {
      return geometry.isNull() ? Optional.of(geometry) : Optional.empty();
    }
    ObjectNode moved = object.deepCopy();
    moved.remove("bbox");
    if (object.path("geometries").isArray()) {
      ArrayNode parts = moved.putArray("geometries");
      for (JsonNode part : object.get("geometries")) {
        Optional<JsonNode> done = geometry(part, depth + 1);
        if (done.isEmpty()) {
          return Optional.empty();
        }
        parts.add(done.get());
      }
      return Optional.of(moved);
    }
    List<ArrayNode> positions = new ArrayList<>();
    collect(moved.path("coordinates"), positions, 0);
    return move(positions) ? Optional.of(moved) : Optional.empty();
  }

  private static void collect(JsonNode node, List<ArrayNode> positions, int depth) {
    if (!(node instanceof ArrayNode array) || depth > MAX_DEPTH) {
      return;
    }
    if (array.size() >= 2 && array.get(0).isNumber() && array.get(1).isNumber()) {
      positions.add(array);
    } else {
      array.forEach(element -> collect(element, positions, depth + 1));
    }
  }

  /** False when one of them has no place in the other system. */
  private boolean move(List<ArrayNode> positions) {
    double[] xy = new double[2 * positions.size()];
    int first = from.northFirst() ? 1 : 0;
    for (int i = 0; i < positions.size(); i++) {
      xy[2 * i] = positions.get(i).get(first).doubleValue();
      xy[2 * i + 1] = positions.get(i).get(1 - first).doubleValue();
    }
    transform.transform(xy, positions.size());
    int x = to.northFirst() ? 1 : 0;
    for (int i = 0; i < positions.size(); i++) {
      if (Double.isNaN(xy[2 * i])) {
        return false;
      }
      positions.get(i).set(x, number(xy[2 * i]));
      positions.get(i).set(1 - x, number(xy[2 * i + 1]));
    }
    return true;
  }

  /** The box of a feature: turned where both systems are geographic, else that of its vertices. */
  private Optional<JsonNode> box(JsonNode bbox, JsonNode geometry) {
    if (to.crs().isGeographic() && from.crs().isGeographic()) {
      if (from.northFirst() == to.northFirst() || (bbox.size() != 4 && bbox.size() != 6)) {
        return Optional.of(bbox);
      }
      ArrayNode turned = JsonNodeFactory.instance.arrayNode();
      int half = bbox.size() / 2;
      for (int corner = 0; corner < bbox.size(); corner += half) {
        turned.add(bbox.get(corner + 1)).add(bbox.get(corner));
        if (half == 3) {
          turned.add(bbox.get(corner + 2));
        }
      }
      return Optional.of(turned);
    }
    return around(geometry);
  }

  private static Optional<JsonNode> around(JsonNode geometry) {
    List<ArrayNode> positions = new ArrayList<>();
    collectAll(geometry, positions, 0);
    if (positions.isEmpty()) {
      return Optional.empty();
    }
    double[] box = {
      Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY
    };
    for (ArrayNode position : positions) {
      for (int axis = 0; axis < 2; axis++) {
        box[axis] = Math.min(box[axis], position.get(axis).doubleValue());
        box[axis + 2] = Math.max(box[axis + 2], position.get(axis).doubleValue());
      }
    }
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (double side : box) {
      json.add(side);
    }
    return Optional.of(json);
  }

  private static void collectAll(JsonNode geometry, List<ArrayNode> positions, int depth) {
    collect(geometry.path("coordinates"), positions, 0);
    if (depth < MAX_DEPTH) {
      geometry.path("geometries").forEach(part -> collectAll(part, positions, depth + 1));
    }
  }

  /** Metres to the millimetre; degrees as they are. */
  private DoubleNode number(double value) {
    return DoubleNode.valueOf(to.crs().isGeographic() ? value : Math.rint(value * 1000) / 1000);
  }
}
