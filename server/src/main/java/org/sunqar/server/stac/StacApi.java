// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.stac;

import java.util.ArrayList;
import java.util.List;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.server.http.ApiPart;
import org.sunqar.server.http.Route;
import org.sunqar.server.http.Verb;

/** STAC API 1.0.0 over a catalogue, with its extensions. */
public final class StacApi implements ApiPart {

  private static final String STAC = "https://api.stacspec.org/v1.0.0/";
  private static final String CQL2 = "http://www.opengis.net/spec/cql2/1.0/conf/";

  private final List<Route> routes = new ArrayList<>();

  public StacApi(ItemStore store) {
    CollectionRoutes collections = new CollectionRoutes(store);
    SearchRoutes search = new SearchRoutes(store, collections);
    routes.addAll(collections.routes());
    routes.addAll(search.routes());
    routes.addAll(new Queryables(store, collections).routes());
    routes.add(FunctionList.route());
    routes.addAll(new Aggregations(store, collections).routes());
    routes.addAll(new ItemWrites(store, collections, search).routes());
    routes.addAll(new CollectionWrites(store, collections).routes());
  }

  @Override
  public List<Route> routes() {
    return List.copyOf(routes);
  }

  @Override
  public List<String> conformsTo() {
    return List.of(
        STAC + "core",
        STAC + "browseable",
        "https://api.stacspec.org/v1.0.0-rc.2/children",
        STAC + "collections",
        STAC + "ogcapi-features",
        STAC + "item-search",
        STAC + "item-search#sort",
        STAC + "item-search#fields",
        STAC + "item-search#query",
        STAC + "item-search#filter",
        STAC + "ogcapi-features#sort",
        STAC + "ogcapi-features#fields",
        STAC + "ogcapi-features#query",
        STAC + "ogcapi-features#filter",
        STAC + "ogcapi-features/extensions/transaction",
        STAC + "collections/extensions/transaction",
        "https://api.stacspec.org/v1.0.0-rc.1/item-search#free-text",
        "https://api.stacspec.org/v1.0.0-rc.1/ogcapi-features#free-text",
        "https://api.stacspec.org/v1.0.0-rc.1/collection-search",
        "https://api.stacspec.org/v1.0.0-rc.1/collection-search#free-text",
        "https://api.stacspec.org/v1.0.0-rc.1/collection-search#filter",
        "https://api.stacspec.org/v1.0.0-rc.1/collection-search#fields",
        "https://api.stacspec.org/v1.1.0/collection-search#sort",
        "https://api.stacspec.org/v0.3.0/aggregation",
        "https://api.stacspec.org/v0.3.0/aggregation#query",
        "https://api.stacspec.org/v0.3.0/aggregation#filter",
        "http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/simple-query",
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
        "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
        "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables",
        "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/filter",
        "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/features-filter",
        "http://www.opengis.net/spec/ogcapi-features-4/1.0/conf/create-replace-delete",
        "http://www.opengis.net/spec/ogcapi-features-4/1.0/conf/update",
        "http://www.opengis.net/spec/ogcapi-features-4/1.0/conf/features",
        CQL2 + "cql2-text",
        CQL2 + "cql2-json",
        CQL2 + "basic-cql2",
        CQL2 + "advanced-comparison-operators",
        CQL2 + "case-insensitive-comparison",
        CQL2 + "accent-insensitive-comparison",
        CQL2 + "basic-spatial-functions",
        CQL2 + "basic-spatial-functions-plus",
        CQL2 + "spatial-functions",
        CQL2 + "temporal-functions",
        CQL2 + "array-functions",
        CQL2 + "property-property",
        CQL2 + "functions",
        CQL2 + "arithmetic");
  }

  @Override
  public List<LandingLink> links() {
    return List.of(
        LandingLink.get("data", "/collections", "application/json", "The collections"),
        LandingLink.get(
            "children", "/children", "application/json", "The collections, as children"),
        LandingLink.get("search", "/search", "application/geo+json", "Search by parameters"),
        new LandingLink(
            "search", "/search", "application/geo+json", "Search by a document", Verb.POST),
        LandingLink.get(
            Queryables.REL, "/queryables", "application/schema+json", "What filters can ask for"),
        LandingLink.get(
            FunctionList.REL, "/functions", "application/json", "What filters can call"),
        LandingLink.get("aggregate", "/aggregate", "application/json", "Aggregate by parameters"),
        new LandingLink(
            "aggregate", "/aggregate", "application/json", "Aggregate by a document", Verb.POST),
        LandingLink.get(
            "aggregations", "/aggregations", "application/json", "Which aggregations there are"));
  }
}
