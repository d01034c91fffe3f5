// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.openapi;

import java.util.List;
import java.util.function.Supplier;
import org.sunqar.server.http.Answer;
import org.sunqar.server.http.ApiPart;
import org.sunqar.server.http.Kind;
import org.sunqar.server.http.Representation;
import org.sunqar.server.http.Request;
import org.sunqar.server.http.Route;

/** The description of the API as an OpenAPI document, for people as a page. */
public final class OpenApi implements ApiPart {

  private final String title;
  private final Supplier<List<Route>> routes;
  private final List<Representation> forms;
  private final boolean keys;

  /**
   * @param routes all of the server's, asked for when they are complete
   * @param forms other forms than JSON
   * @param keys whether clients must show a key
   */
  public OpenApi(
      String title, Supplier<List<Route>> routes, List<Representation> forms, boolean keys) {
    this.title = title;
    this.routes = routes;
    this.forms = List.copyOf(forms);
    this.keys = keys;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/api/openapi.json", Kind.API_DEFINITION, this::document),
        Route.get("/api/openapi", Kind.API_DEFINITION, this::document));
  }

  @Override
  public List<String> conformsTo() {
    return List.of("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30");
  }

  @Override
  public List<LandingLink> links() {
    return List.of(
        LandingLink.get(
            "service-desc",
            "/openapi.json",
            Kind.API_DEFINITION.jsonType(),
            "The API as an OpenAPI document"),
        LandingLink.get("service-doc", "/openapi", "text/html", "The API as a page"));
  }

  private Answer document(Request request) {
    return Answer.of(new OpenApiDocument(routes.get(), forms, keys).json(title, request.base()));
  }
}
