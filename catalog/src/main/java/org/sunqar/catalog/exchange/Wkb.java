// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.sunqar.catalog.CatalogException;

/**
 * GeoJSON geometries as well-known binary and back, to the bit: OGC 06-103r4, with the codes of ISO
 * 13249-3 for a third coordinate. The extended form of PostGIS is read, too.
 */
final class Wkb {

  private static final List<String> TYPES =
      List.of(
          "",
          "Point",
          "LineString",
          "Polygon",
          "MultiPoint",
          "MultiLineString",
          "MultiPolygon",
          "GeometryCollection");

  private static final int ISO_Z = 1000;
  private static final int EXTENDED_Z = 0x8000_0000;
  private static final int EXTENDED_M = 0x4000_0000;
  private static final int EXTENDED_SRID = 0x2000_0000;
  private static final int MAX_DEPTH = 8;

  private Wkb() {}

  /**
   * @throws CatalogException INVALID when it is not a GeoJSON geometry
   */
  static byte[] write(JsonNode geometry) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(geometry, out, 0);
    return out.toByteArray();
  }

  private static void write(JsonNode geometry, ByteArrayOutputStream out, int depth) {
    int type = TYPES.indexOf(geometry.path("type").asText());
    if (type < 1 || depth > MAX_DEPTH) {
      throw invalid("'" + geometry.path("type").asText() + "' is not a type of geometry");
    }
    JsonNode coordinates = geometry.path("coordinates");
    boolean z = type < 7 && firstPosition(coordinates).size() > 2;
    out.write(1);
    integer(out, type + (z ? ISO_Z : 0));
    switch (type) {
      case 1 -> position(out, coordinates, z);
      case 2 -> positions(out, coordinates, z);
      case 3 -> {
        integer(out, coordinates.size());
        coordinates.forEach(ring -> positions(out, ring, z));
      }
      case 7 -> {
        integer(out, geometry.path("geometries").size());
        geometry.path("geometries").forEach(part -> write(part, out, depth + 1));
      }
      default -> {
        integer(out, coordinates.size());
        for (JsonNode part : coordinates) {
          ObjectNode single = JsonNodeFactory.instance.objectNode();
          single.put("type", TYPES.get(type - 3)).set("coordinates", part);
          write(single, out, depth + 1);
        }
      }
    }
  }

  private static JsonNode firstPosition(JsonNode coordinates) {
    JsonNode at = coordinates;
    while (at.path(0).isArray()) {
      at = at.path(0);
    }
    return at;
  }

  private static void positions(ByteArrayOutputStream out, JsonNode list, boolean z) {
    integer(out, list.size());
    list.forEach(position -> position(out, position, z));
  }

  private static void position(ByteArrayOutputStream out, JsonNode position, boolean z) {
    int size = z ? 3 : 2;
    if (position.size() != size) {
      throw invalid("a position of " + size + " numbers was expected, not " + position);
    }
    for (JsonNode number : position) {
      if (!number.isNumber()) {
        throw invalid("a number was expected, not " + number);
      }
      out.writeBytes(
          ByteBuffer.allocate(8)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putDouble(number.doubleValue())
              .array());
    }
  }

  private static void integer(ByteArrayOutputStream out, int value) {
    out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
  }

  /**
   * @throws CatalogException INVALID when the bytes are not a geometry
   */
  static ObjectNode read(byte[] wkb) {
    try {
      return read(ByteBuffer.wrap(wkb), 0);
    } catch (BufferUnderflowException e) {
      throw new CatalogException(
          CatalogException.Key.INVALID, "a geometry in well-known binary ends too early", e);
    }
  }

  private static ObjectNode read(ByteBuffer in, int depth) {
    in.order(in.get() == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    int code = in.getInt();
    int plain = code & ~(EXTENDED_Z | EXTENDED_M | EXTENDED_SRID);
    int type = plain % ISO_Z;
    int ordinates =
        plain / ISO_Z == 0
            ? 2 + ((code & EXTENDED_Z) != 0 ? 1 : 0) + ((code & EXTENDED_M) != 0 ? 1 : 0)
            : plain / ISO_Z == 3 ? 4 : 3;
    if (type < 1 || type > 7 || plain / ISO_Z > 3 || depth > MAX_DEPTH) {
      throw invalid("code " + code + " is not one of a geometry");
    }
    boolean z = plain / ISO_Z == 1 || plain / ISO_Z == 3 || (code & EXTENDED_Z) != 0;
    if ((code & EXTENDED_SRID) != 0) {
      in.getInt();
    }
    ObjectNode geometry = JsonNodeFactory.instance.objectNode().put("type", TYPES.get(type));
    if (type == 7) {
      ArrayNode parts = geometry.putArray("geometries");
      for (int left = count(in, 5); left > 0; left--) {
        parts.add(read(in, depth + 1));
      }
      return geometry;
    }
    ArrayNode coordinates = geometry.putArray("coordinates");
    switch (type) {
      case 1 -> position(in, coordinates, ordinates, z);
      case 2 -> positions(in, coordinates, ordinates, z);
      case 3 -> {
        for (int left = count(in, 4); left > 0; left--) {
          positions(in, coordinates.addArray(), ordinates, z);
        }
      }
      default -> {
        for (int left = count(in, 5); left > 0; left--) {
          coordinates.add(read(in, depth + 1).path("coordinates"));
        }
      }
    }
    return geometry;
  }

  private static void positions(ByteBuffer in, ArrayNode list, int ordinates, boolean z) {
    for (int left = count(in, 8 * ordinates); left > 0; left--) {
      position(in, list.addArray(), ordinates, z);
    }
  }

  /** A measure is left out, for which GeoJSON has no place. */
  private static void position(ByteBuffer in, ArrayNode position, int ordinates, boolean z) {
    for (int i = 0; i < ordinates; i++) {
      double value = in.getDouble();
      if (i < 2 || (i == 2 && z)) {
        if (!Double.isFinite(value)) {
          throw invalid("a coordinate is " + value);
        }
        position.add(value);
      }
    }
  }

  /** A number of parts, which cannot be more than there are bytes for. */
  private static int count(ByteBuffer in, int bytesEach) {
    int count = in.getInt();
    if (count < 0 || count > in.remaining() / bytesEach) {
      throw invalid("a geometry claims " + count + " parts in " + in.remaining() + " bytes");
    }
    return count;
  }

  private static CatalogException invalid(String what) {
    return new CatalogException(CatalogException.Key.INVALID, "geometry: " + what);
  }
}
