// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Geometry;

/** The kinds of geometry that well-known text and GeoJSON have in common. */
enum GeometryType {
  POINT("Point"),
  LINE_STRING("LineString"),
  POLYGON("Polygon"),
  MULTI_POINT("MultiPoint"),
  MULTI_LINE_STRING("MultiLineString"),
  MULTI_POLYGON("MultiPolygon"),
  GEOMETRY_COLLECTION("GeometryCollection");

  private static final Map<String, GeometryType> BY_CODE =
      Stream.of(values()).collect(Collectors.toUnmodifiableMap(GeometryType::code, type -> type));

  private final String code;

  GeometryType(String code) {
    this.code = code;
  }

  /** As GeoJSON writes it. */
  String code() {
    return code;
  }

  static Optional<GeometryType> ofCode(String code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }

  static GeometryType of(Geometry geometry) {
    return ofCode(geometry.getGeometryType())
        .orElseThrow(() -> new IllegalArgumentException(geometry.getGeometryType()));
  }
}
