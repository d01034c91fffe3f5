// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.check;

/** Hears how far a check is and what it finds, as it goes. */
public interface CheckListener {

  /** Hears nothing. */
  CheckListener NONE =
      new CheckListener() {
        @Override
        public void checked(long items, long total) {}

        @Override
        public void found(Finding finding) {}
      };

  /**
   * Called after each page of items.
   *
   * @param items looked at so far
   * @param total about so many there are
   */
  void checked(long items, long total);

  /** Called for everything that is or was wrong; what an interrupted run found comes again. */
  void found(Finding finding);
}
