// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tasking;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.sunqar.mission.constellation.Constellation;
import org.sunqar.mission.constellation.Member;
import org.sunqar.server.http.Answer;
import org.sunqar.server.http.Kind;
import org.sunqar.server.http.Request;
import org.sunqar.server.http.Route;

/** Products, and the schemas of what can be asked and ordered of them. */
final class ProductDocuments {

  static final String JSON = "application/json";
  static final String GEO_JSON = "application/geo+json";
  private static final String SCHEMA = "application/schema+json";

  private final Mission mission;

  ProductDocuments(Mission mission) {
    this.mission = mission;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/tasking/products", Kind.REPORT, this::all),
        Route.get(
            "/tasking/products/{product}",
            Kind.REPORT,
            request -> Answer.of(json(find(request), request))),
        Route.get(
            "/tasking/products/{product}/queryables",
            Kind.QUERYABLES,
            request -> Answer.of(queryables(find(request), request))),
        Route.get(
            "/tasking/products/{product}/order-parameters",
            Kind.QUERYABLES,
            request -> Answer.of(orderParameters(find(request), request))));
  }

  private Product find(Request request) {
    return Product.find(mission.constellation(), request.segment("product"));
  }

  private Answer all(Request request) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode products = json.putArray("products");
    Product.of(mission.constellation()).forEach(p -> products.add(json(p, request)));
    ArrayNode links = json.putArray("links");
    Asked.link(links, "self", Asked.address(request, "products"), JSON);
    Asked.link(links, "root", Asked.address(request), JSON);
    return Answer.of(json);
  }

  private ObjectNode json(Product product, Request request) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", "Collection").put("stapi_type", "Product").put("stapi_version", "0.1.0");
    json.put("id", product.id()).put("title", product.title());
    json.put(
        "description",
        product.title()
            + (product.isOfAny() ? ", at best " : ", ")
            + product.groundSampling()
            + " m straight down.");
    product.keywords().forEach(json.putArray("keywords")::add);
    json.put("license", "other");
    ArrayNode providers = json.putArray("providers");
    for (String owner : product.owners(mission.constellation())) {
      providers.addObject().put("name", owner).putArray("roles").add("producer");
    }
    json.putArray("conformsTo")
        .add(TaskingApi.GEOJSON_POINT)
        .add(TaskingApi.GEOJSON_POLYGON)
        .add(TaskingApi.GEOJSON_MULTI_POLYGON)
        .add(TaskingApi.OPPORTUNITIES)
        .add(TaskingApi.OPPORTUNITIES_ASYNC);
    ArrayNode links = json.putArray("links");
    String id = product.id();
    Asked.link(links, "self", Asked.address(request, "products", id), JSON);
    Asked.link(links, "root", Asked.address(request), JSON);
    Asked.link(links, "queryables", Asked.address(request, "products", id, "queryables"), SCHEMA);
    Asked.link(
        links,
        "order-parameters",
        Asked.address(request, "products", id, "order-parameters"),
        SCHEMA);
    Asked.link(
            links,
            "opportunities",
            Asked.address(request, "products", id, "opportunities"),
            GEO_JSON)
        .put("method", "POST");
    Asked.link(links, "create-order", Asked.address(request, "products", id, "orders"), GEO_JSON)
        .put("method", "POST");
    Asked.link(links, "orders", Asked.address(request, "products", id, "orders"), GEO_JSON);
    return json;
  }

  private static ObjectNode schema(String id, String title) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    return json.put("$id", id).put("type", "object").put("title", title);
  }

  private static ObjectNode queryables(Product product, Request request) {
    ObjectNode json =
        schema(Asked.address(request, "products", product.id(), "queryables"), product.title());
    ObjectNode properties = json.putObject("properties");
    double offNadir = Math.rint(Math.toDegrees(product.maxOffNadir()) * 1e6) / 1e6;
    number(
        properties,
        ViewFilter.OFF_NADIR,
        "Off-nadir angle at the satellite (degrees)",
        0,
        offNadir);
    number(properties, ViewFilter.INCIDENCE, "Incidence at the target (degrees)", 0, 90);
    number(
        properties,
        ViewFilter.SUN_ELEVATION,
        "Elevation of the Sun (degrees); at least 10 where it is not asked for",
        -90,
        90);
    number(properties, ViewFilter.SUN_AZIMUTH, "Azimuth of the Sun (degrees)", 0, 360);
    properties
        .putObject(ViewFilter.GSD)
        .put("title", "Ground sampling distance (m)")
        .put("type", "number")
        .put("minimum", product.groundSampling());
    number(properties, ViewFilter.CLOUD, "Cloud cover of the forecast (%)", 0, 100);
    json.put("additionalProperties", false);
    return json;
  }

  private static ObjectNode number(
      ObjectNode properties, String name, String title, double least, double most) {
    return properties
        .putObject(name)
        .put("title", title)
        .put("type", "number")
        .put("minimum", least)
        .put("maximum", most);
  }

  private ObjectNode orderParameters(Product product, Request request) {
    Constellation constellation = mission.constellation();
    ObjectNode json =
        schema(
            Asked.address(request, "products", product.id(), "order-parameters"), product.title());
    ObjectNode properties = json.putObject("properties");
    ArrayNode members =
        properties
            .putObject("member")
            .put("title", "Who orders; a key with the name of a member stands for it")
            .put("type", "string")
            .putArray("enum");
    constellation.members().stream().map(Member::id).forEach(members::add);
    properties
        .putObject("name")
        .put("title", "Name for people")
        .put("type", "string")
        .put("maxLength", 200);
    ArrayNode priorities =
        properties
            .putObject("priority")
            .put("title", "How urgent it is")
            .put("type", "string")
            .put("default", "routine")
            .putArray("enum");
    List.of("routine", "priority", "emergency").forEach(priorities::add);
    properties
        .putObject("value")
        .put("title", "What it is worth among the orders of its member")
        .put("type", "number")
        .put("exclusiveMinimum", 0)
        .put("maximum", 1e9)
        .put("default", 1);
    properties
        .putObject("looks")
        .put("title", "Looks of the same place in one pass: 1, 2 (stereo), 3 (tri-stereo)")
        .put("type", "integer")
        .put("minimum", 1)
        .put("maximum", product.isStereo() ? 3 : 1)
        .put("default", 1);
    number(properties, ViewFilter.CLOUD, "Most cloud of an image that is accepted (%)", 0, 100)
        .put("default", 100);
    properties
        .putObject("tries")
        .put("title", "How often it is tried when images are too cloudy")
        .put("type", "integer")
        .put("minimum", 1)
        .put("maximum", 100)
        .put("default", 3);
    properties
        .putObject("every_days")
        .put("title", "Repeats the order every so many days within its time")
        .put("type", "number")
        .put("exclusiveMinimum", 0)
        .put("maximum", 366);
    properties
        .putObject("origin")
        .put("title", "What it came from, such as 'alert ID'")
        .put("type", "string")
        .put("maxLength", 200);
    hook(properties.putObject("notify"));
    json.put("additionalProperties", false);
    return json;
  }

  private static void hook(ObjectNode notify) {
    notify
        .put("title", "Who is told, by a POST of a CloudEvent, of each status of the order")
        .put("type", "object");
    ObjectNode properties = notify.putObject("properties");
    properties
        .putObject("url")
        .put("title", "An http or https address")
        .put("type", "string")
        .put("format", "uri")
        .put("maxLength", 2000);
    properties
        .putObject("secret")
        .put("title", "Signs the events as Standard Webhooks has it; it is never shown")
        .put("type", "string")
        .put("maxLength", 2000);
    notify.putArray("required").add("url");
    notify.put("additionalProperties", false);
  }
}
