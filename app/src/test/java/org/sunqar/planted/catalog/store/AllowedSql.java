// SPDX-License-Identifier: Apache-2.0
package org.sunqar.planted.catalog.store;

import java.sql.Connection;

/** No violation: a store sees SQL. */
public final class AllowedSql {
  /** What a store works on. */
  public Class<?> connection() {
    return Connection.class;
  }
}
