// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import org.sunqar.catalog.CatalogException;

/**
 * How large a filter may be. A filter comes from anybody on the network: what it costs to parse, to
 * keep and to test is bounded by these.
 */
final class FilterLimits {

  /** Characters of CQL2 text. */
  static final int TEXT = 64 * 1024;

  /** How deep parentheses, calls and NOT may be nested; a level takes about ten Java frames. */
  static final int NESTING = 100;

  /** Levels of the tree, which a chain of arithmetic deepens too. */
  static final int TREE_DEPTH = 250;

  /** Nodes of the tree. */
  static final int NODES = 20_000;

  /** Coordinates of all geometries together. */
  static final int COORDINATES = 100_000;

  /** Characters of a pattern of LIKE: matching costs pattern times text at worst. */
  static final int PATTERN = 1_000;

  /** Characters of a property's name. */
  static final int NAME = 1_000;

  private FilterLimits() {}

  static CatalogException exceeded(String what) {
    return new CatalogException(
        CatalogException.Key.INVALID, "the filter " + what + "; ask for less at once");
  }
}
