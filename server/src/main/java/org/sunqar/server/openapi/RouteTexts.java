// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sunqar.server.http.Route;

/** What the routes are for, in words. */
final class RouteTexts {

  /**
   * A route's words.
   *
   * @param tag the group that it is shown in
   * @param id unique, for generators of clients
   * @param summary one line
   * @param statuses those of success and of what can be wrong beyond 400 and 404
   */
  record Text(String tag, String id, String summary, List<Integer> statuses) {}

  static final String BASICS = "Basics";
  static final String FEATURES = "Collections and items";
  static final String SEARCH = "Search";
  static final String WRITING = "Writing";
  static final String RECORDS = "Records";
  static final String ALERTS = "Alerts";
  static final String TILES = "Maps and tiles";
  static final String WATCHES = "Watches";
  static final String JOBS = "Jobs";
  static final String UPLOADS = "Uploads";
  static final String TASKING = "Tasking";
  static final String SERVER = "Server";

  /** Groups in the order in which they are shown. */
  static final List<String> TAGS =
      List.of(
          BASICS, FEATURES, SEARCH, WRITING, RECORDS, ALERTS, TILES, WATCHES, JOBS, UPLOADS,
          TASKING, SERVER);

  private static final Map<String, Text> TEXTS = new LinkedHashMap<>();

