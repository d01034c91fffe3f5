// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

/**
 * One step of a module's part of the schema. Steps that were released are never changed: a change
 * is a new step.
 *
 * @param module whose tables these are, as in "catalog"
 * @param version from 1 without gaps within the module
 * @param sql statements, each ended by a semicolon at the end of a line; no other line ends with
 *     one
 */
public record Migration(String module, int version, String sql) {

  public Migration {
    if (module.isBlank() || version < 1) {
      throw new IllegalArgumentException("not a migration: " + module + " " + version);
    }
  }
}
