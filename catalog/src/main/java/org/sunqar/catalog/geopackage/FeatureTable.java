// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.geopackage;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.locationtech.jts.geom.Geometry;

/**
 * A table of features in WGS 84.
 *
 * @param name letters, digits and underscores; the first a letter
 * @param title for people
 * @param description likewise
 * @param fields what is known of a feature beside its geometry; names as {@code name}, no two the
 *     same
 */
public record FeatureTable(String name, String title, String description, List<Field> fields) {

  /** The column of the geometry and that of the row's number. */
  static final Set<String> OWN = Set.of("geom", "fid");

  private static final String NAME = "[A-Za-z][A-Za-z0-9_]{0,62}";

  /** What a column holds. */
  public enum Type {
    TEXT("TEXT"),
    /** A Long. */
    INTEGER("INTEGER"),
    /** A Double. */
    REAL("DOUBLE"),
    /** A LocalDate. */
    DATE("DATE"),
    /** An Instant, to the millisecond. */
    DATETIME("DATETIME");

    private final String sql;

    Type(String sql) {
      this.sql = sql;
    }

    String sql() {
      return sql;
    }
  }

  /** A column. */
  public record Field(String name, Type type) {}

  /**
   * A feature.
   *
   * @param geometry longitude and latitude (degrees); a polygon or several, not empty
   * @param values of fields by their names; what is not known is not there
   */
  public record Row(Geometry geometry, Map<String, Object> values) {
    public Row {
      values = Map.copyOf(values);
    }
  }

  public FeatureTable {
    fields = List.copyOf(fields);
    Set<String> seen = new HashSet<>(OWN);
    boolean good = name.matches(NAME);
    for (Field field : fields) {
      good &= field.name.matches(NAME) && seen.add(field.name);
    }
    if (!good) {
      throw new IllegalArgumentException("not the names of a table and its columns: " + fields);
    }
  }
}
