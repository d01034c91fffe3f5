// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tasking;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.sunqar.server.http.Answer;
import org.sunqar.server.http.ApiPart;
import org.sunqar.server.http.Kind;
import org.sunqar.server.http.Request;
import org.sunqar.server.http.Route;

/**
 * STAPI 0.1.0 over the mission of a workspace: products, opportunities, orders. Beyond it an order
 * can be taken back, and somebody is told of its statuses ({@link OrderNotices}); {@link
 * PlanRoutes} tells of satellites and their plan. docs/tasking.md describes these extensions, whose
 * conformance classes begin with {@link #EXTENSIONS}.
 */
public final class TaskingApi implements ApiPart {

  static final String OPPORTUNITIES = "https://stapi.example.com/v0.1.0/opportunities";
  static final String OPPORTUNITIES_ASYNC = "https://stapi.example.com/v0.1.0/opportunities-async";
  static final String GEOJSON_POINT = "https://geojson.org/schema/Point.json";
  static final String GEOJSON_POLYGON = "https://geojson.org/schema/Polygon.json";
  static final String GEOJSON_MULTI_POLYGON = "https://geojson.org/schema/MultiPolygon.json";

  /** Where extensions of ours are described; a name, not an address. */
  static final String EXTENSIONS = "https://sunqar.org/stapi/v1/";

  private static final List<String> CONFORMANCE =
      List.of(
          "https://stapi.example.com/v0.1.0/core",
          "https://stapi.example.com/v0.1.0/order-statuses",
          "https://stapi.example.com/v0.1.0/searches-opportunity",
          "https://stapi.example.com/v0.1.0/searches-opportunity-statuses",
          "http://www.opengis.net/spec/cql2/1.0/conf/cql2-json",
          "http://www.opengis.net/spec/cql2/1.0/conf/basic-cql2",
          EXTENSIONS + "cancel",
          EXTENSIONS + "notify",
          EXTENSIONS + "plan",
          EXTENSIONS + "coverage");

  private final Mission mission;
  private final String title;

  /**
   * Over a workspace, which may get its constellation later.
   *
   * @param title of the server
   */
  public TaskingApi(Path workspace, String title, InstantSource clock) {
    this.mission = new Mission(workspace, clock);
    this.title = title;
  }

  /** Whether a client may read what is of a member. */
  public boolean sees(Request request, String member) {
    return Client.of(request, mission).sees(member);
  }

  @Override
  public List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.add(Route.get("/tasking", Kind.REPORT, this::landing));
    routes.add(Route.get("/tasking/conformance", Kind.REPORT, _ -> conformance()));
    routes.addAll(new ProductDocuments(mission).routes());
    routes.addAll(new OpportunityRoutes(mission).routes());
    routes.addAll(new OrderRoutes(mission).routes());
    routes.addAll(new PlanRoutes(mission).routes());
    routes.addAll(new TrialRoutes(mission).routes());
    return routes;
  }

  private static Answer conformance() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    CONFORMANCE.forEach(json.putArray("conformsTo")::add);
    return Answer.of(json);
  }

  private Answer landing(Request request) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", "tasking").put("title", title);
    json.put("description", "New images to order, and what became of those ordered.");
    CONFORMANCE.forEach(json.putArray("conformsTo")::add);
    ArrayNode links = json.putArray("links");
    Asked.link(links, "self", Asked.address(request), ProductDocuments.JSON);
    Asked.link(links, "root", Asked.address(request), ProductDocuments.JSON);
    Asked.link(links, "conformance", Asked.address(request, "conformance"), ProductDocuments.JSON);
    Asked.link(links, "products", Asked.address(request, "products"), ProductDocuments.JSON);
    Asked.link(links, "orders", Asked.address(request, "orders"), ProductDocuments.GEO_JSON);
    Asked.link(
        links,
        "opportunities",
        Asked.address(request, "searches", "opportunities"),
        ProductDocuments.JSON);
    Asked.link(
        links, "service-desc", request.address("openapi.json"), Kind.API_DEFINITION.jsonType());
    Asked.link(links, "service-doc", request.address("openapi"), "text/html");
    return Answer.of(json);
  }
}
