// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import java.util.Locale;
import java.util.Optional;

/**
 * What of an alert the database keeps in columns of their own, beside its document; searches and
 * orders by them read no document. The values are those of the document, to the bit.
 */
public enum AlertColumn {
  ID(Type.TEXT),
  WATCH(Type.TEXT),
  STATUS(Type.TEXT),
  REVIEW(Type.TEXT),
  FIRST_DATE(Type.DAY),
  /** In whole milliseconds since 1970, of which the document has fractions. */
  UPDATED(Type.INSTANT),
  /** Hectares. */
  AREA_HA(Type.NUMBER),
  CONFIDENCE(Type.NUMBER),
  PROBABILITY(Type.NUMBER),
  /** Nobody is the empty text; in the document the property is not there. */
  ASSIGNEE(Type.NAME);

  /** What it holds. */
  enum Type {
    TEXT,
    /** A text that a document may lack, for which the column has the empty one. */
    NAME,
    /** As {@code 2024-01-31}. */
    DAY,
    INSTANT,
    NUMBER
  }

  private final Type type;

  AlertColumn(Type type) {
    this.type = type;
  }

  Type type() {
    return type;
  }

  /** The property's name in an alert's document, and the column's. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The column of a property. */
  static Optional<AlertColumn> of(String property) {
    for (AlertColumn column : values()) {
      if (column.text().equals(property)) {
        return Optional.of(column);
      }
    }
    return Optional.empty();
  }
}
