// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sunqar.server.http.Problem;

/**
 * Which fields of items are wanted (STAC API Fields). What is included comes beside the fields that
 * a valid item needs; where something is only excluded, all the rest comes. A name that is no field
 * of an item means one of its properties.
 *
 * @param include paths of names; empty for all
 * @param exclude paths of names
 */
record FieldSelection(List<List<String>> include, List<List<String>> exclude) {

  private static final Set<String> TOP =
      Set.of(
          "type",
          "stac_version",
          "stac_extensions",
          "id",
          "collection",
          "geometry",
          "bbox",
          "properties",
          "assets",
          "links");

  /** What a valid item needs. */
  private static final List<List<String>> NEEDED =
      List.of(
          List.of("type"),
          List.of("stac_version"),
          List.of("stac_extensions"),
          List.of("id"),
          List.of("collection"),
          List.of("geometry"),
          List.of("bbox"),
          List.of("properties", "datetime"),
          List.of("properties", "start_datetime"),
          List.of("properties", "end_datetime"),
          List.of("assets"),
          List.of("links"));

  private static final int MOST = 200;

  FieldSelection {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
    if (include.size() + exclude.size() > MOST + NEEDED.size()) {
      throw Problem.badRequest("fields", "at most " + MOST + " fields can be chosen");
    }
  }

  static Optional<FieldSelection> of(SearchSource source) {
    if (source.isDocument()) {
      return source.json("fields").map(FieldSelection::ofDocument);
    }
    List<String> names = source.strings("fields");
    if (names.isEmpty()) {
      return Optional.empty();
    }
    List<String> include = new ArrayList<>();
    List<String> exclude = new ArrayList<>();
    for (String name : names) {
      switch (name.charAt(0)) {
        case '-' -> exclude.add(name.substring(1));
        case '+', ' ' -> include.add(name.substring(1)); // a plus that was not encoded is a space
        default -> include.add(name);
      }
    }
    return Optional.of(of(include, exclude));
  }

  private static FieldSelection ofDocument(JsonNode json) {
    if (!(json instanceof ObjectNode object)) {
      throw Problem.badRequest(
          "fields", "fields should be an object with the lists include and exclude");
    }
    SearchSource.Document source = new SearchSource.Document(object);
    // some clients write the plural
    List<String> include = new ArrayList<>(source.strings("include"));
    include.addAll(source.strings("includes"));
    List<String> exclude = new ArrayList<>(source.strings("exclude"));
    exclude.addAll(source.strings("excludes"));
    return of(include, exclude);
  }

  static FieldSelection of(List<String> include, List<String> exclude) {
    List<List<String>> wanted = new ArrayList<>();
    if (!include.isEmpty() || exclude.isEmpty()) {
      wanted.addAll(NEEDED);
      include.forEach(name -> wanted.add(path(name)));
    }
    return new FieldSelection(wanted, exclude.stream().map(FieldSelection::path).toList());
  }

  /** The wanted part of an item. */
  ObjectNode of(ObjectNode item) {
    ObjectNode result = item;
    if (!include.isEmpty()) {
      result = item.objectNode();
      for (List<String> path : include) {
        copy(item, result, path);
      }
    }
    for (List<String> path : exclude) {
      remove(result, path);
    }
    return result;
  }

  private static List<String> path(String name) {
    List<String> path = new ArrayList<>(List.of(name.split("\\.", 20)));
    if (!TOP.contains(path.getFirst())) {
      path.addFirst("properties");
    }
    return List.copyOf(path);
  }

  private static void copy(ObjectNode from, ObjectNode to, List<String> path) {
    JsonNode value = from.get(path.getFirst());
    if (value == null) {
      return;
    }
    if (path.size() == 1) {
      to.set(path.getFirst(), value);
    } else if (value instanceof ObjectNode object) {
      JsonNode there = to.get(path.getFirst());
      if (value.equals(there)) {
        return; // all of it is there
      }
      ObjectNode target = there instanceof ObjectNode o ? o : to.putObject(path.getFirst());
      copy(object, target, path.subList(1, path.size()));
    }
  }

  private static void remove(ObjectNode from, List<String> path) {
    if (path.size() == 1) {
      from.remove(path.getFirst());
    } else if (from.get(path.getFirst()) instanceof ObjectNode object) {
      remove(object, path.subList(1, path.size()));
    }
  }
}