  static {
    get("/api", BASICS, "getLandingPage", "Landing page");
    get("/api/conformance", BASICS, "getConformance", "Conformance classes");
    get("/api/deleted", BASICS, "getDeletedItems", "Items that were deleted, oldest first");
    get("/api/openapi.json", BASICS, "getApiDefinition", "This description");
    get("/api/openapi", BASICS, "getApiDocumentation", "This description, for people as a page");
    get("/api/static/{file}", BASICS, "getStaticFile", "A file that pages need");
    get("/api/functions", BASICS, "getFunctions", "Functions that filters may use");
    get("/api/collections", FEATURES, "getCollections", "Collections");
    get("/api/collections/{collection}", FEATURES, "getCollection", "A collection");
    get("/api/children", FEATURES, "getChildren", "Collections, as children of the catalogue");
    String items = "/api/collections/{collection}/items";
    get(items, FEATURES, "getItems", "Items of a collection");
    get(items + "/{item}", FEATURES, "getItem", "An item");
    get(items + "/{item}/assets/{asset}", FEATURES, "getAsset", "A file of an item", 206, 304, 416);
    get(
        "/api/collections/{collection}/assets/overview",
        FEATURES,
        "getOverview",
        "A picture of the whole collection, as it was last seen",
        206,
        304,
        416);
    get(
        "/api/collections/{collection}/dates",
        FEATURES,
        "getCollectionDates",
        "The days on which a collection has scenes, with their cloud");
    get(
        "/api/collections/{collection}/series",
        FEATURES,
        "getSeries",
        "What was observed in a pixel on each date, expected by a detector, and broken",
        304);
    post(
        "/api/collections/{collection}/series",
        FEATURES,
        "getSeriesOfArea",
        "The same of an area in GeoJSON: means, spreads and clear shares",
        200);
    get(
        "/api/collections/{collection}/queryables",
        FEATURES,
        "getCollectionQueryables",
        "What filters of a collection may ask for");
    get(
        "/api/collections/{collection}/sortables",
        FEATURES,
        "getCollectionSortables",
        "What items of a collection can be sorted by");
    get(
        "/api/collections/{collection}/aggregations",
        FEATURES,
        "getCollectionAggregations",
        "Aggregations that there are for a collection");
    get(
        "/api/collections/{collection}/aggregate",
        FEATURES,
        "aggregateCollection",
        "Aggregations of a collection's items");
    get("/api/search", SEARCH, "searchByParameters", "Search of items by parameters");
    post("/api/search", SEARCH, "searchByDocument", "Search of items by a document", 200);
    get("/api/queryables", SEARCH, "getQueryables", "What filters may ask for everywhere");
    get("/api/sortables", SEARCH, "getSortables", "What items can be sorted by");
    get("/api/aggregations", SEARCH, "getAggregations", "Aggregations that there are");
    get("/api/aggregate", SEARCH, "aggregateByParameters", "Aggregations of items");
    post(
        "/api/aggregate",
        SEARCH,
        "aggregateByDocument",
        "Aggregations of items by a document",
        200);
    post(
        "/api/collections/{collection}/aggregate",
        SEARCH,
        "aggregateCollectionByDocument",
        "Aggregations of a collection's items by a document",
        200);
    post("/api/collections", WRITING, "createCollection", "Adds a collection", 201, 409);
    write(
        "PUT",
        "/api/collections/{collection}",
        "replaceCollection",
        "Replaces a collection",
        200,
        412);
    write(
        "PATCH",
        "/api/collections/{collection}",
        "updateCollection",
        "Changes a collection",
        200,
        412);
    write(
        "DELETE",
        "/api/collections/{collection}",
        "deleteCollection",
        "Deletes a collection",
        204,
        412);
    post(items, WRITING, "createItem", "Adds an item, or several", 201, 409);
    write("PUT", items + "/{item}", "replaceItem", "Replaces an item", 200, 412);
    write("PATCH", items + "/{item}", "updateItem", "Changes an item", 200, 412);
    write("DELETE", items + "/{item}", "deleteItem", "Deletes an item", 204, 412);
    get("/api/records", RECORDS, "getRecordsLandingPage", "Landing page of the records");
    get("/api/records/conformance", RECORDS, "getRecordsConformance", "Conformance classes of it");
    get("/api/records/collections", RECORDS, "getRecordCollections", "Collections of records");
    String records = "/api/records/collections/catalogue";
    get(records, RECORDS, "getRecordCollection", "The collection of records");
    get(records + "/items", RECORDS, "getRecords", "Records");
    get(records + "/items/{collection}", RECORDS, "getRecord", "The record of a collection");
    tasking();
    get("/api/jobs", JOBS, "getJobs", "Long work, the newest first");
    get("/api/jobs/{job}", JOBS, "getJob", "A job with its log and result");
    write("DELETE", "/api/jobs/{job}", "cancelJob", "Ends a job", 200, 404);
    get("/api/watches", WATCHES, "getWatches", "Watches with their last runs");
    post("/api/watches", WATCHES, "createWatch", "Makes a watch", 201, 409);
    post("/api/watches/try", WATCHES, "tryWatch", "What a watch would have raised: a job", 202);
    get("/api/watches/{watch}", WATCHES, "getWatch", "A watch");
    write("DELETE", "/api/watches/{watch}", "deleteWatch", "Deletes a watch", 204, 409);
    post("/api/watches/{watch}/run", WATCHES, "runWatch", "Runs a watch: a job", 202);
    get("/api/watches/{watch}/subscribers", WATCHES, "getSubscribers", "Who is told of alerts");
    post("/api/watches/{watch}/subscribers", WATCHES, "subscribe", "Tells one more", 201);
    write("DELETE", "/api/watches/{watch}/subscribers", "unsubscribe", "Tells one less", 204);
    get("/api/alerts", ALERTS, "getAlertsLandingPage", "Landing page of the alerts");
    get("/api/alerts/conformance", ALERTS, "getAlertsConformance", "Conformance classes of it");
    get("/api/alerts/collections", ALERTS, "getAlertCollections", "The collection, in a list");
    String alerts = "/api/alerts/collections/alerts";
    get(alerts, ALERTS, "getAlertCollection", "The collection of alerts");
    get(alerts + "/queryables", ALERTS, "getAlertQueryables", "What filters may ask for");
    get(alerts + "/items", ALERTS, "getAlerts", "Alerts");
    get(alerts + "/items/{alert}", ALERTS, "getAlert", "An alert with its history");
    get("/api/alerts.atom", ALERTS, "getAlertFeed", "The latest alerts as an Atom feed");
    get(
        "/api/alerts/{alert}",
        ALERTS,
        "getAlertMessage",
        "With .cap at its end, the CAP message of an alert; else leads to the alert");
    get(
        "/api/alerts/{alert}/series",
        ALERTS,
        "getAlertSeries",
        "The series of an alert's strongest pixel, as its watch sees it",
        304);
    TEXTS.put(
        "POST /api/alerts/{alert}/review",
        new Text(
            ALERTS,
            "reviewAlert",
            "Moves the review of an alert on, comments on it, assigns it, or takes a move back",
            List.of(200, 409)));
    post("/api/alerts/reviews", ALERTS, "reviewAlerts", "The same for many alerts", 200);
    get("/api/alerts/facts", ALERTS, "getAlertFacts", "What a list shows of alerts, as rows");
    get("/api/alerts/export", ALERTS, "exportAlerts", "Alerts as a file: geojson, csv or gpkg");
    post("/api/alerts/export", ALERTS, "exportNamedAlerts", "Alerts by their ids as a file", 200);
    get("/api/uploads", UPLOADS, "getUploads", "Files on their way, the latest first");
    post(
        "/api/uploads", UPLOADS, "createUpload", "Announces a file: its name and length", 201, 507);
    get("/api/uploads/{upload}", UPLOADS, "getUpload", "How much of a file has come");
    TEXTS.put(
        "PATCH /api/uploads/{upload}",
        new Text(
            UPLOADS,
            "appendToUpload",
            "Adds the bytes of the body at the header Upload-Offset",
            List.of(200, 409, 507)));
    TEXTS.put(
        "DELETE /api/uploads/{upload}",
        new Text(UPLOADS, "deleteUpload", "Drops a file", List.of(204)));
    post("/api/imports", UPLOADS, "importUploads", "Makes scenes of uploads: a job", 202, 409);
    post(
        "/api/areas",
        UPLOADS,
        "readArea",
        "The polygons of a file, in longitude and latitude",
        200);
    get("/api/tileMatrixSets", TILES, "getTileMatrixSets", "Tile matrix sets");
    get("/api/tileMatrixSets/{set}", TILES, "getTileMatrixSet", "A tile matrix set");
    pictures("/api/collections/{collection}", "Collection", "a collection");
    pictures(items + "/{item}", "Item", "an item");
    pictures("/api/watches/{watch}/maps/{map}", "WatchMap", "a map of a watch");
    get("/api/watches/{watch}/maps", TILES, "getWatchMaps", "The maps of a watch's newest run");
    get("/wmts", TILES, "getWmts", "WMTS 1.0.0; its parameters, such as service=WMTS, in any case");
    get(
        "/wmts/1.0.0/WMTSCapabilities.xml",
        TILES,
        "getWmtsCapabilities",
        "What WMTS has, with the addresses of its tiles");
    get(
        "/wmts/{layer}/{style}/{time}/{set}/{zoom}/{row}/{file}",
        TILES,
        "getWmtsTile",
        "A tile of WMTS as a resource; file is 12.png",
        304);
    get("/", SERVER, "getRoot", "Leads to the landing page", 302);
    get("/health", SERVER, "getHealth", "Whether the server works");
    get("/metrics", SERVER, "getMetrics", "Counters for Prometheus");
  }

