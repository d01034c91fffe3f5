// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.Json;
import org.sunqar.raster.source.HttpDocuments;

/**
 * Item search of a STAC API 1.0.0, page by page: GET and POST, {@code next} links with {@code
 * method}, {@code body}, {@code merge} and {@code headers}.
 */
final class ApiSearch {

  /** Items of a page that are asked for. */
  static final int PAGE = 250;

  private final StacDocuments documents;
  private final StacDocuments.Found landing;

  /**
   * A page.
   *
   * @param items as they came
   * @param matched how many items the server says there are
   */
  record Page(
      URI address,
      List<JsonNode> items,
      Optional<Long> matched,
      Optional<HttpDocuments.Question> next) {}

  ApiSearch(StacDocuments documents, StacDocuments.Found landing) {
    this.documents = documents;
    this.landing = landing;
  }

  /** Whether a landing page is that of an API that can search. */
  static boolean isApi(ObjectNode landing) {
    return StacLink.first(landing, "search").isPresent();
  }

  private boolean conformsTo(String part) {
    for (JsonNode conformance : landing.json().path("conformsTo")) {
      if (conformance.asText().contains(part)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The question for the first page.
   *
   * @param since only items that were updated at or after it, where the server can tell them
   */
  HttpDocuments.Question first(StacSelection wanted, Optional<Instant> since) {
    Map<String, String> parameters = new LinkedHashMap<>();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (!wanted.collections().isEmpty()) {
      parameters.put("collections", String.join(",", wanted.collections()));
      wanted.collections().forEach(body.putArray("collections")::add);
    }
    wanted
        .box()
        .ifPresent(box -> {
          parameters.put(
              "bbox",
              Arrays.stream(box).mapToObj(Double::toString).collect(Collectors.joining(",")));
          Arrays.stream(box).forEach(body.putArray("bbox")::add);
        });
    wanted
        .datetime()
        .ifPresent(datetime -> {
          parameters.put("datetime", datetime);
          body.put("datetime", datetime);
        });
    parameters.put("limit", Integer.toString(PAGE));
    body.put("limit", PAGE);
    Optional<String> filter = filter(wanted, since);
    filter.ifPresent(text -> {
      parameters.put("filter", text);
      parameters.put("filter-lang", "cql2-text");
    });
    boolean query = since.isPresent() && filter.isEmpty() && conformsTo("#query");
    if (query) {
      body.putObject("query").putObject("updated").put("gte", since.get().toString());
    }
    List<StacLink> searches = StacLink.of(landing.json(), "search");
    Optional<StacLink> post =
        searches.stream().filter(link -> link.method().equals("POST")).findFirst();
    Optional<StacLink> get =
        searches.stream().filter(link -> !link.method().equals("POST")).findFirst();
    // CQL2 text goes by GET; its JSON form is all that a POST must be understood in
    if (post.isPresent() && (filter.isEmpty() || get.isEmpty())) {
      if (filter.isPresent()) {
        body.put("filter", filter.get()).put("filter-lang", "cql2-text");
      }
      String address = documents.follow(landing.address(), post.get().href()).toString();
      return new HttpDocuments.Question(address, Map.of(), Optional.of(body.toString()));
    }
    String address = documents.follow(landing.address(), get.orElseThrow().href()).toString();
    String text =
        parameters.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return HttpDocuments.Question.get(address + (address.contains("?") ? "&" : "?") + text);
  }

  private Optional<String> filter(StacSelection wanted, Optional<Instant> since) {
    boolean text = conformsTo("cql2-text");
    if (wanted.filter().isPresent() && !text) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          landing.address() + " cannot filter by CQL2 text; leave --filter out");
    }
    List<String> parts = new ArrayList<>();
    wanted.filter().ifPresent(own -> parts.add("(" + own + ")"));
    if (since.isPresent() && text) {
      parts.add("updated >= TIMESTAMP('" + since.get() + "')");
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(" AND ", parts));
  }

  Page page(HttpDocuments.Question question) {
    StacDocuments.Found found = documents.ask(question);
    JsonNode features = found.json().path("features");
    if (!features.isArray()) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          found.address() + " is not a page of items: it has no list of features");
    }
    List<JsonNode> items = new ArrayList<>();
    features.forEach(items::add);
    JsonNode matched =
        found.json().has("numberMatched")
            ? found.json().path("numberMatched")
            : found.json().path("context").path("matched");
    return new Page(
        found.address(),
        items,
        matched.canConvertToLong() && matched.isNumber()
            ? Optional.of(matched.longValue())
            : Optional.empty(),
        StacLink.first(found.json(), "next").map(link -> next(question, found.address(), link)));
  }

  private HttpDocuments.Question next(HttpDocuments.Question before, URI at, StacLink link) {
    String address = documents.follow(at, link.href()).toString();
    Map<String, String> headers = new LinkedHashMap<>();
    link.json()
        .path("headers")
        .properties()
        .forEach(header -> {
          if (header.getKey().toLowerCase(java.util.Locale.ROOT).startsWith("x-")) {
            headers.put(header.getKey(), header.getValue().asText());
          }
        });
    if (!link.method().equals("POST")) {
      return new HttpDocuments.Question(address, headers, Optional.empty());
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (link.json().path("merge").asBoolean(false) && before.body().isPresent()) {
      body = Json.parseObject(before.body().get());
    }
    if (link.json().path("body") instanceof ObjectNode more) {
      body.setAll(more);
    }
    return new HttpDocuments.Question(address, headers, Optional.of(body.toString()));
  }

  /** The collections' documents, for as far as the API gives them. */
  List<StacDocuments.Found> collections(StacSelection wanted) {
    Optional<StacLink> data = StacLink.first(landing.json(), "data");
    if (data.isEmpty()) {
      return List.of();
    }
    URI at = documents.follow(landing.address(), data.get().href());
    List<StacDocuments.Found> found = new ArrayList<>();
    if (!wanted.collections().isEmpty()) {
      for (String id : wanted.collections()) {
        String encoded = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        found.add(
            documents.get(StacDocuments.uri(at.toString().replaceAll("/+$", "") + "/" + encoded)));
      }
      return found;
    }
    Optional<URI> next = Optional.of(at);
    for (int pages = 0; next.isPresent() && pages < 1000; pages++) {
      StacDocuments.Found page = documents.get(next.get());
      for (JsonNode collection : page.json().path("collections")) {
        if (collection instanceof ObjectNode object) {
          found.add(new StacDocuments.Found(page.address(), object));
        }
      }
      Optional<URI> after =
          StacLink.first(page.json(), "next")
              .map(link -> documents.follow(page.address(), link.href()));
      next = after.equals(next) ? Optional.empty() : after;
    }
    return found;
  }
}
