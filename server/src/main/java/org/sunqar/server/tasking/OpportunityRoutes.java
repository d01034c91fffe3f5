// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tasking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.locationtech.jts.geom.Point;
import org.sunqar.mission.access.Area;
import org.sunqar.mission.access.AreaSearch;
import org.sunqar.mission.access.CloudForecast;
import org.sunqar.mission.access.CloudGrid;
import org.sunqar.mission.access.Opportunity;
import org.sunqar.mission.access.OpportunitySearch;
import org.sunqar.mission.access.StripOpportunity;
import org.sunqar.mission.access.Target;
import org.sunqar.mission.access.View;
import org.sunqar.mission.constellation.Satellite;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.orbit.ElementAge;
import org.sunqar.mission.orbit.GroundPoint;
import org.sunqar.mission.orbit.Horizon;
import org.sunqar.mission.orbit.Time;
import org.sunqar.server.auth.Role;
import org.sunqar.server.http.Answer;
import org.sunqar.server.http.Kind;
import org.sunqar.server.http.Problem;
import org.sunqar.server.http.Request;
import org.sunqar.server.http.Route;
import org.sunqar.server.http.Verb;

/**
 * The search of opportunities: answered at once, or with a search record to come back to where the
 * client prefers that.
 */
final class OpportunityRoutes {

  private static final HeaderName PREFER = HeaderNames.create("Prefer");
  private static final int MOST_BODY = 1 << 20;
  private static final double MOST_DAYS = 31;
  private static final int MOST_FOUND = 100_000;

  /** When the forecast was made that tells the cloud of a look; STAC's forecast extension. */
  private static final String FORECAST = "forecast:reference_datetime";

  private final Mission mission;
  private final Searches searches = new Searches();

  OpportunityRoutes(Mission mission) {
    this.mission = mission;
  }

  List<Route> routes() {
    return List.of(
        new Route(
            Verb.POST,
            "/tasking/products/{product}/opportunities",
            Kind.ITEMS,
            Set.of("prefer"),
            Role.READ,
            this::search),
        Route.get(
            "/tasking/products/{product}/opportunities/{search}",
            Kind.ITEMS,
            Set.of("limit", "next"),
            this::found),
        Route.get("/tasking/searches/opportunities", Kind.REPORT, this::records),
        Route.get(
            "/tasking/searches/opportunities/{search}",
            Kind.REPORT,
            request -> Answer.of(kept(request).json(request))),
        Route.get(
            "/tasking/searches/opportunities/{search}/statuses",
            Kind.REPORT,
            request -> Answer.of(kept(request).statuses())));
  }

  /** A search that this client may come back to. */
  private Searches.Search kept(Request request) {
    return searches.find(request.segment("search"), Client.of(request, mission));
  }

  private Answer search(Request request) throws IOException {
    ObjectNode body = request.json(MOST_BODY);
    Product product = Product.find(mission.constellation(), request.segment("product"));
    Asked asked = Asked.read(body);
    if (asked.end().since(asked.start()) > MOST_DAYS * 86_400) {
      throw Problem.badRequest("datetime", "datetime spans more than 31 days; ask part by part");
    }
    if (!(asked.place() instanceof Point)) {
      Area.of(asked.place()); // says now what is wrong with it
    }
    int limit = Asked.limit(body);
    int offset =
        Asked.offset(Optional.of(body.path("next").asText("")).filter(text -> !text.isEmpty()));
    String prefer = request.parameter("prefer").or(() -> request.header(PREFER)).orElse("wait");
    if (prefer.toLowerCase(Locale.ROOT).contains("respond-async")) {
      Searches.Search search =
          searches.start(
              Client.of(request, mission), product.id(), body, () -> find(product, asked));
      return Answer.of(search.json(request))
          .withStatus(201)
          .with("Location", Asked.address(request, "searches", "opportunities", search.id()))
          .with("Preference-Applied", "respond-async");
    }
    Findings found = find(product, asked);
    ObjectNode json = collection(found, offset, limit, product.id(), body, request);
    if (offset + limit < found.all().size()) {
      ObjectNode next =
          Asked.link(
              json.withArray("links"),
              "next",
              Asked.address(request, "products", product.id(), "opportunities"),
              ProductDocuments.GEO_JSON);
      ObjectNode again = body.deepCopy();
      next.put("method", "POST").set("body", again.put("next", Integer.toString(offset + limit)));
    }
    return Answer.of(json);
  }

