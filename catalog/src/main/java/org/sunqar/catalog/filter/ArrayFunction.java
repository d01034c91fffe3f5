// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import java.util.Optional;

/** Relations between two arrays, taken as sets. */
public enum ArrayFunction {
  EQUALS("a_equals"),
  /** The second is a part of the first. */
  CONTAINS("a_contains"),
  /** The first is a part of the second. */
  CONTAINED_BY("a_containedBy"),
  /** They have an element in common. */
  OVERLAPS("a_overlaps");

  private final String jsonName;

  ArrayFunction(String jsonName) {
    this.jsonName = jsonName;
  }

  /** As CQL2 JSON writes it; CQL2 text takes any case. */
  public String jsonName() {
    return jsonName;
  }

  static Optional<ArrayFunction> ofName(String name) {
    for (ArrayFunction function : values()) {
      if (function.jsonName.equalsIgnoreCase(name)) {
        return Optional.of(function);
      }
    }
    return Optional.empty();
  }
}
