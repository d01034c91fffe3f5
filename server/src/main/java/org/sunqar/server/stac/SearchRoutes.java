// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.stac;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.store.ItemDocument;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.server.crs.AxisCrs;
import org.sunqar.server.crs.CrsList;
import org.sunqar.server.http.Answer;
import org.sunqar.server.http.EntityTag;
import org.sunqar.server.http.Kind;
import org.sunqar.server.http.Problem;
import org.sunqar.server.http.Request;
import org.sunqar.server.http.Route;

/** Items: of a collection, by id, and those that a search finds. */
final class SearchRoutes {

  /** A search document is not larger (bytes); a geometry may be detailed. */
  static final int MOST = 1 << 20;

  private static final Set<String> ALL = union(SearchRequest.CONDITIONS, SearchRequest.PAGE);

  /** A collection's items are in that collection. */
  private static final Set<String> OF_COLLECTION =
      union(without(ALL, "collections"), Set.of("crs", "bbox-crs"));

  private final ItemStore store;
  private final CollectionRoutes collections;

  SearchRoutes(ItemStore store, CollectionRoutes collections) {
    this.store = store;
    this.collections = collections;
  }

  List<Route> routes() {
    String items = "/api/collections/{collection}/items";
    return List.of(
        Route.get(items, Kind.ITEMS, OF_COLLECTION, this::items),
        Route.get(items + "/{item}", Kind.ITEM, Set.of("crs"), this::item),
        Route.get("/api/search", Kind.ITEMS, ALL, this::search),
        Route.ask("/api/search", Kind.ITEMS, this::searchDocument));
  }

  private Answer items(Request request) {
    Collection collection = collections.existing(request);
    CrsList systems = systems(request, collection);
    AxisCrs system = AnswerCrs.wanted(request, systems);
    SearchSource source = new CrsSource(new SearchSource.Parameters(request), systems);
    SearchRequest search = SearchRequest.of(source).within(collection.id());
    return AnswerCrs.in(system, page(request, search, NextLink.ofParameters(request)));
  }

  private Answer search(Request request) {
    SearchRequest search = SearchRequest.of(new SearchSource.Parameters(request));
    return page(request, search, NextLink.ofParameters(request));
  }

  private Answer searchDocument(Request request) throws IOException {
    ObjectNode body = request.json(MOST);
    SearchRequest search = SearchRequest.of(new SearchSource.Document(body, ALL));
    return page(request, search, NextLink.ofDocument(request, body));
  }

  private Answer page(Request request, SearchRequest search, NextLink next) {
    return ItemCollection.answer(request, search, store.page(search.query()), next);
  }

  private Answer item(Request request) {
    ItemDocument item = existing(request);
    AxisCrs system =
        request.parameter("crs").isEmpty()
            ? AxisCrs.CRS84
            : AnswerCrs.wanted(request, systems(request, collections.existing(request)));
    JsonBytes out = new JsonBytes(item.json().length + 2 * ItemWriter.LINKS);
    new ItemWriter(request.base()).writeWithPage(item, out, request.isServed(Links.PICTURES));
    return AnswerCrs.in(
        system, Answer.of(out.bytes(), out.length()).tagged(EntityTag.strong(item.version())));
  }

  /** The systems of a collection; they are looked up only where a request names one. */
  private static CrsList systems(Request request, Collection collection) {
    return Stream.of("crs", "bbox-crs", "filter-crs")
            .anyMatch(name -> request.parameter(name).isPresent())
        ? CrsList.of(collection.extent().bbox())
        : CrsList.EVERYWHERE;
  }

  /** The item that a request names; else 404. */
  ItemDocument existing(Request request) {
    String collection = request.segment("collection");
    String id = request.segment("item");
    return store
        .document(collection, id)
        .orElseThrow(() ->
            Problem.notFound("there is no item '" + id + "' in collection '" + collection + "'"));
  }

  static Set<String> union(Set<String> some, Set<String> others) {
    Set<String> all = new HashSet<>(some);
    all.addAll(others);
    return Set.copyOf(all);
  }

  static Set<String> without(Set<String> some, String one) {
    Set<String> rest = new HashSet<>(some);
    rest.remove(one);
    return Set.copyOf(rest);
  }
}