  private RouteTexts() {}

  private static void tasking() {
    get("/tasking", TASKING, "getTaskingLandingPage", "Landing page of STAPI");
    get("/tasking/conformance", TASKING, "getTaskingConformance", "Conformance classes of it");
    get("/tasking/products", TASKING, "getProducts", "What can be ordered");
    String product = "/tasking/products/{product}";
    get(product, TASKING, "getProduct", "A product");
    get(product + "/queryables", TASKING, "getProductQueryables", "What its filters may ask for");
    get(product + "/order-parameters", TASKING, "getOrderParameters", "What its orders may say");
    post(
        product + "/opportunities",
        TASKING,
        "searchOpportunities",
        "When a place can be imaged; with 'Prefer: respond-async' a search to come back to",
        200,
        201);
    get(product + "/opportunities/{search}", TASKING, "getFoundOpportunities", "What it found");
    String searches = "/tasking/searches/opportunities";
    get(searches, TASKING, "getSearches", "Searches to come back to, the newest first");
    get(searches + "/{search}", TASKING, "getSearch", "A search to come back to");
    get(searches + "/{search}/statuses", TASKING, "getSearchStatuses", "Its history");
    get(product + "/orders", TASKING, "getProductOrders", "Orders of a product, newest first");
    post(
        product + "/orders",
        TASKING,
        "createOrder",
        "Orders an image of a place; order_parameters.notify names who is told of each status",
        201,
        409);
    get(
        "/tasking/orders",
        TASKING,
        "getOrders",
        "Orders, the newest first; with the key of a member its own");
    get("/tasking/orders/{order}", TASKING, "getOrder", "An order");
    get("/tasking/orders/{order}/statuses", TASKING, "getOrderStatuses", "An order's history");
    get("/tasking/constellation", TASKING, "getConstellation", "Members, satellites and stations");
    get(
        "/tasking/plan",
        TASKING,
        "getPlan",
        "The plan in force; with the key of a member of others only when which satellite is taken");
    get(
        "/tasking/plan/satellites/{satellite}",
        TASKING,
        "getSatelliteCourse",
        "Where a satellite is while it does the plan, its memory and its battery");
    post(
        "/tasking/plan/what-if",
        TASKING,
        "tryPlan",
        "What would be if acquisitions of the plan were moved or taken out; nothing is published",
        200);
    get("/tasking/coverage", TASKING, "getCoverage", "How often the cells of a box will be seen");
    post("/tasking/orders/{order}/cancel", TASKING, "cancelOrder", "Takes an order back", 200, 409);
  }

