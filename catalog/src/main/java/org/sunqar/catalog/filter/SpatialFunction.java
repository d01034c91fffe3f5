// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import java.util.Optional;
import org.locationtech.jts.operation.relateng.RelatePredicate;
import org.locationtech.jts.operation.relateng.TopologyPredicate;

/** Relations between two geometries (OGC 06-103r4), in the plane of longitude and latitude. */
public enum SpatialFunction {
  INTERSECTS("s_intersects"),
  EQUALS("s_equals"),
  DISJOINT("s_disjoint"),
  TOUCHES("s_touches"),
  WITHIN("s_within"),
  OVERLAPS("s_overlaps"),
  CROSSES("s_crosses"),
  CONTAINS("s_contains");

  private final String jsonName;

  SpatialFunction(String jsonName) {
    this.jsonName = jsonName;
  }

  /** As CQL2 JSON writes it; CQL2 text takes any case. */
  public String jsonName() {
    return jsonName;
  }

  static Optional<SpatialFunction> ofName(String name) {
    for (SpatialFunction function : values()) {
      if (function.jsonName.equalsIgnoreCase(name)) {
        return Optional.of(function);
      }
    }
    return Optional.empty();
  }

  /** The one that says the same with the sides changed over. */
  SpatialFunction mirrored() {
    return switch (this) {
      case WITHIN -> CONTAINS;
      case CONTAINS -> WITHIN;
      case INTERSECTS, EQUALS, DISJOINT, TOUCHES, OVERLAPS, CROSSES -> this;
    };
  }

  /** A new evaluation; it keeps state and serves once. */
  TopologyPredicate predicate() {
    return switch (this) {
      case INTERSECTS -> RelatePredicate.intersects();
      case EQUALS -> RelatePredicate.equalsTopo();
      case DISJOINT -> RelatePredicate.disjoint();
      case TOUCHES -> RelatePredicate.touches();
      case WITHIN -> RelatePredicate.within();
      case OVERLAPS -> RelatePredicate.overlaps();
      case CROSSES -> RelatePredicate.crosses();
      case CONTAINS -> RelatePredicate.contains();
    };
  }
}
