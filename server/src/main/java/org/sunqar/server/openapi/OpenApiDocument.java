// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sunqar.server.auth.Role;
import org.sunqar.server.http.Kind;
import org.sunqar.server.http.Representation;
import org.sunqar.server.http.Route;
import org.sunqar.server.http.Verb;

/**
 * The OpenAPI 3.0.3 document of a set of routes. Because it is made from what the server does, it
 * cannot say anything else.
 */
final class OpenApiDocument {

  private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

  private final List<Route> routes;
  private final List<Representation> forms;
  private final boolean keys;

  OpenApiDocument(List<Route> routes, List<Representation> forms, boolean keys) {
    // those of /app are the web app's own
    this.routes = routes.stream().filter(r -> !r.template().startsWith("/app/")).toList();
    this.forms = List.copyOf(forms);
    this.keys = keys;
  }

  /**
   * The document.
   *
   * @param base where the API is, without a slash at its end: {@code http://127.0.0.1:8080/api}
   */
  ObjectNode json(String title, String base) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("openapi", "3.0.3");
    ObjectNode info = json.putObject("info").put("title", title).put("version", "1.0.0");
    info.put(
        "description",
        "The catalogue of Earth observation scenes, as a STAC API and as OGC API Features and"
            + " Records. Everything that can be read is there as JSON and as a page.");
    info.putObject("license").put("name", "Apache-2.0");
    json.putArray("servers").addObject().put("url", base);
    ArrayNode tags = json.putArray("tags");
    RouteTexts.TAGS.forEach(tag -> tags.addObject().put("name", tag));
    ObjectNode paths = json.putObject("paths");
    for (Route route : routes) {
      add(paths, route, base);
    }
    ObjectNode components = json.putObject("components");
    components(components);
    if (keys) {
      components
          .putObject("securitySchemes")
          .putObject("key")
          .put("type", "apiKey")
          .put("in", "header")
          .put("name", "X-API-Key");
      json.putArray("security").addObject().putArray("key");
    }
    return json;
  }

  private void add(ObjectNode paths, Route route, String base) {
    boolean ofApi = route.template().equals("/api") || route.template().startsWith("/api/");
    String path = ofApi ? route.template().substring("/api".length()) : route.template();
    ObjectNode item = paths.withObjectProperty(path.isEmpty() ? "/" : path);
    if (!ofApi) {
      if (path.equals("/")) {
        return; // leads to the landing page, which has this path in the document
      }
      item.putArray("servers")
          .addObject()
          .put("url", base.substring(0, base.length() - "/api".length()) + "/");
    }
    Optional<RouteTexts.Text> text = RouteTexts.find(route);
    ObjectNode operation = item.putObject(route.verb().name().toLowerCase(Locale.ROOT));
    operation.put("summary", text.map(RouteTexts.Text::summary).orElse(route.template()));
    operation.put(
        "operationId",
        text.map(RouteTexts.Text::id)
            .orElse(route.verb() + route.template().replaceAll("[^A-Za-z]+", "-")));
    operation.putArray("tags").add(text.map(RouteTexts.Text::tag).orElse(RouteTexts.SERVER));
    parameters(operation.putArray("parameters"), route);
    if (route.verb() == Verb.POST || route.verb() == Verb.PUT || route.verb() == Verb.PATCH) {
      ObjectNode body = operation.putObject("requestBody");
      body.put("required", true);
      ObjectNode content = body.putObject("content");
      for (String type : bodyTypes(route)) {
        content.putObject(type).putObject("schema").put("type", "object");
      }
    }
    responses(
        operation.putObject("responses"),
        route,
        text.map(RouteTexts.Text::statuses).orElse(List.of(200)));
  }

  private static List<String> bodyTypes(Route route) {
    if (route.template().equals("/api/areas") || route.template().equals("/api/uploads/{upload}")) {
      return List.of("application/octet-stream");
    }
    if (route.role() == Role.READ) {
      return List.of("application/json");
    }
    if (route.verb() == Verb.PATCH) {
      return List.of("application/merge-patch+json", "application/json");
    }
    return route.template().contains("/items")
        ? List.of("application/geo+json", "application/json")
        : List.of("application/json");
  }

  private void parameters(ArrayNode parameters, Route route) {
    Matcher variables = VARIABLE.matcher(route.template());
    while (variables.find()) {
      parameters
          .addObject()
          .put("name", variables.group(1))
          .put("in", "path")
          .put("required", true)
          .put("description", ParameterTable.path(variables.group(1)))
          .putObject("schema")
          .put("type", "string");
    }
    TreeSet<String> names = new TreeSet<>(route.parameters());
    names.remove(Route.ANY);
    if (forms.stream().anyMatch(form -> form.shows(route.kind()))) {
      names.add("f");
    }
    for (String name : names) {
      parameters.addObject().put("$ref", "#/components/parameters/" + name);
    }
  }

  private void responses(ObjectNode responses, Route route, List<Integer> statuses) {
    for (int status : statuses) {
      if (status < 400) {
        ObjectNode response = responses.putObject(Integer.toString(status));
        response.put("description", meaning(status));
        if (status == 200 || status == 201) {
          ObjectNode content = response.putObject("content");
          for (String type : types(route)) {
            content.putObject(type).putObject("schema").put("type", "object");
          }
        }
      } else {
        problem(responses, status);
      }
    }
    problem(responses, 400);
    if (route.template().contains("{")) {
      problem(responses, 404);
    }
    String template = route.template();
    if (keys
        && (template.startsWith("/api")
            || template.startsWith("/wmts")
            || template.startsWith("/tasking"))) {
      problem(responses, 401);
      problem(responses, 403);
    }
    if (route.verb() != Verb.GET && route.verb() != Verb.DELETE) {
      problem(responses, 413);
      problem(responses, 415);
    }
    problem(responses, 406);
    problem(responses, 503);
  }

  private List<String> types(Route route) {
    if (route.kind() == Kind.FILE) {
      return List.of(
          switch (route.template()) {
            case "/health" -> "application/json";
            case "/metrics" -> "text/plain";
            default -> "*/*";
          });
    }
    List<String> types = new ArrayList<>();
    types.add(route.kind().jsonType());
    forms.stream()
        .filter(form -> form.shows(route.kind()))
        .map(Representation::mediaType)
        .forEach(types::add);
    return types;
  }

  private static void problem(ObjectNode responses, int status) {
    responses
        .putObject(Integer.toString(status))
        .put("$ref", "#/components/responses/Problem" + status);
  }

  private static final List<Integer> PROBLEMS =
      List.of(400, 401, 403, 404, 406, 409, 412, 413, 415, 416, 503, 507);

  private void components(ObjectNode components) {
    ObjectNode parameters = components.putObject("parameters");
    TreeSet<String> names = new TreeSet<>(List.of("f"));
    routes.forEach(route -> names.addAll(route.parameters()));
    names.remove(Route.ANY);
    for (String name : names) {
      ParameterTable.Entry entry =
          ParameterTable.query(name)
              .orElseThrow(() -> new IllegalStateException("parameter " + name + " has no words"));
      ObjectNode parameter =
          parameters
              .putObject(name)
              .put("name", name)
              .put("in", "query")
              .put("required", false)
              .put("description", entry.description());
      parameter.set("schema", entry.schemaJson());
      parameter.put("style", "form").put("explode", false);
      if (!entry.example().isEmpty()) {
        parameter.set("example", entry.exampleJson());
      }
    }
    ObjectNode responses = components.putObject("responses");
    for (int status : PROBLEMS) {
      responses
          .putObject("Problem" + status)
          .put("description", meaning(status))
          .putObject("content")
          .putObject(Kind.PROBLEM.jsonType())
          .putObject("schema")
          .put("$ref", "#/components/schemas/problem");
    }
    ObjectNode problem = components.putObject("schemas").putObject("problem");
    problem.put("type", "object").put("description", "Problem details (RFC 9457).");
    problem.putArray("required").add("type").add("title").add("status").add("detail");
    ObjectNode properties = problem.putObject("properties");
    for (String field : List.of("type", "title", "detail", "code")) {
      properties.putObject(field).put("type", "string");
    }
    properties.putObject("status").put("type", "integer");
  }

  private static String meaning(int status) {
    return switch (status) {
      case 200 -> "What was asked for";
      case 201 -> "It is there now, at the address of Location";
      case 204 -> "Done";
      case 206 -> "The range that was asked for";
      case 302 -> "It is at the address of Location";
      case 304 -> "What you have is still right";
      case 400 -> "The request cannot be understood; the detail says what is wrong";
      case 401 -> "A key is needed";
      case 403 -> "The key does not allow it";
      case 404 -> "It is not there";
      case 406 -> "It is not there in the form that Accept asks for";
      case 409 -> "It is there already";
      case 412 -> "It was changed in the meantime";
      case 413 -> "The body is too large";
      case 415 -> "The body has the wrong media type";
      case 416 -> "The range lies outside the file";
      case 507 -> "There is no room for it";
      case 503 -> "The catalogue cannot be reached at the moment";
      default -> "Status " + status;
    };
  }
}
