// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.store.Expected;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.server.http.Answer;
import org.sunqar.server.http.EntityTag;
import org.sunqar.server.http.Problem;
import org.sunqar.server.http.Request;
import org.sunqar.server.http.Route;
import org.sunqar.server.http.Verb;

/**
 * Adding, changing and deleting collections. What their items cover is not written but follows from
 * the items.
 *
 * <p>Known limit: If-Match is right among the clients of one server; another program that writes
 * the same collection in the same moment is not noticed.
 */
final class CollectionWrites {

  private static final int MOST = 4 << 20;

  private final ItemStore store;
  private final CollectionRoutes collections;
  private final ReentrantLock lock = new ReentrantLock();

  CollectionWrites(ItemStore store, CollectionRoutes collections) {
    this.store = store;
    this.collections = collections;
  }

  List<Route> routes() {
    String one = "/api/collections/{collection}";
    return List.of(
        Route.write(Verb.POST, "/api/collections", this::add),
        Route.write(Verb.PUT, one, this::put),
        Route.write(Verb.PATCH, one, this::patch),
        Route.write(Verb.DELETE, one, this::delete));
  }

  private Answer add(Request request) throws IOException {
    Collection collection = read(request.json(MOST), _ -> {});
    lock.lock();
    try {
      if (store.collection(collection.id()).isPresent()) {
        throw new Problem(409, "conflict", "collection '" + collection.id() + "' is there already");
      }
      store.putCollection(collection);
    } finally {
      lock.unlock();
    }
    return answer(request, collection.id())
        .withStatus(201)
        .with("Location", request.address("collections", collection.id()));
  }

  private Answer put(Request request) throws IOException {
    ObjectNode json = request.json(MOST);
    return replace(request, _ -> json);
  }

  private Answer patch(Request request) throws IOException {
    ObjectNode patch = request.json(MOST);
    return replace(
        request,
        there -> {
          ObjectNode json = CollectionRoutes.document(request, there);
          MergePatch.apply(json, patch);
          return json;
        });
  }

  private interface Change {
    ObjectNode of(Collection there);
  }

  private Answer replace(Request request, Change change) {
    lock.lock();
    try {
      Collection there = collections.existing(request);
      expected(request, there);
      ObjectNode json = change.of(there);
      if (!json.has("id")) {
        json.put("id", there.id());
      }
      JsonNode id = json.get("id");
      if (!id.asText().equals(there.id())) {
        throw Problem.badRequest(
            "id",
            "id "
                + SearchSource.shortened(id)
                + " should be that of the address, '"
                + there.id()
                + "'");
      }
      String address = request.address("collections", there.id());
      store.putCollection(read(json, checked -> CollectionAssets.restore(checked, there, address)));
    } finally {
      lock.unlock();
    }
    return answer(request, request.segment("collection"));
  }

  private Answer delete(Request request) {
    lock.lock();
    try {
      Collection there = collections.existing(request);
      expected(request, there);
      store.deleteCollection(there.id());
      return Answer.empty(204);
    } finally {
      lock.unlock();
    }
  }

  private static void expected(Request request, Collection there) {
    Preconditions.of(request, Optional.of(CollectionRoutes.version(there)), new Expected.Present());
  }

  private Answer answer(Request request, String id) {
    Collection written =
        store
            .collection(id)
            .orElseThrow(() -> Problem.notFound("collection '" + id + "' was deleted meanwhile"));
    return Answer.of(CollectionRoutes.document(request, written))
        .tagged(EntityTag.strong(CollectionRoutes.version(written)));
  }

  /** {@code whatIsOwn}: puts local addresses back after it was checked that the client has none. */
  private static Collection read(ObjectNode json, Consumer<ObjectNode> whatIsOwn) {
    if (!json.hasNonNull("type")) {
      json.put("type", "Collection");
    }
    json.remove(List.of("itemType", "crs", "storageCrs")); // the server makes them
    IncomingDocument.checkId(json.path("id"));
    IncomingDocument.check(json, (_, _) -> false);
    whatIsOwn.accept(json);
    return Collection.fromJson(json);
  }
}
