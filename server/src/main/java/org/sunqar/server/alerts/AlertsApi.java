// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.alerts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.sunqar.analysis.feed.AtomFeed;
import org.sunqar.analysis.feed.CapDocument;
import org.sunqar.analysis.tracking.AlertDocument;
import org.sunqar.analysis.tracking.AlertObject;
import org.sunqar.analysis.tracking.HistoryEntry;
import org.sunqar.analysis.watch.AlertFacts;
import org.sunqar.analysis.watch.AlertPage;
import org.sunqar.analysis.watch.AlertStore;
import org.sunqar.server.auth.Role;
import org.sunqar.server.http.Answer;
import org.sunqar.server.http.ApiPart;
import org.sunqar.server.http.Kind;
import org.sunqar.server.http.OgcDocuments;
import org.sunqar.server.http.Request;
import org.sunqar.server.http.Route;
import org.sunqar.server.http.Verb;
import org.sunqar.server.print.Chips;

/**
 * Alerts: OGC API Features with CQL2, an Atom feed, CAP messages, and reviews. It has a landing
 * page of its own below that of the catalogue: alerts are no STAC items, and a STAC client that
 * walks the collections must not come upon them.
 */
public final class AlertsApi implements ApiPart {

  private static final String BASE = "/api/alerts";
  private static final String ALERTS = BASE + "/collections/" + AlertDescription.COLLECTION;

  /** Entries of the feed. */
  private static final int FEED = 200;

  private static final List<String> COLUMNS =
      List.of(
          "id",
          "watch",
          "status",
          "review",
          "first_date",
          "updated",
          "area_ha",
          "probability",
          "magnitude",
          "longitude",
          "latitude",
          "assignee",
          "version");

  private static final String MESSAGE = ".cap";

  private final AlertStore store;
  private final String title;
  private final AlertReviews reviews;
  private final Chips chips;
  private final BiPredicate<Request, String> sees;

  /** Without pictures of scenes in printed documents. */
  public AlertsApi(AlertStore store, String title) {
    this(store, title, (_, _, _) -> Optional.empty(), (_, _) -> true);
  }