  private Answer found(Request request) {
    Searches.Search search = kept(request);
    Findings found = search.found();
    int limit = Asked.limit(request);
    int offset = Asked.offset(request.parameter("next"));
    ObjectNode json = collection(found, offset, limit, search.product(), search.body(), request);
    json.put("id", search.id());
    if (offset + limit < found.all().size()) {
      Asked.link(
          json.withArray("links"),
          "next",
          request.selfWithoutParameters() + "?limit=" + limit + "&next=" + (offset + limit),
          ProductDocuments.GEO_JSON);
    }
    return Answer.of(json);
  }

  private Answer records(Request request) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode all = json.putArray("search_records");
    searches.all(Client.of(request, mission)).forEach(each -> all.add(each.json(request)));
    Asked.link(
        json.putArray("links"),
        "self",
        Asked.address(request, "searches", "opportunities"),
        ProductDocuments.JSON);
    return Answer.of(json);
  }

  /**
   * What was found: an opportunity and, of a strip, its place in the area and how long it takes.
   *
   * @param imagingSeconds of a strip
   */
  record Found(Opportunity opportunity, OptionalDouble imagingSeconds, ObjectNode properties) {}

  /**
   * All that was found.
   *
   * @param issued when the forecast was made that was asked of clouds; empty: none reaches there
   */
  record Findings(List<Found> all, Optional<Time> issued) {
    static final Findings NONE = new Findings(List.of(), Optional.empty());
  }

  private Findings find(Product product, Asked asked) {
    Optional<CloudGrid> forecast =
        mission
            .forecast()
            .find()
            .filter(
                grid -> grid.start().isBefore(asked.end()) && grid.end().isAfter(asked.start()));
    List<Satellite> satellites =
        product.sources().stream().map(Product.Source::satellite).distinct().toList();
    OpportunitySearch search =
        new OpportunitySearch(
            Earth.withoutOrientation(),
            Horizon.between(asked.start(), asked.end()),
            satellites,
            ElementAge.DEFAULT,
            forecast.<CloudForecast>map(grid -> grid).orElse(CloudForecast.NONE));
    List<Found> found = new ArrayList<>();
    for (Product.Source source : product.sources()) {
      for (Found each : find(search, source, product.id(), asked)) {
        if (forecast.isPresent() && each.opportunity().best().cloud().isPresent()) {
          each.properties().put(FORECAST, forecast.get().issued().toString());
        }
        if (asked.filter().rest().isEmpty()
            || asked.filter().rest().get().test(feature(each.properties()))) {
          found.add(each);
        }
      }
      if (found.size() > MOST_FOUND) {
        throw Problem.badRequest(
            "geometry", "more than " + MOST_FOUND + " opportunities; ask for less");
      }
    }
    found.sort(Comparator.comparing(f -> f.opportunity().start()));
    return new Findings(found, forecast.map(CloudGrid::issued));
  }

  private static ObjectNode feature(ObjectNode properties) {
    ObjectNode feature = JsonNodeFactory.instance.objectNode();
    feature.set("properties", properties);
    return feature;
  }

  private static List<Found> find(
      OpportunitySearch search, Product.Source source, String product, Asked asked) {
    if (asked.place() instanceof Point point) {
      Target target =
          new Target(
              "point",
              GroundPoint.ofDegrees(Math.IEEEremainder(point.getX(), 360), point.getY(), 0));
      return search
          .find(source.satellite(), source.camera(), List.of(target), asked.filter().limits())
          .stream()
          .map(o -> new Found(o, OptionalDouble.empty(), properties(o, product)))
          .toList();
    }
    List<Found> result = new ArrayList<>();
    for (StripOpportunity strip :
        new AreaSearch(search)
            .alongTrack(
                "strip",
                source.satellite(),
                source.camera(),
                Area.of(asked.place()),
                asked.filter().limits())) {
      ObjectNode properties = properties(strip.opportunity(), product);
      properties.put("strip", strip.strip().index());
      properties.put("share", Math.rint(strip.strip().share() * 1e4) / 1e4);
      properties.put("imaging_seconds", Math.rint(strip.imagingSeconds() * 1e2) / 1e2);
      result.add(
          new Found(strip.opportunity(), OptionalDouble.of(strip.imagingSeconds()), properties));
    }
    return result;
  }

  private static ObjectNode properties(Opportunity opportunity, String product) {
    Opportunity.Look best = opportunity.best();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("datetime", opportunity.start() + "/" + opportunity.end());
    json.put("product_id", product);
    json.put("platform", opportunity.sensor().satellite());
    json.put("satellite", opportunity.sensor().satellite());
    json.put("instrument", opportunity.sensor().instrument());
    json.put("mode", opportunity.sensor().mode().name().toLowerCase(Locale.ROOT));
    json.put("best", best.time().toString());
    json.put("view:azimuth", degrees(best.view().azimuth()));
    look(json, best);
    return json;
  }

  /** What an image is like, by the names that filters know. */
  static void look(ObjectNode properties, Opportunity.Look look) {
    View view = look.view();
    properties.put(ViewFilter.OFF_NADIR, degrees(view.offNadir()));
    properties.put(ViewFilter.INCIDENCE, degrees(view.incidence()));
    properties.put(ViewFilter.SUN_ELEVATION, degrees(view.sunElevation()));
    properties.put(ViewFilter.SUN_AZIMUTH, degrees(view.sunAzimuth()));
    properties.put(ViewFilter.GSD, Math.rint(look.groundSampling() * 1e3) / 1e3);
    look.cloud().ifPresent(c -> properties.put(ViewFilter.CLOUD, Math.rint(c * 1e3) / 10));
  }

  static double degrees(double radians) {
    return Math.rint(Math.toDegrees(radians) * 100) / 100;
  }

  private ObjectNode collection(
      Findings found, int offset, int limit, String product, ObjectNode body, Request request) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", "FeatureCollection");
    ArrayNode features = json.putArray("features");
    int end = (int) Math.min(found.all().size(), (long) offset + limit);
    for (Found each : found.all().subList(Math.min(offset, end), end)) {
      features.add(feature(each, product, body, request));
    }
    json.put("numberMatched", found.all().size()).put("numberReturned", features.size());
    if (found.issued().isPresent()) {
      double hours = Math.max(0, mission.now().since(found.issued().get())) / 3600;
      json.putObject("forecast")
          .put("issued", found.issued().get().toString())
          .put("age_hours", Math.rint(hours * 10) / 10);
    }
    ArrayNode links = json.putArray("links");
    createOrder(links, product, body, body.path("datetime").deepCopy(), request);
    return json;
  }

  private static ObjectNode feature(Found found, String product, ObjectNode body, Request request) {
    Opportunity opportunity = found.opportunity();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", "Feature");
    json.put(
        "id",
        opportunity.sensor().satellite()
            + "_"
            + opportunity.sensor().instrument()
            + "_"
            + opportunity.start()
            + "_"
            + opportunity.target());
    json.set("geometry", footprint(opportunity.footprint()));
    json.set("properties", found.properties());
    ArrayNode datetime = JsonNodeFactory.instance.arrayNode();
    datetime.add(opportunity.start().toString()).add(opportunity.end().plus(1).toString());
    createOrder(json.putArray("links"), product, body, datetime, request);
    return json;
  }

  private static void createOrder(
      ArrayNode links, String product, ObjectNode body, JsonNode datetime, Request request) {
    ObjectNode order =
        Asked.link(
                links,
                "create-order",
                Asked.address(request, "products", product, "orders"),
                ProductDocuments.GEO_JSON)
            .put("method", "POST")
            .putObject("body");
    order.set("geometry", body.path("geometry"));
    order.set("datetime", datetime);
    if (body.path("filter").isObject()) {
      order.set("filter", body.path("filter"));
    }
    order.putObject("order_parameters");
  }

  /** A footprint, whose longitudes run on beyond 180 where it crosses the antimeridian. */
  static JsonNode footprint(List<GroundPoint> corners) {
    if (corners.size() < 3) {
      return JsonNodeFactory.instance.nullNode();
    }
    ObjectNode geometry = JsonNodeFactory.instance.objectNode().put("type", "Polygon");
    ArrayNode ring = geometry.putArray("coordinates").addArray();
    double first = corners.getFirst().longitudeDegrees();
    for (int i = 0; i <= corners.size(); i++) {
      GroundPoint corner = corners.get(i % corners.size());
      double longitude = first + Math.IEEEremainder(corner.longitudeDegrees() - first, 360);
      ring.addArray()
          .add(Math.rint(longitude * 1e6) / 1e6)
          .add(Math.rint(corner.latitudeDegrees() * 1e6) / 1e6);
    }
    return geometry;
  }
}
