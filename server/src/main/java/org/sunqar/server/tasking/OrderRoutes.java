// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tasking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.sunqar.mission.constellation.Constellation;
import org.sunqar.mission.constellation.Member;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.order.Feasibility;
import org.sunqar.mission.order.Order;
import org.sunqar.mission.order.OrderHook;
import org.sunqar.mission.order.OrderState;
import org.sunqar.mission.order.Orders;
import org.sunqar.mission.order.Priority;
import org.sunqar.mission.order.TrackedOrder;
import org.sunqar.server.auth.Role;
import org.sunqar.server.http.Answer;
import org.sunqar.server.http.JsonFields;
import org.sunqar.server.http.Kind;
import org.sunqar.server.http.Problem;
import org.sunqar.server.http.Request;
import org.sunqar.server.http.Route;
import org.sunqar.server.http.Verb;

/**
 * Orders: given, listed, followed and taken back. A client whose key has the name of a member
 * orders for that member, and sees and takes back only its orders; any other may name the member
 * and sees all.
 */
final class OrderRoutes {

  private static final HeaderName KEY = HeaderNames.create("Idempotency-Key");
  private static final int MOST_BODY = 1 << 20;
  private static final int USUAL_TRIES = 3;
  private static final Set<String> PAGING =
      Set.of("limit", "next", "status", "member", "priority", "origin");
  private static final Set<String> PARAMETERS =
      Set.of(
          "member",
          "name",
          "priority",
          "value",
          "looks",
          "tries",
          "every_days",
          "origin",
          "notify",
          ViewFilter.CLOUD);

  private final Mission mission;

  OrderRoutes(Mission mission) {
    this.mission = mission;
  }

  List<Route> routes() {
    String order = "/tasking/orders/{order}";
    String ofProduct = "/tasking/products/{product}/orders";
    return List.of(
        Route.get("/tasking/orders", Kind.ITEMS, PAGING, r -> list(r, Optional.empty())),
        Route.get(ofProduct, Kind.ITEMS, PAGING, r -> list(r, Optional.of(r.segment("product")))),
        new Route(Verb.POST, ofProduct, Kind.ITEM, Set.of(), Role.WRITE, this::create),
        Route.get(order, Kind.ITEM, r -> Answer.of(json(find(r), r))),
        Route.get(order + "/statuses", Kind.REPORT, Set.of("limit", "next"), this::statuses),
        new Route(Verb.POST, order + "/cancel", Kind.ITEM, Set.of(), Role.WRITE, this::cancel));
  }

  private TrackedOrder find(Request request) {
    return Client.of(request, mission).order(mission.orders(), request.segment("order"));
  }

  private ObjectNode json(TrackedOrder order, Request request) {
    return new OrderDocument(request, mission.find())
        .json(order, mission.orders().progress(order.id(), mission.now()));
  }

  // ---- giving

  private Answer create(Request request) throws IOException {
    ObjectNode body = request.json(MOST_BODY);
    Constellation constellation = mission.constellation();
    Product product = Product.find(constellation, request.segment("product"));
    Asked asked = Asked.read(body);
    if (asked.filter().rest().isPresent()) {
      throw Problem.badRequest(
          "filter",
          "the filter of an order may join comparisons of one property with a number by \"and\"");
    }
    JsonNode parameters = body.path("order_parameters");
    if (!parameters.isObject()) {
      throw Problem.badRequest("order_parameters", "order_parameters should be an object");
    }
    Set<String> unknown = new TreeSet<>();
    parameters.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(PARAMETERS);
    if (!unknown.isEmpty()) {
      throw Problem.badRequest(
          "order_parameters",
          "there is no order parameter '"
              + Asked.shortened(unknown.iterator().next())
              + "'; there are "
              + String.join(", ", new TreeSet<>(PARAMETERS)));
    }
    Order order = order(product, asked, parameters, member(request, parameters));
    Orders.Draft draft =
        new Orders.Draft(order, request.header(KEY).orElse(""), hook(parameters.path("notify")));
    Feasibility feasibility =
        new Feasibility(constellation, Earth.withoutOrientation(), mission.forecast().orNone());
    TrackedOrder created =
        mission.orders().create(feasibility, List.of(draft), mission.now()).getFirst();
    return Answer.of(json(created, request))
        .withStatus(201)
        .with("Location", Asked.address(request, "orders", created.id()));
  }

  private static Order order(Product product, Asked asked, JsonNode parameters, String member) {
    return new Order(
        "",
        member,
        JsonFields.text(parameters, "name").orElse(""),
        JsonFields.text(parameters, "priority")
            .map(text -> choice("priority", text, Priority.class))
            .orElse(Priority.ROUTINE),
        number(parameters, "value").orElse(1.0),
        asked.place(),
        asked.start(),
        asked.end(),
        new Order.Image(
            asked.filter().limits(),
            product.mode(),
            whole(parameters, "looks", 1),
            number(parameters, ViewFilter.CLOUD).orElse(100.0) / 100,
            whole(parameters, "tries", USUAL_TRIES),
            product.satellites()),
        number(parameters, "every_days").map(Order.Recurrence::new),
        JsonFields.text(parameters, "origin").orElse(""));
  }

  /** Who is told of it; an address that alerts are not sent to is refused here, too. */
  private static Optional<OrderHook> hook(JsonNode notify) {
    if (notify.isMissingNode() || notify.isNull()) {
      return Optional.empty();
    }
    Set<String> names = new TreeSet<>();
    notify.fieldNames().forEachRemaining(names::add);
    names.removeAll(Set.of("url", "secret"));
    if (!notify.isObject() || !names.isEmpty()) {
      throw Problem.badRequest("notify", "notify should be an object of url and, if any, secret");
    }
    OrderHook hook =
        new OrderHook(
            JsonFields.text(notify, "url")
                .orElseThrow(() -> Problem.badRequest("notify", "notify.url is missing")),
            JsonFields.text(notify, "secret").orElse(""),
            "");
    OrderNotices.subscriber(hook);
    return Optional.of(hook);
  }