  /**
   * @param chips pictures of scenes for printed documents
   * @param sees whether a client may read what a member has ordered
   */
  public AlertsApi(AlertStore store, String title, Chips chips, BiPredicate<Request, String> sees) {
    this.chips = chips;
    this.sees = sees;
    this.store = store;
    this.title = title;
    this.reviews = new AlertReviews(store);
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(
            BASE,
            Kind.LANDING_PAGE,
            request -> Answer.of(AlertDescription.landing(request, title))),
        Route.get(
            BASE + "/conformance",
            Kind.CONFORMANCE,
            _ -> Answer.of(AlertDescription.conformance())),
        Route.get(
            BASE + "/collections",
            Kind.COLLECTIONS,
            request -> Answer.of(AlertDescription.collections(request))),
        Route.get(
            ALERTS, Kind.COLLECTION, request -> Answer.of(AlertDescription.collection(request))),
        Route.get(
            ALERTS + "/queryables",
            Kind.QUERYABLES,
            request -> Answer.of(AlertDescription.queryables(request))),
        Route.get(ALERTS + "/items", Kind.ALERTS, AlertSearch.PARAMETERS, this::items),
        Route.get(ALERTS + "/items/{alert}", Kind.ALERT, this::item),
        Route.get(BASE + "/facts", Kind.REPORT, AlertSearch.PARAMETERS, this::facts),
        Route.get(BASE + ".atom", Kind.FILE, this::feed),
        Route.get(BASE + "/{alert}", Kind.FILE, this::message),
        Route.get(BASE + "/export", Kind.FILE, AlertExport.PARAMETERS, this::export),
        new Route(
            Verb.POST,
            BASE + "/export",
            Kind.FILE,
            Set.of("language"),
            Role.READ,
            this::exportNamed),
        Route.write(Verb.POST, BASE + "/{alert}/review", reviews::one),
        Route.write(Verb.POST, BASE + "/reviews", reviews::many));
  }

  @Override
  public List<LandingLink> links() {
    return List.of(
        LandingLink.get("related", "/alerts", "application/json", "The alerts (OGC API Features)"),
        LandingLink.get(
            "related", "/alerts.atom", AtomFeed.MEDIA_TYPE, "The alerts as a feed (GeoRSS)"));
  }

  private Answer items(Request request) {
    AlertSearch search = AlertSearch.of(request, AlertSearch.MOST);
    AlertPage page = search.page(store);
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("type", "FeatureCollection");
    ArrayNode features = json.putArray("features");
    page.features().forEach(feature -> features.add(withLinks(request, feature)));
    page.matched().ifPresent(matched -> json.put("numberMatched", matched));
    json.put("numberReturned", features.size());
    json.put("timeStamp", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    ArrayNode links = json.putArray("links");
    OgcDocuments.link(links, "self", request.self(), Kind.ALERTS.jsonType(), "This page");
    OgcDocuments.link(
        links, "alternate", with(request, "f", "html"), "text/html", "This page for people");
    OgcDocuments.link(
        links,
        "collection",
        request.address("alerts", "collections", AlertDescription.COLLECTION),
        "application/json",
        "The collection");
    page.next()
        .ifPresent(place ->
            OgcDocuments.link(
                links,
                "next",
                with(request, "token", place),
                Kind.ALERTS.jsonType(),
                "The next page"));
    return Answer.of(json);
  }

  /** What a list shows of alerts: names of columns once, then a row for each alert. */
  private Answer facts(Request request) {
    AlertFacts facts = AlertSearch.of(request, AlertSearch.MOST_FACTS).facts(store);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode columns = json.putArray("columns");
    COLUMNS.forEach(columns::add);
    ArrayNode rows = json.putArray("rows");
    for (AlertFacts.Row row : facts.rows()) {
      rows.addArray()
          .add(row.id())
          .add(row.watch())
          .add(row.status())
          .add(row.review())
          .add(row.firstDate())
          .add(row.updated().toString())
          .add(row.areaHa())
          .add(row.probability())
          .add(row.magnitude())
          .add(middle(row.extent().getMinX(), row.extent().getMaxX()))
          .add(middle(row.extent().getMinY(), row.extent().getMaxY()))
          .add(row.assignee())
          .add(row.version());
    }
    facts.matched().ifPresent(matched -> json.put("numberMatched", matched));
    ArrayNode links = json.putArray("links");
    facts
        .next()
        .ifPresent(place ->
            OgcDocuments.link(
                links,
                "next",
                with(request, "token", place),
                Kind.REPORT.jsonType(),
                "The next page"));
    return Answer.of(json);
  }

  /** Of two longitudes or latitudes, to a decimetre. */
  private static double middle(double from, double to) {
    return Math.rint((from + to) / 2 * 1e6) / 1e6;
  }

  private static String with(Request request, String name, String value) {
    StringBuilder address = new StringBuilder(request.selfWithoutParameters()).append('?');
    for (Map.Entry<String, String> parameter : request.parameters().entrySet()) {
      if (!parameter.getKey().equals(name)) {
        address.append(Request.encode(parameter.getKey())).append('=');
        address.append(Request.encode(parameter.getValue())).append('&');
      }
    }
    return address.append(name).append('=').append(Request.encode(value)).toString();
  }

  private Answer item(Request request) {
    AlertObject alert = store.alert(request.segment("alert"));
    ObjectNode feature = withLinks(request, AlertDocument.write(alert));
    ArrayNode history = feature.putArray("history");
    for (HistoryEntry entry : store.history(alert.id())) {
      if (entry.kind() == HistoryEntry.Kind.ORDERED
          && !sees.test(request, entry.detail("member").orElse(""))) {
        continue;
      }
      history
          .addObject()
          .put("number", entry.number())
          .put("at", entry.at().toString())
          .put("kind", entry.kind().text())
          .put("by", entry.by())
          .setAll(entry.details());
    }
    return Answer.of(feature);
  }

  static ObjectNode withLinks(Request request, ObjectNode feature) {
    String id = feature.path("id").asText();
    String self =
        request.address("alerts", "collections", AlertDescription.COLLECTION, "items", id);
    ArrayNode links = feature.putArray("links");
    OgcDocuments.link(links, "self", self, Kind.ALERT.jsonType(), "This alert");
    OgcDocuments.link(links, "alternate", self + "?f=html", "text/html", "This alert as a page");
    OgcDocuments.link(
        links,
        "alternate",
        request.address("alerts", id + MESSAGE),
        CapDocument.MEDIA_TYPE,
        "This alert as a CAP message");
    OgcDocuments.link(
        links,
        "collection",
        request.address("alerts", "collections", AlertDescription.COLLECTION),
        "application/json",
        "The collection");
    return feature;
  }

  private Answer feed(Request request) {
    return Answer.text(
        AtomFeed.MEDIA_TYPE + ";charset=utf-8",
        AtomFeed.of(store.latest(FEED), title + ": alerts", Optional.of(request.base())));
  }

  /** The CAP message of an alert; without the ending, the way to its feature. */
  private Answer message(Request request) {
    String name = request.segment("alert");
    if (!name.endsWith(MESSAGE)) {
      String id = store.alert(name).id();
      return Answer.empty(302)
          .with(
              "Location",
              request.address("alerts", "collections", AlertDescription.COLLECTION, "items", id));
    }
    AlertObject alert = store.alert(name.substring(0, name.length() - MESSAGE.length()));
    return Answer.text(
        CapDocument.MEDIA_TYPE + ";charset=utf-8",
        CapDocument.of(
            alert,
            store.history(alert.id()),
            "sunqar",
            Optional.of(request.address("alerts", alert.id()))));
  }

  private Answer export(Request request) throws IOException {
    return AlertExport.found(store, chips, request).answer();
  }

  private Answer exportNamed(Request request) throws IOException {
    return AlertExport.named(store, chips, request).answer();
  }
}
