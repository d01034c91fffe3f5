// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An OpenAPI document as a page: what can be called, with which parameters, and what comes back.
 */
final class ApiPage {

  private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

  /** One method of one path. */
  private record Call(String method, String path, JsonNode operation) {

    String id() {
      return operation
          .path("operationId")
          .asText(method + "-" + path.replaceAll("[^a-zA-Z]+", "-"));
    }
  }

  private final JsonNode document;
  private final Html html = new Html();

  private ApiPage(JsonNode document) {
    this.document = document;
  }

  static String page(PageAddress address, JsonNode document) {
    ApiPage page = new ApiPage(document);
    page.write(address);
    return Frame.of(address, "API documentation").around(page.html);
  }

  private void write(PageAddress address) {
    html.element("p", document.at("/info/description").asText(), "class", "lead");
    html.open("p").text("The base address is ").element("code", address.base()).text(". ");
    html.link(address.at("/openapi.json"), "OpenAPI 3.0 document").text(".").close();
    Map<String, List<Call>> groups = groups();
    html.open("nav", "class", "contents", "aria-label", "Contents").open("ul");
    groups.keySet().forEach(tag -> html.open("li").link("#" + anchor(tag), tag).close());
    html.close(2);
    groups.forEach((tag, calls) -> {
      html.element("h2", tag, "id", anchor(tag));
      calls.forEach(this::call);
    });
  }

  private static String anchor(String tag) {
    return "tag-" + tag.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }

  private Map<String, List<Call>> groups() {
    Map<String, List<Call>> groups = new LinkedHashMap<>();
    document.path("tags").forEach(t -> groups.put(t.path("name").asText(), new ArrayList<>()));
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (String method : METHODS) {
        JsonNode operation = path.getValue().path(method);
        if (operation.isObject()) {
          groups
              .computeIfAbsent(
                  operation.path("tags").path(0).asText("Others"), _ -> new ArrayList<>())
              .add(new Call(method, path.getKey(), operation));
        }
      }
    }
    groups.values().removeIf(List::isEmpty);
    return groups;
  }

  private void call(Call call) {
    JsonNode operation = call.operation();
    html.open("details", "class", "call", "id", call.id()).open("summary");
    html.element(
        "span", call.method().toUpperCase(Locale.ROOT), "class", "method " + call.method());
    html.element("code", call.path()).element("span", operation.path("summary").asText());
    html.close().open("div", "class", "call-text");
    if (operation.has("description")) {
      html.element("p", operation.path("description").asText());
    }
    parameters(operation.path("parameters"));
    JsonNode body = operation.path("requestBody");
    if (body.isObject()) {
      html.element("h3", "Body");
      html.element("p", body.path("description").asText() + " " + types(body.path("content")));
    }
    html.element("h3", "Answers").open("dl", "class", "answers");
    for (Map.Entry<String, JsonNode> answer : operation.path("responses").properties()) {
      JsonNode response = resolved(answer.getValue());
      html.open("div").element("dt", answer.getKey());
      html.element(
          "dd", response.path("description").asText() + " " + types(response.path("content")));
      html.close();
    }
    html.close(3);
  }

  private void parameters(JsonNode parameters) {
    if (parameters.isEmpty()) {
      return;
    }
    html.element("h3", "Parameters").open("div", "class", "wide", "tabindex", "0");
    html.open("table").open("thead").open("tr");
    for (String head : List.of("Name", "In", "Type", "Meaning")) {
      html.element("th", head, "scope", "col");
    }
    html.close(2).open("tbody");
    for (JsonNode each : parameters) {
      JsonNode parameter = resolved(each);
      html.open("tr").open("th", "scope", "row").element("code", parameter.path("name").asText());
      html.text(parameter.path("required").asBoolean() ? " *" : "").close();
      html.element("td", parameter.path("in").asText());
      html.element("td", type(parameter.path("schema")));
      html.element("td", parameter.path("description").asText()).close();
    }
    html.close(3);
  }

  private static String types(JsonNode content) {
    List<String> types = new ArrayList<>();
    content.properties().forEach(type -> types.add(type.getKey()));
    return types.isEmpty() ? "" : "(" + String.join(", ", types) + ")";
  }

  private static String type(JsonNode schema) {
    List<String> parts = new ArrayList<>();
    String type = schema.path("type").asText("any");
    parts.add(
        type.equals("array") ? "list of " + schema.path("items").path("type").asText("any") : type);
    if (schema.has("minimum") || schema.has("maximum")) {
      parts.add(schema.path("minimum").asText("…") + " to " + schema.path("maximum").asText("…"));
    }
    if (schema.has("enum")) {
      List<String> values = new ArrayList<>();
      schema.path("enum").forEach(v -> values.add(v.asText()));
      parts.add("one of " + String.join(", ", values));
    }
    if (schema.has("default")) {
      parts.add("else " + schema.path("default").asText());
    }
    return String.join("; ", parts);
  }

  /** What a reference within the document points to. */
  private JsonNode resolved(JsonNode node) {
    String reference = node.path("$ref").asText();
    return reference.startsWith("#/") ? document.at(reference.substring(1)) : node;
  }
}
