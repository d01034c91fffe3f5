// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/** An item under test; its geometry is read once, however many conditions ask for it. */
final class Subject {

  /** For operands that ask for no property. */
  static final Subject NONE = new Subject(MissingNode.getInstance());

  private final JsonNode item;
  private boolean geometryRead;
  private @Nullable Geometry geometry;

  Subject(JsonNode item) {
    this.item = item;
  }

  JsonNode item() {
    return item;
  }

  JsonNode properties() {
    return item.path("properties");
  }

  @Nullable Geometry geometry() {
    if (!geometryRead) {
      geometry = ItemGeometry.read(item.path("geometry"));
      geometryRead = true;
    }
    return geometry;
  }
}
