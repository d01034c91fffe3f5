// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.http;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the route of a path, segment by segment; a literal segment goes before a variable one. */
final class RouteTable {

  /**
   * The routes of an address.
   *
   * @param values those of the variable segments, decoded
   */
  record Match(Map<Verb, Route> routes, Map<String, String> values) {

    String allow() {
      List<String> methods =
          routes.keySet().stream().map(Verb::name).collect(Collectors.toCollection(ArrayList::new));
      if (routes.containsKey(Verb.GET)) {
        methods.add("HEAD");
      }
      methods.add("OPTIONS");
      return String.join(", ", methods);
    }
  }

  private static final class Node {
    private final Map<String, Node> literals = new HashMap<>();
    private Optional<Node> variable = Optional.empty();
    private String name = "";
    private final Map<Verb, Route> routes = new EnumMap<>(Verb.class);
  }

  private final Node root = new Node();
  private final Set<String> templates = new HashSet<>();

  RouteTable(List<Route> routes) {
    routes.forEach(this::add);
  }

  /** Whether there is something at a template. */
  boolean has(String template) {
    return templates.contains(template);
  }

  private void add(Route route) {
    templates.add(route.template());
    Node node = root;
    for (String segment : segments(route.template())) {
      if (segment.startsWith("{")) {
        String name = segment.substring(1, segment.length() - 1);
        Node next = node.variable.orElseGet(Node::new);
        if (!next.name.isEmpty() && !next.name.equals(name)) {
          throw new IllegalArgumentException(
              route.template() + ": the segment is called {" + next.name + "} elsewhere");
        }
        next.name = name;
        node.variable = Optional.of(next);
        node = next;
      } else {
        node = node.literals.computeIfAbsent(segment, _ -> new Node());
      }
    }
    if (node.routes.put(route.verb(), route) != null) {
      throw new IllegalArgumentException("two routes for " + route.verb() + route.template());
    }
  }

  /**
   * @param rawPath as it came, still encoded; a slash at the end does not count
   * @throws Problem 400 when it is not decodable
   */
  Optional<Match> find(String rawPath) {
    Map<String, String> values = new HashMap<>(4);
    Node node = root;
    for (String raw : segments(rawPath)) {
      String segment = QueryString.decode(raw, false, "path");
      Node next = node.literals.get(segment);
      if (next == null) {
        if (node.variable.isEmpty() || segment.isEmpty()) {
          return Optional.empty();
        }
        next = node.variable.get();
        values.put(next.name, segment);
      }
      node = next;
    }
    return node.routes.isEmpty() ? Optional.empty() : Optional.of(new Match(node.routes, values));
  }

  private static List<String> segments(String path) {
    List<String> segments = new ArrayList<>(8);
    int end = path.endsWith("/") ? path.length() - 1 : path.length();
    int from = 1;
    while (from <= end) {
      int slash = path.indexOf('/', from);
      if (slash < 0 || slash > end) {
        slash = end;
      }
      segments.add(path.substring(from, slash));
      from = slash + 1;
    }
    return segments;
  }
}
