// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.stac.Item;

/**
 * The catalogue: collections and their items. Safe for use by several threads and processes. Items
 * come out with absolute addresses of their files, whatever form they are kept in.
 *
 * <p>Failures are {@link org.sunqar.catalog.CatalogException}s.
 */
public interface ItemStore extends AutoCloseable {

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

  /**
   * Adds items, or replaces those of the same id, in one transaction. The content hash plays no
   * part.
   *
   * @return what became of each, in order: New, Replaced, or AlreadyThere when the same document is
   *     there under this id, which then was left as it is
   * @throws org.sunqar.catalog.CatalogException NOT_FOUND when a collection is not there
   */
  default List<Added> upsert(List<Item> items) {
    return upsertRows(items.parallelStream().map(this::row).toList());
  }

  /**
   * An item made ready to be written to this store. It is most of the work of writing one, which
   * several threads can do side by side, and takes a tenth of the item's memory.
   *
   * @throws org.sunqar.catalog.CatalogException INVALID when it cannot be kept
   */
  ItemRow row(Item item);

  /** As {@link #upsert}, of rows that {@link #row} of this store has made. */
  List<Added> upsertRows(List<ItemRow> rows);

  /**
   * Adds documents that another store has kept, or replaces those of the same id, in one
   * transaction. They keep their stamps, so that they have the same version here.
   *
   * @throws org.sunqar.catalog.CatalogException NOT_FOUND when a collection is not there
   */
  void load(List<ItemDocument> documents);

  /**
   * Writes one item.
   *
   * @return what is there now
   * @throws org.sunqar.catalog.CatalogException NOT_FOUND, CONFLICT or STALE when what is there is
   *     not what was expected; NOT_FOUND when the collection is not there
   */
  ItemDocument write(Item item, Expected expected);

  /**
   * Deletes one item; the files stay.
   *
   * @return false when it was not there and anything was expected
   * @throws org.sunqar.catalog.CatalogException NOT_FOUND or STALE when what is there is not what
   *     was expected
   */
  boolean delete(String collection, String id, Expected expected);

  Optional<Item> item(String collection, String id);

  /** An item as it is kept. */
  Optional<ItemDocument> document(String collection, String id);

  /** The item of a collection that has this content hash. */
  Optional<Item> itemOfHash(String collection, String contentHash);

  /** False when it was not there; the files stay. */
  boolean deleteItem(String collection, String id);

  /** Items in the order of the query. */
  List<Item> search(ItemQuery query);

  /** How many items {@link #search} would find without its limit. */
  long count(ItemQuery query);

  /**
   * Items as they are kept, a page at a time. A query without a limit gets all items, whatever
   * memory that takes.
   *
   * @throws org.sunqar.catalog.CatalogException INVALID when {@link ItemQuery#after} is not a place
   *     of this query's order
   */
  ItemPage page(ItemQuery query);

  /**
   * Hands on all items that meet conditions, by collection and id, a page at a time, however many
   * there are. Items that come or go meanwhile may be among them or not; all others are, once each.
   */
  default void forEach(ItemConditions where, Consumer<ItemDocument> consumer) {
    ItemQuery query =
        ItemQuery.where(where)
            .orderedBy(List.of(SortKey.ascending("collection"), SortKey.ascending("id")))
            .atMost(500);
    Optional<ItemQuery> rest = Optional.of(query);
    while (rest.isPresent()) {
      ItemPage page = page(rest.get());
      page.items().forEach(consumer);
      rest = page.next().map(query::after);
    }
  }

  /** The answers to some questions about the items that meet conditions, in order. */
  List<List<Aggregation.Bucket>> aggregate(ItemConditions where, List<Aggregation> questions);

  /**
   * What was deleted at or after an instant, oldest first.
   *
   * @param collections of one of these; an empty list restricts nothing
   */
  List<Tombstone> deletedSince(Instant since, List<String> collections, int limit);

  /**
   * A number that changes whenever anything in the catalogue does, whoever changes it, for those
   * who keep answers; empty where the store cannot tell at little cost.
   */
  default OptionalLong revision() {
    return OptionalLong.empty();
  }

  /** Lets go of what it holds; a database that it was given stays open. */
  @Override
  void close();
}
