// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.util.List;
import java.util.Optional;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.stac.Item;

/**
 * The catalogue: collections and their items. Safe for use by several threads and processes. Items
 * come out with absolute addresses of their files, whatever form they are kept in.
 *
 * <p>Failures are {@link org.sunqar.catalog.CatalogException}s.
 */
public interface ItemStore {

  /** What became of an item that was to be added. */
  sealed interface Added {
    /** It is in the catalogue now. */
    record New() implements Added {}

    /** It took the place of an item of the same id. */
    record Replaced() implements Added {}

    /** The same content is there already, under this id. */
    record AlreadyThere(String id) implements Added {}

    /** An item of the same id with other content is there, and was not to be replaced. */
    record Conflict() implements Added {}
  }

  /** Adds a collection, or changes its description; its extent is that of its items. */
  void putCollection(Collection collection);

  Optional<Collection> collection(String id);

  /** All collections by id. */
  List<Collection> collections();

  /** Deletes a collection with its items; the files stay. False when it was not there. */
  boolean deleteCollection(String id);

  /**
   * Adds items in one transaction, all or none, each to the collection that it names. An item whose
   * {@linkplain Item#contentHash content hash} is in its collection already is not added again,
   * whatever its id.
   *
   * @param replace whether an item of the same id is replaced, with the same content or not
   * @return what became of each item, in order
   * @throws org.sunqar.catalog.CatalogException NOT_FOUND when a collection is not there
   */
  List<Added> add(List<Item> items, boolean replace);

  /** Adds items, or replaces those of the same id, in one transaction. */
  void upsert(List<Item> items);

  Optional<Item> item(String collection, String id);

  /** The item of a collection that has this content hash. */
  Optional<Item> itemOfHash(String collection, String contentHash);

  /** False when it was not there; the files stay. */
  boolean deleteItem(String collection, String id);

  /** Items in time order. */
  List<Item> search(ItemQuery query);

  /** How many items {@link #search} would find without its limit. */
  long count(ItemQuery query);
}
