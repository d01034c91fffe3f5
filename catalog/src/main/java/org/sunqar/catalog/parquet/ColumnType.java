// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.parquet;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a column holds. Every value may be absent. */
public sealed interface ColumnType {

  /** A column without parts. */
  enum Leaf implements ColumnType {
    BOOLEAN,
    /** 64-bit integers. */
    INTEGER,
    DOUBLE,
    /** UTF-8. */
    STRING,
    /** Any JSON value as text. */
    JSON,
    BINARY,
    /** Microseconds since 1970 in UTC. */
    TIMESTAMP
  }

  /**
   * Named parts.
   *
   * @param fields in their order; at least one
   */
  record Struct(Map<String, ColumnType> fields) implements ColumnType {
    public Struct {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
      if (fields.isEmpty()) {
        throw new IllegalArgumentException("a struct without fields cannot be written");
      }
    }
  }

  record ListOf(ColumnType element) implements ColumnType {}
}
