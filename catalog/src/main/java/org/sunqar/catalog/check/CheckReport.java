// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.check;

import java.util.List;

/**
 * What a check came to, together with the parts of it that were interrupted.
 *
 * @param items that were looked at
 * @param assets that were looked at
 * @param bytes that were read to compare checksums
 * @param repaired what was wrong and is right now
 * @param open what is still wrong, as far as it is listed
 * @param moreOpen how many more are wrong that are not listed
 */
public record CheckReport(
    long items, long assets, long bytes, long repaired, List<Finding> open, long moreOpen) {

  public CheckReport {
    open = List.copyOf(open);
  }

  /** Whether nothing is wrong any more. */
  public boolean isSound() {
    return open.isEmpty();
  }
}
