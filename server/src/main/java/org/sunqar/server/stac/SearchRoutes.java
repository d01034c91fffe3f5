// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.stac;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.sunqar.catalog.store.ItemDocument;
import org.sunqar.catalog.store.ItemPage;
import org.sunqar.catalog.store.ItemQuery;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.server.http.Answer;
import org.sunqar.server.http.EntityTag;
import org.sunqar.server.http.Kind;
import org.sunqar.server.http.Problem;
import org.sunqar.server.http.Request;
import org.sunqar.server.http.Route;

/** Items: of a collection, by id, and those that a search finds. */
final class SearchRoutes {

  /** A search document is not larger (bytes); a geometry may be detailed. */
  private static final int MOST = 1 << 20;

  private static final Set<String> ITEMS_PARAMETERS =
      Set.of("bbox", "datetime", "limit", "token", "sortby");

  private static final Set<String> SEARCH_PARAMETERS =
      Set.of("ids", "collections", "bbox", "intersects", "datetime", "limit", "token", "sortby");

  private final ItemStore store;
  private final CollectionRoutes collections;

  SearchRoutes(ItemStore store, CollectionRoutes collections) {
    this.store = store;
    this.collections = collections;
  }

  List<Route> routes() {
    String items = "/api/collections/{collection}/items";
    return List.of(
        Route.get(items, Kind.ITEMS, ITEMS_PARAMETERS, this::items),
        Route.get(items + "/{item}", Kind.ITEM, this::item),
        Route.get("/api/search", Kind.ITEMS, SEARCH_PARAMETERS, this::search),
        Route.ask("/api/search", Kind.ITEMS, this::searchDocument));
  }

  private Answer items(Request request) {
    String id = collections.existing(request).id();
    SearchRequest search = SearchRequest.ofParameters(request);
    return page(request, search.within(id), NextLink.ofParameters(request));
  }

  private Answer item(Request request) {
    String collection = request.segment("collection");
    String id = request.segment("item");
    ItemDocument item =
        store
            .document(collection, id)
            .orElseThrow(() ->
                Problem.notFound(
                    "there is no item '" + id + "' in collection '" + collection + "'"));
    JsonBytes out = new JsonBytes(item.json().length + 2 * ItemWriter.LINKS);
    new ItemWriter(request.base()).write(item, out);
    return Answer.of(out.bytes(), out.length()).tagged(EntityTag.strong(item.version()));
  }

  private Answer search(Request request) {
    return page(request, SearchRequest.ofParameters(request), NextLink.ofParameters(request));
  }

  private Answer searchDocument(Request request) throws IOException {
    ObjectNode body = request.json(MOST);
    return page(request, SearchRequest.ofDocument(body), NextLink.ofDocument(request, body));
  }

  private Answer page(Request request, SearchRequest search, NextLink nextLink) {
    ItemQuery query = search.query();
    ItemPage page = store.page(query);
    int size = 2048;
    for (ItemDocument item : page.items()) {
      size += item.json().length + ItemWriter.LINKS;
    }
    JsonBytes out = new JsonBytes(size);
    ItemWriter writer = new ItemWriter(request.base());
    out.append("{\"type\":\"FeatureCollection\",\"features\":[");
    boolean first = true;
    for (ItemDocument item : page.items()) {
      if (!first) {
        out.append(",");
      }
      first = false;
      writer.write(item, out);
    }
    ArrayNode links = JsonNodeFactory.instance.arrayNode();
    Links.add(links, "self", request.self(), "application/geo+json");
    Links.add(links, "root", request.base(), "application/json");
    page.next().ifPresent(place -> links.add(nextLink.to(place)));
    out.append("],\"links\":").append(links.toString());
    out.append(",\"numberReturned\":").append(Integer.toString(page.items().size())).append("}");
    return Answer.of(out.bytes(), out.length());
  }
}