  static Optional<Text> find(Route route) {
    return Optional.ofNullable(TEXTS.get(route.verb() + " " + route.template()));
  }

  private static void get(String path, String tag, String id, String summary, Integer... more) {
    TEXTS.put("GET " + path, new Text(tag, id, summary, statuses(200, more)));
  }

  /** The pictures of something. */
  private static void pictures(String base, String id, String of) {
    get(base + "/map", TILES, "get" + id + "Map", "A picture of " + of, 304);
    get(base + "/map/tiles", TILES, "get" + id + "Tilesets", "The tilesets of " + of);
    get(base + "/map/tiles/{set}", TILES, "get" + id + "Tileset", "A tileset of " + of);
    String tile = base + "/map/tiles/{set}/{zoom}/{row}/{col}";
    get(tile, TILES, "get" + id + "Tile", "A tile of " + of, 304);
    get(base + "/tilejson.json", TILES, "get" + id + "TileJson", "TileJSON of " + of);
    get(
        base + "/xyz/{zoom}/{x}/{file}",
        TILES,
        "get" + id + "XyzTile",
        "A tile of " + of + " as web maps count them; file is 12.png, 12@2x.webp or 12.jpeg",
        304);
    get(base + "/legend", TILES, "get" + id + "Legend", "The legend of " + of, 304);
  }

  private static void post(String path, String tag, String id, String summary, Integer... all) {
    TEXTS.put("POST " + path, new Text(tag, id, summary, List.of(all)));
  }

  private static void write(String verb, String path, String id, String summary, Integer... all) {
    TEXTS.put(verb + " " + path, new Text(WRITING, id, summary, List.of(all)));
  }

  private static List<Integer> statuses(int usual, Integer... more) {
    if (more.length == 1 && more[0] == 302) {
      return List.of(302);
    }
    List<Integer> all = new java.util.ArrayList<>(List.of(usual));
    all.addAll(List.of(more));
    return List.copyOf(all);
  }
}