  /** For whom a request may order. */
  private String member(Request request, JsonNode parameters) {
    Optional<String> asked = JsonFields.text(parameters, "member");
    Optional<String> own = Client.of(request, mission).member();
    if (own.isPresent() && asked.isPresent() && !own.equals(asked)) {
      throw new Problem(
          403, "member", "the API key of " + own.get() + " does not order for " + asked.get());
    }
    return own.or(() -> asked)
        .orElseThrow(() ->
            Problem.badRequest(
                "member",
                "order_parameters.member is missing; members are "
                    + String.join(
                        ", ",
                        mission.constellation().members().stream().map(Member::id).toList())));
  }

  private static <E extends Enum<E>> E choice(String name, String text, Class<E> type) {
    for (E each : type.getEnumConstants()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(text)) {
        return each;
      }
    }
    throw Problem.badRequest(
        name,
        name
            + " '"
            + Asked.shortened(text)
            + "' should be one of "
            + List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT));
  }

  private static Optional<Double> number(JsonNode parameters, String name) {
    JsonNode value = parameters.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isNumber()) {
      throw Problem.badRequest(name, name + " should be a number");
    }
    return Optional.of(value.doubleValue());
  }

  private static int whole(JsonNode parameters, String name, int otherwise) {
    double number = number(parameters, name).orElse((double) otherwise);
    if (number != Math.rint(number) || Math.abs(number) > 1000) {
      throw Problem.badRequest(name, name + " should be a small whole number, not " + number);
    }
    return (int) number;
  }

  // ---- looking

  private Answer list(Request request, Optional<String> product) {
    Optional<Constellation> constellation = mission.find();
    product.ifPresent(id -> {
      Product.find(mission.constellation(), id);
    });
    Set<OrderState> states = new HashSet<>();
    request
        .parameter("status")
        .ifPresent(text -> {
          for (String each : text.split(",", 20)) {
            states.add(choice("status", each, OrderState.class));
          }
        });
    Orders.Filter filter =
        new Orders.Filter(
            request.parameter("member"),
            states,
            request.parameter("priority").map(text -> choice("priority", text, Priority.class)),
            request.parameter("origin"));
    Client client = Client.of(request, mission);
    List<TrackedOrder> all =
        mission.orders().list(filter).stream()
            .filter(o -> client.sees(o.order().member()))
            .filter(o ->
                product.isEmpty() || product.get().equals(Product.idOf(o.order(), constellation)))
            .toList()
            .reversed();
    int limit = Asked.limit(request);
    // a page begins after an order, so that new ones do not move it
    Optional<String> next = request.parameter("next");
    if (next.isPresent() && !next.get().matches("order-\\d{1,18}")) {
      throw Problem.badRequest(
          "next", "next=" + Asked.shortened(next.get()) + " is not from a link of this server");
    }
    List<TrackedOrder> rest =
        all.stream().filter(o -> next.isEmpty() || o.id().compareTo(next.get()) < 0).toList();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", "FeatureCollection");
    ArrayNode features = json.putArray("features");
    rest.stream().limit(limit).forEach(o -> features.add(json(o, request)));
    json.put("numberMatched", all.size()).put("numberReturned", features.size());
    ArrayNode links = json.putArray("links");
    Asked.link(links, "self", tasking(request), ProductDocuments.GEO_JSON);
    if (rest.size() > limit) {
      StringBuilder address = new StringBuilder(tasking(request)).append('?');
      request
          .parameters()
          .forEach((name, value) -> {
            if (!name.equals("next") && !name.equals("limit")) {
              address.append(name).append('=').append(Request.encode(value)).append('&');
            }
          });
      address.append("limit=").append(limit).append("&next=").append(rest.get(limit - 1).id());
      Asked.link(links, "next", address.toString(), ProductDocuments.GEO_JSON).put("method", "GET");
    }
    return Answer.of(json);
  }

  /** The address that was asked for, without its parameters. */
  private static String tasking(Request request) {
    return request.route().template().contains("{product}")
        ? Asked.address(request, "products", request.segment("product"), "orders")
        : Asked.address(request, "orders");
  }

  private Answer statuses(Request request) {
    TrackedOrder order = find(request);
    int limit = Asked.limit(request);
    int offset = Asked.offset(request.parameter("next"));
    int size = order.history().size();
    int end = (int) Math.min(size, (long) offset + limit);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode all = json.putArray("statuses");
    order
        .history()
        .subList(Math.min(offset, end), end)
        .forEach(each -> all.add(OrderDocument.status(each)));
    ArrayNode links = json.putArray("links");
    String self = Asked.address(request, "orders", order.id(), "statuses");
    Asked.link(links, "self", self, ProductDocuments.JSON);
    if (end < size) {
      Asked.link(links, "next", self + "?limit=" + limit + "&next=" + end, ProductDocuments.JSON);
    }
    return Answer.of(json);
  }

  // ---- taking back

  private Answer cancel(Request request) throws IOException {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    byte[] sent = request.body(MOST_BODY);
    if (sent.length > 0) {
      body = org.sunqar.catalog.stac.Json.parseObject(sent);
    }
    TrackedOrder order = find(request);
    String reason = JsonFields.text(body, "reason").orElse("");
    if (reason.length() > 500) {
      throw Problem.badRequest("reason", "reason has at most 500 characters");
    }
    return Answer.of(json(mission.orders().cancel(order.id(), reason, mission.now()), request));
  }
}
