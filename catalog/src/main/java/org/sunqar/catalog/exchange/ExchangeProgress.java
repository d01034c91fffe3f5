// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.exchange;

/** Hears how far an exchange is. */
@FunctionalInterface
public interface ExchangeProgress {

  /** Tells nobody. */
  ExchangeProgress SILENT = (_, _) -> {};

  /**
   * @param all 0 when nobody knows
   */
  void at(long done, long all);
}
