// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.geo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.sunqar.raster.RasterException;

/** PROJJSON 0.7, the JSON form of WKT 2, which STAC uses. */
final class ProjJson {

  static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(64)
                      .maxStringLength(1 << 16)
                      .maxNumberLength(64)
                      .build())
              .build());

  private static final String SCHEMA = "https://proj.org/schemas/v0.7/projjson.schema.json";
  private static final double DEGREE = 0.017453292519943295;

  /**
   * @throws RasterException with key CRS when it cannot be understood
   */
  static Crs parse(String json) {
    try {
      return crs(MAPPER.readTree(json));
    } catch (JsonProcessingException e) {
      throw refused("it is no JSON: " + e.getOriginalMessage());
    } catch (IllegalArgumentException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  private static Crs crs(JsonNode node) {
    OptionalInt code = epsg(node);
    if (code.isPresent() && KnownCrs.find(code.getAsInt()).isPresent()) {
      return Crs.ofEpsg(code.getAsInt());
    }
    String type = node.path("type").asText();
    return switch (type) {
      case "CompoundCRS" -> crs(node.path("components").path(0));
      case "BoundCRS" -> bound(node);
      case "GeographicCRS", "GeodeticCRS" -> Crs.of(geographic(node), code);
      case "ProjectedCRS" -> projected(node, code);
      default -> throw refused("a system of type \"" + start(type) + "\" is not read");
    };
  }

  private static Crs bound(JsonNode node) {
    Crs source = crs(node.path("source_crs"));
    JsonNode method = node.path("transformation").path("method");
    boolean frame = method.path("name").asText().contains("Coordinate Frame");
    List<Double> shift = new ArrayList<>();
    for (int i = 0; i < BoundCrsText.NAMES.size(); i++) {
      Optional<JsonNode> found =
          parameter(node.path("transformation").path("parameters"), BoundCrsText.NAMES.get(i));
      double value =
          found.isEmpty()
              ? 0
              : i < 3
                  ? factor(found.get(), 1) * number(found.get(), "value")
                  : i < 6
                      ? factor(found.get(), DEGREE / 3600)
                          / (DEGREE / 3600)
                          * number(found.get(), "value")
                      : factor(found.get(), 1e-6) / 1e-6 * number(found.get(), "value");
      shift.add(i >= 3 && i < 6 && frame ? -value : value);
    }
    return source.definition().map(d -> Crs.of(d.withToWgs84(shift), source.epsg())).orElse(source);
  }

  private static CrsDefinition.Geographic geographic(JsonNode node) {
    JsonNode datum = node.has("datum") ? node.path("datum") : node.path("datum_ensemble");
    JsonNode ellipsoid = datum.path("ellipsoid");
    boolean sphere = ellipsoid.has("radius");
    double a = length(ellipsoid.path(sphere ? "radius" : "semi_major_axis"));
    double inverseFlattening;
    if (sphere) {
      inverseFlattening = 0;
    } else if (ellipsoid.has("inverse_flattening")) {
      inverseFlattening = number(ellipsoid, "inverse_flattening");
    } else {
      double b = length(ellipsoid.path("semi_minor_axis"));
      inverseFlattening = a == b ? 0 : a / (a - b);
    }
    JsonNode meridian = datum.path("prime_meridian").path("longitude");
    double longitude =
        meridian.isMissingNode()
            ? 0
            : meridian.isNumber()
                ? meridian.asDouble()
                : number(meridian, "value") * factor(meridian, DEGREE) / DEGREE;
    return new CrsDefinition.Geographic(
        name(node), name(datum), name(ellipsoid), a, inverseFlattening, longitude, List.of());
  }

  private static Crs projected(JsonNode node, OptionalInt code) {
    JsonNode method = node.path("conversion").path("method");
    Optional<ProjectionMethod> found = method(method);
    boolean compass = true;
    double metres = 1;
    String unit = "metre";
    for (JsonNode axis : node.path("coordinate_system").path("axis")) {
      compass &= !axis.path("direction").asText().matches("west|down|up");
      metres = factor(axis, 1);
      unit = axis.path("unit").path("name").asText("metre");
    }
    if (found.isEmpty() || !compass) {
      if (code.isPresent()) {
        return Crs.ofEpsg(code.getAsInt());
      }
      throw refused(
          "the projection \"" + start(name(method)) + "\" or its axes are of a kind not read");
    }
    Map<ProjectionParameter, Double> values = new EnumMap<>(ProjectionParameter.class);
    for (ProjectionParameter parameter : found.get().parameters()) {
      String name = found.get().nameOf(parameter);
      Optional<JsonNode> value = parameter(node.path("conversion").path("parameters"), name);
      if (value.isPresent()) {
        double base = parameter.isAngle() ? DEGREE : parameter.isLength() ? metres : 1;
        double factor = factor(value.get(), parameter.isLength() ? 1 : base) / base;
        values.put(parameter, number(value.get(), "value") * factor);
      }
    }
    CrsDefinition.Geographic base = geographic(node.path("base_crs"));
    return Crs.of(
        new CrsDefinition.Projected(name(node), base, found.get(), values, unit, metres), code);
  }

  private static Optional<ProjectionMethod> method(JsonNode node) {
    int code = epsg(node).orElse(0);
    String name = plain(node.path("name").asText());
    for (ProjectionMethod method : ProjectionMethod.values()) {
      if ((code != 0 && method.epsgCode() == code) || plain(method.epsgName()).equals(name)) {
        return Optional.of(method);
      }
    }
    return switch (code) { // the same on a sphere
      case 1029 -> Optional.of(ProjectionMethod.EQUIDISTANT_CYLINDRICAL);
      case 9834 -> Optional.of(ProjectionMethod.CYLINDRICAL_EQUAL_AREA);
      case 1027 -> Optional.of(ProjectionMethod.LAMBERT_AZIMUTHAL_EQUAL_AREA);
      default -> Optional.empty();
    };
  }

  private static Optional<JsonNode> parameter(JsonNode parameters, String name) {
    for (JsonNode parameter : parameters) {
      if (plain(parameter.path("name").asText()).equals(plain(name))) {
        return Optional.of(parameter);
      }
    }
    return Optional.empty();
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  /** Metres, radians or 1 in the unit of a value. */
  private static double factor(JsonNode node, double otherwise) {
    JsonNode unit = node.path("unit");
    if (unit.isObject()) {
      return number(unit, "conversion_factor");
    }
    return switch (unit.asText("")) {
      case "" -> otherwise;
      case "metre", "unity" -> 1;
      case "degree" -> DEGREE;
      default -> throw refused("the unit \"" + start(unit.asText()) + "\" is not known");
    };
  }

  private static double length(JsonNode node) {
    return node.isNumber() ? node.asDouble() : number(node, "value") * factor(node, 1);
  }

  private static double number(JsonNode node, String field) {
    if (!node.path(field).isNumber()) {
      throw refused("\"" + field + "\" is missing or no number");
    }
    return node.path(field).asDouble();
  }

  private static String name(JsonNode node) {
    return node.path("name").asText("unknown");
  }

  private static OptionalInt epsg(JsonNode node) {
    JsonNode id = node.has("id") ? node.path("id") : node.path("ids").path(0);
    boolean known = id.path("authority").asText().equalsIgnoreCase("EPSG");
    int code = id.path("code").asInt(0);
    return known && code > 0 ? OptionalInt.of(code) : OptionalInt.empty();
  }

  private static String start(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "...";
  }

  private static RasterException refused(String why) {
    return new RasterException(
        RasterException.Key.CRS, "the PROJJSON of a CRS is not understood: " + why);
  }

  static String format(CrsDefinition definition, OptionalInt code) {
    ObjectNode root;
    List<Double> shift = definition.geographic().toWgs84();
    if (shift.isEmpty()) {
      root = root(definition, code);
    } else {
      root = MAPPER.createObjectNode().put("type", "BoundCRS");
      root.set("source_crs", root(definition, code));
      root.set("target_crs", root(KnownCrs.WGS84, OptionalInt.of(4326)));
      ObjectNode transformation = root.putObject("transformation");
      transformation.put("name", "Transformation to WGS84");
      id(
          transformation
              .putObject("method")
              .put("name", "Position Vector transformation (geog2D domain)"),
          9606);
      ArrayNode parameters = transformation.putArray("parameters");
      for (int i = 0; i < shift.size(); i++) {
        ObjectNode parameter = parameters.addObject();
        parameter.put("name", BoundCrsText.NAMES.get(i)).put("value", shift.get(i));
        if (i < 3) {
          parameter.put("unit", "metre");
        } else if (i < 6) {
          unit(parameter, "AngularUnit", "arc-second", DEGREE / 3600);
        } else {
          unit(parameter, "ScaleUnit", "parts per million", 1e-6);
        }
        id(parameter, BoundCrsText.CODES.get(i));
      }
    }
    ObjectNode withSchema = MAPPER.createObjectNode().put("$schema", SCHEMA);
    withSchema.setAll(root);
    return withSchema.toString();
  }

  private static ObjectNode root(CrsDefinition definition, OptionalInt code) {
    ObjectNode node = MAPPER.createObjectNode();
    switch (definition) {
      case CrsDefinition.Geographic geographic -> {
        node.put("type", "GeographicCRS");
        geographic(node, geographic);
      }
      case CrsDefinition.Projected projected -> {
        node.put("type", "ProjectedCRS").put("name", projected.name());
        geographic(node.putObject("base_crs"), projected.base());
        conversion(node.putObject("conversion"), projected);
        ArrayNode axes =
            node.putObject("coordinate_system").put("subtype", "Cartesian").putArray("axis");
        axis(axes, "Easting", "E", "east", projected);
        axis(axes, "Northing", "N", "north", projected);
      }
    }
    code.ifPresent(c -> id(node, c));
    return node;
  }

  private static void axis(
      ArrayNode axes, String name, String letter, String direction, CrsDefinition.Projected crs) {
    ObjectNode axis = axes.addObject();
    axis.put("name", name).put("abbreviation", letter).put("direction", direction);
    lengthUnit(axis, crs);
  }

  private static void geographic(ObjectNode node, CrsDefinition.Geographic crs) {
    node.put("name", crs.name());
    ObjectNode datum = node.putObject("datum");
    datum.put("type", "GeodeticReferenceFrame").put("name", crs.datum());
    ObjectNode ellipsoid = datum.putObject("ellipsoid").put("name", crs.ellipsoid());
    if (crs.inverseFlattening() == 0) {
      ellipsoid.put("radius", crs.semiMajor());
    } else {
      ellipsoid
          .put("semi_major_axis", crs.semiMajor())
          .put("inverse_flattening", crs.inverseFlattening());
    }
    if (crs.primeMeridian() != 0) {
      datum
          .putObject("prime_meridian")
          .put("name", "unnamed")
          .put("longitude", crs.primeMeridian());
    }
    ArrayNode axes =
        node.putObject("coordinate_system").put("subtype", "ellipsoidal").putArray("axis");
    axes.addObject()
        .put("name", "Geodetic longitude")
        .put("abbreviation", "Lon")
        .put("direction", "east")
        .put("unit", "degree");
    axes.addObject()
        .put("name", "Geodetic latitude")
        .put("abbreviation", "Lat")
        .put("direction", "north")
        .put("unit", "degree");
  }

  private static void conversion(ObjectNode node, CrsDefinition.Projected crs) {
    node.put("name", crs.name());
    ProjectionMethod method = crs.method();
    ObjectNode methodNode = node.putObject("method").put("name", method.epsgName());
    if (method.epsgCode() != 0) {
      id(methodNode, method.epsgCode());
    }
    ArrayNode parameters = node.putArray("parameters");
    crs.parameters()
        .forEach((parameter, value) -> {
          ObjectNode entry = parameters.addObject();
          entry.put("name", method.nameOf(parameter)).put("value", value);
          if (parameter.isAngle()) {
            entry.put("unit", "degree");
          } else if (parameter.isLength()) {
            lengthUnit(entry, crs);
          } else {
            entry.put("unit", "unity");
          }
        });
  }

  private static void lengthUnit(ObjectNode node, CrsDefinition.Projected crs) {
    if (crs.metresPerUnit() == 1) {
      node.put("unit", "metre");
    } else {
      unit(node, "LinearUnit", crs.unit(), crs.metresPerUnit());
    }
  }

  private static void unit(ObjectNode node, String type, String name, double factor) {
    node.putObject("unit").put("type", type).put("name", name).put("conversion_factor", factor);
  }

  private static void id(ObjectNode node, int code) {
    node.putObject("id").put("authority", "EPSG").put("code", code);
  }

  private ProjJson() {}
}
