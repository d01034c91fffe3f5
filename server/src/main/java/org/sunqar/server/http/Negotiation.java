// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Chooses the form in which a client gets a resource: what {@code f} says, else {@code Accept}. */
final class Negotiation {

  private final List<Representation> others;

  /** {@code others} are those beside JSON. */
  Negotiation(List<Representation> others) {
    this.others = List.copyOf(others);
  }

  /**
   * The form for a resource; empty for JSON.
   *
   * @throws Problem 400 for an f that there is not, 406 when nothing acceptable is there
   */
  Optional<Representation> choose(Kind kind, Optional<String> f, Optional<String> accept) {
    if (kind == Kind.FILE) {
      return Optional.empty();
    }
    if (f.isPresent()) {
      return byName(kind, f.get());
    }
    if (accept.isEmpty() || accept.get().equals("*/*")) {
      return Optional.empty();
    }
    double jsonQuality = quality(accept.get(), List.of(kind.jsonType(), "application/json"));
    Optional<Representation> best = Optional.empty();
    double bestQuality = jsonQuality;
    for (Representation other : others) {
      double quality = quality(accept.get(), List.of(other.mediaType()));
      if (other.shows(kind) && quality > bestQuality) {
        best = Optional.of(other);
        bestQuality = quality;
      }
    }
    if (bestQuality <= 0 && kind != Kind.PROBLEM) {
      throw new Problem(
          406,
          "accept",
          "this is there as "
              + Stream.concat(
                      Stream.of(kind.jsonType()),
                      others.stream().filter(o -> o.shows(kind)).map(Representation::mediaType))
                  .collect(Collectors.joining(", "))
              + ", not as "
              + accept.get());
    }
    return best;
  }

  /** The query that a form stands for; empty for a query that does not come from a form. */
  Optional<String> queryOf(String query) {
    return others.stream().map(other -> other.queryOf(query)).flatMap(Optional::stream).findFirst();
  }

  private Optional<Representation> byName(Kind kind, String f) {
    if (f.equals("json") || f.equals("geojson") || f.equals(kind.jsonType())) {
      return Optional.empty();
    }
    for (Representation other : others) {
      if (other.shows(kind) && (f.equals(other.name()) || f.equals(other.mediaType()))) {
        return Optional.of(other);
      }
    }
    throw Problem.badRequest(
        "f",
        "f="
            + f
            + " should be one of json"
            + others.stream()
                .filter(o -> o.shows(kind))
                .map(o -> ", " + o.name())
                .collect(Collectors.joining()));
  }

  /** The q of the most specific range that matches one of the types; 0 where none does. */
  private static double quality(String accept, List<String> types) {
    double quality = 0;
    int specificity = -1;
    for (String range : accept.split(",", 50)) {
      String[] parts = range.split(";", 10);
      String wanted = parts[0].strip().toLowerCase(Locale.ROOT);
      int matches = -1;
      for (String type : types) {
        String essence = type.split(";", 2)[0];
        if (wanted.equals(essence)) {
          matches = 2;
        } else if (wanted.endsWith("/*")
            && essence.startsWith(wanted.substring(0, wanted.length() - 1))) {
          matches = Math.max(matches, 1);
        } else if (wanted.equals("*/*")) {
          matches = Math.max(matches, 0);
        }
      }
      if (matches > specificity) {
        specificity = matches;
        quality = q(parts);
      } else if (matches == specificity && matches >= 0) {
        quality = Math.max(quality, q(parts));
      }
    }
    return quality;
  }

  private static double q(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip();
      if (parameter.startsWith("q=")) {
        try {
          return Double.parseDouble(parameter.substring(2));
        } catch (NumberFormatException _) {
          return 0;
        }
      }
    }
    return 1;
  }
}
