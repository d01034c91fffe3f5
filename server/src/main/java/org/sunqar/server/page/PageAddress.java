// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.page;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a page is.
 *
 * @param base the address of the landing page, as the reader sees it, without a slash at its end
 * @param path what follows {@code base} before the question mark, percent-encoded; empty for the
 *     landing page
 * @param query what follows the question mark, percent-encoded; empty when there is none
 */
public record PageAddress(String base, String path, String query) {

  /** The whole address. */
  String self() {
    return base + path + (query.isEmpty() ? "" : "?" + query);
  }

  /** This page as JSON. */
  String asJson() {
    List<String> kept = new ArrayList<>();
    for (String part : query.split("&", -1)) {
      if (!part.isEmpty() && !part.startsWith("f=")) {
        kept.add(part);
      }
    }
    kept.add("f=json");
    return base + path + "?" + String.join("&", kept);
  }

  String at(String below) {
    return base + below;
  }

  /** The parameters of the query, decoded; of a name that comes twice, the first one. */
  Map<String, String> parameters() {
    Map<String, String> values = new LinkedHashMap<>();
    for (String part : query.split("&", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        decoded(part.substring(equals + 1))
            .ifPresent(value -> values.putIfAbsent(part.substring(0, equals), value));
      }
    }
    return values;
  }

  /** The decoded steps of the path. */
  List<String> steps() {
    List<String> steps = new ArrayList<>();
    for (String step : path.split("/", -1)) {
      if (!step.isEmpty()) {
        steps.add(decoded(step.replace("+", "%2B")).orElse(step));
      }
    }
    return steps;
  }

  private static Optional<String> decoded(String text) {
    try {
      return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
