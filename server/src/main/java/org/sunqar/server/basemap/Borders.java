// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.basemap;

import java.util.Locale;

/**
 * How borders that are disputed are drawn. There is no choice of a point of view: the data have one
 * line, as it is held on the ground, and say of some lines that they are disputed.
 */
public enum Borders {
  DASHED,
  SOLID,
  HIDDEN;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
