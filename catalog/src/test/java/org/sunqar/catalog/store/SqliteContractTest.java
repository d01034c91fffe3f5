// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** The contract on a workspace's own file. */
class SqliteContractTest extends ItemStoreContract {

  private final List<Database> databases = new ArrayList<>();

  @Override
  ItemStore open(Path workspace) {
    Database database = Database.open(workspace.resolve("w.db"), CatalogSchema.MIGRATIONS);
    databases.add(database);
    return new SqliteItemStore(database, workspace);
  }

  @AfterEach
  void closeDatabases() {
    databases.forEach(Database::check);
    databases.forEach(Database::close);
  }
}
