// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.records;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.server.http.Answer;
import org.sunqar.server.http.ApiPart;
import org.sunqar.server.http.Kind;
import org.sunqar.server.http.OgcDocuments;
import org.sunqar.server.http.Problem;
import org.sunqar.server.http.Request;
import org.sunqar.server.http.Route;

/**
 * OGC API Records 1.0 over the collections of the catalogue. It has a landing page of its own below
 * that of the catalogue: its records are no STAC items, and a STAC client that walks the
 * collections must not come upon them.
 */
public final class RecordsApi implements ApiPart {

  private static final String BASE = "/api/records";
  private static final String CATALOGUE = "catalogue";
  private static final String RECORDS = BASE + "/collections/" + CATALOGUE;

  private static final List<String> CONFORMANCE =
      List.of(
          "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core",
          "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
          "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
          "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html",
          "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
          "http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/record-core",
          "http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/record-collection",
          "http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/record-core-query-parameters",
          "http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/record-api",
          "http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/searchable-catalog",
          "http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/json",
          "http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/html",
          "http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/oas30");

  private final ItemStore store;
  private final String title;

  public RecordsApi(ItemStore store, String title) {
    this.store = store;
    this.title = title;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(BASE, Kind.LANDING_PAGE, this::landing),
        Route.get(
            BASE + "/conformance",
            Kind.CONFORMANCE,
            _ -> Answer.of(OgcDocuments.conformance(CONFORMANCE))),
        Route.get(BASE + "/collections", Kind.COLLECTIONS, this::collections),
        Route.get(RECORDS, Kind.COLLECTION, request -> Answer.of(catalogue(request))),
        Route.get(RECORDS + "/items", Kind.RECORDS, RecordQuery.PARAMETERS, this::records),
        Route.get(RECORDS + "/items/{collection}", Kind.RECORD, this::one));
  }

  @Override
  public List<LandingLink> links() {
    return List.of(
        LandingLink.get(
            "http://www.opengis.net/def/rel/ogc/1.0/ogc-catalog",
            "/records",
            "application/json",
            "The collections as records (OGC API Records)"));
  }

  private Answer landing(Request request) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("title", title + ": records");
    json.put("description", "One record for each collection of " + title + ".");
    OgcDocuments.description(
        OgcDocuments.landing(json, request, "records", "The collections of records"), request);
    return Answer.of(json);
  }

  private Answer collections(Request request) {
    return Answer.of(OgcDocuments.collections(request, "records", catalogue(request)));
  }

  /** The one collection of records. */
  private ObjectNode catalogue(Request request) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", CATALOGUE).put("type", "Collection").put("itemType", "record");
    json.put("title", "The collections of " + title);
    json.put("description", "One record for each collection of scenes and products.");
    json.set("extent", extent());
    json.putArray("crs").add("http://www.opengis.net/def/crs/OGC/1.3/CRS84");
    ArrayNode links = json.putArray("links");
    String self = request.address("records", "collections", CATALOGUE);
    OgcDocuments.link(links, "self", self, "application/json", "This document");
    OgcDocuments.link(links, "alternate", self + "?f=html", "text/html", "This document as a page");
    OgcDocuments.link(links, "items", self + "/items", "application/geo+json", "The records");
    return json;
  }

  /** What all collections cover together; nothing of an empty catalogue. */
  private ObjectNode extent() {
    Bounds all = null;
    TimeInterval time = null;
    for (Collection collection : store.collections()) {
      if (collection.extent().bbox().isPresent()) {
        Bounds box = collection.extent().bbox().get();
        all = all == null ? box : all.union(box);
      }
      if (collection.extent().time().isPresent()) {
        TimeInterval one = collection.extent().time().get();
        time =
            time == null
                ? one
                : new TimeInterval(
                    one.start().isBefore(time.start()) ? one.start() : time.start(),
                    one.end().isAfter(time.end()) ? one.end() : time.end());
      }
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (all != null) {
      ArrayNode bbox = json.putObject("spatial").putArray("bbox").addArray();
      double[] sides =
          all.maxX() - all.minX() >= 360
              ? new double[] {-180, all.minY(), 180, all.maxY()}
              : all.bbox();
      for (double side : sides) {
        bbox.add(side);
      }
    }
    if (time != null) {
      json.putObject("temporal")
          .putArray("interval")
          .addArray()
          .add(time.start().toString())
          .add(time.end().toString());
    }
    return json;
  }

  private Answer records(Request request) {
    RecordQuery query = RecordQuery.of(request);
    List<CollectionRecord> matching =
        store.collections().stream().map(CollectionRecord::new).filter(query::matches).toList();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", "FeatureCollection");
    ArrayNode features = json.putArray("features");
    matching.stream()
        .skip(query.offset())
        .limit(query.limit())
        .forEach(item -> features.add(document(request, item)));
    json.put("numberMatched", matching.size()).put("numberReturned", features.size());
    ArrayNode links = json.putArray("links");
    OgcDocuments.link(links, "self", request.self(), Kind.RECORDS.jsonType(), "This page");
    OgcDocuments.link(
        links,
        "collection",
        request.address("records", "collections", CATALOGUE),
        "application/json",
        "The collection");
    int next = query.offset() + features.size();
    if (next < matching.size()) {
      OgcDocuments.link(links, "next", at(request, next), Kind.RECORDS.jsonType(), "The next page");
    }
    if (query.offset() > 0) {
      int before = Math.max(0, query.offset() - query.limit());
      OgcDocuments.link(
          links, "prev", at(request, before), Kind.RECORDS.jsonType(), "The page before");
    }
    return Answer.of(json);
  }

  private static String at(Request request, int offset) {
    StringBuilder address = new StringBuilder(request.selfWithoutParameters()).append('?');
    for (Map.Entry<String, String> parameter : request.parameters().entrySet()) {
      if (!parameter.getKey().equals("offset")) {
        address.append(Request.encode(parameter.getKey())).append('=');
        address.append(Request.encode(parameter.getValue())).append('&');
      }
    }
    return address.append("offset=").append(offset).toString();
  }

  private Answer one(Request request) {
    String id = request.segment("collection");
    Collection collection =
        store.collection(id).orElseThrow(() -> Problem.notFound("there is no record '" + id + "'"));
    return Answer.of(document(request, new CollectionRecord(collection)));
  }

  private static ObjectNode document(Request request, CollectionRecord item) {
    ObjectNode json = item.toJson();
    String id = item.collection().id();
    ArrayNode links = json.putArray("links");
    String self = request.address("records", "collections", CATALOGUE, "items", id);
    OgcDocuments.link(links, "self", self, Kind.RECORD.jsonType(), "This record");
    OgcDocuments.link(links, "alternate", self + "?f=html", "text/html", "This record as a page");
    OgcDocuments.link(
        links,
        "collection",
        request.address("records", "collections", CATALOGUE),
        "application/json",
        "The collection of records");
    OgcDocuments.link(
        links,
        "describes",
        request.address("collections", id),
        "application/json",
        "The collection of scenes");
    OgcDocuments.link(
        links,
        "items",
        request.address("collections", id, "items"),
        "application/geo+json",
        "Its scenes");
    return json;
  }
}
