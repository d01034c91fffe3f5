// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.filter.Filter;
import org.sunqar.catalog.filter.QueryExtension;
import org.sunqar.catalog.stac.Json;
import org.sunqar.server.http.Problem;

/**
 * What a search asks of items beyond place and time: {@code filter} in CQL2, {@code query}, and
 * words ({@code q}), all of which must hold.
 *
 * <p>Of several words one must be in the id, title, description, keywords, platform, constellation
 * or mission, in upper or lower case. It is a filter like any other: there is no index of words, so
 * a search of words alone reads the catalogue until its page is full.
 */
final class SearchFilter {

  private static final Set<String> CRS84 =
      Set.of(
          "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
          "http://www.opengis.net/def/crs/OGC/0/CRS84h",
          "OGC:CRS84",
          "[OGC:CRS84]");

  private static final List<String> TEXTS =
      List.of("id", "title", "description", "platform", "constellation", "mission");

  private static final int MOST_WORDS = 20;

  private SearchFilter() {}

  static Optional<Filter> of(SearchSource source) {
    return Stream.of(withoutWords(source), query(source), words(source.strings("q")))
        .flatMap(Optional::stream)
        .reduce(Filter::and);
  }

  /** What {@code filter} says alone. */
  static Optional<Filter> withoutWords(SearchSource source) {
    source
        .text("filter-crs")
        .ifPresent(crs -> {
          if (!CRS84.contains(crs)) {
            throw Problem.badRequest(
                "filter-crs",
                "filter-crs '"
                    + SearchSource.shortened(crs)
                    + "' should be http://www.opengis.net/def/crs/OGC/1.3/CRS84");
          }
        });
    String language =
        source.text("filter-lang").orElse(source.isDocument() ? "cql2-json" : "cql2-text");
    try {
      return switch (language) {
        case "cql2-text" -> source.text("filter").map(Filter::parseText);
        case "cql2-json" -> json(source).map(Filter::parseJson);
        default ->
            throw Problem.badRequest(
                "filter-lang",
                "filter-lang '"
                    + SearchSource.shortened(language)
                    + "' should be cql2-text or cql2-json");
      };
    } catch (CatalogException e) {
      throw Problem.badRequest("filter", "filter: " + e.getMessage());
    }
  }

  private static Optional<JsonNode> json(SearchSource source) {
    if (source.isDocument()) {
      return source.json("filter");
    }
    return source.text("filter").map(Json::parseObject);
  }

  private static Optional<Filter> query(SearchSource source) {
    try {
      return source.json("query").filter(query -> !query.isEmpty()).map(QueryExtension::parse);
    } catch (CatalogException e) {
      throw Problem.badRequest("query", "query: " + e.getMessage());
    }
  }

  /** Items in whose texts one of the words is. */
  static Optional<Filter> words(List<String> words) {
    if (words.isEmpty()) {
      return Optional.empty();
    }
    if (words.size() > MOST_WORDS) {
      throw Problem.badRequest("q", words.size() + " words; at most " + MOST_WORDS);
    }
    ArrayNode any = JsonNodeFactory.instance.arrayNode();
    for (String word : words) {
      if (word.isBlank() || word.length() > 200) {
        throw Problem.badRequest("q", "a word of q should have 1..200 characters");
      }
      String pattern =
          "%" + word.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
      for (String text : TEXTS) {
        any.add(operation("like", caseless(property(text)), caseless(any.textNode(pattern))));
      }
      any.add(operation("a_contains", property("keywords"), any.arrayNode().add(word.strip())));
    }
    return Optional.of(
        Filter.parseJson(JsonNodeFactory.instance.objectNode().put("op", "or").set("args", any)));
  }

  private static ObjectNode caseless(JsonNode text) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("op", "casei");
    json.putArray("args").add(text);
    return json;
  }

  private static ObjectNode property(String name) {
    return JsonNodeFactory.instance.objectNode().put("property", name);
  }

  private static ObjectNode operation(String name, JsonNode left, JsonNode right) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("op", name);
    json.putArray("args").add(left).add(right);
    return json;
  }
}
