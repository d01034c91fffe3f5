// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.nio.file.Path;
import org.sunqar.catalog.CatalogException;

/** Opens the store that a configuration names. */
public final class ItemStores {

  /** The catalogue is in the workspace's own file. */
  public static final String SQLITE = "sqlite";

  private ItemStores() {}

  /**
   * Opens a store; {@link ItemStore#close} closes its connections, but not the workspace's file.
   *
   * @param setting {@value #SQLITE}, or {@code postgresql://user:password@host:port/database}
   * @param workspace the folder that relative addresses of files start from
   * @param database the workspace's file
   * @throws CatalogException INVALID when the setting is neither; as {@link PostgisItemStore#open}
   */
  public static ItemStore open(String setting, Path workspace, Database database) {
    if (setting.equals(SQLITE)) {
      return new SqliteItemStore(database, workspace);
    }
    if (PostgresAddress.isOne(setting)) {
      return PostgisItemStore.open(setting, workspace);
    }
    throw new CatalogException(
        CatalogException.Key.INVALID,
        "the catalogue is "
            + SQLITE
            + " or postgresql://user:password@host:port/database, not "
            + (setting.contains("@") ? "something else with an @" : setting));
  }

  /** The setting for people: without the password. */
  public static String shown(String setting) {
    return PostgresAddress.isOne(setting) ? PostgresAddress.parse(setting).toString() : setting;
  }
}
