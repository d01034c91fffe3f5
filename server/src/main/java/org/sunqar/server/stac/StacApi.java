// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.stac;

import java.util.ArrayList;
import java.util.List;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.server.http.ApiPart;
import org.sunqar.server.http.Route;
import org.sunqar.server.http.Verb;

/** STAC API 1.0.0 over a catalogue. */
public final class StacApi implements ApiPart {

  private final CollectionRoutes collections;
  private final SearchRoutes search;

  public StacApi(ItemStore store) {
    this.collections = new CollectionRoutes(store);
    this.search = new SearchRoutes(store, collections);
  }

  @Override
  public List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.addAll(collections.routes());
    routes.addAll(search.routes());
    return routes;
  }

  @Override
  public List<String> conformsTo() {
    return List.of(
        "https://api.stacspec.org/v1.0.0/core",
        "https://api.stacspec.org/v1.0.0/collections",
        "https://api.stacspec.org/v1.0.0/ogcapi-features",
        "https://api.stacspec.org/v1.0.0/item-search",
        "https://api.stacspec.org/v1.0.0/browseable");
  }

  @Override
  public List<LandingLink> links() {
    return List.of(
        LandingLink.get("data", "/collections", "application/json", "The collections"),
        LandingLink.get("search", "/search", "application/geo+json", "Search by parameters"),
        new LandingLink(
            "search", "/search", "application/geo+json", "Search by a document", Verb.POST));
  }
}
