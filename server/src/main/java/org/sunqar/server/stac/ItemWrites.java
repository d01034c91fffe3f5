// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.store.Expected;
import org.sunqar.catalog.store.ItemDocument;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.server.http.Answer;
import org.sunqar.server.http.EntityTag;
import org.sunqar.server.http.Problem;
import org.sunqar.server.http.Request;
import org.sunqar.server.http.Route;
import org.sunqar.server.http.Verb;

/**
 * Adding, changing and deleting items (STAC API Transaction, OGC API Features Part 4). A change
 * with If-Match happens only to the version that the client has seen; one without it happens to
 * what is there.
 */
final class ItemWrites {

  /** A document is not larger (bytes). */
  private static final int MOST = 16 << 20;

  /** How often a patch without If-Match is tried again when others change the same item. */
  private static final int TRIES = 20;

  private final ItemStore store;
  private final CollectionRoutes collections;
  private final SearchRoutes items;

  ItemWrites(ItemStore store, CollectionRoutes collections, SearchRoutes items) {
    this.store = store;
    this.collections = collections;
    this.items = items;
  }

  List<Route> routes() {
    String all = "/api/collections/{collection}/items";
    return List.of(
        Route.write(Verb.POST, all, this::add),
        Route.write(Verb.PUT, all + "/{item}", this::put),
        Route.write(Verb.PATCH, all + "/{item}", this::patch),
        Route.write(Verb.DELETE, all + "/{item}", this::delete));
  }

  private Answer add(Request request) throws IOException {
    String collection = collections.existing(request).id();
    ObjectNode json = body(request);
    if (json.path("type").asText().equals("FeatureCollection")) {
      return new BulkAdd(store, request, collection).add(json);
    }
    Item item = new IncomingItem(request.base()).read(collection, json, Optional.empty());
    ItemDocument written = store.write(item, new Expected.Absent());
    return answer(request, written)
        .withStatus(201)
        .with("Location", request.address("collections", collection, "items", item.id()));
  }

  private Answer put(Request request) throws IOException {
    String collection = request.segment("collection");
    String id = request.segment("item");
    ObjectNode json = body(request);
    Optional<ItemDocument> stored = store.document(collection, id);
    Expected expected =
        Preconditions.of(request, stored.map(ItemDocument::version), new Expected.Present());
    if (stored.isEmpty() && !(expected instanceof Expected.Absent)) {
      items.existing(request); // says that it is not there
    }
    Answer answer = answer(request, write(request, json, stored, expected));
    return stored.isPresent() ? answer : answer.withStatus(201);
  }

  private Answer patch(Request request) throws IOException {
    ObjectNode patch = body(request);
    for (int i = 1; ; i++) {
      ItemDocument stored = items.existing(request);
      Expected otherwise = new Expected.Version(stored.version());
      Expected expected = Preconditions.of(request, Optional.of(stored.version()), otherwise);
      if (expected instanceof Expected.Present) {
        expected = otherwise; // what is patched must be what was read
      }
      ObjectNode json = new ItemWriter(request.base()).tree(stored);
      MergePatch.apply(json, patch.deepCopy());
      try {
        return answer(request, write(request, json, Optional.of(stored), expected));
      } catch (CatalogException e) {
        boolean conditional = request.header(io.helidon.http.HeaderNames.IF_MATCH).isPresent();
        // gone, too: the next read tells whether it is there
        boolean changed =
            e.key() == CatalogException.Key.STALE || e.key() == CatalogException.Key.NOT_FOUND;
        if (!changed || conditional || i == TRIES) {
          throw e;
        }
      }
    }
  }

  private ItemDocument write(
      Request request, ObjectNode json, Optional<ItemDocument> stored, Expected expected) {
    String id = request.segment("item");
    if (!json.has("id")) {
      json.put("id", id);
    }
    JsonNode given = json.get("id");
    if (!given.asText().equals(id)) {
      throw Problem.badRequest(
          "id",
          "id " + SearchSource.shortened(given) + " should be that of the address, '" + id + "'");
    }
    Item item = new IncomingItem(request.base()).read(request.segment("collection"), json, stored);
    return store.write(item, expected);
  }

  /** A document whose geometry is in longitude and latitude, as all that is kept. */
  private static ObjectNode body(Request request) throws IOException {
    AnswerCrs.requireCrs84(request);
    return request.json(MOST);
  }

  private Answer delete(Request request) {
    String collection = request.segment("collection");
    String id = request.segment("item");
    Optional<String> version = store.document(collection, id).map(ItemDocument::version);
    store.delete(collection, id, Preconditions.of(request, version, new Expected.Present()));
    return Answer.empty(204);
  }

  private static Answer answer(Request request, ItemDocument item) {
    JsonBytes out = new JsonBytes(item.json().length + 2 * ItemWriter.LINKS);
    new ItemWriter(request.base()).writeWithPage(item, out, request.isServed(Links.PICTURES));
    return Answer.of(out.bytes(), out.length()).tagged(EntityTag.strong(item.version()));
  }
}
