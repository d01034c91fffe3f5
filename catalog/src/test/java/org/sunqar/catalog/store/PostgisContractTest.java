// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.sunqar.catalog.PostgresServer;

/** The contract on PostgreSQL with PostGIS: one database, emptied for each test. */
class PostgisContractTest extends ItemStoreContract {

  private static PostgresServer server;
  private static String address;

  @BeforeAll
  static void makeDatabase() {
    server = PostgresServer.shared();
    address = server.newDatabase();
    PostgisItemStore.open(address, Path.of("")).close();
  }

  @Override
  ItemStore open(Path workspace) {
    if (!workspace.equals(folder)) {
      return PostgisItemStore.open(server.newDatabase(), workspace);
    }
    server.execute(
        address.substring(address.lastIndexOf('/') + 1),
        "TRUNCATE sunqar.item, sunqar.collection, sunqar.collection_addition, sunqar.tombstone");
    return PostgisItemStore.open(address, workspace);
  }
}
