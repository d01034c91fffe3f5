// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.stac;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.server.http.Answer;
import org.sunqar.server.http.ApiPart;
import org.sunqar.server.http.Kind;
import org.sunqar.server.http.Request;
import org.sunqar.server.http.Route;
import org.sunqar.server.http.Verb;

/** Where the API begins: a STAC catalogue that says what the API can do and where. */
public final class LandingPage implements ApiPart {

  private final String title;
  private final ItemStore store;
  private final List<ApiPart> parts;

  /** {@code parts} are those that it tells of. */
  public LandingPage(String title, ItemStore store, List<ApiPart> parts) {
    this.title = title;
    this.store = store;
    this.parts = List.copyOf(parts);
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/api", Kind.LANDING_PAGE, this::landing),
        Route.get("/api/conformance", Kind.CONFORMANCE, _ -> Answer.of(conformance())));
  }

  private Answer landing(Request request) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", "Catalog").put("stac_version", "1.1.0");
    json.putArray("stac_extensions");
    json.put("id", "sunqar").put("title", title);
    json.put("description", "Scenes of " + title + ", as a STAC API and as OGC API Features.");
    json.set("conformsTo", conformance().get("conformsTo"));
    ArrayNode links = json.putArray("links");
    Links.add(links, "self", request.base(), "application/json", title);
    Links.addPage(links, request.base());
    Links.add(links, "root", request.base(), "application/json", title);
    Links.add(
        links, "conformance", request.address("conformance"), "application/json", "What it can do");
    for (ApiPart part : parts) {
      for (ApiPart.LandingLink link : part.links()) {
        ObjectNode json1 =
            Links.add(links, link.rel(), request.base() + link.path(), link.type(), link.title());
        if (link.verb() != Verb.GET || link.rel().equals("search")) {
          json1.put("method", link.verb().name());
        }
      }
    }
    for (Collection collection : store.collections()) {
      Links.add(
          links,
          "child",
          request.address("collections", collection.id()),
          "application/json",
          Links.title(collection));
    }
    return Answer.of(json);
  }

  private ObjectNode conformance() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode classes = json.putArray("conformsTo");
    parts.stream().flatMap(part -> part.conformsTo().stream()).distinct().forEach(classes::add);
    return json;
  }
}
