// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import java.util.Optional;

/**
 * Relations between two stretches of time, after the W3C and OGC Time Ontology in OWL: Allen's
 * relations between intervals whose ends belong to them. Those that the standard has for intervals
 * only are {@link #intervalsOnly}.
 */
public enum TemporalFunction {
  AFTER("t_after", false),
  BEFORE("t_before", false),
  CONTAINS("t_contains", true),
  DISJOINT("t_disjoint", false),
  DURING("t_during", true),
  EQUALS("t_equals", false),
  FINISHED_BY("t_finishedBy", true),
  FINISHES("t_finishes", true),
  INTERSECTS("t_intersects", false),
  MEETS("t_meets", true),
  MET_BY("t_metBy", true),
  OVERLAPPED_BY("t_overlappedBy", true),
  OVERLAPS("t_overlaps", true),
  STARTED_BY("t_startedBy", true),
  STARTS("t_starts", true);

  private final String jsonName;
  private final boolean intervalsOnly;

  TemporalFunction(String jsonName, boolean intervalsOnly) {
    this.jsonName = jsonName;
    this.intervalsOnly = intervalsOnly;
  }

  /** As CQL2 JSON writes it; CQL2 text takes any case. */
  public String jsonName() {
    return jsonName;
  }

  /** Whether a date or timestamp written in the filter is an error there. */
  boolean intervalsOnly() {
    return intervalsOnly;
  }

  static Optional<TemporalFunction> ofName(String name) {
    for (TemporalFunction function : values()) {
      if (function.jsonName.equalsIgnoreCase(name)) {
        return Optional.of(function);
      }
    }
    return Optional.empty();
  }

  /**
   * Whether it holds.
   *
   * @param starts the first's start compared with the second's start, as a {@link Comparable} would
   *     say
   * @param ends the first's end with the second's end
   * @param startToEnd the first's start with the second's end
   * @param endToStart the first's end with the second's start
   */
  boolean holds(int starts, int ends, int startToEnd, int endToStart) {
    return switch (this) {
      case AFTER -> startToEnd > 0;
      case BEFORE -> endToStart < 0;
      case CONTAINS -> starts < 0 && ends > 0;
      case DISJOINT -> startToEnd > 0 || endToStart < 0;
      case DURING -> starts > 0 && ends < 0;
      case EQUALS -> starts == 0 && ends == 0;
      case FINISHED_BY -> starts < 0 && ends == 0;
      case FINISHES -> starts > 0 && ends == 0;
      case INTERSECTS -> startToEnd <= 0 && endToStart >= 0;
      case MEETS -> endToStart == 0;
      case MET_BY -> startToEnd == 0;
      case OVERLAPPED_BY -> starts > 0 && startToEnd < 0 && ends > 0;
      case OVERLAPS -> starts < 0 && endToStart > 0 && ends < 0;
      case STARTED_BY -> starts == 0 && ends > 0;
      case STARTS -> starts == 0 && ends < 0;
    };
  }
}
