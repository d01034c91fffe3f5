// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tasking;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import org.sunqar.mission.constellation.Constellation;
import org.sunqar.mission.order.Attempt;
import org.sunqar.mission.order.Order;
import org.sunqar.mission.order.OrderPlace;
import org.sunqar.mission.order.OrderState;
import org.sunqar.mission.order.OrderStatus;
import org.sunqar.mission.order.Progress;
import org.sunqar.mission.order.TrackedOrder;
import org.sunqar.server.http.Request;

/** An order as STAPI has it. */
record OrderDocument(Request request, Optional<Constellation> constellation) {

  /** The order as a GeoJSON feature. */
  ObjectNode json(TrackedOrder tracked, Progress progress) {
    Order order = tracked.order();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", "Feature").put("stapi_type", "Order").put("stapi_version", "0.1.0");
    json.put("id", order.id()).put("user", order.member());
    json.put("created", tracked.created().toString());
    json.set("status", status(tracked.status()));
    OrderPlace.write(json.putObject("geometry"), order.place());
    ObjectNode properties = json.putObject("properties");
    properties.put("product_id", Product.idOf(order, constellation));
    properties.put("created", tracked.created().toString());
    properties.set("status", status(tracked.status()));
    ObjectNode search = properties.putObject("search_parameters");
    search.put("datetime", order.start() + "/" + order.end());
    OrderPlace.write(search.putObject("geometry"), order.place());
    ViewFilter.toJson(order.image().limits()).ifPresent(filter -> search.set("filter", filter));
    properties.putObject("opportunity_properties");
    ObjectNode parameters = properties.putObject("order_parameters");
    parameters(parameters, order);
    tracked.hook().ifPresent(hook -> parameters.putObject("notify").put("url", hook.address()));
    properties
        .putObject("progress")
        .put("parts", progress.parts())
        .put("done", progress.done())
        .put("waiting", progress.waiting())
        .put("open", progress.open())
        .put("failed", progress.failed())
        .put("share", Math.rint(progress.share() * 1e4) / 1e4);
    links(json.putArray("links"), tracked);
    return json;
  }

  private static void parameters(ObjectNode json, Order order) {
    json.put("member", order.member()).put("name", order.name());
    json.put("priority", order.priority().name().toLowerCase(Locale.ROOT));
    json.put("value", order.value()).put("looks", order.image().looks());
    json.put(ViewFilter.CLOUD, Math.rint(order.image().maxCloud() * 1e9) / 1e7);
    json.put("tries", order.image().tries());
    order.recurrence().ifPresent(r -> json.put("every_days", r.days()));
    if (!order.origin().isEmpty()) {
      json.put("origin", order.origin());
    }
  }

  private void links(ArrayNode links, TrackedOrder tracked) {
    String id = tracked.id();
    Asked.link(links, "self", Asked.address(request, "orders", id), ProductDocuments.GEO_JSON);
    Asked.link(
        links, "monitor", Asked.address(request, "orders", id, "statuses"), ProductDocuments.JSON);
    Asked.link(
        links,
        "product",
        Asked.address(request, "products", Product.idOf(tracked.order(), constellation)),
        ProductDocuments.JSON);
    if (tracked.state().canBecome(OrderState.USER_CANCELLED)) {
      Asked.link(
              links,
              "cancel",
              Asked.address(request, "orders", id, "cancel"),
              ProductDocuments.GEO_JSON)
          .put("method", "POST");
    }
    for (Attempt.Product product : tracked.products()) {
      Asked.link(
          links,
          "item",
          request.address("collections", product.collection(), "items", product.item()),
          ProductDocuments.GEO_JSON);
    }
    String alert = "alert ";
    if (tracked.order().origin().startsWith(alert)
        && tracked.order().origin().length() > alert.length()) {
      Asked.link(
          links,
          "via",
          request.address(
              "alerts",
              "collections",
              "alerts",
              "items",
              tracked.order().origin().substring(alert.length())),
          ProductDocuments.GEO_JSON);
    }
  }

  /** An entry of the history. */
  static ObjectNode status(OrderStatus status) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("timestamp", status.time().toString());
    json.put("status_code", status.state().name().toLowerCase(Locale.ROOT));
    if (!status.reason().isEmpty()) {
      json.put("reason_text", status.reason());
    }
    json.putArray("links");
    return json;
  }
}
